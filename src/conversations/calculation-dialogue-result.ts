/**
 * What the calculation dialogue says to a channel, and what a channel hands to it. Texts are plain simplified Chinese;
 * the channel shows them in its own way (buttons, script). Nothing here knows a channel.
 * @module
 */
import type { CalculationInput } from './conversing.ts';

/** Pressed as it is handed out: `code` is ASCII, at most 30 characters, and carries the question that it belongs to. */
export interface DialogueButton {
  readonly label: string;
  readonly code: string;
}

export interface ChoiceButton extends DialogueButton {
  /** Only where several may be chosen: it is chosen now, and pressing it takes it back. */
  readonly selected: boolean;
}

/** One question. Shown in the order of the properties. */
export interface Prompt {
  /** 医疗救助 · 第3问. */
  readonly heading: string;
  /** What goes before the question: what is known from the words of the person, why a reply was not understood, why it is asked. */
  readonly notes: readonly string[];
  readonly question: string;
  /** How to answer: several may be chosen, the unit, an example. */
  readonly hints: readonly string[];
  /** Empty where the answer is typed. */
  readonly choices: readonly ChoiceButton[];
  /** Several may be chosen; `finish` ends the choosing. */
  readonly multiple: boolean;
  /** 选好了; null where one choice answers, or nothing is chosen yet. */
  readonly finish: DialogueButton | null;
  /** 不清楚. */
  readonly unknown: DialogueButton;
  /** 为什么要问; null where it has just been told. */
  readonly why: DialogueButton | null;
  /** 上一步; null at the beginning. */
  readonly back: DialogueButton | null;
  /** 取消. */
  readonly cancel: DialogueButton;
  /** Key of the field that is asked. */
  readonly field: string;
}

/** Where a fact comes from; `unknown`: the person does not know it. */
export type RecapOrigin = 'said' | 'asked' | 'assumed' | 'unknown';

export interface RecapItem {
  /** 1, 2, 3 … over the whole recap: typed as 改3. */
  readonly number: number;
  readonly key: string;
  readonly label: string;
  /** With its unit: 18600.50元, 低保、孤儿, 不清楚. */
  readonly value: string;
  /** 改这一项. */
  readonly change: DialogueButton;
}

export interface RecapGroup {
  readonly origin: RecapOrigin;
  /** 您说的 · 您回答的 · 按常见情况假设 · 还不清楚. */
  readonly heading: string;
  readonly items: readonly RecapItem[];
}

/** 我理解的情况, before the result. */
export interface Recap {
  /** 我理解的情况（医疗救助）. */
  readonly heading: string;
  readonly notes: readonly string[];
  readonly groups: readonly RecapGroup[];
  /** Facts that are not asked but may be told: a second patient, the day to count from. Pressed, they are asked. */
  readonly extras: readonly DialogueButton[];
  /** Facts that cannot all be true, one sentence; null for none. */
  readonly problem: string | null;
  /** What to do, one sentence. */
  readonly question: string;
  /** 没错，开始算; null while there is a problem. */
  readonly confirm: DialogueButton | null;
  readonly back: DialogueButton | null;
  readonly cancel: DialogueButton;
}

/**
 * The question, or the recap, that is open. `inPlace`: only marks changed (one of several choices was pressed), so a
 * channel may edit the message whose button was pressed instead of sending another.
 */
export type OpenDialogue =
  | { readonly kind: 'ask'; readonly prompt: Prompt; readonly inPlace: boolean }
  | { readonly kind: 'recap'; readonly recap: Recap };

export type DialogueResult =
  | OpenDialogue
  /** All is told: compute `input`. `recap` is the text of the turn, one line. */
  | { readonly kind: 'done'; readonly input: CalculationInput; readonly recap: string }
  | { readonly kind: 'cancelled'; readonly text: string }
  /** A question of its own, typed in the middle: answer it, then show `open` again. The dialogue stays as it is. */
  | { readonly kind: 'aside'; readonly text: string; readonly open: OpenDialogue }
  /** A button of an earlier question or of another calculation: nothing was filled in. `open` is what is asked now. */
  | { readonly kind: 'stale'; readonly text: string; readonly open: OpenDialogue }
  /** The dialogue is over, was begun with an older version, or is not to be read: `scheme` to begin anew, where it is known. */
  | { readonly kind: 'outdated'; readonly text: string; readonly scheme: string | null }
  /** No such calculator here. */
  | { readonly kind: 'unavailable'; readonly text: string };

/** `state` is what the conversation keeps until the next reply, as JSON; null: no dialogue goes on any more. */
export interface DialogueTurn {
  readonly state: string | null;
  readonly result: DialogueResult;
}

export type DialogueReply =
  | { readonly kind: 'text'; readonly text: string }
  /** The `code` of a {@link DialogueButton}. */
  | { readonly kind: 'button'; readonly code: string };

export interface DialogueStart {
  /** Id of a calculator. */
  readonly scheme: string;
  /** Tells the buttons of this dialogue from those of others in the same chat: 1 to 8 of A–Z, a–z, 0–9, - and _ . */
  readonly serial: string;
  /** What was read from a question, or `calculation.facts` of an earlier answer (`inputOfCalculation`). */
  readonly prefill?: CalculationInput | null;
}

/** A calculator in the list. */
export interface CalculatorEntry {
  readonly scheme: string;
  /** In plain words: 看病花的钱，医疗救助能报多少. */
  readonly title: string;
  /** What has to be told, in plain words. */
  readonly needs: string;
  /** Why its figures are not today's (有效期至…，已届满), one sentence; null: in force, or nothing stated. */
  readonly expired: string | null;
}

/** Pure: the same state and reply on the same day give the same turn. Nothing throws, whatever is typed. */
export interface CalculationDialogue {
  /** The calculators whose documents the corpus holds. @param asOf ISO day for which validity is told. */
  list(asOf: string): CalculatorEntry[];
  start(start: DialogueStart, asOf: string): DialogueTurn;
  /**
   * @param state of the turn before; null where no dialogue goes on: a button is told kindly that it is over (`outdated`).
   * @param asOf ISO day of the reply: 去年 is counted from it.
   */
  reply(state: string | null, reply: DialogueReply, asOf: string): DialogueTurn;
  /** What is open, again: after an aside, after a restart. */
  show(state: string | null, asOf: string): DialogueTurn;
}
