/** Questions about one clause as such: 16号文第九条讲什么, 第十六条第（三）项, 附件 序号3. @module */
import { formatChineseNumber, parseChineseInteger } from '../gazette/chinese-number.ts';
import type { Clause, Corpus, PolicyDocument } from '../gazette/model.ts';
import { cutBeforePrivateNumber } from '../gazette/private-numbers.ts';
import { quoteSpans } from '../gazette/quote.ts';
import { citeTitle, leastQuote, sourceText } from './status-citation.ts';
import type { Citations } from './status-citation.ts';
import { validityNote } from './status-content.ts';

/** A place in a document as a question names it; locators are made of it. */
export interface ClauseReference {
  /** As people read it: 第九条, 第十六条第（三）项, 附件 序号3. */
  readonly label: string;
  /** What the locator (of a chapter: the outermost heading) of a meant clause begins with; the first that a document has counts. */
  readonly prefixes: readonly string[];
  readonly kind: 'article' | 'outline' | 'row' | 'chapter';
  /** One item of a list is shown with the sentence that leads into it. */
  readonly isItem: boolean;
  readonly start: number;
  readonly end: number;
}

const numeral = '(?:\\d{1,3}|[一二三四五六七八九十百]{1,5})';
const bracketed = (name: string): string => `[（(]\\s*(?<${name}>${numeral})\\s*[)）]`;
const article = new RegExp(
  `第?\\s*(?<article>${numeral})\\s*条(?:\\s*第?\\s*(?<paragraph>${numeral})\\s*款)?(?:\\s*(?:第?\\s*${bracketed('item1')}\\s*[项点]?|第?\\s*(?<item2>${numeral})\\s*[项点]))?`,
);
const row = new RegExp(
  `附件\\s*(?<annex>${numeral})?[^\\d第序]{0,6}(?:序号|第)\\s*(?<row>${numeral})\\s*[项行条]?`,
);
const chapter = new RegExp(`第\\s*(?<chapter>${numeral})\\s*章`);
const rowAlone = new RegExp(`序号\\s*(?<row>${numeral})`);
const outline = new RegExp(
  `(?:第\\s*(?<part1>${numeral})\\s*(?:部分|大点|点|项|大项)|(?<![\\d一二三四五六七八九十])(?<part2>[一二三四五六七八九十]{1,3})\\s*、?(?=\\s*[（(]))(?:\\s*第?\\s*${bracketed('item1')}\\s*[项点]?(?:\\s*第?\\s*(?<point>\\d{1,2})\\s*[项点]?)?)?`,
);

/** The place that a text names first; null when it names none. @param normalised simplified, half width */
export function findClauseReference(normalised: string): ClauseReference | null {
  const inRow = row.exec(normalised) ?? rowAlone.exec(normalised);
  if (inRow !== null) {
    const { annex, row: serial } = inRow.groups ?? {};
    const number = integer(serial);
    const of = annex === undefined ? '' : String(integer(annex));
    const label = `附件${of} 序号${number}`;
    const prefixes = [
      label,
      ...(of === '' ? ['附件1 序号' + String(number)] : of === '1' ? [`附件 序号${number}`] : []),
    ];
    return { label, prefixes, kind: 'row', isItem: false, ...rangeOf(inRow) };
  }
  const inArticle = article.exec(normalised);
  if (inArticle !== null) {
    const { article: ordinal, paragraph, item1, item2 } = inArticle.groups ?? {};
    const base = `第${chinese(ordinal)}条`;
    const item = item1 ?? item2;
    const inParagraph = paragraph === undefined ? '' : `第${chinese(paragraph)}款`;
    const itemLabel = item === undefined ? '' : `（${chinese(item)}）`;
    const prefixes =
      itemLabel !== ''
        ? [`${base}${itemLabel}`, `${base}${inParagraph}${itemLabel}`]
        : // an article of one paragraph is not counted out
          // and 第三条 of a text without articles is its point 三
          [
            `${base}${inParagraph}`,
            ...(inParagraph === '第一款' ? [base] : []),
            ...(inParagraph === '' ? [chinese(ordinal)] : []),
          ];
    return {
      label: `${base}${inParagraph}${itemLabel === '' ? '' : `第${itemLabel}项`}`,
      prefixes,
      kind: 'article',
      isItem: itemLabel !== '',
      ...rangeOf(inArticle),
    };
  }
  const inChapter = chapter.exec(normalised);
  if (inChapter !== null) {
    const label = `第${chinese(inChapter.groups?.chapter)}章`;
    return { label, prefixes: [label], kind: 'chapter', isItem: false, ...rangeOf(inChapter) };
  }
  const inOutline = outline.exec(normalised);
  if (inOutline === null) return null;
  const { part1, part2, item1, point } = inOutline.groups ?? {};
  const part = chinese(part1 ?? part2);
  const rest = `${item1 === undefined ? '' : `（${chinese(item1)}）`}${point ?? ''}`;
  const written = part1 === undefined ? `${part}${rest}` : inOutline[0].trim();
  return {
    label: written,
    // 第三项 of a list in an annex is its row 3
    prefixes: [`${part}${rest}`, ...(rest === '' ? [`附件 序号${integer(part1)}`] : [])],
    kind: 'outline',
    isItem: rest !== '',
    ...rangeOf(inOutline),
  };
}

function rangeOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

function integer(written: string | undefined): number {
  return parseChineseInteger(written ?? '') ?? 0;
}

function chinese(written: string | undefined): string {
  return formatChineseNumber(integer(written));
}

/** Words that ask for a text as such and carry nothing of a matter. */
const askingWords =
  /请问|麻烦|帮我|帮忙|我想|想要|想|知道|了解|查询|查一下|查下|查|看一下|看看|看|给我|告诉我|列出|列|显示|念|一下|文件|通知|办法|方案|里面|里|中|上面|上|具体|详细|完整|全部|到底|究竟|规定|内容|原文|全文|条文|写明|写着|写|讲|说|是|有|关于|怎么样|怎么|怎样|如何|点样|点讲|什么|哪些|啥|咩|乜嘢|乜|意思|的|了|嘅|系|那|这|该|它|佢|咁|呢|吗|吧|啊|呀|来|把|请|给|发|贴|要|一共|条款|条|款|项|我|你|文/g;

/** What is left of a question once its asking words, signs and white space are gone. */
export function withoutAskingWords(text: string): string {
  return text.replace(askingWords, '').replace(/[\s\p{P}\p{S}]/gu, '');
}

/** The clauses meant, in reading order, with the lead-ins of items; empty when the document has no such place. */
export function clausesNamed(corpus: Corpus, document: PolicyDocument, reference: ClauseReference): number[] {
  for (const prefix of reference.prefixes) {
    const named = new Set<number>();
    const leadIns = new Set<number>();
    for (let at = document.clauses[0]; at < document.clauses[1]; at += 1) {
      const clause = corpus.clauses[at];
      if (clause === undefined || clause.kind === 'annex-list') continue;
      const belongs = clause.leadIn !== null && named.has(clause.leadIn);
      const place = reference.kind === 'chapter' ? (clause.headings[0] ?? '') : clause.locator;
      if (!belongs && !standsIn(place, prefix)) continue;
      if (reference.isItem && clause.leadIn !== null) leadIns.add(clause.leadIn);
      named.add(at);
    }
    if (named.size > 0) return [...new Set([...leadIns, ...named])].toSorted((left, right) => left - right);
  }
  return [];
}

/** 附件 序号1 is not the beginning of 附件 序号12, nor 一 of 一百. */
function standsIn(locator: string, prefix: string): boolean {
  if (!locator.startsWith(prefix)) return false;
  const next = locator[prefix.length] ?? '';
  if (/\d$/.test(prefix)) return !/\d/.test(next);
  return !/[一二三四五六七八九十]$/.test(prefix) || !/[一二三四五六七八九十百条]/.test(next);
}

/** Places named that no longer fit. */
const mostLeft = 4;

