/** What is counted of questions, for the administrator's overview: numbers and names of our own lists, never a text of a person. @module */
import type { FeedbackReason, GapState } from './store.ts';

/** Doors that questions come through. api: /api/ask and /api/v1; chat: /v1; mcp: /mcp. */
export const countedChannels = ['web', 'telegram', 'api', 'chat', 'mcp'] as const;
export type CountedChannel = (typeof countedChannels)[number];

export interface CitedDocument {
  readonly documentNumber: string | null;
  readonly title: string;
}

/** A question that was answered. Names nobody and knows no more of the time than the day, so it outlives the conversation. */
export interface CountedQuestion {
  /** ISO day in China. */
  readonly day: string;
  readonly channel: CountedChannel;
  /** Of the answer. */
  readonly status: string;
  /** The calculator that answered or asked; null for none. */
  readonly scheme: string | null;
  /** Whose words the answer is in. */
  readonly words: 'engine' | 'model';
  /** Milliseconds until the answer was there; kept to two digits (1234 → 1200). null: not known. */
  readonly latencyMs: number | null;
  /** Those that the answer cites. */
  readonly documents: readonly CitedDocument[];
}

/** Days in China, both included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export interface QuestionCount extends Pick<CountedQuestion, 'day' | 'status' | 'scheme' | 'words'> {
  readonly channel: string;
  readonly count: number;
}

export interface LatencyCount {
  readonly day: string;
  readonly ms: number;
  readonly count: number;
}

export interface FeedbackCount {
  readonly useful: boolean;
  readonly reason: FeedbackReason | null;
  readonly count: number;
}

/** When a handover began, was taken and ended; nothing of what was said. */
export interface HandoverTimes {
  readonly state: string;
  readonly openedAt: string;
  readonly takenAt: string | null;
  readonly closedAt: string | null;
}

/** A gap without its question. */
export interface GapCount {
  readonly id: number;
  readonly kind: string;
  readonly state: GapState;
  readonly count: number;
  readonly lastAt: string;
}

export interface QuestionCalls {
  /** Counts one. */
  add(question: CountedQuestion): Promise<void>;
}

export interface OverviewCalls {
  /** By day, channel, status, words and calculator. */
  questions(span: DaySpan): Promise<QuestionCount[]>;
  /** By day and length, the shortest first. */
  latencies(span: DaySpan): Promise<LatencyCount[]>;
  /** Most often cited first. */
  documents(span: DaySpan, count: number): Promise<(CitedDocument & { readonly count: number })[]>;
  feedback(span: DaySpan): Promise<FeedbackCount[]>;
  /** Those that began within the span, the newest first; at most `count`. */
  handovers(span: DaySpan, count: number): Promise<HandoverTimes[]>;
  /** Those that are open now, the longest waiting first; at most `count`. */
  openHandovers(count: number): Promise<HandoverTimes[]>;
  /** How many in each state that is not closed. */
  gapStates(): Promise<{ readonly state: string; readonly kind: string; readonly count: number }[]>;
  /** Not closed, most often asked first. */
  gaps(count: number): Promise<GapCount[]>;
  /** Tokens of the chat model by day. */
  tokens(span: DaySpan): Promise<{ readonly day: string; readonly input: number; readonly output: number }[]>;
}

export interface CitationCalls {
  /**
   * How many answers have cited a document since a day (in China, included), and the last day that one did; a document
   * with a number is known by it, one without by its title.
   */
  since(
    from: string,
    documentNumber: string | null,
    title: string,
  ): Promise<{ readonly count: number; readonly lastDay: string | null }>;
}

/** Something that administrators change while the program runs. */
export interface RunSetting {
  /** channel.telegram, officeHours … */
  readonly name: string;
  readonly value: string;
  readonly reason: string;
  /** A sentence for residents; null for none. */
  readonly note: string | null;
  readonly changedBy: string;
  readonly changedAt: string;
}

export interface RunSettingCalls {
  /** All that was ever changed, as it is now. */
  list(): Promise<RunSetting[]>;
  /** Takes the place of the one with the same name. @throws WenzhengError where reason or note hold a private number. */
  set(setting: RunSetting): Promise<void>;
}
