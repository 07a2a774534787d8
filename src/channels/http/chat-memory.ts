/**
 * The web chat's conversations: what a visitor said and was answered, kept in the store. Everything here may throw
 * when the store is not there, except {@link ChatMemory.say}, which then says so: a question is answered all the same.
 * @module
 */
import type { Answer } from '../../answering/answer.ts';
import type { Conversing } from '../../conversations/conversing.ts';
import { faultOf, type Logger } from '../../logger.ts';
import { questionOfAnswer } from '../../store/counted-question.ts';
import type { AnswerWay } from './chat-backend.ts';
import type {
  Conversation,
  Feedback,
  FeedbackReason,
  Handover,
  HandoverMessage,
  Store,
  StoredAnswer,
  Turn,
  TurnWithAnswer,
} from '../../store/store.ts';

export interface ConversationsOptions {
  readonly conversing: Conversing;
  readonly store: Store;
  /** Signs the cookie: `deriveKeys(secret).cookies`. */
  readonly cookieKey: string | Uint8Array;
  readonly now: () => Date;
  /** Days that conversations are kept after their last use: said on the page, and the age of the cookie. */
  readonly retentionDays: number;
  /** Milliseconds between two looks for messages of the staff. Default 1000. */
  readonly pollInterval?: number;
}

/** What became of a message. */
export type Said =
  | {
      readonly kind: 'answered';
      readonly conversation: Conversation;
      readonly turn: Turn;
      readonly answer: StoredAnswer;
    }
  /** A person has the conversation, or had it until just now. */
  | { readonly kind: 'to_person'; readonly conversation: Conversation }
  /** A fault; nothing was kept, so that the same message can be sent once more. */
  | { readonly kind: 'unanswered'; readonly answer: Answer }
  /** Not kept. The answer is null when there was none yet. */
  | { readonly kind: 'unsaved'; readonly answer: Answer | null; readonly isForPerson: boolean };

export interface HandoverWithMessages {
  readonly handover: Handover;
  /** Without the staff's notes. */
  readonly messages: readonly HandoverMessage[];
}

/** Oldest first, all of it. */
export interface History {
  readonly conversation: Conversation;
  readonly turns: readonly TurnWithAnswer[];
  /** There are older turns. */
  readonly more: boolean;
  readonly handovers: readonly HandoverWithMessages[];
  /** By answer. */
  readonly feedback: ReadonlyMap<string, Feedback>;
  /** The one that is waiting or taken. */
  readonly open: Handover | null;
}

export interface ChatMemory {
  /** The conversation of a visitor; null when there is none, or none that may still be kept. */
  find(visitor: string): Promise<Conversation | null>;
  /** Answers and records a message; one that was recorded before is not recorded again. */
  say(visitor: string, text: string, messageRef: string, way?: AnswerWay): Promise<Said>;
  /** @param count of the newest turns. */
  history(conversation: Conversation, count: number): Promise<History>;
  /** What was said in the newest handover. */
  latestHandover(conversation: Conversation): Promise<HandoverWithMessages | null>;
  feedbackOn(conversation: Conversation, answerId: string): Promise<Feedback | null>;
  /** @returns false when the answer is not there or not this visitor's. */
  giveFeedback(
    conversation: Conversation,
    verdict: {
      readonly answerId: string;
      readonly useful: boolean;
      readonly reason: FeedbackReason | null;
    },
  ): Promise<boolean>;
  /** Whether somebody of the staff has the conversation, or is being waited for. */
  hasPerson(conversation: Conversation): Promise<boolean>;
  /** @returns what to tell the resident where nobody can be asked for; else null. */
  requestHandover(conversation: Conversation): Promise<string | null>;
  leaveHandover(conversation: Conversation): Promise<void>;
  newTopic(conversation: Conversation): Promise<void>;
  /** Removes everything of the visitor. */
  forget(visitor: string): Promise<void>;
  /** The resident's page has these now. */
  markDelivered(messages: readonly HandoverMessage[]): Promise<void>;
}

/** A message is prepared again when somebody changed the conversation meanwhile; so often, and then it is a fault. */
const attempts = 5;
const dayMilliseconds = 86_400_000;

