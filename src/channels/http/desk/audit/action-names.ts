/** What stands in the record of actions, as people read it; an action without a name is shown as it is. */
export const actionNames: Readonly<Record<string, string>> = {
  'staff.sign-in': '登录',
  'staff.sign-in-failed': '登录失败',
  'staff.sign-out': '退出',
  'staff.password': '修改自己的密码',
  'staff.create': '建立账号',
  'staff.disable': '停用账号',
  'staff.enable': '恢复账号',
  'staff.roles': '修改角色',
  'staff.reset-password': '重置密码',
  'handover.request': '转人工',
  'handover.take': '接手',
  'handover.reply': '回复',
  'handover.note': '备注',
  'handover.transfer': '转给同事',
  'handover.close': '结束对话',
  'handover.time_out': '没有人接手',
  'handover.leave': '居民不再等',
  'handover.read': '看对话',
  'gap.take': '处理知识缺口',
  'gap.close': '关闭知识缺口',
  'gap.reopen': '重开知识缺口',
  'store.purge': '删除过期数据',
  'store.backup': '备份',
  'user.export': '导出居民记录',
  'user.delete': '删除居民记录',
};

/** Beginnings of actions that can be asked for together. */
export const actionGroups: readonly { readonly prefix: string; readonly text: string }[] = [
  { prefix: 'staff.', text: '账号和登录' },
  { prefix: 'staff.sign-in-failed', text: '只看登录失败' },
  { prefix: 'handover.', text: '转人工' },
  { prefix: 'look-up.', text: '查询' },
  { prefix: 'gap.', text: '知识缺口' },
  { prefix: 'user.', text: '居民记录' },
  { prefix: 'store.', text: '保存的数据' },
];
