import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningHttpServer, startHttpServer } from '../../../../src/channels/http/start-http-server.ts';
import type { StaffAccount } from '../../../../src/staff/staff.ts';
import { findChromium } from '../../../support/chromium.ts';
import { type ServedDesk, serveDesk, signInVisitor, staffPassword } from '../../../support/desk.ts';
import { faultsOfLooks, type OpenPages, openPages } from '../../../support/open-pages.ts';

const executablePath = findChromium(process.env);
const ownPassword = 'mountains are high, the emperor far';

/** Goes on by the key for the next field until something called so has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return '';
      const label =
        element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent;
      return label?.replace(/\s+/g, '') ?? '';
    });
    if (focused.startsWith(name)) return;
  }
  throw new Error(`no way to ${name} by keyboard`);
}

const heading = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();

async function signIn(
  page: Page,
  { loginName }: Pick<StaffAccount, 'loginName'>,
  password = staffPassword,
): Promise<void> {
  // Without a press: the field has the focus when the page is there.
  await page.locator('#login-name:focus').waitFor();
  await page.keyboard.type(loginName);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

describe.skipIf(executablePath === undefined)('the desk in a browser', () => {
  let browser: Browser;
  let desk: ServedDesk;
  let server: RunningHttpServer;
  let pages: OpenPages;

  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    desk = await serveDesk();
    server = await startHttpServer(desk.http, { host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    await pages.close();
    await server.close();
  });

  it('is entered by keyboard; a wrong password is told and the name stays', async () => {
    const account = await desk.account(['admin'], '李芳');
    const page = await pages.open('/desk/accounts');
    await signIn(page, account, 'a wrong one');
    await page.getByRole('alert').getByText('登录名或密码不对').waitFor();
    expect(await page.getByLabel('登录名').inputValue()).toBe(account.loginName);
    expect(await page.getByLabel('密码').inputValue()).toBe('');
    // The password is what is to be typed again.
    await page.locator('#password:focus').waitFor();
    await page.keyboard.type(staffPassword);
    await page.keyboard.press('Enter');
    await heading(page, '账号');
    expect(new URL(page.url()).pathname).toBe('/desk/accounts');
    await tabTo(page, '退出');
    await page.keyboard.press('Enter');
    await heading(page, '登录工作台');
    await page.goBack();
    await heading(page, '登录工作台');
  });

  it('lets an administrator make an account by keyboard, and its owner choose a password', async () => {
    const admin = await desk.account(['admin'], '管理员甲');
    const page = await pages.open('/desk/accounts');
    await signIn(page, admin);
    await heading(page, '账号');
    await tabTo(page, '姓名');
    await page.keyboard.type('王五');
    await tabTo(page, '登录名');
    await page.keyboard.type('wangwu');
    await tabTo(page, '窗口');
    await page.keyboard.press('Space');
    await tabTo(page, '建立账号');
    await page.keyboard.press('Enter');
    await heading(page, '账号已经建好');
    const once = await page.locator('.desk-password code').nth(1).innerText();

    const other = await pages.open('/desk');
    await signIn(other, { loginName: 'wangwu' }, once);
    await heading(other, '设置自己的密码');
    await other.locator('#current:focus').waitFor();
    await other.keyboard.type(once);
    for (const [label, text] of [
      ['新密码', ownPassword],
      ['再输一遍新密码', ownPassword],
    ] as const) {
      await tabTo(other, label);
      await other.keyboard.type(text);
    }
    await other.keyboard.press('Enter');
    await other.waitForURL('**/desk/look-up');
    expect(await desk.access.byLoginName('wangwu')).toMatchObject({
      roles: ['operator', 'clerk'],
      mustChangePassword: false,
    });
    const links = await other.getByRole('navigation', { name: '工作台' }).getByRole('link').allInnerTexts();
    expect(links).toEqual(['查询', '转人工', '资格核对', '问答库', '知识缺口']);
  });

  it('lets an administrator disable somebody, whose next step leads to the sign-in page', async () => {
    const admin = await desk.account(['admin'], '管理员甲');
    const clerk = await desk.account(['clerk'], '王五');
    const theirs = await pages.open('/desk/password');
    await signIn(theirs, clerk);
    await heading(theirs, '修改密码');
    const page = await pages.open('/desk/accounts');
    await signIn(page, admin);
    await heading(page, '账号');
    await tabTo(page, '王五');
    await page.keyboard.press('Enter');
    await heading(page, '王五');
    await tabTo(page, '停用账号');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('账号已经停用').waitFor();
    await theirs.reload();
    await heading(theirs, '登录工作台');
    expect(await desk.access.find(clerk.id)).toMatchObject({ isDisabled: true });
  });

  it('works without script', async () => {
    const account = await desk.account(['admin'], '李芳');
    const page = await pages.open('/desk/audit', { javaScriptEnabled: false });
    await page.getByLabel('登录名').fill(account.loginName);
    await page.getByLabel('密码').fill(staffPassword);
    await page.getByRole('button', { name: '登录' }).click();
    await heading(page, '操作记录');
    await page.getByLabel('做了什么').selectOption({ label: '账号和登录' });
    await page.getByRole('button', { name: '查看' }).click();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
  });

  const looks = [
    ['on a screen', {}],
    ['by touch', { hasTouch: true, isMobile: true }],
  ] as const;
  it.each(looks)(
    'has no fault that axe finds, nothing too small and nothing beside the page: %s',
    async (_name, look) => {
      const admin = await desk.account(['operator', 'admin'], '李芳');
      const newcomer = await desk.access.create(
        {
          loginName: 'somebody.with.a.very.long.name',
          displayName: '一个名字很长很长的工作人员',
          roles: ['clerk'],
          password: null,
        },
        'terminal',
      );
      await desk.access.setDisabled((await desk.account(['editor'])).id, true, 'terminal');
      const page = await pages.open('/desk/sign-in', look);
      const check = async (): Promise<void> => {
        expect([page.url(), await faultsOfLooks(page)]).toEqual([page.url(), []]);
      };
      await check();
      await page.getByLabel('登录名').fill('nobody');
      await page.getByLabel('密码').fill('wrong');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('alert').waitFor();
      await check();
      const visitor = await signInVisitor(desk.http, desk.access, admin);
      await page.context().addCookies([visitor.browserCookie(server.url)]);
      const paths = [
        '/desk/accounts',
        `/desk/accounts/${newcomer.account.id}`,
        '/desk/audit',
        '/desk/password',
      ];
      for (const path of [...paths, '/desk/accounts/nobody']) {
        await page.goto(server.url + path);
        await check();
      }
      await page.goto(`${server.url}/desk/accounts/${newcomer.account.id}`);
      await page.getByRole('button', { name: '生成新密码' }).click();
      await heading(page, '密码已经重置');
      await check();
    },
  );
});
