import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium } from '../../../support/chromium.ts';
import { openSmallApp } from '../../../support/desk.ts';
import { type Office, openOffice } from '../../../support/desk-office.ts';
import { faultsOfLooks, type OpenPages, openPages } from '../../../support/open-pages.ts';
import { type WebVisitor, webVisitor } from '../../../support/web-visitor.ts';

const executablePath = findChromium(process.env);
const question = '低保户住院，自己付的部分还能救助几成？';
/** What a page would do if it were not shown as text. */
const markup = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>"'&amp;</textarea></li></ol><b>粗</b>`;

const said = (page: Page, sender: string) => page.locator(`#said .said-${sender} .said-text`);
const hasFocus = (element: Element): boolean => element === document.activeElement;
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

describe.skipIf(executablePath === undefined)('the desk of handed-over conversations', () => {
  let browser: Browser;
  let pages: OpenPages;
  let office: Office;
  let dataDir: string;

  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => office.url);
  });
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-office-'));
    office = await openOffice({ dataDir, app: await openSmallApp() });
  });
  afterEach(async () => {
    try {
      await pages.close();
      if (office.logged.length > 0) throw new Error(JSON.stringify(office.logged));
    } finally {
      await office.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
  afterAll(() => browser?.close());

  /** Somebody on the web who asked, then asked for a person. */
  async function waiting(asked = question): Promise<WebVisitor> {
    const visitor = webVisitor(office.http);
    await visitor.ask(asked, { message: '' });
    await visitor.post('/chat/handover');
    return visitor;
  }

  /** Opened by somebody who has it. */
  async function taken(name = '李芳', number = 1): Promise<Page> {
    const page = await pages.open(`/desk/chats/${number}`, await office.person(name, 'operator'));
    await page.locator('#take').click();
    await page.locator('#reply').waitFor();
    return page;
  }

  const operatorTexts = async (number = 1): Promise<string[]> =>
    (await office.store.handovers.messages(number)).flatMap(({ sender, text }) =>
      sender === 'operator' ? text : [],
    );

  test('everything is done by keys alone', async () => {
    await waiting('公厕补多少？');
    const resident = await waiting();
    await office.person('王强', 'operator');
    const page = await pages.open('/desk/chats', await office.person('李芳', 'operator'));
    const press = (key: string) => page.keyboard.press(key);
    await press('?');
    expect(await page.getByRole('dialog', { name: '快捷键' }).isVisible()).toBe(true);
    await press('Escape');
    expect(await page.locator('#keys').isVisible()).toBe(false);
    await press('j');
    expect(await focused(page)).toBe('queue-1');
    await press('ArrowDown');
    expect(await focused(page)).toBe('queue-2');
    await press('k');
    await press('j');
    await press('Enter');
    await page.locator('#take').waitFor();
    expect(await page.locator('#said').textContent()).toContain(question);
    await press('t');
    await page.locator('#reply').waitFor();

    // The suggestion and a canned reply, then lines of one's own.
    await press('F2');
    expect(await page.locator('#reply').inputValue()).toContain('按80%给予救助');
    expect(await page.locator('#reply').inputValue()).toContain('清新府办〔2018〕16号');
    await press('Control+a');
    await press('Delete');
    await press('/');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Enter');
    expect(await page.locator('#reply').inputValue()).toBe(
      '这件事我要向办理部门核实，请稍等，有结果会在这里回复您。',
    );
    await press('Shift+Enter');
    await page.keyboard.insertText('j和t在框里只是字母');
    await press('Enter');
    await said(page, 'operator').waitFor();
    expect(await operatorTexts()).toEqual([]);
    expect(await operatorTexts(2)).toEqual([
      '这件事我要向办理部门核实，请稍等，有结果会在这里回复您。\nj和t在框里只是字母',
    ]);
    expect(await page.locator('#reply').evaluate(hasFocus)).toBe(true);

    await press('Escape');
    await press('n');
    await page.keyboard.insertText('语气着急');
    await press('Enter');
    await said(page, 'note').waitFor();
    expect((await resident.get()).html).not.toContain('语气着急');

    await press('Escape');
    await press('x');
    expect(await focused(page)).toBe('receiver');
    await press('Escape');
    await press('e');
    expect(await focused(page)).toBe('reason');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Tab');
    await press('Tab');
    await press('Enter');
    await page.waitForURL('**/desk/chats');
    expect(await office.store.handovers.byNumber(2)).toMatchObject({
      state: 'closed',
      closeReason: '交还机器人继续回答',
    });

    // The letters can be switched off.
    await press('?');
    await page.locator('#keys-on').focus();
    await press('Space');
    await press('Escape');
    await press('j');
    expect(await focused(page)).not.toMatch(/^queue-/);
  });

  test('two operators who take at one moment: one has it, the other reads who, by itself', async () => {
    await waiting();
    const [first, second] = [
      await pages.open('/desk/chats/1', await office.person('李芳', 'operator')),
      await pages.open('/desk/chats/1', await office.person('王强', 'operator')),
    ];
    const third = await pages.open('/desk/chats', await office.person('赵敏', 'operator'));
    await Promise.all(
      [first, second].map((page) =>
        page.evaluate(() => document.querySelector<HTMLButtonElement>('#take')?.click()),
      ),
    );
    await Promise.race([first, second].map((page) => page.locator('#reply').waitFor()));
    const { takenBy } = (await office.store.handovers.byNumber(1)) ?? {};
    const [winner, loser] = takenBy === '李芳' ? [first, second] : [second, first];
    await winner.locator('#reply').waitFor();
    await loser.locator('#conversation', { hasText: `1号由${takenBy}处理` }).waitFor();
    expect(await loser.locator('#said').count()).toBe(0);
    await third.locator('#queue', { hasText: `${takenBy} ·` }).waitFor();
    expect(await third.locator('#queue a').count()).toBe(0);
  });

  test('what residents say, new ones who wait and what colleagues do appear by themselves', async () => {
    const resident = await waiting();
    const page = await taken();
    await office.person('王强', 'operator');
    const colleague = await pages.open('/desk/chats/1', await office.person('陈主任', 'admin'));
    await page.locator('#reply').fill('写到一半');
    await page.locator('#suggestion', { hasText: `针对“${question}”` }).waitFor();
    await resident.ask('低保户门诊按几成救助？');
    await said(page, 'resident').waitFor();
    expect(await page.title()).toMatch(/^\(1\) /);
    await page.locator('#suggestion', { hasText: '针对“低保户门诊按几成救助？”' }).waitFor();
    await waiting('公厕补多少？');
    await page.locator('#queue-2').waitFor();
    expect(await page.title()).toMatch(/^\(2\) /);
    await colleague.locator('#note').fill('请先答这位');
    await colleague.locator('#note').press('Enter');
    await said(page, 'note').waitFor();
    expect(await page.locator('#reply').inputValue()).toBe('写到一半');
    expect(await page.locator('#reply').evaluate(hasFocus)).toBe(true);
    // Somebody passes it on: the page says so, and shows nothing of it any more.
    await colleague.locator('#transfer summary').click();
    await colleague.locator('#receiver').selectOption({ label: '王强' });
    await colleague.getByRole('button', { name: '转交' }).click();
    await page.locator('#conversation', { hasText: '1号由王强处理' }).waitFor();
    expect(await page.locator('#conversation').textContent()).not.toContain('门诊');
  });

  test('a reply written while the connection is down is kept, and sent once', async () => {
    await waiting();
    await waiting('公厕补多少？');
    const page = await taken();
    await page.context().setOffline(true);
    for (const text of ['断线一', '断线二']) {
      await page.locator('#reply').fill(text);
      await page.locator('#reply').press('Enter');
    }
    await page.getByText('连不上服务器，2条等着发出').waitFor();
    expect(await page.locator('#unsent .said-text').allTextContents()).toEqual(['断线一', '断线二']);
    // Nothing is closed over the head of what is not sent yet.
    await page.locator('#close summary').click();
    await page.getByRole('button', { name: '结束对话' }).click();
    await page.getByText('还有2条没有发出').waitFor();
    expect(await operatorTexts()).toEqual([]);
    await page.context().setOffline(false);
    await said(page, 'operator').nth(1).waitFor();
    expect(await operatorTexts()).toEqual(['断线一', '断线二']);

    // It arrived, but the answer did not; meanwhile the operator goes to another conversation.
    await page.route('**/desk/chats/1/reply', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.locator('#reply').fill('收到了吗');
    await page.locator('#reply').press('Enter');
    await page.getByText('1条等着发出').waitFor();
    await page.locator('#queue-2').click();
    await page.waitForURL('**/desk/chats/2');
    await page.getByText('给1号的话还没有发出').or(page.getByText('1条等着发出')).first().waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await page.locator('#connection').waitFor({ state: 'hidden', timeout: 20_000 });
    expect(await operatorTexts()).toEqual(['断线一', '断线二', '收到了吗']);
  });

  test('what cannot be sent says why and can be put right; what is being written is there again', async () => {
    await waiting();
    await waiting('公厕补多少？');
    const page = await taken();
    await page.locator('#reply').fill('请打13800138000');
    await page.locator('#reply').press('Enter');
    await page.locator('#unsent .is-refused', { hasText: '手机号' }).waitFor();
    await page.locator('#reply').fill('后面的话照样发');
    await page.locator('#reply').press('Enter');
    await said(page, 'operator').waitFor();
    await page.getByRole('button', { name: '改一改' }).click();
    await expect.poll(() => page.locator('#reply').inputValue()).toBe('请打13800138000');
    await page.locator('#queue-2').click();
    await page.waitForURL('**/desk/chats/2');
    await page.goBack();
    await page.locator('#reply').waitFor();
    expect(await page.locator('#reply').inputValue()).toBe('请打13800138000');
    expect(await page.locator('#unsent li').count()).toBe(0);
    await page.locator('#reply').fill('请打12345');
    await page.locator('#reply').press('Enter');
    await said(page, 'operator').nth(1).waitFor();
    expect(await operatorTexts()).toEqual(['后面的话照样发', '请打12345']);
  });

  test('whoever was signed out meanwhile signs in again, and what was written goes out', async () => {
    await waiting();
    const page = await taken();
    const [li] = (await office.access.list()).filter(({ displayName }) => displayName === '李芳');
    await office.access.setDisabled(li?.id ?? '', true, 'terminal');
    await page.locator('#reply').fill('还在写');
    await page.locator('#reply').press('Enter');
    await page.getByText('登录已经过期').waitFor();
    expect(await operatorTexts()).toEqual([]);
    await office.access.setDisabled(li?.id ?? '', false, 'terminal');
    await page.getByRole('link', { name: '重新登录' }).click();
    await page.getByLabel('登录名').fill(li?.loginName ?? '');
    await page.getByLabel('密码', { exact: true }).fill('东风化雨 the tests only');
    await page.getByLabel('密码', { exact: true }).press('Enter');
    await said(page, 'operator').waitFor();
    expect(await operatorTexts()).toEqual(['还在写']);
  });

  test('tells of new ones by notification where asked to, without a word of a resident', async () => {
    const person = await office.person('李芳', 'operator');
    const page = await pages.open('/desk/chats', { ...person, permissions: ['notifications'] });
    await page.evaluate(() => {
      const shown: unknown[] = [];
      class Recorded extends EventTarget {
        static permission = 'granted';
        static requestPermission = () => Promise.resolve('granted');
        constructor(...given: unknown[]) {
          super();
          shown.push(given);
        }
      }
      Object.assign(window, { Notification: Recorded, shown });
    });
    const notifications = () => page.evaluate(() => JSON.stringify(Reflect.get(window, 'shown')));
    await waiting();
    await page.locator('#queue-1').waitFor();
    expect(await notifications()).toBe('[]');
    expect(await page.locator('#sound').getAttribute('aria-pressed')).toBe('false');
    await page.locator('#notify').click();
    await page.locator('#notify[aria-pressed="true"]').waitFor();
    await waiting();
    await page.locator('#queue-2').waitFor();
    expect(JSON.parse(await notifications())).toEqual([
      ['问政工作台', { body: '2号在等工作人员', tag: 'waiting-2' }],
    ]);
    expect(await page.locator('#desk-status').textContent()).toBe('2号在等工作人员');
  });

  test('a resident who deletes everything disappears from the page too', async () => {
    const resident = await waiting();
    const page = await taken();
    await page.locator('#reply').fill('写给1号的');
    await resident.post('/chat/forget');
    await page.getByText('居民删除了自己的全部记录').waitFor();
    expect(await page.locator('main').textContent()).not.toContain('低保户');
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('写给1号的');
    await page.reload();
    await page.getByText('没有编号 1 的对话了').waitFor();
  });

  test('whatever anybody writes is shown as text', async () => {
    const resident = await waiting(`${markup}怎么办？`);
    const page = await taken(`<i>李</i>`);
    await resident.ask(markup);
    for (const field of ['reply', 'note']) {
      await page.locator(`#${field}`).fill(markup);
      await page.locator(`#${field}`).press('Enter');
    }
    await said(page, 'note').waitFor();
    await said(page, 'operator').waitFor();
    await said(page, 'resident').waitFor();
    const check = async (): Promise<void> => {
      expect(await said(page, 'operator').textContent()).toBe(markup);
      expect(await said(page, 'note').textContent()).toBe(markup);
      expect(await said(page, 'resident').textContent()).toContain('<script>');
      expect(await page.locator('#queue-1').textContent()).toContain('<img src=x');
      expect(await page.locator('main :is(img, script, b, i)').count()).toBe(0);
      expect(await page.title()).not.toContain('broken');
    };
    await check();
    await page.reload();
    await check();
    await page.context().setOffline(true);
    await page.locator('#reply').fill(markup);
    await page.locator('#reply').press('Enter');
    await page.locator('#unsent li').waitFor();
    expect(await page.locator('#unsent .said-text').textContent()).toBe(markup);
    await page.context().setOffline(false);
    await said(page, 'operator').nth(1).waitFor();
  });

  test('take, reply, note, transfer and close work without a script', async () => {
    const resident = await waiting();
    await office.person('王强', 'operator');
    const person = await office.person('李芳', 'operator');
    const page = await pages.open('/desk/chats', { ...person, javaScriptEnabled: false });
    await page.locator('#queue a').click();
    await page.getByRole('button', { name: '接手' }).click();
    await page.getByLabel('回复居民').fill('请带户口簿。');
    await page.getByRole('button', { name: '发送' }).click();
    expect(await said(page, 'operator').textContent()).toBe('请带户口簿。');
    expect((await resident.get()).html).toContain('请带户口簿。');
    await page.locator('#canned summary').click();
    await page.locator('#canned a').first().click();
    expect(await page.getByLabel('回复居民').inputValue()).toContain('您好，我是工作人员');
    await page.getByLabel('备注').fill('上周来过');
    await page.getByRole('button', { name: '记备注' }).click();
    expect(await said(page, 'note').textContent()).toBe('上周来过');
    await resident.ask('谢谢');
    await page.getByRole('link', { name: '刷新' }).click();
    expect(await said(page, 'resident').textContent()).toBe('谢谢');
    await page.locator('#transfer summary').click();
    await page.locator('#receiver').selectOption({ label: '王强' });
    await page.getByRole('button', { name: '转交' }).click();
    await expect.poll(() => office.store.handovers.byNumber(1)).toMatchObject({ takenBy: '王强' });
    await waiting();
    await page.goto(`${office.url}/desk/chats/2`);
    await page.getByRole('button', { name: '接手' }).click();
    await page.locator('#close summary').click();
    await page.getByRole('button', { name: '结束对话' }).click();
    await expect.poll(() => office.store.handovers.byNumber(2)).toMatchObject({ closeReason: '已答复' });
    expect(await page.locator('#queue').textContent()).toContain('李芳 ·');
  });

  test('its states fit 360 px and 200% zoom, have targets large enough, and axe finds nothing in light or dark', async () => {
    const resident = await waiting('https://qingxin.example/'.repeat(12));
    await waiting();
    await office.person('王强', 'operator');
    const page = await pages.open('/desk/chats', await office.person('李芳', 'operator'));
    const check = async (state: string): Promise<void> => {
      expect([state, await faultsOfLooks(page)]).toEqual([state, []]);
    };
    await check('queue');
    await page.goto(`${office.url}/desk/chats/1`);
    await check('waiting');
    await page.locator('#take').click();
    await page.locator('#reply').waitFor();
    await resident.ask('还在吗？');
    await said(page, 'resident').waitFor();
    await page.locator('#reply').fill('https://qingxin.example/'.repeat(12));
    await page.locator('#reply').press('Enter');
    await page.locator('#note').fill('备注');
    await page.locator('#note').press('Enter');
    await said(page, 'note').waitFor();
    await page.locator('#reply').fill('手机13800138000');
    await page.locator('#reply').press('Enter');
    await page.locator('.is-refused').waitFor();
    for (const part of ['#canned', '#transfer', '#close']) await page.locator(`${part} summary`).click();
    await check('taken');
    await page.keyboard.press('Escape');
    await page.locator('#show-keys').click();
    await check('keys');
  });
});
