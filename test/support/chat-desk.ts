/** The desk with residents on the web who asked for a person. @module */
import type { App } from '../../src/app.ts';
import { createHttpServer } from '../../src/channels/http/create-http-server.ts';
import { type ServedDesk, type ServeDeskOptions, serveDesk, signInVisitor } from './desk.ts';
import { type WebVisitor, webVisitor } from './web-visitor.ts';

export interface ChatDesk extends ServedDesk {
  /** Somebody who asked a question and then for a person. @returns with the number of the handover. */
  waiting(question?: string): Promise<WebVisitor & { readonly number: number }>;
  /** What the resident's page shows of the talk with the staff. */
  read(visitor: WebVisitor): Promise<string[]>;
}

/** Its looks for changes come quickly one after the other. */
export async function serveChatDesk(options: ServeDeskOptions = {}): Promise<ChatDesk> {
  const served = await serveDesk(options);
  const { serverOptions: slow, access } = served;
  if (slow.desk === undefined) throw new Error('the desk is missing');
  const serverOptions = { ...slow, desk: { ...slow.desk, pollInterval: 30 } };
  const http = createHttpServer(serverOptions);
  const desk = { ...served, serverOptions, http };
  return {
    ...desk,
    signedIn: async (...roles) => signInVisitor(http, access, await desk.account(roles)),
    async waiting(question = '低保户住院能报几成？') {
      const visitor = webVisitor(desk.http);
      await visitor.ask(question, { message: '' });
      const page = await visitor.post('/chat/handover');
      const number = Number(/编号(?:是)?(\d+)/.exec(page.html)?.[1]);
      // The visitor is handed on whole: its cookie changes.
      return Object.assign(visitor, { number });
    },
    async read(visitor) {
      const { html } = await visitor.get();
      return [...html.matchAll(/<p class="message-text">([\s\S]*?)<\/p>/g)].map((match) => match[1] ?? '');
    },
  };
}

/** An engine that answers what it is told. */
export function answeringApp(app: App, answer: App['answer']): App {
  return { ...app, answer };
}

export interface DeskEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

/** Reads a stream of events as a browser does. */
export function readEvents(response: Response) {
  const events: DeskEvent[] = [];
  let text = '';
  let ended = false;
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async (): Promise<void> => {
    for (;;) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return;
      text += chunk.value;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split('\n')
            .flatMap((line) => (line.startsWith(`${name}: `) ? line.slice(name.length + 2) : []));
        const [event] = field('event');
        if (event !== undefined)
          events.push({ event, data: field('data').join('\n'), id: field('id')[0] ?? null });
      }
    }
  };
  const end = (): void => {
    ended = true;
  };
  read().then(end, end);
  return {
    events,
    of: (name: string): string[] => events.flatMap(({ event, data }) => (event === name ? data : [])),
    isEnded: (): boolean => ended,
    close: async (): Promise<void> => reader?.cancel(),
  };
}
