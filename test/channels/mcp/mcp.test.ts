import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { loadConfig, packageRoot } from '../../../src/config.ts';
import { createControls } from '../../../src/controls/create-controls.ts';
import { createLogger } from '../../../src/logger.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { type ServedDoors, serveDoors } from '../../support/system-doors.ts';

const resultSchema = z.looseObject({
  content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })]),
  structuredContent: z.record(z.string(), z.unknown()),
  isError: z.boolean(),
});
const number = '清新府办〔2018〕16号';

let doors: ServedDoors;
beforeAll(async () => {
  doors = await serveDoors();
});

async function overHttp(token: string): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1' });
  const requestInit = { headers: { Authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', doors.url), { requestInit }));
  return client;
}

async function overStdio(dataDir = join(packageRoot, 'var', 'none-of-the-tests')): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [inject('cliPath'), 'mcp'],
    env: { WENZHENG_DATA_DIR: dataDir },
    stderr: 'pipe',
  });
  await client.connect(transport);
  return client;
}

describe.each([
  ['streamable HTTP', async () => overHttp(await doors.token())],
  ['standard input and output', () => overStdio()],
] as const)('the MCP server over %s', (_, connect) => {
  let client: Client;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client.close());

  const call = async (name: string, given: Record<string, unknown>) =>
    resultSchema.parse(await client.callTool({ name, arguments: given }));

  it('says what it is and what must be told with a rule', () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'wenzheng', title: '问政' });
    expect(client.getInstructions()).toContain('已过期');
  });

  it('has the tools of the gazettes and one for each calculator', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'search_gazette',
      'read_clause',
      'document_status',
      'ask',
      'list_calculators',
      ...doors.app.schemes.map(({ id }) => `calculate_${id.replaceAll('-', '_')}`),
    ]);
    for (const { inputSchema, annotations } of tools) {
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(annotations?.readOnlyHint).toBe(true);
    }
    const medicalAid = tools.find(({ name }) => name === 'calculate_medical_aid');
    const keys = doors.app.schemes.find(({ id }) => id === 'medical-aid')?.fields.map(({ key }) => key);
    expect(Object.keys(medicalAid?.inputSchema.properties ?? {})).toEqual([...(keys ?? []), 'asOf']);
  });

  it('finds passages with their validity on a day', async () => {
    const given = { query: '低保户住院救助比例', count: 3, asOf: '2026-11-29' };
    const { structuredContent, content, isError } = await call('search_gazette', given);
    expect(isError).toBe(false);
    expect(structuredContent).toMatchObject({
      asOf: '2026-11-29',
      passages: [
        { documentNumber: number, validity: 'expired' },
        { text: expect.any(String) },
        { text: expect.any(String) },
      ],
    });
    expect(JSON.parse(content[0].text)).toEqual(structuredContent);
  });

  it('reads a clause, and tells the status of documents, of named ones too', async () => {
    const clause = await call('read_clause', { document: number, locator: '第七条', asOf: '2019-06-01' });
    expect(clause.content[0].text).toContain('按80%给予救助');
    expect(clause.structuredContent).toMatchObject({ document: { validity: 'in_force' } });
    const status = await call('document_status', { document: number, asOf: '2026-11-29' });
    expect(status.structuredContent).toMatchObject({
      validity: 'expired',
      validityQuotes: [expect.any(String)],
    });
    const repealed = await call('document_status', { document: '清新府办〔2014〕19号' });
    expect(repealed.content[0].text).toContain('废止');
  });

  it('answers a question with its sources', async () => {
    const question = '低保户住院自己付的部分能补几成';
    const { content, structuredContent } = await call('ask', { question, asOf: '2019-06-01' });
    expect(content[0].text).toContain('80%');
    expect(content[0].text).toContain(`出处\n[1] ${number}`);
    const engine = doors.app.answer({ q: question, asOf: '2019-06-01' });
    expect(structuredContent).toMatchObject({ status: 'answered', citations: engine.citations });
  });

  it('lists the calculators and computes', async () => {
    const { structuredContent } = await call('list_calculators', {});
    expect(structuredContent['calculators']).toHaveLength(9);
    const missing = await call('calculate_medical_aid', { 对象类别: '低保' });
    expect(missing.structuredContent).toMatchObject({ calculation: { status: 'missing' } });
  });

  it.each([
    ['search_gazette', {}],
    ['search_gazette', { query: '低保', count: 1000 }],
    ['search_gazette', { query: '低保', colour: 'red' }],
    ['read_clause', { document: number }],
    ['read_clause', { document: number, locator: '第九百条' }],
    ['read_clause', { document: '../../etc/passwd', locator: '第一条' }],
    ['document_status', { document: '京发〔1999〕1号' }],
    ['ask', { question: ['低保'] }],
    ['calculate_medical_aid', { asOf: 'yesterday' }],
    ['calculate_medical_aid', { 政策范围内个人自付: -5 }],
  ])('gives bad arguments back as data: %s %j', async (name, given) => {
    const { isError, content } = await call(name, given);
    expect(isError).toBe(true);
    expect(content[0].text).toMatch(/[一-龥]/);
  });

  it('does not know other tools', async () => {
    await expect(client.callTool({ name: 'delete_everything', arguments: {} })).rejects.toThrow('没有工具');
  });
});

