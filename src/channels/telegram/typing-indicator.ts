import type { TelegramApi } from './telegram-api.ts';

/** What is answered at once needs no sign that it is being worked on. */
const patienceMs = 300;
/** Telegram shows it for five seconds. */
const refreshMs = 4500;

/**
 * Shows a person that their answer is being worked on, until told to stop. Best effort: nobody waits for it, and what
 * goes wrong with it is passed over.
 * @returns ends it.
 */
export function showTyping(api: TelegramApi, chatId: string, threadId: number | null): () => void {
  let timer = setTimeout(show, patienceMs);
  function show(): void {
    api.sendTyping(chatId, threadId).catch(() => {});
    timer = setTimeout(show, refreshMs);
  }
  return () => clearTimeout(timer);
}
