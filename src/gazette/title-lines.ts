/** What a line at the head of a document is: a part of its title, its 文号, a label of the gazette's own. @module */
import { parseDate } from './chinese-date.ts';
import { compact } from './clean-text.ts';
import { findDocumentNumbers } from './document-number.ts';
import { findMarker } from './outline-marker.ts';
import { type Line, looksLikeTitle } from './source-lines.ts';

/** Brackets, punctuation and dashes that differ between a mention of a title and the title itself. */
export function comparableTitle(title: string): string {
  return compact(title)
    .normalize('NFKC')
    .replace(/[~～—–-]/g, '-')
    .replace(/["'“”‘’]/g, '')
    .replaceAll('〈', '《')
    .replaceAll('〉', '》');
}

const boxedLabel = /^(?:【[^【】]*】|[·•◎●○★▲◆■◇□※]\s*[^·•，。：:]{2,16}\s*[·•◎●○★▲◆■◇□※]?)$/;
const bareLabel =
  /^(?:[\p{Script=Han}]{0,8}(?:文件|法规|规章|规范性文件)|[省市县区]?政府令|人事(?:任免|信息)?|(?:政策|文件)解读|领导讲话|大事记|公示公告|公告公示|通知公告|政务动态|统计(?:资料|数据|公报))$/u;

/** 【区政府文件】, ·部门文件·, 县政府文件: a heading of the gazette itself, no part of any document. */
export function isSectionLabel(text: string): boolean {
  const bare = compact(text);
  return boxedLabel.test(bare) || bareLabel.test(bare);
}

/** 某某县人民政府文件: the head of the letter paper. */
export function isLetterHead(text: string): boolean {
  return /(?:政府|办公室|办公厅|委员会|局|厅)文件$/.test(compact(text));
}

/** A line that is nothing but a 文号. */
export function isNumberLine(line: Line): boolean {
  if (line.text.length > 40) return false;
  const found = findDocumentNumbers(line.text);
  const number = found[0];
  return (
    found.length === 1 &&
    number !== undefined &&
    compact(line.text).length - compact(line.text.slice(number.start, number.end)).length <= 2
  );
}

const serial = /^[（(]?(?:((?:19|20)\d{2})年)?第(\d{1,4}|[一二三四五六七八九十百零〇]{1,5})号[）)]?$/;

/** 第12号, 2021年第3号 under the name of an order or an announcement: its year (null where none) and serial as written. */
export function serialOf(text: string): { year: string | null; serial: string } | null {
  const found = serial.exec(compact(text).normalize('NFKC'));
  return found?.[2] === undefined ? null : { year: found[1] ?? null, serial: found[2] };
}

/** Names of documents whose number is a serial on a line of its own. */
export const takesSerial = /(?:令|公告|通告)$/;

const issueLine = /第\s*[\d一二三四五六七八九十]{1,4}\s*期|^(?:19|20)\d{2}年?$|季刊|月刊|出版/;

/** Whether the line can be one line of a title: not a label, a letter head, a number, a date, an item. */
export function isTitleLine(line: Line): boolean {
  const { text } = line;
  return (
    looksLikeTitle(text) &&
    findMarker(text) === null &&
    !isNumberLine(line) &&
    serialOf(text) === null &&
    !isSectionLabel(text) &&
    !isLetterHead(text) &&
    !issueLine.test(text.normalize('NFKC')) &&
    !/[:：]/.test(text) &&
    !/[（(][^（）()]*$|^[（(].*[）)]$/.test(text) &&
    !isDated(text)
  );
}

/** A date alone, or a signature with its date on one line. */
function isDated(text: string): boolean {
  return parseDate(text) !== null && compact(text).endsWith('日');
}

const closingNote = /^[（(]?(?:此件|本文有删减|公开方式|抄送|主题词|信息公开选项)/;

/** The last line of a document: its date, or the note on publication under it. */
export function closesDocument(line: Line): boolean {
  const bare = compact(line.text);
  if (closingNote.test(bare)) return true;
  return bare.length <= 40 && isDated(bare) && !/[，。；：]/.test(bare);
}
