/**
 * A calculation as an answer: what it comes to, how, by which clauses, what was taken for granted, what to do next.
 * Pure: the same situation on the same day gives the same answer. No model.
 * @module
 */
import type { Calculation } from '../calculators/calculation.ts';
import type { Origin } from '../calculators/kernel/facts.ts';
import type { Field } from '../calculators/kernel/field.ts';
import { fieldAsAsked, type NextQuestion } from '../calculators/reading/next-question.ts';
import { run, type RunOptions } from '../calculators/run.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { whatWouldChange } from '../calculators/what-would-change.ts';
import { formatDate } from '../gazette/chinese-date.ts';
import type { Corpus } from '../gazette/model.ts';
import { validityOn } from '../gazette/validity.ts';
import type { AnswerStatus, Citation, NextStep, Notice } from './answer.ts';
import { noticeCodes } from './answer.ts';
import { CalculationCitations, documentOf } from './calculation-citations.ts';
import { rulesInReach, sourceOf, type Way, waysOn } from './calculation-rules.ts';
import { conditionOf, linesOf } from './calculation-text.ts';
import { withReadableDates } from './calculation-wording.ts';
import type { Line } from './calculation-lines.ts';
import { noticesFor } from './notices.ts';
import { describeOffice, findOffice, type Office } from './offices.ts';

/** What was read from the words of a person: a `Situation`. */
export interface CalculationRequest {
  readonly scheme: Scheme;
  /** Facts by key or label. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** Where the facts come from, by the names of `raw`; said when absent. */
  readonly origins?: Readonly<Record<string, Origin>>;
  /** Why nothing can be computed from what was said (it contradicts itself), one sentence; null for none. */
  readonly unclear: string | null;
  /** Questions that the conversation narrows. */
  readonly questions?: readonly NextQuestion[];
  /** The person was asked all and has told what they know: what is still missing is named, and no answer is waited for. */
  readonly isFinished?: boolean;
}

export interface CalculationOptions {
  readonly corpus: Corpus;
  readonly situation: CalculationRequest;
  /** Day of the question, ISO: validity is told for it. */
  readonly asOf: string;
  readonly offices: readonly Office[];
}

export interface CalculationAnswer {
  readonly status: AnswerStatus;
  readonly answer: string;
  readonly notices: Notice[];
  readonly nextSteps: NextStep[];
  readonly citations: Citation[];
  readonly calculation: Calculation;
}

/** More rules than this cannot be stated as an answer: the next fact is asked instead. */
const mostRulesStated = 6;

/** null when the corpus does not hold the documents that the calculator rests on: another place's gazettes are not computed with. */
export function answerCalculation(options: CalculationOptions): CalculationAnswer | null {
  const { corpus, situation, asOf } = options;
  const { scheme, raw } = situation;
  const documents = scheme.documentNumbers.flatMap((number) => documentOf(corpus, number) ?? []);
  if (documents.length < scheme.documentNumbers.length) return null;
  const origins = situation.origins ?? {};
  const runOptions: RunOptions = { asOf, origins };
  // Who answers a question of ours is asked the next one.
  const isFinished = situation.isFinished ?? false;
  const isGoingOn = !isFinished && Object.values(origins).includes('asked');
  const calculation =
    situation.unclear === null
      ? run(scheme, raw, runOptions)
      : notComputed(run(scheme, {}, runOptions), situation.unclear);
  const key = calculation.missing[0]?.key;
  const asked = scheme.fields.find((field) => field.key === key);
  const next = asked === undefined ? null : fieldAsAsked(asked, situation.questions ?? []);
  // The rules of one class are no answer to somebody of another: there the results for each class are told.
  const rules = next === null || next.type === 'choices' ? [] : rulesInReach(scheme, raw, runOptions);
  const ways = next === null ? [] : waysOn(scheme, raw, next, runOptions);
  const citations = new CalculationCitations(corpus, asOf);
  const lines = linesOf({
    scheme,
    calculation,
    changes: calculation.status === 'not-eligible' ? whatWouldChange(scheme, raw, runOptions) : [],
    next,
    isFinished,
    unclear: unreadWords(calculation),
    rules,
    ways,
    past: pastOf(corpus, documents, asOf),
    standing: documents.flatMap((index) => standingOf(corpus, citations, index, asOf)),
  });
  const isStated = ways.length > 0 || (rules.length > 0 && rules.length <= mostRulesStated);
  let answer = render(lines, citations);
  const [first] = scheme.parameters;
  // The document that is named stands among the citations, even where no rule of it is told.
  if (citations.list().length === 0 && calculation.status !== 'input-error' && first !== undefined)
    answer += citations.mark(first);
  return {
    status: statusOf(calculation, isStated && !isGoingOn),
    answer,
    notices: noticesOf(options, calculation, documents),
    nextSteps: nextStepsOf(options, calculation, documents, citations),
    citations: citations.list(),
    calculation: next === null ? calculation : withWays(calculation, ways, next),
  };
}

/** The results that the text names for the answers to the question stand in the calculation too. */
const withWays = (calculation: Calculation, ways: readonly Way[], next: Field): Calculation => ({
  ...calculation,
  alternatives: [
    ...calculation.alternatives,
    ...ways.flatMap((way) =>
      way.calculation === null ? [] : [{ reading: conditionOf(way, next), values: way.calculation.values }],
    ),
  ],
});

