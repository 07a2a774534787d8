import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerStatuses } from '../../../../src/answering/answer.ts';
import { percentilesOf } from '../../../../src/channels/http/desk/overview/overview.ts';
import { tableAsCsv, tableNames } from '../../../../src/channels/http/desk/overview/overview-tables.ts';
import { daysOf, readSpan } from '../../../../src/channels/http/desk/overview/read-span.ts';
import { sayDuration } from '../../../../src/channels/http/desk/overview/say-numbers.ts';
import { families, familyOf, statusNames } from '../../../../src/channels/http/desk/overview/status-names.ts';
import { type ServedDesk, serveDesk, type SignedInVisitor } from '../../../support/desk.ts';
import { webVisitor } from '../../../support/web-visitor.ts';

let desk: ServedDesk;
let admin: SignedInVisitor;
/** A word of a resident, which must not be on the page. */
const words = '我妈住院自付三万二能报多少呀';
const markup = '<b onclick=x>=1+1"\'</b>';

beforeAll(async () => {
  desk = await serveDesk({ atEnd: afterAll });
  admin = await desk.signedIn('admin');
  const visitor = webVisitor(desk.http);
  await visitor.get();
  await visitor.ask(words);
  await visitor.post('/chat/handover');
  await desk.http.request('/api/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ q: words }),
  });
  await desk.store.gaps.count(
    { kind: 'no_source', key: words, question: words, reason: null },
    '2026-11-23T02:00:00.000Z',
  );
  const day = '2026-11-20';
  for (const [scheme, latencyMs] of [
    ['medical-aid', 40],
    ['medical-aid', 1234],
    [markup, 3],
  ] as const)
    await desk.store.questions.add({
      day,
      channel: 'telegram',
      status: 'answered_by_calculator',
      scheme,
      words: 'model',
      latencyMs,
      documents: [{ documentNumber: '=HYPERLINK("x")', title: markup }],
    });
});

const csv = async (name: string, query = 'days=30'): Promise<string[][]> => {
  const { status, text, headers } = await admin.get(`/desk/overview/${name}.csv?${query}`);
  expect(status).toBe(200);
  expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename\*=UTF-8''/);
  return parse(text, { bom: true });
};

