/**
 * What is to be sent, as it stands in the outbox until it is sent. Texts are HTML of {@link ../render}, at most 4,096
 * characters after entities are read.
 * @module
 */
import { z } from 'zod';

const button = z.union([
  z.object({ text: z.string(), data: z.string() }),
  z.object({ text: z.string(), url: z.string() }),
]);
export type TelegramButton = z.infer<typeof button>;

/** What a person reads. */
export const textPayloadSchema = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('sendMessage'),
    chatId: z.string(),
    threadId: z.number().int().nullable(),
    /** HTML. */
    text: z.string(),
    /** The message that it answers; sent without when that one is gone. */
    replyTo: z.number().int().nullable(),
    /** Rows of buttons. */
    buttons: z.array(z.array(button)),
  }),
  /** Takes the place of a message of the bot; sent as a new one when that one is gone. */
  z.object({
    method: z.literal('editMessage'),
    chatId: z.string(),
    threadId: z.number().int().nullable(),
    messageId: z.number().int(),
    text: z.string(),
    buttons: z.array(z.array(button)),
    /** That message held an answer that was still being written: it must not stay beside a new one. */
    replacesDraft: z.boolean().optional(),
  }),
]);
export type TextPayload = z.infer<typeof textPayloadSchema>;

export const outgoingPayloadSchema = z.discriminatedUnion('method', [
  textPayloadSchema,
  /** What was being written comes to nothing, or stands in another message. */
  z.object({
    method: z.literal('deleteMessage'),
    chatId: z.string(),
    threadId: z.number().int().nullable(),
    messageId: z.number().int(),
  }),
]);
export type OutgoingPayload = z.infer<typeof outgoingPayloadSchema>;
