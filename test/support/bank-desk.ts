/** A desk over a small corpus of its own, with a question bank, proposals and editions. @module */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { entryId } from '../../src/channels/http/desk/bank/bank-book.ts';
import { proposalOf } from '../../src/enrichment/proposals.ts';
import { type ServedDesk, serveDesk } from './desk.ts';

export const aid = '清新府办〔2018〕16号';
export const dogs = '清新府办〔2026〕3号';

const files: Readonly<Record<string, string>> = {
  'aid.txt': `清远市清新区人民政府办公室关于印发医疗救助办法的通知
清新府办〔2018〕16号

第一条 低保户住院自付部分按80%给予救助，每人每年最高50000元。
第二条 申请人向户籍所在地镇政府申请，镇政府在10个工作日内审核。
第三条 本办法自2018年4月1日起施行，有效期至2020年3月31日。
`,
  'dogs.txt': `清远市清新区人民政府办公室关于印发犬只管理办法的通知
清新府办〔2026〕3号

第一条 养犬人应当到镇政府办理登记，登记不收费。
第二条 犬只每年接种一次狂犬病疫苗，费用60元。
第三条 本办法自2026年1月1日起施行。
`,
  'questions/bank.yaml': `document: ${aid}
questions:
  - ask: 低保户住院能救助几成？
    also: [低保住院报几多, 低保户看病救助比例]
    locators: [第一条]
    answer: 低保户住院自付部分救助80%。
  - ask: 医疗救助去哪里申请？
    also: [救助向边个申请]
    locators: [第二条]
---
document: ${dogs}
questions:
  - ask: 养狗要不要登记？
    also: [狗证边度办]
    locators: [第一条]
  - ask: 狗打疫苗的旧规定在哪里？
    also: []
    locators: [第九条]
---
document: 没有这份〔2001〕1号
questions:
  - ask: 老文件里怎么说？
    also: []
    locators: [第一条]
`,
  'proposed-questions/dogs.yaml': `document: ${dogs}
questions:
  - ask: 狗的疫苗几多钱一针
    also: [打一次疫苗收几钱, 犬只疫苗使费]
    locators: [第二条]
  - ask: 犬只登记收不收费用
    also: [办登记要给钱么, 镇政府登记狗只免费吗]
    locators: [第一条]
  - ask: 狂犬疫苗多久接种一次
    also: [疫苗几耐打一次]
    locators: [第二条]
  - ask: 养犬押金97531元能退吗
    also: [养犬的押金]
    locators: [第一条]
`,
};

export const idOf = entryId;
export const proposalId = (ask: string): string => proposalOf(dogs, { ask, also: [], locators: [] }).id;

export async function openBankApp(): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-bank-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'corpus', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return createApp({
    corpusDir: join(folder, 'corpus'),
    indexDir: join(folder, 'index'),
    editionsDir: join(folder, 'editions'),
    today: () => '2026-11-29',
  });
}

export async function serveBankDesk(): Promise<ServedDesk> {
  return serveDesk({ app: await openBankApp(), atEnd: afterAll });
}

/** What a form of a page holds, as a browser would send it back. */
export function fieldsOf(page: string): Record<string, string | string[]> {
  const form = /<form[^>]*id="entry-form"[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
  const fields: Record<string, string | string[]> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const value = unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
    if (name === undefined || name === 'csrf') continue;
    fields[name] = name === 'locators' ? [fields[name] ?? [], value].flat() : value;
  }
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea[^>]*name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
  ))
    fields[name] = unescape(text);
  const [, document] = /<option value="([^"]*)" selected/.exec(form) ?? [];
  if (fields['document'] === undefined && document !== undefined) fields['document'] = unescape(document);
  return fields;
}

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
