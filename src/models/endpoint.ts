/** The OpenAI-compatible services that models are asked at, and how their client is set up. @module */
import type { ClientOptions } from 'openai';
import type { Config, Secret } from '../config.ts';
import { limitedFetch, type ReplyLimits } from './limited-fetch.ts';

export interface Endpoint {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: Secret | undefined;
}

/** What the settings say of a model. */
export interface NamedModel {
  readonly endpoint: Endpoint;
  /** As the endpoint calls it. */
  readonly model: string;
}

/** null: no address is set, or nobody has allowed that anything is sent there. */
export function endpointOf(
  config: Pick<Config, 'OPENAI_BASE_URL' | 'OPENAI_API_KEY' | 'WENZHENG_SEND_TO_MODEL'>,
): Endpoint | null {
  if (!config.WENZHENG_SEND_TO_MODEL || config.OPENAI_BASE_URL === undefined) return null;
  return { baseUrl: config.OPENAI_BASE_URL, apiKey: config.OPENAI_API_KEY };
}

/** null: no such model is set, or nobody has allowed that anything is sent. A key only goes to the address that it is for. */
export function auxiliaryModelOf(config: Config, kind: 'EMBEDDING' | 'RERANK'): NamedModel | null {
  const model = config[`WENZHENG_${kind}_MODEL`];
  const baseUrl = config[`WENZHENG_${kind}_BASE_URL`];
  if (!config.WENZHENG_SEND_TO_MODEL || model === undefined) return null;
  const endpoint =
    baseUrl === undefined ? endpointOf(config) : { baseUrl, apiKey: config[`WENZHENG_${kind}_API_KEY`] };
  return endpoint === null ? null : { endpoint, model };
}

/** Bytes: vectors of some thousand numbers for a whole batch of texts are no more. */
const longestReply = 16_000_000;

/**
 * Nothing that the client would look up by itself; it prints nothing (it prints pieces of replies that it cannot parse),
 * and follows no redirection, which would carry a question to another host.
 */
export function clientOptions(
  { baseUrl, apiKey }: Endpoint,
  limits: ReplyLimits = { whole: longestReply },
): ClientOptions {
  return {
    baseURL: baseUrl,
    // The client insists on a key; services without keys do not look at it.
    apiKey: apiKey?.reveal() ?? 'none',
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    // Retries are ours: the client's would not know the time limit of the answer.
    maxRetries: 0,
    fetchOptions: { redirect: 'error' },
    fetch: limitedFetch(limits),
  };
}
