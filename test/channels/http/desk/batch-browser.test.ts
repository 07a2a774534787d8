import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningHttpServer, startHttpServer } from '../../../../src/channels/http/start-http-server.ts';
import { findChromium } from '../../../support/chromium.ts';
import { type ServedTables, serveTables, tableOf, tableRow } from '../../../support/clerk-tables.ts';
import type { SignedInVisitor } from '../../../support/desk.ts';
import { faultsOfLooks, type OpenPages, openPages } from '../../../support/open-pages.ts';

const executablePath = findChromium(process.env);

const someRows = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => tableRow(`张${at}`, at % 10 === 3 ? '三百多' : `${at * 100}.07`));
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-batch-browser-'));
const tooLarge = join(folder, '太大.csv');
const file = (text: string) => ({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

async function upload(page: Page, text: string): Promise<void> {
  await page.getByLabel('表格（.xlsx 或 .csv）').setInputFiles(file(text));
  await page.getByRole('button', { name: '上传并计算' }).click();
  await page.waitForURL(/\/batch\/[0-9a-f]{32}$/);
}

const finished = (page: Page) =>
  page.locator('#job[data-state="done"], #job[data-state="refused"]').waitFor();

async function downloaded(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe.skipIf(executablePath === undefined)('a table in a browser', () => {
  let browser: Browser;
  let server: RunningHttpServer;
  let served: ServedTables;
  let clerk: SignedInVisitor;
  let pages: OpenPages;

  beforeAll(async () => {
    writeFileSync(tooLarge, Buffer.alloc(21 * 1024 * 1024, 'x'));
    served = await serveTables();
    server = await startHttpServer(served.http, { host: '127.0.0.1', port: 0 });
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  beforeEach(async () => {
    clerk = await served.signedIn('clerk');
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(options: BrowserContextOptions = {}, path = '/desk/eligibility/batch'): Promise<Page> {
    const { name, value } = clerk.browserCookie(server.url);
    const { hostname } = new URL(server.url);
    const cookie = { name, value, domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false };
    return pages.open(path, {
      storageState: { cookies: [{ ...cookie, sameSite: 'Lax' }], origins: [] },
      ...options,
    });
  }

  test('is found from the form, gets a template, shows how far it is, and comes back with result and errors', async () => {
    const page = await open({}, '/desk/eligibility?scheme=medical-aid');
    await page.getByRole('link', { name: '一次核对一批' }).click();
    const template = await downloaded(page, '下载 CSV 模板');
    expect(template.name).toBe('医疗救助模板.csv');
    expect(template.bytes.toString()).toContain('政策范围内个人自付');
    await upload(page, tableOf(...someRows(8000)));
    const bar = page.getByRole('progressbar', { name: '计算进度' });
    await bar.waitFor();
    const seen = new Set<string | null>();
    while ((await page.locator('#job').getAttribute('data-state')) !== 'done') {
      seen.add(await bar.getAttribute('value', { timeout: 500 }).catch(() => null));
      await page.waitForTimeout(150);
    }
    expect(seen.size).toBeGreaterThan(2);
    expect(await page.locator('#said').textContent()).toBe('算好了，共8000行。');
    expect(await page.locator('.count-wrong dd').textContent()).toBe('800行');
    expect(await page.locator('.batch-part h2').allTextContents()).toEqual([
      '金额合计',
      '要改的地方（800处）',
      '前10行',
    ]);
    expect(await page.locator('[aria-labelledby="problems"] tbody tr').first().textContent()).toBe(
      '5H5政策范围内个人自付“政策范围内个人自付”没有读成数字，请写成数字，例如 12000。',
    );
    const result = await downloaded(page, '下载 CSV 结果');
    expect(result.name).toBe('名单-结果.csv');
    expect(parse(result.bytes, { bom: true })).toHaveLength(8001);
    expect((await downloaded(page, '下载 Excel 结果')).bytes.subarray(0, 2).toString()).toBe('PK');
  });

  test('goes on when the page is left, is found again in the list, and is removed from there', async () => {
    const before = served.files();
    const page = await open();
    await upload(page, tableOf(...someRows(3000)));
    await page.getByRole('link', { name: '资格核对' }).click();
    await page.getByRole('link', { name: '一次核对一批' }).click();
    const row = page.getByRole('row', { name: /名单\.csv/ });
    await row.getByRole('link', { name: '名单.csv' }).click();
    await finished(page);
    await page.getByRole('link', { name: '回到批量核对' }).click();
    expect(await row.textContent()).toContain('算好了');
    await row.getByRole('button', { name: '删除名单.csv' }).click();
    await page.getByText('还没有。').waitFor();
    expect(served.files()).toEqual(before);
  });

  test('is cancelled while it is computed', async () => {
    const before = served.files();
    const page = await open();
    await upload(page, tableOf(...someRows(20_000)));
    await page.getByRole('button', { name: '取消名单.csv' }).click();
    await page.getByText('还没有。').waitFor();
    expect(served.files()).toEqual(before);
  });

  test('needs no script: the page shows itself anew until the result is there', async () => {
    const page = await open({ javaScriptEnabled: false });
    await upload(page, tableOf(...someRows(4000)));
    await finished(page);
    expect(await page.locator('.count-wrong dd').textContent()).toBe('400行');
    expect((await downloaded(page, '下载 CSV 结果')).bytes.length).toBeGreaterThan(10_000);
  });

  test('is handed in and taken back by keyboard alone', async () => {
    const page = await open();
    const input = page.getByLabel('表格（.xlsx 或 .csv）');
    await input.focus();
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(file(tableOf(...someRows(20))));
    await page.getByRole('button', { name: '上传并计算' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/batch\/[0-9a-f]{32}$/);
    await finished(page);
    const reached = new Set<string>();
    for (let times = 0; times < 30; times += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => {
          const { activeElement: element } = document;
          return element?.getAttribute('aria-labelledby') ?? element?.textContent?.trim() ?? '';
        }),
      );
    }
    for (const each of ['下载 Excel 结果', '下载 CSV 结果', '删除', 'problems', 'preview'])
      expect([...reached]).toContain(each);
  });

  test('that is too large is told before it is sent; one that cannot be used says what to do', async () => {
    const page = await open();
    await page.getByLabel('表格（.xlsx 或 .csv）').setInputFiles(tooLarge);
    await page.getByRole('button', { name: '上传并计算' }).click();
    expect(await page.getByRole('alert').textContent()).toBe(
      '文件超过 20 MB，没有上传，请拆成小一些的文件。',
    );
    await upload(page, '姓名,多少钱\n张三,1\n');
    await finished(page);
    expect(await page.locator('.desk-fault').textContent()).toMatch(/第2列“多少钱”不是.*请改成/);
    await page.getByRole('link', { name: '改好后再上传' }).click();
    await page.getByRole('heading', { name: '批量核对' }).waitFor();
  });

  test('without a script, one that is too large is told by the server', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.getByLabel('表格（.xlsx 或 .csv）').setInputFiles(tooLarge);
    await page.getByRole('button', { name: '上传并计算' }).click();
    await page.waitForLoadState();
    expect(await page.locator('main').textContent()).toContain('文件超过 20 MB，没有收下');
  });

  test('has no fault that axe finds, in light, in dark or on a telephone: before, while and after it is computed', async () => {
    const page = await open();
    await page.locator('.how-to summary').click();
    expect(await faultsOfLooks(page)).toEqual([]);
    await upload(page, tableOf(...someRows(20_000)));
    await page.getByRole('progressbar', { name: '计算进度' }).waitFor();
    expect(await faultsOfLooks(page)).toEqual([]);
    await page.goto(`${server.url}/desk/eligibility/batch`);
    await page.getByRole('button', { name: '名单.csv' }).click();
    await upload(page, tableOf(...someRows(40), '钱七,,低保,,,,,65000,'));
    await finished(page);
    expect(await faultsOfLooks(page)).toEqual([]);
    await page.getByRole('link', { name: '回到批量核对' }).click();
    expect(await faultsOfLooks(page)).toEqual([]);
  });
});
