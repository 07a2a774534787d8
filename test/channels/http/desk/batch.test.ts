import { readdirSync, statSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SignedInVisitor } from '../../../support/desk.ts';
import {
  plainText,
  serveTables,
  type ServedTables,
  tableHeader,
  tableOf,
  tableRow,
} from '../../../support/clerk-tables.ts';

let served: ServedTables;
let clerk: SignedInVisitor;

beforeAll(async () => {
  served = await serveTables();
});

/** Somebody new, with no tables yet. */
const newClerk = () => served.signedIn('clerk');

const card = '441801199001011234';
const recordSchema = z.array(z.record(z.string(), z.string()));

async function bytesOf(path: string): Promise<Uint8Array> {
  const cookie = [...clerk.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const response = await served.http.request(path, { headers: { Cookie: cookie } });
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

const rowsOf = async (path: string) =>
  recordSchema.parse(parse(Buffer.from(await bytesOf(path)), { columns: true, bom: true }));

describe('a table that a clerk hands in', () => {
  it('comes back with counts, totals to the fen, what to mend, the first rows, and results to download', async () => {
    clerk = await newClerk();
    const { status, path } = await served.upload(
      clerk,
      tableOf(
        tableRow('张三', '18600.50'),
        tableRow('李四', '0.07'),
        tableRow('王五', '100', { designated: '否' }),
        tableRow('赵六', '一点点'),
        tableRow('钱七', '65000', { designated: '' }),
      ),
    );
    expect(status).toBe(303);
    const page = await served.finished(clerk, path);
    const text = plainText(page);
    expect(text).toMatch(/符合 2 行 不符合 1 行 还不能确定 1 行 有错 1 行 共5行/);
    // 14880.40, 0.06, and nothing for who is not eligible.
    expect(text).toMatch(/基本医疗救助 14,880\.46 3行 1行/);
    expect(text).toContain('有错的1行没有计入');
    expect(text).toMatch(/定点医疗机构：1行没有填/);
    expect(text).toMatch(/要改的地方（1处）.*5 H5 政策范围内个人自付 [^。]*。/);
    expect(text).toContain('张三');
    expect(page).not.toContain(card);

    const rows = await rowsOf(`${path}/result?format=csv`);
    expect(rows[0]).toMatchObject({ 姓名: '张三', 身份证号: card, '结果：合计（元）': '14880.40' });
    expect(rows[3]?.['结果：填写问题']).toContain('第5行第8列（H5）：');
    const { sheets } = await readXlsx(await bytesOf(`${path}/result?format=xlsx`));
    expect(sheets[0]?.rows[1]).toEqual(expect.arrayContaining(['张三', card, 14880.4]));
  });

  it.each<[string, (text: string) => Promise<Uint8Array> | Uint8Array]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    [
      'xlsx',
      (text) =>
        writeXlsx({
          sheets: [
            {
              name: '一',
              rows: text
                .trim()
                .split('\n')
                .map((line) => line.split(',')),
            },
          ],
        }),
    ],
  ])('may be %s, whatever it is called', async (_, encode) => {
    clerk = await newClerk();
    const text = tableOf(tableRow('张三', '18600.50'));
    const { path } = await served.upload(clerk, await encode(text), { name: '没有后缀' });
    expect(plainText(await served.finished(clerk, path))).toMatch(/基本医疗救助 14,880\.40 1行/);
  });

  it('may be GBK', async () => {
    clerk = await newClerk();
    // 姓名,对象类别,就医方式,定点医疗机构,政策范围内个人自付 / 张三,低保,住院,是,100
    const text = Buffer.from(
      'd0d5c3fb2cb6d4cff3c0e0b1f02cbecdd2bdb7bdcabd2cb6a8b5e3d2bdc1c6bbfab9b92cd5feb2dfb7b6cea7c4dab8f6c8cbd7d4b8b60ad5c5c8fd2cb5cdb1a32cd7a1d4ba2ccac72c3130300a',
      'hex',
    );
    const { path } = await served.upload(clerk, text);
    expect(plainText(await served.finished(clerk, path))).toMatch(/张三.*80\.00/);
  });

  it('that is the template, filled in, is understood, in both formats and for every calculator', async () => {
    clerk = await newClerk();
    for (const { id, fields } of served.app.schemes) {
      const template = (format: string) =>
        bytesOf(`/desk/eligibility/batch-template?scheme=${id}&format=${format}`);
      const text = Buffer.from(await template('csv')).toString();
      expect(text.charCodeAt(0)).toBe(0xfeff);
      const headings = text.slice(1).trim().split(',');
      expect(headings).toHaveLength(fields.length + 1);
      const { sheets } = await readXlsx(await template('xlsx'));
      expect(sheets[0]?.rows[0]).toEqual(headings);
      const csv = await served.upload(clerk, `${text}张三\r\n`, { scheme: id });
      const sheet = [headings, ['张三']];
      const xlsx = await served.upload(clerk, await writeXlsx({ sheets: [{ name: '填写', rows: sheet }] }), {
        scheme: id,
      });
      for (const { path } of [csv, xlsx]) {
        expect(plainText(await served.finished(clerk, path))).toContain('有错 0 行 共1行');
        await clerk.post(`${path}/remove`);
      }
    }
  });

  it('says that its documents have ended, on a day after their end', async () => {
    clerk = await newClerk();
    const { path } = await served.upload(clerk, tableOf(tableRow('张三', '100')), { asOf: '2026-11-29' });
    expect(plainText(await served.finished(clerk, path))).toMatch(/已届满.*下面是按当时的规定算的/);
  });

  it('gives no spreadsheet a formula to run', async () => {
    clerk = await newClerk();
    const { path } = await served.upload(clerk, tableOf(tableRow('"=HYPERLINK(""http://x"")"', '100')));
    await served.finished(clerk, path);
    const [row] = await rowsOf(`${path}/result?format=csv`);
    expect(row?.['姓名']).toBe(`'=HYPERLINK("http://x")`);
  });
});

