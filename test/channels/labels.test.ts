/** Whose words an answer is stands with it wherever it is shown, copied, exported or handed to staff. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { Answer } from '../../src/answering/answer.ts';
import { modelConsent, withoutRemoved } from '../../src/answering/reply.ts';
import { describeGazettes } from '../../src/channels/http/chat-backend.ts';
import { createCorpusLookup } from '../../src/channels/http/corpus-lookup.ts';
import { createHttpServer } from '../../src/channels/http/create-http-server.ts';
import { turn } from '../../src/channels/http/pages/turn.ts';
import { createUpdateHandler } from '../../src/channels/telegram/create-update-handler.ts';
import { textPayloadSchema } from '../../src/channels/telegram/outgoing-payload.ts';
import { renderAnswer } from '../../src/channels/telegram/render/render-answer.ts';
import { plainTextOf } from '../../src/channels/telegram/render/rich-text.ts';
import { telegramUpdateSchema } from '../../src/channels/telegram/telegram-update.ts';
import { runHandoverShow } from '../../src/channels/terminal/handover-command.ts';
import { formatAnswer } from '../../src/channels/terminal/print-answer.ts';
import { createCalculationDialogue } from '../../src/conversations/calculation-dialogue.ts';
import type { Conversing } from '../../src/conversations/conversing.ts';
import { createConversing } from '../../src/conversations/create-conversing.ts';
import { parseOfficeHours } from '../../src/conversations/office-hours.ts';
import { createLogger } from '../../src/logger.ts';
import type { AgentModel } from '../../src/models/agent.ts';
import { ModelUnavailable } from '../../src/models/model-unavailable.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { loadWorkingDaysCalendar } from '../../src/working-days-calendar.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-labels-'));
const day = '2019-06-01';
const lie = '每人每年最高可以救助99万元';
const questions = {
  model: '低保户住院能报几成？',
  quoted: '特困供养人员住院救助多少？',
  calculated: '低保户，2019年6月在区人民医院住院，医保报完自己还出了3万，能报几多？',
} as const;
type Kind = keyof typeof questions;

/** Writes one true and one false sentence; the second question finds its service away. */
const model: AgentModel = {
  name: 'scripted',
  turn({ messages, onText }) {
    const asked = messages.map(({ text }) => text).join('\n');
    if (asked.includes(questions.quoted)) throw new ModelUnavailable('unreachable');
    const text = asked.includes(`1、${lie}`)
      ? '1、删'
      : `低保户住院，政策范围内的个人自付部分按80%给予救助[S1]。${lie}[S1]。`;
    onText?.(text);
    return Promise.resolve({ text, calls: [], usage: { input: 10, output: 10 } });
  },
};

let app: App;
let store: Store;
let conversing: Conversing;
const answers = new Map<Kind, Answer>();

beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => day,
    model: { connect: () => Promise.resolve(model), timeoutMs: 10_000 },
  });
  const logger = createLogger('silent');
  store = await openStore({ dataDir: folder, logger });
  conversing = createConversing({
    app,
    store,
    secret: 'a secret of the tests',
    calendar: loadWorkingDaysCalendar(),
    officeHours: parseOfficeHours('1-5 08:30-12:00 14:30-17:30'),
    handoverMinutes: 30,
    now: () => new Date(`${day}T02:00:00Z`),
    logger,
  });
  for (const kind of ['model', 'quoted', 'calculated'] as const)
    answers.set(kind, await app.reply({ q: questions[kind] }));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const answerOf = (kind: Kind): Answer => {
  const answer = answers.get(kind);
  if (answer === undefined) throw new Error(`no answer ${kind}`);
  return answer;
};
const aiLabel = 'AI生成，仅供参考';

const places: Readonly<Record<string, (answer: Answer, kind: Kind) => string | Promise<string>>> = {
  'on Telegram': (answer) => plainTextOf(renderAnswer(answer, false)),
  'on the page': async (answer, kind) =>
    String(await turn(questions[kind], answer, 'turn-1', createCorpusLookup(app.corpus))),
  'on the terminal': (answer) => formatAnswer(answer, 80),
  'as JSON of the interface': async (answer) => {
    const server = createHttpServer({
      backend: {
        answer: () => withoutRemoved(answer),
        corpus: app.corpus,
        today: () => day,
        homeName: '清新区',
        gazettes: describeGazettes(app.corpus),
      },
      logger: { info() {}, error() {} },
    });
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ q: '问' });
    return (await server.request('/api/ask', { method: 'POST', headers, body })).text();
  },
};

describe('an answer', () => {
  it('of each kind is what the places below show', () => {
    expect(answerOf('model').model).toMatchObject({ fallback: null, removed: [{ sentence: `${lie}。` }] });
    expect(answerOf('quoted').model).toMatchObject({ fallback: 'unreachable' });
    expect(answerOf('quoted').citations.length).toBeGreaterThan(0);
    expect(answerOf('calculated').status).toBe('answered_by_calculator');
  });

  it.each(Object.keys(places))('%s says whose words it is', async (place) => {
    const show = async (kind: Kind) => (await places[place]?.(answerOf(kind), kind)) ?? '';
    const [byModel, quoted, calculated] = [
      await show('model'),
      await show('quoted'),
      await show('calculated'),
    ];
    expect(byModel).toContain(aiLabel);
    expect(calculated).toContain('规则计算');
    expect(quoted).not.toContain(aiLabel);
    expect(byModel + quoted + calculated).not.toContain('99万');
    // A program tells quotations by the name of their field.
    const quotation = place.includes('JSON') ? '"quote":' : '原文摘录';
    expect(byModel).toContain(quotation);
    expect(quoted).toContain(quotation);
  });
});

