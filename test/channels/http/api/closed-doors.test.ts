import OpenAI, { APIError } from 'openai';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SystemDoor } from '../../../../src/channels/http/api/add-system-doors.ts';
import { type ServedDoors, serveDoors } from '../../../support/system-doors.ts';

const sentence = '接口现在暂停服务，请过几分钟再试。';
let doors: ServedDoors;
let token: string;
let closed: SystemDoor | null = null;

beforeAll(async () => {
  doors = await serveDoors({ systems: { closed: (door) => (door === closed ? sentence : null) } });
  token = await doors.token();
});
beforeEach(() => {
  closed = null;
});

function post(path: string, body: unknown): Promise<Response> {
  return fetch(doors.url + path, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify(body),
  });
}
const listTools = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

describe('a door for other systems that is switched off', () => {
  it('answers 503 with the time to wait and a sentence, and the others go on', async () => {
    const ways = {
      api: () => post('/api/v1/ask', { q: '低保户住院能报几成？' }),
      chat: () =>
        post('/v1/chat/completions', { model: 'wenzheng', messages: [{ role: 'user', content: '低保' }] }),
      mcp: () => post('/mcp', listTools),
    };
    for (const door of ['api', 'chat', 'mcp'] as const) {
      closed = door;
      for (const each of ['api', 'chat', 'mcp'] as const) {
        const response = await ways[each]();
        const text = await response.text();
        expect(response.status).toBe(each === door ? 503 : 200);
        expect(response.headers.get('Retry-After')).toBe(each === door ? '300' : null);
        expect(text.includes(sentence)).toBe(each === door);
      }
    }
  });

  it('has each its own form of saying no', async () => {
    closed = 'api';
    expect(await (await post('/api/v1/ask', { q: 'x' })).json()).toEqual({
      error: { field: 'request', message: sentence },
    });
    closed = 'mcp';
    expect(await (await post('/mcp', listTools)).json()).toMatchObject({
      jsonrpc: '2.0',
      error: { message: sentence },
    });
    closed = 'chat';
    const client = new OpenAI({ apiKey: token, baseURL: `${doors.url}/v1`, maxRetries: 0 });
    const asked = client.chat.completions.create({
      model: 'wenzheng',
      messages: [{ role: 'user', content: '低保' }],
    });
    const fault: unknown = await asked.then(
      () => null,
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(APIError);
    expect(fault).toMatchObject({ status: 503, code: 'service_unavailable', type: 'server_error' });
  });

  it('still describes itself', async () => {
    closed = 'api';
    expect((await fetch(`${doors.url}/api/docs`)).status).toBe(200);
    expect((await fetch(`${doors.url}/api/openapi.json`)).status).toBe(200);
  });
});
