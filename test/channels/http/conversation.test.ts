import { once } from 'node:events';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../../../src/channels/http/create-http-server.ts';
import type { Store } from '../../../src/store/store.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';
import { webConversations } from '../../support/web-conversations.ts';
import { webVisitor } from '../../support/web-visitor.ts';

const question = '低保户住院报几成？';
const changes = ['/chat/handover', '/chat/leave', '/chat/topic', '/chat/forget'];
const foreign: Record<string, string>[] = [
  { Origin: 'https://elsewhere.example' },
  { 'Sec-Fetch-Site': 'cross-site' },
];
const logger = { info() {}, error() {} };
const clean: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of clean.splice(0)) await close();
});

async function serve(options: Partial<HttpServerOptions> = {}, wrap?: (store: Store) => Store) {
  const backend = fixtureBackend();
  const kept = await webConversations(backend, wrap);
  clean.push(() => kept.close());
  const logged: unknown[] = [];
  const log = (...line: unknown[]): void => void logged.push(line);
  const serverOptions: HttpServerOptions = {
    backend,
    logger: { info() {}, error: log },
    conversations: kept.options,
    rateLimit: { perMinute: 10_000 },
    ...options,
  };
  const app = createHttpServer(serverOptions);
  return { app, backend, kept, store: kept.store, logged, serverOptions, visitor: () => webVisitor(app) };
}

type Served = Awaited<ReturnType<typeof serve>>;
const conversing = ({ kept }: Served) => kept.options.conversing;
const later = ({ kept }: Served): string => kept.options.now().toISOString();

/** All that is kept of everybody, as text. */
async function turnsKept({ store, kept }: Served, visitorCookie: string | null): Promise<string[]> {
  const raw = decodeURIComponent(visitorCookie?.split('=').slice(1).join('=') ?? '').split('.')[0] ?? '';
  const [conversation] = await store.conversations.ofUser(
    'web',
    kept.options.conversing.keys.user('web', raw),
  );
  if (conversation === undefined) return [];
  return (await store.turns.last(conversation.id, 100)).map(({ turn }) => turn.text);
}

const questions = (html: string): string[] =>
  [...html.matchAll(/<p class="question"><span[^>]*>您问：<\/span>([^<]*)/g)].map((match) => match[1] ?? '');

const answerIn = (html: string): string => /name="answer" value="([\w-]{12})"/.exec(html)?.[1] ?? '';

