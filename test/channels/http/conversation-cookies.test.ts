import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHttpServer } from '../../../src/channels/http/create-http-server.ts';
import { questionsOn, serveWeb, turnsKept } from '../../support/serve-web.ts';
import { webVisitor } from '../../support/web-visitor.ts';

const question = '低保户住院报几成？';

describe('cookies that are not this server’s', () => {
  test('forged, cut, foreign and absurd ones begin a new conversation, and never somebody else’s', async () => {
    const served = await serveWeb();
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
      expect(questionsOn(html)).toEqual([]);
      visitor.cookie = cookie;
      expect(questionsOn((await visitor.ask('公厕', { message: '' })).html)).toEqual(['公厕']);
      expect(visitor.cookie).not.toBe(cookie);
    }
    expect(await turnsKept(served, owner.cookie)).toEqual([question]);
  });

  test('whatever is sent as a cookie, there is a page', async () => {
    const { app } = await serveWeb();
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
    const served = await serveWeb();
    const visitor = served.visitor();
    await visitor.ask(question);
    const before = visitor.cookie;
    served.kept.advance(179);
    expect(questionsOn((await visitor.get()).html)).toEqual([question]);
    served.kept.advance(2);
    expect(questionsOn((await visitor.get()).html)).toEqual([]);
    expect(questionsOn((await visitor.ask('公厕', { message: '' })).html)).toEqual(['公厕']);
    expect(visitor.cookie).not.toBe(before);
  });
});
