/** wenzheng mcp: the gazettes for a program of this machine. Who may start it may read the folders anyway: no token. @module */
import { withoutRemoved } from '../../answering/reply.ts';
import { createGazetteData } from '../gazette-data/gazette-data.ts';
import { runMcpStdio } from '../mcp/run-mcp-stdio.ts';
import { createMcpTools } from '../mcp/tools.ts';
import type { FolderOptions } from './folders.ts';
import { openApp } from './open-app.ts';
import type { CommandContext } from './open-store.ts';
import { withSwitches } from './with-switches.ts';

/** @returns exit code. */
export function runMcp(options: FolderOptions, version: string, context: CommandContext): Promise<number> {
  return withSwitches(context, true, async ({ isModelAllowed, closed }) => {
    const app = await openApp(options, isModelAllowed);
    const tools = createMcpTools({
      data: createGazetteData(app),
      answer: async (question, signal) => withoutRemoved(await app.reply(question, { signal })),
    });
    await runMcpStdio({
      tools: tools.map((tool) => ({
        ...tool,
        call(given, signal) {
          const sentence = closed('mcp');
          return sentence === null
            ? tool.call(given, signal)
            : { text: sentence, data: { error: sentence }, isError: true };
        },
      })),
      version,
      onFault,
    });
    return 0;
  });
}

/** Standard output is the protocol's. */
function onFault(error: unknown): void {
  process.stderr.write(`一个工具出错（${error instanceof Error ? error.name : typeof error}）。\n`);
}
