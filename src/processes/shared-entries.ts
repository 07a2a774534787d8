/**
 * What each of several processes has at hand, in a folder that they share: `<parent>/<prefix><machine>-<pid>-<random>/<id>/`
 * holds `state.json` and whatever belongs to it. Every process reads every entry; only the one whose folder it lies in writes
 * it. An entry changes hands by a rename, which of several only one can do: a process that finds its entry gone lets go of
 * it, and what a process left that has ended is taken over by the next one that looks.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';

const stateFile = 'state.json';
/** A living process says so more often; longer silence means that it has ended, on whatever machine. */
const silenceMs = 3 * 60_000;
const sweepMs = 30_000;
/** Of this process: several servers may run in one. */
const ownFolders = new Set<string>();

export interface SharedEntry<State> {
  readonly id: string;
  /** For the files that belong to it; only this user can read it. */
  readonly folder: string;
  readonly isOwn: boolean;
  readonly state: State;
}

export interface SharedEntries<State> {
  /** @param id hexadecimal, never used before @returns its folder @throws Error once it is closed, or when it cannot be written */
  add(id: string, state: State): string;
  /** @returns false when the entry is not in this process's hands any more */
  write(id: string, state: State): boolean;
  /** Whether the entry is still in this process's hands. */
  isHere(id: string): boolean;
  /** Wherever it lies; null for none. */
  find(id: string): Promise<SharedEntry<State> | null>;
  /** Of all processes, in no order. */
  all(): Promise<SharedEntry<State>[]>;
  /** Its files without the state; of this process alone. */
  clear(id: string): Promise<void>;
  /** Wherever it lies, with its files. */
  remove(id: string): Promise<void>;
  /** Says that this process lives, and takes over what others left. Runs by itself every half minute too. */
  sweep(): Promise<void>;
  /** Removes everything of this process, at once. */
  close(): void;
}

export interface SharedEntriesOptions<State> {
  /** Made when it is not there. */
  readonly parent: string;
  /** Begins the names of the folders: wenzheng-tables- */
  readonly prefix: string;
  readonly schema: z.ZodType<State>;
  readonly now: () => Date;
  /**
   * What becomes of an entry of a process that has ended: the state itself keeps it with its files, another one keeps that
   * alone, null removes it.
   */
  readonly takeOver: (state: State) => State | null;
}

