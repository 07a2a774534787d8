/**
 * What is kept of conversations, and the only way to it. The same calls over SQLite and over PostgreSQL.
 *
 * Times are ISO strings in UTC (`2026-11-29T08:00:00.000Z`), handed in by the caller. Texts of residents arrive here
 * masked: the store itself refuses (WenzhengError `input_invalid`) a text that still holds a private number, where a
 * resident or a member of staff typed it: turns, dialogues, facts of a calculation, summary, question, messages and
 * close reason of a handover, key, question and note of a gap, detail of an audit entry. The words of an answer are
 * checked as printed ones: telephones and mail addresses of offices stand there. Not checked are ids, hashes, names of
 * staff, and what is JSON of a channel (`payload`, `replyAddress`): the numbers of its chats and messages look like
 * private ones, so the channel masks the texts in it. Users and chats are known by a keyed hash; a raw address is kept
 * only where it is needed to reply. Every text comes back as it was given, lone surrogates and U+0000 included.
 * @module
 */
import type { Answer } from '../answering/answer.ts';
import type { ApiTokenCalls } from './api-token-records.ts';
import type { CitationCalls, OverviewCalls, QuestionCalls, RunSettingCalls } from './overview-records.ts';
import type { SignInFailureCalls, StaffCalls } from './staff-records.ts';

/** Doors through which a conversation can be held. */
export const channels = ['telegram', 'web'] as const;
export type Channel = (typeof channels)[number];

/** Script of our own texts; quotations stay as published. */
export type Script = 'simplified' | 'traditional';

export interface Conversation {
  /** 21 characters of A–Z, a–z, 0–9, - and _ . */
  readonly id: string;
  readonly channel: Channel;
  /** Keyed hash of the person on the channel. */
  readonly userKey: string;
  /** Keyed hash of the chat: one chat holds several conversations where it is a group. */
  readonly chatKey: string;
  /** What the channel needs to reply, as its own JSON (chat and thread); null for the web. */
  readonly replyAddress: string | null;
  readonly script: Script;
  /** A calculation dialogue that is going on, as JSON of `conversations/`; null for none. */
  readonly dialogue: string | null;
  /** Turns before this number are no context any more (another topic was begun). */
  readonly topicFrom: number;
  /** The person blocked the bot or left: nothing more is sent until they write again. */
  readonly unreachable: boolean;
  /** Goes up by one with every change, so that a change made on an old reading is refused. */
  readonly revision: number;
  readonly createdAt: string;
  readonly lastAt: string;
}

export interface NewConversation {
  readonly channel: Channel;
  readonly userKey: string;
  readonly chatKey: string;
  readonly replyAddress: string | null;
}

export type ConversationChange = Partial<
  Pick<Conversation, 'replyAddress' | 'script' | 'dialogue' | 'topicFrom' | 'unreachable'>
>;

export interface Turn {
  readonly id: string;
  readonly conversationId: string;
  /** 1, 2, 3 … within the conversation. */
  readonly number: number;
  /** Masked. */
  readonly text: string;
  /** The channel's own id of the message, to find it again when it is edited; null for none. */
  readonly messageRef: string | null;
  readonly askedAt: string;
}

/** An answer as it was given: with the words of the passages used and unused, whatever the index holds today. */
export interface StoredAnswer {
  /** 12 characters of A–Z, a–z, 0–9, - and _ : fits the data of a button. */
  readonly id: string;
  readonly turnId: string;
  readonly conversationId: string;
  readonly answer: Answer;
  /** Digest of the corpus that it was answered from. */
  readonly corpusDigest: string;
  readonly answeredAt: string;
}

export interface TurnWithAnswer {
  readonly turn: Turn;
  /** null: it was said to a person, or the answer is not there yet. */
  readonly answer: StoredAnswer | null;
}

/** Why an answer was of no use: 不相关 · 过期 · 看不懂 · 算错 · 其他. */
export const feedbackReasons = ['unrelated', 'outdated', 'unclear', 'miscalculated', 'other'] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

