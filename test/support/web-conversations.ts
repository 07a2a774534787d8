/** A web chat that remembers: a store in a folder of its own, and a clock that goes on by a second with every look. @module */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationsOptions } from '../../src/channels/http/chat-memory.ts';
import type { ChatBackend } from '../../src/channels/http/chat-backend.ts';
import { createConversing } from '../../src/conversations/create-conversing.ts';
import { deriveKeys } from '../../src/conversations/derive-keys.ts';
import { parseOfficeHours } from '../../src/conversations/office-hours.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { loadWorkingDaysCalendar } from '../../src/working-days-calendar.ts';

export const webSecret = 'a secret of the tests, long enough';

export interface WebConversations {
  readonly options: ConversationsOptions;
  readonly store: Store;
  /** Days that the clock is put forward. */
  advance(days: number): void;
  /** The same folder, opened anew: what a restart does. */
  reopen(backend: ChatBackend): Promise<WebConversations>;
  close(): Promise<void>;
}

/** @param wrap Puts something between the web chat and the store, which breaks it for a while. */
export async function webConversations(
  backend: ChatBackend,
  wrap: (store: Store) => Store = (store) => store,
  dataDir: string = mkdtempSync(join(tmpdir(), 'wenzheng-web-')),
  // A Monday morning within office hours, the day of the backend.
  begin: number = Date.parse('2026-11-23T02:00:00.000Z'),
): Promise<WebConversations> {
  const logger = createLogger('silent');
  const opened = await openStore({ dataDir, logger });
  const store = wrap(opened);
  let isOpen = true;
  let moment = begin;
  const now = (): Date => new Date((moment += 1000));
  const conversing = createConversing({
    app: {
      answer: (question) => backend.answer(question),
      reply: async (question, options) => backend.answer(question, options),
      corpus: backend.corpus,
      calculate() {
        throw new Error('the web chat has no calculation dialogue');
      },
    },
    store,
    secret: webSecret,
    calendar: loadWorkingDaysCalendar(),
    officeHours: parseOfficeHours('1-5 08:30-12:00 14:30-17:30'),
    handoverMinutes: 30,
    now,
    logger,
  });
  return {
    options: {
      conversing,
      store,
      cookieKey: deriveKeys(webSecret).cookies,
      now,
      retentionDays: 180,
      pollInterval: 30,
    },
    store,
    advance(days) {
      moment += days * 86_400_000;
    },
    async reopen(again) {
      isOpen = false;
      await opened.close();
      return webConversations(again, wrap, dataDir, moment);
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
