import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../config.ts';
import { faultOf, type Logger } from '../../logger.ts';

export interface WebhookOptions {
  /** What Telegram sends along with every update. */
  readonly secret: string;
  /** Takes an update over for good; false when updates cannot be taken now. */
  readonly receive: (raw: unknown) => Promise<boolean>;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Default 1 MiB: far more than an update has. */
  readonly bodyLimitBytes?: number;
}

/**
 * What Telegram calls. 200 only for what is stored: anything else, and Telegram delivers it again.
 * 401 without the secret, 405, 413, 400 for what is no JSON, 500 when the store did not take it, 503 at start and end.
 */
export type Webhook = (request: Request) => Promise<Response>;

export function createWebhook(options: WebhookOptions): Webhook {
  const { secret, receive, logger, bodyLimitBytes = 1024 * 1024 } = options;
  return async (request) => {
    if (request.method !== 'POST') return answer(405);
    if (!isSame(request.headers.get('X-Telegram-Bot-Api-Secret-Token') ?? '', secret)) {
      logger.warn({ path: new URL(request.url).pathname }, 'a call of the webhook without the right secret');
      return answer(401);
    }
    const text = await readText(request, bodyLimitBytes);
    if (text === null) return answer(413);
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      return answer(400);
    }
    try {
      return answer((await receive(raw)) ? 200 : 503);
    } catch (error) {
      logger.error(faultOf(error), 'an update could not be stored and will be delivered again');
      return answer(500);
    }
  };
}

/**
 * The secret where none is set: made from the token, so that several processes have the same one and nobody has to
 * think of one. Who does not know the token cannot guess it.
 */
export function webhookSecretOf(token: Secret): string {
  return createHmac('sha256', token.reveal()).update('wenzheng telegram webhook 1').digest('base64url');
}

function answer(status: number): Response {
  return new Response(null, { status });
}

/** Takes the same time wherever the two differ. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** @returns null when there is more than allowed, whatever the header says of the length. */
async function readText(request: Request, limit: number): Promise<string | null> {
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > limit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
