/**
 * What the thing asked for looks like in a text: a question for money is answered by a clause with an amount, a question
 * for a deadline by one with days. Used to rank clauses.
 * @module
 */
interface Shape {
  readonly name: string;
  readonly asked: RegExp;
  readonly held: RegExp;
}

const shapes: readonly Shape[] = [
  {
    name: 'money',
    asked:
      /钱|元|块|蚊|封顶|上限|额度|标准是|(?:补|罚|报|给|帮|发|领|救助|奖|资金|经费).{0,8}(?:多少|几多)|多少万|几多万|[一每](?:个)?(?:月|年|天|亩|人|次|户|吨|株|棵|只|头|台|套|平方米?|平米|公里|小时)[^，。？?；天岁次]{0,3}(?:多少|几多)(?![天日个次人名岁])/,
    held: /\d[\d,.]*\s*(?:亿|万)?元|[一二三四五六七八九十百千万两]+元|全额|\d[\d.]*\s*[%％]|\(万元\)|（万元）/,
  },
  {
    name: 'share',
    asked:
      /几成|百分之|百分率|比例|占比|占多少|覆盖率|达标率|[^利汇]率(?:是|要|达|为|多)|多少[%％]|降多少|少吃多少/,
    held: /\d[\d.]*\s*[%％‰]|百分之[一二三四五六七八九十百]+|全额|[一二三四五六七八九]成|\d倍/,
  },
  {
    name: 'time',
    asked:
      /什么时候|什么时间|几时|何时|几号|几月|哪天|哪年|哪一年|边日|多久|几天|几日|几耐|几个?工作日|期限|截止|起止|多少天|几年|时限|拖多|等多/,
    held: /\d+\s*(?:个?工作日|日|天|个?月|年|小时)|[一二三四五六七八九十半两]+(?:个?工作日|日|天|个?月|年|小时)|年?底|之日起|季度/,
  },
  {
    name: 'count',
    asked: /(?:几|多少)(?:个|间|家|人|份|次|名|项|座|类|种|岁|倍|套)|总共|一共|合共/,
    held: /\d+\s*(?:个|间|家|人|份|次|名|项|座|类|种|岁|倍|套)|[一二三四五六七八九十两]+(?:个|间|家|人|份|次|名|项|座|倍|套)/,
  },
  {
    name: 'office',
    asked:
      /谁|边个|哪个.{0,3}(?:部门|单位|局|科|镇|办)|哪[家间](?:单位|公司|机构|企业)|什么(?:部门|单位)|牵头|由哪|找哪|咩部门|去哪|到哪|边度|哪里|哪儿|哪(?:两|几)个(?:部门|单位|局)/,
    held: /局|办公室|办(?=[（、，。牵负])|委员会|政府|部门|民政|中心|医院|卫生院|分局|大队|总工会|科协|公司/,
  },
  {
    name: 'bureau',
    asked: /(?:哪个|边个|什么|哪几个|哪两个|边几个)局/,
    held: /局/,
  },
  {
    name: 'span',
    asked: /(?:[由从]|几时|几号|几月|哪天|何时).{0,8}(?:到|至).{0,4}(?:几|哪|何)|哪几个月|几月份/,
    held: /\d+月(?:\d+日)?\s*[至到~～—-]\s*(?:\d{4}年)?\d+[月日]/,
  },
  {
    name: 'telephone',
    asked: /电话|号码是|热线|手机号|联系方式/,
    held: /(?<!\d)(?:0\d{2,3}[-－—]?\d{7,8}|[2-8]\d{6,7}|12\d{3}|95\d{3})(?![\d元万])/,
  },
  { name: 'mail', asked: /邮箱|电子邮件|email|e-mail/i, held: /[\w.-]+@[\w-]+\.\w+/ },
  {
    name: 'hours',
    asked: /几点|周末|星期[六日天]|礼拜[六日天]|上班时间|下班(?!路|途|后|回|的路)|营业时间|开门|开不开/,
    held: /(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:：]\d{2}|[点时](?!间))|周[一二三四五六日末]|星期[一二三四五六日]|24小时/,
  },
];

export interface AskedShapes {
  readonly shapes: readonly Shape[];
}

export function askedShapes(question: string): AskedShapes {
  return { shapes: shapes.filter((shape) => shape.asked.test(question)) };
}

/** Share of the asked shapes that the text holds, 0 to 1; 0 when none was asked for. */
export function heldShare(asked: AskedShapes, text: string): number {
  if (asked.shapes.length === 0) return 0;
  return asked.shapes.filter((shape) => shape.held.test(text)).length / asked.shapes.length;
}
