/**
 * What every channel does with a message of a person: mask, answer, record, hand over, take a verdict. The channel
 * brings the words and shows what comes back; it opens the transaction, so that its own records (the update that is
 * done, the message to be sent) stand or fall with these.
 * @module
 */
import type { Answer } from '../answering/answer.ts';
import type { ReplyOptions } from '../answering/reply.ts';
import type {
  Conversation,
  FeedbackReason,
  Handover,
  HandoverMessage,
  NewConversation,
  StoreCalls,
  StoredAnswer,
  Turn,
} from '../store/store.ts';

/** A message that was answered, or that is for a person, and is not recorded yet. */
export interface PreparedTurn {
  /** The reading of the conversation that it rests on. */
  readonly conversation: Conversation;
  /** Masked. */
  readonly text: string;
  /** Private numbers were taken out: the resident is told (the answer's notices say so too). */
  readonly masked: boolean;
  /** null: a person has the conversation, and the message is for them. */
  readonly answer: Answer | null;
  /** Until the answer was there; absent: not measured. */
  readonly latencyMs?: number;
}

export interface RecordedTurn {
  readonly conversation: Conversation;
  readonly turn: Turn;
  /** null when the message went to the open handover. */
  readonly answer: StoredAnswer | null;
  readonly handover: Handover | null;
}

/** Facts for a calculator, by field key; from a dialogue or from what a question said. */
export interface CalculationInput {
  readonly scheme: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** By key: said, assumed or asked. */
  readonly origins: Readonly<Record<string, 'said' | 'assumed' | 'asked'>>;
}

export interface HandoverRequest {
  /** null: nobody can be asked for at present. */
  readonly handover: Handover | null;
  /** false: it was open already. */
  readonly isNew: boolean;
  /** What the resident is told: case number, and outside office hours when somebody will answer. */
  readonly text: string;
}

export interface Conversing {
  /** Keyed hashes of a person and a chat, and the conversation that they have. */
  readonly keys: {
    user(channel: NewConversation['channel'], rawUserId: string): string;
    chat(channel: NewConversation['channel'], rawChatId: string): string;
  };

  /**
   * Masks, answers with the earlier turns of the topic as context. Stores nothing, holds no transaction.
   * Never throws for what was typed; a fault inside is an answer with status error_internal.
   * 转人工 as a message gives status handed_over, and record opens the handover: where that is not wanted (a group), do
   * not record it. 换个话题 and, for a waiting handover, 不等了 are understood as well.
   */
  prepare(
    conversation: Conversation,
    text: string,
    /** Sentences of the answer as they come, and the sign that nobody waits for it any more. */
    way?: Pick<ReplyOptions, 'onSentence' | 'signal'>,
  ): Promise<PreparedTurn>;
  /** A finished calculation dialogue as a turn: the text is its recap. */
  prepareCalculation(
    conversation: Conversation,
    recap: string,
    input: CalculationInput,
  ): Promise<PreparedTurn>;

  /**
   * Records the turn with its answer and, for unanswerable_no_source, the gap; or adds the message to the open handover,
   * where what the resident is to be told (that it is kept, that numbers were taken out) is a message of the system.
   * Show the recorded answer: with handed_over it has the case number.
   * @returns null when the conversation was changed meanwhile (a handover began or ended): prepare again.
   */
  record(
    calls: StoreCalls,
    prepared: PreparedTurn,
    messageRef: string | null,
    at: string,
  ): Promise<RecordedTurn | null>;

  /** A verdict on an answer; a negative one with its reason opens or counts a gap. */
  giveFeedback(
    calls: StoreCalls,
    verdict: {
      readonly answerId: string;
      readonly userKey: string;
      readonly useful: boolean;
      readonly reason: FeedbackReason | null;
    },
    at: string,
  ): Promise<'recorded' | 'answer_gone' | 'not_yours'>;

  /** Puts summary, open question and transcript into the queue; answers what the resident is told. */
  requestHandover(calls: StoreCalls, conversation: Conversation, at: string): Promise<HandoverRequest>;
  /**
   * The resident does not want to wait any longer, or is done; a message of the system tells them, as at every end.
   * @returns null when none was open.
   */
  leaveHandover(calls: StoreCalls, conversation: Conversation, at: string): Promise<Handover | null>;

  /** For staff: desk and terminal. Each is in the audit. Throw WenzhengError with one Chinese sentence. */
  readonly staff: {
    take(calls: StoreCalls, number: number, by: string, at: string): Promise<Handover>;
    /**
     * The first reply of somebody to a waiting handover takes it.
     * @param key Sent once more with it, the message that there is already is given back, whatever became of the
     *   handover since. The same below.
     */
    reply(
      calls: StoreCalls,
      number: number,
      by: string,
      text: string,
      at: string,
      key?: string,
    ): Promise<HandoverMessage>;
    note(
      calls: StoreCalls,
      number: number,
      by: string,
      text: string,
      at: string,
      key?: string,
    ): Promise<HandoverMessage>;
    /** From who has it to another operator. @param by an administrator, where who has it does not do it. */
    transfer(
      calls: StoreCalls,
      number: number,
      from: string,
      to: string,
      at: string,
      by?: string,
    ): Promise<Handover>;
    close(calls: StoreCalls, number: number, by: string, reason: string, at: string): Promise<Handover>;
  };
  /** Minutes of office hours that lie between two times. */
  officeMinutes(from: string, to: string): number;
  /** A message of a handover as the resident reads it: a person's is marked as theirs. null for a note. */
  showMessage(message: Pick<HandoverMessage, 'sender' | 'text'>): string | null;
  /** Hands back what nobody took in time, with a message to the resident. @returns the handovers that ended. */
  timeOutHandovers(calls: StoreCalls, at: string): Promise<Handover[]>;

  /** What is said to a person from now on has nothing to do with the turns before. */
  newTopic(calls: StoreCalls, conversation: Conversation, at: string): Promise<void>;
}