/** What contradicts itself is reported, not computed. */
const notComputed = (blank: Calculation, why: string): Calculation => ({
  ...blank,
  status: 'input-error',
  bounds: {},
  missing: [],
  steps: [],
  facts: [],
  reasons: [{ text: why, documentNumber: null, clause: null, quote: null }],
});

/** @param isAnswer what is known so far answers the question for a rule. */
function statusOf({ status, missing }: Calculation, isAnswer: boolean): AnswerStatus {
  switch (status) {
    case 'input-error':
      return 'needs_input';
    case 'missing':
      // Nothing left to ask: both readings are told, and the authority decides.
      return isAnswer || missing.length === 0 ? 'answered' : 'needs_input';
    case 'partial':
      return 'answered';
    default:
      return 'answered_by_calculator';
  }
}

/** The same mark twice in a row is one. */
function render(lines: readonly Line[], citations: CalculationCitations): string {
  return lines
    .map((line) => {
      const parts = line.map((part) => (typeof part === 'string' ? part : citations.mark(part)));
      return parts.filter((part, at) => !part.startsWith('[') || part !== parts[at - 1]).join('');
    })
    .join('\n');
}

/** 几千块 is no figure: said before the question. */
function unreadWords({ notices }: Calculation): string | null {
  const unread = notices.filter(({ code }) => code === 'unread').map(({ text }) => text);
  return unread.length === 0 ? null : unread.join('');
}

/** 依据清新府办〔2018〕16号，有效期至2020年3月31日，已届满[3]; a date is only given with the words that it stands in. */
function standingOf(corpus: Corpus, citations: CalculationCitations, index: number, asOf: string): Line {
  const document = corpus.documents[index];
  const number = document?.number?.canonical ?? '';
  const name = `依据${number}`;
  const day = formatDate(document?.validity.lastDay ?? asOf);
  const basis = document?.validity.basis[0]?.text ?? '';
  const words = { documentNumber: number, clause: '', quote: basis };
  const isCited = citations.spansOf(words) !== null;
  switch (validityOn(corpus, index, asOf).status) {
    case 'expired':
      return isCited ? [`${name}，有效期至${day}，已届满`, words] : [`${name}，已过有效期`];
    case 'period_over':
      return isCited ? [`${name}，期间到${day}，已结束`, words] : [`${name}，写明的期间已结束`];
    case 'repealed':
      return [`${name}，已废止`];
    case 'not_yet':
      return [`${name}，当时还没有生效`];
    case 'unstated':
      return [`${name}，文件未写有效期`];
    default:
      return [name];
  }
}

/** A figure of an expired rule must not be read as today's. */
function pastOf(corpus: Corpus, documents: readonly number[], asOf: string): string {
  const statuses = documents.map((index) => validityOn(corpus, index, asOf).status);
  if (statuses.includes('repealed')) return '文件已废止，按原规定：';
  if (statuses.includes('expired')) return '文件已届满，按原规定：';
  return statuses.includes('period_over') ? '期间已结束，按当时的规定：' : '';
}

const validityCodes: readonly string[] = [
  'expired',
  'repealed',
  'period_over',
  'not_yet',
  'validity_unstated',
];

/** Validity as everywhere, then the calculation's own remarks. That the authority decides stands in the answer itself. */
function noticesOf(
  { corpus, asOf }: CalculationOptions,
  calculation: Calculation,
  documents: readonly number[],
): Notice[] {
  const notices = noticesFor(corpus, documents, asOf);
  for (const { code, text } of calculation.notices) {
    if (code === 'authority_decides' || code === 'unread') continue;
    if (validityCodes.includes(code) && notices.some((other) => validityCodes.includes(other.code))) continue;
    const known = noticeCodes.find((each) => each === code) ?? 'convention';
    notices.push({ code: known, text: withReadableDates(text) });
  }
  return notices;
}

/** Papers of this class, office, way and limits of the calculation, then how the office is reached. */
function nextStepsOf(
  { corpus, offices, asOf }: CalculationOptions,
  calculation: Calculation,
  documents: readonly number[],
  citations: CalculationCitations,
): NextStep[] {
  const steps: NextStep[] = [];
  const step = (text: string, words: Parameters<typeof sourceOf>[0] | undefined) => {
    const source = words === undefined ? null : sourceOf(words);
    const spans = source === null ? null : citations.spansOf(source);
    steps.push({ text: withReadableDates(text), ...(spans === null ? {} : { source: spans }) });
  };
  const papers = calculation.documents;
  if (papers.length > 0) step(`要带的材料：${papers.map(({ text }) => text).join('；')}。`, papers[0]);
  for (const each of calculation.nextSteps) step(each.text.replace(/([^。！？])$/, '$1。'), each);
  const index = documents[0] ?? -1;
  const named = corpus.documents[index]?.enquiryOffice ?? null;
  const verb = validityOn(corpus, index, asOf).status === 'in_force' ? '办理或进一步了解' : '了解现在的规定';
  steps.push({ text: `${verb}，请${named === null ? '' : `向${named.name}咨询，或`}拨打12345热线。` });
  const office = named === null ? null : findOffice(offices, named.name, corpus.homeRegion);
  if (office !== null) steps.push({ text: `机构资料（不是上面引用的规定）：${describeOffice(office)}` });
  return steps;
}
