/**
 * What each operator looked up today. In the memory of this process alone, masked as texts of residents are, and gone
 * at the end of the day in China: callers did not agree to be kept.
 * @module
 */
import { maskQuestion } from '../../../../conversations/mask-typed.ts';

export interface LookedUp {
  readonly at: Date;
  readonly text: string;
  /** Of the answer. */
  readonly status: string;
}

export interface TodaysLookUps {
  add(accountId: string, text: string, status: string): void;
  /** Latest first. */
  of(accountId: string): readonly LookedUp[];
  clear(accountId: string): void;
}

const mostKept = 200;
/** What is typed on within this time is the same look-up. */
const typedOnMs = 2 * 60_000;
const dayMs = 86_400_000;
/** China has one zone, UTC+8. */
const chinaOffsetMs = 8 * 3_600_000;

export function createTodaysLookUps(now: () => Date, stopping?: AbortSignal): TodaysLookUps {
  const kept = new Map<string, LookedUp[]>();
  let day = dayOf(now());
  let timer: NodeJS.Timeout | undefined;
  stopping?.addEventListener('abort', () => clearTimeout(timer), { once: true });

  function forgetYesterday(): void {
    const today = dayOf(now());
    if (today !== day) kept.clear();
    day = today;
  }

  /** Nobody may come back before the morning; the day's end is kept all the same. */
  function forgetAtMidnight(): void {
    clearTimeout(timer);
    if (stopping?.aborted === true) return;
    const left = dayMs - ((now().getTime() + chinaOffsetMs) % dayMs);
    timer = setTimeout(() => {
      forgetYesterday();
      if (kept.size > 0) forgetAtMidnight();
    }, left);
    timer.unref();
  }

  return {
    add(accountId, text, status) {
      forgetYesterday();
      const masked = maskQuestion(text).text;
      if (masked === '') return;
      const own = kept.get(accountId) ?? [];
      if (kept.size === 0) forgetAtMidnight();
      const at = now();
      const [last] = own;
      const isSame =
        last !== undefined &&
        at.getTime() - last.at.getTime() < typedOnMs &&
        (masked.startsWith(last.text) || last.text.startsWith(masked));
      kept.set(
        accountId,
        [{ at, text: masked, status }, ...(isSame ? own.slice(1) : own)].slice(0, mostKept),
      );
    },
    of(accountId) {
      forgetYesterday();
      return kept.get(accountId) ?? [];
    },
    clear(accountId) {
      kept.delete(accountId);
    },
  };
}

function dayOf(moment: Date): number {
  return Math.floor((moment.getTime() + chinaOffsetMs) / dayMs);
}
