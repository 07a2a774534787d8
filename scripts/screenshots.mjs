// Takes the pictures of docs/images from a running server: node scripts/screenshots.mjs [http://127.0.0.1:3000] [folder]
// The browser is CHROMIUM_PATH, else /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [
  base = 'http://127.0.0.1:3000',
  folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'images'),
] = process.argv.slice(2);

const question = '低保户住院，自己付的部分还能救助几成？';
const followUp = '那五保户呢？';
const told = '低保户，2019年6月在区人民医院住院，医保报完自己还出了3万，能报几多？';
const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' });

/** Opens a page in the given surroundings, lets `act` bring it where it should be, and takes the picture. */
async function picture(name, surroundings, act) {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...surroundings });
  const page = await context.newPage();
  await page.goto(base);
  const shown = (await act?.(page)) ?? page;
  await shown.waitForLoadState('networkidle');
  await shown.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
  process.stderr.write(`${name}.png\n`);
}

async function ask(page, text) {
  const count = await page.locator('.turn .answer').count();
  await page.getByLabel('您想问什么').fill(text);
  await page.getByRole('button', { name: '提问', exact: true }).click();
  await page.locator('.turn .answer').nth(count).waitFor();
}

async function openCitation(page) {
  await ask(page, question);
  const opened = page.waitForEvent('popup');
  await page
    .getByRole('link', { name: /看原文/ })
    .first()
    .click();
  const document = await opened;
  await document.locator('mark').first().waitFor();
  return document;
}

const dark = { colorScheme: 'dark' };
await picture('chat-start-desktop', desktop);
await picture('chat-answer-desktop', desktop, (page) => ask(page, question));
await picture('chat-answer-dark', { ...desktop, ...dark }, (page) => ask(page, question));
await picture('calculation-phone', phone, (page) => ask(page, told));
await picture('chat-start-phone', phone);
await picture('chat-answer-phone', phone, (page) => ask(page, question));
await picture('chat-follow-up-phone-dark', { ...phone, ...dark }, async (page) => {
  await ask(page, question);
  await ask(page, followUp);
});
await picture('document-clause-desktop', desktop, openCitation);
await picture('document-clause-phone', phone, openCitation);
await picture('documents-desktop', desktop, async (page) => {
  await page.goto(`${base}/documents`);
});
await browser.close();
