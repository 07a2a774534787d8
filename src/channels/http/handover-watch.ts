/**
 * Looks for messages of the staff and hands them to the pages that wait for them: one look about once a second for all
 * pages of the process. The store is the only way from the staff to here, since they may work in another process.
 * @module
 */
import { faultOf, type Logger } from '../../logger.ts';
import type { Handover, HandoverMessage, Store } from '../../store/store.ts';
import { isOpen } from './chat-memory.ts';
import { lookRegularly } from './look-regularly.ts';

/** The last message that somebody has: everything after it is still to come. */
export interface Place {
  readonly handover: number;
  readonly message: number;
}

export const beginning: Place = { handover: 0, message: 0 };

/** Why a page is not followed any more. `elsewhere`: the visitor opened so many pages that this one gave way. */
export type EndOfWatch = 'ended' | 'elsewhere' | 'stopping' | 'gone';

export interface Follower {
  readonly conversationId: string;
  /** Everything up to here is on the page. */
  readonly after: Place;
  /** Never a note. */
  readonly show: (message: HandoverMessage) => Promise<void>;
  /** How it stands: at the beginning, and when a person takes it or it goes from one to another. */
  readonly changed: (handover: Handover) => Promise<void>;
  readonly end: (why: EndOfWatch) => Promise<void>;
}

export interface HandoverWatch {
  /** Follows until the handover has ended; the result ends it before, when the page is gone. */
  follow(follower: Follower): () => void;
  /** Ends all. */
  stop(): void;
}

export interface HandoverWatchOptions {
  readonly store: Pick<Store, 'handovers'>;
  readonly markDelivered: (messages: readonly HandoverMessage[]) => Promise<void>;
  readonly pollInterval?: number;
  readonly logger: Pick<Logger, 'error'>;
}

/** Fewer than the six connections that a browser has for one host over HTTP/1.1: the pages must still load. */
const pagesOfConversation = 3;
/** Of {@link Store}. */
const conversationsAtOnce = 1000;

interface Followed {
  readonly follower: Follower;
  place: Place;
  state: string | null;
  /** Something is being sent to it; the next look will find what came meanwhile. */
  busy: boolean;
}

export function createHandoverWatch(options: HandoverWatchOptions): HandoverWatch {
  const { store, markDelivered, pollInterval = 1000, logger } = options;
  const followed = new Set<Followed>();

  const leave = (each: Followed, why: EndOfWatch): void => {
    if (!followed.delete(each)) return;
    // Whether the page still hears it does not matter: it asks again when it does not.
    each.follower.end(why).catch(() => {});
  };

  async function bringUpToDate(each: Followed, handover: Handover | undefined): Promise<void> {
    if (each.busy) return;
    each.busy = true;
    try {
      for (const message of await messagesAfter(store, each)) {
        if (!followed.has(each)) return;
        if (message.sender !== 'note') await each.follower.show(message);
        // Gone while it was being sent: it counts as not shown, and comes again.
        if (!followed.has(each)) return;
        each.place = { handover: message.handover, message: message.number };
        await markDelivered([message]);
      }
      const state = handover === undefined ? 'gone' : `${handover.state} ${handover.takenBy ?? ''}`;
      if (handover === undefined || !isOpen(handover)) leave(each, 'ended');
      else if (each.state !== state) await each.follower.changed(handover);
      each.state = state;
    } finally {
      each.busy = false;
    }
  }

  async function look(those: readonly Followed[]): Promise<void> {
    const ids = [...new Set(those.map(({ follower }) => follower.conversationId))];
    for (let from = 0; from < ids.length; from += conversationsAtOnce) {
      const asked = new Set(ids.slice(from, from + conversationsAtOnce));
      const found = await store.handovers.newest([...asked]);
      const byConversation = new Map(found.map((each) => [each.handover.conversationId, each]));
      for (const each of those) {
        if (!asked.has(each.follower.conversationId)) continue;
        const newest = byConversation.get(each.follower.conversationId);
        if (isUpToDate(each, newest)) continue;
        // Not awaited: a slow page must not hold up the others.
        bringUpToDate(each, newest?.handover).catch((error: unknown) => {
          // The page goes and comes back with the last message that it has.
          logger.error(faultOf(error), 'a page could not be told of messages');
          leave(each, 'gone');
        });
      }
    }
  }

  const looking = lookRegularly({
    look: () => look([...followed]),
    isNeeded: () => followed.size > 0,
    interval: pollInterval,
    onFault: (error) => logger.error(faultOf(error), 'messages of the staff cannot be looked for'),
  });

  return {
    follow(follower) {
      const each: Followed = { follower, place: follower.after, state: null, busy: false };
      const pages = [...followed].filter(
        (other) => other.follower.conversationId === follower.conversationId,
      );
      for (const other of pages.slice(0, Math.max(0, pages.length + 1 - pagesOfConversation)))
        leave(other, 'elsewhere');
      followed.add(each);
      look([each]).catch((error: unknown) =>
        logger.error(faultOf(error), 'a page cannot be told of messages'),
      );
      looking.start();
      return () => leave(each, 'gone');
    },
    stop() {
      for (const each of followed) leave(each, 'stopping');
      looking.stop();
    },
  };
}

function isUpToDate(
  { place, state }: Followed,
  newest: { readonly handover: Handover; readonly lastMessage: number } | undefined,
): boolean {
  if (newest === undefined || state === null) return false;
  const { handover, lastMessage } = newest;
  return (
    place.handover === handover.number &&
    place.message >= lastMessage &&
    state === `${handover.state} ${handover.takenBy ?? ''}`
  );
}

/** Of all handovers since, should one have ended and another begun. */
async function messagesAfter(
  store: Pick<Store, 'handovers'>,
  { follower, place }: Followed,
): Promise<HandoverMessage[]> {
  const messages: HandoverMessage[] = [];
  for (const { number } of await store.handovers.ofConversation(follower.conversationId)) {
    if (number < place.handover) continue;
    const after = number === place.handover ? place.message : 0;
    messages.push(...(await store.handovers.messages(number, after)));
  }
  return messages;
}
