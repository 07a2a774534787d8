/**
 * The door for what Telegram sends: a few fields are taken over by name, private numbers are masked, everything else
 * (names, photographs, places, contacts, phone numbers) stays outside. Whatever is not said by a person to this bot
 * in a private chat or a group (channels, other bots, anonymous admins, service messages) becomes null.
 * @module
 */
import { z } from 'zod';
import { maskLines } from '../../conversations/mask-typed.ts';
import { hasPrivateNumber } from '../../gazette/private-numbers.ts';
import { readSaid, type Said } from './read-said.ts';
import type { TelegramUpdate } from './telegram-update.ts';

export interface BotIdentity {
  /** Telegram's id as text. */
  readonly id: string;
  /** Without the @. */
  readonly username: string;
}

/** A message of Telegram ends here; what is longer did not come from there. */
const longestText = 4096;

const number = z.number().int();
const idText = number.transform(String);
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);
const anything = z.unknown().optional();

const chatSchema = z.object({ id: idText, type: z.enum(['private', 'group', 'supergroup']) });
const personSchema = z.object({
  id: idText,
  is_bot: z.boolean().default(false),
  language_code: optional(z.string()),
});
const entitiesSchema = optional(
  z.array(
    z.object({
      type: z.string(),
      offset: number,
      length: number,
      user: optional(z.object({ id: idText })),
    }),
  ),
);
/** What a message can carry instead of text. The first that is there counts: an animation has a document too. */
const mediaKinds = {
  voice: 'voice',
  audio: 'voice',
  photo: 'photo',
  video: 'video',
  video_note: 'video',
  animation: 'video',
  sticker: 'sticker',
  venue: 'location',
  location: 'location',
  contact: 'contact',
  document: 'document',
  poll: 'other',
  dice: 'other',
  story: 'other',
  game: 'other',
  paid_media: 'other',
  checklist: 'other',
} as const satisfies Record<string, Extract<TelegramUpdate, { kind: 'unsupported' }>['media']>;

const messageSchema = z.object({
  message_id: number,
  chat: chatSchema,
  from: personSchema,
  /** An anonymous admin or a channel speaks. */
  sender_chat: anything,
  message_thread_id: optional(number),
  is_topic_message: optional(z.boolean()),
  reply_to_message: optional(z.object({ from: optional(personSchema) })),
  text: optional(z.string()),
  entities: entitiesSchema,
  caption: optional(z.string()),
  caption_entities: entitiesSchema,
  media_group_id: optional(z.string().max(64)),
  ...Object.fromEntries(Object.keys(mediaKinds).map((name) => [name, anything])),
});
type RawMessage = z.infer<typeof messageSchema>;

const buttonSchema = z.object({
  id: z.string().min(1).max(64),
  from: personSchema,
  data: z.string().min(1),
  message: z.object({
    message_id: number,
    chat: chatSchema,
    /** 0: too old to be shown. */
    date: optional(number),
    message_thread_id: optional(number),
    is_topic_message: optional(z.boolean()),
  }),
});

const membershipSchema = z.object({
  chat: chatSchema,
  from: personSchema,
  new_chat_member: z.object({ status: z.string(), is_member: optional(z.boolean()) }),
});

const updateSchema = z.object({
  update_id: number.nonnegative(),
  message: anything,
  edited_message: anything,
  callback_query: anything,
  my_chat_member: anything,
});

/** Kinds of updates that {@link readUpdate} understands; no others are asked for. */
export const wantedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** The id by which an update is confirmed; null when there is none. */
export function updateIdOf(raw: unknown): number | null {
  const update = z.object({ update_id: number.nonnegative() }).safeParse(raw);
  return update.success ? update.data.update_id : null;
}

/** Pictures that were sent together come as several messages with this in common; null for a single one. */
export function albumOf(raw: unknown): string | null {
  const update = z.object({ message: z.object({ media_group_id: z.string().max(64) }) }).safeParse(raw);
  return update.success ? update.data.message.media_group_id : null;
}

/**
 * Never throws, whatever it is given.
 * @returns null for what is not meant for handling.
 */
export function readUpdate(raw: unknown, bot: BotIdentity): TelegramUpdate | null {
  const update = updateSchema.safeParse(raw);
  if (!update.success) return null;
  const { update_id: updateId, message, edited_message: edited, callback_query: button } = update.data;
  if (message !== undefined) return readMessage(updateId, message, false, bot);
  if (edited !== undefined) return readMessage(updateId, edited, true, bot);
  if (button !== undefined) return readButton(updateId, button);
  return readMembership(updateId, update.data.my_chat_member);
}