export interface Feedback {
  readonly answerId: string;
  readonly userKey: string;
  readonly useful: boolean;
  readonly reason: FeedbackReason | null;
  readonly givenAt: string;
}

/** waiting for an operator → taken by one → closed, or timed_out back to the bot. */
export const handoverStates = ['waiting', 'taken', 'closed', 'timed_out'] as const;
export type HandoverState = (typeof handoverStates)[number];

export interface Handover {
  /** The case number that staff and resident are told. */
  readonly number: number;
  readonly conversationId: string;
  readonly channel: Channel;
  readonly state: HandoverState;
  /** What it is about, from the last questions and answers; masked. */
  readonly summary: string;
  /** The question that is open; masked. */
  readonly question: string;
  readonly openedAt: string;
  readonly takenAt: string | null;
  /** Who took it; a name of the staff. */
  readonly takenBy: string | null;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
}

/** resident · operator · note (never shown to the resident) · system (taken, handed back, timed out). */
export type HandoverSender = 'resident' | 'operator' | 'note' | 'system';

export interface HandoverMessage {
  readonly handover: number;
  readonly conversationId: string;
  /** 1, 2, 3 … within the handover. */
  readonly number: number;
  readonly sender: HandoverSender;
  readonly by: string | null;
  readonly text: string;
  readonly sentAt: string;
  /** When the channel took it over for the resident; null: still to be delivered (operator and system only). */
  readonly deliveredAt: string | null;
}

/** A handover as the desk lists it. */
export interface HandoverOnBoard {
  readonly handover: Handover;
  /** Number of its last message; 0: none. */
  readonly lastMessage: number;
  /** The last that resident or operator said, where that was the resident: somebody is to answer it. */
  readonly unanswered: Pick<HandoverMessage, 'number' | 'sentAt'> | null;
  /** The last that either said was the operator's; false while nobody has said anything since the resident asked for a person. */
  readonly isAnswered: boolean;
}

/** open → taken up → closed; reopened when it is asked again after closing. */
export const gapStates = ['open', 'in_work', 'closed'] as const;
export type GapState = (typeof gapStates)[number];

/** answered: it is answered now; not_ours: nothing that gazettes would say; no_source: no gazette says it. */
export const gapClosings = ['answered', 'not_ours', 'no_source'] as const;
export type GapClosing = (typeof gapClosings)[number];

export interface Gap {
  readonly id: number;
  /** no_source: the gazettes do not answer it; feedback: an answer was marked useless. */
  readonly kind: 'no_source' | 'feedback';
  /** The normalised question that near-equal ones are counted under, apart by kind and reason; masked. */
  readonly key: string;
  /** The question as first asked; masked. */
  readonly question: string;
  readonly reason: FeedbackReason | null;
  readonly count: number;
  readonly state: GapState;
  readonly owner: string | null;
  readonly note: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
  /** null: not closed, or closed without a reason. */
  readonly closedAs: GapClosing | null;
}

/** What is null is not asked about. */
export interface GapSearch {
  readonly states: readonly GapState[];
  readonly kind: Gap['kind'] | null;
  readonly owner: string | null;
  /** Found anywhere in the question. */
  readonly words: string | null;
}

/** A message of a channel that was accepted, before it is handled. */
export interface ReceivedUpdate {
  readonly channel: Channel;
  /** Id of the update on the channel; handled once, however often it is delivered. */
  readonly updateId: string;
  readonly chatKey: string;
  /** Keyed hash of the person who wrote it, so that it goes when they are deleted; null for none. */
  readonly userKey: string | null;
  /** Whitelisted, masked fields as JSON; `{}` when the person was deleted meanwhile. Not kept once it is finished. */
  readonly payload: string;
  readonly receivedAt: string;
}

/** pending → sending → sent; failed: given up (blocked, refused, too old). */
export type OutgoingState = 'pending' | 'sending' | 'sent' | 'failed';

