/** The chat model as the settings say it. @module */
import { type Config, forgetForeignSwitches } from '../config.ts';
import type { Logger } from '../logger.ts';
import { faultOf } from '../logger.ts';
import { type ChatModel, createChatModel } from './chat-model.ts';
import { endpointOf } from './endpoint.ts';
import { createMemoryLedger, createTokenBudget, type TokenBudget, type UsageLedger } from './token-budget.ts';

export interface ConnectOptions {
  /** Where usage is kept over restarts; absent: this process counts for itself. */
  readonly ledger?: UsageLedger | undefined;
  /** Tokens a day of all together, where it may change while the program runs; absent: as the settings say. */
  readonly dailyTokens?: (() => number) | undefined;
  /** ISO day in China. */
  readonly today: () => string;
  readonly logger?: Pick<Logger, 'warn' | 'info' | 'error'> | undefined;
}

/** What all models together may use. */
export function budgetOf(
  config: Config,
  { ledger, today, dailyTokens }: Pick<ConnectOptions, 'ledger' | 'today' | 'dailyTokens'>,
): TokenBudget {
  return createTokenBudget({
    ledger: ledger ?? createMemoryLedger(),
    today,
    perDay: dailyTokens ?? config.WENZHENG_MODEL_DAILY_TOKENS,
    perUser: config.WENZHENG_MODEL_USER_TOKENS,
  });
}

/**
 * Nothing is sent yet.
 * @param budget Where other models share it.
 * @throws Error when the settings name no model, or forbid it.
 */
export function connectModel(
  config: Config,
  options: ConnectOptions,
  budget: TokenBudget = budgetOf(config, options),
): ChatModel {
  const { logger } = options;
  const endpoint = endpointOf(config);
  const model = config.WENZHENG_CHAT_MODEL;
  if (endpoint === null || model === undefined) throw new Error('no chat model is switched on');
  forgetForeignSwitches();
  return createChatModel({
    endpoint,
    model,
    timeoutMs: config.WENZHENG_MODEL_TIMEOUT * 1000,
    budget,
    breaker: {
      onChange: (state) => {
        if (state.open) {
          const { reason, status } = state;
          logger?.warn(
            { reason, status },
            'the model is left alone for a while; answers are made without it',
          );
        } else logger?.info('the model is used again');
      },
    },
    onFault: (error) => logger?.error(faultOf(error), 'the usage of the model could not be recorded'),
  });
}
