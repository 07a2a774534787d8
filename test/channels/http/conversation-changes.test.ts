import { describe, expect, test } from 'vitest';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';
import { questionsOn, serveWeb, turnsKept } from '../../support/serve-web.ts';

const question = '低保户住院报几成？';

const changes = ['/chat/handover', '/chat/leave', '/chat/topic', '/chat/forget'];
const foreign: Record<string, string>[] = [
  { Origin: 'https://elsewhere.example' },
  { 'Sec-Fetch-Site': 'cross-site' },
];
const logger = { info() {}, error() {} };

describe('what can be done with a conversation', () => {
  test('another topic: the history stays, greyed, and is no context any more', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.ask(question);
    const { html } = await visitor.post('/chat/topic');
    expect(questionsOn(html)).toEqual([question]);
    expect(html).toContain('<li class="turn past"');
    expect(html).toContain('换了话题，上面说的不再算在内');
    const { html: next } = await visitor.ask('公厕', { message: '' });
    expect(served.backend.asked.at(-1)?.context).toEqual([]);
    expect(next.match(/turn past/g)).toHaveLength(1);
    expect(next.indexOf('换了话题')).toBeLessThan(next.indexOf('您问：</span>公厕'));
  });

  test('a post that holds no form changes nothing, and is no fault of the store', async () => {
    const visitor = (await serveWeb()).visitor();
    await visitor.ask(question);
    for (const path of ['/chat/handover', '/chat/leave', '/chat/topic', '/chat/feedback']) {
      const { status, html } = await visitor.post(path, { q: '' }, { 'Content-Type': 'text/plain' });
      expect([path, status]).toEqual([path, 415]);
      expect(html).toContain('没有收到表单');
    }
    const { html } = await visitor.get();
    expect(html).toContain('data-handover="none"');
  });

  test('what was being written comes back when the topic is changed without a script', async () => {
    const visitor = (await serveWeb()).visitor();
    await visitor.ask(question);
    const { html } = await visitor.post('/chat/topic', { q: '写到一半，13800138000' });
    expect(html).toContain('写到一半，【已隐去手机号】</textarea>');
    expect(html).toMatch(/id="ask-error" role="alert" hidden/);
  });

  test('deleting asks once, removes everything and the cookie, and the page starts anew', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.ask(question);
    await visitor.post('/chat/handover');
    const { html: before } = await visitor.get();
    expect(before).toMatch(
      /<details><summary>删除我的记录<\/summary>\s*<form method="post" action="\/chat\/forget">/,
    );
    const kept = visitor.cookie;
    const { status, html } = await visitor.post('/chat/forget');
    expect(status).toBe(200);
    expect(html).toContain('您的记录已经全部删除');
    expect(visitor.cookie).toBeNull();
    expect(await served.store.handovers.list(['waiting', 'taken'], 5)).toEqual([]);
    visitor.cookie = kept;
    expect(questionsOn((await visitor.get()).html)).toEqual([]);
    expect(await served.store.audit.list(1)).toMatchObject([{ actor: 'resident', action: 'user.delete' }]);
    // Nothing to delete is no fault.
    expect((await served.visitor().post('/chat/forget')).status).toBe(200);
  });

  test('a question that is on its way when everything is deleted does not bring it back', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.ask(question);
    const { cookie } = visitor;
    const other = fixtureBackend();
    served.backend.answer = async (asked) => {
      await visitor.post('/chat/forget');
      return other.answer(asked);
    };
    const { html } = await visitor.post('/ask', { q: '公厕' });
    expect(html).toContain('计划奖补20万元');
    expect(html).toContain('暂时存不了');
    expect(await turnsKept(served, cookie)).toEqual([]);
    expect(visitor.cookie).toBeNull();
  });

  test('the page of another site can post nothing in a visitor’s name', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.ask(question);
    for (const path of ['/ask', '/chat/ask', '/chat/feedback', ...changes]) {
      for (const headers of foreign) {
        const { status, html } = await visitor.post(path, { q: '公厕' }, headers);
        expect(status).toBe(403);
        expect(html).toContain('这个请求来自别的网站');
      }
    }
    const stream = await served.app.request('/chat/events', {
      headers: { 'Sec-Fetch-Site': 'cross-site', Cookie: visitor.cookie ?? '' },
    });
    expect(stream.status).toBe(403);
    expect(await turnsKept(served, visitor.cookie)).toEqual([question]);
    expect(await served.store.handovers.list(['waiting'], 5)).toEqual([]);
  });

  test('everything that is posted counts towards the allowance, and is no address to visit', async () => {
    for (const path of ['/chat/feedback', ...changes]) {
      const app = createHttpServer({ backend: fixtureBackend(), logger, rateLimit: { perMinute: 1 } });
      expect((await app.request(path, { method: 'POST' })).status).toBe(404);
    }
    const served = await serveWeb({ rateLimit: { perMinute: 2 } });
    const visitor = served.visitor();
    await visitor.ask(question);
    await visitor.post('/chat/topic');
    for (const path of ['/chat/feedback', ...changes]) {
      const { status, html } = await visitor.post(path);
      expect(status).toBe(429);
      expect(html).toMatch(/请等(?:29|30)秒/);
      expect((await served.app.request(path)).headers.get('Location')).toBe('/');
    }
  });
});
