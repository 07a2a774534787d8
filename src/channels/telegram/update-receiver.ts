/**
 * Takes updates over: stored before Telegram is told that they arrived, and handed to the worker without waiting for
 * it, so that nobody waits for somebody else's answer.
 * @module
 */
import type { Conversing } from '../../conversations/conversing.ts';
import type { ReceivedUpdate, StoreCalls } from '../../store/store.ts';
import { albumOf, type BotIdentity, readUpdate } from './read-update.ts';
import type { StoreWriter } from './store-writer.ts';
import type { TelegramApi } from './telegram-api.ts';
import type { FigureCounter } from './telegram-figures.ts';
import type { TelegramUpdate } from './telegram-update.ts';

export interface UpdateReceiverOptions {
  readonly writer: StoreWriter;
  readonly api: Pick<TelegramApi, 'answerCallbackQuery'>;
  readonly keys: Conversing['keys'];
  readonly now: () => Date;
  readonly figures: FigureCounter;
  /** There is something to handle in this chat. */
  readonly onReceived: (chatKey: string) => void;
}

export interface UpdateReceiver {
  /**
   * Several at once, in their order.
   * @throws when the store did not take them: Telegram must not be told that they arrived.
   */
  receive(raws: readonly unknown[], bot: BotIdentity): Promise<void>;
}

/** Pictures that come together are answered once; so many of the last ones are remembered. */
const rememberedAlbums = 500;

export function createUpdateReceiver(options: UpdateReceiverOptions): UpdateReceiver {
  const { writer, api, keys, now, figures, onReceived } = options;
  /** Chat and album → the update that stands for it. */
  const albums = new Map<string, number>();

  /** Whether another picture of the same album stands for this one. */
  function isRestOfAlbum(update: TelegramUpdate, raw: unknown): boolean {
    const album = albumOf(raw);
    if (album === null) return false;
    const key = `${update.chatId} ${album}`;
    const first = albums.get(key) ?? update.updateId;
    albums.set(key, first);
    const [oldest] = albums.keys();
    if (albums.size > rememberedAlbums && oldest !== undefined) albums.delete(oldest);
    return first !== update.updateId;
  }

  function take(raw: unknown, bot: BotIdentity): Taken | null {
    const update = readUpdate(raw, bot);
    // What the members of a group say to each other is nobody's business here, and is not kept.
    const isForUs = update !== null && (!('addressed' in update) || update.addressed);
    if (!isForUs || isRestOfAlbum(update, raw)) {
      figures.ignored();
      return null;
    }
    return {
      update,
      received: {
        channel: 'telegram',
        updateId: String(update.updateId),
        chatKey: keys.chat('telegram', update.chatId),
        userKey: keys.user('telegram', update.userId),
        payload: JSON.stringify(update),
        receivedAt: now().toISOString(),
      },
    };
  }

  function announce({ update, received }: Taken, isNew: boolean): void {
    if (!isNew) return figures.duplicate();
    figures.received(update.kind);
    // The button stops blinking; if not, it does so by itself after a while.
    if (update.kind === 'button') api.answerCallbackQuery(update.callbackId).catch(() => {});
    onReceived(received.chatKey);
  }

  return {
    async receive(raws, bot) {
      const taken = raws.flatMap((raw) => take(raw, bot) ?? []);
      if (taken.length === 0) return;
      const write = async (calls: StoreCalls): Promise<boolean[]> => {
        const areNew: boolean[] = [];
        for (const { received } of taken) areNew.push(await calls.updates.receive(received));
        return areNew;
      };
      const areNew = await (taken.length === 1 ? writer.call(write) : writer.transaction(write));
      taken.forEach((each, at) => announce(each, areNew[at] === true));
    },
  };
}

interface Taken {
  readonly update: TelegramUpdate;
  readonly received: ReceivedUpdate;
}
