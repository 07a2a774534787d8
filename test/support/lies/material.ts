/** Questions with the evidence that a model would be shown, made by the functions that the agent uses. @module */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { App } from '../../../src/app.ts';
import type { DraftContext } from '../../../src/answering/check-draft/check-draft.ts';
import { EvidenceRegister } from '../../../src/models/evidence-register.ts';
import { parseThesaurus } from '../../../src/retrieval/thesaurus.ts';
import { readThesaurusText } from '../../../src/retrieval/read-thesaurus-text.ts';
import { realCorpusFolder } from '../real-corpus.ts';
import type { HonestAnswer } from './honest.ts';
import type { Material } from './lie.ts';
import { calculationTruths, evidenceTruths, writtenTruths } from './truths.ts';

export interface EvaluationQuestion {
  readonly id: string;
  readonly q: string;
  readonly context?: readonly string[];
  readonly asOf?: string;
}

export function readLines<Line>(file: string): Line[] {
  return readFileSync(fileURLToPath(new URL(`../../../eval/${file}`, import.meta.url)), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
}

export const readQuestions = (): EvaluationQuestion[] =>
  ['questions.jsonl', 'fresh.jsonl', 'present.jsonl'].flatMap((file) => readLines<EvaluationQuestion>(file));

/** By id, those that calculators answer too. */
export const readAllQuestions = (): ReadonlyMap<string, EvaluationQuestion> =>
  new Map([...readQuestions(), ...readCalculations()].map((question) => [question.id, question]));

export const readCalculations = (): EvaluationQuestion[] => readLines('calculator-sentences.jsonl');

const thesaurusText = readThesaurusText(realCorpusFolder);
const thesaurus = thesaurusText === undefined ? undefined : parseThesaurus(thesaurusText);

/** What app.reply hands to the checker beside the evidence. */
export function contextOf(app: App, question: EvaluationQuestion): DraftContext {
  return {
    corpus: app.corpus,
    asOf: question.asOf ?? app.today(),
    question: question.q,
    turns: question.context ?? [],
    offices: [],
    ...(thesaurus === undefined ? {} : { thesaurus }),
  };
}

/** Passages that a search would add to what the engine's answer rests on. */
const searched = 3;

/** null: the engine does not answer it, and so no model is asked. */
export function materialOf(app: App, question: EvaluationQuestion): Material | null {
  const context = contextOf(app, question);
  const answer = app.answer({
    q: question.q,
    context: [...(question.context ?? [])],
    ...(question.asOf === undefined ? {} : { asOf: question.asOf }),
  });
  if (!answer.status.startsWith('answered')) return null;
  const register = new EvidenceRegister(app.corpus, context.asOf);
  register.addAnswer(answer);
  const ownTokens = new Set(register.items.map(({ token }) => token));
  for (const { passage } of app.retriever.search({ text: question.q, limit: searched }).hits)
    register.addPassage(passage);
  for (const document of new Set(
    register.items.flatMap(({ document: index }) => (index === null ? [] : [index])),
  ))
    register.addDocument(document);
  const evidence = [...register.items];
  return {
    questionId: question.id,
    context,
    evidence,
    ownTokens,
    truths: [...evidenceTruths(evidence, app.corpus), ...calculationTruths(evidence, answer.answer)],
  };
}

/** A person's true answer with its evidence. */
export function honestMaterial(
  app: App,
  honest: HonestAnswer,
  questions: ReadonlyMap<string, EvaluationQuestion>,
): Material {
  const question = questions.get(honest.question);
  if (question === undefined) throw new Error(`${honest.id}: there is no question ${honest.question}`);
  const context = contextOf(app, question);
  const register = new EvidenceRegister(app.corpus, context.asOf);
  for (const reference of honest.evidence) {
    const [kind, id] = [
      reference.slice(0, reference.indexOf(':')),
      reference.slice(reference.indexOf(':') + 1),
    ];
    const calculation =
      kind === 'calculation' ? app.answer({ q: questions.get(id)?.q ?? '' }).calculation : null;
    const item =
      kind === 'passage'
        ? register.addPassage(app.corpus.passages.findIndex((passage) => passage.id === id))
        : kind === 'document'
          ? register.addDocument(app.corpus.documents.findIndex((document) => document.id === id))
          : calculation === null
            ? null
            : register.addCalculation(calculation);
    if (item === null) throw new Error(`${honest.id}: nothing is known as ${reference}`);
  }
  return {
    questionId: question.id,
    context,
    evidence: [...register.items],
    ownTokens: new Set(),
    truths: writtenTruths(honest.draft),
  };
}
