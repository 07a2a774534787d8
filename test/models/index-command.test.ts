/** Building the index with an embedding model, and asking with it, from the command line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fails, type OpenAiServer, say, startOpenAiServer } from '../support/openai-server.ts';
import { runCli } from '../support/run-cli.ts';
import { gazettes, someGazettes } from '../support/some-gazettes.ts';

let server: OpenAiServer;
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-index-command-'));
const { corpusDir, indexDir } = someGazettes(gazettes.first);
const index = ['--corpus', corpusDir, '--index', indexDir];

beforeAll(async () => {
  server = await startOpenAiServer({ apiKey: 'test-key' });
});
beforeEach(() => server.reset());
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  OPENAI_BASE_URL: server.url,
  OPENAI_API_KEY: 'test-key',
  WENZHENG_CHAT_MODEL: 'scripted',
  WENZHENG_EMBEDDING_MODEL: 'vectors',
  WENZHENG_SEND_TO_MODEL: 'on',
  WENZHENG_DATA_DIR: join(folder, 'data'),
  ...more,
});

const build = (more?: NodeJS.ProcessEnv) => runCli(['index', ...index], { env: settings(more) });

describe('wenzheng index', () => {
  it('sends nothing without consent, and says so', async () => {
    const { code, stdout } = await build({ WENZHENG_SEND_TO_MODEL: '' });
    expect(code).toBe(0);
    expect(stdout).toContain('向量模型：vectors 没有使用，要用请设置 WENZHENG_SEND_TO_MODEL=on');
    expect(server.requests).toEqual([]);
  });

  it('builds the index although the service fails, and says what to mend', async () => {
    server.onEmbeddings = () => fails(404);
    const { code, stdout, stderr } = await build();
    expect(code).toBe(1);
    expect(stdout).toContain('段落：');
    expect(stderr).toContain('向量模型 vectors 地址或模型名称不存在（HTTP 404）');
    expect(stderr).toContain('索引照常可用');
    expect(stdout + stderr).not.toContain('test-key');
  });

  it('embeds passages and the bank’s questions once, and the question with every answer of the model', async () => {
    const first = await build();
    expect(first.code).toBe(0);
    const [, made = ''] = /向量模型：vectors，32 维，新算 (\d+) 段，未变 0 段/.exec(first.stdout) ?? [];
    expect(Number(made)).toBeGreaterThan(500);
    expect((await build()).stdout).toContain(`新算 0 段，未变 ${made} 段`);

    server.reset();
    server.queueChat(say('低保户住院，政策范围内的个人自付部分按80%给予救助[S1]。'));
    const q = '低保户住院能报几成';
    const { stdout } = await runCli(['ask', q, '--json', ...index], { env: settings() });
    expect(JSON.parse(stdout)).toMatchObject({ model: { fallback: null } });
    expect(server.requests.map(({ path }) => path)).toEqual(['/embeddings', '/chat/completions']);
    expect(server.requests[0]?.body).toMatchObject({ input: [q] });
  });

  it('has no vectors for another embedding model: it is told, and not used', async () => {
    server.queueChat(say('低保户住院，政策范围内的个人自付部分按80%给予救助[S1]。'));
    const env = settings({ WENZHENG_EMBEDDING_MODEL: 'other' });
    const { stdout, stderr } = await runCli(['ask', '低保户住院能报几成', '--json', ...index], { env });
    expect(JSON.parse(stdout)).toMatchObject({ model: { fallback: null } });
    expect(stderr).toContain('wenzheng index');
    expect(server.requests.map(({ path }) => path)).toEqual(['/chat/completions']);
  });
});
