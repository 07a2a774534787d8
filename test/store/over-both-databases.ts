import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { StoreOptions } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { findPostgres, startPostgres } from '../support/postgres.ts';
import type { TestPostgres } from '../support/postgres.ts';

export type Place = Omit<StoreOptions, 'logger'>;
export type Kind = Store['kind'];

/** What a suite runs over. */
export interface TestDatabase {
  readonly kind: Kind;
  /** One store for the tests of a file that do not mind each other. */
  readonly store: Store;
  /** Another opening of the same database. */
  readonly other: Store;
  /** A place for a database that is not there yet. */
  newPlace(): Promise<Place>;
}

const logger = createLogger('silent');
const bin = findPostgres(process.env);
const folder = mkdtempSync(join(tmpdir(), 'wenzheng-store-'));
const opened: Store[] = [];
const shared = new Map<Kind, Promise<{ store: Store; other: Store }>>();
let server: Promise<TestPostgres> | undefined;
let places = 0;

afterAll(async () => {
  for (const store of opened) await store.close();
  await (await server)?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens what is at a place; closed at the end of the file. */
export async function open(place: Place): Promise<Store> {
  const store = await openStore({ ...place, logger });
  opened.push(store);
  return store;
}

/** The same tests over the embedded database and over PostgreSQL, which is skipped where there is none. */
export function describeOverBoth(title: string, tests: (database: TestDatabase) => void): void {
  describeOver(['sqlite', 'postgres'], title, tests);
}

export function describeOver(
  kinds: readonly Kind[],
  title: string,
  tests: (database: TestDatabase) => void,
): void {
  for (const kind of kinds) {
    describe.skipIf(kind === 'postgres' && bin === undefined)(`${title} (${kind})`, () => {
      let stores: { store: Store; other: Store };
      beforeAll(async () => {
        const promised = shared.get(kind) ?? openTwo(kind);
        shared.set(kind, promised);
        stores = await promised;
      });
      tests({
        kind,
        get store() {
          return stores.store;
        },
        get other() {
          return stores.other;
        },
        newPlace: () => newPlace(kind),
      });
    });
  }
}

/** A place for a database that is not there yet. */
export async function newPlace(kind: Kind): Promise<Place> {
  const dataDir = join(folder, String(++places));
  if (kind === 'sqlite' || bin === undefined) return { dataDir };
  server ??= startPostgres(bin);
  return { dataDir, databaseUrl: await (await server).createDatabase() };
}

async function openTwo(kind: Kind): Promise<{ store: Store; other: Store }> {
  const place = await newPlace(kind);
  return { store: await open(place), other: await open(place) };
}
