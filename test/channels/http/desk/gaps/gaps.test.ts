import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixedTexts } from '../../../../../src/answering/fixed-texts.ts';
import { missingIn } from '../../../../../src/channels/http/desk/gaps/gap-answer.ts';
import type { Gap } from '../../../../../src/store/store.ts';
import { dogs, fieldsOf, serveBankDesk } from '../../../../support/bank-desk.ts';
import type { ServedDesk, SignedInVisitor } from '../../../../support/desk.ts';

let desk: ServedDesk;
let editor: SignedInVisitor;
let other: SignedInVisitor;
beforeAll(async () => {
  desk = await serveBankDesk();
  editor = await desk.signedIn('editor');
  other = await desk.signedIn('editor');
});

const at = '2026-11-29T01:00:00.000Z';
let made = 0;
const gapOf = (question: string, more: Partial<Gap> = {}) =>
  desk.store.gaps.count(
    { kind: 'no_source', key: `${question}${++made}`, question, reason: null, ...more },
    at,
  );
const kept = (gap: Gap) => desk.store.gaps.byId(gap.id);
const pathOf = ({ id }: Gap) => `/desk/gaps/${id}`;
const post = (gap: Gap, action: string, fields: Record<string, string> = {}, visitor = editor) =>
  visitor.post(`${pathOf(gap)}/${action}`, { state: gap.state, owner: gap.owner ?? '', ...fields });
const told = (text: string): string => /id="fault">([^<]*)</.exec(text)?.[1] ?? '';

