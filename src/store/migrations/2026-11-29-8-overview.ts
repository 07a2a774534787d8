import type { Kysely, Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';
import { questionOfAnswer } from '../counted-question.ts';
import { addQuestion } from '../question-calls.ts';
import type { Tables } from '../tables.ts';

/** Answers that are counted at a time, so that a large database is not held in memory. */
const portion = 200;

/** Questions are counted by day for the overview, those of before too; and what administrators change while the program runs. */
export function overview({ text, numberedKey }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('counted_questions')
        .addColumn('id', numberedKey.type, numberedKey.build)
        .addColumn('day', text, (column) => column.notNull())
        .addColumn('channel', text, (column) => column.notNull())
        .addColumn('status', text, (column) => column.notNull())
        .addColumn('words', text, (column) => column.notNull())
        .addColumn('scheme', text, (column) => column.notNull())
        .addColumn('latency_ms', 'integer')
        .execute();
      // Each holds all that one table of the page needs: neither has to look into the rows.
      await db.schema
        .createIndex('counted_questions_by_kind')
        .on('counted_questions')
        .columns(['day', 'channel', 'status', 'words', 'scheme'])
        .execute();
      await db.schema
        .createIndex('counted_questions_by_latency')
        .on('counted_questions')
        .columns(['day', 'latency_ms'])
        .execute();
      await db.schema
        .createTable('cited_documents')
        .addColumn('digest', text, (column) => column.primaryKey())
        .addColumn('document_number', text)
        .addColumn('title', text, (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('counted_citations')
        .addColumn('id', numberedKey.type, numberedKey.build)
        .addColumn('day', text, (column) => column.notNull())
        .addColumn('document', text, (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('counted_citations_by_day')
        .on('counted_citations')
        .columns(['day', 'document'])
        .execute();
      await db.schema.createIndex('feedback_by_time').on('feedback').column('given_at').execute();
      await db.schema.createIndex('handovers_by_opening').on('handovers').column('opened_at').execute();
      await db.schema
        .createTable('run_settings')
        .addColumn('name', text, (column) => column.primaryKey())
        .addColumn('value', text, (column) => column.notNull())
        .addColumn('reason', text, (column) => column.notNull())
        .addColumn('note', text)
        .addColumn('changed_by', text, (column) => column.notNull())
        .addColumn('changed_at', text, (column) => column.notNull())
        .execute();
      await countAnswers(db);
    },
  };
}

async function countAnswers(db: Kysely<Tables>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('answers')
      .innerJoin('conversations', 'conversations.id', 'answers.conversation_id')
      .select(['answers.id', 'body', 'calculation', 'answered_at', 'channel'])
      .where('answers.id', '>', after)
      .orderBy('answers.id')
      .limit(portion)
      .execute();
    for (const { body, calculation, answered_at: at, channel } of rows) {
      const answer = {
        ...JSON.parse(body),
        calculation: calculation === null ? null : JSON.parse(calculation),
      };
      const known = typeof answer.timings?.total === 'number' ? answer.timings.total : null;
      await addQuestion(db, questionOfAnswer(answer, channel === 'telegram' ? 'telegram' : 'web', at, known));
    }
    after = rows.at(-1)?.id ?? '';
    if (rows.length < portion) return;
  }
}
