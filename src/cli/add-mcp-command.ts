import { readVersion } from '../config.ts';
import type { CommandTools } from './command-tools.ts';

/** wenzheng mcp */
export function addMcpCommand({ command, finish, context }: CommandTools): void {
  command('mcp', '作为 MCP 服务器，供本机的程序经标准输入输出使用').action(
    async (options: { corpus?: string; index?: string }) => {
      const { runMcp } = await import('../channels/terminal/mcp-command.ts');
      finish(await runMcp(options, readVersion(), context()));
    },
  );
}
