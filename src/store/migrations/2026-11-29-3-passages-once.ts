import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

/** The table that is replaced, and what is read of it. */
interface Before {
  passages_of_answers: {
    answer_id: string;
    position: number;
    passage_id: string;
    text: string;
    score: number;
    parts: string;
    document_number: string | null;
    title: string;
    locator: string;
    source: string;
    used: number;
  };
}

const rowsAtOnce = 500;

/** The same passages stand under answer after answer: their words are kept once, which is four fifths of the space. */
export function passagesOnce({ text }: ColumnTypes): Migration {
  return {
    async up(db) {
      await db.schema.alterTable('answer_passages').renameTo('passages_of_answers').execute();
      await db.schema
        .createTable('passages')
        .addColumn('digest', text, (column) => column.primaryKey())
        .addColumn('passage_id', text, (column) => column.notNull())
        .addColumn('text', text, (column) => column.notNull())
        .addColumn('document_number', text)
        .addColumn('title', text, (column) => column.notNull())
        .addColumn('locator', text, (column) => column.notNull())
        .addColumn('source', text, (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('answer_passages')
        .addColumn('answer_id', text, (column) =>
          column.notNull().references('answers.id').onDelete('cascade'),
        )
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('digest', text, (column) => column.notNull())
        .addColumn('score', 'double precision', (column) => column.notNull())
        .addColumn('parts', text, (column) => column.notNull())
        .addColumn('used', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('answer_passages_by_position', ['answer_id', 'position'])
        .addForeignKeyConstraint('answer_passages_words', ['digest'], 'passages', ['digest'])
        .execute();
      await db.schema
        .createIndex('answer_passages_by_words')
        .on('answer_passages')
        .column('digest')
        .execute();
      await moveRows(db);
      await db.schema.dropTable('passages_of_answers').execute();
    },
  };
}

async function moveRows(db: Kysely<Before & Record<string, Record<string, unknown>>>): Promise<void> {
  for (let after = { answer_id: '', position: -1 }; ; ) {
    const rows = await db
      .selectFrom('passages_of_answers')
      .selectAll()
      .where(sql<boolean>`(answer_id, position) > (${after.answer_id}, ${after.position})`)
      .orderBy('answer_id')
      .orderBy('position')
      .limit(rowsAtOnce)
      .execute();
    for (const { answer_id, position, score, parts, used, ...words } of rows) {
      const digest = createHash('sha256')
        .update(
          JSON.stringify([
            words.passage_id,
            words.text,
            words.document_number,
            words.title,
            words.locator,
            words.source,
          ]),
        )
        .digest('hex');
      await db
        .insertInto('passages')
        .values({ digest, ...words })
        .onConflict((conflict) => conflict.column('digest').doNothing())
        .execute();
      await db
        .insertInto('answer_passages')
        .values({ answer_id, position, digest, score, parts, used })
        .execute();
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last;
  }
}
