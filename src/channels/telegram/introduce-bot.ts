import { setTimeout as delay } from 'node:timers/promises';
import { faultOf, type Logger } from '../../logger.ts';
import { backoffMs } from './backoff.ts';
import type { BotCommand } from './bot-commands.ts';
import { type BotIdentity, wantedUpdates } from './read-update.ts';
import type { TelegramApi } from './telegram-api.ts';
import { TelegramFault } from './telegram-fault.ts';

export interface BotCommands {
  readonly privateChats: readonly BotCommand[];
  readonly groups: readonly BotCommand[];
}

export interface IntroduceOptions {
  readonly api: TelegramApi;
  readonly commands: BotCommands;
  /** null: updates are asked for. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** Who the bot is, as soon as that is known. */
  readonly onIdentity: (bot: BotIdentity) => void;
  readonly signal: AbortSignal;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Says a sentence to whoever runs the program; each once. */
  readonly tell: (sentence: string) => void;
  readonly firstRetryMs?: number;
}

const sentences = {
  token:
    'Telegram 不认这个令牌，机器人还不能答话；网页照常可用。请检查 TELEGRAM_BOT_TOKEN 是不是 BotFather 给出的那一个，改好后重新启动。',
  webhook:
    'Telegram 不接受推送地址，机器人收不到消息；网页照常可用。请检查 TELEGRAM_WEBHOOK_URL：要用 https，端口是 443、80、88 或 8443。',
  unreachable:
    '连不上 Telegram，机器人还不能答话；网页照常可用。程序会一直重试，请检查网络和 TELEGRAM_API_ROOT。',
  reached: (name: string) => `已经连上 Telegram，机器人是 @${name}。`,
} as const;

/**
 * Asks Telegram who the bot is, tells it how updates are to come and which commands there are, each until it succeeds.
 * @returns false when the signal ended it before.
 */
export async function introduceBot(options: IntroduceOptions): Promise<boolean> {
  const { api, commands, webhook, onIdentity, signal, logger, firstRetryMs = 1000 } = options;
  const told = new Set<string>();

  async function untilDone(step: () => Promise<unknown>): Promise<boolean> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        await step();
        return true;
      } catch (error) {
        const wanted = error instanceof TelegramFault ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
        const waitMs = Math.max(wanted, backoffMs(attempt, { firstMs: firstRetryMs, mostMs: 60_000 }));
        report(error, waitMs);
        await delay(waitMs, undefined, { signal }).catch(() => {});
      }
    }
    return false;
  }

  function tellOnce(sentence: string): void {
    if (told.has(sentence)) return;
    told.add(sentence);
    options.tell(sentence);
  }

  function report(error: unknown, waitMs: number): void {
    if (!(error instanceof TelegramFault)) {
      logger.error(faultOf(error), 'the bot could not be introduced to Telegram');
    } else if (error.code === 401 || error.code === 404) {
      tellOnce(sentences.token);
      logger.error(
        { waitMs },
        'Telegram does not know the token: set TELEGRAM_BOT_TOKEN to what BotFather gave',
      );
    } else if (error.code === 400 && webhook) {
      tellOnce(sentences.webhook);
      logger.error(
        { waitMs },
        'Telegram does not take the webhook or the commands: look at TELEGRAM_WEBHOOK_URL',
      );
    } else {
      if (error.kind === 'unreachable') tellOnce(sentences.unreachable);
      logger.warn({ code: error.code, waitMs }, 'Telegram was not reached');
    }
  }

  const updates = webhook
    ? () => api.setWebhook(webhook.url, webhook.secret, wantedUpdates)
    : () => api.deleteWebhook();
  const isKnown = await untilDone(async () => {
    const bot = await api.getMe();
    onIdentity(bot);
    if (told.size > 0) tellOnce(sentences.reached(bot.username));
    logger.info({ bot: bot.username, updates: webhook ? 'webhook' : 'polling' }, 'Telegram knows the bot');
  });
  if (!isKnown || !(await untilDone(updates))) return false;
  // The menu is a convenience; nobody waits for their answer until it is set.
  void untilDone(async () => {
    await api.setMyCommands('all_private_chats', commands.privateChats);
    await api.setMyCommands('all_group_chats', commands.groups);
  });
  return true;
}
