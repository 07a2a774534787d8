import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type RunningHttpServer,
  startHttpServer,
} from '../../../../../src/channels/http/start-http-server.ts';
import { findChromium } from '../../../../support/chromium.ts';
import { type ServedCorpus, serveCorpus, unseenTxt } from '../../../../support/corpus-desk.ts';
import type { SignedInVisitor } from '../../../../support/desk.ts';
import {
  axeFindings,
  faultsOfLooks,
  type OpenPages,
  openPages,
  overflow,
  smallTargets,
} from '../../../../support/open-pages.ts';
import { gazettes, someGazettes } from '../../../../support/some-gazettes.ts';

const executablePath = findChromium(process.env);
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-corpus-browser-'));
const aid = `/desk/corpus/document?id=${encodeURIComponent('清新府办〔2018〕16号')}`;

/** A file on disk, as somebody chooses it. */
function fileOf(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, unseenTxt());
  return path;
}

/** Goes on with Tab until the element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

describe.skipIf(executablePath === undefined)('the gazettes in a browser', () => {
  let served: ServedCorpus;
  let browser: Browser;
  let server: RunningHttpServer;
  let editor: SignedInVisitor;
  let pages: OpenPages;

  beforeAll(async () => {
    served = await serveCorpus(someGazettes(gazettes.first));
    editor = await served.signedIn('editor');
    server = await startHttpServer(served.http, { host: '127.0.0.1', port: 0 });
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const { name, value } = editor.browserCookie(server.url);
    const { hostname } = new URL(server.url);
    const cookie = { name, value, domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false };
    return pages.open(path, {
      storageState: { cookies: [{ ...cookie, sameSite: 'Lax' }], origins: [] },
      ...options,
    });
  }

  test('a gazette is added, published, asked about and undone by keyboard alone', async () => {
    const page = await open('/desk/corpus');
    await tabTo(page, 'a[href="/desk/corpus/add"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/corpus/add');
    await tabTo(page, '#file');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(fileOf('第4期.txt'));
    await tabTo(page, '#upload-form button[type="submit"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/corpus/draft?id=*', { timeout: 30_000 });
    expect(await page.locator('.corpus-found').count()).toBe(3);
    await tabTo(page, '#reason');
    await page.keyboard.type('2026年第4期公报');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/corpus/published?edition=1', { timeout: 45_000 });
    await tabTo(page, '#question');
    await page.keyboard.type('种巴戟天一亩补多少钱？');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/corpus/try');
    expect(await page.locator('#answer').textContent()).toContain('300元/亩');
    await tabTo(page, 'a[href="/desk/corpus/editions"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/corpus/editions');
    await tabTo(page, '.corpus-editions button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/corpus/change');
    await tabTo(page, '#reason');
    await page.keyboard.type('放错了');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/corpus/published?edition=2', { timeout: 45_000 });
    expect(served.app.answer({ q: '种巴戟天一亩补多少钱？' }).answer).not.toContain('300元/亩');
  });

  test('following a clause marks its lines on the other side, and a line its clause', async () => {
    const page = await open(aid);
    const clause = page.locator('.corpus-clauses li', { hasText: '第七条' }).first();
    await clause.getByRole('link').click();
    const lines = page.locator('.corpus-block.is-marked');
    // The lines are marked when the address has changed, which is after the click.
    await lines.first().waitFor();
    expect(await lines.count()).toBe(1);
    expect(await lines.textContent()).toContain('给予救助。计算年度内');
    expect(await lines.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(0);
    const [box, pane] = [await lines.boundingBox(), await page.locator('#source').boundingBox()];
    expect((box?.y ?? 0) >= (pane?.y ?? 0) && (box?.y ?? 0) < (pane?.y ?? 0) + (pane?.height ?? 0)).toBe(
      true,
    );
    await page.locator('.corpus-block', { hasText: '第九条' }).getByRole('link').first().click();
    await page.locator('.corpus-clauses .is-marked strong', { hasText: '第九条' }).waitFor();
    expect(await page.locator('.corpus-clauses .is-marked strong').textContent()).toBe('第九条');
    // The field of the table leads to its form, which opens.
    await page.locator('.corpus-fact-table a[href="#correct-issuer"]').click();
    await page.locator('#value-issuer:focus').waitFor();
  });

  test('without a script a gazette is added and a clause is followed all the same', async () => {
    const page = await open('/desk/corpus/add', { javaScriptEnabled: false });
    await page.getByLabel('公报文件').setInputFiles(fileOf('没有脚本.txt'));
    await page.getByRole('button', { name: '上传并读取' }).click();
    // The page asks for itself anew.
    await page.getByRole('heading', { name: '读出3份文件' }).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: '不要这份，删除' }).click();
    await page.getByRole('heading', { name: '添加公报' }).waitFor();
    await page.goto(server.url + aid);
    await page.locator('.corpus-clauses li', { hasText: '第七条' }).first().getByRole('link').click();
    const marked = page.locator('.corpus-block:target');
    expect(await marked.textContent()).toContain('给予救助。计算年度内');
  });

  test('a file that is too large is told before it is sent', async () => {
    const page = await open('/desk/corpus/add');
    const path = join(folder, '很大.txt');
    writeFileSync(path, Buffer.alloc(21 * 1024 * 1024));
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    await page.getByLabel('公报文件').setInputFiles(path);
    await page.getByRole('button', { name: '上传并读取' }).click();
    expect(await page.locator('#file-fault').textContent()).toContain('文件超过 20 MB');
    expect(sent).not.toContain('POST');
  });

  test('no page has a fault that axe finds, is too small or too wide, in light, in dark or on a telephone', async () => {
    const edition = await served.add(editor, unseenTxt(), '第4期.txt');
    const { path } = await served.upload(editor, unseenTxt(), { name: '待看.txt' });
    const { goal } = await served.finished(editor, path);
    const refused = await served.upload(editor, new TextEncoder().encode('一'), { name: '短.txt' });
    await served.finished(editor, refused.path);
    const page = await open('/desk/corpus');
    for (const each of [
      '/desk/corpus',
      `/desk/corpus/document?id=${encodeURIComponent('清新府办〔2026〕21号')}`,
      '/desk/corpus/add',
      goal ?? '',
      refused.path,
      `/desk/corpus/published?edition=${edition}`,
      '/desk/corpus/editions',
    ]) {
      await page.goto(server.url + each);
      expect([each, await faultsOfLooks(page)]).toEqual([each, []]);
    }
    await page.getByRole('button', { name: `撤销第${edition}版` }).click();
    await page.waitForURL('**/desk/corpus/change');
    expect(await faultsOfLooks(page)).toEqual([]);
    // Hundreds of lines, which take axe seconds: what is special about it is its width.
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${server.url}${aid}#clause-12`);
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    await served.undo(editor);
  }, 120_000);
});
