/**
 * What went wrong with a call of the Bot API. Nothing of the request is in it: the library's own errors hold the whole
 * payload, and one of them the token.
 */
export class TelegramFault extends Error {
  /** refused: Telegram said no. unreachable: no answer, or none that is Telegram's (5xx, a page of a proxy). */
  readonly kind: 'refused' | 'unreachable';
  /** HTTP status; null when there was no response. */
  readonly code: number | null;
  /** Telegram's words, to tell refusals apart; may hold a piece of the text that was sent, so it is not logged. */
  readonly #reason: string;
  readonly retryAfterSeconds: number | null;
  /** The id of the supergroup that the group has become. */
  readonly migratedTo: string | null;

  constructor(
    method: string,
    kind: TelegramFault['kind'],
    details: {
      readonly code?: number | null;
      readonly reason?: string;
      readonly retryAfterSeconds?: number | null;
      readonly migratedTo?: string | null;
    } = {},
  ) {
    super(`${method}: ${kind} ${details.code ?? ''}`.trim());
    this.name = 'TelegramFault';
    this.kind = kind;
    this.code = details.code ?? null;
    this.#reason = details.reason ?? '';
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.migratedTo = details.migratedTo ?? null;
  }

  /** Whether Telegram's words contain this. */
  says(words: RegExp): boolean {
    return words.test(this.#reason);
  }
}
