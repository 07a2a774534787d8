/**
 * Asks a model how people would ask about the passages that the question bank does not know yet. What it writes is checked
 * wording by wording, and what passes is proposed to a person; nothing of it is used for an answer before.
 * @module
 */
import type { Corpus, Passage } from '../gazette/model.ts';
import { maskPrivateNumbers } from '../gazette/private-numbers.ts';
import type { AgentModel } from '../models/agent.ts';
import { askOnce } from '../models/ask-once.ts';
import { asData } from '../models/fence.ts';
import { ModelUnavailable } from '../models/model-unavailable.ts';
import { fillPrompt, type Prompt } from '../models/prompts.ts';
import { ordersModel } from '../answering/without-orders.ts';
import { type BankQuestion, resolveQuestions } from '../retrieval/question-bank.ts';
import {
  faultOfWording,
  type KnownWordings,
  knownWordings,
  pairsOf,
  subjectOf,
  type WordingFault,
} from './check-wordings.ts';
import { type Proposal, proposalOf } from './proposals.ts';

export interface ProposeOptions {
  readonly corpus: Corpus;
  /** Of the bank and of what is proposed already: their clauses are not asked about again. */
  readonly questions: readonly Pick<BankQuestion, 'ask' | 'also' | 'clauses'>[];
  /** Questions of the evaluation, which may not be learnt. */
  readonly evaluation: readonly string[];
  readonly model: AgentModel;
  readonly prompt: Prompt;
  /** For one passage. */
  readonly timeoutMs: number;
  /** Proposals after which it ends. */
  readonly most: number;
  /** Keeps a proposal at once, so that the next run goes on after it. */
  readonly onProposal: (proposal: Proposal) => void;
  readonly onProgress?: (progress: EnrichmentProgress) => void;
}

export interface EnrichmentProgress {
  /** Passages asked about, of all that could be. */
  readonly done: number;
  readonly total: number;
  readonly proposed: number;
}

export interface EnrichmentReport extends EnrichmentProgress {
  /** Wordings that were sent back, by fault. */
  readonly rejected: Readonly<Partial<Record<WordingFault, number>>>;
  /** Passages of whose wordings too few were left, or none was written. */
  readonly withoutProposal: number;
  /** Why it ended before the end: the reason that the model was not to be had; null: it did not. */
  readonly endedBy: ModelUnavailable['reason'] | null;
}

/** Other wordings of a standard question, as in the bank. */
const wordings = { least: 3, most: 8 };
/** Shorter passages say nothing that could be asked. */
const shortestPassage = 20;

/** Ends when the model is not to be had; what was proposed by then is kept. */
export async function proposeQuestions(options: ProposeOptions): Promise<EnrichmentReport> {
  const { corpus, model, prompt, timeoutMs, most } = options;
  const passages = passagesWithoutQuestion(options);
  const known = knownWordings(options);
  const rejected: Partial<Record<WordingFault, number>> = {};
  let [done, proposed, withoutProposal] = [0, 0, 0];
  const report = (endedBy: EnrichmentReport['endedBy']): EnrichmentReport => ({
    done,
    total: passages.length,
    proposed,
    rejected,
    withoutProposal,
    endedBy,
  });
  for (const passage of passages) {
    if (proposed >= most) break;
    let text: string;
    try {
      text = (await askOnce(model, describe(passage, corpus, prompt), AbortSignal.timeout(timeoutMs))).text;
    } catch (error) {
      // A reply that is useless says nothing about the next one.
      if (!(error instanceof ModelUnavailable)) throw error;
      if (error.reason !== 'empty') return report(error.reason);
      text = '';
    }
    done += 1;
    const proposal = readProposal(text, passage, corpus, known, (fault) => {
      rejected[fault] = (rejected[fault] ?? 0) + 1;
    });
    if (proposal === null) withoutProposal += 1;
    else {
      options.onProposal(proposal);
      proposed += 1;
      known.bank.push(...[proposal.ask, ...proposal.also].map(pairsOf));
    }
    options.onProgress?.({ done, total: passages.length, proposed });
  }
  return report(null);
}

