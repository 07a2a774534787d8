import type { CitationCalls } from './overview-records.ts';
import type { Database } from './tables.ts';

/** Read from the index by day alone, which holds both columns: 90 days of a busy office are some 100,000 entries. */
export function citationCalls(db: Database): CitationCalls {
  return {
    async since(from, documentNumber, title) {
      // Under another title it was the same document, where it has a number.
      const named = db
        .selectFrom('cited_documents')
        .select('digest')
        .where((where) =>
          documentNumber === null
            ? where.and([where('document_number', 'is', null), where('title', '=', title)])
            : where('document_number', '=', documentNumber),
        );
      const row = await db
        .selectFrom('counted_citations')
        .select(({ fn }) => [fn.countAll<number | string>().as('count'), fn.max('day').as('last')])
        .where('day', '>=', from)
        .where('document', 'in', named)
        .executeTakeFirstOrThrow();
      return { count: Number(row.count), lastDay: row.last };
    },
  };
}
