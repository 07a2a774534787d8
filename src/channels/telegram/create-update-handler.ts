/**
 * What the bot does with an update: the conversation that it belongs to is found, one feature makes a reaction of it,
 * and the reaction with what it says is kept when the transport commits. Nothing here talks to Telegram.
 * @module
 */
import type { App } from '../../app.ts';
import { mediaTexts } from './message-texts.ts';
import type { CalculationDialogue } from '../../conversations/calculation-dialogue-result.ts';
import type { Conversing } from '../../conversations/conversing.ts';
import type { Script, Store, StoreCalls } from '../../store/store.ts';
import { describeGazettes } from '../http/chat-backend.ts';
import { createCorpusLookup } from '../http/corpus-lookup.ts';
import { type Bot, type Reaction, saying, silence, type Visit } from './bot.ts';
import { readCallbackData } from './callback-data.ts';
import { rememberGreetings } from './remember-greetings.ts';
import { createDocumentShelf } from './document-shelf.ts';
import { badButton, handleButton, publicReaction } from './features/button.ts';
import { handleCommand } from './features/command.ts';
import { handleMembership } from './features/membership.ts';
import { handleMessage } from './features/message.ts';
import { chooseOffered } from './features/offered.ts';
import { notYours } from './features/own-answer.ts';
import { inPlaceOfDraft } from './draft-message.ts';
import type { Handled, HandleUpdate } from './handled.ts';
import { passesClosedDoor, tellClosed } from './closed-door.ts';
import { createPressLimit } from './press-limit.ts';
import { keepOffer, readOffer } from './offered-list.ts';
import { own } from './render/rich-text.ts';
import { type SayingPlace, say, toPayloads } from './render/saying.ts';
import { scriptOf } from './render/to-script.ts';
import { type TelegramUpdate, telegramAddressSchema } from './telegram-update.ts';
import { following } from '../../editions/following.ts';

export interface UpdateHandlerOptions {
  readonly store: Store;
  readonly conversing: Conversing;
  readonly dialogue: CalculationDialogue;
  readonly app: Pick<App, 'corpus' | 'schemes' | 'readCase' | 'today'>;
  /** User name of the bot, without @. */
  readonly botName: string;
  readonly now: () => Date;
  readonly retentionDays: number;
  /** Whether a model gets to read what is asked: people are told at /start. A function where it may change. Default false. */
  readonly sendsToModel?: boolean | (() => boolean);
  /** What people read while an administrator has closed the bot; null: it answers. Absent: never closed. */
  readonly closed?: () => string | null;
  /** In words: 周一至周五 8:30–12:00、14:30–17:30. */
  readonly officeHours: string | (() => string);
}

export function createUpdateHandler(options: UpdateHandlerOptions): HandleUpdate {
  const { store, conversing, dialogue, app } = options;
  const { schemes } = app;
  const bot: Bot = {
    store,
    conversing,
    dialogue,
    get corpus() {
      return app.corpus;
    },
    schemes,
    lookup: following(app, () => createCorpusLookup(app.corpus)),
    shelf: following(app, () => createDocumentShelf(app.corpus)),
    readCase: (text, context) => app.readCase(text, context),
    greets: rememberGreetings(() => options.now().getTime()),
    botName: options.botName,
    homeName: app.corpus.homeRegion ?? '',
    get gazettes() {
      return describeGazettes(app.corpus);
    },
    today: () => app.today(),
    now: () => options.now().toISOString(),
    retentionDays: options.retentionDays,
    get sendsToModel() {
      const { sendsToModel = false } = options;
      return typeof sendsToModel === 'function' ? sendsToModel() : sendsToModel;
    },
    get officeHours() {
      const { officeHours } = options;
      return typeof officeHours === 'function' ? officeHours() : officeHours;
    },
  };

  const mayPress = createPressLimit(options.now);

  return async (update, progress) => {
    if (update.kind === 'membership') return handled(update, null, handleMembership(bot, update));
    if (update.kind !== 'button' && !update.addressed) return handled(update, null, silence);
    if (update.kind === 'button' && update.isGroup && !mayPress(update))
      return handled(update, null, silence);
    const closed = options.closed?.() ?? null;
    if (closed !== null && !(await passesClosedDoor(bot, update)))
      return handled(update, null, tellClosed(bot, update, closed));
    const visit = await openVisit(bot, update);
    if (visit === null) return handled(update, null, pressedByStranger(bot, update));
    return handled(update, visit, await reactTo(bot, { ...visit, progress }));
  };

  function handled(update: TelegramUpdate, visit: Visit | null, react: Reaction): Handled {
    const conversation = visit?.conversation ?? null;
    return {
      async commit(calls, at, draft = null) {
        const outcome = await react(calls, at);
        if (outcome === null) return false;
        const { sayings, script, forgotten = false, offers = null } = outcome;
        if (visit !== null && !forgotten && (offers ?? visit.offered) !== null) {
          if (!(await keepOffer(calls, visit.conversation, offers, at))) return false;
        }
        const toScript = scriptOf(script ?? conversation?.script ?? 'simplified');
        const payloads = sayings.flatMap((each) => toPayloads(each, placeOf(update), toScript));
        const chatKey = conversing.keys.chat('telegram', update.chatId);
        const outgoing = inPlaceOfDraft(payloads, draft, update);
        await addAll(calls, chatKey, forgotten ? null : (conversation?.id ?? null), outgoing, at);
        return true;
      },
    };
  }
}

