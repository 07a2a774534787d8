/** What changes in the handovers, as server-sent events to the pages of the desk. @module */
import { once } from 'node:events';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Handover, HandoverMessage, HandoverOnBoard } from '../../../../store/store.ts';
import type { Markup } from '../../pages/layout.ts';
import { type DeskDoor, staffOf } from '../desk-door.ts';
import { isHolder } from './chat-rights.ts';
import { type ChatWatch, chatState } from './chat-watch.ts';

export interface ChatEvents {
  /** Until the page is closed, its session ends or the server stops. */
  respond(context: Context, place: ChatPlace): Response | Promise<Response>;
  stop(): void;
}

export interface ChatPlace {
  /** The handover that is open on the page. */
  readonly handover: number | null;
  /** Number of its last message that the page has. */
  readonly after: number;
}

export interface ChatEventsOptions {
  readonly watch: ChatWatch;
  readonly door: Pick<DeskDoor, 'isStillSignedIn'>;
  /** The queue as this person sees it. */
  readonly queue: (context: Context, board: readonly HandoverOnBoard[], open: number | null) => Markup;
  readonly message: (message: HandoverMessage) => Markup;
}

/** Fewer than the six connections that a browser has for one host over HTTP/1.1: the pages must still load. */
const streamsOfSession = 4;
/** Milliseconds after which a page whose connection broke tries again. */
const retryAfter = 1000;
/** Proxies cut what has been silent for a minute. */
const heartbeatInterval = 15_000;

export function createChatEvents({ watch, door, queue, message }: ChatEventsOptions): ChatEvents {
  /** By session, the oldest first; each sends its page away. */
  const streams = new Map<string, Set<() => void>>();
  let stopped = false;

  return {
    respond(context, place) {
      if (stopped) {
        context.header('Retry-After', '5');
        return context.body(null, 503);
      }
      const { account, sessionHash } = staffOf(context);
      const response = streamSSE(context, async (stream) => {
        const over = new AbortController();
        const ended = once(over.signal, 'abort');
        /** Nothing more is shown to somebody who signed out elsewhere, or may no longer be here. */
        const write = async (text: string, isOthers = false): Promise<void> => {
          if (await door.isStillSignedIn(context, isOthers ? 'admin' : 'operator')) await stream.write(text);
          else over.abort();
        };
        let shown = '';
        const leave = watch.follow({
          account,
          ...place,
          async board(board) {
            const markup = String(await queue(context, board, place.handover));
            if (markup === shown) return;
            await write(event('queue', markup));
            shown = markup;
          },
          message: async (said, handover) =>
            write(event('message', String(await message(said)), said.number), !isOwn(handover)),
          changed: (handover) => write(event('state', chatState(handover))),
          end: () => over.abort(),
        });
        const isOwn = (handover: Handover): boolean =>
          handover.state === 'waiting' ||
          isHolder(handover, account) ||
          handover.takenBy === account.displayName;
        const sendAway = (): void => {
          void stream.write(event('elsewhere', 'elsewhere')).then(() => over.abort());
        };
        const release = enter(streams, sessionHash, sendAway);
        stream.onAbort(leave);
        let isBeating = false;
        const beat = async (): Promise<void> => {
          // The last beat has not been fetched yet: nobody is there.
          if (isBeating) return stream.abort();
          isBeating = true;
          await write(': \n\n');
          isBeating = false;
        };
        const heartbeat = setInterval(() => void beat(), heartbeatInterval);
        try {
          await stream.write(`retry: ${retryAfter}\n\n`);
          await ended;
        } finally {
          clearInterval(heartbeat);
          release();
          leave();
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

/** The oldest page gives way to one too many. @returns what lets the page go. */
function enter(streams: Map<string, Set<() => void>>, session: string, sendAway: () => void): () => void {
  const open = streams.get(session) ?? new Set();
  streams.set(session, open);
  const [oldest] = open;
  if (open.size >= streamsOfSession && oldest !== undefined) {
    open.delete(oldest);
    oldest();
  }
  open.add(sendAway);
  return () => {
    open.delete(sendAway);
    if (open.size === 0 && streams.get(session) === open) streams.delete(session);
  };
}

function event(name: string, data: string, id?: number): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\n${lines.join('')}\n`;
}
