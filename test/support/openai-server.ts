/**
 * A scripted OpenAI-compatible server: what the program would talk to, over HTTP, without a model.
 *
 *     const server = await startOpenAiServer({ apiKey: 'test-key' });
 *     // OPENAI_BASE_URL = server.url (ends in /v1), OPENAI_API_KEY = 'test-key', WENZHENG_CHAT_MODEL = 'scripted'
 *     server.queueChat(
 *       callTools({ name: 'search_gazette', arguments: { query: '低保 住院' } }), // 1st request: a tool call
 *       say('按80%给予救助[S1]。'),                                              // 2nd request: text
 *       fails(429, { retryAfter: 1 }),                                          // 3rd request: too many
 *     );
 *     server.onChat = (request) => say(`你说：${request.lastText}`);             // whenever the queue is empty
 *     server.queueEmbeddings({ mode: 'wrong_length' });                          // the next call only
 *     server.onEmbeddings = () => ({ mode: 'null_value' });                      // from then on
 *     server.onRerank = () => fails(500);
 *     server.requests;           // all requests with path, headers, body, status, and whether the client left
 *     server.chatRequests;       // the bodies of /chat/completions, typed
 *     await server.close();
 *
 * Replies to a chat (each may be streamed or not, as the request says):
 * - `say(text, options)`: text in pieces of `pieceLength` characters (7), `pieceDelayMs` apart; `reasoning` goes before
 *   it as reasoning_content; `finishReason` 'length' or 'content_filter'; `usage: null` counts nothing.
 * - `callTools(...calls)`: arguments are an object, or a string that is sent as it is (broken JSON too); streamed in
 *   fragments of `pieceLength` characters, the name in the first one only. `callTools.with(options, ...calls)`.
 * - `breakAfter: n` cuts the connection after n pieces, `stallAfter: n` says nothing more after n pieces until the
 *   client leaves; 0 is before the first piece (but after the headers).
 * - `deltas`: pieces of your own, sent first when streamed, such as `{ content: null }` or `{ refusal: '…' }`.
 * - `ids`: 'unique' (default), 'constant' (the same message id for every reply), 'missing'.
 * Faults for every endpoint: `fails(status, { retryAfter, message })`, `page(status)` (HTML of some proxy, 200 is
 * possible), `garbage()` (200 with broken JSON, as a broken stream when streaming), `stalls()` (no headers at all),
 * `resets()` (connection cut). An endpoint that has nothing scripted answers 501 and `server.unscripted` counts it;
 * embeddings, rerank and models have sensible answers without a script.
 *
 * Strict where OpenAI is: wrong key 401, unknown model 404 (with `models` given), empty messages, a tool message
 * without its call, or a call without its tool message 400. Base64 embeddings are sent to who asks for them (mode
 * 'ignores_format' never does, like several servers in use).
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type ChatReply, type ChatRequest, describeChat, refuseChat, writeChat } from './openai-chat.ts';
import {
  type EmbeddingReply,
  type EmbeddingRequest,
  embeddingsOf,
  rankingOf,
  type RerankReply,
  type RerankRequest,
} from './openai-vectors.ts';
import { type Fault, isFault, writeFault } from './openai-faults.ts';

export { callTools, say, type ChatReply, type ChatRequest, type ScriptedCall } from './openai-chat.ts';
export { fails, garbage, page, resets, stalls, type Fault } from './openai-faults.ts';
export { hashedVector, type EmbeddingReply, type RerankReply } from './openai-vectors.ts';

export interface RecordedRequest {
  /** Without the base path, as /chat/completions. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  /** Milliseconds since the server began. */
  readonly at: number;
  /** HTTP status; 0: none was sent. */
  status: number;
  /** The client left before the reply was whole. */
  aborted: boolean;
}

export interface OpenAiServerOptions {
  /** Asked for in the Authorization header; without it anything passes. */
  readonly apiKey?: string;
  /** Known models; without them every name is known. */
  readonly models?: readonly string[];
  /** Length of the vectors; a request may ask for fewer. Default 32. */
  readonly dimensions?: number;
  /** When a streamed reply tells its usage: when asked (default), always, or never. */
  readonly usage?: 'asked' | 'always' | 'never';
  /** 0 takes any free port. */
  readonly port?: number;
}

type Scripted<Reply, Request> = (request: Request) => Reply | Fault | undefined | Promise<Reply | Fault>;

export class OpenAiServer {
  /** Ends in /v1: the value of OPENAI_BASE_URL. */
  readonly url: string;
  readonly requests: RecordedRequest[] = [];
  /** Requests that nothing was scripted for. */
  unscripted = 0;
  onChat: Scripted<ChatReply, ChatRequest> = () => undefined;
  onEmbeddings: Scripted<EmbeddingReply, EmbeddingRequest> = () => ({});
  onRerank: Scripted<RerankReply, RerankRequest> = () => ({});
  onModels: () => Fault | undefined = () => undefined;
  readonly #chats: (ChatReply | Fault)[] = [];
  readonly #embeddings: (EmbeddingReply | Fault)[] = [];
  readonly #reranks: (RerankReply | Fault)[] = [];
  readonly #options: OpenAiServerOptions;
  readonly #stop: () => Promise<void>;
  readonly #began = performance.now();
  #replies = 0;

