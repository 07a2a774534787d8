import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calculationSchema } from '../../src/calculators/calculation.ts';
import { schemes } from '../../src/calculators/registry.ts';
import { runCli } from '../support/run-cli.ts';

const inpatient = { 对象类别: '低保', 定点医疗机构: true, 就医方式: '住院', 政策范围内个人自付: 30_000 };
const calc = (id: string, input: string, ...more: string[]) => runCli(['calc', id, ...more], { input });
/** Without the line breaks of the terminal. */
const unwrapped = (text: string) => text.replace(/\n */g, '');
const parseLines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => calculationSchema.parse(JSON.parse(line)));

describe('wenzheng calc list and template', () => {
  it('lists every calculator, for people and for programs', async () => {
    const { code, stdout } = await runCli(['calc', 'list']);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(schemes.length);
    expect(stdout).toContain('medical-aid\t医疗救助\t清新府办〔2018〕16号');
    const listed: unknown = JSON.parse((await runCli(['calc', 'list', '--json'])).stdout);
    expect(listed).toMatchObject(schemes.map(({ id, title }) => ({ id, title })));
  });

  it('gives a template whose empty values count as not said', async () => {
    const { stdout } = await runCli(['calc', 'template', 'medical-aid']);
    expect(Object.keys(JSON.parse(stdout))).toEqual(schemes[0]?.fields.map(({ label }) => label));
    const filled = { ...JSON.parse(stdout), ...inpatient };
    const { code, stdout: result } = await calc('medical-aid', JSON.stringify(filled, null, 2), '--json');
    expect(code).toBe(0);
    expect(parseLines(result)).toMatchObject([{ status: 'ok', values: { total: 24_000 } }]);
  });

  it('explains each item with its choices', async () => {
    const { stdout } = await runCli(['calc', 'template', 'forest-fire-penalty', '--explain']);
    expect(unwrapped(stdout)).toMatch(/主体（\w+）：用火的是个人还是单位？可填：个人、单位/);
  });
});

describe('wenzheng calc <id>', () => {
  it('computes one object, printed over several lines or not, with labels or keys', async () => {
    const { code, stdout, stderr } = await calc('medical-aid', JSON.stringify(inpatient, null, 2), '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(parseLines(stdout)).toMatchObject([
      { calculator: 'medical-aid', status: 'ok', values: { basicAid: 24_000, total: 24_000 } },
    ]);
    const keys = JSON.stringify({ categories: ['低保'], designated: '是', ownShare: '3万' });
    const byKey = await calc('medical-aid', keys, '--json');
    expect(parseLines(byKey.stdout)).toMatchObject([{ status: 'ok', values: { basicAid: 24_000 } }]);
  });

  it('tells people the result, what was taken for granted and each step with its clause', async () => {
    const { code, stdout } = await calc('medical-aid', JSON.stringify(inpatient));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^【规则计算】医疗救助：可以救助，基本医疗救助24000元/);
    expect(stdout).toContain('户籍本区（按常见情况假设）');
    expect(stdout).toContain('乘以80% = 24000元（清新府办〔2018〕16号第七条）');
    expect(stdout).toContain('要带的材料');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('asks for what is missing and gives the bounds', async () => {
    const { code, stdout } = await calc('medical-aid', '{"对象类别":"低保","政策范围内个人自付":"几千块"}');
    expect(code).toBe(0);
    expect(unwrapped(stdout)).toContain('合计0元到80000元');
    expect(stdout).toContain('政策范围内个人自付：');
    expect(stdout).toContain('没有读成数字');
  });

  it('takes an object a line, in order, and loses only the lines that cannot be read', async () => {
    const input = ['{"对象类别":"低保"}', '', '{"对象类别":', JSON.stringify(inpatient)].join('\r\n');
    const { code, stdout, stderr } = await calc('medical-aid', input, '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const results = parseLines(stdout);
    expect(results.map(({ status }) => status)).toEqual(['missing', 'input-error', 'ok']);
    expect(results[1]?.reasons[0]?.text).toContain('第 3 行');
  });

  it('computes the cases of the evaluation as the kernel does', async () => {
    const cases = readFileSync('eval/calculator-cases.jsonl', 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { calculator: string; facts: object; expected: { status: string } })
      .filter(({ calculator }) => calculator === 'medical-aid');
    const { stdout } = await calc(
      'medical-aid',
      cases.map(({ facts }) => JSON.stringify(facts)).join('\n'),
      '--json',
    );
    expect(parseLines(stdout).map(({ status }) => status)).toEqual(
      cases.map(({ expected }) => expected.status),
    );
  });
});

describe('what cannot be computed', () => {
  it.each([
    ['a negative amount', '{"政策范围内个人自付":-1}', '“政策范围内个人自付”不能是负数'],
    ['NaN', '{"政策范围内个人自付":NaN}', '“政策范围内个人自付”不是一个数字'],
    ['a figure beyond all', '{"政策范围内个人自付":1e309}', '“政策范围内个人自付”不是一个数字'],
    ['figures without quotation marks', '{"政策范围内个人自付":3万5}', '“政策范围内个人自付”的值 3万5'],
    ['full-width figures without them', '{"政策范围内个人自付":１２}', '“政策范围内个人自付”的值 １２'],
    ['a day that there is not', '{"收据日期":"2019-02-30"}', '“收据日期”没有这一天'],
    ['an unknown class', '{"对象类别":"土豪"}', '“对象类别”没有“土豪”这一种'],
    ['an unknown key', '{"收入":1}', '没有“收入”这一项'],
    ['the prototype', '{"__proto__":{"对象类别":"低保"}}', '没有“__proto__”这一项'],
    ['a key twice', '{"对象类别":"低保","对象类别":"特困供养"}', '“对象类别”写了两次'],
    ['a fact twice', '{"对象类别":"低保","categories":"特困供养"}', '“对象类别”写了两个不同的值'],
    ['a contradiction', '{"家庭":{"机动车船":true,"机动车船":false}}', '“机动车船”写了两次'],
    ['half a JSON text', '{"对象类别"', '不是正确的 JSON'],
    ['a list', '[1]', '一个 JSON 对象'],
    ['nothing', '', '标准输入是空的'],
  ])('%s: one Chinese sentence, exit code 1', async (_name, input, part) => {
    const { code, stdout, stderr } = await calc('medical-aid', input);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+。\n$/);
    expect(stderr).toContain(part);
    expect(stderr).not.toMatch(/Error|error|at /);
  });

  it('is a result with status input-error for programs', async () => {
    const { code, stdout, stderr } = await calc('medical-aid', '{"政策范围内个人自付":-1}', '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(parseLines(stdout)).toMatchObject([{ status: 'input-error', values: { total: null } }]);
  });

  it.each(['３５０００', '3万5', '35,000元'])('reads %s as people write it', async (written) => {
    const facts = JSON.stringify({ ...inpatient, 政策范围内个人自付: written });
    const { stdout } = await calc('medical-aid', facts, '--json');
    expect(parseLines(stdout)).toMatchObject([{ values: { basicAid: 28_000 } }]);
  });

  it.each([
    ['an unknown calculator', ['calc', 'medical'], '没有计算项目 medical'],
    ['no calculator', ['calc'], '缺少计算项目'],
    ['a template of nothing', ['calc', 'template'], '缺少参数'],
    ['a table without its result', ['calc', 'batch', 'in.csv'], '缺少选项 -o'],
  ])('%s is wrong usage', async (_name, args, part) => {
    const { code, stdout, stderr } = await runCli(args, { input: '{}' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+。\n$/);
    expect(stderr).toContain(part);
  });
});
