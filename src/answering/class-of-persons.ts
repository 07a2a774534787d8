/** Classes of persons whom rules on aid tell apart: what one of them gets is no answer for another. @module */

/** As rules and people write them, without 户, 对象 and the like. */
const names =
  /低保|最低生活保障|特困|五保|三无|建档立卡|贫困|孤儿|无人抚养|低收入|因病致贫|残疾|失能|半失能|高龄|退役|优抚|烈属|独生子女|计划生育|孕产妇|学生|儿童|未成年/g;

export function classesIn(text: string): string[] {
  return [...new Set(text.match(names) ?? [])];
}

/** Names such a class, or those who are left (其他老人). */
export const namesPersons = new RegExp(
  `${names.source}|(?:其他|其余|一般|普通)(?:家庭|对象|人员|老年?人|居民|群众)`,
);