export interface OutgoingMessage {
  readonly id: number;
  readonly channel: Channel;
  readonly chatKey: string;
  readonly conversationId: string | null;
  /** What the channel is to do (method and parameters) as its own JSON; not kept once it is sent or given up. */
  readonly payload: string;
  readonly state: OutgoingState;
  readonly attempts: number;
  /** Not to be tried before. */
  readonly dueAt: string;
  /** The channel's id of the sent message; null before. */
  readonly messageRef: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
}

export type NewOutgoingMessage = Pick<
  OutgoingMessage,
  'channel' | 'chatKey' | 'conversationId' | 'payload' | 'createdAt'
>;

export interface AuditEntry {
  readonly at: string;
  /** A staff name, `resident`, `system` or `terminal`. */
  readonly actor: string;
  /** handover.take, gap.close, store.purge, user.delete … */
  readonly action: string;
  /** What it was done to: a case number, a gap id, a hash; never a text of a resident. */
  readonly subject: string;
  readonly detail: string | null;
}

export interface NumberedAuditEntry extends AuditEntry {
  readonly id: number;
}

/** What is null is not asked about. */
export interface AuditSearch {
  readonly actor: string | null;
  /** A whole action or how it begins: `handover.` */
  readonly action: string | null;
  readonly subject: string | null;
  /** From this time on, and before that one. */
  readonly from: string | null;
  readonly until: string | null;
  /** Only entries with a smaller id. */
  readonly before: number | null;
  readonly count: number;
}

export interface ModelUsage {
  readonly day: string;
  readonly userKey: string;
  readonly input: number;
  readonly output: number;
}

