import { describe, expect, test } from 'vitest';
import { serveWeb } from '../../support/serve-web.ts';

const question = '低保户住院报几成？';

const answerIn = (html: string): string => /name="answer" value="([\w-]{12})"/.exec(html)?.[1] ?? '';

describe('a verdict on an answer', () => {
  test('is taken and changed without a script, with one tap for the reason, which opens a gap', async () => {
    const served = await serveWeb();
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
    const visitor = (await serveWeb()).visitor();
    const answer = answerIn((await visitor.ask(question)).html);
    const { html } = await visitor.post('/chat/feedback', { answer, verdict: 'useless', part: '1' });
    expect(html).toMatch(/^<form class="feedback"/);
    expect(html).toContain('哪里没用');
  });

  test('on somebody else’s answer, or on none, is not taken', async () => {
    const served = await serveWeb();
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
    const { html } = await (await serveWeb()).visitor().ask('转人工');
    expect(html).toContain('已经转给工作人员');
    expect(html).not.toContain('/chat/feedback');
  });
});
