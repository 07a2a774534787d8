/** The parts of a web chat that remembers: who the visitor is, what was said, and what comes from the staff. @module */
import type { Logger } from '../../logger.ts';
import { type ChatMemory, type ConversationsOptions, createChatMemory } from './chat-memory.ts';
import { createHandoverEvents, type HandoverEvents } from './handover-events.ts';
import { createHandoverWatch } from './handover-watch.ts';
import { createVisitorCookie, type VisitorCookie } from './visitor-cookie.ts';

export interface Remembering {
  readonly memory: ChatMemory;
  readonly cookie: VisitorCookie;
  readonly events: HandoverEvents;
  /** Days. */
  readonly retentionDays: number;
}

export function createRemembering(
  options: ConversationsOptions,
  { trustProxy, logger }: { readonly trustProxy: boolean; readonly logger: Pick<Logger, 'error'> },
): Remembering {
  const { store, cookieKey, retentionDays, pollInterval } = options;
  const memory = createChatMemory(options, logger);
  const watch = createHandoverWatch({
    store,
    markDelivered: (messages) => memory.markDelivered(messages),
    logger,
    ...(pollInterval === undefined ? {} : { pollInterval }),
  });
  return {
    memory,
    cookie: createVisitorCookie({ cookieKey, trustProxy, days: retentionDays }),
    events: createHandoverEvents(watch),
    retentionDays,
  };
}
