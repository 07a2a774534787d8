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
import { following } from '../../../editions/following.ts';

/** Each is counted, and closed, by itself. */
export type SystemDoor = 'api' | 'chat' | 'mcp';

export interface SystemDoorsOptions {
  readonly data: GazetteData;
  readonly tokens: Pick<ApiTokens, 'admit'>;
  /** Host names under which the doors may be asked, besides those of this machine; see {@link readHosts}. */
  readonly hosts: readonly string[];
  /** Of the program. */
  readonly version: string;
  readonly now: () => Date;
  /** What to tell while an administrator has closed the door; null: it is open. */
  readonly closed?: (door: SystemDoor) => string | null;
  /** Milliseconds between two signs of life in a stream. */
  readonly heartbeat?: number;
}

export function systemDoorsOf(parts: {
  readonly app: App;
  readonly store: Store;
  readonly config: Config;
  readonly now: () => Date;
  readonly closed?: SystemDoorsOptions['closed'];
}): SystemDoorsOptions {
  const { app, store, config, now, closed } = parts;
  return {
    data: following(app, () => createGazetteData(app)),
    tokens: createApiTokens({ store, now }),
    hosts: readHosts(config.WENZHENG_API_HOSTS, config.WENZHENG_HOST),
    version: readVersion(),
    now,
    ...(closed === undefined ? {} : { closed }),
  };
}

export interface DoorParts {
  /** Never throws. */
  readonly answer: (question: Question, way: AnswerWay, door: SystemDoor) => Promise<Answer>;
  readonly homeName: string;
  readonly logger: Pick<Logger, 'error'>;
  readonly trustProxy: boolean;
  readonly stopping: AbortSignal | undefined;
}

export function addSystemDoors(app: Hono, options: SystemDoorsOptions, parts: DoorParts): void {
  /** What one of the doors is handed. */
  const ofDoor = (door: SystemDoor) => ({
    ...options,
    ...parts,
    answer: (question: Question, way: AnswerWay) => parts.answer(question, way, door),
    closed: () => options.closed?.(door) ?? null,
  });
  const mcp = ofDoor('mcp');
  const tools = createMcpTools({
    data: options.data,
    answer: (question, signal) => mcp.answer(question, { signal }),
  });
  addJsonApi(app, ofDoor('api'));
  addChatCompletions(app, ofDoor('chat'));
  addMcpRoute(app, { ...mcp, tools });
}
