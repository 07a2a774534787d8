import { execFileSync } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { streamXlsxRows, writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { schemeOf } from '../../src/calculators/registry.ts';
import { type CalcBatchOptions, runCalcBatch } from '../../src/channels/terminal/calc-batch-command.ts';
import { WenzhengError } from '../../src/errors.ts';
import { runCli, startCli } from '../support/run-cli.ts';

let folder: string;
let stdout: string;
let stderr: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-batch-'));
  stdout = '';
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const at = (name: string): string => join(folder, name);

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

const batch = (input: string, more: Partial<CalcBatchOptions> = {}) =>
  runCalcBatch({ input, output: at('out.csv'), scheme: 'medical-aid', asOf: '2019-12-31', ...more });

const recordSchema = z.array(z.record(z.string(), z.string()));

/** The written rows by heading. */
function results(name = 'out.csv') {
  return recordSchema.parse(parse(readFileSync(at(name)), { columns: true, bom: true }));
}

async function refusal(run: Promise<number>): Promise<string> {
  const error: unknown = await run.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WenzhengError);
  return error instanceof WenzhengError ? error.message : '';
}

/** Text in GBK, which Node can read and not write. */
function inGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1)
      codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Uint8Array.from(
    Array.from(text).flatMap((sign) => (sign < '\x80' ? [sign.charCodeAt(0)] : (codes.get(sign) ?? []))),
  );
}

const header = '姓名,对象类别,户籍,定点医疗机构,就医方式,收据日期,政策范围内个人自付,患重特大疾病';
const person = (name: string, amount: string) => `${name},低保,本区,是,住院,2018-08,${amount},否`;

