import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { type RunningHttpServer, startHttpServer } from '../../../src/channels/http/start-http-server.ts';
import { findChromium } from '../../support/chromium.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';
import { faultsOfLooks, type OpenPages, openPages, overflow } from '../../support/open-pages.ts';

const executablePath = findChromium(process.env);
const question = '低保户住院，自己付的部分还能救助几成？';

const box = (page: Page) => page.getByLabel('您想问什么');
const answers = (page: Page) => page.locator('.turn .answer');
async function ask(page: Page, text: string): Promise<void> {
  const count = await answers(page).count();
  await box(page).fill(text);
  await page.getByRole('button', { name: '提问', exact: true }).click();
  await answers(page).nth(count).waitFor();
}

describe.skipIf(executablePath === undefined)('in a browser', () => {
  let browser: Browser;
  let server: RunningHttpServer;
  let backend: ReturnType<typeof fixtureBackend>;
  let pages: OpenPages;
  const open: OpenPages['open'] = (path, options) => pages.open(path, options);

  beforeAll(async () => {
    backend = fixtureBackend();
    const app = createHttpServer({
      backend,
      logger: { info() {}, error() {} },
      rateLimit: { perMinute: 10_000 },
    });
    server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  afterEach(async () => {
    backend.asked.length = 0;
    await pages.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('a question, its follow-up and the clause: with the keyboard alone', async () => {
    const page = await open('/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    for (let presses = 0; presses < 15; presses++) {
      if (await box(page).evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type(question);
    await page.keyboard.press('Enter');
    await answers(page).first().waitFor();
    expect(await box(page).inputValue()).toBe('');
    expect(await box(page).evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.locator('#ask-status').textContent()).toContain('每人每年最高50000元');

    await page.keyboard.type('那五保户呢？');
    await page.keyboard.press('Enter');
    await answers(page).nth(1).waitFor();
    expect(await answers(page).nth(1).textContent()).toContain('全额救助');
    expect(backend.asked.at(-1)).toMatchObject({ q: '那五保户呢？', context: [question] });

    for (let presses = 0; presses < 5; presses++) {
      await page.keyboard.press('Shift+Tab');
      if ((await page.evaluate(() => document.activeElement?.textContent))?.startsWith('看原文') === true)
        break;
    }
    const popup = page.waitForEvent('popup');
    await page.keyboard.press('Enter');
    const clause = (await popup).locator('mark');
    await clause.waitFor();
    expect(await clause.textContent()).toMatch(/^第八条/);
    expect(await clause.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(720);
  });

  test('only the last five questions go along', async () => {
    const page = await open('/');
    for (const text of ['一', '二', '三', '四', '五', '六', '七']) await ask(page, text);
    expect(backend.asked.at(-1)?.context).toEqual(['二', '三', '四', '五', '六']);
  });

  test('Shift+Enter makes a new line, and Enter within a Chinese input method sends nothing', async () => {
    const page = await open('/');
    await box(page).focus();
    await page.keyboard.type('第一行');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('第二行');
    expect(await box(page).inputValue()).toBe('第一行\n第二行');
    await box(page).evaluate((element) => {
      const enter = { key: 'Enter', bubbles: true, cancelable: true };
      element.dispatchEvent(new KeyboardEvent('keydown', { ...enter, isComposing: true }));
      element.dispatchEvent(new KeyboardEvent('keydown', { ...enter, keyCode: 229 }));
    });
    await page.waitForTimeout(100);
    expect(backend.asked).toEqual([]);
    await page.keyboard.press('Enter');
    await answers(page).first().waitFor();
    expect(backend.asked.map(({ q }) => q)).toEqual(['第一行\n第二行']);
  });

  test('a sample is asked by one press, and the answer has the focus', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: question }).click();
    await answers(page).first().waitFor();
    expect(
      await answers(page)
        .first()
        .evaluate((element) => element === document.activeElement),
    ).toBe(true);
    expect(page.url()).toBe(`${server.url}/`);
  });

  test('a mark leads to its citation', async () => {
    const page = await open('/');
    await ask(page, question);
    // Whoever wrote can go on writing, although the button was pressed with the mouse.
    expect(await box(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('link', { name: '出处2' }).click();
    expect(await page.locator('.citation:target').textContent()).toContain('第八条');
  });

  test('pressing twice asks once', async () => {
    const page = await open('/');
    await page.route('**/chat/ask', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await route.continue();
    });
    await box(page).fill(question);
    await box(page).press('Enter');
    await box(page).press('Enter');
    await page.getByRole('button', { name: '提问', exact: true }).click();
    await answers(page).first().waitFor();
    await page.waitForTimeout(300);
    expect(backend.asked).toHaveLength(1);
  });

  test('a fault keeps the text, says what to do, and the next try works', async () => {
    const page = await open('/');
    await page.route('**/chat/ask', (route) => route.abort());
    await box(page).fill(question);
    await box(page).press('Enter');
    await page.getByRole('alert').filter({ hasText: '网络不通' }).waitFor();
    expect(await box(page).inputValue()).toBe(question);
    expect(await page.locator('.turn').count()).toBe(0);
    await page.unroute('**/chat/ask');
    await page.getByRole('button', { name: '重试' }).click();
    await answers(page).first().waitFor();
    expect(await page.getByRole('alert').isVisible()).toBe(false);
  });

  test('a sample that fails is in the box afterwards, but not in place of what was being written', async () => {
    const page = await open('/');
    await page.route('**/chat/ask', (route) => route.abort());
    const alert = page.getByRole('alert').filter({ hasText: '网络不通' });
    await page.getByRole('button', { name: question }).click();
    await alert.waitFor();
    expect(await box(page).inputValue()).toBe(question);
    await box(page).fill('我正在写的');
    await page.getByRole('button', { name: question }).click();
    await page.waitForFunction(() => document.querySelector('#composer')?.ariaBusy === 'false');
    expect(await box(page).inputValue()).toBe('我正在写的');
  });

  test('the server’s own sentence is shown when it refuses', async () => {
    const page = await open('/');
    await box(page).fill('请出错');
    await box(page).press('Enter');
    await page.getByRole('alert').filter({ hasText: '请过一会儿再' }).waitFor();
    expect(await box(page).inputValue()).toBe('请出错');
  });

  test('HTML in a question is shown as text', async () => {
    const page = await open('/');
    const attack = '<img src=x onerror="document.title=1"><b>低保户住院</b>';
    await ask(page, attack);
    expect(await page.locator('.turn .question').innerText()).toContain(attack);
    expect(await page.locator('.turn img, .turn b').count()).toBe(0);
  });

  test('without a script: question, follow-up, clause', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await box(page).fill(question);
    await page.getByRole('button', { name: '提问', exact: true }).click();
    expect(await answers(page).textContent()).toContain('每人每年最高50000元');
    expect(page.url()).toBe(`${server.url}/ask#latest`);
    await box(page).fill('那五保户呢？');
    await page.getByRole('button', { name: '提问', exact: true }).click();
    expect(await answers(page).textContent()).toContain('全额救助');
    expect(await page.locator('.earlier').textContent()).toContain(question);
    const popup = page.context().waitForEvent('page');
    await page
      .getByRole('link', { name: /看原文/ })
      .first()
      .click();
    expect(await (await popup).locator('mark').textContent()).toMatch(/^第八条/);
  });

  const document16 = `/document/${encodeURIComponent('清新府办〔2018〕16号')}?clause=6`;
  const document40 = `/document/${encodeURIComponent('清新府办〔2018〕40号')}?clause=4`;
  const paths = ['/', 'answer', '/documents', document16, document40, '/nothing'];
  const openState = async (path: string): Promise<Page> => {
    const page = await open(path === 'answer' ? '/' : path);
    const unbroken = 'https://qingxin.example/'.repeat(12);
    if (path === 'answer') for (const text of [question, '禾云的公厕补多少', unbroken]) await ask(page, text);
    return page;
  };

  test.each(paths)(
    '%s: no finding of axe, nothing too small or beside the page, in any look',
    async (path) => {
      const page = await openState(path);
      expect(await faultsOfLooks(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 256 });
      expect(await overflow(page)).toBe(0);
      // Text alone twice as large.
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      expect(await overflow(page)).toBe(0);
    },
  );

  test('a page is dark where the visitor wants it so', async () => {
    const page = await open('/', { colorScheme: 'dark' });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(20, 23, 26)',
    );
  });
});
