/**
 * The chat model: LangChain's client for OpenAI-compatible endpoints, with retries before the first token, the breaker, the
 * budget, and the rule that half a reply is none. Replies are always streamed: asked for as a whole, the client would fetch
 * a table of tokens from the web to count them.
 * @module
 */
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { HumanMessage } from '@langchain/core/messages';
import { ChatOpenAICompletions } from '@langchain/openai';
import { z } from 'zod';
import type { AgentModel, ModelRequest, ModelTurn } from './agent.ts';
import { type BreakerOptions, createBreaker } from './breaker.ts';
import { clientOptions, type Endpoint } from './endpoint.ts';
import { describeFault, isRefusedRequest } from './endpoint-fault.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { ModelUnavailable } from './model-unavailable.ts';
import { readTurn } from './read-turn.ts';
import { type RetryOptions, withRetries } from './retry.ts';
import type { TokenBudget } from './token-budget.ts';

export interface ChatModelOptions {
  readonly endpoint: Endpoint;
  /** As the endpoint calls it. */
  readonly model: string;
  /** For one request; the answer as a whole has its own limit, by the request's signal. */
  readonly timeoutMs: number;
  readonly budget: TokenBudget;
  readonly retry?: Pick<RetryOptions, 'retries' | 'pauseMs'>;
  readonly breaker?: Omit<BreakerOptions, 'probe'>;
  /** Told of a fault that takes nothing from the answer: usage that could not be recorded. */
  readonly onFault?: (error: unknown) => void;
}

export interface ChatModel extends AgentModel {
  readonly isResting: boolean;
  /** A reply of a few tokens, past breaker and budget. @throws what the endpoint's fault is. */
  probe(signal: AbortSignal): Promise<void>;
}

/** Characters after which a reply is no answer any more, whatever it says. */
const longestReply = 20_000;
/** A reply with its thoughts, each token in an event of its own; a reply that comes in one event. */
const replyBytes = { whole: 8_000_000, line: 250_000 } as const;
/** Calls of tools in one reply; few of them are run. */
const mostCalls = 50;
/** Tokens set aside for a reply before it is there. */
const expectedReply = 1000;

/**
 * All that a service streams is text of the assistant: LangChain loses calls and usage where the first piece does not say so,
 * and writes to the standard output where the text comes in parts.
 */
class AssistantChat extends ChatOpenAICompletions {
  protected override _convertCompletionsDeltaToBaseMessageChunk(
    ...[delta, reply]: Parameters<ChatOpenAICompletions['_convertCompletionsDeltaToBaseMessageChunk']>
  ): ReturnType<ChatOpenAICompletions['_convertCompletionsDeltaToBaseMessageChunk']> {
    const spoken = { ...delta, role: 'assistant', content: textOfParts(delta['content']) };
    // oxlint-disable-next-line no-underscore-dangle -- LangChain's own name
    return super._convertCompletionsDeltaToBaseMessageChunk(spoken, reply);
  }
}

const partsSchema = z.array(
  z.object({ type: z.literal('text'), text: z.string() }).catch({ type: 'text', text: '' }),
);

function textOfParts(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts = partsSchema.safeParse(content).data ?? [];
  return parts.map(({ text }) => text).join('');
}

