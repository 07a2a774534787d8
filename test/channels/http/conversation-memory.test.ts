import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { questionsOn, serveWeb, turnsKept } from '../../support/serve-web.ts';
import { webVisitor } from '../../support/web-visitor.ts';

const question = '低保户住院报几成？';

describe('the memory of the web chat', () => {
  test('nothing is kept and no cookie set before the first question, and the page says what will be', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    const { html, headers } = await visitor.get();
    expect(visitor.setCookie).toBeNull();
    expect(headers.get('Cache-Control')).toBe('private, no-cache');
    expect(html).toContain('保存到最后一次提问后180天');
    expect(html).toContain('随时可以点“删除我的记录”全部删掉');
    await visitor.get('/documents');
    await visitor.post('/chat/topic');
    await visitor.post('/chat/handover');
    expect(visitor.setCookie).toBeNull();
    expect(await served.store.handovers.list(['waiting'], 5)).toEqual([]);
  });

  test('the cookie is HttpOnly, Lax and as old as the conversation may get', async () => {
    const visitor = (await serveWeb()).visitor();
    await visitor.get();
    await visitor.ask(question);
    expect(visitor.setCookie).toMatch(
      /^wenzheng=[\w-]{22}\.[^;]+; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  test('behind a trusted proxy with https it is Secure and bound to the host; nobody else’s header makes it so', async () => {
    const served = await serveWeb({ trustProxy: true });
    const https = webVisitor(served.app, { 'X-Forwarded-Proto': 'http, https' });
    await https.ask(question);
    expect(https.setCookie).toMatch(/^__Host-wenzheng=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(questionsOn((await https.get()).html)).toEqual([question]);
    // The same cookie, planted without the prefix by another host of the domain.
    const planted = webVisitor(served.app, { 'X-Forwarded-Proto': 'https' });
    planted.cookie = https.cookie?.replace('__Host-', '') ?? null;
    expect(questionsOn((await planted.get()).html)).toEqual([]);
    const untrusting = webVisitor((await serveWeb()).app, { 'X-Forwarded-Proto': 'https' });
    await untrusting.ask(question);
    expect(untrusting.setCookie).not.toContain('Secure');
  });

  test('questions and answers are there again after a reload and after a restart', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.get();
    const { html: asked, status } = await visitor.ask(question);
    expect(status).toBe(200);
    expect(asked).toContain('每人每年最高50000元');
    expect(asked).toContain('<title>回答');
    await visitor.ask('那五保户呢？');
    expect(served.backend.asked.at(-1)?.context).toEqual([question]);
    const { html, headers } = await visitor.get();
    expect(questionsOn(html)).toEqual([question, '那五保户呢？']);
    expect(html).toContain('实行全额救助');
    expect(html).not.toContain('name="context"');
    expect(headers.get('Cache-Control')).toBe('no-store');
    const reopened = await served.kept.reopen(served.backend);
    onTestFinished(() => reopened.close());
    const again = webVisitor(createHttpServer({ ...served.serverOptions, conversations: reopened.options }));
    again.cookie = visitor.cookie;
    expect(questionsOn((await again.get()).html)).toEqual([question, '那五保户呢？']);
  });

  test('a page that is asked from twenty times shows the newest, and the rest on demand', async () => {
    const visitor = (await serveWeb()).visitor();
    for (let number = 1; number <= 23; number++) await visitor.ask(`问题${number}号`, { message: '' });
    const { html } = await visitor.get();
    expect(questionsOn(html)).toHaveLength(20);
    expect(questionsOn(html).at(-1)).toBe('问题23号');
    expect(html).toContain('href="/?earlier"');
    const { html: all } = await visitor.get('/?earlier');
    expect(questionsOn(all)).toHaveLength(23);
    expect(all).not.toContain('href="/?earlier"');
  });

  test('POST /api/ask keeps nothing and sets nothing', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.ask(question);
    const response = await served.app.request('/api/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: visitor.cookie ?? '' },
      body: JSON.stringify({ q: '公厕', context: [] }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('Set-Cookie')).toBeNull();
    expect(await turnsKept(served, visitor.cookie)).toEqual([question]);
  });

  test('an answer is shown as it was given after the corpus has changed, and says so', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.ask(question);
    const { corpus } = served.backend;
    const changed = {
      ...corpus,
      digest: 'changed',
      sources: corpus.sources.map((source) => ({ ...source, sha256: 'f'.repeat(64) })),
    };
    const show = async (next: typeof corpus): Promise<string> => {
      const app = createHttpServer({
        ...served.serverOptions,
        backend: { ...served.backend, corpus: next },
      });
      const again = webVisitor(app);
      again.cookie = visitor.cookie;
      return (await again.get()).html;
    };
    expect(await show(corpus)).not.toContain('remark-then');
    const html = await show(changed);
    expect(html).toContain('这是刚才的回答，此后收录的公报有更新；要现在的说法，请再问一次。');
    expect(html).toContain('每人每年最高50000元');
    // The clause is found by its words, as its place in the text cannot be trusted any more.
    expect(html).toMatch(/class="original" href="\/document\/[^"]+\?clause=6#clause-6"/);
    // The document is not there any more: the quotation stays, the link goes.
    const gone = await show({ ...changed, documents: [], clauses: [], passages: [] });
    expect(gone).toContain('救助对象每人每年最高救助金额为50000元');
    expect(gone).not.toContain('class="original"');
  });

  test('an answer of another day says of which', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.ask(question);
    const app = createHttpServer({
      ...served.serverOptions,
      backend: { ...served.backend, today: () => '2026-12-24' },
    });
    const next = webVisitor(app);
    next.cookie = visitor.cookie;
    expect((await next.get()).html).toContain('这是2026年11月23日的回答。');
  });

  test('an unanswered question opens a gap', async () => {
    const served = await serveWeb();
    await served.visitor().ask('清新今年低保标准是多少');
    expect(await served.store.gaps.list(['open'], 5)).toMatchObject([
      { kind: 'no_source', question: '清新今年低保标准是多少', count: 1 },
    ]);
  });

  test('a private number is neither kept nor shown', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    const { html } = await visitor.ask('我电话13800138000，低保户住院报几成？');
    expect(html).not.toContain('13800138000');
    expect(html).toContain('【已隐去手机号】');
    expect((await turnsKept(served, visitor.cookie)).join()).not.toContain('13800138000');
  });

  test('HTML that was typed is text in the history as well', async () => {
    const visitor = (await serveWeb()).visitor();
    await visitor.ask('<img src=x onerror=alert(1)></p><script>alert(1)</script>');
    const { html } = await visitor.get();
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toMatch(/<img|<script>/);
  });
});
