import type { CommandTools } from './command-tools.ts';

const examples = `
例：wenzheng token add 政务服务网 --scope ask,search
    wenzheng token add 业务系统 --scope calculate,documents --days 90 --per-minute 300
    wenzheng token list
    wenzheng token revoke 政务服务网`;

const commands = () => import('../channels/terminal/token-command.ts');

/** wenzheng token add | list | revoke */
export function addTokenCommands({ command, finish, context }: CommandTools): void {
  const token = command('token', '别的系统使用接口的令牌').addHelpText('after', examples);

  command('add', '建立令牌；只显示这一次', token)
    .argument('<name>', '名称，写明是哪个系统')
    .requiredOption(
      '--scope <SCOPE...>',
      '权限，可以写几个：ask 提问、search 检索、calculate 计算、documents 读文件',
    )
    .option('--days <N>', '有效天数', '365')
    .option('--per-minute <N>', '每分钟最多请求几次', '60')
    .action(async (name: string, options: { scope: string[]; days: string; perMinute: string }) => {
      finish(await (await commands()).runTokenAdd(name, options, context()));
    });
  command('list', '列出令牌：权限、到期、最后一次使用', token)
    .option('--json', '输出 JSON，一行一个')
    .action(async (options: { json?: boolean }) => {
      finish(await (await commands()).runTokenList(options, context()));
    });
  command('revoke', '撤销；立即失效，不能恢复', token)
    .argument('<name>', '名称')
    .action(async (name: string) => {
      finish(await (await commands()).runTokenRevoke(name, context()));
    });
}
