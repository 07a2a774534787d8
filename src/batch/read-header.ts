/**
 * The first line of a table: which column is which fact.
 * @module
 */
import type { Field } from '../calculators/kernel/field.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { WenzhengError } from '../errors.ts';
import type { Cell } from './table.ts';

export interface Header {
  /** As typed, without white space at the ends. */
  readonly headings: readonly string[];
  /** Where the calculator of each row is named; -1 when no column does. */
  readonly schemeColumn: number;
  /** Columns that are written again: all but the results of an earlier run. */
  readonly kept: readonly number[];
  /** By id of the scheme, the field of each column; undefined where the scheme has none. */
  readonly fieldsOf: ReadonlyMap<string, readonly (Field | undefined)[]>;
}

/** Before the heading of every column that we add: a table of results can be corrected and computed again. */
export const resultMark = '结果：';

/** Columns that only say whose row it is; nothing is computed from them. */
const carried =
  /^(?:序号|编号|行号|姓名|名字|申请人|户主|身份证号码?|证件号码?|联系电话|电话|手机号?码?|地址|住址|镇街|镇|村居|村|经办人|备注.*)$/;

/**
 * @param all every calculator: a heading that belongs to another one than the present ones is told so.
 * @throws WenzhengError input_invalid, naming the heading
 */
export function readHeader(file: string, cells: readonly Cell[], schemes: readonly Scheme[]): Header {
  const refuse = (text: string) => new WenzhengError('input_invalid', `${file} ${text}`);
  const headings = cells.map((cell) => String(cell).trim());
  while (headings.at(-1) === '') headings.pop();
  const results = new Set(headings.flatMap((heading, at) => (heading.startsWith(resultMark) ? [at] : [])));
  const names = headings.map(nameOf);
  names.forEach((name, at) => {
    if (results.has(at)) return;
    if (name === '') throw refuse(`第${at + 1}列没有列名，请补上或删去这一列。`);
    const first = names.indexOf(name);
    if (first !== at)
      throw refuse(`的列名“${headings[at]}”出现了两次（第${first + 1}列和第${at + 1}列），请只留一列。`);
  });
  const fieldsOf = new Map(
    schemes.map((scheme) => [scheme.id, names.map((name) => findField(scheme, name))]),
  );
  const isField = (at: number) => [...fieldsOf.values()].some((fields) => fields[at] !== undefined);
  const schemeColumn = names.findIndex((name) => name === '计算项目' || name === 'calculator');
  names.forEach((name, at) => {
    if (results.has(at) || at === schemeColumn || isField(at) || carried.test(name)) return;
    const remedy = '请改成本计算的项目名，不参加计算的列请在列名前加“备注”';
    throw refuse(`第${at + 1}列“${headings[at]}”不是计算项目里的列，${remedy}。`);
  });
  for (const fields of fieldsOf.values()) {
    fields.forEach((field, at) => {
      const first = fields.indexOf(field);
      if (field === undefined || first === at) return;
      throw refuse(`的列“${headings[first]}”和“${headings[at]}”是同一项，请只留一列。`);
    });
  }
  return {
    headings,
    schemeColumn,
    kept: headings.flatMap((_, at) => (results.has(at) ? [] : [at])),
    fieldsOf,
  };
}

/** Headings are compared without white space and difference of width. */
const nameOf = (heading: string): string => heading.normalize('NFKC').replace(/\s/g, '');

/** The field of a heading; a unit in brackets at its end does not count. */
function findField(scheme: Scheme, name: string): Field | undefined {
  const bare = name.replace(/\([^()]*\)$/, '');
  return scheme.fields.find(({ key, label, aliases = [] }) =>
    [key, label, ...aliases].some((known) => [name, bare].includes(nameOf(known))),
  );
}
