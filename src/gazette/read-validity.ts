/**
 * From when until when a document applies, read from its own words.
 *
 * An end comes from words about the document itself: 有效期至…, 有效期五年 (`expiry`), or from the period that a plan,
 * a campaign or a ban names: in a sentence (从8月至10月…开展), in its title (2017~2025年), in the stages of a 方案
 * (the latest end), in the year of its title (2018年…方案), or in the title of its annex (`period`).
 * Stages do not end a 意见 or 办法: those set lasting rules, and their steps only say how to begin.
 * A target (到2020年…) is not an end either.
 * @module
 */
import { findPeriods, shiftDate } from './chinese-date.ts';
import type { FoundPeriod } from './chinese-date.ts';
import { parseChineseInteger } from './chinese-number.ts';
import { cleanSpans } from './clean-text.ts';
import type { Quotation, Span, Standing, ValidityFacts } from './model.ts';
import { quoteSpans, sentenceAround } from './quote.ts';

export interface ValidityInput {
  readonly title: string;
  /** ISO day on which it was issued. */
  readonly issuedOn: string | null;
  readonly standing: Standing;
  /** Index into `Corpus.sources`. */
  readonly source: number;
  /** Decoded text of that source; without it a whole clause is quoted instead of its sentence. */
  readonly sourceText?: string;
  /** Where the title stands; without it a period in the title is used but not quoted. */
  readonly titleSpans?: readonly Span[];
  /** The document's clauses in reading order. Headings count too: stages stand in them. */
  readonly clauses: readonly ValidityClause[];
}

export interface ValidityClause {
  readonly text: string;
  readonly spans: readonly Span[];
  /** Headings above the clause, cleaned; they are looked for in the source just before it. */
  readonly headings?: readonly string[];
}

interface Finding {
  readonly first: string | null;
  readonly last: string | null;
  readonly quotation: Quotation | null;
}

const articleHead = /^第[一二三四五六七八九十百零〇]+条/;
/** How far above a clause its headings are looked for, in characters of the source. */
const headingWindow = 800;

const promulgation = '(?:印发|公布|发布|颁布|签发|公告|通告)';
const ownSubject =
  /本(?:办法|规定|细则|方案|通知|意见|条例|规则|决定|通告|公告|令|规划|计划|制度|规程|法|标准|指引|预案|实施|暂行)/;
const startsOnDay = /[自从](.{4,16}?)起(?:正式)?(?:施行|试行|实施|执行|生效)/;
const startsOnIssue = new RegExp(
  `自${promulgation}之日起(?:第?([\\d一二三四五六七八九十百]+)日后)?(?:正式)?(?:施行|试行|实施|执行|生效|不再|停止|失效|废止|有效)`,
);
const expiresOn = /有效期限?(?:为)?(?:自.{2,20}?)?(?:至|到|截至|截止到?)(.{4,18})/;
/** 自2021年1月1日起施行，至2025年12月31日止 */
const appliesUntil =
  /(?:[施试]行|执行|实施|之日起|日起)[，,]?(?:期限)?[至到](.{6,16}?)(?:止|废止|失效|终止|自动失效)/;
const lastsYears =
  /(?:有效期限?|试行期限?|实施期限?|施行期限?|试行(?=[一二两三四五\d]年))(?:为|是|暂定|[：:])?([\d一二两三四五六七八九十]+)(年|个月)/;
