/** What an error of a client says about the endpoint: what to do next, and what to tell whoever runs the program. @module */
import type { ModelFallback } from '../answering/answer.ts';
import { ModelUnavailable } from './model-unavailable.ts';

export interface EndpointFault {
  readonly reason: ModelFallback;
  /** HTTP status; null where none came. */
  readonly status: number | null;
  /** The same request may succeed in a moment. */
  readonly isPassing: boolean;
  /** The endpoint is not in order, so that others need not try it too; false for a request that it did not like. */
  readonly isEndpoint: boolean;
  /** As long as the endpoint asks to be left alone. */
  readonly retryAfterMs: number | null;
}

/** @param hasBegun Part of the reply was there already. */
export function describeFault(error: unknown, hasBegun = false): EndpointFault {
  const status = statusIn(error);
  const retryAfterMs = retryAfterOf(error);
  const fault = { status, isPassing: false, isEndpoint: true, retryAfterMs };
  if (error instanceof ModelUnavailable) {
    const isEndpoint = ['timeout', 'unreachable', 'broken_off'].includes(error.reason);
    return { ...fault, reason: error.reason, isEndpoint };
  }
  if (isTimeout(error)) return { ...fault, reason: 'timeout' };
  if (status !== null) {
    if (status === 408 || status === 429 || status >= 500)
      return { ...fault, reason: hasBegun ? 'broken_off' : 'unreachable', isPassing: !hasBegun };
    if ([401, 403, 404, 405].includes(status)) return { ...fault, reason: 'unreachable' };
    return { ...fault, reason: 'fault', isEndpoint: false };
  }
  // No JSON where a reply was to come: another kind of service answers.
  if (error instanceof SyntaxError) return { ...fault, reason: 'broken_off' };
  return { ...fault, reason: hasBegun ? 'broken_off' : 'unreachable', isPassing: !hasBegun };
}

/** Whether the request was refused as such (400, 413, 422): another one, shorter or plainer, may pass. */
export function isRefusedRequest(error: unknown): boolean {
  return [400, 413, 422].includes(statusIn(error) ?? 0);
}

/**
 * Half a sentence for whoever runs the program, without a full stop; nothing that the endpoint wrote.
 * @param settings What the names of the address and the key begin with.
 */
export function explainFault(
  error: unknown,
  settings: 'OPENAI' | 'WENZHENG_EMBEDDING' | 'WENZHENG_RERANK' = 'OPENAI',
): string {
  const { reason, status } = describeFault(error);
  const own = settings === 'OPENAI' ? '' : `、${settings}`;
  const key = `OPENAI_API_KEY${own === '' ? '' : `${own}_API_KEY`}`;
  const address = `OPENAI_BASE_URL${own === '' ? '' : `${own}_BASE_URL`}`;
  if (status === 401 || status === 403) return `密钥不被接受（HTTP ${status}），请检查 ${key}`;
  if (status === 404)
    return `地址或模型名称不存在（HTTP 404），请检查 ${address}（一般以 /v1 结尾）和模型名称`;
  if (status === 429) return '服务说请求太多或额度用完（HTTP 429），请稍后再试，或检查额度';
  if (status !== null) return `服务返回 HTTP ${status}，请检查模型服务`;
  if (reason === 'timeout') return '在时限内没有回答，请检查模型服务和网络';
  if (reason === 'broken_off') return `回答到一半断了，或不是 OpenAI 兼容的格式，请检查 ${address}`;
  if (reason === 'empty') return '回答是空的，请检查模型名称和模型服务';
  return `连不上，请检查 ${address} 和网络`;
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    // LangChain renames the client's; AbortSignal.timeout brings a DOMException of that name.
    (error.name === 'TimeoutError' || error.constructor.name === 'APIConnectionTimeoutError')
  );
}

/** LangChain puts some of the client's errors inside its own, such as that of a request too long for the model. */
function statusIn(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('status' in error && typeof error.status === 'number') return error.status;
  return 'cause' in error ? statusIn(error.cause) : null;
}

function retryAfterOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('headers' in error)) return null;
  const { headers } = error;
  const given = headers instanceof Headers ? headers.get('retry-after') : null;
  const seconds = given === null ? Number.NaN : Number(given);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
