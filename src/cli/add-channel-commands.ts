import type { CommandTools } from './command-tools.ts';

const examples = `
例：wenzheng channel list
    wenzheng channel off telegram --reason 回答有误，正在核对 --note 预计明天上午8点恢复。
    wenzheng channel on telegram
可以关的：web 网页问答、telegram、api（/api/ask、/api/v1）、chat（/v1）、mcp（/mcp）、model 人工智能模型`;

const commands = () => import('../channels/terminal/channel-command.ts');

/** wenzheng channel off | on | list */
export function addChannelCommands({ command, finish, context }: CommandTools): void {
  const channel = command('channel', '关闭、打开渠道；运行中的服务几秒内跟上').addHelpText('after', examples);

  command('off', '关闭一个渠道', channel)
    .argument('<name>', '哪一个：web、telegram、api、chat、mcp、model')
    .requiredOption('--reason <TEXT>', '原因，记在操作记录里')
    .option('--note <TEXT>', '另外给居民的一句话')
    .action(async (name: string, options: { reason: string; note?: string }) => {
      finish(await (await commands()).runChannelOff(name, options, context()));
    });
  command('on', '打开一个渠道', channel)
    .argument('<name>', '哪一个')
    .option('--reason <TEXT>', '原因，记在操作记录里')
    .action(async (name: string, options: { reason?: string }) => {
      finish(await (await commands()).runChannelOn(name, options, context()));
    });
  command('list', '列出开着和关着的', channel)
    .option('--json', '输出 JSON，一行一个')
    .action(async (options: { json?: boolean }) => {
      finish(await (await commands()).runChannelList(options, context()));
    });
}