async function addAll(
  calls: StoreCalls,
  chatKey: string,
  conversationId: string | null,
  payloads: readonly unknown[],
  at: string,
): Promise<void> {
  for (const payload of payloads) {
    await calls.outbox.add({
      channel: 'telegram',
      chatKey,
      conversationId,
      payload: JSON.stringify(payload),
      createdAt: at,
    });
  }
}

/** In a group the message that is answered is quoted, so that everybody sees to whom the answer is. */
function placeOf(update: TelegramUpdate): SayingPlace {
  const isSaid = update.kind === 'message' || update.kind === 'unsupported';
  return {
    chatId: update.chatId,
    threadId: update.threadId,
    replyTo: update.isGroup && isSaid ? update.messageId : null,
  };
}

async function reactTo(bot: Bot, visit: Visit): Promise<Reaction> {
  const { update } = visit;
  switch (update.kind) {
    case 'message':
      return update.command === null
        ? ((await chooseOffered(bot, visit, update)) ?? handleMessage(bot, visit, update))
        : handleCommand(bot, visit, update, update.command);
    case 'button':
      return handleButton(bot, visit, update);
    case 'unsupported':
      return saying(say([own(mediaTexts[update.media])]));
    default:
      return silence;
  }
}

/** Who presses a button in a group without ever having asked anything may turn the pages of a document. */
function pressedByStranger(bot: Bot, update: TelegramUpdate): Reaction {
  if (update.kind !== 'button') return silence;
  const action = readCallbackData(update.data);
  return action === null ? badButton : (publicReaction(bot, update, action) ?? notYours);
}

/** The conversation of this person in this chat. null: a button in a group, pressed by somebody who has none there. */
async function openVisit(bot: Bot, update: TelegramUpdate): Promise<Visit | null> {
  const userKey = bot.conversing.keys.user('telegram', update.userId);
  const chatKey = bot.conversing.keys.chat('telegram', update.chatId);
  const mine = await bot.store.conversations.ofUser('telegram', userKey);
  const known = mine.find((conversation) => conversation.chatKey === chatKey);
  if (known === undefined && update.kind === 'button' && update.isGroup) return null;
  const at = bot.now();
  const address = telegramAddressSchema.parse({ chatId: update.chatId, threadId: update.threadId });
  const replyAddress = JSON.stringify(address);
  const opened =
    known ??
    (await bot.store.conversations.open({ channel: 'telegram', userKey, chatKey, replyAddress }, at));
  const script: Script = known === undefined && readsTraditional(update) ? 'traditional' : opened.script;
  const isAsBefore = opened.replyAddress === replyAddress && !opened.unreachable && opened.script === script;
  const changed = isAsBefore
    ? opened
    : await bot.store.conversations.change(
        opened.id,
        opened.revision,
        { replyAddress, unreachable: false, script },
        at,
      );
  // Somebody else changed it meanwhile: as it is now it will do.
  const conversation = changed ?? (await bot.store.conversations.byId(opened.id)) ?? opened;
  const { offered, dialogue } = readOffer(conversation.dialogue);
  return {
    update,
    conversation: { ...conversation, dialogue },
    offered,
    isNew: known === undefined,
  };
}

/** The app of the person speaks traditional Chinese. */
function readsTraditional(update: TelegramUpdate): boolean {
  return update.kind === 'message' && /^zh-(?:hant|hk|tw|mo)/i.test(update.languageCode ?? '');
}
