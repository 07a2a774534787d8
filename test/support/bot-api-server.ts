/**
 * A strict Bot API server: what the bot would talk to, over HTTP, without Telegram.
 *
 *     const server = await startBotApiServer();
 *     // start the bot with TELEGRAM_API_ROOT = server.url and TELEGRAM_BOT_TOKEN = server.token
 *     server.userSays(7, '低保户能报几成？');                     // person 7 in their private chat
 *     server.userSays({ chat: -1001, user: 7 }, '@wenzheng_bot 低保'); // the same person in a group
 *     const [answer] = await server.waitForMessages(7, 1);        // all that the bot has sent there, oldest first
 *     server.userPresses(7, '算一算');                            // a button of the newest message that has it
 *     server.failNext('sendMessage', { kind: 'status', code: 429, retryAfter: 1 });
 *     await server.close();
 *
 * It refuses what Telegram refuses, with Telegram's words (see bot-api-chats.ts): empty or too long texts, wrong HTML,
 * button data over 64 bytes, unknown chats, messages and parameters. `server.refused` holds all of these refusals, so
 * that a test can say that there were none. Texts are remembered per chat in the order in which they were accepted.
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BotApiChats, BotApiRefusal, type Chat, isRecord, type SentMessage } from './bot-api-chats.ts';
import { knownParameters } from './bot-api-parameters.ts';
import { BotApiPeople } from './bot-api-people.ts';
import { BotApiUpdates } from './bot-api-updates.ts';

export type { BotApiButton, SentMessage } from './bot-api-chats.ts';

/** What goes wrong with a call instead of, or after, its effect. */
export type BotApiFault =
  /** An error of the Bot API; `retryAfter` in seconds for 429. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly description?: string;
      readonly retryAfter?: number;
      readonly migrateTo?: number;
    }
  /** A page of some proxy instead of JSON; code 200 is possible. */
  | { readonly kind: 'page'; readonly code: number }
  /** The connection is cut; with `after` the call has taken effect all the same. */
  | { readonly kind: 'reset'; readonly after?: boolean }
  /** No response for so long, then a reset; with `after` the call has taken effect. */
  | { readonly kind: 'hang'; readonly ms: number; readonly after?: boolean }
  /** The response comes late. */
  | { readonly kind: 'slow'; readonly ms: number };

export interface BotApiCall {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** HTTP status that was sent; 0: none. */
  status: number;
  /** Why it was refused; null when it took effect. */
  refusal: string | null;
}

export interface BotApiServerOptions {
  /** Default 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9 (not a real one). */
  readonly token?: string;
  /** Default wenzheng_bot. */
  readonly username?: string;
  /** 0 takes any free port. */
  readonly port?: number;
}

export class BotApiServer extends BotApiPeople {
  readonly url: string;
  readonly token: string;
  readonly updates: BotApiUpdates;
  readonly chats: BotApiChats;
  readonly calls: BotApiCall[] = [];
  /** Asked before every call; what it answers goes wrong. For faults at random. */
  chooseFault: (method: string, parameters: Readonly<Record<string, unknown>>) => BotApiFault | undefined =
    () => undefined;
  readonly #planned = new Map<string, BotApiFault[]>();
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => Promise<void>;

  constructor(
    address: { url: string; token: string; username: string },
    parts: { updates: BotApiUpdates; chats: BotApiChats; stop: () => Promise<void> },
  ) {
    super(parts.updates, parts.chats, {
      id: Number(address.token.split(':')[0]),
      username: address.username,
    });
    this.url = address.url;
    this.token = address.token;
    this.updates = parts.updates;
    this.chats = parts.chats;
    this.#stop = parts.stop;
  }

  /** Calls that took no effect because of the caller: every 4xx that no fault was planned for. */
  get refused(): BotApiCall[] {
    return this.calls.filter(({ refusal }) => refusal !== null);
  }

  /** What the bot has sent to a chat, in the order of acceptance, as it reads now. */
  messages(chat: number): readonly SentMessage[] {
    return this.chats.open(chat).sent;
  }

  callsOf(method: string): BotApiCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** The next calls of the method (`*`: of any but getUpdates) go wrong, one fault a call. */
  failNext(method: string, ...faults: BotApiFault[]): void {
    this.#planned.set(method, [...(this.#planned.get(method) ?? []), ...faults]);
  }

  /** @throws when there are not as many in time; the message tells what there is. */
  async waitForMessages(chat: number, count: number, milliseconds = 10_000): Promise<readonly SentMessage[]> {
    await this.waitUntil(
      () => this.messages(chat).length >= count,
      () =>
        `${this.messages(chat).length} of ${count} messages in chat ${chat}; refused: ${JSON.stringify(this.refused.slice(-3))}`,
      milliseconds,
    );
    return this.messages(chat);
  }