describe('the overview', () => {
  it('counts what was asked at each door, by day in China', async () => {
    const [headings, ...rows] = await csv('channels');
    expect(headings).toEqual(['日期', '网页', 'Telegram', '接口', '对话接口', 'MCP', '合计']);
    expect(rows).toHaveLength(30);
    expect(rows.find(([day]) => day === '2026-11-20')).toEqual(['2026-11-20', '0', '3', '0', '0', '0', '3']);
    expect(rows.at(-1)).toEqual(['2026-11-23', '1', '0', '1', '0', '0', '2']);
    expect(await csv('calculators')).toContainEqual(
      ['医疗救助', '2'].map((cell) => expect.stringContaining(cell)),
    );
    expect(await csv('latency')).toContainEqual(['2026-11-20', '3', '40', '1200']);
    expect((await csv('handovers')).at(-1)).toEqual(['2026-11-23', '1', '0', '0']);
    expect(await csv('gaps')).toContainEqual(['1', '公报里没有', '未处理', '1', '2026-11-23']);
    expect(await csv('words')).toContainEqual(['模型写，逐句核对过', '3', '60%']);
  });

  it('shows no word of a resident, and everything else as text', async () => {
    const { status, text } = await admin.get('/desk/overview?days=30');
    expect(status).toBe(200);
    expect(text).not.toContain(words);
    expect(text).not.toContain('三万二');
    expect(text).not.toContain('<b onclick');
    expect(text).toContain('&lt;b onclick=x&gt;');
    expect(text).toContain('href="/desk/gaps"');
    for (const name of tableNames) expect(JSON.stringify(await csv(name))).not.toContain('三万二');
  });

  it('is drawn without scripts, styles of its own or names that are read out one by one', async () => {
    const { text } = await admin.get('/desk/overview?days=30');
    const drawings = text.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
    expect(drawings.length).toBeGreaterThanOrEqual(8);
    for (const drawing of drawings) {
      expect(drawing).toMatch(/^<svg aria-hidden="true"/);
      expect(drawing).not.toMatch(/<style|\sstyle=|<script|\son\w+=/);
      expect(drawing.match(/aria-/g)).toHaveLength(1);
    }
    expect(text).not.toMatch(/<script|\sstyle=/);
    expect(text.match(/<div role="img" aria-label="[^"]*[\u4e00-\u9fff][^"]*">\s*<svg/g)).toHaveLength(
      drawings.length,
    );
  });

  it('gives files in which nothing is a formula, with a byte order mark', async () => {
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await desk.http.request('/desk/overview/documents.csv?days=30', {
      headers: { Cookie: cookie },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const [, first] = parse(bytes, { bom: true });
    expect(first).toEqual([markup, '\'=HYPERLINK("x")', '3']);
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (cells) => {
        const table = { title: 't', headings: cells.map(() => 'h'), rows: [cells] };
        const [, row] = parse(tableAsCsv(table), { bom: true, relax_column_count: true });
        for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });

  it('is asked for days of one’s own, and says what is wrong with them', async () => {
    expect(await csv('channels', 'from=2026-11-20&to=2026-11-21')).toHaveLength(3);
    for (const [query, sentence] of [
      ['from=yesterday&to=2026-11-21', '请写成日期'],
      ['from=2026-02-30&to=2026-11-21', '请写成日期'],
      ['from=2026-11-21&to=2026-11-20', '请对调'],
      ['from=2020-01-01&to=2026-11-20', '一次最多看366天'],
    ]) {
      const page = await admin.get(`/desk/overview?${query}`);
      expect(page.status).toBe(400);
      expect(page.text).toContain(sentence);
    }
    expect((await admin.get('/desk/overview/passwords.csv')).status).toBe(404);
    expect((await admin.get('/desk/overview?days=4000000')).status).toBe(200);
  });

  it('shows an empty store and a long span', async () => {
    const empty = await admin.get('/desk/overview?from=2021-01-01&to=2021-12-31');
    expect(empty.status).toBe(200);
    expect(empty.text).toContain('每柱7天');
    expect(empty.text).toContain('这些天没有。');
  });
});

describe('numbers of the overview', () => {
  it('have a name for every status, and a family that is shown', () => {
    for (const status of answerStatuses) {
      expect(statusNames[status]).toBeTruthy();
      expect(families.map(({ name }) => name)).toContain(familyOf(status));
    }
  });

  it('percentiles are those of the sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), (lengths) => {
        const sorted = lengths.toSorted((a, b) => a - b);
        const at = (part: number) => sorted[Math.ceil(sorted.length * part) - 1];
        const counted = percentilesOf(lengths.map((ms) => ({ ms, count: 1 })));
        expect(counted).toEqual({ count: lengths.length, p50: at(0.5), p95: at(0.95) });
      }),
    );
    expect(percentilesOf([])).toEqual({ count: 0, p50: null, p95: null });
  });

  it('a span holds every day once', () => {
    expect(readSpan({ days: '7' }, '2026-03-02')).toEqual({ from: '2026-02-24', to: '2026-03-02', ready: 7 });
    expect(daysOf({ from: '2026-02-27', to: '2026-03-02' })).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(readSpan({ from: '2026-03-01' }, '2026-03-02')).toMatchObject({
      from: '2026-03-01',
      to: '2026-03-02',
    });
  });

  it('a duration is said as people say it', () => {
    const minute = 60_000;
    expect(
      [0, 59_999, minute, 61 * minute, 120 * minute, 1500 * minute, 1440 * minute].map(sayDuration),
    ).toEqual(['不到1分钟', '不到1分钟', '1分钟', '1小时1分钟', '2小时', '1天1小时', '1天']);
  });
});
