/** The chat endpoint of the scripted model server: what is refused, and how replies are written. @module */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './openai-faults.ts';

export interface ChatMessage {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { name: string; arguments: string };
  }[];
  readonly tool_call_id?: string;
}

/** A request to /chat/completions as scripts see it. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly stream: boolean;
  /** Names of the tools that were offered. */
  readonly tools: readonly string[];
  /** Text of the last message. */
  readonly lastText: string;
  /** Texts of all messages, one after another: to see what was sent. */
  readonly allText: string;
  /** The body as it came. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface ScriptedCall {
  readonly name: string;
  /** A string is sent as it is. */
  readonly arguments: unknown;
  /** Default: one of its own for every call. */
  readonly id?: string;
}

export interface ReplyOptions {
  readonly reasoning?: string;
  readonly finishReason?: string;
  /** null: the server counts nothing. Default: a token a character. */
  readonly usage?: { readonly input: number; readonly output: number } | null;
  readonly ids?: 'unique' | 'constant' | 'missing';
  readonly pieceLength?: number;
  readonly pieceDelayMs?: number;
  readonly breakAfter?: number;
  readonly stallAfter?: number;
  /** Sent first, as they are, when streamed: fields that only some servers know. */
  readonly deltas?: readonly object[];
}

export interface ChatReply extends ReplyOptions {
  readonly text: string;
  readonly toolCalls: readonly ScriptedCall[];
}

export function say(text: string, options: ReplyOptions = {}): ChatReply {
  return { text, toolCalls: [], ...options };
}

export function callTools(...toolCalls: ScriptedCall[]): ChatReply {
  return { text: '', toolCalls };
}

/** With options, and with words beside the calls. */
callTools.with = (
  options: ReplyOptions & { readonly text?: string },
  ...toolCalls: ScriptedCall[]
): ChatReply => ({
  text: '',
  toolCalls,
  ...options,
});

export function describeChat(body: unknown): ChatRequest {
  const raw = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const messages = (Array.isArray(raw['messages']) ? raw['messages'] : []) as ChatMessage[];
  const tools = (Array.isArray(raw['tools']) ? raw['tools'] : []) as { function?: { name?: string } }[];
  const texts = messages.map(({ content }) => textOf(content));
  return {
    model: typeof raw['model'] === 'string' ? raw['model'] : '',
    messages,
    stream: raw['stream'] === true,
    tools: tools.map((tool) => tool.function?.name ?? ''),
    lastText: texts.at(-1) ?? '',
    allText: texts.join('\n'),
    raw,
  };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return (content as { text?: string }[]).map(({ text }) => text ?? '').join('');
}

const refuse = (message: string): Fault => ({ fault: 'status', status: 400, message });

/** What OpenAI refuses, and servers in its likeness too. */
export function refuseChat({ messages }: ChatRequest): Fault | null {
  if (messages.length === 0) return refuse('messages is empty');
  let waiting: string[] = [];
  for (const { role, tool_calls: calls, tool_call_id: id } of messages) {
    if (role === 'tool') {
      if (!waiting.includes(id ?? '')) return refuse(`tool message without a call: ${id}`);
      waiting = waiting.filter((call) => call !== id);
    } else {
      if (waiting.length > 0) return refuse(`tool calls without a result: ${waiting.join()}`);
      waiting = (calls ?? []).map((call) => call.id);
    }
  }
  return waiting.length > 0 ? refuse(`tool calls without a result: ${waiting.join()}`) : null;
}

interface Numbering {
  /** Counts the replies of the server. */
  readonly number: number;
  readonly usage: 'asked' | 'always' | 'never';
}

export async function writeChat(
  response: ServerResponse,
  request: ChatRequest,
  reply: ChatReply,
  { number, usage: when }: Numbering,
): Promise<void> {
  const id = { unique: `chatcmpl-${number}`, constant: 'chatcmpl-0', missing: undefined }[
    reply.ids ?? 'unique'
  ];
  const calls = reply.toolCalls.map((call, index) => ({
    index,
    id: call.id ?? `call_${number}_${index}`,
    type: 'function',
    function: {
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    },
  }));
  const finishReason = reply.finishReason ?? (calls.length > 0 ? 'tool_calls' : 'stop');
  const counted = reply.usage === undefined ? countCharacters(request, reply, calls) : reply.usage;
  const usage = counted && {
    prompt_tokens: counted.input,
    completion_tokens: counted.output,
    total_tokens: counted.input + counted.output,
  };
  const head = { ...(id === undefined ? {} : { id }), created: 1_700_000_000, model: request.model };
  if (!request.stream) {
    if (reply.stallAfter !== undefined) return;
    if (reply.breakAfter !== undefined) return void response.socket?.resetAndDestroy();
    response.writeHead(200, { 'content-type': 'application/json' });
    const message = {
      role: 'assistant',
      content: reply.text === '' ? null : reply.text,
      ...(reply.reasoning === undefined ? {} : { reasoning_content: reply.reasoning }),
      ...(calls.length === 0
        ? {}
        : {
            tool_calls: calls.map(({ id: call, type, function: made }) => ({
              id: call,
              type,
              function: made,
            })),
          }),
    };
    const choices = [{ index: 0, message, finish_reason: finishReason }];
    return void response.end(
      JSON.stringify({ ...head, object: 'chat.completion', choices, ...(usage && { usage }) }),
    );
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const event = (value: object): void =>
    void response.write(
      `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...value })}\n\n`,
    );
  const deltas = piecesOf(reply, calls);
  for (const [place, delta] of deltas.entries()) {
    if (place === reply.breakAfter) return cutOff(response);
    if (place === reply.stallAfter) return;
    if (reply.pieceDelayMs !== undefined) await sleep(reply.pieceDelayMs);
    if (response.destroyed) return;
    event({ choices: [{ index: 0, delta, finish_reason: null }] });
  }
  if (reply.breakAfter !== undefined) return cutOff(response);
  if (reply.stallAfter !== undefined) return;
  event({ choices: [{ index: 0, delta: {}, finish_reason: finishReason }] });
  const asked =
    (request.raw['stream_options'] as { include_usage?: boolean } | undefined)?.include_usage === true;
  if (usage && (when === 'always' || (when === 'asked' && asked))) event({ choices: [], usage });
  response.end('data: [DONE]\n\n');
}

/** What was written before reaches the client first. */
async function cutOff(response: ServerResponse): Promise<void> {
  await sleep(20);
  response.socket?.resetAndDestroy();
}

type FragmentedCall = {
  index: number;
  id: string;
  type: string;
  function: { name: string; arguments: string };
};

function piecesOf(reply: ChatReply, calls: readonly FragmentedCall[]): object[] {
  const length = reply.pieceLength ?? 7;
  const cut = (text: string): string[] => text.match(new RegExp(`[\\s\\S]{1,${length}}`, 'gu')) ?? [];
  return [
    { role: 'assistant', content: '' },
    ...(reply.deltas ?? []),
    ...cut(reply.reasoning ?? '').map((piece) => ({ reasoning_content: piece })),
    ...cut(reply.text).map((content) => ({ content })),
    ...calls.flatMap(({ index, function: { name, arguments: text }, ...call }) => [
      { tool_calls: [{ index, ...call, function: { name, arguments: '' } }] },
      ...cut(text).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ]),
  ];
}

function countCharacters(request: ChatRequest, reply: ChatReply, calls: readonly FragmentedCall[]) {
  const output = reply.text.length + calls.reduce((sum, call) => sum + call.function.arguments.length, 0);
  return { input: request.allText.length, output };
}
