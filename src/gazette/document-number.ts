/**
 * 文号 in every style that people and printers use, and mentions by serial alone (16号文).
 * @module
 */
import { foldDigits, parseChineseInteger } from './chinese-number.ts';
import type { DocumentNumber } from './model.ts';

export interface FoundDocumentNumber {
  readonly number: DocumentNumber;
  /** UTF-16 start (inclusive) and end (exclusive) in the text searched. */
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

export interface SerialMention {
  readonly serial: number;
  /** Year said with it (2018年的16号文, 〔2018〕16号), else null. */
  readonly year: number | null;
  /** True when a word or a bracket says that it is a document (16号文, 〔2018〕16号); a bare 16号 may be a day or a house. */
  readonly explicit: boolean;
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

const opening = '〔\\[（(﹝【［〖「{<〈《';
const closing = '〕\\]）)﹞】］〗」}>〉》';
const han = '\\u4e00-\\u9fff';
const year = '(?:(?:19|20)\\d{2}|[一二][九〇○零][〇○零一二三四五六七八九]{2})';
const serialDigits = '(?:\\d{1,4}|[一二三四五六七八九十百零〇]{1,5})';
/** Year and serial of a number; the issuer code is looked for before it, which keeps long texts linear. */
const yearAndSerial = new RegExp(
  `(?:(?<open>[${opening}])\\s*(?<year1>${year})\\s*年?\\s*(?<close>[${closing}])?|(?<year2>${year})\\s*年?\\s*(?<lost>[${closing}])|(?<year3>${year})(?:\\s*年|\\s*[-–—·.．/]|[^\\S\\n]+)|(?<year4>[一二][九〇○零][〇○零一二三四五六七八九]{2})(?=\\d))\\s*字?\\s*第?\\s*(?<serial>${serialDigits})\\s*[号號]`,
  'g',
);
/** 清新府办2014-19 */
const dashedWithoutSign = new RegExp(
  `(?<year>(?:19|20)\\d{2})[-–—](?<serial>[1-9]\\d{0,2})(?![\\d.年月日号號~～–—-])`,
  'g',
);
const orderSerial = new RegExp(`令\\s*第?\\s*(?<serial>${serialDigits})\\s*[号號]`, 'g');
const codeBefore = new RegExp(`[${han}](?:[^\\S\\n]?[${han}]){0,19}$`);
const longestCodeRun = 48;

/**
 * Words that stand before an issuer code in running text and in questions but never inside one.
 * 通知 and the like end a title that is followed by its number without a bracket.
 */
const notInCode =
  /^.*(?:根据|依据|按照|依照|参照|遵照|按|照|贯彻|落实|执行|依|据|关于|印发|转发|制定|废止了?|废除|取代|代替|替代|失效|通知|办法|方案|规划|意见|通告|公告|公示|决定|文件|文号|请问|问|请|下|要|有|没|不|让|听|说|讲|查询|查|搜|找|看|帮|想|知道|有关|以及|还有|和|与|及|或|同|是|在|到|从|把|将|被|由|对|为|给|于|了|的|这|那|份|個|个|叫|什么|谁|边|系|嗰|呢|仲|吗|嗎|吧|呀|啊|年|月|日|号|以|后|前|而|则|但|即|如|见|指|之|所|出|发布|颁布|规定|区别|区分|区里|现在|目前|老|旧|新的|新出)/;

const squareBracket = /[〔〕[\]［］﹝﹞【】〖〗]/;
const notAnOrder = /(?:命令|禁令|指令|法令|勒令|责令)$/;
/** A code of more characters than this is taken to begin after its last space. */
const longestSpacedCode = 7;

/** An issuer code whose number may come without square brackets ends in a word for an organ or a series. */
const organEnding = /(?:府|办|函|发|字|令|政|委|民|通|规|公|告|文|局|厅|部|会|党|组|联)$/;

/** Words of everyday language that end as codes do. */
const notACode =
  /(?:政府|政策|法令|公告|公文|民政|党委|居委|村委|邮局|药局|医药局|分局|部门|全部|学会|协会|社会|大会|开会|晚会|[区县市省镇]委|局|厅|部|会)$/;

/** `canonicalNumber('清新府办', 2018, 16)` → 清新府办〔2018〕16号; year 0 is an order (令) without one: 国务院令第649号. */
export function canonicalNumber(issuerCode: string, yearOfIssue: number, serial: number): DocumentNumber {
  let canonical = `${issuerCode}〔${yearOfIssue}〕${serial}号`;
  if (yearOfIssue === 0) canonical = `${issuerCode}第${serial}号`;
  // An announcement's number is its year and serial: 公告2021年第3号.
  else if (/(?:公告|通告)$/.test(issuerCode)) canonical = `${issuerCode}${yearOfIssue}年第${serial}号`;
  return { canonical, issuerCode, year: yearOfIssue, serial };
}

/** Every 文号 of a text, in order: any brackets or one lost, spaces, full-width or Chinese digits, 第, and orders (国务院令649号). */
export function findDocumentNumbers(text: string): FoundDocumentNumber[] {
  const folded = foldDigits(text);
  const found: FoundDocumentNumber[] = [];
  for (const match of folded.matchAll(yearAndSerial)) {
    const { open, close, lost, year1, year2, year3, year4, serial } = match.groups ?? {};
    const code = issuerCodeBefore(folded, match.index);
    if (code === null) continue;
    const square = [open, close, lost].some((sign) => sign !== undefined && squareBracket.test(sign));
    if (!square && !organEnding.test(code.text)) continue;
    const number = numberOf(code.text, year1 ?? year2 ?? year3 ?? year4, serial);
    if (number === null) continue;
    const end = match.index + match[0].length;
    found.push({ number, start: code.start, end, written: text.slice(code.start, end) });
  }
  for (const match of folded.matchAll(dashedWithoutSign)) {
    const code = issuerCodeBefore(folded, match.index);
    // without 号 the code alone has to show that it is one: 区政府2018-12 may be a month
    if (code === null || !organEnding.test(code.text) || notACode.test(code.text)) continue;
    const number = numberOf(code.text, match.groups?.year, match.groups?.serial);
    const end = match.index + match[0].length;
    if (number === null) continue;
    found.push({ number, start: code.start, end, written: text.slice(code.start, end) });
  }
  for (const match of folded.matchAll(orderSerial)) {
    const code = issuerCodeBefore(folded, match.index + 1);
    if (code === null || code.text.length < 3 || notAnOrder.test(code.text)) continue;
    const number = numberOf(code.text, '0', match.groups?.serial);
    const end = match.index + match[0].length;
    if (number === null || found.some((other) => code.start < other.end && other.start < end)) continue;
    found.push({ number, start: code.start, end, written: text.slice(code.start, end) });
  }
  return found.toSorted((left, right) => left.start - right.start);
}

/** The single 文号 that a text consists of, in any style; null otherwise. */
export function parseDocumentNumber(text: string): DocumentNumber | null {
  const trimmed = text.trim();
  const [only, ...others] = findDocumentNumbers(trimmed);
  if (only === undefined || others.length > 0) return null;
  return only.start === 0 && only.end === trimmed.length ? only.number : null;
}

const mention = new RegExp(
  `(?:(?<bracket>[${opening}])?\\s*(?<year>(?:20|19)\\d{2}|(?<![\\d])\\d{2}(?=年))\\s*(?:年度?|[${closing}])?\\s*(?:的|嗰份|那份|那个|嗰個)?\\s*)?(?<ordinal>第)?(?<![\\d.])(?<serial>${serialDigits})\\s*[号號](?<noun>文件|文(?!化|明|学)|通知|办法|辦法|方案|规划|規劃|令|公告|通告|意见|意見|那份|这份|這份|嗰份)?`,
  'g',
);
/** After a bare 6号 these make it a line, a house, a day …, not a document. */
const notADocument =
  /^\s*(?:公路|线|線|楼|樓|院|房|铺|鋪|路|街|巷|口|店|车|車|机|桌|柜|床|台|码|碼|球|桥|橋|大街|字|前|后|後|晚|早|开始|起|至|到|之|下午|上午|凌晨|以前|以后|左右|地块|地|库|仓|井|门|站|窗|厅|色|染|油|棚|场|工程|专线|选手|病|文化)/;

/** Mentions of a document by its serial alone (16号文, 第41号文件, 2018年的5号通知, 41号), outside any whole 文号. */
export function parseSerialMention(text: string): SerialMention[] {
  const folded = foldDigits(text);
  const whole = findDocumentNumbers(text);
  const found: SerialMention[] = [];
  for (const match of folded.matchAll(mention)) {
    const groups = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    if (/(?:中央|国家|全国|哪|边)$/.test(folded.slice(0, start))) continue;
    if (whole.some((number) => start < number.end && number.start < end)) continue;
    const serial = parseChineseInteger(groups.serial ?? '');
    if (serial === null || serial === 0) continue;
    const noun = groups.noun !== undefined;
    if (!noun) {
      if (notADocument.test(folded.slice(end))) continue;
      if (
        /[月日至到\d.\-~～/A-Za-z]\s*$/.test(folded.slice(0, start + match[0].indexOf(groups.serial ?? '')))
      ) {
        if (groups.year === undefined) continue;
      }
    }
    found.push({
      serial,
      year: yearOf(groups.year),
      explicit: noun || groups.bracket !== undefined,
      start,
      end,
      written: text.slice(start, end).trim(),
    });
  }
  return found;
}

function yearOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  return written.length === 2 ? 2000 + Number(written) : Number(written);
}

/** The code that ends where the number's year begins, without the words before it and without inner spaces. */
function issuerCodeBefore(text: string, end: number): { text: string; start: number } | null {
  const before = text.slice(Math.max(0, end - longestCodeRun), end).trimEnd();
  const run = codeBefore.exec(before)?.[0];
  if (run === undefined) return null;
  let offset = notInCode.exec(run)?.[0].length ?? 0;
  // a title may stand before its number with only a space between
  if (run.slice(offset).replace(/\s/g, '').length > longestSpacedCode) {
    const space = run.lastIndexOf(' ');
    if (space >= offset && run.length - space > 2) offset = space + 1;
  }
  while (/\s/.test(run[offset] ?? '')) offset += 1;
  const code = run.slice(offset).replace(/\s/g, '');
  if (code.length < 2 || code.length > 12) return null;
  return { text: code, start: Math.max(0, end - longestCodeRun) + before.length - run.length + offset };
}

function numberOf(
  code: string,
  yearText: string | undefined,
  serialText: string | undefined,
): DocumentNumber | null {
  const yearOfIssue = yearText === undefined ? null : parseChineseInteger(yearText);
  const serial = serialText === undefined ? null : parseChineseInteger(serialText);
  if (yearOfIssue === null || serial === null || serial === 0) return null;
  return canonicalNumber(code, yearOfIssue, serial);
}
