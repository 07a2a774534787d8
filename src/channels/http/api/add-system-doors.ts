/** All doors for other systems: JSON API, OpenAI-compatible chat, MCP. @module */
import type { Hono } from 'hono';
import type { Answer, Question } from '../../../answering/answer.ts';
import type { App } from '../../../app.ts';
import { type Config, readVersion } from '../../../config.ts';
import type { Logger } from '../../../logger.ts';
import { type ApiTokens, createApiTokens } from '../../../staff/api-tokens.ts';
import type { Store } from '../../../store/store.ts';
import { createGazetteData, type GazetteData } from '../../gazette-data/gazette-data.ts';
import { createMcpTools } from '../../mcp/tools.ts';
import type { AnswerWay } from '../chat-backend.ts';
import { addJsonApi } from './add-api-routes.ts';
import { addChatCompletions } from './add-chat-completions.ts';
import { addMcpRoute } from './add-mcp-route.ts';
import { readHosts } from './own-host.ts';

export interface SystemDoorsOptions {
  readonly data: GazetteData;
  readonly tokens: Pick<ApiTokens, 'admit'>;
  /** Host names under which the doors may be asked, besides those of this machine; see {@link readHosts}. */
  readonly hosts: readonly string[];
  /** Of the program. */
  readonly version: string;
  readonly now: () => Date;
  /** Milliseconds between two signs of life in a stream. */
  readonly heartbeat?: number;
}

export function systemDoorsOf(parts: {
  readonly app: App;
  readonly store: Store;
  readonly config: Config;
  readonly now: () => Date;
}): SystemDoorsOptions {
  const { app, store, config, now } = parts;
  return {
    data: createGazetteData(app),
    tokens: createApiTokens({ store, now }),
    hosts: readHosts(config.WENZHENG_API_HOSTS, config.WENZHENG_HOST),
    version: readVersion(),
    now,
  };
}

export interface DoorParts {
  /** Never throws. */
  readonly answer: (question: Question, way: AnswerWay) => Promise<Answer>;
  readonly homeName: string;
  readonly logger: Pick<Logger, 'error'>;
  readonly trustProxy: boolean;
  readonly stopping: AbortSignal | undefined;
}

export function addSystemDoors(app: Hono, options: SystemDoorsOptions, parts: DoorParts): void {
  const { answer } = parts;
  const tools = createMcpTools({
    data: options.data,
    answer: (question, signal) => answer(question, { signal }),
  });
  addJsonApi(app, { ...options, ...parts });
  addChatCompletions(app, { ...options, ...parts });
  addMcpRoute(app, { ...options, ...parts, tools });
}
