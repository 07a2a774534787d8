/**
 * Checked sentences as the answer that a person reads: what the engine says before and beside its own answer stays, and so
 * do the limits of length and what a calculation took for granted.
 * @module
 */
import { type Answer, type AnswerModel, type NextStep, type Notice } from '../answering/answer.ts';
import type { CheckedSentence, ComposedDraft, DraftContext } from '../answering/check-draft/check-draft.ts';
import type { EvidenceItem } from '../answering/check-draft/evidence.ts';
import { quoteInstead } from '../answering/check-draft/rule-words.ts';
import { answerLimits } from '../answering/compose-answer.ts';
import { fixedTexts } from '../answering/fixed-texts.ts';
import { damageNotices, noticesFor } from '../answering/notices.ts';
import { modelLabel } from '../answering/reply.ts';
import type { Checker } from './checker.ts';

export interface ReplyMaterial {
  readonly checker: Checker;
  /** The engine's answer to the question. */
  readonly base: Answer;
  readonly evidence: readonly EvidenceItem[];
  readonly context: DraftContext;
  readonly confirmed: ReadonlySet<string>;
  readonly calculations: ReadonlyMap<string, Answer>;
}

export interface ComposedReply {
  /** Without the label. */
  readonly text: string;
  readonly composed: ComposedDraft;
  /** Items that the kept sentences cite. */
  readonly cited: readonly EvidenceItem[];
  /** The engine's answer about the calculation that is told; null for none. */
  readonly calculated: Answer | null;
}

const calculatedLabel = '【规则计算】';
const estimate = '按文件文本估算，以主管部门审定为准。';

/** What the engine says before its answer to warn of danger or doubt is said before a model's words too. */
const openings = [
  fixedTexts.urgent_medical,
  fixedTexts.urgent_self_harm,
  fixedTexts.urgent_fire,
  `${fixedTexts.nearest_only}\n`,
];

function openingOf(answer: string): string {
  const first = openings.find((each) => answer.startsWith(each));
  return first === undefined ? '' : first + openingOf(answer.slice(first.length));
}

/** A sentence that limits what stands before it: with it left out for length the answer would say too much. */
const limiting = /^(?:但|不过|可是|除|其中|例外|注意)|除外|不予|不得|不能|不可|不享受|不包括|只限|仅限/;

/** null: the engine's own answer is the better one. */
export function composeReply(
  sentences: readonly CheckedSentence[],
  material: ReplyMaterial,
): ComposedReply | null {
  const { checker, evidence, context } = material;
  let kept = quoteInstead(sentences);
  for (;;) {
    const composed = checker.composeChecked({ sentences: kept }, evidence, context);
    if (composed === null || composed.text.trim() === '') return null;
    const cited = citedItems(kept, evidence);
    const calculated = calculationOf(cited, material);
    if (!answersQuestion(cited, calculated, material)) return null;
    const text = withSurroundings(composed.text, calculated, material);
    const limit = kept.some(({ bullet, verdict }) => bullet !== '' && verdict === 'kept')
      ? answerLimits.list
      : answerLimits.text;
    if (text.length + modelLabel.length <= limit) return { text, composed, cited, calculated };
    const last = kept.findLastIndex(({ verdict }) => verdict === 'kept');
    if (limiting.test(kept[last]?.text ?? '')) return null;
    kept = kept.filter((_, index) => index !== last);
  }
}

function citedItems(
  sentences: readonly CheckedSentence[],
  evidence: readonly EvidenceItem[],
): EvidenceItem[] {
  const tokens = new Set(
    sentences.flatMap(({ tokens: own, verdict }) => (verdict === 'kept' ? own.map(bare) : [])),
  );
  return evidence.filter(({ token }) => tokens.has(token));
}

const bare = (token: string): string => token.replace(/[[\]\s]/g, '');

function calculationOf(cited: readonly EvidenceItem[], { base, calculations }: ReplyMaterial): Answer | null {
  const item = cited.find(({ kind }) => kind === 'calculation');
  return item === undefined ? null : (calculations.get(item.token) ?? base);
}

/** A computed result is not left out, and a question that the engine did not know rests on what it confirmed. */
function answersQuestion(
  cited: readonly EvidenceItem[],
  calculated: Answer | null,
  { base, confirmed }: ReplyMaterial,
): boolean {
  if (base.status === 'answered_by_calculator') return calculated !== null;
  if (base.status === 'answered') return true;
  return cited.some(({ token }) => confirmed.has(token));
}

function withSurroundings(text: string, calculated: Answer | null, { base }: ReplyMaterial): string {
  const opening = openingOf(base.answer);
  const doubt =
    isUnsure(base) && !opening.includes(fixedTexts.nearest_only) ? `${fixedTexts.nearest_only}\n` : '';
  if (calculated === null) return opening + doubt + text;
  // What was taken for granted is shown back with every result.
  const recap = calculated.answer
    .split('\n')
    .filter((line) => line.startsWith('我理解的情况'))
    .map((line) => line.replace(/\[\d{1,2}\]/g, ''));
  return `${opening}${doubt}${calculatedLabel}${[text, ...recap, estimate].join('\n')}`;
}

const isUnsure = ({ status }: Answer): boolean =>
  status === 'unanswerable_no_source' || status === 'clarification';

/** The whole answer, with its label. */
export function finishReply(reply: ComposedReply, material: ReplyMaterial, model: AnswerModel): Answer {
  const { base, context } = material;
  const { composed, calculated } = reply;
  const other = calculated === null || calculated === base ? null : calculated;
  return {
    ...base,
    status: statusOf(reply, material),
    answer: reply.text + modelLabel,
    notices: [...merge([...base.notices, ...(other?.notices ?? []), ...noticesOf(reply, context)]), aiNotice],
    nextSteps: mergeSteps([...base.nextSteps, ...(other?.nextSteps ?? [])]),
    citations: [...composed.citations],
    calculation: calculated?.calculation ?? base.calculation,
    model,
  };
}

function statusOf({ calculated }: ComposedReply, { base }: ReplyMaterial): Answer['status'] {
  if (base.status === 'clarification') return 'answered';
  if (base.status !== 'answered' || calculated === null) return base.status;
  // A calculation that still lacks a fact states a rule and its bounds.
  return calculated.status === 'answered_by_calculator' ? 'answered_by_calculator' : base.status;
}

const aiNotice: Notice = {
  code: 'ai_generated',
  text: '这段话由AI根据引用的条文写成，仅供参考，请以条文原文为准。',
};

function noticesOf({ cited }: ComposedReply, { corpus, asOf }: DraftContext): Notice[] {
  const documents = cited.flatMap(({ document }) => (document === null ? [] : [document]));
  const pieces = cited
    .filter(({ clauses }) => clauses.length > 0)
    .map(({ clauses, passage }) => ({
      pieces: clauses.map((clause) => ({ clause, words: null })),
      passage: passage ?? -1,
    }));
  return [...noticesFor(corpus, documents, asOf), ...damageNotices(corpus, pieces)];
}

const merge = (notices: readonly Notice[]): Notice[] =>
  notices.filter(({ text }, at) => notices.findIndex((other) => other.text === text) === at);

const mergeSteps = (steps: readonly NextStep[]): NextStep[] =>
  steps.filter(({ text }, at) => steps.findIndex((other) => other.text === text) === at);
