import { beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../../src/config.ts';
import { createControls, type Controls } from '../../../../src/controls/create-controls.ts';
import { type ServedDesk, serveDesk, type SignedInVisitor } from '../../../support/desk.ts';
import { fixtureBackend } from '../../../support/http-fixture.ts';
import { webVisitor } from '../../../support/web-visitor.ts';

let desk: ServedDesk;
let admin: SignedInVisitor;
/** Of the process that serves residents; the desk has its own, so that they stand for two processes. */
let controls: Controls;

beforeEach(async () => {
  const backend = Object.assign(fixtureBackend(), {
    closed: (door: 'web' | 'api') => controls.closed(door),
    announcement: () => controls.current.announcement,
    isHandoverOn: () => controls.current.handover,
  });
  desk = await serveDesk({ server: { backend } });
  controls = createControls({ store: desk.store, config: loadConfig({}), now: desk.kept.options.now });
  admin = await desk.signedIn('admin');
});

const off = (name: string, fields: Readonly<Record<string, string>> = {}) =>
  admin.post(`/desk/switches/${name}`, { to: 'off', reason: '核对回答', note: '明早8点恢复。', ...fields });
const on = (name: string) => admin.post(`/desk/switches/${name}`, { to: 'on' });
const set = (name: string, value: string, reason = '试一试') =>
  admin.post(`/desk/switches/settings/${name}`, { value, reason });
const askByProgram = () =>
  desk.http.request('/api/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ q: '低保户能报几成？' }),
  });
const sentence = '问政现在暂停回答，请拨打12345政务服务热线，或者到镇政府、街道办事处当面问。明早8点恢复。';

