/**
 * Keeps to Telegram's limits before Telegram has to say so: so many messages a second to everybody, so many a minute
 * to one chat (a few at once are allowed), 20 a minute to a group. Each process has its own.
 * @module
 */
import PQueue from 'p-queue';

export interface SendRates {
  /** Messages a second, all chats together. Infinity: no limit. */
  readonly perSecond: number;
  /** Messages a minute to a private chat. */
  readonly perChatMinute: number;
  /** Messages a minute to a group. */
  readonly perGroupMinute: number;
}

export interface SendLimiter {
  /**
   * Resolves when the next message to the chat may go out, and at once after {@link close}; the caller takes one chat's
   * turns one after the other.
   */
  take(chatId: string): Promise<void>;
  /** Telegram has had enough of the whole bot: nothing goes out for so long. */
  pauseAll(milliseconds: number): void;
  readonly isPaused: boolean;
  /** Whose minute is remembered. */
  readonly chats: number;
  close(): void;
}

interface Window {
  readonly intervalCap: number;
  /** Milliseconds. */
  readonly interval: number;
}

/** Messages that may go to a chat at once when it was quiet. */
const burst = { chat: 5, group: 4 };
/** Chats whose window is remembered; beyond, those that are over are forgotten. */
const remembered = 500;

export function createSendLimiter(rates: SendRates): SendLimiter {
  const all = new PQueue(perSecondWindow(rates.perSecond));
  const chats = new Map<string, { queue: PQueue; window: Window; usedAt: number }>();
  let pausedUntil = 0;
  let resume: NodeJS.Timeout | undefined;
  /** Those who wait for their turn. */
  const waiting = new Set<() => void>();
  let isClosed = false;

  function turn(queue: PQueue): Promise<void> {
    return new Promise((resolve) => {
      if (isClosed) return resolve();
      waiting.add(resolve);
      void queue.add(() => {
        waiting.delete(resolve);
        resolve();
      });
    });
  }

  function queueOf(chatId: string): PQueue {
    const known = chats.get(chatId);
    if (known) {
      known.usedAt = performance.now();
      return known.queue;
    }
    if (chats.size >= remembered) forgetQuietChats();
    const isGroup = chatId.startsWith('-');
    const window = isGroup
      ? perMinuteWindow(Math.min(rates.perGroupMinute, rates.perChatMinute), burst.group)
      : perMinuteWindow(rates.perChatMinute, burst.chat);
    const queue = new PQueue(window);
    chats.set(chatId, { queue, window, usedAt: performance.now() });
    return queue;
  }

  function forgetQuietChats(): void {
    for (const [chatId, { queue, window, usedAt }] of chats) {
      if (queue.size + queue.pending === 0 && performance.now() - usedAt > 2 * window.interval)
        chats.delete(chatId);
    }
  }

  return {
    async take(chatId) {
      await turn(queueOf(chatId));
      await turn(all);
    },
    pauseAll(milliseconds) {
      const until = performance.now() + milliseconds;
      if (until <= pausedUntil) return;
      pausedUntil = until;
      all.pause();
      clearTimeout(resume);
      resume = setTimeout(() => all.start(), milliseconds);
    },
    get isPaused() {
      return all.isPaused;
    },
    get chats() {
      return chats.size;
    },
    close() {
      isClosed = true;
      clearTimeout(resume);
      all.clear();
      for (const { queue } of chats.values()) queue.clear();
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  };
}

/** Tenths of a second, so that a second's messages are not all sent in its first moment, and again in the next's. */
export function perSecondWindow(perSecond: number): Window {
  if (!Number.isFinite(perSecond)) return { intervalCap: Number.POSITIVE_INFINITY, interval: 0 };
  const intervalCap = Math.max(1, Math.floor(perSecond / 10));
  return { intervalCap, interval: Math.ceil((1000 * intervalCap) / perSecond) };
}

/**
 * Windows that begin anew, with so few messages each that no minute holds more than it may, wherever it begins: with
 * n windows of c messages in it, a minute touches n + 1.
 */
export function perMinuteWindow(perMinute: number, most: number): Window {
  if (!Number.isFinite(perMinute)) return { intervalCap: Number.POSITIVE_INFINITY, interval: 0 };
  const intervalCap = Math.max(1, Math.min(most, Math.floor(perMinute / 5)));
  const windows = Math.max(1, Math.floor(perMinute / intervalCap) - 1);
  return { intervalCap, interval: Math.ceil(60_000 / windows) };
}