export function createChatMemory(options: ConversationsOptions, logger: Pick<Logger, 'error'>): ChatMemory {
  const { conversing, store, retentionDays } = options;
  const now = (): string => options.now().toISOString();
  const userKey = (visitor: string): string => conversing.keys.user('web', visitor);
  const inOrder = createQueues();

  async function say(visitor: string, text: string, messageRef: string, way: AnswerWay): Promise<Said> {
    // So that a fault of the store does not throw away an answer that is there already.
    let answer: Answer | null = null;
    let isForPerson = false;
    try {
      let conversation: Conversation | null = await store.conversations.open(
        {
          channel: 'web',
          userKey: userKey(visitor),
          chatKey: conversing.keys.chat('web', visitor),
          replyAddress: null,
        },
        now(),
      );
      for (let attempt = 0; attempt < attempts && conversation !== null; attempt++) {
        const before = await store.turns.byMessage(conversation.id, messageRef);
        if (before !== null) return saidBefore(conversation, before);
        const prepared = await conversing.prepare(conversation, text, attempt === 0 ? way : anew(way));
        answer = prepared.answer;
        isForPerson = answer === null;
        if (answer?.status === 'error_internal') {
          // Nothing of it is kept, but that it happened is counted.
          await store.questions.add(questionOfAnswer(answer, 'web', now(), prepared.latencyMs ?? null));
          return { kind: 'unanswered', answer };
        }
        const recorded = await store.transaction((calls) =>
          conversing.record(calls, prepared, messageRef, now()),
        );
        if (recorded !== null) {
          return recorded.answer === null
            ? { kind: 'to_person', conversation: recorded.conversation }
            : { ...recorded, kind: 'answered', answer: recorded.answer };
        }
        // Deleted meanwhile: whoever wants no records gets none of this either.
        conversation = await store.conversations.byId(conversation.id);
      }
      if (conversation !== null) logger.error({ attempts }, 'a conversation changes too fast to be recorded');
    } catch (error) {
      logger.error(faultOf(error), 'a conversation could not be kept');
    }
    return { kind: 'unsaved', answer, isForPerson };
  }

  return {
    async find(visitor) {
      const [conversation] = await store.conversations.ofUser('web', userKey(visitor));
      if (conversation === undefined) return null;
      // The purge comes once a day; what is promised on the page holds to the hour.
      const age = options.now().getTime() - Date.parse(conversation.lastAt);
      return age > retentionDays * dayMilliseconds ? null : conversation;
    },
    say: (visitor, text, messageRef, way = {}) => inOrder(visitor, () => say(visitor, text, messageRef, way)),

    async history(conversation, count) {
      const [last, handovers] = await Promise.all([
        store.turns.last(conversation.id, count + 1),
        store.handovers.ofConversation(conversation.id),
      ]);
      const turns = last.slice(-count);
      const from = last.length > count ? (turns[0]?.turn.askedAt ?? '') : '';
      const shown = handovers.filter(({ openedAt }) => openedAt >= from);
      const feedback = await Promise.all(
        turns.flatMap(({ answer }) =>
          answer === null ? [] : [store.feedback.of(answer.id, conversation.userKey)],
        ),
      );
      return {
        conversation,
        turns,
        more: last.length > count,
        handovers: await Promise.all(shown.map((handover) => withMessages(store, handover))),
        feedback: new Map(feedback.flatMap((each) => (each === null ? [] : [[each.answerId, each]]))),
        open: handovers.find(isOpen) ?? null,
      };
    },
    async latestHandover(conversation) {
      const [newest] = await store.handovers.newest([conversation.id]);
      return newest === undefined ? null : withMessages(store, newest.handover);
    },
    hasPerson: async (conversation) => (await store.handovers.openOf(conversation.id)) !== null,
    feedbackOn: (conversation, answerId) => store.feedback.of(answerId, conversation.userKey),
    async giveFeedback(conversation, verdict) {
      const outcome = await store.transaction((calls) =>
        conversing.giveFeedback(calls, { ...verdict, userKey: conversation.userKey }, now()),
      );
      return outcome === 'recorded';
    },
    async requestHandover(conversation) {
      const at = now();
      return store.transaction(async (calls) => {
        const { handover, isNew, text } = await conversing.requestHandover(calls, conversation, at);
        if (handover === null) return text;
        // A message of the system, so that it is still there after a reload.
        if (isNew)
          await calls.handovers.say({
            handover: handover.number,
            sender: 'system',
            by: null,
            text,
            sentAt: at,
          });
        return null;
      });
    },
    async leaveHandover(conversation) {
      await store.transaction((calls) => conversing.leaveHandover(calls, conversation, now()));
    },
    async newTopic(conversation) {
      await store.transaction((calls) => conversing.newTopic(calls, conversation, now()));
    },
    async forget(visitor) {
      const subject = userKey(visitor);
      await store.deleteUser('web', subject);
      await store.audit.add({ at: now(), actor: 'resident', action: 'user.delete', subject, detail: 'web' });
    },
    async markDelivered(messages) {
      const at = now();
      for (const { handover, number, sender, deliveredAt } of messages) {
        if (deliveredAt === null && (sender === 'operator' || sender === 'system'))
          await store.handovers.markDelivered(handover, number, at);
      }
    },
  };
}

/** What the attempt before has shown gives way to what comes now. */
function anew({ onSentence, ...way }: AnswerWay): AnswerWay {
  if (onSentence === undefined) return way;
  let isFirst = true;
  return {
    ...way,
    onSentence: ({ text, replaces }) => {
      onSentence({ text, replaces: replaces || isFirst });
      isFirst = false;
    },
  };
}

export function isOpen({ state }: Handover): boolean {
  return state === 'waiting' || state === 'taken';
}

function saidBefore(conversation: Conversation, { turn, answer }: TurnWithAnswer): Said {
  return answer === null
    ? { kind: 'to_person', conversation }
    : { kind: 'answered', conversation, turn, answer };
}

async function withMessages(store: Store, handover: Handover): Promise<HandoverWithMessages> {
  const messages = await store.handovers.messages(handover.number);
  return { handover, messages: messages.filter(({ sender }) => sender !== 'note') };
}

/**
 * Messages of one visitor one after the other, in this process: the second of a double click finds the first recorded,
 * and a follow-up finds the question that it follows. Between processes the revision of the conversation sees to it.
 */
function createQueues(): <Result>(visitor: string, work: () => Promise<Result>) => Promise<Result> {
  const ends = new Map<string, Promise<unknown>>();
  return async (visitor, work) => {
    const result = after(ends.get(visitor), work);
    ends.set(visitor, result);
    try {
      return await result;
    } finally {
      if (ends.get(visitor) === result) ends.delete(visitor);
    }
  };
}

/** However the work before has ended. */
async function after<Result>(
  before: Promise<unknown> | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    await before;
  } catch {
    // Told to whoever asked for it.
  }
  return work();
}