describe('the door of the MCP server', () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'tests', version: '1' } },
  };
  async function post(headers: Record<string, string>, message: unknown = initialize): Promise<Response> {
    return doors.http.request('/mcp', {
      method: 'POST',
      headers: {
        Accept: 'application/json, text/event-stream',
        'Content-Type': 'application/json',
        ...headers,
      },
      body: typeof message === 'string' ? message : JSON.stringify(message),
    });
  }

  it('stays shut for a wrong token', async () => {
    await expect(overHttp('wrong')).rejects.toThrow('令牌不对');
    const response = await post({});
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      jsonrpc: '2.0',
      error: { message: expect.any(String) },
      id: null,
    });
  });

  it('shows a token the tools of its scopes alone', async () => {
    const client = await overHttp(await doors.token(['search']));
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['search_gazette']);
    await expect(client.callTool({ name: 'ask', arguments: { question: '低保' } })).rejects.toThrow(
      '没有工具',
    );
    await client.close();
  });

  it('refuses other host names and pages of other sites', async () => {
    const Authorization = `Bearer ${await doors.token()}`;
    expect((await post({ Authorization })).status).toBe(200);
    expect((await post({ Authorization, Host: 'api.example.gov.cn' })).status).toBe(200);
    expect((await post({ Authorization, Host: 'evil.example:3000' })).status).toBe(403);
    expect((await post({ Authorization, Origin: 'https://evil.example' })).status).toBe(403);
  });

  it('counts every message, takes one at a time, and none that is too long or broken', async () => {
    const slow = { Authorization: `Bearer ${await doors.token(['ask'], 1)}` };
    expect((await post(slow)).status).toBe(200);
    expect((await post(slow)).status).toBe(429);
    const headers = { Authorization: `Bearer ${await doors.token()}` };
    expect((await post(headers, [initialize, initialize])).status).toBe(400);
    expect((await post(headers, '{')).status).toBe(400);
    expect((await post(headers, { ...initialize, padding: 'x'.repeat(70_000) })).status).toBe(413);
    const stream = await doors.http.request('/mcp', { headers });
    expect(stream.status).toBe(405);
  });
});

describe('the MCP server over standard input and output', () => {
  it('says that it is closed while an administrator has switched MCP off, and goes on when it is on again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-mcp-'));
    const store = await openStore({ dataDir, logger: createLogger('silent') });
    const controls = createControls({
      store,
      config: loadConfig({}),
      now: () => new Date('2026-11-29T04:00:00Z'),
    });
    const client = await overStdio(dataDir);
    const status = async () =>
      resultSchema.parse(await client.callTool({ name: 'document_status', arguments: { document: number } }));
    try {
      expect((await status()).isError).toBe(false);
      await controls.switchOff('mcp', { reason: '核对', note: '' }, '李芳');
      await expect
        .poll(async () => (await status()).content[0].text, { timeout: 20_000 })
        .toMatch(/^接口现在暂停服务/);
      expect((await status()).isError).toBe(true);
      await controls.switchOn('mcp', { reason: '' }, '李芳');
      await expect.poll(async () => (await status()).isError, { timeout: 20_000 }).toBe(false);
    } finally {
      await client.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
