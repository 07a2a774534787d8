/**
 * An answer as server-sent events while it is made: `sentence` for each that was checked, `replace` where one text takes the
 * place of all before, and last the whole answer, which is the one that counts.
 * @module
 */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { AnswerWay } from './chat-backend.ts';

/** The last event. */
export interface WholeAnswer {
  readonly event: string;
  /** Sent as JSON. */
  readonly data: unknown;
}

/** Proxies cut what has been silent for a minute. */
const heartbeatInterval = 15_000;

/** Whether the client asks for events. */
export function wantsEvents({ req }: Context): boolean {
  return /\btext\/event-stream\b/i.test(req.header('Accept') ?? '');
}

/**
 * @param work never throws; who hangs up, or the end of the server, raises its signal.
 * @param stopping Raised when the server ends.
 */
export function streamAnswer(
  context: Context,
  work: (way: AnswerWay) => Promise<WholeAnswer>,
  stopping?: AbortSignal,
): Response | Promise<Response> {
  const response = streamSSE(context, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const write = (event: string, data: unknown): Promise<void> =>
      stream.writeSSE({ event, data: JSON.stringify(data) });
    const heartbeat = setInterval(() => void stream.write(': \n\n'), heartbeatInterval);
    try {
      const { event, data } = await work({
        signal: stopping === undefined ? gone.signal : AbortSignal.any([gone.signal, stopping]),
        // In order, since each write queues up behind the one before.
        onSentence: ({ text, replaces }) => void write(replaces ? 'replace' : 'sentence', { text }),
      });
      await write(event, data);
    } finally {
      clearInterval(heartbeat);
    }
  });
  // The stop of the server ends the response; a connection kept alive would hold it up.
  response.headers.set('Connection', 'close');
  // Said to nginx: hand on each event at once.
  response.headers.set('X-Accel-Buffering', 'no');
  response.headers.set('Cache-Control', 'no-store');
  return response;
}