const statedPeriod = /(?:从|自|于|时间[为：:]|期限[为：:])$/;
const periodUse = /^.{0,24}?(?:开展|实施|进行|为.{0,6}期|禁止|实行|执行)/;
const stage =
  /^(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*|第[一二三四五六]+(?:阶段|步)[：:，,]?)?[^（(。；]{0,14}(?:阶段|步骤|推广|上报|验收|总结|部署|启动|实施|整治|准备|检查|评估)[^（(。；]{0,6}[（(]/;

/** Reads what a document's words say about its validity. */
export function readValidity(input: ValidityInput): ValidityFacts {
  const basis: Quotation[] = [];
  const start = findStart(input);
  const expiry = findExpiry(input, start?.first ?? input.issuedOn);
  const period = expiry === null ? findPeriod(input) : null;
  for (const finding of [start, expiry, period]) {
    const quotation = finding?.quotation ?? null;
    if (quotation !== null && !basis.some((known) => known.text === quotation.text)) basis.push(quotation);
  }
  return {
    effectiveFrom: start?.first ?? sharpStart(period, input.issuedOn) ?? input.issuedOn,
    lastDay: expiry?.last ?? period?.last ?? null,
    lastDayKind: expiry !== null ? 'expiry' : period !== null ? 'period' : null,
    provisional: /暂行|试行/.test(input.title),
    basis,
  };
}

function findStart(input: ValidityInput): Finding | null {
  for (const clause of input.clauses.toReversed()) {
    if (!clause.text.includes('起')) continue;
    const onDay = startsOnDay.exec(clause.text);
    const onIssue = startsOnIssue.exec(clause.text);
    if (onDay !== null) {
      const [period] = findPeriods(onDay[1] ?? '', yearOf(input.issuedOn));
      const sentence = sentenceText(clause.text, onDay.index);
      if (period?.grain === 'day' && speaksOfStart(sentence)) {
        return {
          first: period.first ?? period.last,
          last: null,
          quotation: quoteSentence(input, clause, onDay[0]),
        };
      }
    }
    if (onIssue !== null && input.issuedOn !== null) {
      const days = onIssue[1] === undefined ? 0 : (parseChineseInteger(onIssue[1]) ?? 0);
      return {
        first: shiftDate(input.issuedOn, { days }),
        last: null,
        quotation: quoteSentence(input, clause, onIssue[0]),
      };
    }
  }
  return null;
}

/** 本办法自…, 以上标准自…, 《…办法》现予公布，自… */
function speaksOfStart(sentence: string): boolean {
  return (
    ownSubject.test(sentence) ||
    /现予(?:公布|发布)/.test(sentence) ||
    /^(?:(?:以上|上述|新)[^，。]{0,8})?[自从]/.test(sentence)
  );
}

function findExpiry(input: ValidityInput, from: string | null): Finding | null {
  for (const clause of input.clauses.toReversed()) {
    if (!/有效期|[试实施]行?期|试行|[至到].{6,16}(?:止|失效)/.test(clause.text)) continue;
    const until = expiresOn.exec(clause.text) ?? appliesUntil.exec(clause.text);
    if (until !== null && speaksOfItself(clause.text, until.index)) {
      const [period] = findPeriods(until[1] ?? '', yearOf(input.issuedOn));
      if (
        period !== undefined &&
        until[1]?.startsWith(period.written.slice(0, 2)) === true &&
        period.last !== null
      ) {
        return { first: null, last: period.last, quotation: quoteSentence(input, clause, until[0]) };
      }
    }
    const lasts = lastsYears.exec(clause.text);
    if (lasts !== null && from !== null && speaksOfItself(clause.text, lasts.index)) {
      const count = parseChineseInteger(lasts[1] ?? '') ?? 0;
      if (count === 0) continue;
      const end = lasts[2] === '年' ? shiftDate(from, { years: count }) : shiftDate(from, { months: count });
      return {
        first: null,
        last: shiftDate(end, { days: -1 }),
        quotation: quoteSentence(input, clause, lasts[0]),
      };
    }
  }
  return null;
}

/** 有效期 of a licence or a receipt is not the document's: its sentence must speak of the document. */
function speaksOfItself(text: string, position: number): boolean {
  const sentence = sentenceText(text, position);
  if (/(?:证|证书|证件|执照|许可|合同|协议|批件|报告|身份)(?:的)?有效期/.test(sentence)) return false;
  return (
    ownSubject.test(sentence) ||
    /之日起|起施行|起实施|起执行/.test(sentence) ||
    /^有效期[^的]{2,30}。?$/.test(sentence)
  );
}

function findPeriod(input: ValidityInput): Finding | null {
  const plan = /方案|计划|规划|行动|要点|安排|纲要|令|通告/.test(input.title);
  if (!plan) return null;
  return (
    periodOfSentence(input) ??
    periodOfTitle(input) ??
    periodOfStages(input) ??
    yearOfTitle(input) ??
    periodOfAnnex(input)
  );
}

/** 决定从8月至10月…开展, 从2018年3月23日至4月30日为禁火期: only in the opening sentences or of a ban. */
function periodOfSentence(input: ValidityInput): Finding | null {
  for (const clause of input.clauses) {
    if (!/从|自|于|时间|期限/.test(clause.text)) continue;
    for (const period of findPeriods(clause.text, yearOf(input.issuedOn))) {
      if (!period.isRange || period.last === null || insideTitleMarks(clause.text, period.start)) continue;
      const [start] = sentenceAround(clause.text, period.start);
      const before = clause.text.slice(start, period.start);
      const after = clause.text.slice(period.end);
      const ban = /^为.{0,6}期/.test(after);
      const decision = /决定/.test(before) && periodUse.test(after);
      if (statedPeriod.test(before) && (ban || decision)) {
        return {
          first: period.first,
          last: period.last,
          quotation: quoteSentence(input, clause, period.written),
        };
      }
    }
  }
  return null;
}

function periodOfTitle(input: ValidityInput): Finding | null {
  const [period] = findPeriods(input.title).filter((each) => each.isRange && each.last !== null);
  if (period === undefined) return null;
  return { first: null, last: period.last, quotation: quoteTitle(input, period) };
}

function periodOfStages(input: ValidityInput): Finding | null {
  if (!/方案|计划|行动/.test(input.title) || /意见|办法/.test(input.title)) return null;
  let latest: { finding: Finding; last: string } | null = null;
  let stages = 0;
  for (const { text, clause } of linesOf(input)) {
    if (!stage.test(text)) continue;
    const [period] = findPeriods(text.slice(0, 60), yearOf(input.issuedOn));
    // a stage that ends on a day no calendar has cannot be reckoned with
    if (period?.impossible === true) return null;
    if (period === undefined || period.last === null) continue;
    stages += 1;
    if (latest === null || period.last > latest.last) {
      latest = {
        last: period.last,
        finding: {
          first: null,
          last: period.last,
          quotation: quoteLine(input, clause, text, period.written),
        },
      };
    }
  }
  return stages >= 2 ? (latest?.finding ?? null) : null;
}

/** 2018年“厕所革命”工程建设方案: a plan for one year ends with it. */
function yearOfTitle(input: ValidityInput): Finding | null {
  if (!/方案|计划|要点|安排/.test(input.title)) return null;
  const [period] = findPeriods(input.title).filter((each) => each.grain === 'year' && each.last !== null);
  if (period === undefined) return null;
  return { first: null, last: period.last, quotation: quoteTitle(input, period) };
}

function periodOfAnnex(input: ValidityInput): Finding | null {
  for (const { text, clause } of linesOf(input)) {
    if (text.length > 80 || !/^附件|(?:表|计划|清单|目录)(?:[（(]|$)/.test(text)) continue;
    const period = findPeriods(text).find(
      (each) => each.isRange && each.grain === 'year' && !insideTitleMarks(text, each.start),
    );
    if (period === undefined || period.last === null) continue;
    return { first: null, last: period.last, quotation: quoteLine(input, clause, text, period.written) };
  }
  return null;
}

/** Headings (each once) and clauses in reading order. */
function* linesOf(input: ValidityInput): Generator<{ text: string; clause: ValidityClause }> {
  const seen = new Set<string>();
  for (const clause of input.clauses) {
    for (const heading of clause.headings ?? []) {
      if (seen.has(heading)) continue;
      seen.add(heading);
      yield { text: heading, clause };
    }
    yield { text: clause.text, clause };
  }
}

/** A ban or campaign begins with its period, never before it was issued; a plan for whole years with its issue. */
function sharpStart(period: Finding | null, issuedOn: string | null): string | null {
  if (period?.first === null || period === null) return null;
  return issuedOn !== null && period.first < issuedOn ? issuedOn : period.first;
}

function insideTitleMarks(text: string, position: number): boolean {
  const before = text.slice(0, position);
  return before.lastIndexOf('《') > before.lastIndexOf('》');
}

function sentenceText(text: string, position: number): string {
  const [start, end] = sentenceAround(text, position);
  return text.slice(start, end).replace(articleHead, '');
}

function quoteSentence(input: ValidityInput, clause: ValidityClause, words: string): Quotation {
  if (input.sourceText === undefined) return { source: input.source, spans: clause.spans, text: clause.text };
  return quoteSpans(input.source, input.sourceText, clause.spans, (cleaned) => {
    const at = cleaned.indexOf(words);
    if (at < 0) return null;
    const [start, end] = sentenceAround(cleaned, at);
    const article = articleHead.exec(cleaned.slice(start, end))?.[0].length ?? 0;
    return [start + article, end];
  });
}

/** As {@link quoteSentence} for a line that may be a heading above the clause. */
function quoteLine(
  input: ValidityInput,
  clause: ValidityClause,
  line: string,
  words: string,
): Quotation | null {
  if (line === clause.text) return quoteSentence(input, clause, words);
  const begins = clause.spans[0]?.[0];
  if (input.sourceText === undefined || begins === undefined) return null;
  const window: Span = [Math.max(0, begins - headingWindow), begins];
  const at = cleanSpans(input.sourceText, [window]).text.lastIndexOf(line);
  if (at < 0) return null;
  return quoteSpans(input.source, input.sourceText, [window], () => [at, at + line.length]);
}

function quoteTitle(input: ValidityInput, period: FoundPeriod): Quotation | null {
  if (input.sourceText === undefined || input.titleSpans === undefined || period.written === '') return null;
  return quoteSpans(input.source, input.sourceText, input.titleSpans);
}

function yearOf(iso: string | null): number | undefined {
  return iso === null ? undefined : Number(iso.slice(0, 4));
}
