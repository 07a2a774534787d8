import type { Database } from './tables.ts';

/** One of the two databases, opened: what the calls do not share. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Database;
  /** After rows were deleted: their words leave the files, and their space goes back. */
  giveSpaceBack(): Promise<void>;
  /** @throws WenzhengError where the database has a way of its own. */
  backup(file: string): Promise<void>;
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}
