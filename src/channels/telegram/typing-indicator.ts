import type { TelegramApi } from './telegram-api.ts';

/** What is answered at once needs no sign that it is being worked on. */
const patienceMs = 300;
/** Telegram shows it for five seconds. */
const refreshMs = 4500;
/** A second; when more people wait, Telegram's patience is kept for their answers. */
const mostASecond = 10;

export interface TypingIndicator {
  /**
   * Shows a person that their answer is being worked on, until told to stop. Best effort: nobody waits for it, and what
   * goes wrong with it is passed over.
   * @returns ends it.
   */
  show(chatId: string, threadId: number | null): () => void;
}

export function createTypingIndicator(api: Pick<TelegramApi, 'sendTyping'>): TypingIndicator {
  let second = 0;
  let shown = 0;

  function mayShow(): boolean {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) shown = 0;
    second = now;
    shown += 1;
    return shown <= mostASecond;
  }

  return {
    show(chatId, threadId) {
      let timer = setTimeout(send, patienceMs);
      function send(): void {
        if (mayShow()) api.sendTyping(chatId, threadId).catch(() => {});
        timer = setTimeout(send, refreshMs);
      }
      return () => clearTimeout(timer);
    },
  };
}
