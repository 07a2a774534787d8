/**
 * Answers in a model's words. The engine answers first, always; what it refuses, asks or cannot place is final. The model
 * may then say the same better, with tools, and every sentence is checked before anybody reads it. Whatever goes wrong, the
 * engine's answer is given, and `model.fallback` says why.
 * @module
 */
import type { Answer, AnswerModel, ModelFallback, Question } from '../answering/answer.ts';
import type { Answerer } from '../answering/answerer.ts';
import type { DraftContext } from '../answering/check-draft/check-draft.ts';
import { cleanQuestion } from '../answering/intake.ts';
import type { Office } from '../answering/offices.ts';
import type { ReplyOptions } from '../answering/reply.ts';
import { modelLabel } from '../answering/reply.ts';
import { guardRequest } from '../answering/request-guard.ts';
import type { Scheme } from '../calculators/scheme.ts';
import type { Corpus } from '../gazette/model.ts';
import { maskPrivateNumbers } from '../gazette/private-numbers.ts';
import type { Retriever } from '../retrieval/model.ts';
import type { Thesaurus } from '../retrieval/thesaurus.ts';
import { type AgentModel, runAgent, type Tally } from './agent.ts';
import { type Checker, draftChecker } from './checker.ts';
import { composeReply, finishReply, type ReplyMaterial } from './compose-reply.ts';
import { DraftReview } from './draft-review.ts';
import { EvidenceRegister } from './evidence-register.ts';
import { asData, fenceItem, fenceQuestion } from './fence.ts';
import type { GazetteSearch } from './gazette-search.ts';
import { mayImprove } from './may-improve.ts';
import { ModelUnavailable } from './model-unavailable.ts';
import { fillPrompt, type Prompts } from './prompts.ts';
import { rewriteFailed } from './rewrite-failed.ts';
import { addNearest, createTools, type ToolContext } from './tools.ts';
import { withDeadline } from './with-deadline.ts';
import { ordersModel } from '../answering/without-orders.ts';

export interface ModelRepliesOptions {
  readonly engine: Pick<Answerer, 'answer' | 'calculate'>;
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  /** With an embedding or a rerank model; absent: the retriever's own ranking. */
  readonly search?: GazetteSearch;
  readonly schemes: readonly Scheme[];
  readonly offices: readonly Office[];
  readonly thesaurus?: Thesaurus;
  readonly model: AgentModel;
  readonly prompts: Prompts;
  /** For tests; the real one otherwise. */
  readonly checker?: Checker;
  /** ISO day for questions that name none. */
  readonly today: () => string;
  /** For all that the model does for one answer. */
  readonly timeoutMs: number;
  /** Told of a fault inside; nothing of what was typed is passed on. */
  readonly onFault?: (error: unknown) => void;
}

export type ModelReplies = (question: Question, options?: ReplyOptions) => Promise<Answer>;

/** Never throws and never takes more than `timeoutMs` longer than the engine. */
export function createModelReplies(options: ModelRepliesOptions): ModelReplies {
  return async (question, replyOptions = {}) => {
    const base = options.engine.answer(question);
    const tally: Tally = { rounds: 0, usage: { input: 0, output: 0 } };
    const instead = (fallback: ModelFallback, removed: AnswerModel['removed'] = []): Answer => ({
      ...base,
      model: modelOf(options, tally, { removed, fallback }),
    });
    let attempt: Attempt | null = null;
    try {
      const turns = turnsOf(question, options.corpus.homeRegion);
      const verdict = turns === null ? 'final' : mayImprove(base, turns);
      if (verdict === 'final' || turns === null) return base;
      if (verdict !== null) return instead(verdict);
      attempt = beginAttempt(options, { base, question, turns, tally, replyOptions });
      const written = await withDeadline(options.timeoutMs, replyOptions.signal, (signal) =>
        attempt === null ? Promise.resolve('fault' as const) : write(attempt, signal),
      );
      if (typeof written !== 'string') return written;
      withdraw(attempt);
      return instead(written, removedOf(attempt.review.sentences.filter(({ verdict: v }) => v === 'failed')));
    } catch (error) {
      const reason = reasonOf(error, replyOptions.signal);
      if (reason === 'fault') options.onFault?.(error);
      if (attempt !== null) withdraw(attempt);
      return instead(reason);
    }
  };
}

/** One question on its way through the model. */
interface Attempt {
  readonly options: ModelRepliesOptions;
  readonly base: Answer;
  readonly turns: readonly string[];
  readonly tally: Tally;
  readonly tools: ToolContext;
  readonly context: DraftContext;
  readonly material: () => ReplyMaterial;
  readonly review: DraftReview;
  readonly userKey: string | undefined;
  /** Past the deadline nothing more may be shown. */
  isOver: boolean;
}

