/** What wenzheng doctor, and a server that starts, say of the models. @module */
import { modelFromSettings, tryModelsFromSettings } from '../../app.ts';
import type { Config } from '../../config.ts';
import type { Finding } from './finding.ts';

/** Looks at the settings only. */
export function checkModelSettings(config: Config): Finding {
  const missing = (['OPENAI_BASE_URL', 'WENZHENG_CHAT_MODEL'] as const).filter(
    (name) => config[name] === undefined,
  );
  if (!config.WENZHENG_SEND_TO_MODEL) {
    const set = missing.length === 0 ? '设置了，没有打开（WENZHENG_SEND_TO_MODEL）' : '没有用';
    return { passed: true, text: `模型：${set}，什么都不发，回答照常` };
  }
  if (missing.length > 0) {
    return {
      passed: false,
      text: `模型：设置了 WENZHENG_SEND_TO_MODEL=on，还要设置 ${missing.join(' 和 ')}；现在没有用模型，回答照常`,
    };
  }
  const { host } = new URL(config.OPENAI_BASE_URL ?? '');
  return {
    passed: true,
    text: `模型：已打开，居民的话（号码先遮掉）会发给 ${host} 的 ${config.WENZHENG_CHAT_MODEL ?? ''}`,
  };
}

const kinds = { chat: '对话模型', embedding: '向量模型', rerank: '重排模型' };

/** Asks every model that is switched on for a few words; without one nothing is loaded and nobody is connected to. */
export async function checkModels(config: Config): Promise<Finding[]> {
  const settings = checkModelSettings(config);
  if (modelFromSettings(config) === undefined) return [settings];
  const tried = await tryModelsFromSettings(config);
  return [
    settings,
    ...tried.map(({ kind, name, fault }) => ({
      passed: fault === null,
      text: `${kinds[kind]}：${name} ${fault ?? '试过，能用'}`,
    })),
  ];
}
