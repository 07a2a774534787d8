/**
 * The whole bot over HTTP: a strict Bot API server on one side, the real gazettes and a real store on the other, and in
 * between everything that runs in earnest.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import { emptyCalendar } from '../../../src/calculators/schemes/working-days.ts';
import { groupCommands, privateCommands } from '../../../src/channels/telegram/bot-commands.ts';
import { createUpdateHandler } from '../../../src/channels/telegram/create-update-handler.ts';
import { createHandoverMessageRenderer } from '../../../src/channels/telegram/render/render-handover-message.ts';
import type { RunningTelegram } from '../../../src/channels/telegram/start-telegram.ts';
import { createCalculationDialogue } from '../../../src/conversations/calculation-dialogue.ts';
import type { Conversing } from '../../../src/conversations/conversing.ts';
import { createConversing } from '../../../src/conversations/create-conversing.ts';
import { parseOfficeHours } from '../../../src/conversations/office-hours.ts';
import { createLogger } from '../../../src/logger.ts';
import { type BotApiServer, type SentMessage, startBotApiServer } from '../../support/bot-api-server.ts';
import type { Where } from '../../support/bot-api-people.ts';
import { realCorpusFolder, realIndexFolder } from '../../support/real-corpus.ts';
import { openTestStore, startTransport, type TestStore } from '../../support/telegram-transport.ts';

const officeHours = parseOfficeHours('1-7 00:00-24:00');
const now = () => new Date();

let app: App;
let server: BotApiServer;
let opened: TestStore;
let conversing: Conversing;
let telegram: RunningTelegram;

beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-29',
  });
});

beforeEach(async () => {
  server = await startBotApiServer();
  opened = await openTestStore();
  conversing = createConversing({
    app,
    store: opened.store,
    secret: 'a secret of the tests',
    calendar: emptyCalendar,
    officeHours,
    handoverMinutes: 30,
    now,
    logger: createLogger('silent'),
  });
  telegram = start();
});
afterEach(async () => {
  await telegram.stop();
  await opened.remove();
  await server.close();
  // HTML, lengths, data of buttons, messages to edit: nothing that the bot sent may be refused.
  const [refused] = server.refused;
  if (refused) throw new Error(`${refused.method} was refused: ${refused.refusal}`);
});

function start(): RunningTelegram {
  return startTransport({
    server,
    store: opened.store,
    createHandler: ({ username }) =>
      createUpdateHandler({
        store: opened.store,
        conversing,
        dialogue: createCalculationDialogue({ schemes: app.schemes, corpus: app.corpus }),
        app,
        botName: username,
        now,
        retentionDays: 180,
        officeHours: officeHours.text,
      }),
    renderHandoverMessage: createHandoverMessageRenderer(conversing),
    commands: { privateChats: privateCommands, groups: groupCommands },
  }).telegram;
}

const chatOf = (where: Where): number => (typeof where === 'number' ? where : where.chat);
const labelsOf = ({ buttons }: SentMessage): string[] => buttons.flat().map(({ text }) => text);

/** Does something and waits for as many new messages. */
async function next(chat: number, act: () => unknown, count = 1): Promise<readonly SentMessage[]> {
  const before = server.messages(chat).length;
  act();
  return (await server.waitForMessages(chat, before + count)).slice(before);
}

async function says(where: Where, text: string, count = 1): Promise<SentMessage> {
  const shown = await next(chatOf(where), () => server.userSays(where, text), count);
  const last = shown.at(-1);
  if (last === undefined) throw new Error(`no answer to ${text}`);
  return last;
}

/** The last message after a press, once `count` new messages or an edit have come. */
async function presses(where: Where, label: string, count = 1): Promise<SentMessage> {
  const chat = chatOf(where);
  const messages = server.messages(chat);
  const edits = () => messages.reduce((sum, message) => sum + message.edits, 0);
  const [sent, edited] = [messages.length, edits()];
  server.userPresses(where, label);
  await server.waitUntil(
    () => (count === 0 ? edits() > edited : server.messages(chat).length >= sent + count),
    () => `nothing came of ${label}`,
  );
  const last = count === 0 ? messages.findLast((message) => message.edits > 0) : server.messages(chat).at(-1);
  if (last === undefined) throw new Error(`nothing came of ${label}`);
  return last;
}

