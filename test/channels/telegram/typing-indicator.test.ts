import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTypingIndicator } from '../../../src/channels/telegram/typing-indicator.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const sendTyping = vi.fn<(chatId: string, threadId: number | null) => Promise<void>>(() =>
  Promise.reject(new Error('nobody waits for it')),
);
beforeEach(() => void sendTyping.mockClear());

describe('the sign of typing', () => {
  it('comes after a moment, again before it fades, and ends', async () => {
    const end = createTypingIndicator({ sendTyping }).show('7', 5);
    await vi.advanceTimersByTimeAsync(299);
    expect(sendTyping).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(sendTyping.mock.calls).toEqual([['7', 5]]);
    await vi.advanceTimersByTimeAsync(9000);
    expect(sendTyping).toHaveBeenCalledTimes(3);
    end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sendTyping).toHaveBeenCalledTimes(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not sent to everybody when many wait', async () => {
    const typing = createTypingIndicator({ sendTyping });
    const ends = Array.from({ length: 200 }, (_, chat) => typing.show(String(chat), null));
    await vi.advanceTimersByTimeAsync(2000);
    expect(sendTyping.mock.calls.length).toBeLessThanOrEqual(20);
    for (const end of ends) end();
  });
});
