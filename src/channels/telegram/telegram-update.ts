/**
 * What is kept of an update of Telegram until it is handled: a few fields, private numbers masked. Everything else
 * (names, photographs, locations, contacts) is dropped at the door. The handlers see nothing but this.
 * @module
 */
import { z } from 'zod';

const place = {
  updateId: z.number().int(),
  /** Telegram's ids as text: they outgrow 32 bits. */
  chatId: z.string(),
  isGroup: z.boolean(),
  /** A forum topic of a group. */
  threadId: z.number().int().nullable(),
  userId: z.string(),
  /** The message of the bot in which the answer was being written when the process ended. */
  draftId: z.number().int().optional(),
};

export const telegramUpdateSchema = z.discriminatedUnion('kind', [
  z.object({
    ...place,
    kind: z.literal('message'),
    messageId: z.number().int(),
    /** Masked; without the command and without the mention of the bot. */
    text: z.string(),
    /** Private numbers were taken out of it. */
    masked: z.boolean(),
    /** `calc` for `/calc@bot …`; null for none. */
    command: z.string().nullable(),
    /** The message was sent before with another text. */
    edited: z.boolean(),
    /** A group message that is meant for the bot: mentioned, replied to, commanded. Always true in private. */
    addressed: z.boolean(),
    /** zh-Hant, zh-HK, en … as the person's app says; null for none. */
    languageCode: z.string().nullable(),
  }),
  z.object({
    ...place,
    kind: z.literal('unsupported'),
    messageId: z.number().int(),
    media: z.enum(['voice', 'photo', 'video', 'sticker', 'location', 'contact', 'document', 'other']),
    addressed: z.boolean(),
  }),
  z.object({
    ...place,
    kind: z.literal('button'),
    /** Of the message that carries the button; null when Telegram does not show it any more. */
    messageId: z.number().int().nullable(),
    callbackId: z.string(),
    /** At most 64 bytes. */
    data: z.string(),
  }),
  /** The person blocked or left, or came back. */
  z.object({ ...place, kind: z.literal('membership'), reachable: z.boolean() }),
]);
export type TelegramUpdate = z.infer<typeof telegramUpdateSchema>;

/** Reply address of a conversation. */
export const telegramAddressSchema = z.object({
  chatId: z.string(),
  threadId: z.number().int().nullable(),
});
export type TelegramAddress = z.infer<typeof telegramAddressSchema>;
