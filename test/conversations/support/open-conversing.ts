/** Conversations over a real store, with an answerer that is told what to say and a clock that is set by hand. @module */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Answer, Question } from '../../../src/answering/answer.ts';
import { emptyCalendar } from '../../../src/calculators/schemes/working-days.ts';
import type { Conversing, RecordedTurn } from '../../../src/conversations/conversing.ts';
import { type AnsweringApp, createConversing } from '../../../src/conversations/create-conversing.ts';
import { parseOfficeHours } from '../../../src/conversations/office-hours.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Conversation, Store, StoreCalls } from '../../../src/store/store.ts';

export const quiet = pino({ level: 'silent' });

export function answerOf(text: string, more: Partial<Answer> = {}): Answer {
  return {
    id: null,
    status: 'answered',
    answer: text,
    notices: [],
    nextSteps: [],
    citations: [],
    passages: [],
    calculation: null,
    timings: {},
    ...more,
  };
}

export interface Fixture {
  readonly dataDir: string;
  readonly store: Store;
  readonly conversing: Conversing;
  /** What the answerer was asked, in order. */
  readonly asked: Question[];
  /** Set to move the clock. */
  readonly clock: { now: Date };
  /** ISO time of the clock. */
  readonly at: () => string;
  readonly open: (user?: string) => Promise<Conversation>;
  /** Prepares and records, in one transaction. */
  readonly say: (conversation: Conversation, text: string, messageRef?: string) => Promise<RecordedTurn>;
}

export interface FixtureOptions {
  readonly databaseUrl?: string | undefined;
  readonly app?: AnsweringApp;
  readonly answer?: (question: Question) => Answer | Promise<Answer>;
  readonly officeHours?: string;
  readonly isHandoverOn?: () => boolean;
  /** What the clock shows at first; Monday 2026-11-30, 10:00 in China. */
  readonly at?: Date;
}

const mondayMorning = new Date('2026-11-30T02:00:00Z');

export async function openConversing(options: FixtureOptions = {}): Promise<Fixture> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-conversing-'));
  const store = await openStore({ dataDir, databaseUrl: options.databaseUrl, logger: quiet });
  const asked: Question[] = [];
  const clock = { now: options.at ?? mondayMorning };
  const answer = options.answer ?? (({ q }: Question) => answerOf(`答${q}`));
  const app: AnsweringApp = options.app ?? {
    answer: (question) => {
      asked.push(question);
      return answer(question);
    },
    calculate: ({ scheme }) => answerOf(`算出了${scheme}`, { status: 'answered_by_calculator' }),
    corpus: { digest: 'digest' },
  };
  const conversing = createConversing({
    app,
    store,
    secret: 'a secret of the tests',
    calendar: emptyCalendar,
    officeHours: parseOfficeHours(options.officeHours ?? '1-5 08:30-12:00 14:30-17:30'),
    handoverMinutes: 30,
    ...(options.isHandoverOn === undefined ? {} : { isHandoverOn: options.isHandoverOn }),
    now: () => clock.now,
    logger: quiet,
  });
  const at = () => clock.now.toISOString();
  return {
    dataDir,
    store,
    conversing,
    asked,
    clock,
    at,
    open: (user = '1001') =>
      store.conversations.open(
        {
          channel: 'telegram',
          userKey: conversing.keys.user('telegram', user),
          chatKey: conversing.keys.chat('telegram', user),
          replyAddress: null,
        },
        at(),
      ),
    async say(conversation, text, messageRef) {
      const prepared = await conversing.prepare(conversation, text);
      const recorded = await store.transaction((calls) =>
        conversing.record(calls, prepared, messageRef ?? null, at()),
      );
      if (recorded === null) throw new Error('the conversation was changed meanwhile');
      return recorded;
    },
  };
}

/** One resident's conversation and what can be done in it. */
export async function openTalk(options: FixtureOptions = {}) {
  const fixture = await openConversing(options);
  const { store, conversing, at, clock } = fixture;
  const inOne = <Result>(work: (calls: StoreCalls) => Promise<Result>) => store.transaction(work);
  const conversation = await fixture.open();
  return {
    ...fixture,
    conversation,
    inOne,
    /** The conversation as it is now. */
    current: async (calls: StoreCalls = store) => {
      const now = await calls.conversations.byId(conversation.id);
      if (now === null) throw new Error('the conversation is gone');
      return now;
    },
    request: (of: Conversation) => inOne((calls) => conversing.requestHandover(calls, of, at())),
    /** What the resident reads of a handover, oldest first. */
    read: async (number: number) =>
      (await store.handovers.messages(number)).flatMap((message) => conversing.showMessage(message) ?? []),
    pass: (minutes: number) => {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
  };
}
