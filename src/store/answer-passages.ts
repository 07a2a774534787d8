/** The passages under an answer, used and unused, with the words that they had then. @module */
import { createHash } from 'node:crypto';
import type { AnswerPassage } from '../answering/answer.ts';
import type { Database, Row } from './tables.ts';

/** @param cited Ids of the passages that the answer cites. */
export async function addPassages(
  db: Database,
  answerId: string,
  passages: readonly AnswerPassage[],
  cited: ReadonlySet<string>,
): Promise<void> {
  if (passages.length === 0) return;
  const words = passages.map(wordsOf);
  await db
    .insertInto('passages')
    // Always in one order: two processes that add the same passages never wait for each other in a ring.
    .values([...words].sort((a, b) => (a.digest < b.digest ? -1 : 1)))
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  await db
    .insertInto('answer_passages')
    .values(
      passages.map(({ id, score, parts }, position) => ({
        answer_id: answerId,
        position,
        digest: words[position]?.digest ?? '',
        score,
        parts: JSON.stringify(parts),
        used: Number(cited.has(id)),
      })),
    )
    .execute();
}

/** By the id of the answer, best first. */
export async function passagesOfAnswers(
  db: Database,
  answerIds: readonly string[],
): Promise<ReadonlyMap<string, AnswerPassage[]>> {
  const byAnswer = new Map<string, AnswerPassage[]>();
  if (answerIds.length === 0) return byAnswer;
  const rows = await db
    .selectFrom('answer_passages')
    .innerJoin('passages', 'passages.digest', 'answer_passages.digest')
    .selectAll()
    .where('answer_id', 'in', answerIds)
    .orderBy('answer_id')
    .orderBy('position')
    .execute();
  for (const row of rows) {
    const passages = byAnswer.get(row.answer_id) ?? [];
    byAnswer.set(row.answer_id, passages);
    passages.push({
      id: row.passage_id,
      text: row.text,
      score: row.score,
      parts: JSON.parse(row.parts),
      documentNumber: row.document_number,
      title: row.title,
      locator: row.locator,
      source: JSON.parse(row.source),
    });
  }
  return byAnswer;
}

/** Words that no answer has under it any more. @returns how many were removed. */
export async function removeUnusedPassages(db: Database): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('passages')
    .where((query) =>
      query.not(
        query.exists(
          query
            .selectFrom('answer_passages')
            .select('answer_id')
            .whereRef('answer_passages.digest', '=', 'passages.digest'),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function wordsOf({ id, text, documentNumber, title, locator, source }: AnswerPassage): Row<'passages'> {
  const sourceText = JSON.stringify(source);
  const digest = createHash('sha256')
    .update(JSON.stringify([id, text, documentNumber, title, locator, sourceText]))
    .digest('hex');
  return {
    digest,
    passage_id: id,
    text,
    document_number: documentNumber,
    title,
    locator,
    source: sourceText,
  };
}
