import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { fixtureBackend } from '../../support/http-fixture.ts';
import { questionsOn, serveWeb } from '../../support/serve-web.ts';

const question = '低保户住院报几成？';

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
    const served = await serveWeb({}, breakable(broken));
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
    const served = await serveWeb({}, breakable(broken));
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
    expect(questionsOn((await visitor.get()).html)).toEqual([question]);
  });

  test('what is written to a person is not answered by the bot in their place', async () => {
    const broken = { now: false };
    const served = await serveWeb({}, breakable(broken));
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
    const served = await serveWeb({}, breakable(broken));
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