describe('a table of cases', () => {
  it('gets the exact result beside each row, in columns with Chinese headings', async () => {
    const input = put('in.csv', `${header}\n${person('张三', '18600.50')}\n${person('李四', '0.07')}\n`);
    expect(await batch(input)).toBe(0);
    const [first, second] = results();
    expect(first).toMatchObject({
      姓名: '张三',
      政策范围内个人自付: '18600.50',
      '结果：状态': '已算出',
      '结果：是否符合': '是',
      '结果：基本医疗救助（元）': '14880.40',
      '结果：合计（元）': '14880.40',
      '结果：填写问题': '',
    });
    expect(first?.['结果：依据']).toMatch(/^清新府办〔2018〕16号 .*第七条/);
    expect(first?.['结果：计算过程']).toContain('乘以80%：14880.4');
    expect(second?.['结果：合计（元）']).toBe('0.06');
    expect(stdout).toBe(`共 2 行：已算出 2。写入 ${at('out.csv')}\n`);
    expect(stderr).toBe('');
  });

  it('may have field keys, units in brackets and columns that only name the person', async () => {
    const input = put(
      'in.csv',
      '备注电话,categories, 政策范围内个人自付（元） ,careKind,定点医疗机构,序号\n138,低保,100,住院,是,1\n',
    );
    expect(await batch(input)).toBe(0);
    expect(results()[0]).toMatchObject({ 备注电话: '138', 序号: '1', '结果：合计（元）': '80.00' });
  });

  it('says what is missing, between which amounts the result lies, and what was assumed', async () => {
    const input = put('in.csv', `${header}\n钱七,低保,,是,住院,2018-08,65000,\n`);
    expect(await batch(input)).toBe(0);
    const [row] = results();
    expect(row).toMatchObject({
      '结果：状态': '部分已定',
      '结果：还缺的情况': '患重特大疾病',
      '结果：基本医疗救助（元）': '50000.00',
      '结果：合计（元）': '',
      '结果：可能的范围': '重特大疾病救助0.00～7500.00元，合计50000.00～57500.00元',
    });
    expect(row?.['结果：假定的情况']).toContain('户籍：本区');
  });

  it('gives the reasons where somebody is not eligible', async () => {
    const input = put('in.csv', `${header}\n钱七,低保,本区,否,住院,2018-08,100,否\n`);
    expect(await batch(input)).toBe(0);
    const [row] = results();
    expect(row?.['结果：是否符合']).toBe('否');
    expect(row?.['结果：理由']).not.toBe('');
  });

  it.each<[string, (text: string) => string | Uint8Array]>([
    ['UTF-8 with a byte order mark', (text) => `\ufeff${text}`],
    ['GBK', inGbk],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le')],
    ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ])('may be written in %s', async (_, encode) => {
    const text = `${header}\n${'\n'.repeat(3)}${person('张三', '18600.50')}\n`;
    await batch(put('in.csv', text));
    const plain = readFileSync(at('out.csv'), 'utf8');
    expect(await batch(put('in.csv', encode(text)))).toBe(0);
    expect(readFileSync(at('out.csv'), 'utf8')).toBe(plain);
  });

  it('is read as GBK although it begins like UTF-8', async () => {
    const rows = 'yes,1,100\n'.repeat(10_000);
    const input = put('in.csv', inGbk(`agreement,level,netCost\n${rows}是,1,50\n`));
    expect(await batch(input, { scheme: 'mental-health-medication' })).toBe(0);
    expect(results().at(-1)?.['agreement']).toBe('是');
  });

  it('may be corrected in the written file and computed again', async () => {
    const input = put('in.csv', `${header}\n${person('张三', '几千块')}\n`);
    expect(await batch(input)).toBe(1);
    const corrected = readFileSync(at('out.csv'), 'utf8').replace('几千块', '18600.50');
    expect(await batch(put('again.csv', corrected), { output: at('again-out.csv') })).toBe(0);
    expect(results('again-out.csv')[0]).toMatchObject({
      '结果：合计（元）': '14880.40',
      '结果：填写问题': '',
    });
  });

  it('may name the calculator in each row, by id or by title', async () => {
    const rows = [
      'medical-aid,低保,100,住院,是,,,',
      `${schemeOf('forest-fire-penalty')?.title},,,,,2018-04-01,是,`,
      ',低保,100,住院,是,,,',
      '算命,低保,100,住院,是,,,',
      'medical-aid,低保,100,住院,是,,,5',
    ];
    const headings = '计算项目,对象类别,政策范围内个人自付,就医方式,定点医疗机构,日期,只问是否禁火期,体重KG';
    const input = put('in.csv', `${headings}\n${rows.join('\n')}\n`);
    expect(await batch(input, { scheme: undefined })).toBe(1);
    const [aid, fire, none, unknown, foreign] = results();
    expect(aid?.['结果：合计（元）']).toBe('80.00');
    expect(fire?.['结果：在禁火期内']).toBe('是');
    expect(none?.['结果：填写问题']).toMatch(/^第4行第1列（A4）：没有写计算项目/);
    expect(unknown?.['结果：填写问题']).toContain('没有“算命”这个计算项目');
    expect(foreign?.['结果：填写问题']).toMatch(/^第6行第8列（H6）：.*没有这一项/);
    expect(Object.keys(aid ?? {})).not.toContain('结果：重点用水单位');
  });
});

