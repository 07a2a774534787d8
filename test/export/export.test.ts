import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { readCsv } from '../../src/batch/read-csv.ts';
import { readXlsx } from '../../src/batch/read-xlsx.ts';
import type { Cell } from '../../src/batch/table.ts';
import { validityLabels } from '../../src/channels/http/validity-label.ts';
import { checkEntries } from '../../src/export/check-entries.ts';
import { columns, type Entry } from '../../src/export/entry.ts';
import { cutBeforePrivateNumber } from '../../src/gazette/private-numbers.ts';
import { makeEntries } from '../../src/export/make-entries.ts';
import { partAsBytes, writeEntries } from '../../src/export/write-entries.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-export-test-'));
let app: App;
let entries: Entry[];

beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-23',
  });
  entries = entriesOn('2026-11-23');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function entriesOn(asOf: string): Entry[] {
  const { corpus, questions } = app;
  return makeEntries({ corpus, questions, asOf, nameOfValidity: (status) => validityLabels[status].text });
}

function titled(all: readonly Entry[], title: string): Entry {
  const found = all.find((entry) => entry.title === title);
  if (found === undefined) throw new Error(`no entry ${title}`);
  return found;
}

async function read(file: string): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  for await (const { cells } of file.endsWith('.xlsx') ? readXlsx(file, () => {}) : readCsv(file))
    rows.push(cells);
  return rows;
}

const sound: Entry = {
  category: '清新区/医疗救助',
  title: '低保户住院能救助多少？',
  content: '按80%给予救助。',
  issuer: '清远市清新区人民政府办公室',
  material: '热点问答',
  keywords: ['低保', '住院'],
  documentNumber: '清新府办〔2018〕16号',
  clauses: '第七条',
  effectiveFrom: '2018-03-23',
  lastDay: '2020-03-31',
  validity: '有效期已过',
  validityReason: '有效期至2020年3月31日，已届满。',
  asOf: '2026-11-23',
  source: '公报2018年第3期',
};

describe('the export for a hotline', () => {
  it('breaks no rule of the form in any entry, on days of any validity', () => {
    for (const asOf of ['2017-01-01', '2019-06-01', '2026-11-23'])
      expect(checkEntries(entriesOn(asOf))).toEqual([]);
  });

  it('has one entry for each standard question and one for each document', () => {
    expect(app.questions.length).toBeGreaterThan(800);
    expect(entries).toHaveLength(app.questions.length + app.corpus.documents.length);
    const answered = entries.slice(0, app.questions.length);
    app.questions.forEach(({ ask, answer }, at) => {
      expect(answered[at]?.title).toContain(ask);
      expect(answered[at]?.content).toContain(answer ?? '原文摘录');
    });
  });

  it('says before anything else that a rule has ended, and nothing of the kind while it held', () => {
    const title = '低保户住院，医保报销后自己出的部分能救助多少？';
    const ended = titled(entries, title);
    expect(ended.content).toMatch(/^【有效期已过】有效期至2020年3月31日，已届满/);
    expect(ended).toMatchObject({
      validity: '有效期已过',
      lastDay: '2020-03-31',
      documentNumber: '清新府办〔2018〕16号',
      clauses: '第七条',
      material: '热点问答',
      issuer: '清远市清新区人民政府办公室',
    });
    expect(ended.source).toMatch(/公报2018年第\d期.*003_bdaeface9a7eb4db\.txt/);
    const held = titled(entriesOn('2019-06-01'), title);
    expect(held.content).toMatch(/^答复：基本医疗保险/);
    expect(held.validity).toBe('现行有效');
  });

  it('tells drafts and material from elsewhere first, in every entry that rests on them', () => {
    const others = entries.filter(({ validity }) => validity !== '现行有效');
    expect(others.length).toBeGreaterThan(20);
    for (const { content, validity } of others) expect(content.startsWith(`【${validity}】`)).toBe(true);
    const draft = entries.filter(({ material }) => material === '征求意见稿');
    expect(draft.map(({ validity }) => validity)).toEqual(['征求意见稿，未生效']);
  });

  it('quotes the cited clauses as they stand in the gazette, up to a private number', () => {
    app.questions.forEach(({ clauses }, at) => {
      const content = entries[at]?.content ?? '';
      for (const index of clauses) {
        const clause = app.corpus.clauses[index];
        for (const words of clause?.row?.cells ?? [clause?.text ?? ''])
          expect(content).toContain(cutBeforePrivateNumber(words));
      }
    });
  });

  it('writes files of at most a thousand entries that read back as they were, in both formats', async () => {
    const many = Array.from({ length: 2001 }, (_, at) => ({
      ...sound,
      title: `第${at}问`,
      content: '一\n二',
    }));
    const out = join(folder, 'many');
    const names = await writeEntries(out, many, ['xlsx', 'csv'], '2026-11-23');
    expect(names).toEqual(
      readdirSync(out).toSorted((left, right) => names.indexOf(left) - names.indexOf(right)),
    );
    for (const format of ['xlsx', 'csv']) {
      const files = names.filter((name) => name.endsWith(format));
      const tables = await Promise.all(files.map((name) => read(join(out, name))));
      expect(tables.map((rows) => rows.length - 1)).toEqual([1000, 1000, 1]);
      expect(tables[1]?.[0]).toEqual(columns.map(({ heading }) => heading));
      expect(tables[1]?.[1]?.slice(1, 3)).toEqual(['第1000问', '一\n二']);
    }
  });

  it('writes CSV with a byte order mark and without formulas', async () => {
    const sly = { ...sound, title: '=HYPERLINK("http://example.com")', content: '@SUM(1)\n下一行' };
    const csv = await partAsBytes([sly], 'csv');
    expect(csv.subarray(0, 3)).toEqual(Buffer.of(0xef, 0xbb, 0xbf));
    expect(csv.toString()).toContain(`,"'=HYPERLINK(""http://example.com"")","'@SUM(1)\n下一行",`);
  });
});

