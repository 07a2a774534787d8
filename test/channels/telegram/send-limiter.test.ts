import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSendLimiter, type SendRates } from '../../../src/channels/telegram/send-limiter.ts';

const began = 1_764_000_000_000;
beforeEach(() => void vi.useFakeTimers({ now: began }));
afterEach(() => void vi.useRealTimers());

const usual: SendRates = { perSecond: 30, perChatMinute: 60, perGroupMinute: 20 };

/** Sends as fast as the limiter lets it, one chat's messages one after the other. @returns the times, in milliseconds. */
async function timesOf(rates: SendRates, chats: readonly string[], each: number, milliseconds: number) {
  const limiter = createSendLimiter(rates);
  const times: number[] = [];
  for (const chat of chats) {
    void (async () => {
      for (let count = 0; count < each; count += 1) {
        await limiter.take(chat);
        times.push(Date.now() - began);
      }
    })();
  }
  await vi.advanceTimersByTimeAsync(milliseconds);
  limiter.close();
  return times;
}

/** The most that fall into any window of this length. */
function most(times: readonly number[], milliseconds: number): number {
  return Math.max(
    ...times.map((begin) => times.filter((time) => time >= begin && time < begin + milliseconds).length),
  );
}

describe('messages', () => {
  it('to one person: a few at once, never more than the minute allows, nearly as many as it allows', async () => {
    const times = await timesOf(usual, ['7'], 300, 300_000);
    expect(times.filter((time) => time < 1000)).toHaveLength(5);
    expect(most(times, 60_000)).toBeLessThanOrEqual(60);
    expect(times.length).toBeGreaterThan(265);
  });

  it('to a group: four at once and 20 a minute, also when more is allowed to a chat', async () => {
    const times = await timesOf({ ...usual, perChatMinute: 6000 }, ['-100'], 100, 300_000);
    expect(times.filter((time) => time < 1000)).toHaveLength(4);
    expect(most(times, 60_000)).toBeLessThanOrEqual(20);
    expect(times.length).toBeGreaterThanOrEqual(80);
  });

  it('to many: spread over the second', async () => {
    const chats = Array.from({ length: 200 }, (_, chat) => String(chat + 1));
    const times = await timesOf(usual, chats, 2, 10_000);
    expect(most(times, 1000)).toBeLessThanOrEqual(33);
    expect(most(times, 100)).toBeLessThanOrEqual(6);
    expect(times.length).toBeGreaterThan(290);
  });

  it.each([1, 2, 3, 7, 15, 59, 61, 500, 6000])('of %i a minute are not more', async (perChatMinute) => {
    const times = await timesOf({ ...usual, perSecond: 1000, perChatMinute }, ['7'], 20_000, 125_000);
    expect(most(times, 60_000)).toBeLessThanOrEqual(perChatMinute);
    expect(times.length).toBeGreaterThan(1.2 * perChatMinute);
  });

  it('without limits go out at once', async () => {
    const none = Number.POSITIVE_INFINITY;
    const rates = { perSecond: none, perChatMinute: none, perGroupMinute: none };
    expect(await timesOf(rates, ['7', '-100'], 500, 1)).toHaveLength(1000);
  });
});

describe('the limiter', () => {
  it('pauses everybody, the longest pause counts', async () => {
    const limiter = createSendLimiter(usual);
    limiter.pauseAll(2000);
    limiter.pauseAll(500);
    expect(limiter.isPaused).toBe(true);
    let isSent = false;
    void (async () => {
      await limiter.take('7');
      isSent = true;
    })();
    await vi.advanceTimersByTimeAsync(1900);
    expect(isSent).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(isSent).toBe(true);
    expect(limiter.isPaused).toBe(false);
  });

  it('holds nobody up once it is closed', async () => {
    const limiter = createSendLimiter({ ...usual, perChatMinute: 1 });
    await limiter.take('7');
    const waits = limiter.take('7');
    limiter.close();
    await waits;
    await limiter.take('8');
    expect(vi.getTimerCount()).toBeLessThanOrEqual(2);
  });

  it('forgets chats that are quiet', async () => {
    const limiter = createSendLimiter(usual);
    for (let chat = 1; chat <= 3000; chat += 1) {
      void limiter.take(String(chat));
      if (chat % 100 === 0) await vi.advanceTimersByTimeAsync(12_000);
    }
    expect(limiter.chats).toBeLessThan(700);
  });
});

/** Asks for a spare turn every 100 ms. @returns when one was had, and how long an answer at the end has to wait. */
async function spareTimes(rates: SendRates, chats: readonly string[], milliseconds: number) {
  const limiter = createSendLimiter(rates);
  const times = new Map(chats.map((chat): [string, number[]] => [chat, []]));
  for (let passed = 0; passed < milliseconds; passed += 100) {
    for (const [chat, own] of times) if (limiter.takeSpare(chat)) own.push(Date.now() - began);
    await vi.advanceTimersByTimeAsync(100);
  }
  const asked = Date.now();
  let waited = -1;
  void limiter.take(chats[0] ?? '').then(() => (waited = Date.now() - asked));
  await vi.advanceTimersByTimeAsync(60_000);
  limiter.close();
  return { times: [...times.values()], waited };
}

describe('what can be missed', () => {
  it('goes to a chat at most every 1.5 seconds, and an answer after it need not wait', async () => {
    const { times, waited } = await spareTimes(usual, ['7'], 60_000);
    const [own = []] = times;
    expect(most(own, 1500)).toBe(1);
    expect(own.length).toBeGreaterThan(20);
    expect(own.length).toBeLessThanOrEqual(40);
    expect(waited).toBe(0);
  });

  it('leaves room for answers where few messages a minute are allowed', async () => {
    const { times, waited } = await spareTimes({ ...usual, perChatMinute: 10 }, ['7'], 60_000);
    expect(times.flat()).toEqual([]);
    expect(waited).toBe(0);
  });

  it('keeps to the limit of all chats together', async () => {
    const chats = Array.from({ length: 200 }, (_, chat) => String(chat + 1));
    const { times, waited } = await spareTimes(usual, chats, 10_000);
    expect(most(times.flat(), 1000)).toBeLessThanOrEqual(33);
    expect(waited).toBeLessThanOrEqual(100);
  });

  it('is not sent while somebody waits, while Telegram has had enough, or at the end', async () => {
    const limiter = createSendLimiter(usual);
    for (let count = 0; count < 20; count += 1) void limiter.take('7');
    await vi.advanceTimersByTimeAsync(5000);
    expect(limiter.takeSpare('7')).toBe(false);
    expect(limiter.takeSpare('8')).toBe(true);
    limiter.pauseAll(1000);
    expect(limiter.takeSpare('9')).toBe(false);
    limiter.close();
    expect(limiter.takeSpare('10')).toBe(false);
  });
});
