/** The figures of a text with what they count, so that 五千元, 5000块 and 0.5万元 are one: money, shares, days, months, ages, dates … @module */
import { findPeriods } from '../gazette/chinese-date.ts';
import { findNumbers } from '../gazette/chinese-number.ts';
import type { Clause } from '../gazette/model.ts';

/** What a figure counts; figures of different units never contradict each other. */
export type FigureUnit =
  | 'share' // a fraction of one
  | 'times'
  | 'money' // yuan
  | 'day' // working days too: people say 天 for both
  | 'month' // a year is twelve
  | 'age'
  | 'area' // 平方米
  | 'date' // month and day
  | 'piece' // things counted as 个, 项, 份, 种
  | 'people'
  | 'occasion'; // 次

export interface StatedFigure {
  readonly unit: FigureUnit;
  /** Exact decimal, or month-day for a date. */
  readonly value: string;
  readonly written: string;
  /** UTF-16 start (inclusive) and end (exclusive) in the text. */
  readonly start: number;
  readonly end: number;
}

const unitsAfter: readonly (readonly [FigureUnit, RegExp])[] = [
  ['money', /^\s*(?:元|块钱?|蚊)/],
  ['day', /^\s*(?:个?工作日|天|日(?![常用均报])|个?自然日)/],
  ['month', /^\s*个?月(?!\d)/],
  ['month', /^\s*(?:个?周?年)(?![度级龄底初末])/],
  ['age', /^\s*周?岁/],
  ['area', /^\s*(?:平方米|平米|平方(?!公里)|平(?!方|均|时|台|安|价)|㎡|m²)/],
  ['people', /^\s*(?:个?人(?!次|均)|名)/],
  ['occasion', /^\s*(?:次|回)(?!性)/],
  ['piece', /^\s*(?:个(?!月|工作日|自然日|百分点)|项|份|种|间|套|类|样)/],
];

/** Longest number of years that is a length of time and not a year of the calendar. */
const longestSpan = 100;

/** Of a day without a year; a leap year, so that 2月29日 is a day. */
const anyYear = 2000;

/** All figures whose unit is known, in order. @param text Simplified characters; any width. */
export function statedFigures(text: string): StatedFigure[] {
  const found: StatedFigure[] = [];
  const dates = findPeriods(text, anyYear);
  for (const date of dates) {
    for (const written of date.written.matchAll(/(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/g)) {
      const start = date.start + written.index;
      found.push({
        unit: 'date',
        value: `${Number(written[1])}-${Number(written[2])}`,
        written: written[0],
        start,
        end: start + written[0].length,
      });
    }
  }
  for (const number of findNumbers(text)) {
    // 11月30日 is no 30 days
    if (dates.some((date) => date.grain !== 'year' && date.start <= number.start && number.end <= date.end))
      continue;
    const base = { start: number.start, end: number.end, written: number.written };
    if (number.kind === 'ratio') found.push({ ...base, unit: 'share', value: number.value });
    else if (number.kind === 'times') found.push({ ...base, unit: 'times', value: number.value });
    else {
      const after = text.slice(number.end);
      for (const [unit, pattern] of unitsAfter) {
        const sign = pattern.exec(after);
        if (sign === null || /[第〔[]$/.test(text.slice(0, number.start))) continue;
        const years = unit === 'month' && sign[0].includes('年');
        if (years && !(Number(number.value) < longestSpan)) break;
        const value = years ? String(Number(number.value) * 12) : number.value;
        const end = number.end + sign[0].length;
        found.push({ unit, value, written: text.slice(number.start, end), start: number.start, end });
        break;
      }
      // 封顶5万, 罚两千: money where nothing else is counted
      if (
        found.at(-1)?.start !== number.start &&
        /[万千百]$/.test(number.written) &&
        /^(?:[^\p{Script=Han}]|$|[以对吗吧是系嘅的])/u.test(after)
      )
        found.push({ ...base, unit: 'money', value: number.value });
    }
  }
  for (const half of text.matchAll(/半年/g))
    found.push({ unit: 'month', value: '6', written: '半年', start: half.index, end: half.index + 2 });
  for (const whole of text.matchAll(/全额/g))
    found.push({ unit: 'share', value: '1', written: '全额', start: whole.index, end: whole.index + 2 });
  return found.toSorted((left, right) => left.start - right.start);
}

/** The text of a clause with the units that stand in the heads of its columns: 计划奖补资金 100万元. */
export function textWithUnits(clause: Clause): string {
  if (clause.row === null) return clause.text;
  const { cells, columns } = clause.row;
  return cells
    .map((cell, column) => {
      const unit = /[（(]([^（()）]{1,4})[）)]$/.exec(columns[column] ?? '')?.[1] ?? '';
      const name = columns[column] ?? '';
      return /^\d[\d.,]*$/.test(cell) ? `${name} ${cell}${unit}` : `${name} ${cell}`;
    })
    .join('；');
}
