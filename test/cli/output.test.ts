import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe, expect, inject, it } from 'vitest';
import { faultLine, withoutControls } from '../../src/channels/terminal/terminal-text.ts';
import { runCli, startCli } from '../support/run-cli.ts';

const progress = /^正在建立索引[^]*用时.*\n/;

describe('a result that cannot be written', () => {
  it.each([
    ['ask 低保户住院能报多少', ''],
    ['ask --json 低保户住院能报多少', ''],
    ['ask --json', '{"q":"低保户住院能报多少"}\n'.repeat(3)],
    ['chat', '低保户住院能报多少\n五保呢\n'],
    ['calc list', ''],
    ['calc medical-aid --json', '{"对象类别":"低保"}'],
    ['search 低保', ''],
  ])('is told in one sentence when the disk is full: %s', (command, input) => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `exec "${process.execPath}" "$0" "$@" > /dev/full`, inject('cliPath'), ...command.split(' ')],
      { input, encoding: 'utf8', cwd: tmpdir() },
    );
    // The first command over a fresh checkout builds the index and says so.
    expect(stderr.replace(progress, '')).toBe('结果写不出去，请检查磁盘空间和输出的位置，再运行一次。\n');
    expect(status).toBe(1);
  });

  it.each([['calc list'], ['ask 低保户住院能报多少'], ['chat']])(
    'is no fault when the reader has gone: %s',
    async (command) => {
      const child = startCli(command.split(' '));
      child.stdout.destroy();
      child.stdin.on('error', () => {});
      child.stdin.end('低保户住院能报多少\n五保呢\n');
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect([code, stderr.replace(progress, '')]).toEqual([0, '']);
    },
  );
});

describe('a message', () => {
  it.each([
    [['ask', '低保', '--corpus', '/nope\u001b[31m\u001b]0;title\u0007\u202e']],
    [['calc', 'no\u001b[31m', '--json']],
    [['no\u001b[31m']],
    [['calc', 'list', '--no\u001b[31m']],
    [['ask', '--as-of', '2019\u001b[2J', '低保']],
  ])('commands no terminal: %j', async (args) => {
    const { stderr, code } = await runCli(args, { input: '{}' });
    expect(code).toBeGreaterThan(0);
    expect(stderr.replace(/\n$/, '')).toMatch(/^\P{C}+$/u);
  });

  it('of a calculation repeats no private number: keys, values, bad JSON', async () => {
    for (const input of [
      '{"我的电话13800138000":1}',
      '{"对象类别":"441823199001011234"}',
      '{"对象类别":"我的电话是13800138000找我"}',
      `{"对象类别":"${'我'.repeat(14)}13800138000"}`,
      '{"收据日期":"138001380001380013800"}',
      '{"13800138000":1,"13800138000":2}',
      '{"13800138000":3万5}',
      `{"a":${'1'.repeat(5)}x13800138000x13800138000}`,
      '{"a":我的13800138000}',
    ]) {
      for (const more of [[], ['--json']]) {
        const { stdout, stderr } = await runCli(['calc', 'medical-aid', ...more], { input });
        expect(stdout + stderr).toMatch(/\S/);
        expect(stdout + stderr).not.toContain('138001');
        expect(stdout + stderr).not.toContain('4418231990');
      }
    }
  });

  it('keeps its layout and its words', () => {
    expect(withoutControls('一\n\t二\r\u0000\u200b三')).toBe('一\n\t二三');
    expect(faultLine('a\nb\u009b')).toBe('a b');
  });
});