  constructor(url: string, options: OpenAiServerOptions, stop: () => Promise<void>) {
    this.url = url;
    this.#options = options;
    this.#stop = stop;
  }

  queueChat(...replies: (ChatReply | Fault)[]): void {
    this.#chats.push(...replies);
  }

  queueEmbeddings(...replies: (EmbeddingReply | Fault)[]): void {
    this.#embeddings.push(...replies);
  }

  queueRerank(...replies: (RerankReply | Fault)[]): void {
    this.#reranks.push(...replies);
  }

  requestsTo(path: string): RecordedRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  get chatRequests(): ChatRequest[] {
    return this.requestsTo('/chat/completions').map(({ body }) => describeChat(body));
  }

  /** Scripted replies that nobody asked for yet. */
  get queued(): number {
    return this.#chats.length + this.#embeddings.length + this.#reranks.length;
  }

  /** Forgets requests, queues and handlers. */
  reset(): void {
    for (const list of [this.requests, this.#chats, this.#embeddings, this.#reranks]) list.length = 0;
    this.unscripted = 0;
    this.onChat = () => undefined;
    this.onEmbeddings = () => ({});
    this.onRerank = () => ({});
    this.onModels = () => undefined;
  }

  close(): Promise<void> {
    return this.#stop();
  }

  /** @internal */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/^\/v1(?=\/)/, '').replace(/\?.*$/, '');
    const body = parse(await readBody(request));
    const record: RecordedRequest = {
      path,
      headers: request.headers,
      body,
      at: performance.now() - this.#began,
      status: 0,
      aborted: false,
    };
    this.requests.push(record);
    response.once('close', () => {
      record.status = response.headersSent ? response.statusCode : 0;
      record.aborted = !response.writableFinished;
    });
    const { apiKey } = this.#options;
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`)
      return writeFault(response, { fault: 'status', status: 401, message: 'Incorrect API key provided' });
    if (path === '/models') return this.#models(response);
    if (path === '/chat/completions') return this.#chat(body, response);
    if (path === '/embeddings') return this.#embed(body as EmbeddingRequest, response);
    if (path === '/rerank') return this.#rerank(body as RerankRequest, response);
    return writeFault(response, { fault: 'status', status: 404, message: `no such path: ${path}` });
  }

  #models(response: ServerResponse): Promise<void> | void {
    const fault = this.onModels();
    if (fault) return writeFault(response, fault);
    const data = (this.#options.models ?? ['scripted']).map((id) => ({ id, object: 'model' }));
    sendJson(response, { object: 'list', data });
  }

  async #chat(body: unknown, response: ServerResponse): Promise<void> {
    const request = describeChat(body);
    const refusal = this.#unknown(request.model) ?? refuseChat(request);
    if (refusal !== null) return writeFault(response, refusal);
    const reply = this.#chats.shift() ?? (await this.onChat(request));
    if (reply === undefined) {
      this.unscripted += 1;
      return writeFault(response, { fault: 'status', status: 501, message: 'nothing is scripted' });
    }
    if (isFault(reply)) return writeFault(response, reply, request.stream);
    this.#replies += 1;
    return writeChat(response, request, reply, {
      number: this.#replies,
      usage: this.#options.usage ?? 'asked',
    });
  }

  async #embed(request: EmbeddingRequest, response: ServerResponse): Promise<void> {
    const unknown = this.#unknown(request.model);
    if (unknown !== null) return writeFault(response, unknown);
    const reply = this.#embeddings.shift() ?? (await this.onEmbeddings(request)) ?? {};
    if (isFault(reply)) return writeFault(response, reply);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(embeddingsOf(request, reply, this.#options.dimensions ?? 32));
  }

  async #rerank(request: RerankRequest, response: ServerResponse): Promise<void> {
    const unknown = this.#unknown(request.model);
    if (unknown !== null) return writeFault(response, unknown);
    const reply = this.#reranks.shift() ?? (await this.onRerank(request)) ?? {};
    if (isFault(reply)) return writeFault(response, reply);
    sendJson(response, rankingOf(request, reply));
  }

  #unknown(model: string): Fault | null {
    const { models } = this.#options;
    if (models === undefined || models.includes(model)) return null;
    return { fault: 'status', status: 404, message: `The model ${model} does not exist` };
  }
}

/** Listens on 127.0.0.1. Close it at the end: open connections are cut. */
export async function startOpenAiServer(options: OpenAiServerOptions = {}): Promise<OpenAiServer> {
  const http = createServer((request, response) => {
    scripted.handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const scripted = new OpenAiServer(`http://127.0.0.1:${address.port}/v1`, options, () => {
    const closed = new Promise<void>((resolve) => void http.close(() => resolve()));
    http.closeAllConnections();
    return closed;
  });
  return scripted;
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
