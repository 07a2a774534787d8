import type { CommandTools } from './command-tools.ts';

const examples = `
例：wenzheng store purge
    wenzheng store export --user telegram:123456789 -o 记录.json
    wenzheng store delete --user 12 --yes
    wenzheng store backup /备份/wenzheng-1130.db`;
const user = ['--user <WHO>', '哪个居民：telegram:用户编号、转人工的编号或对话编号'] as const;

const commands = () => import('../channels/terminal/store-command.ts');

/** wenzheng store purge | export | delete | backup */
export function addStoreCommands({ command, finish, context }: CommandTools): void {
  const store = command('store', '保存的对话：清理、导出、删除、备份').addHelpText('after', examples);

  command('purge', '删除超过保存期限的（服务运行时每天自动做一次）', store)
    .option('--json', '输出 JSON')
    .action(async (options: { json?: boolean }) => {
      finish(await (await commands()).runStorePurge(options, context()));
    });
  command('export', '导出一个居民的全部记录（JSON）', store)
    .requiredOption(...user)
    .option('-o, --output <FILE>', '写到哪个文件（默认：标准输出）')
    .action(async (options: { user: string; output?: string }) => {
      finish(await (await commands()).runStoreExport(options, context()));
    });
  command('delete', '删除一个居民的全部记录；不加 --yes 只说会删除什么', store)
    .requiredOption(...user)
    .option('--yes', '确认删除')
    .action(async (options: { user: string; yes?: boolean }) => {
      finish(await (await commands()).runStoreDelete(options, context()));
    });
  command('backup <file>', '把内置数据库备份成一个文件；服务运行时也可以', store).action(
    async (file: string) => {
      finish(await (await commands()).runStoreBackup(file, context()));
    },
  );
}
