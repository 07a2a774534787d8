import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';
import { questionsOn, serveWeb, turnsKept } from '../../support/serve-web.ts';
import { webVisitor } from '../../support/web-visitor.ts';

const question = '低保户住院报几成？';

describe('the same message sent twice', () => {
  test('a button pressed twice, one after the other or at once, is recorded once', async () => {
    const served = await serveWeb();
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
    const served = await serveWeb();
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
    for (const { html } of pages) expect(questionsOn(html)).toEqual([question, '公厕']);
    expect(await turnsKept(served, first.cookie)).toEqual([question, '公厕']);
  });

  test('a first question whose response was lost is the same visitor’s when it comes again', async () => {
    const served = await serveWeb();
    const key = { message: 'a-key-of-the-page-0003' };
    const [lost, again] = [served.visitor(), served.visitor()];
    await lost.ask(question, key);
    await again.ask(question, key);
    expect(again.cookie).toBe(lost.cookie);
    expect(await turnsKept(served, again.cookie)).toEqual([question]);
  });

  test('a page shown again from memory carries its old key: another question with it is another message', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    const key = { message: 'a-key-of-the-page-0004' };
    await visitor.ask(question, key);
    const { html } = await visitor.ask('公厕', key);
    expect(questionsOn(html)).toEqual([question, '公厕']);
    // Without the cookie, somebody else at the same computer.
    const other = served.visitor();
    expect(questionsOn((await other.ask('公厕', key)).html)).toEqual(['公厕']);
    expect(other.cookie).not.toBe(visitor.cookie);
  });

  test('the same words with another key are asked anew', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.get();
    await visitor.ask(question);
    await visitor.ask(question);
    expect(await turnsKept(served, visitor.cookie)).toEqual([question, question]);
  });

  test('a fault records nothing, so that the same message can be sent again', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    const { status, html } = await visitor.ask('请出错');
    expect(status).toBe(500);
    expect(html).toContain('请出错</textarea>');
    expect(html).not.toMatch(/broken/);
    expect(JSON.stringify(served.logged)).not.toMatch(/broken|请出错/);
  });
});
