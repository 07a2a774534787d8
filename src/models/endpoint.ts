/** The OpenAI-compatible service that all models are asked at, and how its client is set up. @module */
import type { ClientOptions } from 'openai';
import type { Config, Secret } from '../config.ts';

export interface Endpoint {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: Secret | undefined;
}

/** null: no address is set, or nobody has allowed that anything is sent there. */
export function endpointOf(
  config: Pick<Config, 'OPENAI_BASE_URL' | 'OPENAI_API_KEY' | 'WENZHENG_SEND_TO_MODEL'>,
): Endpoint | null {
  if (!config.WENZHENG_SEND_TO_MODEL || config.OPENAI_BASE_URL === undefined) return null;
  return { baseUrl: config.OPENAI_BASE_URL, apiKey: config.OPENAI_API_KEY };
}

/**
 * Nothing that the client would look up by itself; it prints nothing (it prints pieces of replies that it cannot parse),
 * and follows no redirection, which would carry a question to another host.
 */
export function clientOptions({ baseUrl, apiKey }: Endpoint): ClientOptions {
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
  };
}
