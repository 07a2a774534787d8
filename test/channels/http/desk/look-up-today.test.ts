import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTodaysLookUps } from '../../../../src/channels/http/desk/look-up/todays-look-ups.ts';

/** Ten at night in China. */
const evening = new Date('2026-11-23T14:00:00.000Z');
const texts = (kept: ReturnType<typeof createTodaysLookUps>) => kept.of('a').map(({ text }) => text);
const minutes = (count: number): void => void vi.advanceTimersByTime(count * 60_000);

describe("today's look-ups", () => {
  beforeEach(() => void vi.useFakeTimers({ now: evening }));
  afterEach(() => void vi.useRealTimers());

  it('keep what was typed in the end, not every pause', () => {
    const kept = createTodaysLookUps(() => new Date());
    for (const text of ['低保', '低保户住院', '低保户住院能报', '清栏期限']) kept.add('a', text, 'answered');
    expect(texts(kept)).toEqual(['清栏期限', '低保户住院能报']);
    minutes(3);
    kept.add('a', '清栏期限多久', 'answered');
    expect(texts(kept)).toEqual(['清栏期限多久', '清栏期限', '低保户住院能报']);
  });

  it('are gone at midnight in China, although nobody asks', () => {
    const kept = createTodaysLookUps(() => new Date());
    kept.add('a', '低保', 'answered');
    minutes(119);
    expect(texts(kept)).toEqual(['低保']);
    minutes(1);
    expect(vi.getTimerCount()).toBe(0);
    vi.setSystemTime(evening);
    expect(texts(kept)).toEqual([]);
  });

  it('hold no more than two hundred, and no timer after the server has stopped', () => {
    const stopping = new AbortController();
    const kept = createTodaysLookUps(() => new Date(), stopping.signal);
    for (let count = 0; count < 250; count += 1) kept.add('a', `第${count}个问题`, 'answered');
    expect(texts(kept)).toHaveLength(200);
    expect(vi.getTimerCount()).toBe(1);
    stopping.abort();
    expect(vi.getTimerCount()).toBe(0);
  });
});
