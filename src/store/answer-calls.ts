import { addPassages, passagesOfAnswers } from './answer-passages.ts';
import type { Answer, AnswerPassage } from '../answering/answer.ts';
import { randomId } from './random-id.ts';
import { refusePrivateNumber, refusePrivateNumberInside } from './refuse-private-number.ts';
import type { StoreCalls, StoredAnswer } from './store.ts';
import type { Database, Row } from './tables.ts';
import { inTransaction } from './transaction.ts';

export function answerCalls(db: Database): StoreCalls['answers'] {
  return {
    async add({ turnId, conversationId, answer, corpusDigest, answeredAt }) {
      const { passages, calculation, ...body } = answer;
      // Office telephones and mail addresses of gazettes stand in answers; what the resident said stands in the facts.
      refusePrivateNumber('回答', answer.answer, 'printed');
      refusePrivateNumberInside(
        '计算所用的情况',
        calculation?.facts.map(({ value }) => value),
      );
      const id = randomId(12);
      const cited = new Set(answer.citations.map(({ passageId }) => passageId));
      await inTransaction(db, async (transaction) => {
        await transaction
          .insertInto('answers')
          .values({
            id,
            turn_id: turnId,
            conversation_id: conversationId,
            status: answer.status,
            body: JSON.stringify(body),
            calculation: calculation === null ? null : JSON.stringify(calculation),
            corpus_digest: corpusDigest,
            answered_at: answeredAt,
          })
          .execute();
        await addPassages(transaction, id, passages, cited);
      });
      return { id, turnId, conversationId, answer, corpusDigest, answeredAt };
    },

    async byId(id) {
      const rows = await db.selectFrom('answers').selectAll().where('id', '=', id).execute();
      const [answer] = await withPassages(db, rows);
      return answer ?? null;
    },
  };
}

export async function answersOfTurns(db: Database, turnIds: readonly string[]): Promise<StoredAnswer[]> {
  if (turnIds.length === 0) return [];
  return withPassages(
    db,
    await db.selectFrom('answers').selectAll().where('turn_id', 'in', turnIds).execute(),
  );
}

async function withPassages(db: Database, rows: readonly Row<'answers'>[]): Promise<StoredAnswer[]> {
  const passages = await passagesOfAnswers(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    turnId: row.turn_id,
    conversationId: row.conversation_id,
    answer: answerOf(row, passages.get(row.id) ?? []),
    corpusDigest: row.corpus_digest,
    answeredAt: row.answered_at,
  }));
}

/** What the store wrote itself is not checked again: an answer of years ago is shown as it was. */
function answerOf(row: Row<'answers'>, passages: AnswerPassage[]): Answer {
  const { timings, ...body } = JSON.parse(row.body);
  // The order of the fields is that of the answer as it was given.
  return {
    ...body,
    passages,
    calculation: row.calculation === null ? null : JSON.parse(row.calculation),
    timings,
  };
}