describe('the bot over HTTP', () => {
  it('introduces itself and sets its menus', async () => {
    const welcome = await says(7, '/start');
    expect(welcome.visible).toContain('您好，我是问政');
    await server.waitUntil(
      () => server.callsOf('setMyCommands').length >= 2,
      () => 'no menus',
    );
    expect(JSON.stringify(server.callsOf('setMyCommands'))).toContain('转给工作人员');
    expect((await presses(7, '低保户住院，自己付的部分还能救助几成？')).visible).toContain('按80%');
  });

  it('answers, opens the clause with its neighbours, follows up, and takes a verdict with its reason', async () => {
    expect((await says(7, '低保户住院能报几成？')).visible).toContain('按80%');
    const clause = await presses(7, '[1] 第七条');
    expect(clause.visible).toContain('前面一条：第六条');
    expect(clause.visible).toContain('后面一条：第八条');
    expect((await says(7, '那特困人员呢？')).visible).toContain('全额救助');
    expect((await presses(7, '👎 没用')).visible).toContain('是哪里不好');
    const thanks = await presses(7, '看不懂', 0);
    expect(thanks.visible).toContain('记下了：看不懂');
    expect(await opened.store.gaps.list(['open'], 5)).toMatchObject([
      { kind: 'feedback', reason: 'unclear', question: '那特困人员呢？' },
    ]);
  });

  it('leads through medical aid: back, not known, a restart, a correction in the recap, the result', async () => {
    await says(7, '/calc');
    await presses(7, '1. 看病住院，医疗救助能给多少');
    expect(labelsOf(await presses(7, '低保', 0))).toContain('✅ 低保');
    expect((await presses(7, '选好了')).visible).toContain('定点');
    // Back to the first question, in the same message; then on again.
    expect((await presses(7, '上一步', 0)).visible).toContain('属于哪一类');
    await presses(7, '选好了');
    const afterUnknown = await presses(7, '不清楚');
    expect(afterUnknown.visible).toContain('🧮 医疗救助');
    await telegram.stop();
    telegram = start();
    let shown = await presses(7, '上一步', 0);
    shown = await presses(7, '是');
    for (let turn = 0; turn < 12 && !shown.visible.includes('我理解的情况'); turn += 1) {
      if (shown.visible.includes('自己付了多少')) shown = await says(7, '三万');
      else if (labelsOf(shown).includes('住院')) shown = await presses(7, '住院');
      else shown = await presses(7, '不清楚');
    }
    expect(shown.visible).toContain('对象类别：低保');
    expect(shown.visible).toContain('30000元');
    const item = /(\d+)\. [^\n]*30000元/.exec(shown.visible)?.[1] ?? '';
    await presses(7, `改${item}`, 0);
    shown = await says(7, '两万八');
    expect(shown.visible).toContain('28000元');
    const result = await presses(7, '没错，开始算');
    // 80% of 28,000 yuan.
    expect(result.visible).toContain('基本医疗救助22400元');
    expect(result.visible).toContain('要带的材料');
    expect(result.visible).toContain('有效期至2020年3月31日，已届满');
    expect((await presses(7, '怎么算出来的')).visible).toContain('乘以80% = 22400元');
    const recap = server.messages(7).findLast(({ visible }) => visible.includes('我理解的情况（'));
    expect(recap?.buttons).toEqual([]);
  }, 40_000);

  it('hands over to a person, is silent, and answers again when they have gone', async () => {
    await says(7, '低保户住院能报几成？');
    const told = await presses(7, '🙋 转人工');
    expect(told.visible).toContain('编号是1');
    const before = server.messages(7).length;
    server.userSays(7, '还要带什么？');
    const heard = async () =>
      (await opened.store.handovers.messages(1)).flatMap(({ sender, text }) =>
        sender === 'resident' ? [text] : [],
      );
    // The first words in the queue are confirmed; after that the bot is silent.
    const [kept] = (await server.waitForMessages(7, before + 1)).slice(before);
    expect(kept?.visible).toContain('您的话已经留给工作人员');
    expect(await heard()).toEqual(['还要带什么？']);
    const { staff } = conversing;
    await opened.store.transaction((calls) =>
      staff.reply(calls, 1, '李', '请带户口簿。', now().toISOString()),
    );
    const [, reply] = (await server.waitForMessages(7, before + 2)).slice(before);
    expect(reply?.visible).toBe('【人工回复】请带户口簿。');
    await next(7, () =>
      opened.store.transaction((calls) => staff.close(calls, 1, '李', '已答复', now().toISOString())),
    );
    expect(server.messages(7).at(-1)?.visible).toContain('人工服务已经结束');
    expect((await says(7, '特困人员住院能报几成？')).visible).toContain('全额救助');
    expect(await heard()).toEqual(['还要带什么？']);
  });

  it('keeps what is personal out of a group, and answers it in private', async () => {
    const asker = { chat: -1001, user: 8 };
    server.userSays(asker, '低保户住院能报几成？');
    const general = await says(asker, '@wenzheng_bot 低保户住院能报几成？');
    expect(general.visible).toContain('按80%');
    expect(general.replyTo).not.toBeNull();
    const invitation = await says(asker, '@wenzheng_bot 我妈低保住院自己付了3万，能报多少？');
    expect(invitation.visible).toContain('群里人人看得见');
    const url = invitation.buttons.flat()[0]?.url ?? '';
    const parameter = new URL(url).searchParams.get('start') ?? '';
    const answer = await says(8, `/start ${parameter}`);
    expect(answer.visible).toContain('基本医疗救助24000元');
    // What was said to the group holds no fact, and the unaddressed message was not answered.
    const spoken = server.messages(-1001);
    expect(spoken).toHaveLength(2);
    expect(spoken.map(({ visible }) => visible).join('\n')).not.toMatch(/3万|30000|24000/);
  });

  it('speaks the other script, minds an edit, and forgets', async () => {
    await says(7, '/lang');
    expect((await presses(7, '繁體字')).visible).toContain('以後我用這種字');
    const before = server.messages(7).length;
    const { messageId } = server.userSays(7, '低保户住院能报几成？');
    const [first] = (await server.waitForMessages(7, before + 1)).slice(before);
    expect(first?.visible).toContain('接下來怎麼辦');
    server.userEdits(7, messageId, '低保户住院能报几成？');
    const [second] = await next(7, () => server.userEdits(7, messageId, '特困人员住院能报几成？'));
    expect(second?.visible).toContain('全額救助');
    await says(7, '/forget');
    expect((await presses(7, '是，全部刪除', 0)).visible).toContain('已經全部刪除');
    expect(
      await opened.store.conversations.ofUser('telegram', conversing.keys.user('telegram', '7')),
    ).toEqual([]);
    expect((await presses(7, '👍 有用')).visible).toContain('已经不在了');
  });
});
