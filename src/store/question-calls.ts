import { createHash } from 'node:crypto';
import type { CitedDocument, CountedQuestion, QuestionCalls } from './overview-records.ts';
import type { Database } from './tables.ts';
import { inTransaction } from './transaction.ts';

export function questionCalls(db: Database): QuestionCalls {
  return {
    add: (question) => inTransaction(db, (transaction) => addQuestion(transaction, question)),
  };
}

/**
 * To be called within a transaction. Only ever adds rows: two processes that counted up one row would stand in each
 * other's way with every answer.
 */
export async function addQuestion(db: Database, question: CountedQuestion): Promise<void> {
  const { day, channel, status, scheme, words, latencyMs, documents } = question;
  await db
    .insertInto('counted_questions')
    .values({
      day,
      channel,
      status,
      words,
      scheme: scheme ?? '',
      latency_ms: latencyMs === null ? null : toTwoDigits(latencyMs),
    })
    .execute();
  if (documents.length === 0) return;
  const rows = documents.map((document) => ({
    digest: digestOf(document),
    document_number: document.documentNumber,
    title: document.title,
  }));
  await db
    .insertInto('cited_documents')
    // Always in one order: two processes that add the same documents never wait for each other in a ring.
    .values(rows.toSorted((a, b) => (a.digest < b.digest ? -1 : 1)))
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  await db
    .insertInto('counted_citations')
    .values(rows.map(({ digest }) => ({ day, document: digest })))
    .execute();
}

/** Few different lengths, so that a day is read by its lengths and not by its questions. */
export function toTwoDigits(milliseconds: number): number {
  const whole = Math.max(0, Math.min(Math.round(milliseconds), 2 ** 31 - 1));
  const unit = 10 ** Math.max(0, String(whole).length - 2);
  return Math.min(Math.round(whole / unit) * unit, 2 ** 31 - 1);
}

function digestOf({ documentNumber, title }: CitedDocument): string {
  return createHash('sha256')
    .update(JSON.stringify([documentNumber, title]))
    .digest('hex');
}
