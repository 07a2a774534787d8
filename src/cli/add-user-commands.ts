import type { CommandTools } from './command-tools.ts';

const examples = `
例：wenzheng user add lifang --role admin --display 李芳
    wenzheng user add wangwu --role operator clerk --display 王五
    wenzheng user list`;
const roleOption = [
  '--role <ROLE...>',
  '角色，可以写几个：operator 坐席、clerk 窗口、editor 编辑、admin 管理员',
] as const;
const passwordOption = [
  '--password',
  '自己设密码：在终端里输入（不显示出来），或从标准输入读一行；不写就生成一个，只显示一次',
] as const;

const commands = () => import('../channels/terminal/user-command.ts');

/** wenzheng user add | list | roles | disable | enable | reset-password */
export function addUserCommands({ command, finish, context }: CommandTools): void {
  const user = command('user', '工作台的账号').addHelpText('after', examples);
  const ofAccount = (name: string, description: string) =>
    command(name, description, user).argument('<name>', '登录名');

  command('add', '建立账号；第一个管理员就这样建立', user)
    .argument('<name>', '登录名，用英文字母和数字')
    .requiredOption(...roleOption)
    .option('--display <NAME>', '姓名，居民和操作记录里看到的（默认：同登录名）')
    .option(...passwordOption)
    .action(async (name: string, options: { role: string[]; display?: string; password?: boolean }) => {
      finish(await (await commands()).runUserAdd(name, options, context()));
    });
  command('list', '列出账号', user)
    .option('--json', '输出 JSON，一行一个')
    .action(async (options: { json?: boolean }) => {
      finish(await (await commands()).runUserList(options, context()));
    });
  ofAccount('roles', '修改角色')
    .requiredOption(...roleOption)
    .action(async (name: string, { role }: { role: string[] }) => {
      finish(await (await commands()).runUserRoles(name, role, context()));
    });
  ofAccount('disable', '停用：立即退出，不能再登录；记录都保留').action(async (name: string) => {
    finish(await (await commands()).runUserDisable(name, true, context()));
  });
  ofAccount('enable', '恢复使用').action(async (name: string) => {
    finish(await (await commands()).runUserDisable(name, false, context()));
  });
  ofAccount('reset-password', '重置密码；原来的登录都失效')
    .option(...passwordOption)
    .action(async (name: string, options: { password?: boolean }) => {
      finish(await (await commands()).runUserResetPassword(name, options, context()));
    });
}
