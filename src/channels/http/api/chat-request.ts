/** What a chat front end sends, read as OpenAI's API has it: only what the user wrote counts. @module */
import { z } from 'zod';
import { maxQuestionLength } from '../../../answering/intake.ts';
import type { Question } from '../../../answering/answer.ts';
import { maskQuestion } from '../../../conversations/mask-typed.ts';
import { rememberedQuestions } from '../read-question.ts';

export const chatModelName = 'wenzheng';

const textPart = z.object({ type: z.literal('text'), text: z.string() });
const messageSchema = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() })), z.null()]).optional(),
});
/** Settings of how a model writes are taken and change nothing: the words rest on the gazettes. */
const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema).min(1).max(1000),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.number().nullish(),
  tools: z.array(z.unknown()).nullish(),
  functions: z.array(z.unknown()).nullish(),
  response_format: z.looseObject({ type: z.string() }).nullish(),
});

export interface ChatRequest {
  /** Masked: the last message of the user; the earlier ones are its context. */
  readonly question: Question;
  readonly isStream: boolean;
  /** The stream ends with a chunk that holds nothing but the usage. */
  readonly streamsUsage: boolean;
}

export interface ChatFault {
  /** As OpenAI's clients know it. */
  readonly code: string;
  readonly parameter: string | null;
  /** One Chinese sentence. */
  readonly message: string;
  readonly status: 400 | 404;
}

const fault = (code: string, parameter: string | null, message: string, status: 400 | 404 = 400) => ({
  fault: { code, parameter, message, status } satisfies ChatFault,
});

export function readChatRequest(
  json: unknown,
): { readonly request: ChatRequest } | { readonly fault: ChatFault } {
  const parsed = requestSchema.safeParse(json);
  if (!parsed.success) {
    const parameter = String(parsed.error.issues[0]?.path[0] ?? 'body');
    return fault('invalid_value', parameter, `${parameter} 的写法不对，请按 OpenAI 的 chat completions 写。`);
  }
  const { model, messages, stream, stream_options: streamOptions } = parsed.data;
  if (model !== chatModelName)
    return fault('model_not_found', 'model', `没有这个模型，只有 ${chatModelName}。`, 404);
  const unsupported = unsupportedIn(parsed.data);
  if (unsupported !== null) return unsupported;
  const said: string[] = [];
  for (const { role, content } of messages) {
    if (role !== 'user') continue;
    const text = textOf(content ?? '');
    if (text === null)
      return fault('unsupported_content', 'messages', '只看得懂文字，请不要发图片、语音或文件。');
    said.push(text);
  }
  const last = said.at(-1)?.trim() ?? '';
  if (last === '')
    return fault('missing_question', 'messages', '没有用户的问题，请在最后一条 user 消息里写上。');
  if (last.length > maxQuestionLength)
    return fault(
      'context_length_exceeded',
      'messages',
      `问题超过${maxQuestionLength}个字，请写短一些；一次问一件事。`,
    );
  const context = said
    .slice(0, -1)
    .filter((text) => text.trim() !== '')
    .slice(-rememberedQuestions)
    .map((text) => maskQuestion(text).text);
  return {
    request: {
      question: { q: maskQuestion(last).text, context },
      isStream: stream === true,
      streamsUsage: streamOptions?.include_usage === true,
    },
  };
}

function unsupportedIn(request: z.infer<typeof requestSchema>): { readonly fault: ChatFault } | null {
  const { tools, functions, n, response_format: format } = request;
  if ((tools ?? []).length > 0 || (functions ?? []).length > 0)
    return fault('unsupported_parameter', 'tools', '这里不能带工具（tools、functions），请去掉再发。');
  if ((n ?? 1) !== 1) return fault('unsupported_parameter', 'n', '一个问题只有一个回答，请去掉 n。');
  if ((format?.type ?? 'text') !== 'text')
    return fault('unsupported_parameter', 'response_format', '回答只有文字；要 JSON 请用 POST /api/v1/ask。');
  return null;
}

/** null where something other than text is among it. */
function textOf(content: string | readonly { readonly type: string }[]): string | null {
  if (typeof content === 'string') return content;
  const parts = content.map((part) => textPart.safeParse(part));
  if (parts.some(({ success }) => !success)) return null;
  return parts.map(({ data }) => data?.text ?? '').join('\n');
}
