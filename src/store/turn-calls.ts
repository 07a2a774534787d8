import { WenzhengError } from '../errors.ts';
import { answersOfTurns } from './answer-calls.ts';
import { laterTime } from './later-time.ts';
import { randomId } from './random-id.ts';
import { refusePrivateNumber } from './refuse-private-number.ts';
import type { StoreCalls, Turn, TurnWithAnswer } from './store.ts';
import type { Database, Row } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** A database takes only so many values in one query. */
const turnsAtOnce = 500;

export function turnCalls(db: Database): StoreCalls['turns'] {
  return {
    async add({ conversationId, text, messageRef, askedAt }) {
      refusePrivateNumber('提问', text);
      return inTransaction(db, async (transaction) => {
        const conversation = await transaction
          .updateTable('conversations')
          .set(({ eb }) => ({ turns: eb('turns', '+', 1), last_at: laterTime('last_at', askedAt) }))
          .where('id', '=', conversationId)
          .returning('turns')
          .executeTakeFirst();
        if (!conversation) throw new WenzhengError('not_found', '这个对话已经删除，请重新开始。');
        const row = {
          id: randomId(21),
          conversation_id: conversationId,
          number: conversation.turns,
          text,
          message_ref: messageRef,
          asked_at: askedAt,
        };
        await transaction.insertInto('turns').values(row).execute();
        return turnOf(row);
      });
    },

    async byMessage(conversationId, messageRef) {
      const row = await db
        .selectFrom('turns')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('message_ref', '=', messageRef)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      const [turn] = row ? await withAnswers(db, [row]) : [];
      return turn ?? null;
    },

    async last(conversationId, count, from = 1) {
      const rows = await db
        .selectFrom('turns')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('number', '>=', from)
        .orderBy('number', 'desc')
        .limit(count)
        .execute();
      return withAnswers(db, rows.toReversed());
    },
  };
}

export async function withAnswers(db: Database, rows: readonly Row<'turns'>[]): Promise<TurnWithAnswer[]> {
  const turns: TurnWithAnswer[] = [];
  for (let from = 0; from < rows.length; from += turnsAtOnce) {
    const some = rows.slice(from, from + turnsAtOnce);
    const answers = await answersOfTurns(
      db,
      some.map(({ id }) => id),
    );
    const byTurn = new Map(answers.map((answer) => [answer.turnId, answer]));
    turns.push(...some.map((row) => ({ turn: turnOf(row), answer: byTurn.get(row.id) ?? null })));
  }
  return turns;
}

function turnOf(row: Row<'turns'>): Turn {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    number: row.number,
    text: row.text,
    messageRef: row.message_ref,
    askedAt: row.asked_at,
  };
}
