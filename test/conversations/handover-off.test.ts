import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTalk } from './support/open-conversing.ts';

let isOn: boolean;
let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  isOn = true;
  talk = await openTalk({ isHandoverOn: () => isOn });
});
afterEach(async () => {
  await talk.store.close();
  rmSync(talk.dataDir, { recursive: true, force: true });
});

describe('handover that is switched off', () => {
  it('is told in words and by the button, with what to do instead', async () => {
    isOn = false;
    const { answer, handover } = await talk.say(talk.conversation, '转人工');
    expect(answer?.answer).toMatchObject({
      status: 'clarification',
      answer: expect.stringContaining('12345'),
    });
    expect(handover).toBeNull();
    const request = await talk.request(await talk.current());
    expect(request).toMatchObject({
      handover: null,
      isNew: false,
      text: expect.stringContaining('现在不能转人工'),
    });
    expect(await talk.store.handovers.list(['waiting', 'taken'], 10)).toEqual([]);
  });

  it('leaves those that are open as they are', async () => {
    const { handover } = await talk.request(talk.conversation);
    isOn = false;
    expect((await talk.request(await talk.current())).handover?.number).toBe(handover?.number);
    const said = await talk.say(await talk.current(), '我爸刚出院');
    expect(said).toMatchObject({ answer: null, handover: { number: handover?.number } });
  });

  it('is asked about with every message', async () => {
    isOn = false;
    await talk.request(talk.conversation);
    isOn = true;
    expect((await talk.request(await talk.current())).isNew).toBe(true);
  });
});

describe('a question that is recorded', () => {
  it('is counted with the channel, the day in China and its time', async () => {
    await talk.say(talk.conversation, '低保户能报几成？');
    await talk.say(await talk.current(), '转人工');
    await talk.say(await talk.current(), '这句是给人的');
    const span = { from: '2026-11-30', to: '2026-11-30' };
    expect(await talk.store.overview.questions(span)).toMatchObject([
      { channel: 'telegram', status: 'answered', words: 'engine', count: 1 },
      { channel: 'telegram', status: 'handed_over', words: 'engine', count: 1 },
    ]);
    const lengths = await talk.store.overview.latencies(span);
    expect(lengths.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });
});
