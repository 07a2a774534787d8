import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { type RunningHttpServer, startHttpServer } from '../../../src/channels/http/start-http-server.ts';
import { findChromium } from '../../support/chromium.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';
import { axeFindings, type OpenPages, openPages, overflow, smallTargets } from '../../support/open-pages.ts';
import { type WebConversations, webConversations } from '../../support/web-conversations.ts';

const executablePath = findChromium(process.env);
const question = '低保户住院，自己付的部分还能救助几成？';

const box = (page: Page) => page.locator('#question');
const answers = (page: Page) => page.locator('.turn .answer');
const messages = (page: Page, sender: string) => page.locator(`.message-${sender} .message-text`);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const hasFocus = (element: Element): boolean => element === document.activeElement;

async function ask(page: Page, text: string): Promise<void> {
  const count = await answers(page).count();
  await box(page).fill(text);
  await press(page, '提问');
  await answers(page).nth(count).waitFor();
}

/** A page settles in several steps, and a busy machine takes them slowly. */
const soon = { timeout: 10_000 };

describe.skipIf(executablePath === undefined)('a conversation in a browser', () => {
  let browser: Browser;
  let pages: OpenPages;
  let kept: WebConversations;
  let server: RunningHttpServer;
  let stopping: AbortController;

  /** The server over the same store, at the same address once it has one. */
  async function start(port = 0): Promise<void> {
    stopping = new AbortController();
    const app = createHttpServer({
      backend: fixtureBackend(),
      logger: { info() {}, error() {} },
      conversations: kept.options,
      rateLimit: { perMinute: 10_000 },
      stopping: stopping.signal,
    });
    server = await startHttpServer(app, { host: '127.0.0.1', port });
  }
  async function stop(): Promise<void> {
    stopping.abort();
    await server.close();
  }
  const at = (): string => kept.options.now().toISOString();
  const staff = () => kept.options.conversing.staff;
  const reply = (text: string) =>
    kept.store.transaction((calls) => staff().reply(calls, 1, '李四', text, at()));
  const finish = () => kept.store.transaction((calls) => staff().close(calls, 1, '李四', '办完了', at()));

  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  beforeEach(async () => {
    kept = await webConversations(fixtureBackend());
    await start();
  });
  afterEach(async () => {
    try {
      await pages.close();
    } finally {
      await stop();
      await kept.close();
    }
  });
  afterAll(() => browser?.close());

  test('is there again after a reload, at its end, with the verdicts that were given', async () => {
    const page = await pages.open('/');
    await ask(page, question);
    await ask(page, '那五保户呢？');
    const first = page.locator('.feedback').first();
    await first.getByRole('button', { name: '没用' }).click();
    const outdated = first.getByRole('button', { name: '过期' });
    await outdated.waitFor();
    // The button that was pressed keeps the focus, though the server has drawn it anew.
    expect(await first.getByRole('button', { name: '没用' }).evaluate(hasFocus)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => outdated.evaluate(hasFocus)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('谢谢，记下了').waitFor();
    await page.reload();
    expect(await page.locator('.turn .question').allTextContents()).toEqual([
      `您问：${question}`,
      '您问：那五保户呢？',
    ]);
    expect(await outdated.getAttribute('aria-pressed')).toBe('true');
    const last = page.locator('.turn').last();
    expect(await last.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(600);
    await ask(page, '禾云的公厕补多少');
    expect(await answers(page).count()).toBe(3);
    expect(await kept.store.gaps.list(['open'], 5)).toMatchObject([{ kind: 'feedback', reason: 'outdated' }]);
  });

  test('a response that is lost is asked for again and recorded once', async () => {
    const page = await pages.open('/');
    await page.route('**/chat/ask', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await box(page).fill(question);
    await press(page, '提问');
    await page.getByRole('alert').filter({ hasText: '网络不通' }).waitFor();
    await page.unroute('**/chat/ask');
    await press(page, '重试');
    await answers(page).first().waitFor();
    await page.reload();
    expect(await answers(page).count()).toBe(1);
  });

  test('a person answers in it, live, and it goes on afterwards', async () => {
    const page = await pages.open('/');
    await ask(page, question);
    await box(page).fill('写到一半');
    await press(page, '转人工');
    await page.getByRole('heading', { name: /正在等工作人员/ }).waitFor();
    expect(await box(page).inputValue()).toBe('写到一半');
    expect(await messages(page, 'system').textContent()).toContain('您的编号是1');
    await expect.poll(() => page.getByRole('link', { name: '看有没有新消息' }).isVisible(), soon).toBe(false);
    await box(page).fill('我爸住院了，要带什么？');
    await box(page).press('Enter');
    await messages(page, 'resident').waitFor();
    await expect.poll(() => box(page).evaluate(hasFocus), soon).toBe(true);

    await page.keyboard.type('还没写完的话');
    await reply('请带户口簿<b>来</b>。');
    await messages(page, 'operator').waitFor();
    expect(await messages(page, 'operator').textContent()).toBe('请带户口簿<b>来</b>。');
    await page.getByRole('heading', { name: /工作人员正在为您服务/ }).waitFor();
    // Neither the words nor the place of the cursor are lost when the page changes around them.
    expect(await box(page).inputValue()).toBe('还没写完的话');
    await expect.poll(() => box(page).evaluate(hasFocus), soon).toBe(true);
    await expect.poll(() => page.locator('#ask-status').textContent(), soon).toContain('请带户口簿');
    const isInView = () =>
      messages(page, 'operator').evaluate((element) => {
        const dock = document.querySelector('#dock');
        return element.getBoundingClientRect().bottom <= (dock?.getBoundingClientRect().top ?? 0);
      });
    await expect.poll(isInView, soon).toBe(true);

    await finish();
    await page.getByText('您想问什么').waitFor();
    await expect
      .poll(() => messages(page, 'system').last().textContent(), soon)
      .toContain('人工服务已经结束');
    expect(await messages(page, 'resident').count()).toBe(1);
    await ask(page, '禾云的公厕补多少');
    await expect
      .poll(() => page.locator('#turns > li:not(.latest)').last().getAttribute('class'), soon)
      .toBe('turn');
  });

  test('a reply given while the server is away arrives when it is back, and so does what was written', async () => {
    const page = await pages.open('/');
    await ask(page, question);
    await press(page, '转人工');
    await reply('一');
    await messages(page, 'operator').waitFor();
    const port = Number(new URL(server.url).port);
    await stop();
    await reply('二');
    await page.getByRole('link', { name: '看有没有新消息' }).waitFor();
    await box(page).fill('断线时写的');
    await box(page).press('Enter');
    await page.getByRole('alert').filter({ hasText: '网络不通' }).waitFor();
    await start(port);
    await messages(page, 'operator').nth(1).waitFor();
    await press(page, '重试');
    await messages(page, 'resident').waitFor();
    await reply('三');
    await messages(page, 'operator').nth(2).waitFor();
    expect(
      await page
        .locator('.message-operator .message-text, .message-resident .message-text')
        .allTextContents(),
    ).toEqual(['一', '二', '断线时写的', '三']);
    expect(await page.getByRole('link', { name: '看有没有新消息' }).isVisible()).toBe(false);
  });

  test('a page that changes while a message is on its way loses and doubles nothing', async () => {
    const page = await pages.open('/');
    await ask(page, question);
    await press(page, '转人工');
    await page.locator('#handover').waitFor();
    let attempts = 0;
    await page.route('**/chat/ask', async (route) => {
      attempts++;
      await route.fetch();
      await reply('在');
      await page.getByRole('heading', { name: /工作人员正在为您服务/ }).waitFor();
      if (attempts === 1) await route.abort();
      else await route.continue();
    });
    await box(page).fill('有人吗');
    await box(page).press('Enter');
    await press(page, '重试');
    await page.waitForFunction(() => document.querySelector('textarea')?.value === '');
    expect(await messages(page, 'resident').allTextContents()).toEqual(['有人吗']);
    expect(await box(page).evaluate(hasFocus)).toBe(true);
    const said = await kept.store.handovers.messages(1);
    expect(said.filter(({ sender }) => sender === 'resident')).toHaveLength(1);
  });

  test('two pages of one visitor show the same, and words can call and leave a person', async () => {
    const page = await pages.open('/');
    await ask(page, question);
    await box(page).fill('转人工');
    await press(page, '提问');
    await page.getByRole('heading', { name: /正在等工作人员/ }).waitFor();
    const other = await page.context().newPage();
    await other.goto(server.url);
    await box(page).fill('第一页写的');
    await press(page, '发送');
    await messages(other, 'resident').waitFor();
    await press(other, '不等了');
    await other.getByText('您想问什么').waitFor();
    await page.getByText('您想问什么').waitFor();
    expect(await messages(page, 'system').last().textContent()).toContain('已经为您取消人工服务');
    expect(await messages(page, 'resident').count()).toBe(1);
  });

  test('another topic greys what was said, and deleting asks once', async () => {
    const page = await pages.open('/');
    await ask(page, question);
    await press(page, '换个话题');
    await page.locator('.topic-mark').waitFor();
    expect(await page.locator('.turn.past').count()).toBe(1);
    await ask(page, '禾云的公厕补多少');
    expect(await page.locator('.turn.past').count()).toBe(1);
    const sure = page.getByRole('button', { name: '确定删除' });
    expect(await sure.isVisible()).toBe(false);
    await page.locator('summary', { hasText: '删除我的记录' }).press('Enter');
    await sure.press('Enter');
    await page.getByText('您的记录已经全部删除').waitFor();
    expect(await page.context().cookies()).toEqual([]);
    await page.goto(server.url);
    expect(await page.getByText('您好，我是问政').isVisible()).toBe(true);
  });

  test('everything is there without a script', async () => {
    const page = await pages.open('/', { javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
    await ask(page, question);
    await ask(page, '那五保户呢？');
    expect(await answers(page).count()).toBe(2);
    // The page opens at the answer to what was asked, not at the beginning of the history.
    const top = await page.locator('.turn').last().boundingBox();
    expect(top?.y).toBeGreaterThanOrEqual(0);
    expect(top?.y).toBeLessThan(200);
    await page.locator('.feedback').last().getByRole('button', { name: '没用' }).click();
    await page.locator('.feedback').last().getByRole('button', { name: '看不懂' }).click();
    await page.getByText('谢谢，记下了').waitFor();
    await box(page).fill('写到一半');
    await press(page, '转人工');
    expect(await box(page).inputValue()).toBe('写到一半');
    await reply('您好');
    expect(await messages(page, 'operator').count()).toBe(0);
    await page.getByRole('link', { name: '看有没有新消息' }).click();
    expect(await messages(page, 'operator').textContent()).toBe('您好');
    await box(page).fill('谢谢');
    await press(page, '发送');
    expect(await messages(page, 'resident').textContent()).toBe('谢谢');
    await press(page, '结束服务');
    await press(page, '换个话题');
    expect(await page.locator('.turn.past').count()).toBe(2);
    await page.locator('summary', { hasText: '删除我的记录' }).click();
    await press(page, '确定删除');
    expect(await page.getByText('您的记录已经全部删除').isVisible()).toBe(true);
    expect(await answers(page).count()).toBe(0);
  });

  test('its states fit 360 px, have targets large enough, and axe finds nothing in light or dark', async () => {
    const page = await pages.open('/', { viewport: { width: 360, height: 640 } });
    const check = async (state: string): Promise<void> => {
      expect([state, await overflow(page)]).toEqual([state, 0]);
      expect([state, await smallTargets(page)]).toEqual([state, []]);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([state, colorScheme, await axeFindings(page)]).toEqual([state, colorScheme, []]);
      }
    };
    await check('first page');
    await ask(page, question);
    await page.locator('.feedback').getByRole('button', { name: '没用' }).click();
    await page.getByText('记下了。请再点一下').waitFor();
    await page.locator('.feedback').getByRole('button', { name: '看不懂' }).click();
    await page.getByText('谢谢，记下了').waitFor();
    await press(page, '换个话题');
    await page.locator('.topic-mark').waitFor();
    await ask(page, '禾云的公厕补多少');
    await page.locator('summary', { hasText: '删除我的记录' }).click();
    await check('history');
    await press(page, '转人工');
    await page.locator('#handover').waitFor();
    await box(page).fill('https://qingxin.example/'.repeat(12));
    await press(page, '发送');
    await messages(page, 'resident').waitFor();
    await check('waiting');
    await reply('请带户口簿。');
    await page.getByRole('heading', { name: /工作人员正在为您服务/ }).waitFor();
    await messages(page, 'operator').waitFor();
    await check('taken');
    // What a browser's zoom of 200% does, and text alone twice as large.
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await overflow(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflow(page)).toBe(0);
  });
});
