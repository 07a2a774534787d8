import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { type RunningProcess, startProcess } from '../../../../support/chaos-processes.ts';
import { tableOf, tableRow } from '../../../../support/clerk-tables.ts';
import { hidden, unseenTxt } from '../../../../support/corpus-desk.ts';
import { findPostgres, startPostgres, type TestPostgres } from '../../../../support/postgres.ts';
import { gazettes, someGazettes } from '../../../../support/some-gazettes.ts';

const bin = findPostgres(process.env);
const password = '东风化雨 the tests only';
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-two-processes-'));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function untilHealthy(url: string): Promise<void> {
  for (let times = 0; times < 300; times += 1) {
    const response = await fetch(`${url}/healthz`).catch(() => null);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

const formOf = (html: string, fields: Readonly<Record<string, string | File>>): FormData => {
  const form = new FormData();
  form.set('csrf', /name="csrf-token" content="([^"]+)"/.exec(html)?.[1] ?? '');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

describe.skipIf(bin === undefined)('two processes over one PostgreSQL and one data folder', () => {
  let postgres: TestPostgres;
  const processes: RunningProcess[] = [];
  const urls: string[] = [];
  let cookie = '';

  beforeAll(async () => {
    postgres = await startPostgres(bin ?? '');
    const environment = {
      DATABASE_URL: await postgres.createDatabase(),
      WENZHENG_DATA_DIR: join(folder, 'data'),
      WENZHENG_SECRET: 'two processes of the tests share this',
    };
    const cli = inject('cliPath');
    const started = { env: { PATH: process.env['PATH'], ...environment } };
    const { corpusDir, indexDir } = someGazettes(gazettes.first, gazettes.third);
    const over = ['--corpus', corpusDir, '--index', indexDir];
    execFileSync(process.execPath, [cli, 'index', ...over], { ...started, stdio: 'ignore' });
    execFileSync(
      process.execPath,
      [cli, 'user', 'add', 'bianji', '--role', 'editor', 'clerk', '--password'],
      {
        ...started,
        input: `${password}\n`,
        stdio: ['pipe', 'ignore', 'inherit'],
      },
    );
    for (const name of ['one', 'two']) {
      const port = await freePort();
      urls.push(`http://127.0.0.1:${port}`);
      processes.push(
        await startProcess({
          command: [cli, 'serve', ...over],
          environment: { ...environment, WENZHENG_PORT: String(port) },
          logFile: join(folder, `${name}.log`),
        }),
      );
      await untilHealthy(urls.at(-1) ?? '');
    }
    const response = await fetch(`${urls[0]}/desk/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Accept: 'text/html' },
      body: new URLSearchParams({ loginName: 'bianji', password }),
    });
    cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  });
  afterAll(async () => {
    for (const each of processes) await each.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const page = async (at: number, path: string): Promise<string> => {
    const response = await fetch(urls[at] + path, { headers: { Cookie: cookie, Accept: 'text/html' } });
    return response.text();
  };
  const send = async (at: number, path: string, form: FormData): Promise<string> => {
    const response = await fetch(urls[at] + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookie, Accept: 'text/html' },
      body: form,
    });
    expect([response.status, response.status === 303 ? '' : await response.text()]).toEqual([303, '']);
    return response.headers.get('Location') ?? '';
  };
  const progressAt = async (at: number, path: string): Promise<{ state: string; said: string }> =>
    z
      .object({ state: z.string(), said: z.string() })
      .parse(await (await fetch(`${urls[at]}${path}/progress`, { headers: { Cookie: cookie } })).json());
  let polls = 0;
  /** Asks the processes in turn, as a proxy does that keeps nobody with one of them. */
  const finished = async (path: string): Promise<string> => {
    for (;;) {
      const response = await fetch(`${urls[((polls += 1)) % 2]}${path}/progress`, {
        headers: { Cookie: cookie },
      });
      expect(response.status).toBe(200);
      const { isGoingOn, goal, said }: { isGoingOn: boolean; goal: string | null; said: string } = JSON.parse(
        await response.text(),
      );
      if (!isGoingOn && goal === null) throw new Error(said);
      if (goal !== null) return goal;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const ask = async (at: number, q: string): Promise<Record<string, unknown>> => {
    const response = await fetch(`${urls[at]}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ q, asOf: '2026-11-29' }),
    });
    const { timings, ...answer }: Record<string, unknown> = JSON.parse(await response.text());
    return { ...answer, isTimed: timings !== undefined };
  };
  /** Milliseconds until the other process answers in this way. */
  const followed = async (q: string, isSo: (answer: Record<string, unknown>) => boolean): Promise<number> => {
    const began = performance.now();
    for (;;) {
      if (isSo(await ask(1, q))) return performance.now() - began;
      if (performance.now() - began > 20_000) throw new Error('the other process does not follow');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('both answer from what was published at one of them within three seconds, and undoing likewise', async () => {
    const herbs = '种巴戟天一亩补多少钱？';
    const repealed = '清新府办〔2018〕41号还有效吗？';
    const before = [await ask(1, herbs), await ask(1, repealed)];
    const add = await page(0, '/desk/corpus/add');
    const file = new File([new Uint8Array(unseenTxt())], '第4期.txt');
    const read = await finished(
      await send(0, '/desk/corpus/add', formOf(add, { file, region: '清新区', kind: 'gazette' })),
    );
    // Whichever process the next page comes from: what waits is seen by both.
    const draft = await page(1, read);
    const fields = { id: hidden(draft, 'id'), parent: hidden(draft, 'parent'), reason: '第4期' };
    await finished(await send(0, '/desk/corpus/draft/publish', formOf(draft, fields)));
    expect((await ask(0, herbs))['answer']).toContain('300元/亩');
    const published = await followed(herbs, ({ answer }) => String(answer).includes('300元/亩'));
    expect((await ask(1, repealed))['answer']).toContain('清新府办〔2026〕23号废止');

    const editions = await page(1, '/desk/corpus/editions');
    const undo = { what: 'undo', step: 'publish', edition: '0', parent: '1', reason: '放错了' };
    await finished(await send(1, '/desk/corpus/change', formOf(editions, undo)));
    expect([await ask(1, herbs), await ask(1, repealed)]).toEqual(before);
    const began = performance.now();
    await expect
      .poll(async () => (await ask(0, herbs))['answer'], { timeout: 20_000 })
      .toBe(before[0]?.['answer']);
    const undone = performance.now() - began;
    console.info(
      `followed ${Math.round(published)} ms after publishing and ${Math.round(undone)} ms after undoing`,
    );
    expect(Math.max(published, undone)).toBeLessThan(3000);
    expect([await ask(0, herbs), await ask(0, repealed)]).toEqual(before);
  });

  it('a table that one of them computes is followed, downloaded and removed at the other, which tells when the first was killed', async () => {
    const form = await page(0, '/desk/eligibility/batch');
    const upload = async (text: string): Promise<string> => {
      const file = new File([text], '名单.csv');
      return send(0, '/desk/eligibility/batch', formOf(form, { file, scheme: 'medical-aid' }));
    };
    const small = await upload(tableOf(tableRow('张三', '100')));
    await expect.poll(async () => (await progressAt(1, small)).state, { timeout: 30_000 }).toBe('done');
    expect(await page(1, '/desk/eligibility/batch')).toContain(small);
    expect(await page(1, `${small}/result?format=csv`)).toContain('张三');
    await send(1, `${small}/remove`, formOf(form, {}));
    expect(await page(0, '/desk/eligibility/batch')).not.toContain(small);

    const large = await upload(
      tableOf(...Array.from({ length: 50_000 }, (_, at) => tableRow(`张${at}`, `${at}.07`))),
    );
    await expect.poll(async () => (await progressAt(1, large)).state, { timeout: 30_000 }).toBe('running');
    await processes[0]?.kill();
    expect(await progressAt(1, large)).toEqual({
      state: 'refused',
      said: '没有算成。计算这份表格的服务中途停了，请再上传一次。',
    });
    for (const name of ['one', 'two'])
      expect(readFileSync(join(folder, `${name}.log`), 'utf8')).not.toMatch(/"level":"(?:error|fatal)"/);
  });
});