export function createSharedEntries<State>(options: SharedEntriesOptions<State>): SharedEntries<State> {
  const { parent, prefix, schema, now, takeOver } = options;
  const machine = hostname().replaceAll(/[^\w.]/g, '_');
  const name = `${prefix}${machine}-${process.pid}-${randomBytes(4).toString('hex')}`;
  const own = join(parent, name);
  ownFolders.add(name);
  let isClosed = false;

  const makeOwn = (): void => {
    if (isClosed) throw new Error('the folder is closed');
    mkdirSync(own, { recursive: true, mode: 0o700 });
  };

  /** Readers find the former state or the new one, never a part. Small and not put through to the disk: quickly done. */
  function write(folder: string, id: string, state: State): boolean {
    const draft = join(folder, id, `${randomBytes(4).toString('hex')}.new`);
    try {
      writeFileSync(draft, JSON.stringify(state), { mode: 0o600, flag: 'wx' });
      renameSync(draft, join(folder, id, stateFile));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async function read(folder: string, id: string): Promise<State | null> {
    try {
      const found = schema.safeParse(JSON.parse(await readFile(join(folder, id, stateFile), 'utf8')));
      return found.success ? found.data : null;
    } catch {
      return null;
    }
  }

  async function others(): Promise<string[]> {
    const found = await readdir(parent).catch(() => []);
    return found.filter((each) => each !== name && partsOf(each) !== null);
  }
  function partsOf(folder: string): { readonly host: string; readonly pid: number } | null {
    const [, host, pid] = /^([\w.]+)-(\d+)-[0-9a-f]{8}$/.exec(folder.slice(prefix.length)) ?? [];
    return folder.startsWith(prefix) && host !== undefined ? { host, pid: Number(pid) } : null;
  }
  async function isLeft(folder: string): Promise<boolean> {
    const parts = partsOf(folder);
    if (parts === null || ownFolders.has(folder)) return false;
    if (parts.host === machine && !isAlive(parts.pid)) return true;
    const { mtimeMs } = await stat(join(parent, folder));
    return now().getTime() - mtimeMs > silenceMs;
  }

  /** Several may do it at once: what they write is the same, and the rename is one's. */
  async function take(folder: string, id: string): Promise<void> {
    const state = await read(folder, id);
    const next = state === null ? null : takeOver(state);
    // What cannot be read, or is not to be kept, goes with the folder.
    if (next === null) return;
    if (next !== state) {
      if (!write(folder, id, next)) return;
      await clear(folder, id);
    }
    makeOwn();
    await rename(join(folder, id), join(own, id)).catch(() => {});
  }

  async function sweep(): Promise<void> {
    const at = now();
    await utimes(own, at, at).catch(() => {});
    for (const each of await others()) {
      // Another process may be removing it as well.
      if (isClosed || !(await isLeft(each).catch(() => false))) continue;
      const folder = join(parent, each);
      for (const id of await readdir(folder).catch(() => [])) if (isId(id)) await take(folder, id);
      await rm(folder, { recursive: true, force: true }).catch(() => {});
    }
  }

  async function look(id: string): Promise<SharedEntry<State> | { readonly left: true } | null> {
    const mine = await read(own, id);
    if (mine !== null) return { id, folder: join(own, id), isOwn: true, state: mine };
    for (const each of await others()) {
      const state = await read(join(parent, each), id);
      if (state === null) continue;
      if (await isLeft(each).catch(() => true)) return { left: true };
      return { id, folder: join(parent, each, id), isOwn: false, state };
    }
    return null;
  }

  async function find(id: string): Promise<SharedEntry<State> | null> {
    if (!isId(id)) return null;
    // It may have changed hands between two looks.
    const found = (await look(id)) ?? (await look(id));
    if (found === null || !('left' in found)) return found;
    await sweep();
    const taken = await look(id);
    return taken === null || 'left' in taken ? null : taken;
  }

  const timer = setInterval(() => void sweep().catch(() => {}), sweepMs);
  timer.unref();

  return {
    add(id, state) {
      makeOwn();
      const folder = join(own, id);
      mkdirSync(folder, { mode: 0o700 });
      try {
        write(own, id, state);
      } catch (error) {
        rmSync(folder, { recursive: true, force: true });
        throw error;
      }
      return folder;
    },
    write: (id, state) => write(own, id, state),
    isHere: (id) => existsSync(join(own, id)),
    find,
    async all() {
      await sweep();
      const found: SharedEntry<State>[] = [];
      for (const each of [name, ...(await others())]) {
        const folder = join(parent, each);
        for (const id of await readdir(folder).catch(() => [])) {
          const state = isId(id) ? await read(folder, id) : null;
          if (state !== null) found.push({ id, folder: join(folder, id), isOwn: each === name, state });
        }
      }
      return found;
    },
    clear: (id) => clear(own, id),
    async remove(id) {
      const found = await find(id);
      if (found !== null && !found.isOwn) {
        makeOwn();
        const gone = join(own, `${randomBytes(4).toString('hex')}.gone`);
        // Out of its owner's hands first: what is still being written there finds no folder.
        await rename(found.folder, gone).catch(() => {});
        await rm(gone, { recursive: true, force: true });
      } else if (isId(id)) await rm(join(own, id), { recursive: true, force: true });
    },
    sweep,
    close() {
      isClosed = true;
      clearInterval(timer);
      ownFolders.delete(name);
      // A thread that is being ended may still add to it.
      rmSync(own, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function clear(folder: string, id: string): Promise<void> {
  const files = await readdir(join(folder, id)).catch(() => []);
  for (const file of files)
    if (file !== stateFile) await rm(join(folder, id, file), { recursive: true, force: true });
}

/** It comes from an address and becomes a path. */
const isId = (id: string): boolean => /^[0-9a-f]{16,64}$/.test(id);

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** This process itself has no folder but those that it knows. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
