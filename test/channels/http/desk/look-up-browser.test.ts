import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../../src/app.ts';
import { type RunningHttpServer, startHttpServer } from '../../../../src/channels/http/start-http-server.ts';
import { findChromium } from '../../../support/chromium.ts';
import { type ServedDesk, type SignedInVisitor, serveDesk } from '../../../support/desk.ts';
import { axeFindings, faultsOfLooks, type OpenPages, openPages } from '../../../support/open-pages.ts';
import { realCorpusFolder, realIndexFolder } from '../../../support/real-corpus.ts';

const executablePath = findChromium(process.env);
const question = '低保户住院自己付的部分能补几成';
const told = '低保户，2019年6月在区人民医院住院，医保报完自己还出了3万，能报几多？';

const box = (page: Page) => page.locator('#q');
const readOut = (page: Page) => page.locator('#answer-read-out');
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());
/** Whether what has the focus is seen: nothing that stays in place, such as the box at the top, lies over it. */
const isFocusUncovered = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === element;
  });
async function ask(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'answer-read-out');
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** A promise and what fulfils it. */
function hold(): { readonly held: Promise<void>; readonly release: () => void } {
  let fulfil: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    fulfil = resolve;
  });
  return { held, release: () => fulfil?.() };
}

const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describe.skipIf(executablePath === undefined)('the look-up in a browser, by keyboard alone', () => {
  let browser: Browser;
  let server: RunningHttpServer;
  let desk: ServedDesk;
  let operator: SignedInVisitor;
  let pages: OpenPages;

  beforeAll(async () => {
    const app = await createApp({
      corpusDir: realCorpusFolder,
      indexDir: realIndexFolder(),
      today: () => '2026-11-23',
    });
    desk = await serveDesk({ app, atEnd: afterAll });
    operator = await desk.signedIn('operator');
    server = await startHttpServer(desk.http, { host: '127.0.0.1', port: 0 });
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
  });
  afterEach(() => pages.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(options: BrowserContextOptions = {}, as = operator): Promise<Page> {
    const { name, value } = as.browserCookie(server.url);
    const { hostname } = new URL(server.url);
    const cookie = { name, value, domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false };
    return pages.open('/desk/look-up', {
      permissions: ['clipboard-read', 'clipboard-write'],
      storageState: { cookies: [{ ...cookie, sameSite: 'Lax' }], origins: [] },
      ...options,
    });
  }

  test('the box has the focus; results come while typing, the answer when the typing pauses', async () => {
    const page = await open();
    expect(await focused(page)).toBe('q');
    await page.keyboard.type('低保');
    await page.locator('#passages .passage').first().waitFor();
    await page.keyboard.type('户住院能报几成');
    await readOut(page).waitFor();
    expect(await readOut(page).textContent()).toContain('80%');
    expect(await page.locator('#look-up-status').textContent()).toMatch(
      /可以照着念.*有效期已过.*10条相近的条文/s,
    );
    expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
  });

  test('results open beside the list, with the clause in view, and Esc leads back', async () => {
    const page = await open();
    await ask(page, question);
    await press(page, 'j', 'j', 'k');
    expect(await focused(page)).toContain('第七条');
    await press(page, 'Enter');
    await page.locator('#opened-title').waitFor();
    expect(await focused(page)).toBe('opened-title');
    const clause = page.locator('#document .is-cited').first();
    expect(await clause.textContent()).toContain('按80%给予救助');
    const { top, bottom } = await clause.evaluate((element) => element.getBoundingClientRect());
    expect(top > 0 && bottom < 720).toBe(true);
    expect(await readOut(page).isVisible()).toBe(true);
    await press(page, 'o');
    await press(page, 'Enter');
    expect(await focused(page)).toBe('heading-1');
    await press(page, 'Escape');
    expect(await focused(page)).toContain('第七条');
    await press(page, 'Escape');
    expect(await focused(page)).toBe('q');
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp');
    expect(await focused(page)).toBe('q');
  });

  test('letters are letters in a field, and commands outside of it', async () => {
    const page = await open();
    await page.keyboard.type('jkc?nw/');
    expect(await box(page).inputValue()).toBe('jkc?nw/');
    expect(await page.locator('#keys').isVisible()).toBe(false);
    await press(page, 'Escape');
    expect(await box(page).inputValue()).toBe('jkc?nw/');
    await press(page, '?');
    expect(await page.locator('#keys').isVisible()).toBe(true);
    await press(page, 'Escape');
    expect(await page.locator('#keys').isVisible()).toBe(false);
    await press(page, '/');
    expect(await focused(page)).toBe('q');
    await page.keyboard.type('低保');
    expect(await box(page).inputValue()).toBe('低保');
  });

  test('the letters can be switched off for who has the page read out', async () => {
    const page = await open();
    await press(page, 'Escape', '?');
    await page.locator('#single-keys').focus();
    await press(page, 'Space', 'Escape', 'n');
    expect(await page.locator('#note').evaluate((note) => note.hasAttribute('open'))).toBe(false);
    await page.reload();
    expect(await page.locator('#single-keys').isChecked()).toBe(false);
  });

  test('c copies the answer for the ticket, x one clause', async () => {
    const page = await open();
    await ask(page, question);
    await press(page, 'c');
    await page.getByText('已复制回答和引文。').first().waitFor();
    expect(await clipboard(page)).toMatch(
      /^注意：清新府办〔2018〕16号[\s\S]*答复：[\s\S]*\[1\] 清新府办〔2018〕16号《[\s\S]*第七条（有效期已过，清新区）\n原文摘录：“/,
    );
    await press(page, '/', 'ArrowDown');
    while (!(await page.evaluate(() => document.activeElement?.closest('.passage') !== null)))
      await press(page, 'j');
    await press(page, 'x');
    await page.getByText('已复制这一条原文。').first().waitFor();
    expect(await clipboard(page)).toMatch(/《.*》.*（.*）\n[\s\S]*原文摘录：“/);
  });

  test('copies over plain http as well, where pages have no new clipboard', async () => {
    const page = await open();
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await ask(page, question);
    await press(page, 'c');
    await page.getByText('已复制回答和引文。').first().waitFor();
    expect(await focused(page)).toBe('answer-read-out');
    await press(page, 'n');
    await page.keyboard.press('Control+V');
    expect(await page.locator('#note-asked').inputValue()).toContain('原文摘录');
  });

  test('an answer to other words than those in the box can neither be read nor copied', async () => {
    const page = await open();
    await ask(page, question);
    const { held, release } = hold();
    await page.route('**/desk/look-up/answer', async (route) => {
      await held;
      await route.continue().catch(() => {});
    });
    await press(page, '/');
    await page.keyboard.type('清栏期限多久');
    expect(await readOut(page).isVisible()).toBe(false);
    await press(page, 'Escape', 'c');
    await page.getByText('回答还没有出来。').first().waitFor();
    release();
    await page.getByText('清栏').first().waitFor();
  });

  test('what comes late is thrown away', async () => {
    const page = await open();
    let count = 0;
    const { held, release } = hold();
    await page.route('**/desk/look-up/search', async (route) => {
      if (count++ === 0) await held;
      await route.continue().catch(() => {});
    });
    await page.keyboard.type('养');
    await page.waitForTimeout(120);
    await box(page).fill('森林防火期');
    await page.locator('#passages .passage').first().waitFor();
    const before = await page.locator('#passages').innerHTML();
    release();
    await page.waitForTimeout(200);
    expect(await page.locator('#passages').innerHTML()).toBe(before);
  });

  test('says so when the server is away, and goes on when it is back', async () => {
    const page = await open();
    await page.context().setOffline(true);
    await page.keyboard.type('低保');
    await page.getByText('连不上服务器，请再试一次。').waitFor();
    await page.context().setOffline(false);
    await press(page, 'Enter');
    await readOut(page).waitFor();
    expect(await page.locator('#look-up-remark').isVisible()).toBe(false);
  });

  test('while a Chinese input method is open nothing is searched for', async () => {
    const page = await open();
    const sent: string[] = [];
    page.on('request', (request) => request.url().includes('/desk/') && sent.push(request.url()));
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'dibao', selectionStart: 5, selectionEnd: 5 });
    await page.waitForTimeout(150);
    expect(sent).toEqual([]);
    await session.send('Input.insertText', { text: '低保' });
    await page.locator('#passages .passage').first().waitFor();
    expect(await box(page).inputValue()).toBe('低保');
  });

  test('filters and the day stay in the address, the words of the caller never do', async () => {
    const page = await open();
    await ask(page, question);
    await press(page, 'd');
    await page.locator('#asOf').fill('2019-06-01');
    await page.getByText('按2019年6月1日的规定', { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe('#asOf=2019-06-01');
    await press(page, 'Escape', 'f');
    await page.locator('#year').selectOption('2019');
    await page.getByText('筛选以外最接近的').waitFor();
    expect(await page.locator('#active-filters').textContent()).toBe('：2019，按2019-06-01');
    await page.reload();
    expect(await page.locator('#year').inputValue()).toBe('2019');
    expect(decodeURIComponent(page.url())).not.toContain('低保');
  });

  test('why not this one: the scores and what fell short', async () => {
    const page = await open();
    await ask(page, question);
    await press(page, 'w');
    expect(await page.locator('#near-misses').textContent()).toMatch(/比列出的最后一条少0\.\d\d分/);
    expect(await page.evaluate(() => document.activeElement?.closest('.misses') !== null)).toBe(true);
    await press(page, 'Enter');
    await page.locator('#document .is-cited').first().waitFor();
  });

  test('a call becomes a ticket: noted, put right by hand, copied, and cleared for the next caller', async () => {
    const page = await open();
    await ask(page, question);
    await press(page, 'r', 'n');
    expect(await page.locator('#note-asked').inputValue()).toBe(question);
    expect(await page.locator('#note-told').inputValue()).toContain('80%');
    expect(await page.locator('#note-citations').inputValue()).toContain('原文摘录：“');
    await page.locator('#ticket-text').focus();
    await press(page, 'Control+End');
    await page.keyboard.type('\n回访：要');
    await press(page, 'Escape', 'Shift+N');
    expect(await page.locator('#new-call-question').isVisible()).toBe(true);
    await press(page, 'Escape');
    expect(await page.locator('#note-asked').inputValue()).toBe(question);
    await page.reload();
    expect(await page.locator('#ticket-text').inputValue()).toMatch(
      /^【政策咨询】.*\n来电人问：[\s\S]*回访：要$/,
    );
    await press(page, 'Escape', 't');
    await page.getByText('已复制工单文字。').first().waitFor();
    expect(await clipboard(page)).toMatch(/经办：.*\n回访：要$/);
    await page.keyboard.press('Shift+N');
    await expect.poll(() => focused(page)).toBe('q');
    expect(await page.locator('#new-call-question').isVisible()).toBe(false);
    expect(await page.locator('#note-asked').inputValue()).toBe('');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('a note of one operator is not shown to the next who signs in at the same place', async () => {
    const page = await open();
    await ask(page, question);
    await press(page, 'r');
    const other = await desk.signedIn('clerk');
    const { name, value, url } = other.browserCookie(server.url);
    await page.context().addCookies([{ name, value, url, httpOnly: true }]);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(`${server.url}/desk/look-up`);
    expect(await page.locator('#note-asked').inputValue()).toBe('');
    expect(await page.locator('#earlier').textContent()).not.toContain(question);
  });

  test('the ticket has the time in China, whatever the computer is set to', async () => {
    const page = await open({ timezoneId: 'America/New_York' });
    await page.clock.setFixedTime(new Date('2026-11-29T20:05:00Z'));
    await ask(page, question);
    await press(page, 'r');
    expect(await page.locator('#ticket-text').inputValue()).toMatch(/^【政策咨询】2026年11月30日 4:05\n/);
  });

  test('a calculator is filled in from the question and follows every change', async () => {
    const page = await open();
    await ask(page, told);
    await press(page, 'm');
    const result = page.locator('#calculation-result');
    await result.waitFor();
    expect(await result.textContent()).toContain('基本医疗救助24000元');
    expect(await page.locator('#calculator').inputValue()).toBe('medical-aid');
    expect(await page.evaluate(() => document.activeElement?.closest('#facts') !== null)).toBe(true);
    expect(await isFocusUncovered(page)).toBe(true);
    await page.getByLabel('政策范围内个人自付（元）').fill('1万');
    await result.getByText('基本医疗救助8000元').first().waitFor();
    await page.getByLabel('政策范围内个人自付（元）').fill('');
    await result.getByText('规则计算：还不能确定').waitFor();
    await result.locator('.wanted').first().focus();
    await press(page, 'Enter');
    await page.keyboard.type('20000');
    await result.getByText('基本医疗救助16000元').first().waitFor();
    await page.locator('#calculation-read-out').focus();
    await press(page, 'c');
    await page.getByText('已复制回答和引文。').first().waitFor();
    expect(await clipboard(page)).toContain('规则计算');
  });

  test("today's look-ups ask again, and are deleted", async () => {
    const someone = await desk.signedIn('operator');
    const page = await open({}, someone);
    await ask(page, '野外用火怎么罚');
    await press(page, '/');
    await ask(page, question);
    await press(page, 'h', 'Tab', 'Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'answer-read-out');
    expect(await box(page).inputValue()).toBe('野外用火怎么罚');
    await page.locator('#clear-earlier').focus();
    await press(page, 'Enter');
    await page.getByText('今天还没有查过。').waitFor();
  });

  test('text of a caller is text', async () => {
    const page = await open();
    const words = '低保<img src=x onerror=alert(1)><script>alert(2)</script>"\'';
    await ask(page, words);
    await press(page, 'r', 'm');
    await page.locator('#facts').waitFor();
    expect(await page.locator('.found img, .found script, .beside img').count()).toBe(0);
    expect(await page.locator('#note-asked').inputValue()).toBe(words);
  });

  test('works without a script', async () => {
    const page = await open({ javaScriptEnabled: false });
    await box(page).fill(question);
    await press(page, 'Enter');
    await readOut(page).waitFor();
    await page.locator('.passage .opens').first().press('Enter');
    expect(await page.locator('#document .is-cited').first().textContent()).toContain('救助');
    expect(await readOut(page).textContent()).toContain('80%');
  });

  test('no state has a fault that axe finds, is too small or too wide, in light, in dark, zoomed or on a telephone', async () => {
    const page = await open();
    expect(await faultsOfLooks(page)).toEqual([]);
    await ask(page, told);
    await press(page, 'r', 'w', 'Enter');
    await page.locator('#opened-title').waitFor();
    await press(page, 'm');
    await page.locator('#facts').waitFor();
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    expect(await faultsOfLooks(page)).toEqual([]);
    await page.locator('#answer-read-out').focus();
    await press(page, '?');
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${server.url}/desk/keys`);
    expect(await faultsOfLooks(page)).toEqual([]);
  });
});
