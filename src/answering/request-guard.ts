/**
 * The door guard: tells a question that the gazettes may answer from what must not or cannot be answered. Rules, no
 * model. A wrong refusal of a policy question is worse than letting the search say "not in the gazettes", so every
 * doubtful message is ordinary.
 * @module
 */
import type { AnswerStatus } from './answer.ts';
import { fillText, fixedTexts, type FixedTextKey } from './fixed-texts.ts';
import { isInjection, readFalseNotice } from './request-guard-injection.ts';
import { asksForMisuse } from './request-guard-misuse.ts';
import { asksForPrivateData } from './request-guard-private-data.ts';
import { asksForMedicalAdvice, findDanger, findSmallTalk, isOffTopic } from './request-guard-scope.ts';
import { foldForRules, policyWords } from './request-guard-text.ts';
import { splitQuestions } from './split-questions.ts';

export interface GuardRequest {
  /** One line, as {@link cleanQuestion} gives it. */
  readonly text: string;
  /** Earlier user turns, oldest first. */
  readonly context?: readonly string[];
  /** The home region of the corpus, for the greeting; null when the corpus has none. */
  readonly homeRegion?: string | null;
}

export type GuardedRefusal = Extract<
  AnswerStatus,
  'refused_private_data' | 'refused_injection' | 'refused_misuse' | 'unanswerable_out_of_scope'
>;

export type Guarded =
  | {
      readonly kind: 'ordinary';
      /** The question to search for; without the "notice" when there was one. */
      readonly text: string;
      /** The message carried a "notice" of its own: say first that it cannot be verified (fixedTexts.false_notice). */
      readonly falseNotice?: boolean;
      /** A sentence to put before the answer: somebody may be in danger now. */
      readonly urgent?: string;
      /** Questions that rode along and are not answered, each with the fixed text that says so; `text` is without them. */
      readonly refusedParts?: readonly { readonly question: string; readonly answer: string }[];
    }
  | {
      /** The status of the answer. */
      readonly kind: GuardedRefusal;
      readonly answer: string;
      readonly emergency?: boolean;
    }
  /** Greeting, thanks, “你是谁”: status answered, without citations. */
  | { readonly kind: 'small_talk'; readonly answer: string };

function refuse(kind: GuardedRefusal, textKey: FixedTextKey = kind): Guarded {
  return { kind, answer: fixedTexts[textKey] };
}

/** The message by itself, without the turns before it. */
function guardMessage(text: string, homeRegion: string | null): Guarded {
  const danger = findDanger(text);
  if (danger?.only === true) {
    return { kind: 'unanswerable_out_of_scope', answer: fixedTexts[danger.textKey], emergency: true };
  }
  const smallTalk = findSmallTalk(text);
  if (smallTalk !== null) return { kind: 'small_talk', answer: fillText(smallTalk, homeRegion) };
  if (isInjection(text)) return refuse('refused_injection');

  const notice = readFalseNotice(text);
  if (notice.found && notice.question === null) return refuse('refused_injection');
  const question = (notice.found ? notice.question : null) ?? text;

  if (asksForMisuse(question)) return refuse('refused_misuse');
  if (asksForPrivateData(question)) return refuse('refused_private_data');
  if (asksForMedicalAdvice(question)) return refuse('unanswerable_out_of_scope', 'out_of_scope_medical');
  if (isOffTopic(question)) return refuse('unanswerable_out_of_scope');
  return {
    kind: 'ordinary',
    text: question,
    ...(notice.found ? { falseNotice: true } : {}),
    ...(danger === null ? {} : { urgent: fixedTexts[danger.textKey] }),
  };
}

/** A question about a dose or the weather beside one for the gazettes is said to be left out, not dropped. */
function leaveOutParts(guarded: Guarded, homeRegion: string | null): Guarded {
  if (guarded.kind !== 'ordinary') return guarded;
  const questions = splitQuestions(guarded.text);
  if (questions.length < 2) return guarded;
  const parts = questions.map((part) => ({ ...part, ...judged(part.text, homeRegion) }));
  const kept = parts.filter(({ answer }) => answer === null);
  // What leans on a part before it is about the same matter: “发烧吃什么药，能报销吗”.
  if (kept.length === 0 || kept.length === parts.length || kept.some(({ leans }) => leans)) return guarded;
  return {
    ...guarded,
    text: kept.map(({ text }) => text).join(' '),
    refusedParts: parts.flatMap(({ text, answer }) =>
      answer === null ? [] : [{ question: text.replace(/[?？。！!]+$/, ''), answer }],
    ),
  };
}

function judged(text: string, homeRegion: string | null): { answer: string | null } {
  const guarded = guardMessage(text, homeRegion);
  return { answer: guarded.kind === 'ordinary' || guarded.kind === 'small_talk' ? null : guarded.answer };
}

/** Length of folded text up to which a message can be an elliptical follow-up. */
const followUpLength = 16;
const followUpStart =
  /^(?:那|咁|这|呢|还有|仲有|再|又|他|她|它|佢|换|一天|一日|多久|为什么|点解|快|求|就|只|拜托|帮帮|我说|我真|明天|听日|后天|继续)/u;

/**
 * Never throws. A short follow-up without a word of policy (“那一天几次？”, “那他老婆呢”) is judged as the turn
 * before it was.
 */
export function guardRequest({ text, context = [], homeRegion = null }: GuardRequest): Guarded {
  const guarded = leaveOutParts(guardMessage(text, homeRegion), homeRegion);
  const before = context.at(-1);
  if (guarded.kind !== 'ordinary' || before === undefined) return guarded;
  const folded = foldForRules(text);
  if (folded.length > followUpLength || !followUpStart.test(folded) || policyWords.test(folded))
    return guarded;
  const earlier = guardMessage(before, homeRegion);
  return earlier.kind === 'ordinary' || earlier.kind === 'small_talk' ? guarded : earlier;
}
