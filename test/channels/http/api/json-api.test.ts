import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerSchema } from '../../../../src/answering/answer.ts';
import {
  calculationResultSchema,
  calculatorFieldsSchema,
  calculatorListSchema,
  clauseListSchema,
  documentDetailsSchema,
  documentListSchema,
  foundPassagesSchema,
} from '../../../../src/channels/gazette-data/schemas.ts';
import { type ServedDoors, serveDoors } from '../../../support/system-doors.ts';

const number = '清新府办〔2018〕16号';
const inPath = encodeURIComponent(number);
const errorSchema = z.strictObject({ error: z.strictObject({ field: z.string(), message: z.string() }) });

let doors: ServedDoors;
let token: string;
beforeAll(async () => {
  doors = await serveDoors();
  token = await doors.token();
});

async function send(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${doors.url}/api/v1${path}`, {
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined
      ? {}
      : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const json: unknown = await response.json();
  return { status: response.status, headers: response.headers, json };
}

describe('the JSON API', () => {
  it('answers a question as the open interface does', async () => {
    const question = { id: 7, q: '低保户住院能报多少', asOf: '2019-06-01' };
    const { status, json, headers } = await send('/ask', question);
    expect(status).toBe(200);
    expect(headers.get('Cache-Control')).toBe('no-store');
    const answer = answerSchema.parse(json);
    const open = answerSchema.parse(
      await (
        await fetch(`${doors.url}/api/ask`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(question),
        })
      ).json(),
    );
    expect({ ...answer, timings: {} }).toEqual({ ...open, timings: {} });
    expect(answer.answer).toContain('80%');
  });

  it('finds passages with the validity of their documents on the day that is asked about', async () => {
    const q = '低保户住院救助比例';
    const then = foundPassagesSchema.parse((await send('/search', { q, count: 5, asOf: '2019-06-01' })).json);
    const now = foundPassagesSchema.parse((await send('/search', { q, count: 5, asOf: '2026-11-29' })).json);
    expect(then.passages.length).toBe(5);
    const validity = (found: typeof then) =>
      found.passages.find(({ documentNumber }) => documentNumber === number)?.validity;
    expect([validity(then), validity(now)]).toEqual(['in_force', 'expired']);
  });

  it('lists all documents, page by page', async () => {
    const all = documentListSchema.parse((await send('/documents')).json);
    expect(all.total).toBe(doors.app.corpus.documents.length);
    const second = documentListSchema.parse((await send('/documents?offset=1&count=2')).json);
    expect(second.documents).toEqual(all.documents.slice(1, 3));
  });

  it.each([number, '清新府办[2018]16号', '清新府办2018年16号'])(
    'shows a document by its number: %s',
    async (written) => {
      const found = documentDetailsSchema.parse(
        (await send(`/documents/${encodeURIComponent(written)}`)).json,
      );
      expect(found).toMatchObject({ id: number, provisional: true, validity: 'in_force' });
      expect(found.validityText).not.toBe('');
    },
  );

  it('gives the clauses of a document, or one with what belongs to it', async () => {
    const all = clauseListSchema.parse((await send(`/documents/${inPath}/clauses`)).json);
    const details = documentDetailsSchema.parse((await send(`/documents/${inPath}`)).json);
    expect(all.clauses.length).toBe(details.clauses);
    const one = clauseListSchema.parse(
      (await send(`/documents/${inPath}/clauses?locator=${encodeURIComponent('第十一条')}`)).json,
    );
    expect(one.clauses.length).toBeGreaterThan(1);
    for (const { locator } of one.clauses) expect(locator).toMatch(/^第十一条/);
    expect(one.document.validity).toBe('in_force');
  });

  it('gives out no private number that a gazette prints', async () => {
    const texts: string[] = [];
    for (const { id } of documentListSchema.parse((await send('/documents?count=200')).json).documents)
      texts.push(JSON.stringify((await send(`/documents/${encodeURIComponent(id)}/clauses`)).json));
    const whole = texts.join('');
    expect(whole).toContain('【已隐去手机号】');
    // Digests and places in the sources are numbers too.
    expect(whole.replaceAll(/"source":\{[^}]*\}/g, '')).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
  });

  it('lists the calculators, says what each wants and computes', async () => {
    const { calculators } = calculatorListSchema.parse((await send('/calculators')).json);
    expect(calculators.map(({ id }) => id)).toEqual(doors.app.schemes.map(({ id }) => id));
    const fields = calculatorFieldsSchema.parse((await send('/calculators/medical-aid')).json);
    expect(fields.fields.map(({ label }) => label)).toContain('对象类别');
    const facts = {
      对象类别: '低保',
      户籍: '本区',
      定点医疗机构: '是',
      就医方式: '住院',
      收据日期: '2019-06',
      政策范围内个人自付: '3万',
    };
    const run = await send('/calculators/medical-aid/run', { facts, asOf: '2026-11-29' });
    const { calculation, restsOn } = calculationResultSchema.parse(run.json);
    expect(calculation).toMatchObject({ values: { total: 24_000 } });
    expect(restsOn).toEqual([expect.objectContaining({ documentNumber: number, validity: 'expired' })]);
  });

  it('takes private numbers out of the facts', async () => {
    const { json } = await send('/calculators/medical-aid/run', {
      facts: { 对象类别: '低保 13800138000', 备注: ['我的电话13800138000'] },
    });
    expect(JSON.stringify(json)).not.toContain('13800138000');
  });

  it.each([
    ['/ask', { q: 5 }, 'q'],
    ['/ask', { q: '低保', asOf: '2019-13-01' }, 'asOf'],
    ['/ask', '{"q":', 'body'],
    ['/search', {}, 'q'],
    ['/search', { q: '低保', count: 0 }, 'count'],
    ['/calculators/medical-aid/run', { facts: [] }, 'facts'],
  ])('says which field is wrong: %s %j', async (path, body, field) => {
    const { status, json } = await send(path, body);
    expect(status).toBe(400);
    expect(errorSchema.parse(json).error.field).toBe(field);
    expect(errorSchema.parse(json).error.message).toMatch(/[一-龥]/);
  });

  it.each([
    ['/documents/none', undefined],
    ['/documents/none/clauses', undefined],
    ['/calculators/none', undefined],
    ['/calculators/none/run', { facts: {} }],
    ['/nothing', undefined],
  ])('says that %s is not there', async (path, body) => {
    const { status, json } = await send(path, body);
    expect(status).toBe(404);
    errorSchema.parse(json);
  });

  it('takes no body that is too long and none that is no JSON', async () => {
    expect((await send('/ask', { q: '长'.repeat(40_000) })).status).toBe(413);
    expect((await send('/ask', '{}', { 'Content-Type': 'text/plain' })).status).toBe(400);
  });
});

describe('the door of the API', () => {
  it.each(['', 'Bearer wrong', 'Basic wz_'])('stays shut without a token that is known: %j', async (sent) => {
    const response = await doors.http.request('/api/v1/documents', { headers: { Authorization: sent } });
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
    expect(errorSchema.parse(await response.json()).error.message).toContain('令牌');
  });

  it('opens for the scopes of a token alone', async () => {
    const narrow = await doors.token(['search']);
    const headers = { Authorization: `Bearer ${narrow}` };
    expect((await send('/search', { q: '低保' }, headers)).status).toBe(200);
    for (const [path, body] of [
      ['/ask', { q: '低保' }],
      ['/documents', undefined],
      ['/calculators', undefined],
    ] as const)
      expect((await send(path, body, headers)).status).toBe(403);
  });

  it('lets a token in as often as it may, and tells it when to come back', async () => {
    const slow = await doors.token(['search'], 2);
    const headers = { Authorization: `Bearer ${slow}` };
    const statuses: number[] = [];
    for (let count = 0; count < 3; count++)
      statuses.push((await send('/search', { q: '低保' }, headers)).status);
    expect(statuses).toEqual([200, 200, 429]);
    const { headers: answered } = await send('/search', { q: '低保' }, headers);
    expect(Number(answered.get('Retry-After'))).toBeGreaterThan(0);
  });

  it.each([
    [{ Host: 'evil.example' }, 403],
    [{ Host: 'api.example.gov.cn:8443' }, 200],
    [{ Host: 'API.example.gov.cn', Origin: 'https://api.example.gov.cn' }, 200],
    [{ Host: 'localhost', Origin: 'https://evil.example' }, 403],
    [{ Host: 'localhost', Origin: 'null' }, 403],
  ])('is asked under a name of its own: %j', async (headers, status) => {
    const response = await doors.http.request('/api/v1/calculators', {
      headers: { Authorization: `Bearer ${token}`, ...headers },
    });
    expect(response.status).toBe(status);
  });

  it('writes no token and no question into the log', () => {
    const log = JSON.stringify(doors.logged);
    expect(log).toContain('/api/v1/ask');
    expect(log).not.toContain(token);
    expect(log).not.toContain('低保');
  });
});