/** Everything that can be done within one transaction. */
export interface StoreCalls {
  readonly conversations: {
    /** The conversation of this user in this chat, begun when there is none. Concurrent first messages begin one. */
    open(wanted: NewConversation, at: string): Promise<Conversation>;
    byId(id: string): Promise<Conversation | null>;
    /**
     * @param revision of the reading that the change rests on.
     * @returns the changed conversation; null when it was changed by somebody else meanwhile (or is gone).
     */
    change(
      id: string,
      revision: number,
      change: ConversationChange,
      at: string,
    ): Promise<Conversation | null>;
    /** All that is held in one chat (group) or by one user. */
    ofUser(channel: Channel, userKey: string): Promise<Conversation[]>;
  };
  readonly turns: {
    add(turn: Omit<Turn, 'id' | 'number'>): Promise<Turn>;
    byMessage(conversationId: string, messageRef: string): Promise<TurnWithAnswer | null>;
    /** The last `count` turns, oldest first; with `from` only turns of that number or later. */
    last(conversationId: string, count: number, from?: number): Promise<TurnWithAnswer[]>;
  };
  readonly answers: {
    /** One a turn. */
    add(answer: Omit<StoredAnswer, 'id'>): Promise<StoredAnswer>;
    byId(id: string): Promise<StoredAnswer | null>;
  };
  readonly feedback: {
    /** A second verdict of the same person on the same answer takes the place of the first. @throws where there is no such answer. */
    give(feedback: Feedback): Promise<void>;
    of(answerId: string, userKey: string): Promise<Feedback | null>;
  };
  readonly handovers: {
    /** The open handover of the conversation where there is one; else a new one with the next case number. */
    open(wanted: Pick<Handover, 'conversationId' | 'summary' | 'question' | 'openedAt'>): Promise<Handover>;
    byNumber(number: number): Promise<Handover | null>;
    /** Waiting or taken. */
    openOf(conversationId: string): Promise<Handover | null>;
    /** All of a conversation, ended ones too, oldest first: its history is shown from them. */
    ofConversation(conversationId: string): Promise<Handover[]>;
    /**
     * The newest handover of each of these conversations, with the number of its last message (0: none), in one
     * query: a channel that shows messages live asks this about once a second. At most 1,000 conversations.
     */
    newest(
      conversationIds: readonly string[],
    ): Promise<{ readonly handover: Handover; readonly lastMessage: number }[]>;
    /**
     * Those that are open, the longest waiting first, then those that ended since, the newest end first; in one query,
     * since the desk asks this about once a second. At most `count`.
     */
    board(endedSince: string, count: number): Promise<HandoverOnBoard[]>;
    /** Longest waiting first. */
    list(states: readonly HandoverState[], count: number): Promise<Handover[]>;
    /** @returns null when it is not waiting any more: somebody else was quicker, or it ended. */
    take(number: number, by: string, at: string): Promise<Handover | null>;
    /** To another operator. @returns null when it is not taken by `from`. */
    transfer(number: number, from: string, to: string): Promise<Handover | null>;
    /** @returns null when it has ended already. */
    end(number: number, state: 'closed' | 'timed_out', reason: string, at: string): Promise<Handover | null>;
    /** @param key by which {@link messageByKey} finds it; at most one message of a handover has it. */
    say(
      message: Omit<HandoverMessage, 'number' | 'deliveredAt' | 'conversationId'>,
      key?: string,
    ): Promise<HandoverMessage>;
    messageByKey(number: number, key: string): Promise<HandoverMessage | null>;
    messages(number: number, after?: number): Promise<HandoverMessage[]>;
    /** Messages of operators and of the system that the channel has not taken over yet, oldest first. */
    undelivered(channel: Channel, count: number): Promise<HandoverMessage[]>;
    /** @returns false when another process marked it first. */
    markDelivered(number: number, message: number, at: string): Promise<boolean>;
  };
  readonly gaps: {
    /** Opens the gap, or counts it once more; a closed one is opened again. */
    count(gap: Pick<Gap, 'kind' | 'key' | 'question' | 'reason'>, at: string): Promise<Gap>;
    byId(id: number): Promise<Gap | null>;
    /** Most often asked first. */
    list(states: readonly GapState[], count: number): Promise<Gap[]>;
    /** Most often asked first. @param skipped passed over, for the pages after the first */
    search(search: GapSearch, skipped: number, count: number): Promise<Gap[]>;
    countFound(search: GapSearch): Promise<number>;
    /** Everybody who has taken one, by name. */
    owners(): Promise<string[]>;
    /**
     * @param expected what it was when somebody looked at it
     * @returns null when it is not there, or not as expected any more
     */
    change(
      id: number,
      change: Partial<Pick<Gap, 'state' | 'owner' | 'note' | 'closedAs'>>,
      at: string,
      expected?: Pick<Gap, 'state' | 'owner'>,
    ): Promise<Gap | null>;
  };
  readonly updates: {
    /** @returns false when this update was received before. */
    receive(update: ReceivedUpdate): Promise<boolean>;
    /** Chats with an update that waits, the longest waiting first. */
    waitingChats(channel: Channel, count: number): Promise<string[]>;
    /** The updates of a chat that wait, in the order of their ids (numerically; other ids after the numbers). */
    waiting(channel: Channel, chatKey: string, count: number): Promise<ReceivedUpdate[]>;
    /** Notes something in the payload of one that waits. @returns false when it is not there as it was: finished, or deleted with its person. */
    replacePayload(channel: Channel, updateId: string, before: string, after: string): Promise<boolean>;
    /** @returns false when it was finished before: then nothing of this transaction may stay. */
    finish(channel: Channel, updateId: string, at: string): Promise<boolean>;
    countWaiting(channel: Channel): Promise<number>;
  };
  readonly outbox: {
    add(message: NewOutgoingMessage): Promise<OutgoingMessage>;
    /**
     * Chats whose first unsent message is due, the longest due first: one that waits behind it cannot be sent, however
     * long it has been due.
     */
    dueChats(channel: Channel, at: string, count: number): Promise<string[]>;
    /** The first unsent message of a chat: nothing overtakes it, even when it is not due yet. */
    first(channel: Channel, chatKey: string): Promise<OutgoingMessage | null>;
    /** This and the next three do nothing to a message that was sent or given up already. */
    markSending(id: number): Promise<void>;
    markSent(id: number, messageRef: string | null, at: string): Promise<void>;
    /** To be tried again; attempts goes up by one. */
    postpone(id: number, dueAt: string): Promise<void>;
    markFailed(id: number, at: string): Promise<void>;
    /** All that still waits for a chat (it blocked the bot). @returns how many. */
    failAll(channel: Channel, chatKey: string, at: string): Promise<number>;
    countWaiting(channel: Channel): Promise<number>;
  };
  /** One chat is worked on by one process at a time. */
  readonly leases: {
    /** Takes the lease or renews one's own until `until`. @returns false while another owner's lease lasts. */
    acquire(name: string, owner: string, at: string, until: string): Promise<boolean>;
    release(name: string, owner: string): Promise<void>;
  };
  readonly audit: {
    add(entry: AuditEntry): Promise<void>;
    /** Newest first. */
    list(count: number): Promise<AuditEntry[]>;
    /** Newest first, with the ids that the next page begins before. */
    search(wanted: AuditSearch): Promise<NumberedAuditEntry[]>;
  };
  readonly staff: StaffCalls;
  readonly signInFailures: SignInFailureCalls;
  readonly apiTokens: ApiTokenCalls;
  /** Numbers of the questions that were answered, and what the administrator's overview reads of them. */
  readonly questions: QuestionCalls;
  readonly overview: OverviewCalls;
  readonly citations: CitationCalls;
  /** What administrators change while the program runs: channels that are switched off, settings. */
  readonly runSettings: RunSettingCalls;
  /** Tokens of the chat model by ISO day (in China) and person. */
  readonly modelUsage: {
    /** Counts on. @param entry.userKey empty for nobody in particular. */
    add(entry: ModelUsage): Promise<void>;
    /** Input and output together, of everybody and of one person. */
    spent(day: string, userKey: string): Promise<{ readonly all: number; readonly user: number }>;
    /** Everybody's by day, newest first. */
    list(count: number): Promise<Omit<ModelUsage, 'userKey'>[]>;
  };
}

