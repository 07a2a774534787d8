/**
 * Proposed entries of the question bank: corpus/proposed-questions/*.yaml, written like the bank's own files, which nothing
 * reads for an answer. A person moves an entry to corpus/questions, by hand or with `wenzheng enrich --accept`.
 * @module
 */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import { readYamlDocuments } from '../read-yaml.ts';
import { type QuestionBankFile, questionFileSchema, questionFolder } from '../retrieval/question-bank.ts';

export const proposalFolder = 'proposed-questions';
const acceptedFile = 'accepted.yaml';

type Entry = z.infer<typeof questionFileSchema>['questions'][number];

export interface Proposal {
  /** Made from document and standard question, so that it stays the same. */
  readonly id: string;
  /** `PolicyDocument.id`. */
  readonly document: string;
  readonly ask: string;
  readonly also: readonly string[];
  readonly locators: readonly string[];
}

export function proposalOf(document: string, { ask, also, locators }: Omit<Entry, 'answer'>): Proposal {
  return { id: digestOf(`${document}\n${ask}`).slice(0, 8), document, ask, also, locators };
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** All that wait for a person. @throws WenzhengError `catalog_invalid`. */
export function readProposals(corpusDir: string): Proposal[] {
  return readProposalFiles(corpusDir).flatMap(({ file, text }) => entriesOf(file, text));
}

/** The files as they stand; empty where nothing is proposed. */
export function readProposalFiles(corpusDir: string): QuestionBankFile[] {
  const folder = join(corpusDir, proposalFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => ({ file: `${proposalFolder}/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
}

/** @throws WenzhengError `catalog_invalid` naming a file that is not as it should be. */
function entriesOf(file: string, text: string): Proposal[] {
  let documents: unknown[];
  try {
    documents = readYamlDocuments(text);
  } catch (error) {
    throw new WenzhengError('catalog_invalid', `${file} 不是正确的 YAML，请改正后再试。`, { cause: error });
  }
  return documents.flatMap((content) => {
    if (content === null || content === undefined) return [];
    const parsed = questionFileSchema.safeParse(content);
    if (!parsed.success)
      throw new WenzhengError('catalog_invalid', `${file} 的写法不对，请照 ${questionFolder} 里的文件改正。`);
    return parsed.data.questions.map((entry) => proposalOf(parsed.data.document, entry));
  });
}

/** @throws WenzhengError `corpus_unreadable` when it cannot be written. */
export function addProposal(corpusDir: string, proposal: Proposal): void {
  const others = readProposals(corpusDir).filter(({ id }) => id !== proposal.id);
  writeProposals(corpusDir, proposal.document, [...others, proposal]);
}

/** Puts it into the bank, under corpus/questions/accepted.yaml, and takes it off the list. */
export function acceptProposal(corpusDir: string, proposal: Proposal): void {
  const path = join(corpusDir, questionFolder, acceptedFile);
  writing(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, `---\n${toYaml(proposal.document, [proposal])}`);
  });
  const left = readProposals(corpusDir).filter(({ id }) => id !== proposal.id);
  writeProposals(corpusDir, proposal.document, left);
}

/** The file of one document, as a whole or not at all. */
function writeProposals(corpusDir: string, document: string, all: readonly Proposal[]): void {
  const readable = document.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  const path = join(corpusDir, proposalFolder, `${readable}-${digestOf(document).slice(0, 6)}.yaml`);
  const own = all.filter((each) => each.document === document);
  writing(path, () => {
    if (own.length === 0) return rmSync(path, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, `${heading}${toYaml(document, own)}`);
    renameSync(`${path}.new`, path);
  });
}

const heading =
  '# 模型拟的相似问，回答时不用；审核过的用 wenzheng enrich --accept 收入，或者自己移到 questions 里。\n';

/** A JSON string is YAML too. */
function toYaml(document: string, entries: readonly Proposal[]): string {
  const lines = entries.flatMap(({ ask, also, locators }) => [
    `  - ask: ${JSON.stringify(ask)}`,
    also.length === 0 ? '    also: []' : '    also:',
    ...also.map((wording) => `      - ${JSON.stringify(wording)}`),
    `    locators: ${JSON.stringify(locators)}`,
  ]);
  return [`document: ${JSON.stringify(document)}`, 'questions:', ...lines, ''].join('\n');
}

function writing(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new WenzhengError('corpus_unreadable', `${path} 写不了，请检查文件夹的写入权限和磁盘空间。`, {
      cause: error,
    });
  }
}