const rows = (text: string) => text.match(/<th scope="row"><a href="\/desk\/gaps\//g)?.length ?? 0;

describe('the ledger of gaps', () => {
  it('is narrowed by state, kind and owner in the address, by words only in what is posted', async () => {
    const one = await gapOf('公园几点关门只问一次');
    await gapOf('公园的厕所在哪里', { kind: 'feedback', reason: 'unclear' });
    await post(one, 'take');
    const owner = editor.account.displayName;
    expect(rows((await editor.get('/desk/gaps')).text)).toBe(2);
    expect(rows((await editor.get('/desk/gaps?view=in_work')).text)).toBe(1);
    expect(rows((await editor.get('/desk/gaps?kind=feedback')).text)).toBe(1);
    expect(rows((await editor.get(`/desk/gaps?owner=${encodeURIComponent(owner)}`)).text)).toBe(1);
    expect(rows((await editor.get('/desk/gaps?view=closed')).text)).toBe(0);
    // An address may stand in the log of a proxy.
    expect(rows((await editor.get('/desk/gaps?words=几点')).text)).toBe(2);
    const found = await editor.post('/desk/gaps', { words: '几点', view: 'all' });
    expect(rows(found.text)).toBe(1);
    const moved = await editor.post('/desk/gaps', { words: '', view: 'closed', kind: 'feedback' });
    expect(moved.headers.get('Location')).toBe('/desk/gaps?view=closed&kind=feedback');
  });

  it('is cut into pages', async () => {
    for (let n = 0; n < 52; n++) await gapOf(`第${n}个没有答案的问题`);
    const first = (await editor.get('/desk/gaps')).text;
    expect(first).toContain('第1页，共2页');
    expect(first).toContain('rel="next"');
    expect((await editor.get('/desk/gaps?page=2')).text).toContain('rel="prev"');
  });

  it('is handed out as a table in which nothing is a formula', async () => {
    await gapOf('=HYPERLINK("http://a.cn","点我")');
    const file = await editor.post('/desk/gaps/export', { view: 'all' });
    expect(file.headers.get('Content-Disposition')).toContain('gaps.csv');
    const lines = parse(file.text, { bom: true, columns: true }) as Record<string, string>[];
    expect(lines.length).toBe(
      await desk.store.gaps.countFound({
        states: ['open', 'in_work', 'closed'],
        kind: null,
        owner: null,
        words: null,
      }),
    );
    expect(lines.map((line) => line['问题'])).toContain(`'=HYPERLINK("http://a.cn","点我")`);
    expect(lines[0]).toMatchObject({ 次数: '1', 来由: /./ });
    expect(await desk.store.audit.list(1)).toMatchObject([{ action: 'gap.export' }]);
  });
});

describe('a gap', () => {
  it('is taken by one of two, given back, noted, and taken over', async () => {
    const gap = await gapOf('垃圾几点收');
    expect((await post(gap, 'take')).status).toBe(303);
    const late = await post(gap, 'take', {}, other);
    expect(late.status).toBe(409);
    expect(told(late.text)).toBe(
      `这一条刚刚被别人改过，现在由${editor.account.displayName}处理，请看过之后再操作。`,
    );
    const taken = (await kept(gap)) ?? gap;
    await post(taken, 'note', { note: '问过环卫所，电话13812345678' });
    expect((await kept(gap))?.note).toBe('问过环卫所，电话【已隐去手机号】');
    await post(taken, 'take', {}, other);
    expect(await kept(gap)).toMatchObject({ state: 'in_work', owner: other.account.displayName });
    await post((await kept(gap)) ?? gap, 'give-back', {}, other);
    expect(await kept(gap)).toMatchObject({ state: 'open', owner: null });
  });

  it('is closed as answered only when it is answered now, and says what is missing until then', async () => {
    const gap = await gapOf('狗狗遛弯要不要牵绳');
    const page = (await editor.get(pathOf(gap))).text;
    const isAnswered = /<h3>现在能回答/.test(page);
    expect(isAnswered).toBe(false);
    const refused = await post(gap, 'close', { closing: 'answered' });
    expect(refused.status).toBe(400);
    expect(told(refused.text)).toMatch(/^现在再问还是“[^”]+”，不能按“现在能回答了”关闭；[^。]*。$/);
    expect((await kept(gap))?.state).toBe('open');

    const begun = fieldsOf((await editor.get(`/desk/bank/entry?gap=${gap.id}`)).text);
    expect(begun).toMatchObject({
      ask: '狗狗遛弯要不要牵绳',
      gap: String(gap.id),
      tried: '狗狗遛弯要不要牵绳',
    });
    const entry = { ...begun, document: dogs, locators: ['第一条'], answer: '登记不收费。' };
    const written = await editor.post('/desk/bank/entry', { ...entry, do: 'save', reason: '居民常问' });
    expect(written.headers.get('Location')).toBe(`${pathOf(gap)}?done=entry`);
    expect((await editor.get(pathOf(gap))).text).toMatch(/<h3>现在能回答[\s\S]*登记不收费/);
    const closed = await post(gap, 'close', { closing: 'answered', note: '写了标准问' });
    expect(closed.status).toBe(303);
    expect(await kept(gap)).toMatchObject({ state: 'closed', closedAs: 'answered', note: '写了标准问' });
    expect(await desk.store.audit.list(1)).toMatchObject([{ action: 'gap.close', detail: '现在能回答了' }]);

    await post((await kept(gap)) ?? gap, 'reopen');
    expect(await kept(gap)).toMatchObject({ state: 'open', closedAs: null, owner: null });
  });

  it('is not answered by the nearest clause, which is shown for want of one that says it', () => {
    expect(missingIn({ status: 'answered', answer: `${fixedTexts.nearest_only}\n第一条` })).toMatch(/最接近/);
    expect(missingIn({ status: 'answered', answer: '第一条' })).toBeNull();
    expect(missingIn({ status: 'needs_input', answer: '住院还是门诊？' })).toBeNull();
    expect(missingIn({ status: 'clarification', answer: '哪一种？' })).not.toBeNull();
  });

  it.each(['not_ours', 'no_source'] as const)('is closed as %s without being answered', async (closing) => {
    const gap = await gapOf(`月亮上种菜${closing}`);
    expect((await post(gap, 'close', { closing })).status).toBe(303);
    expect(await kept(gap)).toMatchObject({ state: 'closed', closedAs: closing });
  });

  it('is not closed without a reason, nor by who has not seen who works on it', async () => {
    const gap = await gapOf('夜里能不能装修');
    expect(told((await post(gap, 'close')).text)).toContain('“原因”');
    await post(gap, 'take', {}, other);
    const late = await post(gap, 'close', { closing: 'no_source' });
    expect(late.status).toBe(409);
    expect((await kept(gap))?.state).toBe('in_work');
  });

  it('that is not there is told, for every action', async () => {
    expect((await editor.get('/desk/gaps/987654')).status).toBe(404);
    expect((await editor.post('/desk/gaps/987654/take')).text).toContain('没有这条知识缺口');
    expect((await editor.get('/desk/bank/entry?gap=987654')).status).toBe(404);
  });

  it('is read by operators, who cannot change it', async () => {
    const gap = await gapOf('操作员看的问题');
    const operator = await desk.signedIn('operator');
    const { text } = await operator.get(pathOf(gap));
    expect(text).toContain('操作员看的问题');
    expect(text).not.toContain('我来处理');
    expect((await post(gap, 'take', {}, operator)).status).toBe(403);
  });

  it('is text on the page', async () => {
    const gap = await gapOf('<script>alert(1)</script>"><img src=x>');
    for (const path of [pathOf(gap), `/desk/bank/entry?gap=${gap.id}`, '/desk/gaps'])
      expect((await editor.get(path)).text).not.toMatch(/<script>alert|<img/);
  });

  it('leaves nothing new of a question behind, in the audit or in a log', async () => {
    const question = '只在缺口里有的这句话';
    const gap = await gapOf(question);
    await post(gap, 'take');
    await editor.post('/desk/gaps', { words: question });
    await post((await kept(gap)) ?? gap, 'close', { closing: 'not_ours' });
    const stored = JSON.stringify([desk.logged, await desk.store.audit.list(1000)]);
    expect(stored).not.toContain(question);
  });
});
