import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type RunningHttpServer,
  startHttpServer,
} from '../../../../../src/channels/http/start-http-server.ts';
import { aid, dogs, idOf, serveBankDesk } from '../../../../support/bank-desk.ts';
import { findChromium } from '../../../../support/chromium.ts';
import type { ServedDesk, SignedInVisitor } from '../../../../support/desk.ts';
import { faultsOfLooks, type OpenPages, openPages } from '../../../../support/open-pages.ts';

const executablePath = findChromium(process.env);
const at = '2026-11-29T01:00:00.000Z';

describe.skipIf(executablePath === undefined)('the question bank and gaps in a browser', () => {
  let browser: Browser;
  let server: RunningHttpServer;
  let desk: ServedDesk;
  let editor: SignedInVisitor;
  let pages: OpenPages;

  beforeAll(async () => {
    desk = await serveBankDesk();
    editor = await desk.signedIn('editor');
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
    const { name, value } = editor.browserCookie(server.url);
    const surroundings = { domain: new URL(server.url).hostname, path: '/', expires: -1, httpOnly: true };
    const cookie = { name, value, ...surroundings, secure: false, sameSite: 'Lax' as const };
    return pages.open(path, { storageState: { cookies: [cookie], origins: [] }, ...options });
  }

  const gap = (question: string) =>
    desk.store.gaps.count({ kind: 'no_source', key: question, question, reason: null }, at);
  const answerTo = (q: string) => {
    const { timings: _, ...answer } = desk.app.answer({ q });
    return answer;
  };
  const entryPath = `/desk/bank/entry/${idOf(dogs, '养狗要不要登记？')}`;

  test('an entry is edited with faults told while typing, answers at once, and is withdrawn again', async () => {
    const asked = '狗仔要唔要去登记先';
    const before = answerTo(asked);
    const page = await open('/desk/bank');
    await page.getByLabel('找').fill('狗证');
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByRole('link', { name: '养狗要不要登记？' }).click();
    await page.getByLabel('审定答案').fill('登记收97531元。');
    await page.locator('#answer-faults li').waitFor();
    expect(await page.locator('#answer-faults').textContent()).toContain('“97531”');
    expect(await page.locator('#answer-count').textContent()).toBe('现在10个字，最多400个字。');
    await page.getByLabel('审定答案').fill('要登记，去镇政府，一分钱不收。');
    await page.locator('#answer-faults li').waitFor({ state: 'detached' });
    await page.getByLabel('相似问').fill(`狗证边度办\n${asked}`);
    await page.getByLabel('试着问').fill(asked);
    await page.getByRole('button', { name: '看改前改后' }).click();
    await page.getByRole('region', { name: '改前改后' }).waitFor();
    expect(await page.getByRole('region', { name: '改后', exact: true }).textContent()).toContain(
      '一分钱不收',
    );
    expect(answerTo(asked)).toEqual(before);
    await page.getByLabel('原因').fill('居民这样问');
    await page.getByRole('button', { name: '发布，马上生效' }).click();
    await page.getByText('已经发布，马上生效').waitFor();
    expect(answerTo(asked).answer).toContain('一分钱不收');
    await page.getByText('撤回或删除').click();
    await page.getByLabel('原因').fill('试完了');
    await page.getByRole('button', { name: '撤回工作台的修改' }).click();
    await page.getByText('已经撤回').waitFor();
    expect(answerTo(asked)).toEqual(before);
  });

  test('all proposals that fit are chosen at once and accepted, and a question is tried with them', async () => {
    const page = await open('/desk/bank/proposed');
    await page.getByLabel('这一页能收入的全选').check();
    await expect.poll(() => page.locator('[name="ids"]:checked').count()).toBe(3);
    await page.getByLabel('原因').fill('看过条文');
    await page.getByRole('button', { name: '收入，马上生效' }).click();
    await page.getByText('收入了3条').waitFor();
    expect(await page.locator('.proposal').count()).toBe(1);
    await page.goto(`${server.url}/desk/bank/try`);
    await page.getByLabel('问题').fill('打一次疫苗收几钱');
    await page.keyboard.press('Enter');
    await page.getByText('像哪条标准问').waitFor();
    expect(await page.locator('.try-result').textContent()).toContain('60元');
    expect(page.url()).toMatch(/\/desk\/bank\/try$/);
  });

  test('a gap is closed as answered only after a standard question answers it, by keyboard alone', async () => {
    const { id } = await gap('狗狗遛弯要不要牵绳');
    const page = await open(`/desk/gaps/${id}`);
    const press = async (name: string): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await page.getByLabel('现在能回答了').focus();
    await page.keyboard.press('Space');
    await press('关闭');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('不能按“现在能回答了”关闭');
    await page.getByRole('link', { name: '写一条标准问' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('为知识缺口写的').waitFor();
    expect(await page.getByLabel('标准问', { exact: true }).inputValue()).toBe('狗狗遛弯要不要牵绳');
    await page.getByLabel('文件').focus();
    await page.getByLabel('文件').selectOption(dogs);
    await press('选这份文件');
    await page.getByLabel('加条款').selectOption('第一条');
    await press('加上');
    await page.getByRole('button', { name: '去掉第一条' }).waitFor();
    await page.getByLabel('审定答案').focus();
    await page.keyboard.type('登记不收费。');
    await page.getByLabel('原因').focus();
    await page.keyboard.type('常问');
    await press('发布，马上生效');
    await page.getByText('标准问已经发布').waitFor();
    await page.getByLabel('现在能回答了').focus();
    await page.keyboard.press('Space');
    await press('关闭');
    await page.getByText('已经关闭').waitFor();
    expect(await desk.store.gaps.byId(id)).toMatchObject({ state: 'closed', closedAs: 'answered' });
  });

  test('an entry is edited without a script', async () => {
    const page = await open(`/desk/bank/entry/${idOf(aid, '医疗救助去哪里申请？')}`, {
      javaScriptEnabled: false,
    });
    await page.getByLabel('加条款').selectOption('第一条');
    await page.getByRole('button', { name: '加上' }).click();
    await page.getByRole('button', { name: '把第一条放在最前' }).click();
    await expect
      .poll(() => page.locator('.clause-head strong').allTextContents())
      .toEqual(['第一条', '第二条']);
    await page.getByLabel('标准问', { exact: true }).focus();
    const loaded = page.waitForEvent('load');
    await page.keyboard.press('Enter');
    await loaded;
    expect(await page.locator('.clause-head strong').allTextContents()).toEqual(['第一条', '第二条']);
    await page.getByLabel('审定答案').fill('收97531元。');
    await page.getByLabel('原因').fill('试');
    await page.getByRole('button', { name: '发布，马上生效' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('还有没写对的地方');
    expect(await page.locator('#answer-faults').textContent()).toContain('97531');
    expect(await page.getByLabel('审定答案').inputValue()).toBe('收97531元。');
  });

  test('no page has a fault that axe finds, is too small or too wide, in light, in dark or on a telephone', async () => {
    const { id } = await gap('夜里能不能装修');
    const paths = ['/desk/bank', entryPath, '/desk/bank/entry', '/desk/bank/proposed', '/desk/gaps'];
    const page = await open('/desk/bank/try');
    const look = async (path: string): Promise<void> => {
      expect([path, await faultsOfLooks(page)]).toEqual([path, []]);
    };
    await page.getByLabel('问题').fill('狗的疫苗几多钱一针');
    await page.getByRole('button', { name: '试一试' }).click();
    await page.getByText('像哪条标准问').waitFor();
    await look('try');
    for (const path of [...paths, `/desk/gaps/${id}`]) {
      await page.goto(server.url + path);
      await look(path);
    }
    await page.goto(server.url + entryPath);
    await page.getByLabel('标准问', { exact: true }).fill('9');
    await page.locator('#ask-faults li').waitFor();
    await page.getByLabel('标准问', { exact: true }).fill('养狗要去登记么');
    await page.getByRole('button', { name: '看改前改后' }).click();
    await page.getByRole('region', { name: '改前改后' }).waitFor();
    await look('改前改后');
  });
});
