/**
 * A folder of this process for tables that people have handed in: only its user can read it, and what a process that
 * was killed left behind is removed by the next one.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const prefix = 'wenzheng-tables-';
/** A living process says so more often; longer silence means that it has ended, on whatever machine. */
const silenceMs = 10 * 60_000;
/** Of this process: several servers may run in one. */
const ownFolders = new Set<string>();

export interface PrivateFolder {
  /** Makes the folder when there is none, and one in it. @throws Error once it is closed. */
  add(name: string): Promise<string>;
  remove(name: string): Promise<void>;
  /** Says that this process lives, and removes what others left. @param now of the file system's clock */
  sweep(now: Date): Promise<void>;
  /** At once, with everything in it. */
  close(): void;
}

/** @param parent where the folder is made, shared with other processes. */
export function createPrivateFolder(parent: string): PrivateFolder {
  const machine = hostname().replaceAll(/[^\w.]/g, '_');
  const name = `${prefix}${machine}-${process.pid}-${randomBytes(4).toString('hex')}`;
  const own = join(parent, name);
  ownFolders.add(name);
  let isClosed = false;

  async function isLeft(found: string, now: Date): Promise<boolean> {
    const [, host, pid] = /^wenzheng-tables-([\w.]+)-(\d+)-[0-9a-f]{8}$/.exec(found) ?? [];
    if (host === undefined || ownFolders.has(found)) return false;
    if (host === machine && !isAlive(Number(pid))) return true;
    const { mtimeMs } = await stat(join(parent, found));
    return now.getTime() - mtimeMs > silenceMs;
  }

  return {
    async add(each) {
      if (isClosed) throw new Error('the folder is closed');
      await mkdir(own, { recursive: true, mode: 0o700 });
      const folder = join(own, each);
      await mkdir(folder, { mode: 0o700 });
      return folder;
    },
    remove: (each) => rm(join(own, each), { recursive: true, force: true }),
    async sweep(now) {
      await utimes(own, now, now).catch(() => {});
      const found = await readdir(parent).catch(() => []);
      for (const each of found) {
        // Another process may be removing it as well.
        if (await isLeft(each, now).catch(() => false))
          await rm(join(parent, each), { recursive: true, force: true }).catch(() => {});
      }
    },
    close() {
      isClosed = true;
      ownFolders.delete(name);
      // A thread that is being ended may still add to it.
      rmSync(own, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

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
