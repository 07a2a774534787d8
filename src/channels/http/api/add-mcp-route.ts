/** MCP over streamable HTTP at /mcp; the SDK is loaded with the first message. @module */
import type { Hono } from 'hono';
import { faultOf, type Logger } from '../../../logger.ts';
import type { McpTool } from '../../mcp/tools.ts';
import { type ApiDoorOptions, createApiGuard, type Refuse } from './api-door.ts';

export interface McpRouteOptions extends Omit<ApiDoorOptions, 'refuse'> {
  readonly tools: readonly McpTool[];
  readonly version: string;
  readonly logger: Pick<Logger, 'error'>;
}

const maxBody = 64 * 1024;

const refuse: Refuse = (context, { status, message }) =>
  context.json({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, status);

export function addMcpRoute(app: Hono, options: McpRouteOptions): void {
  const { tools, version, logger } = options;
  const onFault = (error: unknown): void => logger.error(faultOf(error), 'a tool failed');
  app.post('/mcp', ...createApiGuard({ ...options, refuse }, null, maxBody), async (context) => {
    const message: unknown = await context.req.json().catch(() => undefined);
    // A batch would make many calls for one from the allowance; the protocol has none any more.
    if (message === undefined || Array.isArray(message))
      return refuse(context, {
        kind: 'bad_request',
        status: 400,
        message: '请求内容应是一条 JSON-RPC 消息。',
      });
    const scopes = context.get('apiToken')?.scopes ?? [];
    const { answerMcpRequest } = await import('../../mcp/answer-mcp-request.ts');
    return answerMcpRequest(context.req.raw, message, {
      tools: tools.filter(({ scope }) => scopes.includes(scope)),
      version,
      onFault,
    });
  });
  // No stream of the server's own and no session to end.
  app.all('/mcp', (context) => context.body(null, 405, { Allow: 'POST' }));
}
