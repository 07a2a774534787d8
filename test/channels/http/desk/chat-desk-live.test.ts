/** A live handover between a resident and the desk in a browser, across a restart of the server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BotApiServer, startBotApiServer } from '../../../support/bot-api-server.ts';
import { findChromium } from '../../../support/chromium.ts';
import { openSmallApp } from '../../../support/desk.ts';
import { type Office, openOffice } from '../../../support/desk-office.ts';
import { type OpenPages, openPages } from '../../../support/open-pages.ts';

const executablePath = findChromium(process.env);
const resident = 7;
const patience = { timeout: 30_000 };

const numbered = (who: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_each, at) => `${who}第${from + at}句`);

/** What the page shows of the talk, by who said it. */
const shown = (page: Page, sender: string) => page.locator(`#said .said-${sender} .said-text`);

async function reply(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
  }
}

/** By keys alone: the first of the queue, opened, taken, ready to be written to. */
async function takeFirst(page: Page): Promise<void> {
  await page.locator('#queue a').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('#take').waitFor();
  await page.keyboard.press('t');
  await page.locator('#reply').waitFor();
  await page.keyboard.press('r');
}

describe.skipIf(executablePath === undefined)('a live handover', () => {
  let browser: Browser;
  let pages: OpenPages;
  let office: Office;
  let bot: BotApiServer;
  let dataDir: string;

  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => office.url);
  });
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-office-'));
    bot = await startBotApiServer();
    office = await openOffice({ dataDir, app: await openSmallApp(), bot });
  });
  afterEach(async () => {
    try {
      await pages.close();
    } finally {
      await office.stop();
      await bot.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
  afterAll(() => browser?.close());

  /** The same folder and the same address, as after a restart of the process. */
  async function startAgain(): Promise<void> {
    office = await openOffice({ dataDir, app: await openSmallApp(), url: office.url, bot });
  }

  async function said(sender: string): Promise<string[]> {
    const messages = await office.store.handovers.messages(1);
    return messages.flatMap((message) => (message.sender === sender ? message.text : []));
  }

  /** Everything that both said is on the page in the order of the store, once. */
  async function expectWholeTalk(page: Page, residents: string[], operators: string[]): Promise<void> {
    await shown(page, 'resident')
      .nth(residents.length - 1)
      .waitFor(patience);
    await page.waitForFunction(
      (count) => document.querySelectorAll('#said .said-operator').length === count,
      operators.length,
      patience,
    );
    expect(await shown(page, 'resident').allTextContents()).toEqual(residents);
    expect(await shown(page, 'operator').allTextContents()).toEqual(operators);
    expect(await said('resident')).toEqual(residents);
    expect(await said('operator')).toEqual(operators);
    const ids = await page.locator('#said .said').evaluateAll((all) => all.map(({ id }) => id));
    const messages = await office.store.handovers.messages(1);
    expect(ids).toEqual(messages.map(({ number }) => `message-1-${number}`));
    expect(await page.locator('#unsent li').count()).toBe(0);
    expect(await page.locator('#connection').isVisible()).toBe(false);
  }

  test('from Telegram: fifty messages each way, a restart in the middle, nothing lost, doubled or out of order', async () => {
    bot.userSays(resident, '低保户住院能报几成？');
    await bot.waitForMessages(resident, 1);
    bot.userSays(resident, '/human');
    await bot.waitForMessages(resident, 2);
    const page = await pages.open('/desk/chats', await office.person('李芳', 'operator'));
    await takeFirst(page);

    for (let at = 1; at <= 20; at += 1) {
      bot.userSays(resident, `居民第${at}句`);
      await reply(page, [`坐席第${at}句`]);
    }
    // The server goes while both are writing, and both go on writing while it is away.
    const stopped = office.stop();
    for (const text of numbered('居民', 21, 30)) bot.userSays(resident, text);
    await reply(page, numbered('坐席', 21, 30));
    await stopped;
    await reply(page, numbered('坐席', 31, 35));
    for (const text of numbered('居民', 31, 35)) bot.userSays(resident, text);
    await page.locator('#connection', { hasText: '等着发出' }).waitFor(patience);
    await startAgain();
    await reply(page, numbered('坐席', 36, 50));
    for (const text of numbered('居民', 36, 50)) bot.userSays(resident, text);

    await expectWholeTalk(page, numbered('居民', 1, 50), numbered('坐席', 1, 50));
    const mark = '【人工回复】';
    const received = (): string[] =>
      bot
        .messages(resident)
        .flatMap(({ visible }) => (visible.startsWith(mark) ? visible.slice(mark.length) : []));
    await bot.waitUntil(
      () => received().length >= 50,
      () => `${received().length} replies on the phone`,
      30_000,
    );
    expect(received()).toEqual(numbered('坐席', 1, 50));
    expect(bot.refused).toEqual([]);
  }, 120_000);

  test('from the web page: both pages live, across a restart', async () => {
    const visitor = await pages.open('/');
    await visitor.locator('#question').fill('低保户住院能报几成？');
    await visitor.locator('#question').press('Enter');
    await visitor.getByRole('button', { name: '转人工', exact: true }).click();
    await visitor.locator('#handover').waitFor();
    const page = await pages.open('/desk/chats', await office.person('李芳', 'operator'));
    await takeFirst(page);
    await visitor.getByRole('heading', { name: /正在为您服务/ }).waitFor();
    const answers = visitor.locator('.message-operator .message-text');
    const say = async (text: string): Promise<void> => {
      await visitor.locator('#question').fill(text);
      await visitor.locator('#question').press('Enter');
      await visitor.locator('.message-resident', { hasText: text }).waitFor(patience);
    };
    for (let at = 1; at <= 5; at += 1) {
      await say(`居民第${at}句。`);
      await reply(page, [`坐席第${at}句。`]);
    }
    await answers.nth(4).waitFor(patience);
    await office.stop();
    await reply(page, ['坐席第6句。', '坐席第7句。']);
    await page.locator('#connection', { hasText: '等着发出' }).waitFor(patience);
    await startAgain();
    await answers.nth(6).waitFor(patience);
    for (let at = 6; at <= 10; at += 1) await say(`居民第${at}句。`);
    await reply(page, ['坐席第8句。', '坐席第9句。', '坐席第10句。']);
    await answers.nth(9).waitFor(patience);

    const [residents, operators] = [numbered('居民', 1, 10), numbered('坐席', 1, 10)].map((texts) =>
      texts.map((text) => `${text}。`),
    );
    await expectWholeTalk(page, residents ?? [], operators ?? []);
    expect(await answers.allTextContents()).toEqual(operators);
    expect(await visitor.locator('.message-resident .message-text').allTextContents()).toEqual(residents);
  }, 120_000);
});
