/** The model that proposes wordings, and what it is asked with. @module */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, packageRoot } from '../config.ts';
import { WenzhengError } from '../errors.ts';
import type { AgentModel } from '../models/agent.ts';
import { type ConnectOptions, connectModel } from '../models/connect-model.ts';
import { parsePrompt, type Prompt } from '../models/prompts.ts';

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

/** prompts/enrich.md. @throws WenzhengError `config_invalid`. */
export function readEnrichmentPrompt(): Prompt {
  const file = join(packageRoot, 'prompts', 'enrich.md');
  return parsePrompt(readFileSync(file, 'utf8'), file);
}
