/** An answer that is being written, as a person sees and hears it on the page. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { type RunningHttpServer, startHttpServer } from '../../../src/channels/http/start-http-server.ts';
import { findChromium } from '../../support/chromium.ts';
import { axeFindings, type OpenPages, openPages, overflow } from '../../support/open-pages.ts';
import { type WebConversations, webConversations } from '../../support/web-conversations.ts';
import { type WritingBackend, writingBackend } from '../../support/writing-backend.ts';

const executablePath = findChromium(process.env);
const phone = { viewport: { width: 360, height: 740 } };

describe.skipIf(executablePath === undefined)('an answer that is being written', () => {
  let browser: Browser;
  let pages: OpenPages;
  let kept: WebConversations;
  let backend: WritingBackend;
  let server: RunningHttpServer;

  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  beforeEach(async () => {
    backend = writingBackend();
    kept = await webConversations(backend);
    const app = createHttpServer({
      backend,
      logger: { info() {}, error() {} },
      conversations: kept.options,
      rateLimit: { perMinute: 10_000 },
    });
    server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    await pages.close();
    await server.close();
    await kept.close();
  });
  afterAll(() => browser.close());

  async function begin(options = {}) {
    const page = await pages.open('/', options);
    await page.locator('#question').fill('低保户住院报几成？');
    await page.getByRole('button', { name: '提问', exact: true }).click();
    await backend.asked();
    return page;
  }

  test('says that it is still on its way when nothing of it has come for a while', async () => {
    const page = await pages.open('/');
    await page.clock.install();
    await page.locator('#question').fill('低保户住院报几成？');
    await page.getByRole('button', { name: '提问', exact: true }).click();
    await backend.asked();
    const waiting = page.locator('.pending .waiting');
    expect(await waiting.textContent()).toBe('正在查公报…');
    await page.clock.fastForward(6000);
    expect(await waiting.textContent()).toBe('还在查，请再等一会儿…');
    backend.say('低保户按80%给予救助[1]。');
    await page.locator('.draft span').first().waitFor();
    expect(await waiting.textContent()).toContain('AI生成，仅供参考');
  });

  test('grows sentence by sentence in a polite live region, says that it is AI and unfinished, and gives way to the whole', async () => {
    const page = await begin(phone);
    const draft = page.locator('.pending .draft');
    expect(await draft.getAttribute('aria-live')).toBe('polite');
    backend.say('低保户按80%给予救助[1]。');
    backend.say('\n封顶线为5万元[2]。');
    await page.locator('.draft span').nth(1).waitFor();
    expect(await draft.textContent()).toBe('低保户按80%给予救助[1]。\n封顶线为5万元[2]。');
    expect(await page.locator('.pending .waiting').textContent()).toContain('AI生成，仅供参考');
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    const { DRAFT_SCREENSHOT: picture } = process.env;
    if (picture !== undefined) await page.screenshot({ path: picture });
    backend.say('只按60%给予救助[1]。', true);
    await page.waitForFunction(() => document.querySelector('.draft')?.children.length === 1);
    backend.end();
    await page.locator('.turn .answer').waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
    expect(await page.locator('.answer-text').textContent()).toContain('（AI生成，仅供参考）');
    expect(await page.locator('#ask-status').textContent()).toContain('按80%给予救助');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('what was read out sentence by sentence is not read out again', async () => {
    const page = await begin();
    backend.say('按80%给予救助[1]。');
    backend.say('（AI生成，仅供参考）');
    backend.end();
    await page.locator('.turn .answer').waitFor();
    const said = await page.locator('#ask-status').textContent();
    expect(said).not.toContain('80%');
    expect(said).toContain('附2条原文');
  });

  test('a connection that breaks leaves the question in the box and nothing half on the page', async () => {
    const page = await begin();
    backend.say('按80%给予救助[1]。');
    await page.locator('.draft span').first().waitFor();
    await page.context().setOffline(true);
    await server.close();
    await page.locator('#ask-error:not([hidden])').waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
    expect(await page.locator('#question').inputValue()).toBe('低保户住院报几成？');
    expect(backend.isAborted).toBe(true);
  });

  test('without a script the whole answer comes as a page', async () => {
    const page = await pages.open('/', { javaScriptEnabled: false });
    await page.locator('#question').fill('低保户住院报几成？');
    const pressed = page.getByRole('button', { name: '提问', exact: true }).click();
    await backend.asked();
    backend.end();
    await pressed;
    await page.locator('.turn .answer').waitFor();
    expect(await page.locator('.answer-text').textContent()).toContain('（AI生成，仅供参考）');
  });
});