/** 清新府办〔2018〕16号第九条（有效期至…，已届满[2]）：… with each clause whole and cited, within `room` characters. */
export function namedClauseText(
  corpus: Corpus,
  index: number,
  name: string,
  reference: ClauseReference,
  asOf: string,
  citations: Citations,
  room: number,
): string | null {
  const document = corpus.documents[index];
  if (document === undefined) return null;
  const meant = clausesNamed(corpus, document, reference);
  if (meant.length === 0) return null;
  const lines: string[] = [];
  const left: string[] = [];
  let length = 0;
  let part: string | null = null;
  let heading: string | null = null;
  for (const at of meant) {
    const clause = corpus.clauses[at];
    if (clause === undefined) continue;
    const quotation = quoteSpans(document.source, sourceText(corpus, document), clause.spans);
    const cite = (): string =>
      quotation.text.length < leastQuote ? '' : citations.cite({ document: index, clause: at, quotation });
    let lead = '';
    // two issued texts both have a third part
    const own = document.parts.length > 1 ? (clause.headings[0] ?? null) : null;
    if (own !== part && own !== null) lead = `《${own}》\n`;
    part = own;
    const above = reference.kind === 'outline' ? (clause.headings.at(-1) ?? null) : null;
    if (above !== heading && above !== null && above !== own) lead += `${above}\n`;
    heading = above;
    const words = shownText(clause);
    if (left.length > 0 || (lines.length > 0 && length + words.length > room)) {
      if (left.length < mostLeft) left.push(`${clause.locator}${cite()}`);
      continue;
    }
    const shown = words.length > room ? `${words.slice(0, room - 1)}…` : words;
    length += lead.length + shown.length + 5;
    lines.push(`${lead}${shown}${cite()}`);
  }
  const rest =
    left.length === 0 ? '' : `\n（还有${left.join('、')}${left.length < mostLeft ? '' : '等'}，见原文。）`;
  const note = validityNote(corpus, index, asOf, citations);
  const head = `${name}${reference.kind === 'outline' ? ` ${reference.label}` : reference.label}`;
  return `${head}${note === '' ? '' : `（${note}）`}：\n${lines.join('\n')}${rest}`;
}

function shownText(clause: Clause): string {
  if (clause.row === null) return cutBeforePrivateNumber(clause.text);
  const { columns, cells } = clause.row;
  const pairs = cells.flatMap((cell, column) => {
    const name = columns[column] ?? '';
    if (cell === '') return [];
    return [name === '' ? cell : `${name}：${cell}`];
  });
  return cutBeforePrivateNumber(pairs.join('；'));
}

/** 清新府办〔2018〕16号没有第三十五条，它有第一条至第三十条。 */
export function missingClauseText(
  corpus: Corpus,
  index: number,
  name: string,
  reference: ClauseReference,
  asOf: string,
  citations: Citations,
): string {
  const document = corpus.documents[index];
  if (document === undefined) return '';
  const holds = placesHeld(corpus, document, reference);
  const mark = citeTitle(corpus, index, citations);
  const note = validityNote(corpus, index, asOf, citations);
  return `${name}没有${reference.label}，${holds}${mark}。${note === '' ? '' : `另外，这份文件${note.replace(/^(?:这是|文件)/, '')}。`}`;
}

function placesHeld(corpus: Corpus, document: PolicyDocument, reference: ClauseReference): string {
  const locators = corpus.clauses.slice(...document.clauses).map((clause) => clause.locator);
  const base = reference.kind === 'article' ? /^第.+?条/.exec(reference.label)?.[0] : undefined;
  if (base !== undefined && reference.label !== base && locators.some((each) => standsIn(each, base))) {
    const places = unique(
      locators.filter((each) => standsIn(each, base)).map((each) => each.slice(base.length)),
    );
    const below = places.filter((each) => each !== '');
    return below.length === 0 ? `${base}没有分款分项` : `${base}分为${range(below)}`;
  }
  const rows = unique(locators.flatMap((each) => /^附件\d* 序号\d+/.exec(each)?.[0] ?? []));
  const articles = unique(locators.flatMap((each) => /^第[一二三四五六七八九十百]+条/.exec(each)?.[0] ?? []));
  const parts = unique(
    locators.flatMap((each) => /^[一二三四五六七八九十]+(?=[（、]|$)/.exec(each)?.[0] ?? []),
  );
  const held: string[] = [];
  if (articles.length > 0) held.push(range(articles));
  else if (parts.length > 0) held.push(`${range(parts)}${parts.length > 1 ? '各部分' : '部分'}`);
  if (rows.length > 0) held.push(range(rows));
  return held.length === 0 ? '它没有分条' : `它有${held.join('和')}`;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function range(values: readonly string[]): string {
  const [first = ''] = values;
  return values.length === 1 ? first : `${first}至${values.at(-1) ?? ''}`;
}