const xlsxOf = (rows: string[][]): Promise<Uint8Array> => writeXlsx({ sheets: [{ name: '一', rows }] });

describe('a table that cannot be used', () => {
  it.each<[string, () => Promise<Uint8Array> | string | Uint8Array, RegExp]>([
    ['only has headings', () => `${tableHeader}\n`, /只有表头，没有数据行/],
    ['has nothing but empty lines', () => '\n\n\n', /没有内容/],
    ['has none of the facts', () => '姓名,备注\n张三,无\n', /没有一列是“.*”要填的情况，请下载模板/],
    ['has a heading that nobody knows', () => '姓名,自付金额多少\n张三,1\n', /第2列“自付金额多少”不是/],
    [
      'is an old or encrypted workbook',
      () => Buffer.from('d0cf11e0a1b11ae1'.repeat(90), 'hex'),
      /旧版 Excel/,
    ],
    ['is another archive', () => Buffer.from('504b0304'.repeat(20), 'hex'), /不是 \.xlsx 表格或者已损坏/],
    ['is a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /编码不对/],
    ['has no headings in a sheet', () => xlsxOf([['', '']]), /没有内容/],
    [
      'has too many rows',
      () => tableOf(...Array.from({ length: 100_001 }, () => 'x,,,,,,,,')),
      /超过100000行/,
    ],
  ])('that %s is told so in a sentence, and nothing of it is kept', async (_, content, sentence) => {
    clerk = await newClerk();
    const before = served.files();
    const { path } = await served.upload(clerk, await content());
    const page = await served.finished(clerk, path);
    expect(plainText(page)).toMatch(sentence);
    expect(page).not.toContain(served.tables);
    expect(served.files()).toEqual(before);
    expect((await clerk.get(`${path}/result?format=csv`)).status).toBe(404);
  });

  it('because it is empty, absent or for no calculator is told at once', async () => {
    clerk = await newClerk();
    const empty = await served.upload(clerk, '');
    expect([empty.status, plainText(empty.text)]).toEqual([400, expect.stringContaining('选的文件是空的')]);
    const absent = await served.upload(clerk, '', { name: '' });
    expect([absent.status, plainText(absent.text)]).toEqual([400, expect.stringContaining('还没有选表格')]);
    expect((await served.upload(clerk, 'x', { scheme: 'none' })).status).toBe(404);
    expect((await served.upload(clerk, 'x', { csrf: 'wrong' })).status).toBe(403);
  });

  it('because it is too large is told so; the other pages take no more than before', async () => {
    clerk = await newClerk();
    const large = await served.upload(clerk, new Uint8Array(21 * 1024 * 1024));
    expect([large.status, large.text]).toEqual([413, expect.stringContaining('文件超过 20 MB')]);
    const { status } = await clerk.post('/desk/eligibility', { scheme: 'x'.repeat(70_000) });
    expect(status).toBe(413);
  });
});

describe('what lies on the server', () => {
  it('is readable for its user alone, and gone when the clerk removes it', async () => {
    clerk = await newClerk();
    const { path } = await served.upload(clerk, tableOf(tableRow('张三', '100')));
    await served.finished(clerk, path);
    const files = served.files();
    expect(files.map((file) => file.replace(/.*\//, '')).toSorted()).toEqual(
      expect.arrayContaining(['input.csv', 'result.csv', 'result.xlsx']),
    );
    const [folder = ''] = readdirSync(served.tables);
    expect(statSync(`${served.tables}/${folder}`).mode & 0o777).toBe(0o700);
    const before = served.files().length;
    await clerk.post(`${path}/remove`);
    expect(served.files()).toHaveLength(before - 3);
    expect((await clerk.get(path)).status).toBe(404);
  });

  it('is shown to nobody else, an administrator included', async () => {
    clerk = await newClerk();
    const { path } = await served.upload(clerk, tableOf(tableRow('张三', '100')));
    await served.finished(clerk, path);
    for (const other of [await newClerk(), await served.signedIn('admin')]) {
      for (const each of [path, `${path}/progress`, `${path}/result?format=csv`])
        expect((await other.get(each)).status).toBe(404);
      expect((await other.post(`${path}/remove`)).status).toBe(404);
      expect((await other.get('/desk/eligibility/batch')).text).not.toContain(path);
    }
    expect((await clerk.get('/desk/eligibility/batch')).text).toContain(path);
  });

  it('is in no store, log or audit: there only calculator, counts and digest stand', async () => {
    clerk = await newClerk();
    const { path } = await served.upload(clerk, tableOf(tableRow('欧阳甲乙丙', '76543.21')), {
      name: '欧阳甲乙丙的表 13812345678.csv',
    });
    const page = await served.finished(clerk, path);
    expect(page).toContain('欧阳甲乙丙的表');
    expect(page).not.toContain('13812345678');
    await bytesOf(`${path}/result?format=csv`);
    const entries = (await served.store.audit.list(50)).filter(({ action }) => action.startsWith('batch.'));
    expect(entries[0]).toMatchObject({ action: 'batch.download', subject: 'medical-aid' });
    expect(entries[1]?.detail).toMatch(/^1行：符合1，不符合0，还不能确定0，有错0；文件 sha256 [0-9a-f]{16}$/);
    expect(JSON.stringify([entries, served.logged])).not.toMatch(/欧阳|76543|138/);
  });
});