describe('the quotation of a clause that a model cites', () => {
  it('begins behind the number of the clause, which stands before it', () => {
    expect(answerOf('model').citations[0]).toMatchObject({
      locator: '第七条',
      quote: expect.stringMatching(/^本区城乡最低生活保障家庭/),
      text: expect.stringMatching(/^第七条/),
    });
  });
});

describe('an answer from a document that has expired', () => {
  it.each(['on Telegram', 'on the page', 'on the terminal'])('says so %s, once', async (place) => {
    const answer = await app.reply({ q: questions.model, asOf: '2026-11-29' });
    expect(answer.model).toMatchObject({ fallback: null });
    expect(answer.notices.map(({ code }) => code)).toContain('expired');
    const shown = ((await places[place]?.(answer, 'model')) ?? '').replaceAll(/\s/g, '');
    expect(shown.split('截至2026年11月29日不再作为办事依据').length - 1).toBe(1);
    expect(shown).toContain('这段话由AI根据引用的条文写成');
  });
});

describe('what is kept of a conversation', () => {
  it('carries the labels to staff and into the person’s copy, and what was removed to nobody but the store', async () => {
    const at = `${day}T02:00:00.000Z`;
    const userKey = conversing.keys.user('telegram', '7');
    const opened = await store.conversations.open(
      { channel: 'telegram', userKey, chatKey: conversing.keys.chat('telegram', '7'), replyAddress: null },
      at,
    );
    for (const kind of ['model', 'calculated'] as const) {
      const conversation = (await store.conversations.byId(opened.id)) ?? opened;
      const prepared = await conversing.prepare(conversation, questions[kind]);
      await store.transaction((calls) => conversing.record(calls, prepared, null, at));
    }
    const stored = JSON.stringify(await store.turns.last(opened.id, 5));
    expect(stored).toContain('99万');
    const last = (await store.conversations.byId(opened.id)) ?? opened;
    const { handover } = await store.transaction((calls) => conversing.requestHandover(calls, last, at));
    expect(handover?.summary).toContain('〔AI生成，仅供参考〕');
    expect(handover?.summary).toContain('规则计算');

    const shown = await output(() =>
      runHandoverShow(
        handover?.number ?? 0,
        {},
        { env: { WENZHENG_DATA_DIR: folder }, now: () => new Date(at) },
      ),
    );
    expect(shown).toContain(`（${aiLabel}）`);
    expect(shown).toContain('【规则计算】');

    const copy = JSON.stringify(await store.exportUser('telegram', userKey));
    expect(copy).toContain(`（${aiLabel}）`);
    expect(copy).toContain('【规则计算】');
    expect(copy + handover?.summary + shown).not.toContain('99万');
  });

  it('what nobody could answer is counted without a word of an answer', async () => {
    const gaps = await store.gaps.list(['open', 'in_work', 'closed'], 100);
    expect(JSON.stringify(gaps)).not.toMatch(/AI生成|救助99/);
  });
});

async function output(work: () => Promise<number>): Promise<string> {
  let text = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += String(piece);
    return true;
  });
  try {
    expect(await work()).toBe(0);
  } finally {
    spy.mockRestore();
  }
  return text;
}

describe('who asks in the bot', () => {
  it.each([
    ['at the beginning', { text: '', command: 'start' }],
    ['when they ask what it can do', { text: '', command: 'help' }],
    ['in a group', { text: '', command: 'help', isGroup: true, chatId: '-1001' }],
  ])('is told %s that a model reads along', async (_when, said) => {
    const handle = createUpdateHandler({
      store,
      conversing,
      dialogue: createCalculationDialogue({ schemes: app.schemes, corpus: app.corpus }),
      app,
      botName: 'wenzheng_bot',
      now: () => new Date(`${day}T02:00:00Z`),
      retentionDays: 180,
      officeHours: '周一至周五',
      sendsToModel: app.sendsToModel,
    });
    const update = telegramUpdateSchema.parse({
      kind: 'message',
      updateId: 1,
      chatId: '8',
      isGroup: false,
      threadId: null,
      userId: '8',
      messageId: 1,
      masked: false,
      edited: false,
      addressed: true,
      languageCode: null,
      ...said,
    });
    const handled = await handle(update);
    await store.transaction((calls) => handled.commit(calls, `${day}T02:00:00.000Z`));
    const next = await store.outbox.first('telegram', conversing.keys.chat('telegram', update.chatId));
    expect(textPayloadSchema.parse(JSON.parse(next?.payload ?? '')).text).toContain(modelConsent);
    await store.outbox.failAll(
      'telegram',
      conversing.keys.chat('telegram', update.chatId),
      `${day}T02:00:00.000Z`,
    );
  });
});
