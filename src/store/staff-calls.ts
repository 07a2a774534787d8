import { sql } from 'kysely';
import { randomId } from './random-id.ts';
import { type StaffAccount, type StaffCalls, type StaffSession, staffRoles } from './staff-records.ts';
import type { Database, Row } from './tables.ts';

/** Everything of an account but the hash of its password. */
const columns = [
  'staff_accounts.id',
  'login_name',
  'display_name',
  'roles',
  'is_disabled',
  'must_change_password',
  'staff_accounts.created_at',
  'last_sign_in_at',
] as const;

export function staffCalls(db: Database): StaffCalls {
  return {
    async create({ loginName, displayName, roles, passwordHash, mustChangePassword }, at) {
      const row = await db
        .insertInto('staff_accounts')
        .values({
          id: randomId(12),
          login_name: loginName,
          display_name: displayName,
          roles: roles.join(','),
          is_disabled: 0,
          password_hash: passwordHash,
          must_change_password: Number(mustChangePassword),
          created_at: at,
          last_sign_in_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning(columns)
        .executeTakeFirst();
      return row ? accountOf(row) : null;
    },

    async byId(id) {
      const row = await db
        .selectFrom('staff_accounts')
        .select(columns)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? accountOf(row) : null;
    },

    async byLoginName(loginName) {
      const row = await db
        .selectFrom('staff_accounts')
        .select(columns)
        .where('login_name', '=', loginName)
        .executeTakeFirst();
      return row ? accountOf(row) : null;
    },

    async list() {
      const rows = await db.selectFrom('staff_accounts').select(columns).orderBy('display_name').execute();
      return rows.map(accountOf);
    },

    async passwordHash(id) {
      const row = await db
        .selectFrom('staff_accounts')
        .select('password_hash')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.password_hash ?? null;
    },

    async change(id, { roles, isDisabled, mustChangePassword, lastSignInAt, passwordHash }) {
      await takeTurn(db);
      const row = await db
        .updateTable('staff_accounts')
        // What is not changed is undefined, and Kysely leaves it out.
        .set({
          roles: roles?.join(','),
          is_disabled: isDisabled === undefined ? undefined : Number(isDisabled),
          must_change_password: mustChangePassword === undefined ? undefined : Number(mustChangePassword),
          last_sign_in_at: lastSignInAt,
          password_hash: passwordHash,
        })
        .where('id', '=', id)
        .returning(columns)
        .executeTakeFirst();
      return row ? accountOf(row) : null;
    },

    async addSession({ tokenHash, accountId, createdAt, lastUsedAt, expiresAt }) {
      await db
        .insertInto('staff_sessions')
        .values({
          token_hash: tokenHash,
          account_id: accountId,
          created_at: createdAt,
          last_used_at: lastUsedAt,
          expires_at: expiresAt,
        })
        .execute();
    },

    async session(tokenHash) {
      const row = await db
        .selectFrom('staff_sessions')
        .innerJoin('staff_accounts', 'staff_accounts.id', 'account_id')
        .select([
          ...columns,
          'token_hash',
          'staff_sessions.created_at as began_at',
          'last_used_at',
          'expires_at',
        ])
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      if (!row) return null;
      const session: StaffSession = {
        tokenHash: row.token_hash,
        accountId: row.id,
        createdAt: row.began_at,
        lastUsedAt: row.last_used_at,
        expiresAt: row.expires_at,
      };
      return { session, account: accountOf(row) };
    },

    async touchSession(tokenHash, at) {
      await db
        .updateTable('staff_sessions')
        .set({ last_used_at: at })
        .where('token_hash', '=', tokenHash)
        .where('last_used_at', '<', at)
        .execute();
    },

    async endSession(tokenHash) {
      await db.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute();
    },

    async endSessions(accountId) {
      const ended = await db
        .deleteFrom('staff_sessions')
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return Number(ended.numDeletedRows);
    },
  };
}

/** Two administrators who take each other's role at one moment must not both find the other one still there. */
async function takeTurn(db: Database): Promise<void> {
  await db
    .insertInto('counters')
    .values({ name: 'staff changes', value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql<number>`counters.value + 1` }))
    .execute();
}

function accountOf(row: Omit<Row<'staff_accounts'>, 'password_hash'>): StaffAccount {
  const held = row.roles.split(',');
  return {
    id: row.id,
    loginName: row.login_name,
    displayName: row.display_name,
    roles: staffRoles.filter((role) => held.includes(role)),
    isDisabled: row.is_disabled === 1,
    mustChangePassword: row.must_change_password === 1,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  };
}
