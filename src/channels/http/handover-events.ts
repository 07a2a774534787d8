/** Messages of a handover as server-sent events. @module */
import { once } from 'node:events';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Conversation, HandoverMessage } from '../../store/store.ts';
import { beginning, type EndOfWatch, type HandoverWatch, type Place } from './handover-watch.ts';
import { handoverMessage } from './pages/handover-message.ts';
import { handoverState } from './pages/handover-state.ts';

export interface HandoverEvents {
  /** Until the handover has ended, the page is closed or the server stops. */
  respond(context: Context, conversation: Conversation, client: string): Response | Promise<Response>;
  stop(): void;
}

/** Of one address; behind a shared one (an office, a village's provider) sit many people, but few of them wait. */
const streamsOfClient = 20;
/** Milliseconds after which a page whose connection broke tries again. */
const retryAfter = 2000;
/** Proxies cut what has been silent for a minute. */
const heartbeatInterval = 15_000;

export function createHandoverEvents(watch: HandoverWatch): HandoverEvents {
  const streams = new Map<string, number>();
  let stopped = false;

  return {
    respond(context, conversation, client) {
      const open = streams.get(client) ?? 0;
      if (stopped || open >= streamsOfClient) {
        context.header('Retry-After', '30');
        return context.body(null, stopped ? 503 : 429);
      }
      streams.set(client, open + 1);
      const after = readPlace(context.req.header('Last-Event-ID') ?? context.req.query('after'));
      // The stop of the server ends the response; a connection kept alive would hold it up.
      const response = streamSSE(context, async (stream) => {
        const over = new AbortController();
        const ended = once(over.signal, 'abort');
        const write = async (text: string): Promise<void> => {
          await stream.write(text);
        };
        const leave = watch.follow({
          conversationId: conversation.id,
          after,
          show: async (message) => write(event('message', await rendered(message), placeName(message))),
          changed: (handover) => write(event('state', handoverState(handover))),
          async end(why: EndOfWatch) {
            if (why === 'ended' || why === 'elsewhere') await write(event(why, why));
            over.abort();
          },
        });
        stream.onAbort(leave);
        let isBeating = false;
        const beat = async (): Promise<void> => {
          // The last beat has not been fetched yet: nobody is there.
          if (isBeating) return stream.abort();
          isBeating = true;
          await stream.write(': \n\n');
          isBeating = false;
        };
        const heartbeat = setInterval(() => void beat(), heartbeatInterval);
        try {
          await stream.write(`retry: ${retryAfter}\n\n`);
          await ended;
        } finally {
          clearInterval(heartbeat);
          leave();
          const left = (streams.get(client) ?? 1) - 1;
          if (left > 0) streams.set(client, left);
          else streams.delete(client);
        }
      });
      response.headers.set('Connection', 'close');
      // Said to nginx: hand on each event at once.
      response.headers.set('X-Accel-Buffering', 'no');
      response.headers.set('Cache-Control', 'no-store');
      return response;
    },
    stop() {
      stopped = true;
      watch.stop();
    },
  };
}

async function rendered(message: HandoverMessage): Promise<string> {
  return String(await handoverMessage(message));
}

function event(name: string, data: string, id?: string): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\n${lines.join('')}\n`;
}

/** 12.3: the third message of handover 12. */
export function placeName({ handover, number }: Pick<HandoverMessage, 'handover' | 'number'>): string {
  return `${handover}.${number}`;
}

/** What cannot be read is the beginning: too much is shown rather than too little, and the page knows what it has. */
export function readPlace(name: string | undefined): Place {
  const match = /^(\d{1,9})\.(\d{1,9})$/.exec(name ?? '');
  return match === null ? beginning : { handover: Number(match[1]), message: Number(match[2]) };
}
