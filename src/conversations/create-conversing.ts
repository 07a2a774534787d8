/**
 * What every channel does with a message: see {@link Conversing}. The clock is handed in for the one thing that is not
 * recorded: whether the talk before is so old that it is no context any more.
 * @module
 */
import type { Answer, AnswerStatus, Question } from '../answering/answer.ts';
import { fixedTexts } from '../answering/fixed-texts.ts';
import type { ReplyOptions } from '../answering/reply.ts';
import type { WorkingDaysCalendar } from '../calculators/schemes/working-days.ts';
import { faultOf, type Logger } from '../logger.ts';
import { questionOfAnswer } from '../store/counted-question.ts';
import type { Conversation, Handover, StoreCalls } from '../store/store.ts';
import type { CalculationInput, Conversing, PreparedTurn } from './conversing.ts';
import { countNoSource } from './counting-gaps.ts';
import { deriveKeys, keyedHash } from './derive-keys.ts';
import { giveFeedback } from './give-feedback.ts';
import { type AnnounceHandover, createHandingOver } from './handing-over.ts';
import { handoverTexts, residentText } from './handover-texts.ts';
import { maskQuestion } from './mask-typed.ts';
import { createOfficeClock, type OfficeHours } from './office-hours.ts';
import { beginsTopic, readWish } from './read-wish.ts';
import { contextOf, isIdle } from './topic-context.ts';
import { touchConversation } from './touch-conversation.ts';

/** What conversations need of the application. */
export interface AnsweringApp {
  answer(question: Question): Answer | Promise<Answer>;
  /** In a model's words where one is switched on; absent: {@link AnsweringApp.answer}. */
  reply?(question: Question, options: ReplyOptions): Promise<Answer>;
  /** Runs a calculator with the facts of a dialogue. */
  calculate(input: CalculationInput): Answer | Promise<Answer>;
  readonly corpus: { readonly digest: string };
}

export interface ConversingOptions {
  readonly app: AnsweringApp;
  /** Read outside any transaction, while a turn is prepared. */
  readonly store: Pick<StoreCalls, 'turns' | 'handovers'>;
  /** {@link readSecret}. */
  readonly secret: string;
  readonly calendar: WorkingDaysCalendar;
  /** A function where they may change while the program runs. */
  readonly officeHours: OfficeHours | (() => OfficeHours);
  /** Whether people of the staff can be asked for at present; absent: always. */
  readonly isHandoverOn?: () => boolean;
  /** Of office hours, after which a handover that nobody took goes back to the bot. */
  readonly handoverMinutes: number;
  readonly announceHandover?: AnnounceHandover | undefined;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'error'>;
}

/** What was told at the beginning of a handover need not be said again so soon. */
const justNowMs = 10 * 60_000;

/** Answers to what is no question. */
const wishTexts = {
  new_topic: '好的，我们换个话题，前面说的不再算在内。请说您想问的事。',
  leave: '您现在没有在等工作人员，是我在回答。请说您想问的事；要找工作人员，请发“转人工”。',
  person: fixedTexts.handed_over,
} as const;

