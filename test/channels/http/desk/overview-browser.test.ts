import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningHttpServer, startHttpServer } from '../../../../src/channels/http/start-http-server.ts';
import { findChromium } from '../../../support/chromium.ts';
import { type ServedDesk, type SignedInVisitor, serveDesk } from '../../../support/desk.ts';
import {
  axeFindings,
  faultsOfLooks,
  type OpenPages,
  openPages,
  overflow,
} from '../../../support/open-pages.ts';

const executablePath = findChromium(process.env);
const surroundings: Readonly<Record<string, BrowserContextOptions>> = {
  light: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  'on a telephone': { viewport: { width: 360, height: 760 }, isMobile: true, hasTouch: true },
};

/** As WCAG 2 measures it. @param color rgb(0, 114, 178) */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.skipIf(executablePath === undefined)('the overview and the switches in a browser', () => {
  let browser: Browser;
  let server: RunningHttpServer;
  let desk: ServedDesk;
  let admin: SignedInVisitor;
  let pages: OpenPages;

  beforeAll(async () => {
    desk = await serveDesk({ atEnd: afterAll });
    admin = await desk.signedIn('admin');
    for (let n = 0; n < 60; n += 1)
      await desk.store.questions.add({
        day: `2026-11-${String(1 + (n % 23)).padStart(2, '0')}`,
        channel: (['web', 'telegram', 'api', 'chat', 'mcp'] as const)[n % 5] ?? 'web',
        status:
          ['answered', 'answered_by_calculator', 'needs_input', 'refused_misuse', 'error_internal'][n % 5] ??
          '',
        scheme: n % 5 === 1 ? 'medical-aid' : null,
        words: n % 3 === 0 ? 'model' : 'engine',
        latencyMs: n * 7,
        documents: [{ documentNumber: '清新府办〔2018〕16号', title: '关于印发医疗救助暂行办法的通知' }],
      });
    await desk.store.modelUsage.add({ day: '2026-11-20', userKey: '', input: 90_000, output: 8000 });
    server = await startHttpServer(desk.http, { host: '127.0.0.1', port: 0 });
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const { name, value } = admin.browserCookie(server.url);
    const cookie = {
      name,
      value,
      domain: '127.0.0.1',
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: false,
    };
    return pages.open(path, {
      storageState: { cookies: [{ ...cookie, sameSite: 'Lax' }], origins: [] },
      ...options,
    });
  }

  test('overview and switches have no fault that axe finds, in light, in dark or on a telephone', async () => {
    const page = await open('/desk/overview?days=30');
    for (const summary of await page.locator('details > summary').all()) await summary.click();
    expect(await faultsOfLooks(page)).toEqual([]);
    await admin.post('/desk/switches/telegram', { to: 'off', reason: '核对回答', note: '明早8点恢复。' });
    await page.goto(`${server.url}/desk/switches`);
    expect(await axeFindings(page)).toEqual([]);
    for (const summary of await page.locator('details > summary').all()) await summary.click();
    expect(await faultsOfLooks(page)).toEqual([]);
    await admin.post('/desk/switches/telegram', { to: 'on' });
  });

  describe.each(Object.entries(surroundings))('%s', (_name, options) => {
    test('the overview fits, and shows one drawing of each chart', async () => {
      const page = await open('/desk/overview?days=30', options);
      expect(await overflow(page)).toBe(0);
      const charts = await page.locator('.chart').count();
      expect(charts).toBeGreaterThanOrEqual(5);
      expect(await page.locator('.chart svg:visible').count()).toBe(charts);
      const letters = await page
        .locator('.chart svg:visible text')
        .first()
        .evaluate((text) => text.getBoundingClientRect().height);
      expect(letters).toBeGreaterThan(11);
    });

    test('colours of the charts stand out from their ground', async () => {
      const page = await open('/desk/overview?days=30', options);
      const { ground, colors } = await page.evaluate(() => ({
        ground: getComputedStyle(document.querySelector('.desk-panel') ?? document.body).backgroundColor,
        colors: [...document.querySelectorAll('.swatch')].map(
          (each) => getComputedStyle(each).backgroundColor,
        ),
      }));
      const contrasts = colors.map((color) => contrast(color, ground));
      expect(contrasts.length).toBeGreaterThan(10);
      for (const each of contrasts) expect(each).toBeGreaterThanOrEqual(3);
    });
  });

  test('a channel is switched off and on with the keyboard alone', async () => {
    const page = await open('/desk/switches');
    await page.getByText('关闭网页问答').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('回答有误');
    await page.keyboard.press('Tab');
    await page.keyboard.type('明早8点恢复。');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: '“网页问答”已经关闭' }).waitFor();
    expect(await page.locator('.switch-card').first().textContent()).toContain('回答有误');
    await page.getByRole('button', { name: '打开网页问答' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: '“网页问答”已经打开' }).waitFor();
  });

  test('without scripts other days are chosen, and a table is downloaded', async () => {
    const page = await open('/desk/overview', { javaScriptEnabled: false });
    await page.getByRole('link', { name: '最近7天' }).click();
    expect(new URL(page.url()).search).toBe('?days=7');
    await page.getByLabel('从', { exact: true }).fill('2026-11-01');
    await page.getByRole('button', { name: '看这几天' }).click();
    expect(page.url()).toContain('from=2026-11-01');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: /下载 CSV.*每天各渠道的提问/ }).click();
    expect((await downloading).suggestedFilename()).toBe(
      '问政概览-每天各渠道的提问-2026-11-01至2026-11-23.csv',
    );
  });
});
