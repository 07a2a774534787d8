import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { McpTool } from './tools.ts';

export interface McpServerOptions {
  readonly tools: readonly McpTool[];
  readonly version: string;
  /** Told of a fault inside; what was sent is not passed on. */
  readonly onFault: (error: unknown) => void;
  /** Raised when nobody waits any longer, beside the protocol's own sign. */
  readonly signal?: AbortSignal;
}

const instructions =
  '政府公报问答。居民问政策时先用 ask，并原样给出回答、提示和出处；要核对时用 read_clause 和 document_status。已过期、废止、未生效的规定不能当作现行依据；没有查到就直说，请居民拨打12345。';
const fault = '服务器出了问题，请过一会儿再试。';

/** A server for one connection. The tools read their own arguments, since a calculator takes more than its schema says. */
export function createMcpServer({ tools, version, onFault, signal }: McpServerOptions): McpServer {
  const mcp = new McpServer(
    { name: 'wenzheng', title: '问政', version },
    { capabilities: { tools: {} }, instructions },
  );
  mcp.server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, inputSchema }) => ({
      name,
      title,
      description,
      inputSchema: { ...inputSchema, type: 'object' as const },
      annotations: { title, readOnlyHint: true, openWorldHint: false },
    })),
  }));
  mcp.server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = tools.find(({ name }) => name === params.name);
    // Of a name that came from outside no more than a little is repeated.
    if (tool === undefined)
      throw new McpError(ErrorCode.InvalidParams, `没有工具 ${params.name.slice(0, 60)}`);
    try {
      const until = signal === undefined ? extra.signal : AbortSignal.any([signal, extra.signal]);
      const { text, data, isError = false } = await tool.call(params.arguments ?? {}, until);
      return { content: [{ type: 'text', text }], structuredContent: { ...data }, isError };
    } catch (error) {
      onFault(error);
      return { content: [{ type: 'text', text: fault }], structuredContent: { error: fault }, isError: true };
    }
  });
  return mcp;
}