describe('the check of entries', () => {
  const faults: readonly [name: string, change: Partial<Entry>][] = [
    ['标题超过128个字符', { title: '长'.repeat(129) }],
    ['内容是空的', { content: ' ' }],
    ['内容超过32767个字符', { content: '长'.repeat(32_768) }],
    ['类目有一级是空的', { category: '清新区/' }],
    ['发文单位是空的', { issuer: '' }],
    ['没有关键字', { keywords: [] }],
    ['关键字重复', { keywords: ['低保', '低保'] }],
    ['是空的或者超过20个字符', { keywords: ['长'.repeat(21)] }],
    ['关键字和标题相同', { keywords: ['低保'], title: '低保' }],
    ['不是日期', { lastDay: '2020年' }],
    ['有私人号码', { content: '请打13812345678' }],
  ];
  it.each(faults)('finds: %s', (name, change) => {
    expect(checkEntries([sound])).toEqual([]);
    expect(checkEntries([{ ...sound, ...change }]).join()).toContain(name);
  });

  it('finds titles that are not unique', () => {
    expect(checkEntries([sound, sound])).toHaveLength(2);
  });

  it('finds nothing in entries of any corpus, whatever its titles and questions are like', () => {
    const [document] = app.corpus.documents;
    if (document === undefined) throw new Error('no document');
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 300 })
      .filter((each) => each.trim() !== '');
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        const documents = [...texts, ...texts].map((title, at) => ({
          ...document,
          id: `d${at}`,
          title,
          parts: [],
        }));
        const questions = texts.map((ask) => ({
          ask,
          also: [ask, `${ask} 甲`],
          answer: null,
          document: 0,
          clauses: [1],
        }));
        const made = makeEntries({
          corpus: { ...app.corpus, documents },
          questions,
          asOf: '2026-11-23',
          nameOfValidity: (status) => validityLabels[status].text,
        });
        expect(checkEntries(made)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('wenzheng export', () => {
  it('writes the knowledge base into a folder and says what it wrote', async () => {
    const out = join(folder, 'out');
    const given = ['--corpus', realCorpusFolder, '--index', realIndexFolder()];
    const { code, stdout, stderr } = await runCli([
      'export',
      '--out',
      out,
      '--as-of',
      '2019-06-01',
      ...given,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(out)).toEqual(['知识库条目-2019-06-01-01.csv', '知识库条目-2019-06-01-01.xlsx']);
    expect(stdout).toContain(`共${entries.length}条`);
    const rows = await read(join(out, '知识库条目-2019-06-01-01.xlsx'));
    expect(rows.slice(1).map((cells) => cells[1])).toEqual(entries.map(({ title }) => title));
    expect(readFileSync(join(out, '知识库条目-2019-06-01-01.csv'), 'utf8')).toContain('现行有效');
  });

  it('refuses formats, days and folders that there are not, with a sentence', async () => {
    const out = join(folder, 'none');
    const wrong = [
      [['--out', out, '--format', 'pdf'], 2, '--format 要写成'],
      [['--out', out, '--as-of', '2026-02-30'], 2, '--as-of 要写成'],
      [[], 2, '缺少选项'],
      [['--out', join(realCorpusFolder, 'catalog.yaml')], 1, '写不了文件夹'],
    ] as const;
    for (const [given, expected, sentence] of wrong) {
      const { code, stderr } = await runCli(['export', ...given, '--index', realIndexFolder()]);
      expect(stderr).toContain(sentence);
      expect(code).toBe(expected);
    }
  });
});
