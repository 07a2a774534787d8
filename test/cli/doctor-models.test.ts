import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkModelSettings, checkModels } from '../../src/channels/terminal/doctor-models.ts';
import { loadConfig } from '../../src/config.ts';
import { fails, type OpenAiServer, say, startOpenAiServer } from '../support/openai-server.ts';

let server: OpenAiServer;
beforeAll(async () => {
  server = await startOpenAiServer({ apiKey: 'test-key', models: ['chat', 'vectors', 'ranker'] });
});
beforeEach(() => {
  server.reset();
  server.onChat = () => say('你好');
});
afterAll(() => server.close());

const settings = (more: NodeJS.ProcessEnv = {}) =>
  loadConfig({
    OPENAI_BASE_URL: server.url,
    OPENAI_API_KEY: 'test-key',
    WENZHENG_CHAT_MODEL: 'chat',
    WENZHENG_SEND_TO_MODEL: 'on',
    ...more,
  });
const found = async (more?: NodeJS.ProcessEnv): Promise<string[]> =>
  (await checkModels(settings(more))).map(({ passed, text }) => `${passed ? '✓' : '✗'} ${text}`);
const both = { WENZHENG_EMBEDDING_MODEL: 'vectors', WENZHENG_RERANK_MODEL: 'ranker' };

describe('wenzheng doctor on models', () => {
  it('says that none is used, or not yet, and sends nothing', async () => {
    const none = { OPENAI_BASE_URL: '', WENZHENG_CHAT_MODEL: '', WENZHENG_SEND_TO_MODEL: '' };
    expect(await found(none)).toEqual(['✓ 模型：没有用，什么都不发，回答照常']);
    expect(await found({ ...both, WENZHENG_SEND_TO_MODEL: 'off' })).toEqual([
      '✓ 模型：设置了，没有打开（WENZHENG_SEND_TO_MODEL），什么都不发，回答照常',
    ]);
    expect(server.requests).toEqual([]);
  });

  it('names what is missing where one was switched on and half the settings are there', async () => {
    expect(await found({ WENZHENG_CHAT_MODEL: '' })).toEqual([
      expect.stringMatching(/^✗ 模型：.*还要设置 WENZHENG_CHAT_MODEL；现在没有用模型/),
    ]);
    expect(await found({ OPENAI_BASE_URL: '', WENZHENG_CHAT_MODEL: '' })).toEqual([
      expect.stringContaining('还要设置 OPENAI_BASE_URL 和 WENZHENG_CHAT_MODEL'),
    ]);
    expect(server.requests).toEqual([]);
  });

  it('asks each of them for a few words', async () => {
    expect(await found(both)).toEqual([
      `✓ 模型：已打开，居民的话（号码先遮掉）会发给 ${new URL(server.url).host} 的 chat`,
      '✓ 对话模型：chat 试过，能用',
      '✓ 向量模型：vectors 试过，能用',
      '✓ 重排模型：ranker 试过，能用',
    ]);
    const paths = server.requests.map(({ path }) => path).toSorted();
    expect(paths).toEqual(['/chat/completions', '/embeddings', '/rerank']);
  });

  it('says which of them does not work, and what to mend', async () => {
    server.onRerank = () => fails(500);
    server.onEmbeddings = () => ({ mode: 'null_value' });
    const more = { ...both, WENZHENG_CHAT_MODEL: 'nobody' };
    const [, chat, vectors, ranker] = await found(more);
    expect(chat).toMatch(/^✗ 对话模型：nobody 地址或模型名称不存在（HTTP 404），请检查 OPENAI_BASE_URL/);
    expect(vectors).toMatch(/^✗ 向量模型：vectors 回的不是数字组成的向量，请检查/);
    expect(ranker).toMatch(/^✗ 重排模型：ranker 服务返回 HTTP 500/);
    const [, refused] = await found({ OPENAI_API_KEY: 'wrong-key' });
    expect(refused).toBe('✗ 对话模型：chat 密钥不被接受（HTTP 401），请检查 OPENAI_API_KEY');
  });

  it('tells a server that starts where questions go, without a key', () => {
    const { text } = checkModelSettings(settings());
    expect(text).toContain('127.0.0.1');
    expect(text).not.toContain('test-key');
  });
});