export function createConversing(options: ConversingOptions): Conversing {
  const { app, store, logger, now, isHandoverOn = () => true } = options;
  const { hashing } = deriveKeys(options.secret);
  const clock = createOfficeClock(options.officeHours, options.calendar);
  const handingOver = createHandingOver(clock, options.handoverMinutes, options.announceHandover);

  /** Answers unless a person has the conversation. */
  async function prepareWith(
    conversation: Conversation,
    raw: string,
    answer: (text: string) => Answer | Promise<Answer>,
  ): Promise<PreparedTurn> {
    const { text, masked, complaint } = maskQuestion(raw);
    const began = performance.now();
    try {
      if ((await store.handovers.openOf(conversation.id)) !== null)
        return { conversation, text, masked, answer: null };
      const given = complaint === null ? await answer(text) : fixedAnswer('error_input', complaint);
      const latencyMs = performance.now() - began;
      return { conversation, text, masked, answer: withMaskNotice(given, masked), latencyMs };
    } catch (error) {
      logger.error(faultOf(error), 'a message could not be answered');
      const fault = fixedAnswer('error_internal', fixedTexts.error_internal);
      return { conversation, text, masked, answer: withMaskNotice(fault, masked) };
    }
  }

  return {
    keys: {
      user: (channel, rawUserId) => keyedHash(hashing, 'user', channel, rawUserId),
      chat: (channel, rawChatId) => keyedHash(hashing, 'chat', channel, rawChatId),
    },

    prepare: (conversation, raw, way = {}) =>
      prepareWith(conversation, raw, async (text) => {
        const wish = readWish(text);
        if (wish === 'person' && !isHandoverOn()) return fixedAnswer('clarification', handoverTexts.off);
        if (wish !== null)
          return fixedAnswer(wish === 'person' ? 'handed_over' : 'clarification', wishTexts[wish]);
        const context = beginsTopic(text) ? [] : await contextOf(store, conversation, now());
        const question = { q: text, context };
        return app.reply?.(question, { ...way, userKey: conversation.userKey }) ?? app.answer(question);
      }),

    prepareCalculation: (conversation, recap, input) =>
      prepareWith(conversation, recap, () => app.calculate(input)),

    async record(calls, prepared, messageRef, at) {
      const { conversation: read, text } = prepared;
      const open = await calls.handovers.openOf(read.id);
      if ((open === null) !== (prepared.answer !== null)) return null;
      const last = (await calls.turns.last(read.id, 1))[0];
      const wishesTopic = readWish(text) === 'new_topic';
      const startsTopic =
        wishesTopic || beginsTopic(text) || (last !== undefined && isIdle(last.turn.askedAt, new Date(at)));
      const next = (last?.turn.number ?? 0) + 1;
      const changed = await calls.conversations.change(
        read.id,
        read.revision,
        {
          ...(read.unreachable ? { unreachable: false } : {}),
          // The request for another topic itself belongs to neither.
          ...(startsTopic && open === null ? { topicFrom: wishesTopic ? next + 1 : next } : {}),
        },
        at,
      );
      if (changed === null) return null;
      const said = { conversationId: read.id, text, messageRef, askedAt: at };
      if (prepared.answer === null) {
        if (open === null) return null;
        const turn = await calls.turns.add(said);
        const left = readWish(text) === 'leave' ? await handingOver.leaveHandover(calls, changed, at) : null;
        if (left === null) await leaveMessage(calls, open, prepared, at);
        return { conversation: await reread(calls, changed), turn, answer: null, handover: left ?? open };
      }
      const request =
        prepared.answer.status === 'handed_over'
          ? await handingOver.requestHandover(calls, changed, at)
          : null;
      const turn = await calls.turns.add(said);
      const answer = await calls.answers.add({
        turnId: turn.id,
        conversationId: read.id,
        answer: request === null ? prepared.answer : { ...prepared.answer, answer: request.text },
        corpusDigest: app.corpus.digest,
        answeredAt: at,
      });
      if (prepared.answer.status === 'unanswerable_no_source') await countNoSource(calls, text, at);
      await calls.questions.add(
        questionOfAnswer(prepared.answer, read.channel, at, prepared.latencyMs ?? null),
      );
      return {
        conversation: await reread(calls, changed),
        turn,
        answer,
        handover: request?.handover ?? null,
      };
    },

    giveFeedback,
    ...handingOver,
    requestHandover: async (calls, conversation, at) => {
      // Who waits or talks already is told so.
      if (!isHandoverOn() && (await calls.handovers.openOf(conversation.id)) === null)
        return { handover: null, isNew: false, text: handoverTexts.off };
      return handingOver.requestHandover(calls, conversation, at);
    },
    officeMinutes: (from, to) => clock.minutesBetween(new Date(from), new Date(to)),
    showMessage: residentText,

    async newTopic(calls, conversation, at) {
      const last = (await calls.turns.last(conversation.id, 1))[0];
      const topicFrom = (last?.turn.number ?? 0) + 1;
      await touchConversation(calls, conversation.id, at, () => ({ topicFrom }));
    },
  };

  /** Puts the words into the queue. Who has not heard from us for a while is told that they are kept; then silence. */
  async function leaveMessage(
    calls: StoreCalls,
    { number, state, openedAt }: Handover,
    { text, masked }: PreparedTurn,
    at: string,
  ): Promise<void> {
    const before = await calls.handovers.messages(number);
    await calls.handovers.say({ handover: number, sender: 'resident', by: null, text, sentAt: at });
    const isFirst = before.every(({ sender }) => sender !== 'resident');
    const told = before.findLast(({ sender }) => sender === 'system' || sender === 'operator');
    const texts = [
      ...(masked ? [fixedTexts.private_data_removed] : []),
      ...(state === 'waiting' && (isFirst || told === undefined || isIdle(told.sentAt, new Date(at)))
        ? [
            told === undefined && Date.parse(at) - Date.parse(openedAt) < justNowMs
              ? handoverTexts.keptBriefly(number)
              : handoverTexts.kept(number, clock, new Date(at)),
          ]
        : []),
    ];
    if (texts.length === 0) return;
    await calls.handovers.say({
      handover: number,
      sender: 'system',
      by: null,
      text: texts.join('\n'),
      sentAt: at,
    });
  }
}

/** The calls of a turn count the revision up further; the next turn rests on the last of them. */
async function reread(calls: StoreCalls, conversation: Conversation): Promise<Conversation> {
  return (await calls.conversations.byId(conversation.id)) ?? conversation;
}

function fixedAnswer(status: AnswerStatus, answer: string): Answer {
  return {
    id: null,
    status,
    answer,
    notices: [],
    nextSteps: [],
    citations: [],
    passages: [],
    calculation: null,
    timings: {},
  };
}

function withMaskNotice(answer: Answer, masked: boolean): Answer {
  if (!masked || answer.notices.some(({ code }) => code === 'private_data_removed')) return answer;
  const notice = { code: 'private_data_removed' as const, text: fixedTexts.private_data_removed };
  return { ...answer, notices: [...answer.notices, notice] };
}
