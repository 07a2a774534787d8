/** What an editor sees before publishing: the documents that were found, what the change does to the others, what is doubtful. @module */
import { coverageOf } from '../gazette/coverage.ts';
import type { Corpus, PolicyDocument, ReadProblem } from '../gazette/model.ts';
import type { BankEdit, QuestionBankFile } from '../retrieval/question-bank.ts';
import { resolveQuestions } from '../retrieval/question-bank.ts';
import {
  compareCorpora,
  type DocumentDifference,
  type DocumentSummary,
  type Ending,
  endingsBy,
  summarise,
} from './compare-corpora.ts';

export interface FoundDocument extends DocumentSummary {
  /** The first clauses, in reading order, each cut to 200 characters. */
  readonly opening: readonly { readonly locator: string; readonly text: string }[];
  readonly rows: number;
}

export interface FoundSource {
  readonly file: string;
  readonly documents: readonly FoundDocument[];
  readonly endings: readonly Ending[];
  /** Characters of the text, without blanks, and how many of them belong to no clause or heading. */
  readonly characters: number;
  readonly lost: number;
  readonly problems: readonly ReadProblem[];
}

/** What rested on a document that is no longer valid after the change. */
export interface Impact {
  readonly document: DocumentSummary;
  /** The standard questions that point at it, those with an approved answer first. */
  readonly questions: readonly { readonly ask: string; readonly isApproved: boolean }[];
}

export interface Preview {
  /** The sources that the change adds. */
  readonly sources: readonly FoundSource[];
  /** Of all documents; empty where nothing differs. */
  readonly differences: readonly DocumentDifference[];
  readonly impacts: readonly Impact[];
  /** Standard questions that are brought back, reworded or taken away: an earlier edition has the bank of its day. */
  readonly questions: readonly string[];
  /** What cannot be published as it is, one Chinese sentence each. */
  readonly faults: readonly string[];
}

export interface PreviewParts {
  readonly before: Corpus;
  readonly after: Corpus;
  readonly questionFiles: readonly QuestionBankFile[];
  readonly bankEdits: readonly BankEdit[];
  readonly formerEdits: readonly BankEdit[];
  /** Corrections that are new with this change, by document. */
  readonly corrected: readonly string[];
  /** ISO day. */
  readonly asOf: string;
}

const openingClauses = 6;
const openingCharacters = 200;
/** A document with one of these may be relied on. */
const relied = new Set(['in_force', 'unstated', 'not_yet']);

export function previewOf(parts: PreviewParts): Preview {
  const { before, after, asOf, corrected, bankEdits } = parts;
  const known = new Set(before.sources.map(({ file }) => file));
  const differences = compareCorpora(before, after, asOf);
  const { questions, problems } = resolveQuestions(after, parts.questionFiles, bankEdits);
  const former = new Map(
    resolveQuestions(before, parts.questionFiles).problems.map((each) => [each.message, each]),
  );
  const impacts = differences.flatMap(({ before: was, after: now }): Impact[] => {
    if (was === null || !relied.has(was.validity) || (now !== null && relied.has(now.validity))) return [];
    const held = now === null ? before : after;
    const index = held.documents.findIndex(({ id }) => id === was.id);
    const bank =
      now === null ? resolveQuestions(before, parts.questionFiles, bankEdits).questions : questions;
    const resting = bank
      .filter(({ document }) => document === index)
      .map(({ ask, answer }) => ({ ask, isApproved: answer !== null }))
      .toSorted((left, right) => Number(right.isApproved) - Number(left.isApproved));
    return [{ document: now ?? was, questions: resting }];
  });
  return {
    sources: after.sources.flatMap(({ file }, index) =>
      known.has(file) ? [] : [foundSource(after, index, asOf)],
    ),
    differences,
    impacts,
    questions: changedQuestions(parts.formerEdits, bankEdits),
    faults: [
      ...corrected
        .filter((id) => !after.documents.some((document) => document.id === id))
        .map((id) => `更正所指的文件 ${id} 不在公报里，请从文件页重新填写。`),
      // What the delivered files get wrong is for whoever delivers them.
      ...problems.filter(({ message }) => !former.has(message)).map(({ message }) => message),
    ],
  };
}

/** The questions of edits that only one of the two has. */
function changedQuestions(before: readonly BankEdit[], after: readonly BankEdit[]): string[] {
  const asks = new Map<string, string[]>();
  for (const edit of [...before, ...after]) {
    const written = JSON.stringify(edit);
    asks.set(written, [...(asks.get(written) ?? []), edit.ask]);
  }
  return [...new Set([...asks.values()].flatMap((each) => (each.length === 1 ? each : [])))];
}

function foundSource(corpus: Corpus, index: number, asOf: string): FoundSource {
  const source = corpus.sources[index];
  if (source === undefined) throw new RangeError(`no source ${index} in this corpus`);
  const { characters, lost } = coverageOf(source, corpus.segments[index] ?? []);
  const documents = corpus.documents.flatMap((document, at): FoundDocument[] => {
    if (document.source !== index) return [];
    const clauses = corpus.clauses.slice(...document.clauses);
    return [
      {
        ...summarise(corpus, at, asOf),
        opening: clauses
          .filter(({ kind }) => kind === 'paragraph' || kind === 'item' || kind === 'row')
          .slice(0, openingClauses)
          .map(({ locator, text }) => ({ locator, text: text.slice(0, openingCharacters) })),
        rows: clauses.filter(({ row }) => row !== null).length,
      },
    ];
  });
  return {
    file: source.file,
    documents,
    endings: endingsBy(corpus, source.file, asOf),
    characters,
    lost,
    problems: [
      ...corpus.problems.filter((problem) => problem.file === source.file),
      ...doubles(corpus, index),
    ],
  };
}

/** Documents that claim the number of another one, which stays beside it and is not replaced. */
function doubles(corpus: Corpus, index: number): ReadProblem[] {
  const file = corpus.sources[index]?.file ?? '';
  const byNumber = new Map<string, PolicyDocument[]>();
  for (const document of corpus.documents) {
    if (document.number === null) continue;
    const { canonical } = document.number;
    const known = byNumber.get(canonical);
    if (known === undefined) byNumber.set(canonical, [document]);
    else known.push(document);
  }
  return corpus.documents.flatMap((document): ReadProblem[] => {
    const { source, number, title } = document;
    if (source !== index || number === null) return [];
    const other = byNumber.get(number.canonical)?.find((each) => each !== document);
    if (other === undefined) return [];
    const where = other.source === index ? '这个文件里' : '公报里';
    const message = `《${title}》的文号${number.canonical}，${where}的《${other.title}》已经用了：发布后两份并存，居民问到时两份都可能引用；请对照原件核对文号，确实重复的不要发布。`;
    return [{ file, line: null, message }];
  });
}