describe('the memory of the web chat', () => {
  test('nothing is kept and no cookie set before the first question, and the page says what will be', async () => {
    const served = await serve();
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
    const visitor = (await serve()).visitor();
    await visitor.get();
    await visitor.ask(question);
    expect(visitor.setCookie).toMatch(
      /^wenzheng=[\w-]{22}\.[^;]+; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  test('behind a trusted proxy with https it is Secure and bound to the host; nobody else’s header makes it so', async () => {
    const served = await serve({ trustProxy: true });
    const https = webVisitor(served.app, { 'X-Forwarded-Proto': 'http, https' });
    await https.ask(question);
    expect(https.setCookie).toMatch(/^__Host-wenzheng=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(questions((await https.get()).html)).toEqual([question]);
    // The same cookie, planted without the prefix by another host of the domain.
    const planted = webVisitor(served.app, { 'X-Forwarded-Proto': 'https' });
    planted.cookie = https.cookie?.replace('__Host-', '') ?? null;
    expect(questions((await planted.get()).html)).toEqual([]);
    const untrusting = webVisitor((await serve()).app, { 'X-Forwarded-Proto': 'https' });
    await untrusting.ask(question);
    expect(untrusting.setCookie).not.toContain('Secure');
  });

  test('questions and answers are there again after a reload and after a restart', async () => {
    const served = await serve();
    const visitor = served.visitor();
    await visitor.get();
    const { html: asked, status } = await visitor.ask(question);
    expect(status).toBe(200);
    expect(asked).toContain('每人每年最高50000元');
    expect(asked).toContain('<title>回答');
    await visitor.ask('那五保户呢？');
    expect(served.backend.asked.at(-1)?.context).toEqual([question]);
    const { html, headers } = await visitor.get();
    expect(questions(html)).toEqual([question, '那五保户呢？']);
    expect(html).toContain('实行全额救助');
    expect(html).not.toContain('name="context"');
    expect(headers.get('Cache-Control')).toBe('no-store');
    clean.length = 0;
    const reopened = await served.kept.reopen(served.backend);
    clean.push(() => reopened.close());
    const again = webVisitor(createHttpServer({ ...served.serverOptions, conversations: reopened.options }));
    again.cookie = visitor.cookie;
    expect(questions((await again.get()).html)).toEqual([question, '那五保户呢？']);
  });

  test('a page that is asked from twenty times shows the newest, and the rest on demand', async () => {
    const visitor = (await serve()).visitor();
    for (let number = 1; number <= 23; number++) await visitor.ask(`问题${number}号`, { message: '' });
    const { html } = await visitor.get();
    expect(questions(html)).toHaveLength(20);
    expect(questions(html).at(-1)).toBe('问题23号');
    expect(html).toContain('href="/?earlier"');
    const { html: all } = await visitor.get('/?earlier');
    expect(questions(all)).toHaveLength(23);
    expect(all).not.toContain('href="/?earlier"');
  });

  test('POST /api/ask keeps nothing and sets nothing', async () => {
    const served = await serve();
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
    const served = await serve();
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
    const served = await serve();
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
    const served = await serve();
    await served.visitor().ask('清新今年低保标准是多少');
    expect(await served.store.gaps.list(['open'], 5)).toMatchObject([
      { kind: 'no_source', question: '清新今年低保标准是多少', count: 1 },
    ]);
  });

  test('a private number is neither kept nor shown', async () => {
    const served = await serve();
    const visitor = served.visitor();
    const { html } = await visitor.ask('我电话13800138000，低保户住院报几成？');
    expect(html).not.toContain('13800138000');
    expect(html).toContain('【已隐去手机号】');
    expect((await turnsKept(served, visitor.cookie)).join()).not.toContain('13800138000');
  });

  test('HTML that was typed is text in the history as well', async () => {
    const visitor = (await serve()).visitor();
    await visitor.ask('<img src=x onerror=alert(1)></p><script>alert(1)</script>');
    const { html } = await visitor.get();
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toMatch(/<img|<script>/);
  });
});

describe('the same message sent twice', () => {
  test('a button pressed twice, one after the other or at once, is recorded once', async () => {
    const served = await serve();
    const visitor = served.visitor();
    await visitor.get();
    const key = { message: 'a-key-of-the-page-0001' };
    await visitor.ask('公厕', key);
    await visitor.ask('公厕', key);
    await Promise.all([1, 2, 3].map(() => visitor.ask(question, { message: 'a-key-of-the-page-0002' })));
    expect(await turnsKept(served, visitor.cookie)).toEqual(['公厕', question]);
    expect(served.backend.asked).toHaveLength(2);
  });

  test('two processes that get it at once record it once', async () => {
    const served = await serve();
    const first = served.visitor();
    await first.ask(question, { message: '' });
    const { backend } = served;
    const other = fixtureBackend();
    const both = new AbortController();
    let asked = 0;
    // Neither records before the other has its answer too.
    backend.answer = async (given) => {
      const released = once(both.signal, 'abort');
      if (++asked === 2) both.abort();
      await released;
      return other.answer(given);
    };
    const key = { message: 'a-key-of-the-page-0006' };
    const pages = await Promise.all(
      [served.app, createHttpServer(served.serverOptions)].map((app) => {
        const visitor = webVisitor(app);
        visitor.cookie = first.cookie;
        return visitor.ask('公厕', key);
      }),
    );
    expect(asked).toBe(2);
    for (const { html } of pages) expect(questions(html)).toEqual([question, '公厕']);
    expect(await turnsKept(served, first.cookie)).toEqual([question, '公厕']);
  });

  test('a first question whose response was lost is the same visitor’s when it comes again', async () => {
    const served = await serve();
    const key = { message: 'a-key-of-the-page-0003' };
    const [lost, again] = [served.visitor(), served.visitor()];
    await lost.ask(question, key);
    await again.ask(question, key);
    expect(again.cookie).toBe(lost.cookie);
    expect(await turnsKept(served, again.cookie)).toEqual([question]);
  });

  test('a page shown again from memory carries its old key: another question with it is another message', async () => {
    const served = await serve();
    const visitor = served.visitor();
    const key = { message: 'a-key-of-the-page-0004' };
    await visitor.ask(question, key);
    const { html } = await visitor.ask('公厕', key);
    expect(questions(html)).toEqual([question, '公厕']);
    // Without the cookie, somebody else at the same computer.
    const other = served.visitor();
    expect(questions((await other.ask('公厕', key)).html)).toEqual(['公厕']);
    expect(other.cookie).not.toBe(visitor.cookie);
  });

  test('the same words with another key are asked anew', async () => {
    const served = await serve();
    const visitor = served.visitor();
    await visitor.get();
    await visitor.ask(question);
    await visitor.ask(question);
    expect(await turnsKept(served, visitor.cookie)).toEqual([question, question]);
  });

  test('a fault records nothing, so that the same message can be sent again', async () => {
    const served = await serve();
    const visitor = served.visitor();
    const { status, html } = await visitor.ask('请出错');
    expect(status).toBe(500);
    expect(html).toContain('请出错</textarea>');
    expect(html).not.toMatch(/broken/);
    expect(JSON.stringify(served.logged)).not.toMatch(/broken|请出错/);
  });
});

describe('cookies that are not this server’s', () => {
  test('forged, cut, foreign and absurd ones begin a new conversation, and never somebody else’s', async () => {
    const served = await serve();
    const owner = served.visitor();
    await owner.ask(question);
    const [name = '', value = ''] = owner.cookie?.split(/=(.*)/s) ?? [];
    const decoded = decodeURIComponent(value);
    const [id = '', signature = ''] = decoded.split('.');
    const elsewhere = webVisitor(
      createHttpServer({
        ...served.serverOptions,
        conversations: { ...served.kept.options, cookieKey: 'another key' },
      }),
    );
    await elsewhere.ask('公厕');
    const forged = [
      id,
      `${id}.`,
      `${id}.${'A'.repeat(43)}=`,
      `${id.slice(0, -1)}A.${signature}`,
      `${id}x.${signature}`,
      `${decoded}${decoded}`,
      '',
      '%E0%A4%A',
      'x'.repeat(4000),
    ].map((each) => `${name}=${each}`);
    for (const cookie of [...forged, elsewhere.cookie, `${name}=1; ${name}=${value}`]) {
      const visitor = served.visitor();
      visitor.cookie = cookie;
      const { status, html } = await visitor.get();
      expect(status).toBe(200);
      expect(questions(html)).toEqual([]);
      visitor.cookie = cookie;
      expect(questions((await visitor.ask('公厕', { message: '' })).html)).toEqual(['公厕']);
      expect(visitor.cookie).not.toBe(cookie);
    }
    expect(await turnsKept(served, owner.cookie)).toEqual([question]);
  });

  test('whatever is sent as a cookie, there is a page', async () => {
    const { app } = await serve();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary-ascii' }), async (text) => {
        // eslint-disable-next-line no-control-regex -- what a header cannot hold never arrives
        const value = text.replaceAll(/[\u0000-\u001f\u007f]/g, '');
        const response = await app.request('/', { headers: { Cookie: `wenzheng=${value}` } });
        expect(response.status).toBe(200);
      }),
      { numRuns: 50 },
    );
  });

  test('one that is older than the conversation may be begins a new one', async () => {
    const served = await serve();
    const visitor = served.visitor();
    await visitor.ask(question);
    const before = visitor.cookie;
    served.kept.advance(179);
    expect(questions((await visitor.get()).html)).toEqual([question]);
    served.kept.advance(2);
    expect(questions((await visitor.get()).html)).toEqual([]);
    expect(questions((await visitor.ask('公厕', { message: '' })).html)).toEqual(['公厕']);
    expect(visitor.cookie).not.toBe(before);
  });
});

describe('what can be done with a conversation', () => {
  test('another topic: the history stays, greyed, and is no context any more', async () => {
    const served = await serve();
    const visitor = served.visitor();
    await visitor.ask(question);
    const { html } = await visitor.post('/chat/topic');
    expect(questions(html)).toEqual([question]);
    expect(html).toContain('<li class="turn past"');
    expect(html).toContain('换了话题，上面说的不再算在内');
    const { html: next } = await visitor.ask('公厕', { message: '' });
    expect(served.backend.asked.at(-1)?.context).toEqual([]);
    expect(next.match(/turn past/g)).toHaveLength(1);
    expect(next.indexOf('换了话题')).toBeLessThan(next.indexOf('您问：</span>公厕'));
  });

  test('what was being written comes back when the topic is changed without a script', async () => {
    const visitor = (await serve()).visitor();
    await visitor.ask(question);
    const { html } = await visitor.post('/chat/topic', { q: '写到一半，13800138000' });
    expect(html).toContain('写到一半，【已隐去手机号】</textarea>');
    expect(html).toMatch(/id="ask-error" role="alert" hidden/);
  });

  test('deleting asks once, removes everything and the cookie, and the page starts anew', async () => {
    const served = await serve();
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
    expect(questions((await visitor.get()).html)).toEqual([]);
    expect(await served.store.audit.list(1)).toMatchObject([{ actor: 'resident', action: 'user.delete' }]);
    // Nothing to delete is no fault.
    expect((await served.visitor().post('/chat/forget')).status).toBe(200);
  });

  test('a question that is on its way when everything is deleted does not bring it back', async () => {
    const served = await serve();
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
    const served = await serve();
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
    const served = await serve({ rateLimit: { perMinute: 2 } });
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

describe('a verdict on an answer', () => {
  test('is taken and changed without a script, with one tap for the reason, which opens a gap', async () => {
    const served = await serve();
    const visitor = served.visitor();
    const { html } = await visitor.ask(question);
    const answer = answerIn(html);
    expect(html).not.toContain('哪里没用');
    const { html: useless } = await visitor.post('/chat/feedback', { answer, verdict: 'useless' });
    for (const reason of ['不相关', '过期', '看不懂', '算错'])
      expect(useless).toContain(`>${reason}</button>`);
    expect(await served.store.gaps.list(['open'], 5)).toEqual([]);
    const { html: outdated } = await visitor.post('/chat/feedback', { answer, verdict: 'outdated' });
    expect(outdated).toContain('value="outdated" aria-pressed="true"');
    expect(outdated).toContain('谢谢，记下了');
    expect(await served.store.gaps.list(['open'], 5)).toMatchObject([
      { kind: 'feedback', reason: 'outdated' },
    ]);
    const { html: useful } = await visitor.post('/chat/feedback', { answer, verdict: 'useful' });
    expect(useful).toContain('value="useful" aria-pressed="true"');
    expect(useful).not.toContain('哪里没用');
  });

  test('gives the page’s script the buttons alone', async () => {
    const visitor = (await serve()).visitor();
    const answer = answerIn((await visitor.ask(question)).html);
    const { html } = await visitor.post('/chat/feedback', { answer, verdict: 'useless', part: '1' });
    expect(html).toMatch(/^<form class="feedback"/);
    expect(html).toContain('哪里没用');
  });

  test('on somebody else’s answer, or on none, is not taken', async () => {
    const served = await serve();
    const [owner, other] = [served.visitor(), served.visitor()];
    const answer = answerIn((await owner.ask(question, { message: '' })).html);
    await other.ask('公厕', { message: '' });
    const attempts: Record<string, string>[] = [
      { answer, verdict: 'useless' },
      { answer: 'x'.repeat(12), verdict: 'useful' },
      { answer: "'; drop table answers; --", verdict: 'useful' },
      { verdict: 'useful' },
    ];
    for (const fields of attempts) {
      expect((await other.post('/chat/feedback', { ...fields, part: '1' })).status).toBe(404);
      expect((await other.post('/chat/feedback', fields)).status).toBe(200);
    }
    expect((await owner.post('/chat/feedback', { answer, verdict: 'bad', part: '1' })).status).toBe(404);
    expect((await owner.get()).html).not.toContain('aria-pressed="true"');
  });

  test('is not asked of what says only that a person comes', async () => {
    const { html } = await (await serve()).visitor().ask('转人工');
    expect(html).toContain('已经转给工作人员');
    expect(html).not.toContain('/chat/feedback');
  });
});

describe('a person takes over', () => {
  test('without a script: called, heard on reloading, written to, and left', async () => {
    const served = await serve();
    const { store } = served;
    const { staff } = conversing(served);
    const visitor = served.visitor();
    await visitor.ask(question);
    const { html: waiting } = await visitor.post('/chat/handover');
    expect(waiting).toContain('正在等工作人员');
    expect(waiting).toMatch(/message-system[\s\S]*已经转给工作人员，您的编号是1/);
    expect(waiting).toContain('href="/#latest">看有没有新消息');
    expect(waiting).toContain('>不等了</button>');
    // Pressed twice: one case, told once.
    expect((await visitor.post('/chat/handover')).html.match(/您的编号是1/g)).toHaveLength(1);

    const { html: written } = await visitor.ask('我爸住院了，医保报完还剩3万');
    expect(written).toContain('我爸住院了，医保报完还剩3万</p>');
    expect(served.backend.asked).toHaveLength(1);

    await store.transaction((calls) =>
      staff.reply(calls, 1, '李四', '您好，请带<b>户口簿</b>来。', later(served)),
    );
    await store.transaction((calls) => staff.note(calls, 1, '李四', '家里困难', later(served)));
    const { html: replied } = await visitor.get();
    expect(replied).toContain('工作人员正在为您服务');
    expect(replied).toContain('您好，请带&lt;b&gt;户口簿&lt;/b&gt;来。');
    expect(replied).not.toMatch(/家里困难|李四/);
    expect(replied).toContain('>结束服务</button>');
    const messages = await store.handovers.messages(1);
    expect(messages.filter(({ sender }) => sender === 'operator' || sender === 'system')).not.toContainEqual(
      expect.objectContaining({ deliveredAt: null }),
    );

    const { html: left } = await visitor.post('/chat/leave');
    expect(left).toContain('已经为您取消人工服务');
    expect(left).not.toContain('id="handover"');
    expect(left).toContain('您好，请带&lt;b&gt;户口簿');
    const { html: next } = await visitor.ask('公厕', { message: '' });
    expect(next).toContain('计划奖补20万元');
    expect(next.indexOf('户口簿')).toBeLessThan(next.indexOf('您问：</span>公厕'));
  });

  test('words can call and leave a person too, and a message is not recorded twice', async () => {
    const served = await serve();
    const visitor = served.visitor();
    expect((await visitor.ask('转人工')).html).toContain('正在等工作人员');
    const key = { message: 'a-key-of-the-page-0005' };
    await visitor.ask('有人吗', key);
    const { html } = await visitor.ask('有人吗', key);
    expect(html.match(/有人吗<\/p>/g)).toHaveLength(1);
    expect((await visitor.ask('不等了', { message: '' })).html).not.toContain('正在等工作人员');
  });

  test('the script gets what was said, and how the page stands now', async () => {
    const served = await serve();
    const visitor = served.visitor();
    const asked = await visitor.post('/chat/ask', { q: question });
    expect(asked.headers.get('Wenzheng-Handover')).toBe('none');
    expect(asked.html).toMatch(/^<li class="turn" id="turn-[\w-]+">/);
    expect(asked.html).toContain('class="feedback"');
    const called = await visitor.post('/chat/ask', { q: '转人工' });
    expect(called.headers.get('Wenzheng-Handover')).toBe('waiting-1');
    const said = await visitor.post('/chat/ask', { q: '有人吗', to: 'person' });
    expect(said.html).toMatch(/<li class="message message-resident" id="message-1-\d+">/);
  });
});

/** A store whose every call fails while `broken.now`. */
function breakable(broken: { now: boolean }) {
  const guard = <Value>(value: Value): Value => {
    if (typeof value === 'function') {
      const wrapped = (...values: unknown[]): unknown => {
        if (broken.now) throw new Error('no database at postgres://user:secret@host');
        return Reflect.apply(value, undefined, values);
      };
      return wrapped as Value;
    }
    return value;
  };
  return (store: Store): Store =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        const value: unknown = target[name];
        if (name === 'close' || name === 'kind') return value;
        if (typeof value === 'function') return guard(value.bind(target));
        return new Proxy(value as object, {
          get: (calls, call) => guard(Reflect.get(calls, call)),
        });
      },
    });
}

describe('without the store', () => {
  test('a question is answered all the same, says that it is not kept, and carries its follow-up itself', async () => {
    const broken = { now: true };
    const served = await serve({}, breakable(broken));
    const visitor = served.visitor();
    expect((await visitor.get()).status).toBe(200);
    const { status, html } = await visitor.ask(question);
    expect(status).toBe(200);
    expect(html).toContain('每人每年最高50000元');
    expect(html).toContain('对话记录暂时存不了，这次的问答刷新页面以后就看不到了。');
    expect(html).not.toContain('/chat/feedback');
    expect(visitor.cookie).toBeNull();
    await visitor.ask('那五保户呢？');
    expect(served.backend.asked.at(-1)?.context).toEqual([question]);
    expect(JSON.stringify(served.logged)).toContain('a conversation could not be kept');
    expect(JSON.stringify(served.logged) + html).not.toMatch(/postgres:|secret/);
    expect(JSON.stringify(served.logged)).not.toContain('低保');
    const part = await visitor.post('/chat/ask', { q: question });
    expect(part.headers.get('Wenzheng-Kept')).toBe('no');
  });

  test('the history cannot be shown, nothing can be changed, and each says so in one sentence', async () => {
    const broken = { now: false };
    const served = await serve({}, breakable(broken));
    const visitor = served.visitor();
    const answer = /name="answer" value="([^"]+)"/.exec((await visitor.ask(question)).html)?.[1] ?? '';
    broken.now = true;
    const { status, html } = await visitor.get();
    expect(status).toBe(200);
    expect(html).toContain('以前的对话暂时打不开，您照样可以提问');
    for (const path of ['/chat/topic', '/chat/handover', '/chat/leave', '/chat/forget', '/chat/feedback']) {
      const refused = await visitor.post(path, { answer, verdict: 'useful' });
      expect(refused.status).toBe(503);
      expect(refused.html).toContain('对话记录暂时打不开，请过一会儿再试；急事请拨12345。');
      expect(refused.html).not.toMatch(/postgres|secret/);
    }
    expect((await visitor.get('/chat/events')).status).toBe(503);
    broken.now = false;
    expect(questions((await visitor.get()).html)).toEqual([question]);
  });

  test('what is written to a person is not answered by the bot in their place', async () => {
    const broken = { now: false };
    const served = await serve({}, breakable(broken));
    const visitor = served.visitor();
    await visitor.ask(question);
    await visitor.post('/chat/handover');
    broken.now = true;
    const { status, html } = await visitor.ask('我的情况很急');
    expect(status).toBe(503);
    expect(html).toContain('现在发不出去，您写的话还在框里');
    expect(html).toContain('我的情况很急</textarea>');
    expect(served.backend.asked).toHaveLength(1);
  });

  test('an answer that was there already is shown, not thrown away', async () => {
    const broken = { now: false };
    const served = await serve({}, breakable(broken));
    const other = fixtureBackend();
    served.backend.answer = (asked) => {
      broken.now = true;
      return other.answer(asked);
    };
    const { status, html } = await served.visitor().ask(question);
    expect(status).toBe(200);
    expect(html).toContain('每人每年最高50000元');
    expect(html).toContain('暂时存不了');
    expect(other.asked).toHaveLength(1);
  });
});
