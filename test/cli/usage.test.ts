import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const commands = [
  'ask',
  'search',
  'index',
  'eval',
  'doctor',
  'chat',
  'handover',
  'gaps',
  'store',
  'user',
  'enrich',
  'export',
  'serve',
];

describe('the command line', () => {
  it('shows every command in its help', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
    expect(stdout).not.toMatch(/Usage|Options|Commands|display help/);
  });

  it.each(commands)('explains %s with the folders that it takes', async (command) => {
    const { code, stdout } = await runCli([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`用法： wenzheng ${command}`);
    expect(stdout).toContain('--corpus <DIR>');
    expect(stdout).toContain('--index <DIR>');
  });

  it('without a command shows the help on stderr and counts as wrong usage', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('用法');
  });

  it.each([
    ['an unknown command', ['answer'], '没有命令 answer'],
    ['a mistyped command', ['serch', 'x'], 'search'],
    ['an unknown option', ['ask', 'x', '--colour'], '没有选项 --colour'],
    ['a mistyped option', ['ask', 'x', '--jsn'], '--json'],
    ['a missing question', ['ask'], '缺少问题'],
    ['missing words', ['search'], '缺少要检索的词'],
    ['an option without its value', ['ask', 'x', '--as-of'], '--as-of'],
    ['a date that is none', ['ask', 'x', '--as-of', '2019-02-30'], '2019-02-30'],
    ['a date written otherwise', ['chat', '--as-of', '2019/6/1'], '2019-06-01'],
    ['a number of passages that is none', ['search', 'x', '-k', '0'], '-k'],
    ['too many arguments', ['index', 'corpus'], '参数太多'],
  ])('answers %s with one Chinese line and exit code 2', async (_name, args, part) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+[。]\n$/);
    expect(stderr).toContain(part);
    expect(stderr).not.toMatch(/error|unknown|missing/i);
  });

  it('names a corpus folder that does not exist, with exit code 1', async () => {
    const { code, stdout, stderr } = await runCli(['ask', '低保', '--corpus', '/no/such/folder']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('/no/such/folder');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('names an index folder that cannot be written', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'wenzheng-')), 'file');
    writeFileSync(file, '');
    for (const folder of [file, join(file, 'index')]) {
      const { code, stdout, stderr } = await runCli(['ask', '低保', '--index', folder]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trim().split('\n').at(-1)).toMatch(/^索引文件夹 .*file.* --index /);
    }
  });

  it('names a setting that cannot be used instead of starting the server', async () => {
    const { code, stdout, stderr } = await runCli(['serve'], { env: { WENZHENG_PORT: 'abc' } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^环境变量 WENZHENG_PORT [^\n]+\n$/);
  });
});
