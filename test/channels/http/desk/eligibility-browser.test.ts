import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../../src/app.ts';
import { type RunningHttpServer, startHttpServer } from '../../../../src/channels/http/start-http-server.ts';
import { findChromium } from '../../../support/chromium.ts';
import { type SignedInVisitor, serveDesk } from '../../../support/desk.ts';
import { axeFindings, faultsOfLooks, type OpenPages, openPages } from '../../../support/open-pages.ts';
import { realCorpusFolder, realIndexFolder } from '../../../support/real-corpus.ts';

const executablePath = findChromium(process.env);

const fact = (page: Page, key: string) => page.locator(`[name="fact.${key}"]`);
const verdict = (page: Page) => page.locator('#result .verdict strong');

async function fillIn(page: Page): Promise<void> {
  await page.locator('.other-facts > summary').click();
  await page.getByLabel('低保', { exact: true }).check();
  await fact(page, 'designated').selectOption('是');
  await fact(page, 'careKind').selectOption('住院');
  await fact(page, 'ownShare').fill('30000');
  await fact(page, 'receiptDate').fill('2019年6月');
  await verdict(page).filter({ hasText: '符合条件' }).waitFor();
}

describe.skipIf(executablePath === undefined)('checking eligibility in a browser', () => {
  let browser: Browser;
  let server: RunningHttpServer;
  let clerk: SignedInVisitor;
  let pages: OpenPages;

  beforeAll(async () => {
    const app = await createApp({
      corpusDir: realCorpusFolder,
      indexDir: realIndexFolder(),
      today: () => '2019-07-01',
    });
    const desk = await serveDesk({ app, atEnd: afterAll });
    clerk = await desk.signedIn('clerk');
    server = await startHttpServer(desk.http, { host: '127.0.0.1', port: 0 });
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(
    options: BrowserContextOptions = {},
    path = '/desk/eligibility?scheme=medical-aid',
  ): Promise<Page> {
    const { name, value } = clerk.browserCookie(server.url);
    const { hostname } = new URL(server.url);
    const cookie = { name, value, domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false };
    return pages.open(path, {
      storageState: { cookies: [{ ...cookie, sameSite: 'Lax' }], origins: [] },
      ...options,
    });
  }

  test('the result follows the typing, the next question is marked, and no fact is in an address', async () => {
    const page = await open();
    expect(await verdict(page).textContent()).toBe('还不能确定');
    const marked = page.locator('.case-fact.is-next');
    expect(await marked.count()).toBe(1);
    const before = await marked.getAttribute('data-key');
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    await fillIn(page);
    expect(await page.locator('.amounts').textContent()).toContain('24000元');
    expect(await page.locator('#result .clauses').textContent()).toContain('按80%给予救助');
    expect(await page.locator('.case-fact.is-next').count()).toBe(0);
    expect(before).not.toBeNull();
    expect(requested.filter((url) => /30000|fact/.test(url))).toEqual([]);
    expect(page.url()).toMatch(/\?scheme=medical-aid$/);
  });

  test('everything is done by keyboard alone: fill in, follow the next question, print', async () => {
    const page = await open();
    await page.locator('#asOf').focus();
    const next = page.locator('.ask-next a');
    const wanted = (await next.getAttribute('href'))?.slice(1);
    await next.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(wanted);
    await page.keyboard.type('低保');
    await page.keyboard.press('Tab');
    await page.locator('#result:not([data-stale])').waitFor();
    await page.locator('#caseNumber').focus();
    await page.keyboard.type('清新民2019-007');
    const sheet = page.waitForEvent('popup');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const printed = await sheet;
    await printed.locator('.sheet').waitFor();
    expect(await printed.locator('.head').textContent()).toContain('清新民2019-007');
    expect(await printed.locator('.signatures').textContent()).toContain('经办人');
    expect(printed.url()).toMatch(/\/desk\/eligibility\/sheet$/);
  });

  test('it works without a script', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.getByLabel('低保', { exact: true }).check();
    await page.getByRole('button', { name: '计算' }).click();
    expect(await page.getByLabel('低保', { exact: true }).isChecked()).toBe(true);
    expect(await verdict(page).textContent()).toBe('还不能确定');
    expect(page.url()).toMatch(/\/desk\/eligibility$/);
  });

  test('form and sheet have no fault that axe finds, in light, in dark or on a telephone', async () => {
    const page = await open();
    await fillIn(page);
    expect(await faultsOfLooks(page)).toEqual([]);
    const sheet = page.waitForEvent('popup');
    await page.getByRole('button', { name: '打印核对表' }).click();
    const printed = await sheet;
    await printed.locator('.sheet').waitFor();
    expect(await axeFindings(printed)).toEqual([]);
  });
});