/** Passages with something to ask about, of whose clauses no question knows. */
export function passagesWithoutQuestion({
  corpus,
  questions,
}: Pick<ProposeOptions, 'corpus' | 'questions'>): Passage[] {
  const covered = new Set(questions.flatMap(({ clauses }) => clauses));
  return corpus.passages.filter(
    (passage) =>
      passage.text.length >= shortestPassage &&
      passage.clauses.every((index) => !covered.has(index)) &&
      passage.clauses.some((index) =>
        ['paragraph', 'item', 'row'].includes(corpus.clauses[index]?.kind ?? ''),
      ) &&
      !ordersModel(passage.text) &&
      locatorOf(passage, corpus) !== null,
  );
}

/** How the bank names the passage; null where it cannot. */
function locatorOf(passage: Passage, corpus: Corpus): string | null {
  const document = corpus.documents[passage.document];
  for (const index of passage.clauses) {
    const clause = corpus.clauses[index];
    if (clause === undefined || document === undefined || clause.locator === '') continue;
    const part = clause.headings[0];
    const locator =
      part !== undefined && document.parts.length > 1 && document.parts.includes(part)
        ? `${part} ${clause.locator}`
        : clause.locator;
    if (pointsInto(passage, corpus, { document: document.id, locator })) return locator;
  }
  return null;
}

/** Whether the locator names clauses of this passage and no others. */
function pointsInto(
  passage: Passage,
  corpus: Corpus,
  { document, locator }: { readonly document: string; readonly locator: string },
): boolean {
  const text = JSON.stringify({
    document,
    questions: [{ ask: '有没有', also: [], locators: [locator] }],
  });
  const [found] = resolveQuestions(corpus, [{ file: '', text }]).questions;
  return found !== undefined && found.clauses.every((index) => passage.clauses.includes(index));
}

/** Within quotation marks. */
const attribute = (text: string): string => asData(text).replaceAll('"', '”').replace(/\s+/g, ' ');

function describe(passage: Passage, corpus: Corpus, prompt: Prompt): string {
  const title = corpus.documents[passage.document]?.title ?? '';
  const place = [...passage.headings, passage.locator].join(' ');
  return fillPrompt(prompt, {
    title: attribute(title),
    locator: attribute(place),
    text: asData(maskPrivateNumbers(passage.text)),
  });
}

function readProposal(
  text: string,
  passage: Passage,
  corpus: Corpus,
  known: KnownWordings,
  reject: (fault: WordingFault) => void,
): Proposal | null {
  const subject = subjectOf(corpus, passage.clauses);
  const kept: string[] = [];
  const own = [...known.bank];
  for (const wording of linesOf(text)) {
    const fault = faultOfWording(wording, subject, { ...known, bank: own });
    if (fault !== null) reject(fault);
    else {
      kept.push(wording);
      own.push(pairsOf(wording));
    }
  }
  const [ask, ...also] = kept;
  const document = corpus.documents[passage.document];
  const locator = locatorOf(passage, corpus);
  if (ask === undefined || document === undefined || locator === null || also.length < wordings.least)
    return null;
  return proposalOf(document.id, { ask, also: also.slice(0, wordings.most), locators: [locator] });
}

/** Lines that a model writes: without the numbers and bullets that it was asked to leave out. */
function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/^\s*(?:[-*•·]|\d{1,2}\s*[、.．)）]|(?:标准问|相似问)\d*\s*[:：])\s*/, '')
        .replace(/^[“"]|[”"]$/g, '')
        .trim(),
    )
    .filter((line) => line !== '' && !/^“?无[。”]?$/.test(line))
    .slice(0, mostLines);
}

/** Of a reply; a model that goes on and on is not read to its end. */
const mostLines = 20;
