import { onTestFinished } from 'vitest';
import { createHttpServer, type HttpServerOptions } from '../../src/channels/http/create-http-server.ts';
import type { Store } from '../../src/store/store.ts';
import { fixtureBackend } from './http-fixture.ts';
import { type WebConversations, webConversations } from './web-conversations.ts';
import { webVisitor } from './web-visitor.ts';

export type ServedWeb = Awaited<ReturnType<typeof serveWeb>>;

/** A web chat that remembers, over the fixture; its store goes with the test. @param wrap see {@link webConversations}. */
export async function serveWeb(
  options: Partial<HttpServerOptions> = {},
  wrap?: (store: Store) => Store,
  /** Further options, which rest on the store. */
  more: (opened: { readonly kept: WebConversations }) => Partial<HttpServerOptions> = () => ({}),
  atEnd: (close: () => Promise<void>) => void = onTestFinished,
) {
  const backend = fixtureBackend();
  const kept = await webConversations(backend, wrap);
  atEnd(() => kept.close());
  const logged: unknown[] = [];
  const serverOptions: HttpServerOptions = {
    backend,
    logger: { info() {}, error: (...line: unknown[]): void => void logged.push(line) },
    conversations: kept.options,
    rateLimit: { perMinute: 10_000 },
    ...options,
    ...more({ kept }),
  };
  const app = createHttpServer(serverOptions);
  return { app, backend, kept, store: kept.store, logged, serverOptions, visitor: () => webVisitor(app) };
}

/** What is kept of the visitor with this cookie. */
export async function turnsKept({ store, kept }: ServedWeb, cookie: string | null): Promise<string[]> {
  const id = decodeURIComponent(cookie?.split('=').slice(1).join('=') ?? '').split('.')[0] ?? '';
  const userKey = kept.options.conversing.keys.user('web', id);
  const [conversation] = await store.conversations.ofUser('web', userKey);
  if (conversation === undefined) return [];
  return (await store.turns.last(conversation.id, 100)).map(({ turn }) => turn.text);
}

/** The questions that a page shows with their answers. */
export function questionsOn(html: string): string[] {
  return [...html.matchAll(/<p class="question"><span[^>]*>您问：<\/span>([^<]*)/g)].map(
    (match) => match[1] ?? '',
  );
}
