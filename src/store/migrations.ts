import type { Migration } from 'kysely';
import type { ColumnTypes } from './column-types.ts';
import { conversations } from './migrations/2026-11-29-1-conversations.ts';
import { channels } from './migrations/2026-11-29-2-channels.ts';
import { passagesOnce } from './migrations/2026-11-29-3-passages-once.ts';
import { modelUsage } from './migrations/2026-11-29-4-model-usage.ts';
import { staff } from './migrations/2026-11-29-5-staff.ts';
import { desk } from './migrations/2026-11-29-6-desk.ts';
import { apiTokens } from './migrations/2026-11-29-7-api-tokens.ts';
import { overview } from './migrations/2026-11-29-8-overview.ts';
import { gapListing } from './migrations/2026-11-29-9-gap-listing.ts';

/**
 * Every change of the tables, by name; the order of the names is the order of running. Forward only: a migration that
 * was released is never edited, the next one mends it.
 */
export function migrations(types: ColumnTypes): Record<string, Migration> {
  return {
    '2026-11-29-1-conversations': conversations(types),
    '2026-11-29-2-channels': channels(types),
    '2026-11-29-3-passages-once': passagesOnce(types),
    '2026-11-29-4-model-usage': modelUsage(types),
    '2026-11-29-5-staff': staff(types),
    '2026-11-29-6-desk': desk(types),
    '2026-11-29-7-api-tokens': apiTokens(types),
    '2026-11-29-8-overview': overview(types),
    '2026-11-29-9-gap-listing': gapListing(types),
  };
}
