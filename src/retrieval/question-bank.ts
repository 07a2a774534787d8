/**
 * corpus/questions/*.yaml: standard questions (标准问), other wordings of them (相似问), the clauses that answer and, where
 * it helps, an approved answer in plain words. Reviewable by a person without code.
 * @module
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import { faultLineOf, readYamlDocuments } from '../read-yaml.ts';
import type { Corpus, ReadProblem } from '../gazette/model.ts';

export const questionFolder = 'questions';

const wordingSchema = z.string().trim().min(2).max(120);

export const bankEntrySchema = z.strictObject({
  ask: wordingSchema,
  also: z.array(wordingSchema),
  /** Locators of the clauses that answer, the decisive one first; a scheme's title and a space may stand before one. */
  locators: z.array(z.string()).min(1),
  /** Plain words that say no more than the cited clauses. */
  answer: z.string().trim().max(400).optional(),
});

export type BankEntry = z.infer<typeof bankEntrySchema>;

export const questionFileSchema = z.strictObject({
  /** `PolicyDocument.id`. */
  document: z.string(),
  questions: z.array(bankEntrySchema),
});

/**
 * A change of one entry, laid over the bank's files: the entry of this document and standard question is replaced, taken
 * out (`entry` null) or, where there is none, added.
 */
export const bankEditSchema = z.strictObject({
  document: z.string().min(1),
  ask: wordingSchema,
  entry: bankEntrySchema.nullable(),
});

export type BankEdit = z.infer<typeof bankEditSchema>;

/** One standard question with the clauses it points at. */
export interface BankQuestion {
  readonly ask: string;
  readonly also: readonly string[];
  readonly answer: string | null;
  /** Index into `Corpus.documents`. */
  readonly document: number;
  /** Indices into `Corpus.clauses`, the decisive one first. */
  readonly clauses: readonly number[];
}

export interface QuestionBankFile {
  readonly file: string;
  readonly text: string;
}

