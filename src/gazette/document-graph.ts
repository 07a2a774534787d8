/**
 * Which documents name which others by 文号, and which of them they end. Knows documents whose text is not here too.
 * @module
 */
import { parseDate } from './chinese-date.ts';
import { cleanSpans } from './clean-text.ts';
import { findDocumentNumbers } from './document-number.ts';
import type { FoundDocumentNumber } from './document-number.ts';
import type {
  Clause,
  DocumentNumber,
  MentionedDocument,
  PolicyDocument,
  Quotation,
  Relation,
  Source,
} from './model.ts';
import { quoteSpans, sentenceAround } from './quote.ts';

/** 《A》（X号）、《B》（Y号）同时废止 */
const ends = /(?:同时|予以|即行|自行|一并)?(?:废止|停止执行|不再执行|停止实施)|同时失效|自行失效/;
/** 废止 must be said of this number: nothing but marks, titles and other numbers may stand between. */
const passesOn =
  /^[）)〕\]]?(?:[、，,和与及以及]|《[^》]*》|[（(][^）)]*[）)]|从即日起|自.{2,16}起|同时|予以|即行|自行|一并|等(?:文件)?|文件?|的通知|均|也)*$/;
/** 根据A号，B号废止: A is what it rests on. */
const basis = /(?:根据|按照|依据|依照|参照|贯彻|落实)[^，,。；;]*$/;
/** 本办法代替《A》（X号） */
const replaces = /(?:代替|替代|取代|废止)(?:了|原)?(?:《[^》]*》[（(]?)?$/;
/** Title or caption of a list of documents that no longer hold. */
const voidList =
  /(?:宣布失效|废止|失效).{0,60}(?:文件|目录|决定|清单|通知|公告)|(?:文件|目录|清单).{0,8}(?:失效|废止)/;
/** Title or caption of any list of documents by whether they hold. */
const endedList =
  /(?:失效|废止|继续有效|保留|修改).{0,60}(?:文件|目录|决定|清单|通知|公告)|(?:文件|目录|清单).{0,8}(?:失效|废止)/;

/** Where a document is named in the cleaned text of a clause. */
type Named = Pick<FoundDocumentNumber, 'start' | 'end' | 'written'>;

/** Every 文号 in the clauses by canonical number, with the title beside it and each relation's exact quotation. */
export function buildMentioned(
  documents: readonly PolicyDocument[],
  clauses: readonly Clause[],
  sources: readonly Source[],
): Map<string, MentionedDocument> {
  const ownIndex = new Map<string, number>();
  documents.forEach((document, index) => {
    if (document.number !== null && !ownIndex.has(document.number.canonical)) {
      ownIndex.set(document.number.canonical, index);
    }
  });
  const titled = documentsByTitle(documents);
  const mentioned = new Map<string, MentionedDocument>();
  documents.forEach((document, by) => {
    const [first, last] = document.clauses;
    const text = sources[document.source]?.text ?? '';
    for (let index = first; index < last; index += 1) {
      const clause = clauses[index];
      if (clause === undefined || !/[号號]|废止|代替|替代|取代|失效|停止/.test(clause.text)) continue;
      const cleaned = cleanSpans(text, clause.spans).text;
      const numbers = findDocumentNumbers(cleaned);
      const named = numbers.map((found) => ({
        ...found,
        key: found.number.canonical,
        own: ownIndex.get(found.number.canonical) ?? null,
      }));
      for (const found of [...named, ...namedByTitle(cleaned, numbers, document, documents, titled)]) {
        const { key, own } = found;
        if (key === document.number?.canonical) continue;
        const ownTitle = own === null ? undefined : documents[own]?.title;
        const kind = relationKind(document, clause, cleaned, found);
        // A title alone is looked at for what it ends; otherwise it may be any document of that name.
        if (kind === 'mentions' && !numbers.some(({ start }) => start === found.start)) continue;
        const relation: Relation = {
          kind,
          by,
          from: kind === 'mentions' ? null : endOf(document, cleaned, found),
          quotation: quoteMention(document.source, text, clause, cleaned, found, kind),
          clause: index,
        };
        const known = mentioned.get(key);
        mentioned.set(key, {
          number: found.number,
          title:
            ownTitle ??
            known?.title ??
            (found.number === null ? found.written.slice(1, -1) : titleBeside(clause, cleaned, found)),
          document: own,
          relations: [...(known?.relations ?? []), relation],
        });
      }
    }
  });
  return mentioned;
}

/** By title, title of an issued text, and what 印发…的通知 issues: indices of the documents that bear it. */
function documentsByTitle(documents: readonly PolicyDocument[]): ReadonlyMap<string, readonly number[]> {
  const titled = new Map<string, number[]>();
  documents.forEach(({ title, parts }, index) => {
    const issued =
      /(?:印发|转发|公布|发布|实施)(?:关于)?《?([^《》]{6,}?)》?的?(?:通知|公告|决定|通告)?$/.exec(
        title,
      )?.[1];
    for (const name of new Set([title, ...parts, ...(issued === undefined ? [] : [issued])]))
      titled.set(name, [...(titled.get(name) ?? []), index]);
  });
  return titled;
}

/** What stands between 《》 and is no document: a form, a newspaper, a certificate. */
const documentTitle =
  /(?:法|条例|办法|规定|细则|规则|意见|通知|方案|决定|规划|计划|通告|公告|规程|章程|标准|令)(?:[（(〔][^（()）]*[）)〕])?$/;

interface NamedDocument {
  readonly key: string;
  readonly number: DocumentNumber | null;
  readonly own: number | null;
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

/** 原《某某办法》同时废止: named by its title alone, and issued before where its text is here. */
function namedByTitle(
  cleaned: string,
  numbers: readonly FoundDocumentNumber[],
  by: PolicyDocument,
  documents: readonly PolicyDocument[],
  titled: ReadonlyMap<string, readonly number[]>,
): NamedDocument[] {
  return [...cleaned.matchAll(/《([^《》]{4,80}(?:[《〈][^《》]{2,80}[》〉][^《》]{0,20})?)》/g)].flatMap(
    (match) => {
      const [written, title = ''] = match;
      const [start, end] = [match.index, match.index + written.length];
      if (numbers.some((number) => number.start >= end && number.start <= end + 2)) return [];
      const bearers = (titled.get(title) ?? []).filter((index) => documents[index] !== by);
      const earlier = bearers.filter((index) => {
        const issuedOn = documents[index]?.issuedOn ?? null;
        return issuedOn === null || by.issuedOn === null || issuedOn < by.issuedOn;
      });
      // Of several of that name it cannot be told which is meant.
      if (earlier.length > 1 || (earlier.length === 0 && bearers.length > 0)) return [];
      const [own = null] = earlier;
      const ended = own === null ? undefined : documents[own];
      if (ended === undefined && !documentTitle.test(title)) return [];
      const key = ended === undefined ? `《${title}》` : keyOfDocument(ended);
      return [{ key, number: ended?.number ?? null, own, start, end, written }];
    },
  );
}

/** What a document is found by in `Corpus.mentioned`. */
export function keyOfDocument({ number, id }: Pick<PolicyDocument, 'number' | 'id'>): string {
  return number?.canonical ?? id;
}

/** As a text names it: its 文号, else its title. */
export function nameOfMentioned({ number, title }: MentionedDocument): string {
  return number?.canonical ?? `《${title ?? ''}》`;
}

function relationKind(
  document: PolicyDocument,
  clause: Clause,
  cleaned: string,
  found: Named,
): Relation['kind'] {
  if (clause.row !== null || clause.kind === 'item') {
    const heads = [document.title, clause.row?.caption ?? '', ...clause.headings];
    const listed = clause.row !== null || !/根据|按照|依据|依照/.test(cleaned.slice(0, found.start));
    // The nearest head decides: a notice of the clearing of rules holds lists of the kept, the repealed and the lapsed.
    const nearest = heads.toReversed().find((head) => endedList.test(head));
    if (listed && nearest !== undefined && voidList.test(nearest))
      return /失效/.test(nearest) || !/废止/.test(nearest) ? 'voids' : 'repeals';
  }
  const [start, end] = sentenceAround(cleaned, found.start);
  const before = cleaned.slice(start, found.start);
  const after = cleaned.slice(found.end, end);
  const stop = ends.exec(after);
  if (stop !== null && !basis.test(before) && passesOn.test(withoutNumbers(after.slice(0, stop.index)))) {
    return 'repeals';
  }
  return replaces.test(before) ? 'repeals' : 'mentions';
}

/** Day from which a document is ended: said of the ending itself (自2026年11月1日起废止), else when what ends it applies. */
function endOf(document: PolicyDocument, cleaned: string, found: Named): string | null {
  const sentence = cleaned.slice(...sentenceAround(cleaned, found.start));
  const said =
    /[自从]([^自从，。；]{6,16}?)起(?:[，,]|(?:同时|予以|即行|自行|一并|停止|废止|失效|不再|宣布))/g;
  for (const [, day = ''] of sentence.matchAll(said)) {
    const date = parseDate(day);
    if (date !== null) return date;
  }
  return document.validity.effectiveFrom ?? document.issuedOn;
}

function withoutNumbers(text: string): string {
  return findDocumentNumbers(text).reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
    text,
  );
}

function quoteMention(
  source: number,
  text: string,
  clause: Clause,
  cleaned: string,
  found: Named,
  kind: Relation['kind'],
): Quotation {
  if (clause.row !== null) return quoteSpans(source, text, clause.spans);
  if (kind !== 'mentions')
    return quoteSpans(source, text, clause.spans, () => sentenceAround(cleaned, found.start));
  const title = titleBefore(cleaned, found.start);
  const closing = /^[）)]/.test(cleaned.slice(found.end)) && title !== null ? 1 : 0;
  const start = title === null ? found.start : title.start;
  return quoteSpans(source, text, clause.spans, () => [start, found.end + closing]);
}

