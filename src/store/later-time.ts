import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** The later of what the column holds and `at`: a message that was sent earlier but arrives late does not age its row. */
export function laterTime(column: string, at: string): RawBuilder<string> {
  return sql<string>`case when ${sql.ref(column)} < ${at} then ${at} else ${sql.ref(column)} end`;
}
