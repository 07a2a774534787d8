import { randomId } from './random-id.ts';
import { laterTime } from './later-time.ts';
import { refusePrivateNumberInside } from './refuse-private-number.ts';
import { channels } from './store.ts';
import type { Channel, Conversation, Script, StoreCalls } from './store.ts';
import type { Database, Row } from './tables.ts';

export function conversationCalls(db: Database): StoreCalls['conversations'] {
  const ofUserInChat = (channel: Channel, userKey: string, chatKey: string) =>
    db
      .selectFrom('conversations')
      .selectAll()
      .where('channel', '=', channel)
      .where('user_key', '=', userKey)
      .where('chat_key', '=', chatKey)
      .executeTakeFirst();

  return {
    async open({ channel, userKey, chatKey, replyAddress }, at) {
      const known = await ofUserInChat(channel, userKey, chatKey);
      if (known) return conversationOf(known);
      const begun = await db
        .insertInto('conversations')
        .values({
          id: randomId(21),
          channel,
          user_key: userKey,
          chat_key: chatKey,
          reply_address: replyAddress,
          script: 'simplified',
          dialogue: null,
          topic_from: 1,
          unreachable: 0,
          revision: 1,
          turns: 0,
          created_at: at,
          last_at: at,
        })
        .onConflict((conflict) => conflict.columns(['channel', 'user_key', 'chat_key']).doNothing())
        .returningAll()
        .executeTakeFirst();
      const row = begun ?? (await ofUserInChat(channel, userKey, chatKey));
      if (!row) throw new Error('the conversation was removed while it was opened');
      return conversationOf(row);
    },

    async byId(id) {
      const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? conversationOf(row) : null;
    },

    async change(id, revision, change, at) {
      if (typeof change.dialogue === 'string')
        refusePrivateNumberInside('计算对话', JSON.parse(change.dialogue));
      const row = await db
        .updateTable('conversations')
        // What is not changed is undefined, and Kysely leaves it out.
        .set({
          reply_address: change.replyAddress,
          script: change.script,
          dialogue: change.dialogue,
          topic_from: change.topicFrom,
          unreachable: change.unreachable === undefined ? undefined : Number(change.unreachable),
          revision: revision + 1,
          last_at: laterTime('last_at', at),
        })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .returningAll()
        .executeTakeFirst();
      return row ? conversationOf(row) : null;
    },

    async ofUser(channel, userKey) {
      const rows = await db
        .selectFrom('conversations')
        .selectAll()
        .where('channel', '=', channel)
        .where('user_key', '=', userKey)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(conversationOf);
    },
  };
}

export function channelOf(text: string): Channel {
  const channel = channels.find((candidate) => candidate === text);
  if (!channel) throw new Error(`unknown channel ${text}`);
  return channel;
}

function conversationOf(row: Row<'conversations'>): Conversation {
  const script: Script = row.script === 'traditional' ? 'traditional' : 'simplified';
  return {
    id: row.id,
    channel: channelOf(row.channel),
    userKey: row.user_key,
    chatKey: row.chat_key,
    replyAddress: row.reply_address,
    script,
    dialogue: row.dialogue,
    topicFrom: row.topic_from,
    unreachable: row.unreachable === 1,
    revision: row.revision,
    createdAt: row.created_at,
    lastAt: row.last_at,
  };
}