/** Days that things are kept after their last use. */
export interface Retention {
  /** Conversations with turns, answers, feedback, handovers; received updates and messages to be sent end after a week. */
  readonly conversationDays: number;
  /** The usage of the model and the counted questions too. */
  readonly auditDays: number;
}

export interface PurgeReport {
  readonly conversations: number;
  readonly updates: number;
  readonly outgoing: number;
  readonly audit: number;
  /** Days with a person's use of the model. */
  readonly modelUsage: number;
}

export interface Store extends StoreCalls {
  readonly kind: 'sqlite' | 'postgres';
  /**
   * All or nothing. The work must do nothing but call the store: it may be repeated when the database says so, and
   * the embedded database serves nobody else meanwhile. It uses the calls that it is given: the store's own are refused
   * until it ends. What it reads does not change under it; of two that are about one conversation (a turn, a message, a
   * change, a handover) the second takes effect on what the first left. When one of its calls failed, nothing of
   * it stays, even if the fault was caught.
   */
  transaction<Result>(work: (calls: StoreCalls) => Promise<Result>): Promise<Result>;
  /** Removes what is older than its time, and gives the space back. */
  purge(now: string, retention: Retention): Promise<PurgeReport>;
  /** Everything that is kept of a user, as one JSON value; private numbers were never stored. */
  exportUser(channel: Channel, userKey: string): Promise<unknown>;
  /**
   * Removes everything of a user, from the files of the embedded database too. Gaps stay: they name nobody. So do the
   * ids of their updates: one that waits (the one that asks for this, say) is still to be finished, but is empty, and
   * none is taken for a new one. Messages to be sent without a conversation go where nobody else has the chat.
   * @returns conversations removed.
   */
  deleteUser(channel: Channel, userKey: string): Promise<number>;
  /** Writes a copy of the embedded database that can be put in its place. @throws WenzhengError for PostgreSQL: use pg_dump. */
  backup(file: string): Promise<void>;
  /** Answers a small query; false when the database is not there. */
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}
