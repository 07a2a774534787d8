/**
 * THE READING PATH: folder → sources → documents → clauses → passages → validity and the graph of documents.
 * No network, no model; the same bytes give the same corpus.
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WenzhengError } from '../errors.ts';
import { type Catalog, type CatalogSource, catalogFile, readCatalog } from './catalog.ts';
import { cleanSpans, cleanText, spansOfCleaned } from './clean-text.ts';
import { buildMentioned } from './document-graph.ts';
import { type Correction, correct } from './corrections.ts';
import { coverageProblems } from './coverage.ts';
import { makePassages } from './make-passages.ts';
import type {
  Clause,
  Corpus,
  Passage,
  PolicyDocument,
  Quotation,
  ReadProblem,
  Segment,
  Source,
} from './model.ts';
import { type ReadDocument, readClauses } from './read-clauses.ts';
import { type AddedSource, type CorpusOverlay, noOverlay } from './overlay.ts';
import { listSourceFiles, readSource, readSourceAt, sha256 } from './read-source.ts';
import { regionOfText } from './region.ts';
import { sourceLines } from './source-lines.ts';
import { splitDocuments } from './split-documents.ts';
import { readValidity } from './validity.ts';

/** Raised whenever the reader changes what it makes of the same bytes: stored indexes of older versions are rebuilt. */
export const readerVersion = 11;

/**
 * Reads a whole corpus folder and what is laid over it. A source that cannot be read becomes a problem; the others go on.
 * @param wants of which sources; all when absent
 * @throws WenzhengError corpus_unreadable, also where the text of an added source is not the one that was published: without
 *   it what it repealed would hold again; catalog_invalid
 */
export function readCorpus(
  folder: string,
  overlay: CorpusOverlay = noOverlay,
  wants: (file: string) => boolean = () => true,
): Corpus {
  const catalog = readCatalog(folder);
  const added = overlay.sources.map((source) => source.catalog);
  const reading = new CorpusReading(
    { ...catalog, sources: [...catalog.sources, ...added] },
    overlay.corrections,
  );
  const sources = [
    ...listSourceFiles(folder).map((file) => ({ file, read: () => readSource(folder, file) })),
    ...overlay.sources.map((source) => ({ file: source.catalog.file, read: () => readAdded(source) })),
  ];
  for (const { file, read } of sources) {
    if (!wants(file)) continue;
    try {
      reading.read(read());
    } catch (error) {
      if (error instanceof LostTextError) throw error;
      const message =
        error instanceof WenzhengError ? error.message : `文件 ${file} 没有读成，请检查它的内容。`;
      reading.problems.push({ file, line: null, message });
    }
  }
  return reading.corpus(corpusDigest(folder, overlay));
}

class LostTextError extends WenzhengError {}

function readAdded({ path, sha256: published, catalog: { file } }: AddedSource): Source {
  if (digestOf(path) === published) return readSourceAt(path, file);
  throw new LostTextError(
    'corpus_unreadable',
    `收入的公报 ${file} 的文本（${path}）没有了或者被改过，请从备份恢复数据文件夹，或者撤销到没有它的一版。`,
  );
}

/**
 * Digest over the reader, the catalog, every file's name and bytes and the overlay. Added sources stand in it with the digest
 * that was published: a stored index holds their texts, and goes on when they are lost or changed on the disk.
 * @throws WenzhengError corpus_unreadable
 */
export function corpusDigest(folder: string, overlay: CorpusOverlay = noOverlay): string {
  const files = listSourceFiles(folder).map((file) => `${file} ${digestOf(join(folder, file))}`);
  const added = overlay.sources.map(
    ({ sha256: published, catalog }) => `${JSON.stringify(catalog)} ${published}`,
  );
  const corrections = overlay.corrections.map((each) => JSON.stringify(each));
  return sha256(
    [
      `reader ${readerVersion}`,
      `catalog ${digestOf(join(folder, catalogFile))}`,
      ...files,
      ...added,
      ...corrections,
    ].join('\n'),
  );
}

function digestOf(path: string): string {
  try {
    return sha256(readFileSync(path));
  } catch {
    return 'none';
  }
}

class CorpusReading {
  readonly problems: ReadProblem[] = [];
  private readonly catalog: Catalog;
  private readonly corrections: readonly Correction[];
  private readonly sources: Source[] = [];
  private readonly documents: PolicyDocument[] = [];
  private readonly clauses: Clause[] = [];
  private readonly passages: Passage[] = [];
  private readonly segments: Segment[][] = [];
  private readonly ids = new Set<string>();

  constructor(catalog: Catalog, corrections: readonly Correction[]) {
    this.catalog = catalog;
    this.corrections = corrections;
  }

  read(source: Source): void {
    const entry = this.catalog.sources.find((each) => each.file === source.file) ?? null;
    const lines = sourceLines(source.text);
    const split = splitDocuments(lines, source.file, entry);
    const index = this.sources.length;
    const segments: Segment[] = [];
    const mark = (role: Segment['role'], list: readonly { span: Segment['span'] }[]) => {
      for (const line of list) segments.push({ role, span: line.span, clause: null });
    };
    mark('masthead', split.masthead);
    mark('contents', split.contents);
    mark('furniture', split.furniture);
    const documents: PolicyDocument[] = [];
    const clauses: Clause[] = [];
    const passages: Passage[] = [];
    split.documents.forEach((found, ordinal) => {
      const at = this.documents.length + documents.length;
      const first = this.clauses.length + clauses.length;
      const read = readClauses(source.text, found, at, first, split.gazette !== null);
      // One by one: as arguments of one call the segments of a large file are too many.
      for (const segment of read.segments) segments.push(segment);
      const id = this.uniqueId(read.number?.canonical ?? `${stemOf(source.file)}-${ordinal + 1}`);
      const document: PolicyDocument = {
        id,
        ...describe(read, source, index, entry),
        gazette: split.gazette,
        page: found.page,
        corrections: [],
        clauses: [first, first + read.clauses.length],
      };
      documents.push(correct(document, this.corrections));
      const made = makePassages(source.text, id, at, read.clauses, first, read.headingSpans);
      for (const passage of made) passages.push(passage);
      for (const clause of read.clauses) clauses.push(clause);
    });
    for (const problem of split.problems) this.problems.push(problem);
    this.problems.push(...coverageProblems(source, segments));
    this.sources.push(source);
    for (const document of documents) this.documents.push(document);
    for (const clause of clauses) this.clauses.push(clause);
    for (const passage of passages) this.passages.push(passage);
    this.segments.push(segments.toSorted((left, right) => left.span[0] - right.span[0]));
  }

