import type { Config } from '../config.ts';
import { WenzhengError } from '../errors.ts';
import type { AgentModel } from '../models/agent.ts';
import { type ConnectOptions, connectModel } from '../models/connect-model.ts';

/**
 * The chat model for gazette text. WENZHENG_SEND_TO_MODEL is not asked for: that is about what residents write, and here
 * goes only what was published; whoever runs the command wants it sent.
 * @throws WenzhengError `config_invalid` when no model is set.
 */
export function connectEnrichmentModel(config: Config, options: ConnectOptions): AgentModel {
  if (config.WENZHENG_CHAT_MODEL === undefined || config.OPENAI_BASE_URL === undefined)
    throw new WenzhengError(
      'config_invalid',
      '没有设置对话模型，请设置 OPENAI_BASE_URL 和 WENZHENG_CHAT_MODEL 后再运行。',
    );
  return connectModel({ ...config, WENZHENG_SEND_TO_MODEL: true }, options);
}