  /** Waits for something that a call, an edit or a delivery brings about. */
  async waitUntil(condition: () => boolean, describe: () => string, milliseconds = 10_000): Promise<void> {
    const end = performance.now() + milliseconds;
    while (!condition()) {
      const rest = end - performance.now();
      if (rest <= 0) throw new Error(`waited ${milliseconds} ms in vain: ${describe()}`);
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          this.#listeners.delete(done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(rest, 50));
        this.#listeners.add(done);
      });
    }
  }

  async close(): Promise<void> {
    this.updates.close();
    await this.#stop();
  }

  /** @internal */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method] = /^\/bot([^/]*)\/(\w*)(?:\?|$)/.exec(request.url ?? '') ?? [];
    if (token === undefined || !/^\d+:[\w-]+$/.test(token))
      return reply(response, refusalBody(404, 'Not Found'));
    if (token !== this.token) return reply(response, refusalBody(401, 'Unauthorized'));
    const body = await readBody(request);
    if (!method || !(method in knownParameters))
      return reply(response, refusalBody(404, 'Not Found: method not found'));
    if (!body) return reply(response, refusalBody(400, 'Bad Request: the body is not a JSON object'));
    const call: BotApiCall = { method, parameters: body, at: performance.now(), status: 0, refusal: null };
    this.calls.push(call);
    const fault =
      this.#planned.get(method)?.shift() ?? this.#plannedForAny(method) ?? this.chooseFault(method, body);
    const hasEffect = !fault || fault.kind === 'slow' || ('after' in fault && fault.after === true);
    const result = hasEffect ? await this.#execute(call, response) : { code: 0, body: {} };
    if (fault && fault.kind !== 'slow' && result.code === 200 && method === 'sendMessage') {
      const lost = this.messages(Number(body['chat_id'])).at(-1);
      if (lost) lost.responseLost = true;
    }
    if (fault) await commit(fault, call, response, result);
    else reply(response, result, call);
    this.#listeners.forEach((listener) => listener());
  }

  #plannedForAny(method: string): BotApiFault | undefined {
    return method === 'getUpdates' ? undefined : this.#planned.get('*')?.shift();
  }

  async #execute(call: BotApiCall, response: ServerResponse): Promise<Reply> {
    const { method, parameters } = call;
    try {
      const unknown = Object.keys(parameters).filter((name) => !knownParameters[method]?.includes(name));
      if (unknown.length > 0)
        throw new BotApiRefusal(400, `Bad Request: unknown parameter ${unknown.join(', ')}`);
      return { code: 200, body: { ok: true, result: await this.#perform(method, parameters, response) } };
    } catch (error) {
      if (!(error instanceof BotApiRefusal)) throw error;
      call.refusal = error.message;
      return refusalBody(error.code, error.message, error.parameters);
    }
  }

  async #perform(
    method: string,
    parameters: BotApiCall['parameters'],
    response: ServerResponse,
  ): Promise<unknown> {
    if (method === 'getMe')
      return { ...this.bot, is_bot: true, first_name: '问政', can_read_all_group_messages: false };
    if (method === 'setWebhook') return this.updates.setWebhook(parameters);
    if (method === 'deleteWebhook') return this.updates.deleteWebhook(parameters);
    if (method === 'getWebhookInfo') return this.updates.getWebhookInfo();
    if (method !== 'getUpdates') return this.chats.call(method, parameters);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    return this.updates.getUpdates(parameters, gone.signal);
  }
}

export async function startBotApiServer({
  token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9',
  username = 'wenzheng_bot',
  port = 0,
}: BotApiServerOptions = {}): Promise<BotApiServer> {
  const http = createServer((request, response) => {
    server.answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const address = http.address();
  const takenPort = typeof address === 'object' && address !== null ? address.port : port;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  const server = new BotApiServer(
    { url: `http://127.0.0.1:${takenPort}`, token, username },
    { updates: new BotApiUpdates(), chats: new BotApiChats(), stop },
  );
  return server;
}

interface Reply {
  readonly code: number;
  readonly body: unknown;
}

function refusalBody(
  code: number,
  description: string,
  parameters?: Readonly<Record<string, number>>,
): Reply {
  return { code, body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) } };
}

function reply(response: ServerResponse, { code, body }: Reply, call?: BotApiCall): void {
  if (call) call.status = code;
  response.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function commit(
  fault: BotApiFault,
  call: BotApiCall,
  response: ServerResponse,
  result: Reply,
): Promise<void> {
  if (fault.kind === 'status') {
    const parameters = {
      ...(fault.retryAfter === undefined ? {} : { retry_after: fault.retryAfter }),
      ...(fault.migrateTo === undefined ? {} : { migrate_to_chat_id: fault.migrateTo }),
    };
    const description =
      fault.description ??
      (fault.code === 429 ? `Too Many Requests: retry after ${fault.retryAfter}` : 'Bad Gateway');
    return reply(response, refusalBody(fault.code, description, parameters), call);
  }
  if (fault.kind === 'page') {
    call.status = fault.code;
    response.writeHead(fault.code, { 'Content-Type': 'text/html' }).end('<html><h1>nginx</h1></html>');
    return;
  }
  if (fault.kind !== 'reset') await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
  if (fault.kind === 'slow') reply(response, result, call);
  else response.destroy();
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? body : null;
  } catch {
    return null;
  }
}

export type { Chat };
