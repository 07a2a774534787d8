/** What must stand in the evidence letter by letter: 文号, telephones, links, quotations, titles, locators. @module */
import { findDocumentNumbers } from '../../gazette/document-number.ts';
import { plainText, bareText } from './plain-text.ts';
import type { PreparedItem } from './prepare-evidence.ts';

export interface MarkFailure {
  readonly reason: 'number' | 'quotation';
  readonly detail: string;
}

const telephone =
  /(?<!\d)(?:(?:0\d{2,3}-?)?\d{7,8}|1[3-9]\d{9}|1[12]\d{3}|1[12]0|119)(?!\d|[元%年月日个天人万亿.a-z公吨亩户头间名位项次米平小周岁斤千克块处所家条份辆例])(?=[^\d]|$)/g;
const link =
  /(?:https?:\/\/|www\.)[^\s，。；、）)”」]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|org|net|gov)(?![a-z])[^\s，。；、）)”」]*/gi;
const quoted = /[“"「『]([^“”"「」『』]{1,300})[”"」』]/g;
const titled = /《([^《》]{1,120}(?:《[^《》]*》[^《》]*)?)》/g;
const locator =
  /第[一二三四五六七八九十百零\d]{1,5}[条章款项节](?:[(（][一二三四五六七八九十\d]{1,3}[)）])*/g;

/** Looks at the whole sentence. @returns the places that are settled, to be left out of the comparison by words. */
export function checkMarks(
  original: string,
  text: string,
  items: readonly PreparedItem[],
): { readonly failure: MarkFailure | null; readonly settled: Uint8Array } {
  const settled = new Uint8Array(text.length);
  const all = items.flatMap(({ units }) => units);
  const everything = all.map((unit) => `${unit.text}\n${unit.base}`).join('\n');
  const fail = (reason: MarkFailure['reason'], detail: string) => ({ failure: { reason, detail }, settled });

  const known = new Set(items.flatMap(({ item }) => (item.number === null ? [] : [item.number])));
  for (const unit of all)
    for (const { number } of findDocumentNumbers(unit.text)) known.add(number.canonical);
  for (const { number, start, end } of findDocumentNumbers(text)) {
    if (!known.has(number.canonical)) return fail('number', '文号不在所引的资料里');
    settled.fill(1, start, end);
  }
  for (const match of text.matchAll(
    /[〔[(]?(?:19|20)\d{2}[〕\])][第]?\d{1,4}号|\d{1,4}号(?=文|令|通知|办法|方案)/g,
  )) {
    if (settled[match.index] === 1) continue;
    const digits = match[0].replace(/\D+/g, ' ').trim().split(' ');
    if (
      ![...known].some((canonical) =>
        digits.every((part) => new RegExp(`(?<!\\d)${part}(?!\\d)`).test(canonical)),
      )
    )
      return fail('number', '文号不在所引的资料里');
    settled.fill(1, match.index, match.index + match[0].length);
  }
  for (const match of text.matchAll(link)) {
    if (!everything.includes(match[0].toLowerCase())) return fail('number', '网址或邮箱不在所引的资料里');
    settled.fill(1, match.index, match.index + match[0].length);
  }
  for (const match of text.matchAll(telephone)) {
    if (settled[match.index] === 1) continue;
    if (!new RegExp(`(?<!\\d)${match[0]}(?!\\d)`).test(everything))
      return fail('number', '电话或号码不在所引的资料里');
    settled.fill(1, match.index, match.index + match[0].length);
  }
  const isWritten = (quotation: string): boolean => {
    const words = bareText(quotation);
    return words === '' || items.some(({ bare }) => bare.includes(words));
  };
  for (const match of original.matchAll(quoted)) {
    if (!isWritten(match[1] ?? '')) return fail('quotation', '引号里的话不是原文');
  }
  if (!outerQuotations(original).every(isWritten)) return fail('quotation', '引号里的话不是原文');
  for (const match of original.matchAll(titled)) {
    const words = bareText(match[1] ?? '');
    if (!items.some((item) => holdsTitle(item, words)))
      return fail('quotation', '书名号里的名称和资料不一样');
    const plain = plainText(match[0]);
    const at = text.indexOf(plain);
    if (at >= 0) settled.fill(1, at, at + plain.length);
  }
  for (const match of text.matchAll(locator)) {
    const place = match[0].replace(/[（]/g, '(').replace(/[）]/g, ')');
    const stands = all.some(
      (unit) => plainText(unit.unit.locator).startsWith(place) || unit.text.includes(place),
    );
    if (!stands) return fail('number', '条款号和所引的资料不一样');
    settled.fill(1, match.index, match.index + match[0].length);
  }
  return { failure: null, settled };
}

/** “甲“乙”丙”: what stands between the outer marks, with the inner ones. */
function outerQuotations(text: string): string[] {
  const found: string[] = [];
  for (const [open, close] of ['“”', '「」', '『』'].map((pair) => Array.from(pair))) {
    let depth = 0;
    let start = 0;
    for (const [at, sign] of Array.from(text).entries()) {
      if (sign === open) {
        if (depth === 0) start = at + 1;
        depth += 1;
      } else if (sign === close && depth > 0) {
        depth -= 1;
        if (depth === 0) found.push(Array.from(text).slice(start, at).join(''));
      }
    }
  }
  return found;
}

/** A whole title, its end (the issued text of a notice), or a name that the cited text itself gives. */
function holdsTitle({ item, bare, units }: PreparedItem, words: string): boolean {
  const title = bareText(item.title);
  if (title === words) return true;
  if (words.length >= shortestName && (title.endsWith(words) || title.replace(/的通知$/, '').endsWith(words)))
    return true;
  return (
    units.some(({ unit }) => bareText(unit.text).includes(words)) ||
    (words.length >= shortestName && bare.includes(words))
  );
}

const shortestName = 6;
