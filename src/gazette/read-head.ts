/** What stands between a document's title and its text: 文号, state, note of adoption, addressee. @module */
import { findPeriods, parseDate } from './chinese-date.ts';
import { parseChineseInteger } from './chinese-number.ts';
import { cleanText, compact } from './clean-text.ts';
import { canonicalNumber, findDocumentNumbers, parseDocumentNumber } from './document-number.ts';
import type { DocumentNumber, Span } from './model.ts';
import type { Line } from './source-lines.ts';
import type { DocumentLines } from './split-documents.ts';
import { isNumberLine, serialOf, takesSerial } from './title-lines.ts';

export interface DocumentHead {
  readonly number: DocumentNumber | null;
  readonly numberSpans: readonly Span[];
  readonly issuedOn: string | null;
  readonly issuedOnSpans: readonly Span[];
  readonly isDraft: boolean;
  /** （征求意见稿） below the title. */
  readonly stateSpans: readonly Span[];
  /** Every line read here but the addressee. */
  readonly titleSpans: readonly Span[];
  readonly addressee: Line | null;
  /** The text that follows. */
  readonly rest: readonly Line[];
}

/** （2022年11月30日…通过 2022年12月15日…令第6号公布 自2023年1月1日起施行） */
const adoptionNote = /^[（(](?=.*(?:通过|公布|发布|修正|修订))(?=.*(?:19|20)\d{2}年).{10,600}[）)]$/;
/** An announcement whose heading is longer has a title of its own, no number. */
const longestCode = 16;

/** Title lines joined, without white space of the layout. */
export function printedTitle(found: DocumentLines): string {
  return found.title ?? cleanText(found.titleLines.map((line) => line.text).join(''));
}

export function readHead(found: DocumentLines): DocumentHead {
  const head = {
    number: null as DocumentNumber | null,
    numberSpans: [] as Span[],
    issuedOn: null as string | null,
    issuedOnSpans: [] as Span[],
    isDraft: false,
    stateSpans: [] as Span[],
    titleSpans: [] as Span[],
  };
  for (const line of found.headLines) {
    head.titleSpans.push(line.span);
    if (!isNumberLine(line)) continue;
    head.number = parseDocumentNumber(line.text);
    head.numberSpans = [line.span];
  }
  let rest = found.lines;
  for (let step = 0; step < 3; step += 1) {
    const line = rest[0];
    if (line === undefined || found.titleLines.length === 0) break;
    const serial = head.number === null ? readSerial(found, line.text) : null;
    if (head.number === null && isNumberLine(line)) {
      head.number = parseDocumentNumber(line.text);
      head.numberSpans = [line.span];
    } else if (serial !== null) {
      head.number = serial;
      head.numberSpans = [...found.titleLines.slice(-1).map((each) => each.span), line.span];
    } else if (adoptionNote.test(line.text)) {
      const { order, day } = readAdoption(line.text);
      if (day !== null) Object.assign(head, { issuedOn: day, issuedOnSpans: [line.span] });
      if (head.number === null && order !== null) {
        head.number = order.number;
        head.numberSpans = [[line.span[0] + order.start, line.span[0] + order.end]];
      }
    } else if (head.issuedOn === null && bracketedDay(line.text) !== null) {
      Object.assign(head, { issuedOn: bracketedDay(line.text), issuedOnSpans: [line.span] });
    } else if (/^[（(].{2,60}[）)]$/.test(line.text) && !/\d[）)]$/.test(line.text)) {
      if (/征求意见|草案|送审/.test(line.text)) {
        head.isDraft = true;
        head.stateSpans.push(line.span);
      }
    } else break;
    head.titleSpans.push(line.span);
    rest = rest.slice(1);
  }
  const first = rest[0];
  const addressee = first !== undefined && isAddressee(first.text) ? first : null;
  return { ...head, addressee, rest: addressee === null ? rest : rest.slice(1) };
}

function isAddressee(text: string): boolean {
  return (
    text.length < 120 &&
    /[：:]$/.test(text) &&
    /(各|政府|部门|单位|机构|办事处|委员会|局)/.test(text) &&
    !/^[（(一1]/.test(text)
  );
}

/** 第12号 under the name of an order, 2021年第3号 under that of an announcement. */
function readSerial(found: DocumentLines, text: string): DocumentNumber | null {
  const code = compact(printedTitle(found));
  const serial = takesSerial.test(code) && code.length <= longestCode ? serialOf(text) : null;
  const value = serial === null ? null : parseChineseInteger(serial.serial);
  if (serial === null || value === null) return null;
  return canonicalNumber(code, serial.year === null ? 0 : Number(serial.year), value);
}

/** （2021-11-22） or （2021年11月22日） alone under a title. */
function bracketedDay(text: string): string | null {
  const inside = /^[（(]([^（()）]{8,14})[）)]$/.exec(text.normalize('NFKC'))?.[1] ?? '';
  return /^(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?$/.test(inside.trim())
    ? parseDate(inside.trim())
    : null;
}

/** The order that put the text into force, and the last day named that is no day of coming into force. */
function readAdoption(text: string) {
  const days = findPeriods(text).filter((each) => each.grain === 'day' && !text.startsWith('起', each.end));
  const [order, ...others] = findDocumentNumbers(text);
  return { order: order === undefined || others.length > 0 ? null : order, day: days.at(-1)?.last ?? null };
}
