/** What an administrator can switch off while the program runs. @module */

/** web: the residents' page; api: /api/ask and /api/v1; chat: /v1; mcp: /mcp and `wenzheng mcp`. model is no door: without it the engine answers. */
export const switchNames = ['web', 'telegram', 'api', 'chat', 'mcp', 'model'] as const;
export type SwitchName = (typeof switchNames)[number];

/** As administrators read it. */
export const switchLabels: Readonly<Record<SwitchName, string>> = {
  web: '网页问答',
  telegram: 'Telegram 机器人',
  api: '接口（/api/ask、/api/v1）',
  chat: '对话接口（/v1）',
  mcp: 'MCP 接口（/mcp）',
  model: '人工智能模型',
};

/** What happens to people and programs meanwhile. */
export const switchEffects: Readonly<Record<SwitchName, string>> = {
  web: '居民打开网页只看到一句暂停的话；正在和工作人员说话的照常；文件照样能看，记录照样能删。',
  telegram: '机器人只回一句暂停的话，每个对话每小时最多一次；正在和工作人员说话的照常；记录照样能删。',
  api: '别的系统收到 503 和稍后再试的时间。',
  chat: '别的系统收到 503 和稍后再试的时间。',
  mcp: '别的系统收到 503 和稍后再试的时间；本机的 wenzheng mcp 只回一句暂停的话。',
  model: '照样回答，但只引用原文，不经模型；网页上不再说明用了模型。',
};

export interface ClosedSwitch {
  readonly reason: string;
  /** A sentence for residents besides; null for none. */
  readonly note: string | null;
  readonly by: string;
  readonly since: string;
}

/** Seconds after which a program may ask again. */
export const retryAfterSeconds = 300;

/** What people read in place of an answer. The model has none: without it there is an answer all the same. */
const closedSentences: Readonly<Record<Exclude<SwitchName, 'model'>, string>> = {
  web: '问政现在暂停回答，请拨打12345政务服务热线，或者到镇政府、街道办事处当面问。',
  telegram: '问政现在暂停回答，请拨打12345政务服务热线，或者到镇政府、街道办事处当面问。',
  api: '接口现在暂停服务，请过几分钟再试，急事请拨打12345政务服务热线。',
  chat: '接口现在暂停服务，请过几分钟再试，急事请拨打12345政务服务热线。',
  mcp: '接口现在暂停服务，请过几分钟再试，急事请拨打12345政务服务热线。',
};

/** With the administrator's note where there is one. */
export function closedText(name: Exclude<SwitchName, 'model'>, note: string | null): string {
  return closedSentences[name] + (note ?? '');
}
