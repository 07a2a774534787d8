import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../../src/app.ts';
import { createPdfPrinter } from '../../../../src/channels/http/desk/eligibility/print-pdf.ts';
import { findChromium } from '../../../support/chromium.ts';
import { serveDesk, type ServedDesk, type SignedInVisitor } from '../../../support/desk.ts';
import { realCorpusFolder, realIndexFolder } from '../../../support/real-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-eligibility-'));
const executablePath = findChromium(process.env);
let app: App;
let desk: ServedDesk;
let clerk: SignedInVisitor;

beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2019-07-01',
  });
  desk = await serveDesk({ app, atEnd: afterAll });
  clerk = await desk.signedIn('clerk');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Fields = Readonly<Record<string, string | readonly string[]>>;
const low: Fields = {
  scheme: 'medical-aid',
  'fact.categories': ['低保'],
  'fact.careKind': '住院',
  'fact.ownShare': '30000',
  'fact.designated': '是',
  'fact.receiptDate': '2019年6月',
};
const plain = (html: string): string => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

async function result(fields: Fields): Promise<string> {
  const { status, text } = await clerk.post('/desk/eligibility/result', fields, {
    Accept: 'application/json',
  });
  expect(status).toBe(200);
  const answer: { result: string } = JSON.parse(text);
  return answer.result;
}

describe('the form for eligibility', () => {
  it('has every fact of every scheme that these gazettes hold', async () => {
    for (const { id, fields } of app.schemes) {
      const { text, status } = await clerk.get(`/desk/eligibility?scheme=${id}`);
      expect(status).toBe(200);
      for (const { key } of fields) expect(text).toContain(`name="fact.${key}"`);
    }
    expect((await clerk.get('/desk/eligibility?scheme=none')).status).toBe(404);
  });

  it('tells the three values: unknown with bounds and the next question, yes, and no with what would change it', async () => {
    const open = await result({ scheme: 'medical-aid', 'fact.categories': ['低保'] });
    expect(plain(open)).toContain('还不能确定');
    expect(plain(open)).toContain('0元至50000元之间');
    expect(open).toContain('data-next="designated"');
    const yes = await result(low);
    expect(plain(yes)).toContain('符合条件');
    expect(plain(yes)).toContain('24000元');
    expect(yes).toContain('data-next=""');
    const no = plain(await result({ ...low, 'fact.designated': '否' }));
    expect(no).toContain('不符合条件');
    expect(no).toMatch(/改变哪一项结果会不同.*就符合条件/);
  });

  it('shows beside the steps the words of the clauses that they rest on', async () => {
    const text = plain(await result(low));
    expect(text).toContain('按80%给予救助');
    expect(text).toMatch(/乘以80% = 24000元（清新府办〔2018〕16号第七条）\[\d\]/);
    for (const [, mark = ''] of text.matchAll(/号第[^（）]*）\[(\d)\]/g))
      expect(text).toContain(`[${mark}] 清新府办`);
    expect(text).toContain('要带的材料');
  });

  it('says that a rule has ended before its figures, on a day after its end', async () => {
    const ended = plain(await result({ ...low, asOf: '2026-11-29' }));
    expect(ended).toMatch(/^ *结果 规则计算按当时的规定：符合条件.*有效期已过.*已届满.*基本医疗救助24000元/);
    expect(plain(await result({ ...low, asOf: '2026-02-30' }))).not.toContain('已届满');
  });

  it('reports what cannot be read, and shows every text as text', async () => {
    const text = await result({ ...low, 'fact.ownShare': '<img src=x>三百' });
    expect(text).not.toContain('<img');
    expect(plain(text)).not.toContain('24000元');
  });

  it('gives the same figures as the calculators themselves', async () => {
    const { calculation } = app.calculate(
      {
        scheme: 'medical-aid',
        facts: {
          categories: ['低保'],
          careKind: '住院',
          ownShare: '30000',
          designated: '是',
          receiptDate: '2019年6月',
        },
        origins: {},
      },
      '2019-07-01',
    );
    expect(calculation?.values['total']).toBe(24_000);
    expect(plain(await result(low))).toContain(`合计${calculation?.values['total']?.toString()}元`);
  });
});

describe('the sheet', () => {
  it('has case number, facts said and assumed, steps, clauses, lines to sign and the day', async () => {
    const { text } = await clerk.post('/desk/eligibility/sheet', { ...low, caseNumber: '清新民〔2019〕7' });
    const words = plain(text);
    for (const part of [
      '规则计算',
      '清新民〔2019〕7',
      '2019年7月1日',
      '申请人说的情况',
      '低保',
      '按常见情况假设',
      '怎么算',
      '条文原文摘录',
      '按80%给予救助',
      '签名',
      '以主管部门审定为准',
    ])
      expect(words).toContain(part);
    expect(text).not.toMatch(/<style|<script|\sstyle=/);
  });

  it('masks the number of a person that was typed as the number of the case', async () => {
    const { text } = await clerk.post('/desk/eligibility/sheet', { ...low, caseNumber: '13812345678' });
    expect(text).not.toContain('13812345678');
  });

  it('leaves nothing of a household in the store, the log and the record of actions', async () => {
    await clerk.post('/desk/eligibility', { ...low, caseNumber: '案卷甲乙丙' });
    await clerk.post('/desk/eligibility/sheet', { ...low, caseNumber: '案卷甲乙丙' });
    const entries = await desk.store.audit.list(100);
    expect(entries.filter(({ action }) => action.startsWith('eligibility'))).toEqual([]);
    expect(JSON.stringify([entries, desk.logged])).not.toMatch(/案卷甲乙丙|30000/);
  });
});

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('wenzheng-sheet-'));

describe('the sheet as PDF', () => {
  it.skipIf(executablePath === undefined)(
    'is made by Chromium, and its page is not left behind',
    async () => {
      const before = leftovers();
      const printer = createPdfPrinter([executablePath ?? '']);
      const printed = await printer.print('<!doctype html><meta charset="utf-8"><h1>医疗救助核对表</h1>');
      expect(printed.kind === 'printed' && printed.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(leftovers()).toEqual(before);
    },
  );

  it('is told to be missing where there is no Chromium', async () => {
    expect(await createPdfPrinter([join(folder, 'none')]).print('')).toEqual({ kind: 'none' });
  });

  it('is given up when Chromium does not end or makes nothing, and one is made at a time', async () => {
    const slow = join(folder, 'slow');
    writeFileSync(slow, '#!/bin/sh\nexec sleep 60\n');
    chmodSync(slow, 0o755);
    const printer = createPdfPrinter([slow], 200);
    const first = printer.print('');
    expect(await printer.print('')).toEqual({ kind: 'busy' });
    expect(await first).toEqual({ kind: 'failed' });
    expect(await createPdfPrinter(['/bin/true']).print('')).toEqual({ kind: 'failed' });
  });
});