function readMessage(
  updateId: number,
  raw: unknown,
  edited: boolean,
  bot: BotIdentity,
): TelegramUpdate | null {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) return null;
  const message = parsed.data;
  if (message.from.is_bot || (message.sender_chat !== undefined && message.sender_chat !== null)) return null;
  const { chat, from } = message;
  const isGroup = chat.type !== 'private';
  const place = {
    updateId,
    chatId: chat.id,
    isGroup,
    threadId: threadOf(message),
    userId: from.id,
    messageId: message.message_id,
  };
  const isReply = message.reply_to_message?.from?.id === bot.id;
  if (typeof message.text === 'string') {
    const said = readSaid(shorten(message.text), message.entities ?? [], bot);
    const { text, masked } = mask(said.text);
    return {
      ...place,
      kind: 'message',
      text,
      masked,
      command: said.command,
      edited,
      addressed: !isGroup || isAddressed(said, isReply),
      languageCode: languageOf(from.language_code),
    };
  }
  const media = mediaOf(message);
  // A caption that is changed, or a person who walks on with a live location, is no new message.
  if (media === null || edited) return null;
  // A question under a picture may hang on the picture, so the caption is not answered; it only tells who is meant.
  const said = readSaid(shorten(message.caption ?? ''), message.caption_entities ?? [], bot);
  return { ...place, kind: 'unsupported', media, addressed: !isGroup || isAddressed(said, isReply) };
}

/** What is meant for another bot is not meant for this one, even as a reply to it. */
function isAddressed(said: Said, isReply: boolean): boolean {
  return !said.forOtherBot && (said.mentioned || said.command !== null || isReply);
}

function readButton(updateId: number, raw: unknown): TelegramUpdate | null {
  const button = buttonSchema.safeParse(raw);
  if (!button.success) return null;
  const { id, from, data, message } = button.data;
  // Our own data holds no private number; a client that was tampered with can send any.
  if (from.is_bot || Buffer.byteLength(data) > 64 || hasPrivateNumber(data, 'typed')) return null;
  return {
    updateId,
    chatId: message.chat.id,
    isGroup: message.chat.type !== 'private',
    threadId: threadOf(message),
    userId: from.id,
    kind: 'button',
    messageId: message.date === 0 ? null : message.message_id,
    callbackId: id,
    data,
  };
}

function readMembership(updateId: number, raw: unknown): TelegramUpdate | null {
  const membership = membershipSchema.safeParse(raw);
  if (!membership.success) return null;
  const { chat, from, new_chat_member: member } = membership.data;
  const there = ['creator', 'administrator', 'member'].includes(member.status);
  return {
    updateId,
    chatId: chat.id,
    isGroup: chat.type !== 'private',
    threadId: null,
    userId: from.id,
    kind: 'membership',
    reachable: there || (member.status === 'restricted' && member.is_member === true),
  };
}

/** Outside forums the number only says which messages answer each other, and sending to it is refused. */
function threadOf(message: Pick<RawMessage, 'message_thread_id' | 'is_topic_message'>): number | null {
  return message.is_topic_message === true ? (message.message_thread_id ?? null) : null;
}

function mediaOf(
  message: Readonly<Record<string, unknown>>,
): (typeof mediaKinds)[keyof typeof mediaKinds] | null {
  for (const [name, kind] of Object.entries(mediaKinds)) {
    if (message[name] !== undefined && message[name] !== null) return kind;
  }
  return null;
}

function languageOf(code: string | null | undefined): string | null {
  return code && /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i.test(code) ? code : null;
}

/** Twice the length that is kept, so that the half of a number at this cut is gone after masking. */
function shorten(text: string): string {
  return text.slice(0, 2 * longestText);
}

/** One line, as a question is read in the end: a number may go on in the next line. */
function mask(said: string): { text: string; masked: boolean } {
  const whole = maskLines(said.replace(/\s+/g, ' '));
  if (whole.text.length <= longestText) return whole;
  // Neither half a pair of surrogates nor half a label; and the cut may make a number of a longer row of digits.
  const cut = whole.text.slice(0, longestText).replace(/[\ud800-\udbff]$|【[^】]*$/u, '');
  const { text, masked } = maskLines(cut);
  return { text, masked: masked || whole.masked };
}
