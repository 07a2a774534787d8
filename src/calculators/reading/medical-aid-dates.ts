/**
 * Which date is the receipt's and which the application's.
 * @module
 */
import type { ReadFact } from './scheme-reader.ts';
import type { SaidDate, Sentence } from './sentence.ts';

const applied = /申请|递交|交(?:的|了)?(?:材料|资料)|报(?:的|了)?(?:材料|资料)|提交/;
/** Dates of other things. */
const unrelated =
  /出生|生日|参保|认定|评(?:上|定|为)|办(?:了|的|上)?低保|成为|入(?:了)?低保|结婚|退休|确诊|去世|过世|离婚|取消|退出|停发|脱贫|搬|打工|开始吃|签(?:了|的)?协议|印发|公布|有效期|实施|施行/;
const receipt = /收据|发票|结算|单据|票据|缴费单/;
const discharge = /出院/;

/** A date that is no more precise than another one says the same: 2018 and 2018-08. */
const commonDate = (isos: readonly string[]): string | null => {
  const [first = '', ...others] = [...new Set(isos)].toSorted((left, right) => right.length - left.length);
  if (others.every((each) => first.startsWith(each))) return first;
  const years = new Set(isos.map((each) => each.slice(0, 4)));
  // Several receipts of one year: the year is what they have in common.
  return years.size === 1 ? first.slice(0, 4) : null;
};

/** `receiptDate` and `applicationDate`; null where several dates cannot be told apart. */
export function readMedicalDates(sentence: Sentence): readonly ReadFact[] {
  const known = sentence.dates.filter(({ iso }) => iso !== null);
  const absolute = known.filter(({ relative }) => !relative);
  // 今年已领 beside a written date is the aid year, not the receipt.
  const dates = absolute.length > 0 ? absolute : known;
  const facts: ReadFact[] = [];
  const own = (date: SaidDate) => near(sentence, date, dates);
  const applications = dates.filter((date) => applied.test(own(date)));
  const rest = dates.filter((date) => !applications.includes(date) && !unrelated.test(own(date)));
  add(sentence, facts, 'applicationDate', applications);
  const narrowed =
    [receipt, discharge]
      .map((words) => rest.filter((date) => words.test(own(date))))
      .find(({ length }) => length > 0) ?? rest;
  add(sentence, facts, 'receiptDate', narrowed.length === rest.length ? rest : preferring(narrowed, rest));
  return facts;
}

/** The date of the receipt or the discharge; when all agree the most precise of all. */
const preferring = (narrowed: readonly SaidDate[], all: readonly SaidDate[]): readonly SaidDate[] =>
  commonDate(all.map(({ iso }) => iso ?? ''))?.startsWith(
    commonDate(narrowed.map(({ iso }) => iso ?? '')) ?? '-',
  ) === true
    ? all
    : narrowed;

function add({ text }: Sentence, facts: ReadFact[], key: string, dates: readonly SaidDate[]): void {
  if (dates.length === 0) return;
  const isos = dates.map(({ iso }) => iso ?? '');
  const [from, to] = dates;
  // 2019年12月到2020年1月: the bill of a stay is made out at its end.
  const isStay =
    from !== undefined &&
    to !== undefined &&
    dates.length === 2 &&
    /^(?:到|至|-|~)+$/.test(text.slice(from.end, to.start));
  const value = isStay ? (to.iso ?? null) : commonDate(isos);
  facts.push({ key, value, words: dates.map(({ words }) => words).join('、') });
}

/** A year of two digits (20年5月) is not guessed, and not left out either: it may lie outside the validity. */
export function shortYearOf(sentence: Sentence): string | null {
  const short = sentence.dates.find(
    ({ iso, words, end }) =>
      iso === null &&
      /^\d\d年/.test(words) &&
      !/^(?:了|前|间|来|的?历史|的?经验)/.test(sentence.text.slice(end)),
  );
  return short?.words ?? null;
}

/** What belongs to a date: up to the next date in its sentence, at most to the end of its part and a few signs before. */
function near(sentence: Sentence, date: SaidDate, dates: readonly SaidDate[]): string {
  const part = sentence.partAt(date.start);
  const next = dates.find(({ start }) => start >= date.end);
  const end = Math.min(part?.end ?? date.end, next?.start ?? Number.MAX_SAFE_INTEGER);
  const previous = dates.findLast(({ end: before }) => before <= date.start);
  const start = Math.max(part?.start ?? 0, previous === undefined ? 0 : date.start, date.start - 8);
  return sentence.text.slice(start, end);
}