function beginAttempt(
  options: ModelRepliesOptions,
  {
    base,
    question,
    turns,
    tally,
    replyOptions,
  }: Pick<Attempt, 'base' | 'turns' | 'tally'> & { question: Question; replyOptions: ReplyOptions },
): Attempt {
  const { corpus, retriever, schemes, engine, offices, thesaurus } = options;
  const asOf = question.asOf ?? options.today();
  const register = new EvidenceRegister(corpus, asOf);
  const tools: ToolContext = {
    corpus,
    search: (query) => Promise.resolve(retriever.search(query).hits),
    schemes,
    engine,
    register,
    turns,
    asOf,
    base,
    confirmed: new Set(),
    calculations: new Map(),
  };
  const context: DraftContext = {
    corpus,
    asOf,
    question: turns.at(-1) ?? '',
    turns: turns.slice(0, -1),
    offices,
    ...(thesaurus === undefined ? {} : { thesaurus }),
  };
  const checker = options.checker ?? draftChecker;
  const material = (): ReplyMaterial => ({
    checker,
    base,
    evidence: register.items,
    context,
    confirmed: tools.confirmed,
    calculations: tools.calculations,
  });
  const { onSentence } = replyOptions;
  const attempt: Attempt = {
    options,
    base,
    turns,
    tally,
    tools,
    context,
    material,
    userKey: replyOptions.userKey,
    isOver: false,
    review: new DraftReview({
      checker,
      register,
      context,
      compose: (sentences) => composeReply(sentences, material())?.text ?? null,
      onSentence:
        onSentence === undefined
          ? undefined
          : (sentence) => {
              if (!attempt.isOver) onSentence(sentence);
            },
    }),
  };
  return attempt;
}

/** The draft, its one rewriting, and the answer; a word instead of it says why there is none. */
async function write(attempt: Attempt, signal: AbortSignal): Promise<Answer | ModelFallback> {
  const { options, review, tally, userKey } = attempt;
  const { model, prompts, search } = options;
  const tools: ToolContext =
    search === undefined
      ? attempt.tools
      : { ...attempt.tools, search: (query) => search(query, { signal, userKey }) };
  tools.register.addAnswer(attempt.base);
  if (search !== undefined && model.isResting !== true) await addNearest(tools);
  const wrote = await runAgent({
    model,
    tools: createTools(tools),
    system: fillPrompt(prompts.prompts.answer, {
      today: tools.asOf,
      home: options.corpus.homeRegion ?? '本地',
    }),
    question: describeQuestion(attempt),
    signal,
    userKey,
    tally,
    onText: (piece) => review.push(piece),
    onDiscard: () => review.discard(),
  });
  if (!wrote) return 'too_many_rounds';
  review.end();
  if (isNothing(review.sentences.map(({ text }) => text).join(''))) return 'empty';
  const { sentences, rewritten } = await rewriteFailed(review.sentences, {
    model,
    checker: attempt.material().checker,
    prompt: prompts.prompts.rewrite,
    register: tools.register,
    context: attempt.context,
    signal,
    userKey,
    tally,
  }).catch((error: unknown) => {
    // What passed at once needs no rewriting; whoever hung up wants nothing.
    if (signal.aborted) throw error;
    return { sentences: review.sentences, rewritten: 0 };
  });
  const reply = composeReply(sentences, attempt.material());
  if (reply === null) return 'checked_away';
  const answer = finishReply(
    reply,
    attempt.material(),
    modelOf(options, tally, {
      removed: removedOf(reply.composed.removed.map(({ sentence, reason }) => ({ text: sentence, reason }))),
      rewritten,
      fallback: null,
    }),
  );
  review.show(reply.text + modelLabel);
  return answer;
}

const isNothing = (text: string): boolean => /^[“"\s]*(?:无|没有)?[。”"\s]*$/.test(text);

function describeQuestion({ turns, base, tools, options }: Attempt): string {
  const evidence = tools.register.items.map((item) => fenceItem(item)).join('\n');
  return fillPrompt(options.prompts.prompts.question, {
    turns: turns.slice(0, -1).map(fenceQuestion).join('\n'),
    question: fenceQuestion(turns.at(-1) ?? ''),
    evidence: evidence === '' ? '没有，请先用工具查。' : evidence,
    draft: ordersModel(base.answer) ? '（略）' : asData(base.answer),
  });
}

/** What was shown of a draft gives way to the engine's answer. */
function withdraw(attempt: Attempt): void {
  if (attempt.review.hasShown) attempt.review.show(attempt.base.answer);
  attempt.isOver = true;
}

/** The person's messages as a model may read them; null: the latest is none that it may. */
function turnsOf(question: Question, homeRegion: string | null): string[] | null {
  const turns: string[] = [];
  for (const raw of question.context ?? []) {
    const earlier = cleanQuestion(raw);
    const guarded = earlier.ok ? guardRequest({ text: earlier.text, homeRegion }) : null;
    if (guarded?.kind === 'ordinary') turns.push(guarded.text);
  }
  const last = cleanQuestion(question.q);
  const guarded = last.ok ? guardRequest({ text: last.text, context: turns, homeRegion }) : null;
  return guarded?.kind === 'ordinary' ? [...turns, guarded.text] : null;
}

function reasonOf(error: unknown, signal: AbortSignal | undefined): ModelFallback {
  if (signal?.aborted === true) return 'aborted';
  return error instanceof ModelUnavailable ? error.reason : 'fault';
}

const mostRemoved = 20;

function removedOf(
  failed: readonly { readonly text: string; readonly reason: string | null }[],
): AnswerModel['removed'] {
  return failed.slice(0, mostRemoved).map(({ text, reason }) => ({
    sentence: maskPrivateNumbers(text.slice(0, 300), 'typed'),
    reason: reason ?? '',
  }));
}

function modelOf(
  { model, prompts }: ModelRepliesOptions,
  { rounds, usage }: Tally,
  { removed, rewritten = 0, fallback }: Partial<AnswerModel> & Pick<AnswerModel, 'removed' | 'fallback'>,
): AnswerModel {
  return {
    name: model.name,
    promptVersion: prompts.version,
    removed,
    rewritten,
    rounds,
    usage: { ...usage },
    fallback,
  };
}
