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
  /**
   * Takes a turn for something that nobody misses, where one is free now, nobody waits for one, nothing has gone to the
   * chat for {@link spareMs}, and enough are left of the chat's minute for what must be sent.
   */
  takeSpare(chatId: string): boolean;
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
/** Milliseconds after anything to a chat in which nothing that can be missed goes there. */
export const spareMs = 1500;
/** Of the chat's window, kept for an answer and what follows it. */
const keptForAnswers = 2;
/** Chats whose window is remembered; beyond, those that are over are forgotten. */
const remembered = 500;

export function createSendLimiter(rates: SendRates): SendLimiter {
  const all = createLane(perSecondWindow(rates.perSecond));
  const chats = new Map<string, Lane>();
  let pausedUntil = 0;
  let resume: NodeJS.Timeout | undefined;
  /** Those who wait for their turn. */
  const waiting = new Set<() => void>();
  let isClosed = false;

  function turn(lane: Lane): Promise<void> {
    return new Promise((resolve) => {
      if (isClosed) return resolve();
      waiting.add(resolve);
      void lane.queue.add(() => {
        lane.note();
        waiting.delete(resolve);
        resolve();
      });
    });
  }

  function laneOf(chatId: string): Lane {
    const known = chats.get(chatId);
    if (known) return known;
    if (chats.size >= remembered) forgetQuietChats();
    const isGroup = chatId.startsWith('-');
    const lane = createLane(
      isGroup
        ? perMinuteWindow(Math.min(rates.perGroupMinute, rates.perChatMinute), burst.group)
        : perMinuteWindow(rates.perChatMinute, burst.chat),
    );
    chats.set(chatId, lane);
    return lane;
  }

  function forgetQuietChats(): void {
    for (const [chatId, lane] of chats) if (lane.isQuiet()) chats.delete(chatId);
  }

  return {
    async take(chatId) {
      await turn(laneOf(chatId));
      await turn(all);
    },
    takeSpare(chatId) {
      if (isClosed || all.queue.isPaused) return false;
      const lane = laneOf(chatId);
      const isFree = all.free() > 0 && lane.free() > keptForAnswers && lane.within(spareMs) === 0;
      if (isFree) void Promise.all([turn(lane), turn(all)]);
      return isFree;
    },
    pauseAll(milliseconds) {
      const until = performance.now() + milliseconds;
      if (until <= pausedUntil) return;
      pausedUntil = until;
      all.queue.pause();
      clearTimeout(resume);
      resume = setTimeout(() => all.queue.start(), milliseconds);
    },
    get isPaused() {
      return all.queue.isPaused;
    },
    get chats() {
      return chats.size;
    },
    close() {
      isClosed = true;
      clearTimeout(resume);
      all.queue.clear();
      for (const { queue } of chats.values()) queue.clear();
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  };
}

/** A queue with its window, and the turns that were taken of late. */
interface Lane {
  readonly queue: PQueue;
  /** A turn was taken. */
  note(): void;
  /** Turns of the last so many milliseconds. */
  within(milliseconds: number): number;
  /** Turns that nobody would have to wait for; none while somebody waits. */
  free(): number;
  /** Whatever was taken, a new lane would say the same. */
  isQuiet(): boolean;
}

function createLane(window: Window): Lane {
  const queue = new PQueue(window);
  const rememberedMs = Math.max(2 * window.interval, spareMs);
  let times: number[] = [];
  let usedAt = performance.now();
  const within = (milliseconds: number): number => {
    const from = performance.now() - milliseconds;
    return times.filter((time) => time > from).length;
  };
  const isIdle = (): boolean => queue.size + queue.pending === 0;
  return {
    queue,
    note() {
      usedAt = performance.now();
      times = [...times.filter((time) => time > usedAt - rememberedMs), usedAt];
    },
    within,
    // The queue's window began within the last interval, so it holds no more than these.
    free: () => (isIdle() ? window.intervalCap - within(window.interval) : 0),
    isQuiet: () => isIdle() && performance.now() - usedAt > rememberedMs,
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
