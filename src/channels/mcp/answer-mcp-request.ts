import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { createMcpServer, type McpServerOptions } from './create-mcp-server.ts';

/**
 * One message over streamable HTTP. Nothing is kept between two requests, so that any process may answer the next.
 * @param message its JSON, not a batch.
 */
export async function answerMcpRequest(
  request: Request,
  message: unknown,
  options: McpServerOptions,
): Promise<Response> {
  const server = createMcpServer({ ...options, signal: request.signal });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody: message });
  } finally {
    await server.close();
  }
}
