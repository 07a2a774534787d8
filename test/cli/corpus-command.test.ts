import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../support/run-cli.ts';

const gazette = [
  '关于印发《清新区稻谷烘干设备购置补贴办法》的通知',
  '清新府办〔2026〕9号',
  '各镇人民政府，区府直属各单位：',
  '现将《清新区稻谷烘干设备购置补贴办法》印发给你们，请遵照执行。',
  '清远市清新区人民政府办公室',
  '2026年3月2日',
  '清新区稻谷烘干设备购置补贴办法',
  '第一条　农户购置稻谷烘干设备的，每台补贴6200元，每户最多补贴2台。',
  '第二条　本办法自2026年4月1日起施行，有效期至2031年3月31日。清新府办〔2018〕41号同时废止。',
  '',
].join('\n');

let root: string;
let file: string;
const run = (...args: string[]): Promise<CliResult> =>
  runCli(args, { env: { WENZHENG_DATA_DIR: join(root, 'data') } });
interface Told {
  readonly answer: string;
  readonly notices: readonly { readonly code: string }[];
}
/** One process answers them all. */
const askAll = async (...questions: readonly string[]) => {
  const input = questions.map((q) => JSON.stringify({ q })).join('\n');
  const { stdout } = await runCli(['ask', '--json'], {
    input,
    env: { WENZHENG_DATA_DIR: join(root, 'data') },
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const { answer, notices }: Told = JSON.parse(line);
      return { answer, notices: notices.map(({ code }) => code) };
    });
};
const ask = async (question: string) => {
  const { stdout } = await run('ask', question, '--json');
  const { answer }: Told = JSON.parse(stdout);
  return { answer };
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wenzheng-corpus-'));
  file = join(root, '新公报.txt');
  writeFileSync(file, gazette);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('wenzheng corpus', () => {
  it('adds a gazette that is answered from by the next command, and undoes it', async () => {
    const preview = await run('corpus', 'add', file);
    expect(preview.code).toBe(0);
    expect(preview.stdout).toMatch(/还没有发布；确认无误后，请加上 --yes/);
    expect(preview.stdout).toMatch(/清新府办〔2026〕9号/);
    expect(preview.stdout).toMatch(/废止：清新府办〔2018〕41号/);
    expect(preview.stdout).toMatch(/个标准问依据它/);
    expect((await ask('买稻谷烘干机补贴多少钱？')).answer).not.toMatch(/6200/);

    const added = await run('corpus', 'add', file, '--yes', '--by', '张芳');
    expect(added.code).toBe(0);
    expect(added.stdout).toMatch(/已发布第 1 版/);
    const [dryer, medicine] = await askAll('买稻谷烘干机补贴多少钱？', '精神病人每月拿药，政府补多少？');
    expect(dryer?.answer).toMatch(/6200元/);
    expect(medicine?.notices).toContain('repealed');

    const list = await run('corpus', 'list', '--json');
    const rows: { id: string; isAdded: boolean; validity: string }[] = list.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.filter(({ isAdded }) => isAdded).map(({ id }) => id)).toEqual(['清新府办〔2026〕9号']);

    const undone = await run('corpus', 'undo', '--yes', '--by', '张芳', '--reason', '放错了');
    expect(undone.stdout).toMatch(/已发布第 2 版/);
    expect((await ask('买稻谷烘干机补贴多少钱？')).answer).not.toMatch(/6200/);
    const history = await run('corpus', 'history');
    expect(history.stdout).toMatch(/第 2 版.*张芳：放错了[\s\S]*第 1 版.*张芳/);
  });

  it('undoes also where the edition in use cannot be opened any more', async () => {
    expect((await run('corpus', 'add', file, '--yes')).code).toBe(0);
    const folder = join(root, 'data', 'gazettes', 'own');
    for (const name of readdirSync(join(folder, 'texts')))
      writeFileSync(join(folder, 'texts', name), '另一份');
    rmSync(join(folder, 'indexes'), { recursive: true });
    const refused = await run('ask', '低保户住院能报几成？');
    expect(refused.stderr).toMatch(/^收入的公报 .*请从备份恢复数据文件夹，或者撤销到没有它的一版。$/m);

    const undone = await run('corpus', 'undo', '--yes', '--reason', '文本坏了');
    expect(undone.stderr).toBe('');
    expect(undone.stdout).toMatch(/现在这一版打不开[\s\S]*已发布第 2 版/);
    expect((await ask('低保户住院能报几成？')).answer).not.toBe('');
  });

  it('records that a document was repealed by one that is not here, with the reason', async () => {
    const corrected = await run(
      'corpus',
      'correct',
      '清新府办〔2018〕38号',
      '废止',
      '清新府办〔2025〕7号',
      '--from=2025-03-01',
      '--reason=新文件没有收入公报',
      '--yes',
    );
    expect(corrected.code).toBe(0);
    const { answer } = await ask('清新府办〔2018〕38号还有效吗？');
    expect(answer).toMatch(/清新府办〔2025〕7号/);
    expect(answer).toMatch(/新文件没有收入公报/);
  });

  it('refuses in one sentence what cannot be read, found or published', async () => {
    const cases: [string[], number, RegExp][] = [
      [['add', join(root, '没有.txt')], 1, /读不了文件/],
      [
        ['correct', '清新府办〔1999〕1号', '标题', '某某', '--reason', '错了'],
        1,
        /没有文件 清新府办〔1999〕1号/,
      ],
      [['correct', '清新府办〔2018〕38号', '颜色', '红', '--reason', '错了'], 2, /没有 颜色 这一项/],
      [['correct', '清新府办〔2018〕38号', '成文日期', '去年', '--reason', '错了'], 2, /2026-01-31 的样子/],
      [['correct', '清新府办〔2018〕38号', '标题', '某某'], 2, /--reason/],
      [['undo', '--yes'], 1, /没有可以撤销的/],
      [['restore', '7', '--yes'], 1, /没有第 7 版/],
      [['remove', '什么', '--yes'], 1, /可撤下的有：（没有）/],
    ];
    const results = await Promise.all(cases.map(([args]) => run('corpus', ...args)));
    for (const [at, result] of results.entries()) {
      const [args, code, sentence] = cases[at] ?? [[], 0, /^$/];
      expect({ args, code: result.code, error: result.stderr }).toEqual({
        args,
        code,
        error: expect.stringMatching(sentence),
      });
      expect(result.stderr.trim().split('\n')).toHaveLength(1);
    }
  });
});
