import { expect, it, vi } from 'vitest';
import { findPostgres } from '../support/postgres.ts';

it('a missing PostgreSQL fails the tests in CI, and is said aloud elsewhere', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const environment = { POSTGRES_BIN: '/nowhere' };
  expect(() => findPostgres({ ...environment, CI: 'true' })).toThrow('apt-get install postgresql');
  expect(findPostgres(environment)).toBeUndefined();
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('apt-get install postgresql'));
  warn.mockRestore();
});