export function createChatModel(options: ChatModelOptions): ChatModel {
  const { endpoint, model, budget } = options;
  const shared = {
    model,
    maxRetries: 0,
    configuration: clientOptions(endpoint, replyBytes),
    timeout: options.timeoutMs,
  };
  const usual = new AssistantChat({ ...shared, temperature: 0 });
  // Some models refuse a temperature, some services the wish to be told the usage; they get nothing that they need not have.
  const plain = new AssistantChat({ ...shared, streamUsage: false });
  let client = usual;
  /** Services without tools refuse a request that has some; what the engine found is shown to the model all the same. */
  let takesTools = true;
  const probing = new AssistantChat({ ...shared, maxTokens: 16, streamUsage: false });

  async function probe(signal: AbortSignal): Promise<void> {
    const stream = await probing.stream([new HumanMessage('你好')], { signal });
    let chunks = 0;
    for await (const chunk of stream) chunks += chunk.id === undefined && chunk.text === '' ? 0 : 1;
    if (chunks === 0) throw new ModelUnavailable('broken_off');
  }

  const breaker = createBreaker({ ...options.breaker, probe });

  /** The stream with its first piece there. */
  async function open(request: ModelRequest): Promise<AsyncIterable<AIMessageChunk>> {
    const { signal } = request;
    const stream = (chat: AssistantChat, tools: ModelRequest['tools']) =>
      (tools.length === 0 ? chat : chat.bindTools([...tools])).stream([...request.messages], { signal });
    return withRetries(
      async () => {
        const tools = takesTools ? request.tools : [];
        try {
          return await stream(client, tools);
        } catch (error) {
          if (!isRefusedRequest(error) && !speaksOfTools(error)) throw error;
          return openPlainer(stream, tools, error);
        }
      },
      { ...options.retry, signal },
    );
  }

  /** Without what a service may refuse; what it then takes is remembered. @param refusal Of the usual request. */
  async function openPlainer(
    stream: (chat: AssistantChat, tools: ModelRequest['tools']) => Promise<AsyncIterable<AIMessageChunk>>,
    tools: ModelRequest['tools'],
    refusal: unknown,
  ): Promise<AsyncIterable<AIMessageChunk>> {
    let error = refusal;
    if (client !== plain) {
      try {
        const opened = await stream(plain, tools);
        client = plain;
        return opened;
      } catch (second) {
        if (!isRefusedRequest(second) && !speaksOfTools(second)) throw second;
        error = second;
      }
    }
    if (tools.length === 0) throw error;
    const opened = await stream(plain, []);
    if (speaksOfTools(error)) {
      takesTools = false;
      client = plain;
    }
    return opened;
  }

  async function ask(request: ModelRequest): Promise<ModelTurn> {
    const input = estimateTokens(textOf(request));
    const reserved = await budget.reserve(request.userKey, input + expectedReply);
    if (reserved === null) throw new ModelUnavailable('budget');
    const progress = { hasBegun: false, length: 0, said: '' };
    let usage = { input: 0, output: 0 };
    try {
      const turn = await readTurn(watch(await open(request), progress), request.onText, request.onMistaken);
      usage = {
        input: turn.usage.input || input,
        output: turn.usage.output || estimateTokens(progress.said),
      };
      return { ...turn, usage };
    } catch (error) {
      const reason = reasonOf(error, progress.hasBegun, request.signal);
      // What was read and half written was worked for, and is counted by whoever runs the endpoint.
      if (progress.hasBegun || reason === 'timeout') usage = { input, output: estimateTokens(progress.said) };
      throw fail(error, progress.hasBegun, request.signal);
    } finally {
      await reserved.settle(usage).catch((error: unknown) => options.onFault?.(error));
    }
  }

  return {
    name: model,
    get isResting() {
      return breaker.isOpen;
    },
    turn: (request) => breaker.run(() => ask(request), request.signal),
    probe,
  };
}

/** Lets the pieces through, and refuses at the end what was not whole. @throws ModelUnavailable `broken_off` */
async function* watch(
  chunks: AsyncIterable<AIMessageChunk>,
  progress: { hasBegun: boolean; length: number; said: string },
): AsyncGenerator<AIMessageChunk> {
  let finish: unknown;
  const calls = new Set<number | undefined>();
  for await (const chunk of chunks) {
    progress.hasBegun = true;
    const thought = chunk.additional_kwargs['reasoning_content'];
    progress.said += chunk.text + (typeof thought === 'string' ? thought : '');
    progress.length += chunk.text.length + lengthOfCalls(chunk);
    for (const { index } of chunk.tool_call_chunks ?? []) calls.add(index);
    // A model that repeats itself without end.
    if (progress.length > longestReply || calls.size > mostCalls) throw new ModelUnavailable('empty');
    finish = chunk.response_metadata['finish_reason'] ?? finish;
    yield chunk;
  }
  // Cut by the length of the context or by a filter: what is missing may be the exception to the rule.
  if (finish === 'length' || finish === 'content_filter') throw new ModelUnavailable('empty');
  if (finish === undefined) throw new ModelUnavailable('broken_off');
}

/** Not where tools only made a request too long. */
const speaksOfTools = (error: unknown): boolean =>
  error instanceof Error &&
  /\btools?\b|\bfunction|工具|函数/i.test(error.message) &&
  !/context|length|too long|长度|过长|超出/i.test(error.message);

function lengthOfCalls({ tool_call_chunks: calls = [] }: AIMessageChunk): number {
  return calls.reduce((sum, { args }) => sum + (args?.length ?? 0), 0);
}

function reasonOf(error: unknown, hasBegun: boolean, signal: AbortSignal) {
  if (signal.aborted) {
    const cause: unknown = signal.reason;
    if (cause instanceof ModelUnavailable) return cause.reason;
    return describeFault(cause).reason === 'timeout' ? 'timeout' : 'aborted';
  }
  return describeFault(error, hasBegun).reason;
}

/** The error with its reason; one that the client itself knows best stays as it is, for the breaker to look at its status. */
function fail(error: unknown, hasBegun: boolean, signal: AbortSignal): unknown {
  const reason = reasonOf(error, hasBegun, signal);
  if (reason === 'fault' || error instanceof ModelUnavailable) return error;
  return new ModelUnavailable(reason, { cause: error });
}

function textOf({ messages, tools }: ModelRequest): string {
  const said = messages.map((message: BaseMessage) => message.text);
  const described = tools.map(({ name, description }) => `${name}${description}`);
  return [...said, ...described].join('\n');
}