function titleBeside(clause: Clause, cleaned: string, found: Named): string | null {
  if (clause.row !== null) return titleInRow(clause, found);
  const before = titleBefore(cleaned, found.start);
  if (before !== null) return before.title;
  // 2．关于…的若干意见（某政发〔2016〕4号）: an item of a list that is nothing but title and number.
  const item = /^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)．.、]+)?([^《》，。；：]{4,60})[（(]$/.exec(
    cleaned.slice(0, found.start),
  );
  if (clause.kind === 'item' && item?.[1] !== undefined && /^[）)；;。]*$/.test(cleaned.slice(found.end)))
    return item[1];
  const after = /^[）)]?《/.exec(cleaned.slice(found.end));
  if (after === null) return null;
  const open = found.end + after[0].length - 1;
  const close = matchingClose(cleaned, open);
  return close === null ? null : cleaned.slice(open + 1, close);
}

function titleInRow(clause: Clause, found: Named): string | null {
  const row = clause.row;
  if (row === null) return null;
  const named = row.columns.findIndex((column) => /文件|名称|标题/.test(column) && !/文号/.test(column));
  const cell = row.cells[named];
  if (cell !== undefined && cell !== '' && findDocumentNumbers(cell).length === 0) return cell;
  const others = row.cells.filter((each) => !each.includes(found.written) && /[\u4e00-\u9fff]{4}/.test(each));
  return others.toSorted((left, right) => right.length - left.length)[0] ?? null;
}

/** 《title》（ or 《title》 straight before the number; the marks may be nested. */
function titleBefore(text: string, numberStart: number): { title: string; start: number } | null {
  const bridge = /》[（(〔[]?$/.exec(text.slice(Math.max(0, numberStart - 3), numberStart));
  if (bridge === null) return null;
  const close = Math.max(0, numberStart - 3) + bridge.index;
  let depth = 0;
  for (let at = close; at >= 0; at -= 1) {
    if (text[at] === '》') depth += 1;
    if (text[at] === '《') depth -= 1;
    if (depth === 0) return { title: text.slice(at + 1, close), start: at };
  }
  return null;
}

function matchingClose(text: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '《') depth += 1;
    if (text[at] === '》') depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}
