import type { Database } from './tables.ts';

/** One of the two databases, opened: what the calls do not share. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Database;
  /** After the rows of a person were deleted: their words leave the files. */
  wipeDeleted(): Promise<void>;
  /** The same after many rows were deleted, and their space goes back. */
  giveSpaceBack(): Promise<void>;
  /** @throws WenzhengError where the database has a way of its own. */
  backup(file: string): Promise<void>;
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}
