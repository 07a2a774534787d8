/**
 * The door for front ends that know OpenAI's chat API. A stream brings the answer when it is whole: what was said there
 * cannot be withdrawn, and an answer may still be replaced until its end.
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Answer, Question } from '../../../answering/answer.ts';
import { answerAsText } from '../../gazette-data/answer-as-text.ts';
import type { AnswerWay } from '../chat-backend.ts';
import { type ApiDoorOptions, type ApiRefusal, createApiGuard, type Refuse } from './api-door.ts';
import { chatModelName, type ChatRequest, readChatRequest } from './chat-request.ts';

export interface ChatCompletionsOptions extends Omit<ApiDoorOptions, 'refuse'> {
  /** Never throws. */
  readonly answer: (question: Question, way: AnswerWay) => Promise<Answer>;
  readonly now: () => Date;
  readonly stopping?: AbortSignal | undefined;
  /** Milliseconds between two signs of life in a stream. Default 15,000. */
  readonly heartbeat?: number;
}

/** Front ends send the whole conversation with every question. */
const maxBody = 512 * 1024;

const kinds: Readonly<Record<ApiRefusal['kind'], readonly [type: string, code: string]>> = {
  foreign_host: ['permission_error', 'host_not_allowed'],
  no_token: ['authentication_error', 'invalid_api_key'],
  wrong_token: ['authentication_error', 'invalid_api_key'],
  forbidden: ['permission_error', 'insufficient_permissions'],
  too_many: ['rate_limit_error', 'rate_limit_exceeded'],
  closed: ['server_error', 'service_unavailable'],
  too_large: ['invalid_request_error', 'request_too_large'],
  bad_request: ['invalid_request_error', 'invalid_json'],
  not_found: ['invalid_request_error', 'not_found'],
  internal: ['server_error', 'internal_error'],
};

const errorBody = (message: string, type: string, parameter: string | null, code: string) => ({
  error: { message, type, param: parameter, code },
});

const refuse: Refuse = (context, { kind, status, message }) => {
  const [type, code] = kinds[kind];
  return context.json(errorBody(message, type, null, code), status);
};

export function addChatCompletions(app: Hono, options: ChatCompletionsOptions): void {
  const guard = createApiGuard({ ...options, refuse }, 'ask', maxBody);
  const model = { id: chatModelName, object: 'model', created: 0, owned_by: 'wenzheng' };

  app.get('/v1/models', ...guard, (context) => context.json({ object: 'list', data: [model] }));
  app.get('/v1/models/:id', ...guard, (context) =>
    context.req.param('id') === chatModelName
      ? context.json(model)
      : context.json(
          errorBody(
            `没有这个模型，只有 ${chatModelName}。`,
            'invalid_request_error',
            'model',
            'model_not_found',
          ),
          404,
        ),
  );
  app.post('/v1/chat/completions', ...guard, async (context) => {
    const json: unknown = await context.req.json().catch(() => undefined);
    if (json === undefined)
      return refuse(context, { kind: 'bad_request', status: 400, message: '请求内容不是完整的 JSON。' });
    const read = readChatRequest(json);
    if ('fault' in read) {
      const { message, parameter, code, status } = read.fault;
      return context.json(errorBody(message, 'invalid_request_error', parameter, code), status);
    }
    return read.request.isStream
      ? streamCompletion(context, read.request, options)
      : completeAtOnce(context, read.request, options);
  });
  app.all('/v1/*', (context) =>
    refuse(context, {
      kind: 'not_found',
      status: 404,
      message: '没有这个接口，只有 POST /v1/chat/completions 和 GET /v1/models。',
    }),
  );
}

const failed: ApiRefusal = {
  kind: 'internal',
  status: 500,
  message: '系统出了点问题，这次没有答上来，请过一会儿再问一遍。',
};

async function completeAtOnce(
  context: Context,
  { question }: ChatRequest,
  { answer, now }: ChatCompletionsOptions,
): Promise<Response> {
  const head = headOf(now());
  const given = await answer(question, { signal: context.req.raw.signal });
  if (given.status === 'error_internal') return refuse(context, failed);
  return context.json({
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: answerAsText(given), refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: usageOf(given),
    wenzheng: besideText(given),
  });
}

function streamCompletion(
  context: Context,
  { question, streamsUsage }: ChatRequest,
  { answer, now, stopping, heartbeat = 15_000 }: ChatCompletionsOptions,
): Response | Promise<Response> {
  const head = { ...headOf(now()), object: 'chat.completion.chunk' };
  // Asked for by the client, each chunk has the field.
  const noUsage = streamsUsage ? { usage: null } : {};
  const response = streamSSE(context, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const write = (data: unknown): Promise<void> => stream.writeSSE({ data: JSON.stringify(data) });
    const choice = (delta: object, finish: string | null, more: object = {}) =>
      write({
        ...head,
        choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
        ...noUsage,
        ...more,
      });
    const alive = setInterval(() => void stream.write(': \n\n'), heartbeat);
    try {
      await choice({ role: 'assistant', content: '' }, null);
      const signal = stopping === undefined ? gone.signal : AbortSignal.any([gone.signal, stopping]);
      const given = await answer(question, { signal });
      if (given.status === 'error_internal') {
        await write(errorBody(failed.message, kinds.internal[0], null, kinds.internal[1]));
        return;
      }
      for (const paragraph of answerAsText(given).split(/(?<=\n)/))
        await choice({ content: paragraph }, null);
      await choice({}, 'stop', { wenzheng: besideText(given) });
      if (streamsUsage) await write({ ...head, choices: [], usage: usageOf(given) });
      await stream.writeSSE({ data: '[DONE]' });
    } finally {
      clearInterval(alive);
    }
  });
  // The stop of the server ends the response; a connection kept alive would hold it up.
  response.headers.set('Connection', 'close');
  // Said to nginx: hand on each event at once.
  response.headers.set('X-Accel-Buffering', 'no');
  return response;
}

const headOf = (at: Date) => ({
  id: `chatcmpl-${randomUUID()}`,
  created: Math.floor(at.getTime() / 1000),
  model: chatModelName,
  system_fingerprint: null,
});

/** Tokens that the model behind the answer used; none where the engine answered alone. */
function usageOf({ model }: Answer) {
  const { input, output } = model?.usage ?? { input: 0, output: 0 };
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

/** For programs that can show more than text. */
function besideText({ status, answer, notices, nextSteps, citations, calculation }: Answer) {
  return { status, answer, notices, nextSteps, citations, calculation };
}