describe('the page of switches', () => {
  it('switches off and on, shows what is off, by whom and why, and writes it down', async () => {
    expect((await admin.get('/desk/switches')).text).toContain('现在全部打开');
    const done = await off('telegram');
    expect(done.status).toBe(303);
    const page = (await admin.get(done.headers.get('Location') ?? '')).text;
    expect(page).toContain('“Telegram 机器人”已经关闭');
    expect(page).toMatch(/现在关着：<strong>Telegram 机器人<\/strong>/);
    expect(page).toContain('核对回答');
    expect(page).toContain('明早8点恢复。');
    expect(page).toContain(admin.account.displayName);
    expect(page).toContain('不到1分钟');
    expect((await admin.get('/desk/overview')).text).toContain('现在关着：Telegram 机器人');
    expect((await on('telegram')).status).toBe(303);
    expect((await admin.get('/desk/switches')).text).toContain('现在全部打开');
    const actions = (await desk.store.audit.list(10)).map(({ action, subject, actor }) => [
      action,
      subject,
      actor,
    ]);
    expect(actions).toContainEqual(['channel.off', 'telegram', admin.account.displayName]);
    expect(actions).toContainEqual(['channel.on', 'telegram', admin.account.displayName]);
    expect((await admin.get('/desk/audit')).text).toContain('关闭渠道');
  });

  it('keeps what was typed where it cannot be taken', async () => {
    const refused = await off('api', { reason: '', note: '请等一等' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('请写上原因。');
    expect(refused.text).toContain('value="请等一等"');
    const wrong = await set('officeHours', '早上到晚上');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('“人工服务时间”的内容不能用');
    expect(wrong.text).toContain('value="早上到晚上"');
    expect(await desk.store.runSettings.list()).toEqual([]);
  });

  it('knows no other switch, setting or direction', async () => {
    expect((await off('desk')).status).toBe(404);
    expect((await off('web', { to: 'away' })).status).toBe(404);
    expect((await set('WENZHENG_SECRET', 'x')).status).toBe(404);
    expect((await set('__proto__', 'x')).status).toBe(404);
  });

  it('shows what was typed as text', async () => {
    const markup = '<img src=x onerror=alert(1)>"\'&';
    await off('web', { reason: markup, note: markup });
    await set('announcement', markup, markup);
    await controls.refresh();
    for (const { text } of [await admin.get('/desk/switches'), await admin.get('/desk/audit')])
      expect(text).not.toContain('<img');
    const shown = await webVisitor(desk.http).get();
    expect(shown.html).not.toContain('<img');
    expect(shown.html).toContain('&lt;img src=x');
    const done = await admin.get('/desk/switches?done=off.<script>x</script>');
    expect(done.text).not.toContain('<script>x');
  });

  it('does not offer to switch on what the environment forbids', async () => {
    const page = (await admin.get('/desk/switches')).text;
    expect(page).toContain('环境变量没有打开模型');
    expect(page).not.toContain('关闭人工智能模型');
  });
});

describe('the web chat that is switched off', () => {
  it('tells what to do instead in place of the box, and keeps nothing of what is sent all the same', async () => {
    const visitor = webVisitor(desk.http);
    await visitor.get();
    await off('web');
    await controls.refresh();
    const asked = await visitor.ask('低保户能报几成？');
    expect(asked.status).toBe(503);
    expect(asked.html).toContain(sentence);
    expect(asked.html).not.toContain('id="composer"');
    const script = await visitor.post('/chat/ask', { q: '低保户能报几成？', message: 'k'.repeat(22) });
    expect(script.status).toBe(503);
    expect(JSON.parse(script.html)).toEqual({ error: { field: 'q', message: sentence } });
    const page = await webVisitor(desk.http).get();
    expect(page.status).toBe(200);
    expect(page.html).toContain(sentence);
    expect(page.html).not.toContain('可以这样问');
    expect((await webVisitor(desk.http).get('/documents')).status).toBe(200);
    expect(await desk.store.overview.questions({ from: '2020-01-01', to: '2030-01-01' })).toEqual([]);
    await on('web');
    await controls.refresh();
    expect((await visitor.ask('低保户能报几成？')).html).toContain('class="answer');
  });

  it('lets who talks to a person go on, but nobody begin', async () => {
    const talking = webVisitor(desk.http);
    await talking.get();
    await talking.ask('低保户能报几成？');
    await talking.post('/chat/handover');
    const other = webVisitor(desk.http);
    await other.get();
    await other.ask('低保户能报几成？');
    await off('web');
    await controls.refresh();
    const said = await talking.ask('我爸刚出院');
    expect(said.status).toBe(200);
    expect((await desk.store.handovers.messages(1)).map(({ text }) => text)).toContain('我爸刚出院');
    const refused = await other.post('/chat/handover');
    expect(refused.html).toContain(sentence);
    expect(await desk.store.handovers.list(['waiting'], 10)).toHaveLength(1);
    // Their own records are theirs, whatever is closed.
    expect((await other.post('/chat/forget')).html).toContain('您的记录已经全部删除');
  });

  it('leaves the interface for programs open, which is closed by itself', async () => {
    await off('web');
    await controls.refresh();
    expect((await askByProgram()).status).toBe(200);
    await off('api', { note: '' });
    await controls.refresh();
    const closed = await askByProgram();
    expect(closed.status).toBe(503);
    expect(closed.headers.get('Retry-After')).toBe('300');
    expect(await closed.json()).toEqual({
      error: { field: 'request', message: '接口现在暂停服务，请过几分钟再试，急事请拨打12345政务服务热线。' },
    });
  });
});

describe('settings', () => {
  it('put a line on top of the residents’ page', async () => {
    expect((await webVisitor(desk.http).get()).html).not.toContain('class="announcement"');
    expect((await set('announcement', '今晚10点到12点维护。')).status).toBe(303);
    await controls.refresh();
    expect((await webVisitor(desk.http).get()).html).toContain('今晚10点到12点维护。');
    await set('announcement', '');
    await controls.refresh();
    expect((await webVisitor(desk.http).get()).html).not.toContain('class="announcement"');
  });

  it('take the way to a person off the page', async () => {
    const visitor = webVisitor(desk.http);
    await visitor.get();
    expect((await visitor.ask('低保户能报几成？')).html).toContain('转人工');
    expect((await admin.get('/desk/switches')).text).toContain('<strong>开（on）</strong>');
    await set('handover', 'off');
    expect((await admin.get('/desk/switches')).text).toContain('<strong>关（off）</strong>');
    await controls.refresh();
    expect((await visitor.get()).html).not.toContain('formaction="/chat/handover"');
  });
});
