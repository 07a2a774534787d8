/** What is kept of one person: to be handed out, and to be removed. @module */
import { withoutRemoved } from '../answering/reply.ts';
import { conversationCalls } from './conversation-calls.ts';
import { feedbackOf } from './feedback-calls.ts';
import { handoverCalls } from './handover-calls.ts';
import { modelUsageCalls } from './model-usage-calls.ts';
import type { Channel } from './store.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';
import { withAnswers } from './turn-calls.ts';

/** Everything of a user as one JSON value. Notes that staff wrote for each other are about them, so they are in it. */
export async function exportUser(db: Database, channel: Channel, userKey: string): Promise<unknown> {
  return inTransaction(db, async (transaction) => {
    const conversations = await conversationCalls(transaction).ofUser(channel, userKey);
    const histories: object[] = [];
    for (const conversation of conversations) histories.push(await historyOf(transaction, conversation.id));
    const feedback = await transaction
      .selectFrom('feedback')
      .selectAll()
      .where('user_key', '=', userKey)
      .orderBy('given_at')
      .execute();
    const updates = await transaction
      .selectFrom('received_updates')
      .select(['update_id', 'payload', 'received_at', 'finished_at'])
      .where('channel', '=', channel)
      .where('user_key', '=', userKey)
      .orderBy('position')
      .execute();
    const usage = await transaction
      .selectFrom('model_usage')
      .select(['day', 'input', 'output'])
      .where('user_key', '=', userKey)
      .orderBy('day')
      .execute();
    return {
      channel,
      userKey,
      modelUsage: usage.map(({ day, input, output }) => ({
        day,
        input: Number(input),
        output: Number(output),
      })),
      conversations: conversations.map((conversation, at) => ({ ...conversation, ...histories[at] })),
      feedback: feedback.map(feedbackOf),
      updates: updates.map((row) => ({
        updateId: row.update_id,
        payload: row.payload,
        receivedAt: row.received_at,
        finishedAt: row.finished_at,
      })),
    };
  });
}

async function historyOf(db: Database, conversationId: string): Promise<object> {
  const turns = await db
    .selectFrom('turns')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('number')
    .execute();
  const calls = handoverCalls(db);
  const handovers = [];
  for (const handover of await calls.ofConversation(conversationId))
    handovers.push({ ...handover, messages: await calls.messages(handover.number) });
  const outgoing = await db
    .selectFrom('outgoing_messages')
    .select(['id', 'payload', 'state', 'created_at', 'sent_at'])
    .where('conversation_id', '=', conversationId)
    .orderBy('id')
    .execute();
  return {
    // Handed out to the person: what a model wrote and nobody was shown is not in it.
    turns: (await withAnswers(db, turns)).map(({ turn, answer }) => ({
      turn,
      answer: answer && { ...answer, answer: withoutRemoved(answer.answer) },
    })),
    handovers,
    outgoing: outgoing.map((row) => ({
      payload: row.payload,
      state: row.state,
      createdAt: row.created_at,
      sentAt: row.sent_at,
    })),
  };
}

/** @returns conversations removed, with all that hangs on them. */
export async function deleteUser(db: Database, channel: Channel, userKey: string): Promise<number> {
  return inTransaction(db, async (transaction) => {
    const chats = await transaction
      .selectFrom('conversations')
      .select('chat_key')
      .where('channel', '=', channel)
      .where('user_key', '=', userKey)
      .execute();
    const { numDeletedRows } = await transaction
      .deleteFrom('conversations')
      .where('channel', '=', channel)
      .where('user_key', '=', userKey)
      .executeTakeFirst();
    // Messages outside a conversation (a greeting, a hint): those in chats that nobody else has.
    for (const { chat_key } of chats) {
      await transaction
        .deleteFrom('outgoing_messages')
        .where('channel', '=', channel)
        .where('chat_key', '=', chat_key)
        .where('conversation_id', 'is', null)
        .where((query) =>
          query.not(
            query.exists(
              query
                .selectFrom('conversations')
                .select('id')
                .where('channel', '=', channel)
                .where('chat_key', '=', chat_key),
            ),
          ),
        )
        .execute();
    }
    // A verdict on an answer to somebody else, in a group.
    await transaction.deleteFrom('feedback').where('user_key', '=', userKey).execute();
    // The ids stay, so that an update that is delivered again does not bring the text back; whose they are does not.
    await transaction
      .updateTable('received_updates')
      .set({ payload: '{}', user_key: null })
      .where('channel', '=', channel)
      .where('user_key', '=', userKey)
      .execute();
    // The day's sum stays, since it was used; by whom does not.
    const calls = modelUsageCalls(transaction);
    const used = await transaction
      .deleteFrom('model_usage')
      .where('user_key', '=', userKey)
      .returning(['day', 'input', 'output'])
      .execute();
    for (const { day, input, output } of used)
      await calls.add({ day, userKey: '', input: Number(input), output: Number(output) });
    return Number(numDeletedRows);
  });
}
