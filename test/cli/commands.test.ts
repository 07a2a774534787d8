import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as startHttp } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerPassageSchema, answerSchema } from '../../src/answering/answer.ts';
import { type CliResult, runCli, startCli } from '../support/run-cli.ts';

const index = mkdtempSync(join(tmpdir(), 'wenzheng-cli-'));
const withIndex = ['--index', index];
const question = '低保对象住院医疗救助比例是多少';

const parseLines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));

/** A corpus of one notice, without a catalogue. */
function noticeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-notices-'));
  writeFileSync(
    join(folder, 'notice.txt'),
    '关于停水的通知\n\n各住户：\n因检修水管，本周六上午八点到十二点停水。\n',
  );
  return folder;
}

async function validityOn(day: string) {
  const { stdout } = await runCli(['ask', question, '--json', '--as-of', day, ...withIndex]);
  return answerSchema.parse(JSON.parse(stdout)).citations[0]?.validity;
}

let firstBuild: CliResult;
beforeAll(async () => {
  firstBuild = await runCli(['index', ...withIndex]);
});

describe('wenzheng ask', () => {
  it('prints the answer and what it rests on, in lines that fit the terminal, and nothing on stderr', async () => {
    const { code, stdout, stderr } = await runCli([
      'ask',
      '低保对象',
      '住院医疗救助比例是多少',
      ...withIndex,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\n原文摘录\n {2}\[1\] 清新府办〔2018〕16号/);
    expect(stdout).toContain('003_bdaeface9a7eb4db.txt');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('gives the same answer as one line of JSON', async () => {
    const { code, stdout } = await runCli(['ask', question, '--json', ...withIndex]);
    expect(code).toBe(0);
    const [answer, ...others] = parseLines(stdout);
    expect(others).toEqual([]);
    expect(answerSchema.parse(answer).citations.length).toBeGreaterThan(0);
  });

  it('judges validity on the day of --as-of', async () => {
    expect(await validityOn('2019-06-01')).toBe('in_force');
    expect(await validityOn('2024-06-01')).toBe('expired');
  });

  it('builds the index when there is none, telling it on stderr only', async () => {
    const notices = noticeFolder();
    const over = ['--corpus', notices, '--index', join(notices, 'index')];
    const { code, stdout, stderr } = await runCli(['ask', '什么时候停水', '--json', ...over]);
    expect(code).toBe(0);
    const [answer, ...others] = parseLines(stdout);
    expect(answerSchema.parse(answer).answer).toContain('本周六上午八点');
    expect(others).toEqual([]);
    expect(stderr).toMatch(/正在建立索引[\s\S]*索引已建好/);
  });

  it('answers JSON Lines in order and loses only the lines that cannot be read', async () => {
    const input = [
      `{"id":"a","q":"${question}"}`,
      '',
      '{"id":"b"',
      '{"id":"c","q":"那门诊呢","context":["低保户住院"]}',
    ];
    const { code, stdout, stderr } = await runCli(['ask', '--json', ...withIndex], {
      input: input.join('\r\n'),
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const answers = parseLines(stdout);
    expect(answers).toMatchObject([{ id: 'a' }, { id: null, line: 3, status: 'error_input' }, { id: 'c' }]);
    for (const answer of answers) answerSchema.parse(answer);
  });

  it('writes each answer before the next question comes', async () => {
    const child = startCli(['ask', '--json', ...withIndex]);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const id of ['1', '2']) {
      child.stdin.write(`{"id":"${id}","q":"${question}"}\n`);
      expect(JSON.parse((await lines.next()).value ?? '')).toMatchObject({ id });
    }
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('ends quietly when the reader has seen enough', async () => {
    const child = startCli(['ask', '--json', ...withIndex]);
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.stdin.on('error', () => {});
    child.stdin.write(`{"q":"${question}"}\n`);
    child.stdout.once('data', () => {
      child.stdout.destroy();
      child.stdin.write(`{"q":"${question}"}\n{"q":"${question}"}\n`);
    });
    await once(child, 'close');
    expect(stderr).toBe('');
    expect(child.exitCode).toBe(0);
  });

  it('has an exit code for a question that cannot be read, none for one that the gazettes do not answer', async () => {
    expect(await runCli(['ask', '', ...withIndex])).toMatchObject({ code: 1, stderr: '' });
    expect(await runCli(['ask', '清新区2024年低保标准是多少', ...withIndex])).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});

describe('wenzheng search', () => {
  it('lists passages with the sum of their scores', async () => {
    const { code, stdout } = await runCli(['search', '临时救助', '-k', '2', ...withIndex]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1\. /);
    expect(stdout).toMatch(/\n2\. /);
    expect(stdout).not.toMatch(/\n3\. /);
    expect(stdout).toMatch(/得分 [\d.]+ = /);
  });

  it('gives JSON, for words and for JSON Lines', async () => {
    const single = await runCli(['search', '临时救助', '--json', ...withIndex]);
    const input = '{"id":"1","q":"临时救助"}\nx\n{"id":"2","q":"临时救助","k":3}\n';
    const lines = await runCli(['search', '--json', ...withIndex], { input });
    const results = [...parseLines(single.stdout), ...parseLines(lines.stdout)];
    expect(results).toMatchObject([
      { id: null },
      { id: '1' },
      { id: null, line: 2, status: 'error_input' },
      { id: '2' },
    ]);
    const counts = results.map((result) => answerPassageSchema.array().parse(Object(result).passages).length);
    expect(counts).toEqual([10, 10, 0, 3]);
    expect([single.code, lines.code]).toEqual([0, 1]);
  });
});

describe('wenzheng index', () => {
  it('tells what it made, and on stderr how it goes on', () => {
    expect(firstBuild.code).toBe(0);
    expect(firstBuild.stdout).toMatch(/新增 [1-9]\d+，更新 0，未变 0，删除 0/);
    expect(firstBuild.stdout).toContain('来源 5 个');
    expect(firstBuild.stderr).toMatch(/正在建立索引[\s\S]*索引已建好/);
  });

  it('says that nothing changed when nothing changed', async () => {
    const { code, stdout } = await runCli(['index', ...withIndex]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/新增 0，更新 0，未变 [1-9]\d+，删除 0/);
  });

  it('reads plain notices without a catalogue', async () => {
    const folder = noticeFolder();
    const other = ['--corpus', folder, '--index', join(folder, 'index')];
    expect(await runCli(['index', ...other])).toMatchObject({ code: 0 });
    const { stdout } = await runCli(['ask', '什么时候停水', ...other]);
    expect(stdout).toContain('本周六上午八点');
  });
});

describe('wenzheng eval', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-eval-'));
  const write = (name: string, gold: object) => {
    writeFileSync(join(folder, name), `${JSON.stringify(gold)}\n`);
    return join(folder, name);
  };

  it('passes when the figures reach the thresholds', async () => {
    const file = write('good.jsonl', { id: '1', q: question, kind: 'fact', style: 'plain' });
    const { code, stdout } = await runCli(['eval', file, '--json', ...withIndex]);
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({
      code: 0,
      report: { questions: 1, answer_ok: 1 },
    });
  });

  it('fails when they do not, and lists what failed', async () => {
    const file = write('bad.jsonl', {
      id: 'X-1',
      q: question,
      kind: 'fact',
      style: 'plain',
      must: ['没有这样的话'],
    });
    const { code, stdout } = await runCli(['eval', file, '--fail-list', ...withIndex]);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ answer_ok 0（门槛 ≥');
    expect(stdout).toContain('未通过 answer：X-1');
  });

  it('names a file that is not there', async () => {
    const { code, stderr } = await runCli(['eval', '/no/such.jsonl', ...withIndex]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^评测文件 \/no\/such\.jsonl [^\n]+\n$/);
  });
});

describe('wenzheng doctor', () => {
  it('finds nothing to mend', async () => {
    const { code, stdout } = await runCli(['doctor', ...withIndex], {
      env: {
        WENZHENG_PORT: '0',
        WENZHENG_DATA_DIR: mkdtempSync(join(tmpdir(), 'wenzheng-doctor-')),
        CI: 'true',
      },
    });
    expect(stdout).not.toContain('✗');
    expect(code).toBe(0);
  });

  it('knows a server of this program by what it answers', async () => {
    const server = startHttp((_request, response) => response.end('{"status":"ok","corpusDigest":"1"}'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const { stdout } = await runCli(['doctor', ...withIndex], { env: { WENZHENG_PORT: port } });
    server.close();
    expect(stdout).toContain(`✓ 端口：127.0.0.1:${port} 问政正在运行`);
  });

  it('names what is wrong and the remedy', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const busy = await runCli(['doctor', ...withIndex], { env: { WENZHENG_PORT: String(port) } });
    taken.close();
    expect(busy.code).toBe(1);
    expect(busy.stdout).toMatch(new RegExp(`✗ 端口：127.0.0.1:${port} .*WENZHENG_PORT`));

    const wrong = await runCli(['doctor', '--corpus', '/no/such/folder', ...withIndex], {
      env: { WENZHENG_LOG_LEVEL: 'loud' },
    });
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/✗ 设置：.*WENZHENG_LOG_LEVEL/);
    expect(wrong.stdout).toMatch(/✗ 公报：.*\/no\/such\/folder/);
  });

  it('says that the data folder is a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'wenzheng-doctor-')), 'data');
    writeFileSync(file, '');
    const { stdout } = await runCli(['doctor', ...withIndex], { env: { WENZHENG_DATA_DIR: file } });
    expect(stdout).toMatch(/✗ 数据文件夹：\S+ 不是文件夹，请用 WENZHENG_DATA_DIR 换一个文件夹/);
  });
});

describe('wenzheng chat', () => {
  it('answers each line of a pipe, remembers the turns, and ends at /quit', async () => {
    const input = `低收入家庭的老人住院能救助多少\n\n那普通门诊呢\n/quit\n${question}\n`;
    const { code, stdout, stderr } = await runCli(['chat', '--as-of', '2019-06-01', ...withIndex], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^原文摘录$/gm)).toHaveLength(2);
    expect(stdout.split('原文摘录')[2]).toContain('清新府办〔2018〕16号');
  });

  it.each(['退出', '再见。', 'exit', 'QUIT'])('ends at %s', async (word) => {
    expect(await runCli(['chat', ...withIndex], { input: `${word}\n${question}\n` })).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  it('ends at the end of its input', async () => {
    expect(await runCli(['chat', ...withIndex])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('wenzheng serve', () => {
  it('answers over HTTP until it is told to stop', async () => {
    const child = startCli(['serve', ...withIndex], { env: { WENZHENG_PORT: '0' } });
    let log = '';
    child.stderr.on('data', (chunk) => (log += String(chunk)));
    const [first] = await once(createInterface({ input: child.stdout }), 'line');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(first))?.[0] ?? '';
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const response = await fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ q: question }),
    });
    expect(answerSchema.parse(await response.json()).status).toBe('answered');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(log).toContain('listening');
    expect(log).not.toContain('低保');
  });

  it('says which port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const { code, stderr } = await runCli(['serve', ...withIndex], { env: { WENZHENG_PORT: port } });
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^端口 ${port} [^\\n]+\\n$`));
  });
});