/** The bank's files as they stand, sorted by name; empty where the corpus has no bank. */
export function readQuestionFiles(corpusDir: string): QuestionBankFile[] {
  const folder = join(corpusDir, questionFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => ({ file: `${questionFolder}/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
}

/** Digest of the files and what is laid over them; empty for none. */
export function questionBankDigest(
  files: readonly QuestionBankFile[],
  edits: readonly BankEdit[] = [],
): string {
  if (files.length === 0 && edits.length === 0) return '';
  const hash = createHash('sha256');
  for (const { file, text } of files) hash.update(`${file}\n${text.length}\n${text}`);
  for (const edit of edits) hash.update(JSON.stringify(edit));
  return hash.digest('hex');
}

/**
 * Finds the clauses that the bank's locators name. A question of an unknown document or locator is left out and
 * reported; the others go on.
 * @throws WenzhengError catalog_invalid naming the file and entry for a file that does not fit the schema
 */
export function resolveQuestions(
  corpus: Corpus,
  files: readonly QuestionBankFile[],
  edits: readonly BankEdit[] = [],
): { questions: BankQuestion[]; problems: ReadProblem[] } {
  const questions: BankQuestion[] = [];
  const problems: ReadProblem[] = [];
  const documents = new Map(corpus.documents.map((document, index) => [document.id, index]));
  for (const { file, contents } of entriesOf(files, edits)) {
    for (const content of contents) {
      const document = documents.get(content.document);
      if (document === undefined) {
        problems.push({ file, line: null, message: `没有文件 ${content.document}，它的标准问没有收入。` });
        continue;
      }
      for (const { ask, also, locators, answer } of content.questions) {
        const clauses = clausesOf(corpus, document, locators);
        const unknown = locators.find((locator) => findClauses(corpus, document, locator).length === 0);
        if (unknown !== undefined) {
          problems.push({
            file,
            line: null,
            message: `“${ask}”的条款 ${unknown} 在 ${content.document} 里找不到。`,
          });
        }
        if (clauses.length > 0) questions.push({ ask, also, answer: answer ?? null, document, clauses });
      }
    }
  }
  return { questions, problems };
}

/** A standard question of the files or the edits, whether or not its clauses are in the gazettes. */
export interface BankRecord {
  /** `PolicyDocument.id` */
  readonly document: string;
  /** What edits call it: the standard question of the files, else the one that it was added with. */
  readonly ask: string;
  /** As it stands; null: taken out by an edit. */
  readonly entry: BankEntry | null;
  /** In the files; null: added by an edit. */
  readonly former: BankEntry | null;
  readonly isEdited: boolean;
}

/** Every entry, file by file, then what the edits add. @throws as {@link resolveQuestions} */
export function bankRecords(
  files: readonly QuestionBankFile[],
  edits: readonly BankEdit[] = [],
): BankRecord[] {
  const editOf = new Map(edits.map((edit) => [keyOf(edit.document, edit.ask), edit]));
  const delivered = files.flatMap(({ file, text }) =>
    parseFile(file, text).flatMap(({ document, questions }) =>
      questions.map((former): BankRecord => {
        const edit = editOf.get(keyOf(document, former.ask));
        const entry = edit === undefined ? former : edit.entry;
        return { document, ask: former.ask, entry, former, isEdited: edit !== undefined };
      }),
    ),
  );
  const known = new Set(delivered.map(({ document, ask }) => keyOf(document, ask)));
  const added = edits.flatMap(({ document, ask, entry }): BankRecord[] =>
    entry === null || known.has(keyOf(document, ask))
      ? []
      : [{ document, ask, entry, former: null, isEdited: true }],
  );
  return [...delivered, ...added];
}

/** Clauses that locators of a document name, the decisive one first. @param index into `Corpus.documents` */
export function clausesOf(corpus: Corpus, index: number, locators: readonly string[]): number[] {
  return [...new Set(locators.flatMap((locator) => findClauses(corpus, index, locator)))];
}

/** Of an entry that stands for what was changed at the desk. */
export const editedFile = '工作台';

const keyOf = (document: string, ask: string): string => `${document}\n${ask}`;

/** What each file holds, and the edits as a last one, document by document. */
function entriesOf(
  files: readonly QuestionBankFile[],
  edits: readonly BankEdit[],
): { file: string; contents: z.infer<typeof questionFileSchema>[] }[] {
  const edited = new Set(edits.map(({ document, ask }) => keyOf(document, ask)));
  const contents = files.map(({ file, text }) => ({
    file,
    contents: parseFile(file, text).map(({ document, questions }) => ({
      document,
      questions: questions.filter(({ ask }) => !edited.has(keyOf(document, ask))),
    })),
  }));
  const added = edits.flatMap(({ document, entry }) =>
    entry === null ? [] : [{ document, questions: [entry] }],
  );
  return [...contents, { file: editedFile, contents: added }];
}

function parseFile(file: string, text: string): z.infer<typeof questionFileSchema>[] {
  let documents: unknown[];
  try {
    documents = readYamlDocuments(text);
  } catch (cause) {
    throw new WenzhengError(
      'catalog_invalid',
      `${file} 不是正确的 YAML（第 ${faultLineOf(cause) ?? '?'} 行），请改正后再试。`,
      { cause },
    );
  }
  return documents.flatMap((content) => {
    if (content === null) return [];
    const result = questionFileSchema.safeParse(content);
    if (!result.success) {
      const issue = result.error.issues[0];
      throw new WenzhengError(
        'catalog_invalid',
        `${file} 的 ${issue?.path.join('.') ?? ''} 不对（${issue?.message ?? ''}），请改正后再试。`,
      );
    }
    return [result.data];
  });
}

/** Clauses of the document with this locator; `<title of a part> <locator>` picks one of two schemes. */
function findClauses(corpus: Corpus, index: number, locator: string): number[] {
  const document = corpus.documents[index];
  if (document === undefined) return [];
  const part = document.parts.find((title) => locator.startsWith(`${title} `));
  const wanted = part === undefined ? locator : locator.slice(part.length + 1);
  const found: number[] = [];
  for (let at = document.clauses[0]; at < document.clauses[1]; at += 1) {
    const clause = corpus.clauses[at];
    if (clause === undefined || clause.locator !== wanted) continue;
    // An addressee shares the empty locator of the covering notice's text.
    if (clause.kind === 'addressee') continue;
    if (part === undefined || clause.headings[0] === part) found.push(at);
  }
  return found;
}
