import { type ApiToken, type ApiTokenCalls, apiScopes } from './api-token-records.ts';
import { randomId } from './random-id.ts';
import type { Database, Row } from './tables.ts';

/** Everything but the hash. */
const columns = [
  'id',
  'name',
  'scopes',
  'per_minute',
  'created_at',
  'created_by',
  'expires_at',
  'last_used_at',
  'revoked_at',
] as const;

export function apiTokenCalls(db: Database): ApiTokenCalls {
  const found = async (column: 'id' | 'name' | 'token_hash', value: string): Promise<ApiToken | null> => {
    const row = await db
      .selectFrom('api_tokens')
      .select(columns)
      .where(column, '=', value)
      .executeTakeFirst();
    return row ? tokenOf(row) : null;
  };
  return {
    async create({ name, scopes, perMinute, tokenHash, createdAt, createdBy, expiresAt }) {
      const row = await db
        .insertInto('api_tokens')
        .values({
          id: randomId(12),
          name,
          token_hash: tokenHash,
          scopes: scopes.join(','),
          per_minute: perMinute,
          created_at: createdAt,
          created_by: createdBy,
          expires_at: expiresAt,
          last_used_at: null,
          revoked_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning(columns)
        .executeTakeFirst();
      return row ? tokenOf(row) : null;
    },
    byHash: (tokenHash) => found('token_hash', tokenHash),
    byId: (id) => found('id', id),
    byName: (name) => found('name', name),
    async list() {
      const rows = await db
        .selectFrom('api_tokens')
        .select(columns)
        .orderBy('created_at', 'desc')
        .orderBy('name')
        .execute();
      return rows.map(tokenOf);
    },
    async revoke(id, at) {
      const row = await db
        .updateTable('api_tokens')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .returning(columns)
        .executeTakeFirst();
      return row ? tokenOf(row) : null;
    },
    async touch(id, at) {
      await db.updateTable('api_tokens').set({ last_used_at: at }).where('id', '=', id).execute();
    },
  };
}

function tokenOf(row: Omit<Row<'api_tokens'>, 'token_hash'>): ApiToken {
  const held = row.scopes.split(',');
  return {
    id: row.id,
    name: row.name,
    scopes: apiScopes.filter((scope) => held.includes(scope)),
    perMinute: row.per_minute,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