  corpus(digest: string): Corpus {
    return {
      digest,
      sources: this.sources,
      homeRegion: this.catalog.homeRegion,
      documents: this.documents,
      clauses: this.clauses,
      passages: this.passages,
      segments: this.segments,
      mentioned: buildMentioned(this.documents, this.clauses, this.sources),
      problems: this.problems,
    };
  }

  private uniqueId(wanted: string): string {
    let id = wanted;
    for (let count = 2; this.ids.has(id); count += 1) id = `${wanted}-${count}`;
    this.ids.add(id);
    return id;
  }
}

function stemOf(file: string): string {
  return file.replace(/\.txt$/i, '');
}

type Described = Omit<PolicyDocument, 'id' | 'gazette' | 'page' | 'corrections' | 'clauses'>;

function describe(read: ReadDocument, source: Source, index: number, entry: CatalogSource | null): Described {
  const standing = entry?.kind === 'reference' ? 'reference' : read.isDraft ? 'draft' : 'official';
  const title = read.title === '' ? (stemOf(source.file).split('/').at(-1) ?? source.file) : read.title;
  const opening = read.clauses
    .slice(0, 4)
    .map((clause) => clause.text)
    .join('')
    .slice(0, 400);
  return {
    source: index,
    title,
    titleSpans: read.titleSpans,
    number: read.number,
    numberSpans: read.numberSpans,
    issuer: read.issuer ?? issuerOfTitle(title) ?? issuerOfOrder(read.number),
    issuedOn: read.issuedOn,
    issuedOnSpans: read.issuedOnSpans,
    kind: kindOf(title),
    addressee: read.addressee,
    enquiryOffice: enquiryOffice(read, source, index),
    parts: read.parts,
    annexes: read.annexes,
    standing,
    region: entry === null ? null : (entry.region ?? regionOfText(title) ?? regionOfText(opening)),
    validity: readValidity({
      title,
      issuedOn: read.issuedOn,
      standing,
      source: index,
      sourceText: source.text,
      titleSpans: read.titleSpans,
      clauses: textsInOrder(read, source.text),
    }),
  };
}

/** Clauses and headings in reading order: the dates of a stage stand in its heading. */
function textsInOrder(read: ReadDocument, text: string) {
  const headings = read.segments
    .filter((segment) => segment.role === 'heading')
    .map(({ span }) => ({ text: cleanText(text.slice(span[0], span[1])), spans: [span] }));
  return [...read.clauses, ...headings].toSorted(
    (left, right) => (left.spans[0]?.[0] ?? 0) - (right.spans[0]?.[0] ?? 0),
  );
}

function issuerOfTitle(title: string): string | null {
  return (
    /^(.{2,20}?(?:人民政府办公[室厅]|人民政府|办公[室厅]|委员会|局|厅))(?:关于|印发|转发|发布|公布)/.exec(
      title,
    )?.[1] ?? null
  );
}

/** 郴州市人民政府令第12号 → 郴州市人民政府. */
function issuerOfOrder(number: PolicyDocument['number']): string | null {
  return /^(.{2,20})令$/.exec(number?.issuerCode ?? '')?.[1] ?? null;
}

const kinds = [
  '令',
  '通知',
  '公告',
  '通告',
  '公示',
  '决定',
  '意见',
  '办法',
  '规定',
  '条例',
  '方案',
  '规划',
  '计划',
  '细则',
  '批复',
  '报告',
  '函',
  '法',
];

function kindOf(title: string): string | null {
  const bare = title.replace(/[（(][^（()）]*[）)]$/, '');
  return kinds.find((kind) => bare.endsWith(kind)) ?? null;
}

const officeWords: readonly (readonly [string, RegExp])[] = [
  ['请径向', /请径向([^，。；]{2,40}?)反映/],
  ['负责解释', /由([^，。；由]{2,40}?)负责解释/],
];

/** Where to ask: 请径向区民政局反映, else 本办法由区民政局负责解释 → 区民政局. */
function enquiryOffice(read: ReadDocument, source: Source, index: number): PolicyDocument['enquiryOffice'] {
  for (const [words, pattern] of officeWords) {
    for (const clause of read.clauses) {
      if (clause.row !== null || !clause.text.includes(words)) continue;
      const cleaned = cleanSpans(source.text, clause.spans);
      const found = pattern.exec(cleaned.text);
      const name = found?.[1];
      if (found === null || name === undefined) continue;
      const from = Math.max(cleaned.text.lastIndexOf('。', found.index) + 1, 0);
      const stop = cleaned.text.indexOf('。', found.index);
      const to = stop < 0 ? cleaned.text.length : stop + 1;
      const quotation: Quotation = {
        source: index,
        spans: spansOfCleaned(cleaned, clause.spans, from, to),
        text: cleaned.text.slice(from, to),
      };
      return { name, quotation };
    }
  }
  return null;
}
