/** The menu of commands, for setMyCommands: the transport sets one list for private chats and one for groups. @module */

export interface BotCommand {
  readonly command: string;
  /** At most 256 characters; short, for a narrow menu. */
  readonly description: string;
}

export const privateCommands: readonly BotCommand[] = [
  { command: 'start', description: '我是谁，可以怎么问' },
  { command: 'calc', description: '算一算您能得多少' },
  { command: 'sources', description: '收录了哪些公报和文件' },
  { command: 'doc', description: '看一份文件，后面写文号' },
  { command: 'human', description: '转给工作人员' },
  { command: 'new', description: '换一件事问' },
  { command: 'lang', description: '简体字或繁体字' },
  { command: 'forget', description: '删除我的全部记录' },
  { command: 'help', description: '我能做什么' },
];

/** Nothing personal: in a group everybody reads along. */
export const groupCommands: readonly BotCommand[] = privateCommands.filter(({ command }) =>
  ['sources', 'doc', 'help'].includes(command),
);