describe('wenzheng calc batch', () => {
  it('writes the table, sums up on stdout, and tells of bad rows on stderr and by its exit code', async () => {
    const input = put('in.csv', `${header}\n${person('张三', '100')}\n${person('李四', '-1')}\n`);
    const more = ['-o', at('out.csv'), '--scheme', 'medical-aid', '--as-of', '2019-12-31'];
    const result = await runCli(['calc', 'batch', input, ...more]);
    expect(result.code).toBe(1);
    expect(result.stdout).toBe(`共 2 行：已算出 1，填写有误 1。写入 ${at('out.csv')}\n`);
    expect(result.stderr).toMatch(/^1 行有填写问题，其余各行照常计算：\n {2}第3行第7列（G3）：[^\n]+\n$/);
    expect(results().map((row) => row['结果：合计（元）'])).toEqual(['80.00', '']);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'leaves nothing behind when it gets %s',
    async (signal) => {
      const input = put('in.csv', `${header}\n${`${person('张三', '100')}\n`.repeat(300_000)}`);
      const child = startCli(['calc', 'batch', input, '-o', at('out.csv'), '--scheme', 'medical-aid']);
      const ended = new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
      const unfinished = () => readdirSync(folder).filter((name) => name.endsWith('.part'));
      await vi.waitFor(() => expect(unfinished()).toHaveLength(1), { timeout: 10_000, interval: 20 });
      // The name cannot be foreseen, not even from the process's number.
      expect(unfinished()[0]).toMatch(/^out\.csv\.[\da-f]{16}\.part$/);
      child.kill(signal);
      expect(await ended).toBe(signal);
      expect(readdirSync(folder)).toEqual(['in.csv']);
    },
  );

  it('repeats no private number and no control character, wherever it stands', async () => {
    const rows = [
      '李四,441823199001011234,本区,是,住院,2018-08,100,否',
      '李四,我的电话13800138000,本区,是,住院,2018-08,100,否',
      `李四,低保,本区,是,住院,${'1'.repeat(12)}13800138000,100,否`,
      '李四,\u001b[31m,本区,是,住院,2018-08,100,否',
    ];
    const input = put('in.csv', `${header}\n${rows.join('\n')}\n`);
    const result = await runCli(['calc', 'batch', input, '-o', at('out.csv'), '--scheme', 'medical-aid']);
    expect(result.stderr).not.toMatch(/138001380|4418231990/);
    expect(result.stderr).not.toContain('\u001b');
    expect(result.stderr).toContain('【已隐去身份证号】');
    expect(
      results()
        .map((row) => row['结果：填写问题'])
        .join(),
    ).not.toMatch(/138001380|4418231990/);
    // What was typed stays in its own column.
    expect(results()[0]?.['对象类别']).toBe('441823199001011234');

    const named = put('named.csv', `计算项目,姓名\n13800138000,李四\n${'办'.repeat(15)}13800138000,李四\n`);
    const unknown = await runCli(['calc', 'batch', named, '-o', at('out.csv')]);
    expect(unknown.stderr).toContain('没有“【已隐去手机号】”这个计算项目');
    expect(
      unknown.stderr +
        results()
          .map((row) => row['结果：填写问题'])
          .join(),
    ).not.toContain('13800');

    const headed = put('headed.csv', '对象类别,电话13800138000\n低保,1\n');
    const refused = await runCli(['calc', 'batch', headed, '-o', at('out.csv'), '--scheme', 'medical-aid']);
    expect(refused.stderr).toMatch(/^[^\n]*“电话【已隐去手机号】”不是计算项目里的列[^\n]*\n$/);
  });
});

const table = () => put('in.csv', `${header}\n${person('张三', '100')}\n`);

describe('the output', () => {
  it('may be a link: it stays one, and the file that it leads to is replaced', async () => {
    mkdirSync(at('elsewhere'));
    put('elsewhere/table.csv', 'older');
    symlinkSync(at('elsewhere/table.csv'), at('out.csv'));
    expect(await batch(table())).toBe(0);
    expect(lstatSync(at('out.csv')).isSymbolicLink()).toBe(true);
    expect(results('elsewhere/table.csv')[0]?.['结果：合计（元）']).toBe('80.00');
    expect(readdirSync(at('elsewhere'))).toEqual(['table.csv']);
  });

  it('may not be a link that leads nowhere or in a circle, a pipe or a device', async () => {
    symlinkSync(at('nowhere.csv'), at('lost.csv'));
    symlinkSync(at('circle.csv'), at('circle.csv'));
    symlinkSync('/dev/null', at('device.csv'));
    execFileSync('mkfifo', [at('pipe.csv')]);
    for (const [name, reason] of [
      ['lost.csv', '是链接，链接到的文件不存在'],
      ['circle.csv', '是链接，链接到的文件不存在'],
      ['device.csv', '不是普通文件'],
      ['pipe.csv', '不是普通文件'],
    ] as const)
      expect(await refusal(batch(table(), { output: at(name) }))).toContain(reason);
    expect(lstatSync(at('pipe.csv')).isFIFO()).toBe(true);
  });
});

describe('rows that cannot be used', () => {
  it('are reported by row and column, and the rest goes on', async () => {
    const rows = [
      person('张三', '-5'),
      '李四,低保,本区,是,住院,2019-02-30,几千块,否',
      `赵六,外星人,本区,是,住院,2018-08,100,否`,
      `${person('孙八', '100')},多`,
      person('王五', '100'),
    ];
    expect(await batch(put('in.csv', `${header}\n${rows.join('\n')}\n`))).toBe(1);
    const problems = results().map((row) => row['结果：填写问题']);
    expect(problems).toEqual([
      expect.stringMatching(/^第2行第7列（G2）：“政策范围内个人自付”不能是负数/),
      expect.stringMatching(/^第3行第6列（F3）：.*2019-02-30.*第3行第7列（G3）：/),
      expect.stringMatching(/^第4行第2列（B4）：.*外星人/),
      expect.stringMatching(/^第5行第9列（I5）：比表头多出来/),
      '',
    ]);
    expect(results().at(-1)?.['结果：合计（元）']).toBe('80.00');
    expect(stderr).toMatch(/^4 行有填写问题，其余各行照常计算：\n {2}第2行第7列/);
    expect(stderr.trim().split('\n')).toHaveLength(6);
  });

  it('make a list that ends', async () => {
    const rows = Array.from({ length: 500 }, (_, row) => person(`第${row}户`, '-1'));
    expect(await batch(put('in.csv', `${header}\n${rows.join('\n')}\n`))).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(22);
    expect(stderr).toContain('500 行有填写问题');
  });

  it('may contradict themselves: then the row is named', async () => {
    const input = put('in.csv', `${header},总费用\n${person('王五', '100')},50\n`);
    expect(await batch(input)).toBe(1);
    expect(results()[0]?.['结果：填写问题']).toMatch(/^第2行：/);
  });
});

describe('a cell that a spreadsheet would take for a formula', () => {
  it('is written harmless', async () => {
    const names = ['=1+1', '+86', '-1', '@A1', '"\t=1"', '＝1', ' =1'];
    await batch(put('in.csv', `${header}\n${names.map((name) => person(name, '100')).join('\n')}\n`));
    for (const { 姓名 } of results()) expect(姓名).toMatch(/^'/);
  });

  it('is written harmless in a message too, and in .xlsx', async () => {
    const input = put('in.csv', `${header}\n=1,=2,本区,是,住院,2018-08,=3,否\n`);
    await batch(input, { output: at('out.xlsx') });
    for await (const { values } of streamXlsxRows(readFileSync(at('out.xlsx'))))
      for (const value of values) expect(String(value ?? '')).not.toMatch(/^[=+\-@]/);
  });
});

describe('an .xlsx table', () => {
  it('is read and written with days and amounts as such', async () => {
    const headings = header.split(',');
    const day = new Date(Date.UTC(2018, 7, 1));
    const rows = [headings, ['张三', '低保', '本区', true, '住院', day, 18600.5, '否']];
    const input = put('in.xlsx', await writeXlsx({ sheets: [{ name: '名单', rows }] }));
    expect(await batch(input, { output: at('out.xlsx') })).toBe(0);
    const written: unknown[][] = [];
    for await (const { values } of streamXlsxRows(readFileSync(at('out.xlsx')))) written.push(values);
    const [names = [], first = []] = written;
    expect(first[names.indexOf('收据日期')]).toBe('2018-08-01');
    expect(first[names.indexOf('政策范围内个人自付')]).toBe(18600.5);
    expect(first[names.indexOf('结果：合计（元）')]).toBe(14880.4);
  });

  it('that is a bomb is refused, and nothing is written', async () => {
    const input = put('in.xlsx', Buffer.from('PK\x03\x04 not an archive'));
    expect(await refusal(batch(input))).toMatch(/in\.xlsx.*已损坏/);
    expect(readdirSync(folder)).toEqual(['in.xlsx']);
  });
});

describe('a table that cannot be used', () => {
  it.each<[string, string, Partial<CalcBatchOptions>, RegExp]>([
    ['has no rows', `${header}\n\n`, {}, /in\.csv 只有表头/],
    ['is empty', '', {}, /in\.csv 是空文件/],
    ['has only blank lines', '\n,,\n', {}, /in\.csv 里没有内容/],
    [
      'has a heading twice',
      '对象类别,姓名,对象类别\n低保,a,低保\n',
      {},
      /“对象类别”出现了两次（第1列和第3列）/,
    ],
    ['has a key and its label', '对象类别,categories\n低保,低保\n', {}, /“对象类别”和“categories”是同一项/],
    ['has an unknown heading', '对象类别,人均存扣\n低保,1\n', {}, /第2列“人均存扣”不是计算项目里的列/],
    ['has a column without a heading', '对象类别,,姓名\n低保,1,a\n', {}, /第2列没有列名/],
    [
      'has an unclosed quotation mark',
      `${header}\n${person('a', '1')}\n"${person('b', '1')}\n`,
      {},
      /第3行的引号没有成对/,
    ],
    [
      'has a cell that is too long',
      `${header}\n${person('长'.repeat(1_000_001), '1')}\n`,
      {},
      /第2行超过100万个字符，请把太长的单元格改短/,
    ],
    ['has too many columns', `${header}${',备注'.repeat(300)}\n`, {}, /超过300列/],
    ['names no calculator', `${header}\n${person('a', '1')}\n`, { scheme: undefined }, /计算项目.*--scheme/],
    [
      'is computed with an unknown calculator',
      header,
      { scheme: 'x' },
      /没有计算项目 x，请从这些里选：medical-aid/,
    ],
  ])('because it %s is refused with one sentence', async (_, text, more, message) => {
    const refused = await refusal(batch(put('in.csv', text), more));
    expect(refused).toMatch(message);
    expect(refused).toMatch(/^[^。\n]+。$/);
    expect(readdirSync(folder)).toEqual(['in.csv']);
  });

  it('because of its place is refused with one sentence', async () => {
    mkdirSync(at('folder.csv'));
    const input = put('in.csv', `${header}\n${person('a', '1')}\n`);
    expect(await refusal(batch(at('none.csv')))).toMatch(/^找不到文件 .*none\.csv/);
    expect(await refusal(batch(at('folder.csv')))).toMatch(/folder\.csv 不是文件/);
    expect(await refusal(batch(at('in.xls')))).toMatch(/in\.xls 不是 \.csv 或 \.xlsx/);
    expect(await refusal(batch(input, { output: at('out.txt') }))).toMatch(/out\.txt 不是 \.csv 或 \.xlsx/);
    expect(await refusal(batch(input, { output: at('folder.csv') }))).toMatch(/folder\.csv 是文件夹/);
    expect(await refusal(batch(input, { output: at('none/out.csv') }))).toMatch(/没有文件夹 .*none/);
  });

  it('because it would overwrite itself is refused, also through a link', async () => {
    const input = put('in.csv', `${header}\n${person('a', '1')}\n`);
    symlinkSync(input, at('symbolic.csv'));
    linkSync(input, at('hard.csv'));
    for (const output of [input, at('symbolic.csv'), at('hard.csv'), join(folder, '.', 'in.csv')])
      expect(await refusal(batch(input, { output }))).toContain('同一个');
  });

  it('leaves an older result as it was', async () => {
    put('out.csv', 'older');
    await refusal(batch(put('in.csv', `${header}\n${person('a', '1')}\n"${person('b', '1')}\n`)));
    expect(readFileSync(at('out.csv'), 'utf8')).toBe('older');
    expect(readdirSync(folder).toSorted()).toEqual(['in.csv', 'out.csv']);
  });

  it('because of its encoding is refused', async () => {
    const bytes = Buffer.concat([Buffer.from(`${header}\n`), Buffer.of(0xff, 0xff, 0x80, 0x00)]);
    expect(await refusal(batch(put('in.csv', bytes)))).toContain('编码不对');
  });
});
