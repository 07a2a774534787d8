/**
 * Presses of one person in a group. Everybody there sees each reply, and Telegram lets the bot say twenty a minute: who
 * presses on and on would keep the others waiting for their answers.
 * @module
 */
import type { TelegramUpdate } from './telegram-update.ts';

const minute = 60_000;
/** Enough to turn the pages of a document. */
const pressesAMinute = 8;
/** People of whom this is known; who has not pressed for longest is forgotten first. */
const remembered = 1000;

/** @returns whether the press is to be answered; it counts then. */
export function createPressLimit(now: () => Date): (update: TelegramUpdate) => boolean {
  const presses = new Map<string, readonly number[]>();
  return ({ chatId, userId }) => {
    const at = now().getTime();
    const person = `${chatId} ${userId}`;
    // A clock that was put back forgives.
    const recent = (presses.get(person) ?? []).filter((each) => each > at - minute && each <= at);
    const isAnswered = recent.length < pressesAMinute;
    presses.delete(person);
    presses.set(person, isAnswered ? [...recent, at] : recent);
    const [oldest] = presses.keys();
    if (presses.size > remembered && oldest !== undefined) presses.delete(oldest);
    return isAnswered;
  };
}
