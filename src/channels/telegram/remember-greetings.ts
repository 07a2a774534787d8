import type { TelegramUpdate } from './telegram-update.ts';

/** How long a greeting can be read just above in a group. */
const greetingMs = 10 * 60_000;
const mostRemembered = 1000;

/**
 * Which groups were greeted lately. Only remembered: after a restart a group may be greeted once more. An update that
 * is handled anew is greeted as before.
 * @param now in milliseconds.
 */
export function rememberGreetings(now: () => number): (update: TelegramUpdate) => boolean {
  const greeted = new Map<string, { readonly updateId: number; readonly at: number }>();
  return ({ chatId, updateId }) => {
    const at = now();
    const last = greeted.get(chatId);
    if (last !== undefined && last.updateId !== updateId && at - last.at < greetingMs) return false;
    greeted.delete(chatId);
    greeted.set(chatId, { updateId, at });
    const [oldest] = greeted.keys();
    if (oldest !== undefined && greeted.size > mostRemembered) greeted.delete(oldest);
    return true;
  };
}
