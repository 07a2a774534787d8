/**
 * Tables that people at the desk have handed in: they wait in turn, one is computed at a time by each process, and what came
 * out is kept for a while for whoever handed it in. Nothing of it is in the store. Every process on the data folder tells how
 * far a table is, gives out its result and removes it; the one that took it computes it.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSharedEntries, type SharedEntry } from '../processes/shared-entries.ts';
import { runTableThread, type TableThreadOptions } from './run-table-thread.ts';
import { type KeptTable, keptTableSchema, type TableJob } from './table-job.ts';

export const resultFormats = ['xlsx', 'csv'] as const;
export type ResultFormat = (typeof resultFormats)[number];

export interface GivenTable extends Pick<TableJob, 'owner' | 'name' | 'scheme' | 'asOf'> {
  readonly bytes: Uint8Array;
  /** Ids of those that rows may name. */
  readonly schemes: readonly string[];
}

export interface TableJobsOptions extends Pick<TableThreadOptions, 'thread' | 'onFault'> {
  /** Shared by all processes; nobody but their user can read what is put there. */
  readonly folder: string;
  readonly now: () => Date;
  /** Told of each table that was computed; what it throws is told to `onFault`. */
  readonly onDone?: (job: TableJob) => Promise<void>;
  readonly limits?: Partial<typeof tableLimits>;
}

export const tableLimits = {
  rows: 100_000,
  /** Tables of one owner, those that are done too. */
  own: 10,
  /** Tables of everybody. */
  all: 60,
  /** Of everybody, inputs and results. */
  keptBytes: 2 * 1024 ** 3,
  keepMs: 60 * 60_000,
  timeoutMs: 10 * 60_000,
  sweepMs: 60_000,
};

export interface TableJobs {
  /** @returns a sentence where it cannot be taken now. */
  add(given: GivenTable): Promise<TableJob | string>;
  /** The newest first. */
  list(owner: string): Promise<TableJob[]>;
  /** null for what is not there, or somebody else's. */
  find(owner: string, id: string): Promise<TableJob | null>;
  /** The file of a table that is done; null for what is not there. */
  result(owner: string, id: string, format: ResultFormat): Promise<string | null>;
  /** Ends it where it runs, and removes everything of it. */
  remove(owner: string, id: string): Promise<void>;
  /** Removes what has been kept long enough, and takes over what processes that have ended left. */
  sweep(): Promise<void>;
  /** Ends what runs and removes everything of this process. */
  close(): void;
}

/** A table that waits or runs in this process. */
interface Going {
  readonly input: string;
  readonly folder: string;
  readonly schemes: readonly string[];
  readonly stop: AbortController;
  job: KeptTable;
}

/** Milliseconds between two notes of how far a table is, and two looks whether somebody has cancelled it elsewhere. */
const noteMs = 500;
const interrupted = '计算这份表格的服务中途停了，请再上传一次。';

export function createTableJobs(options: TableJobsOptions): TableJobs {
  const { folder, now, onDone, onFault, thread } = options;
  const limits = { ...tableLimits, ...options.limits };
  const until = (): Date => new Date(now().getTime() + limits.keepMs);
  const entries = createSharedEntries<KeptTable>({
    parent: folder,
    prefix: 'wenzheng-tables-',
    schema: keptTableSchema,
    now,
    takeOver: (job) =>
      job.until === null
        ? { ...job, state: 'refused', bytes: 0, sentence: interrupted, until: until() }
        : job,
  });
  const going = new Map<string, Going>();
  /** Whose table was begun when: whoever waited longest since comes next. */
  const lastBegun = new Map<string, number>();
  let begun = 0;
  let isWorking = false;
  /** The table that is being computed, until its thread is gone. */
  let current: { readonly id: string; readonly ended: Promise<void> } | null = null;
  let lastAdded: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const isOver = ({ until: last }: Pick<KeptTable, 'until'>): boolean =>
    last !== null && last.getTime() <= now().getTime();

  function letGo(id: string): void {
    going.get(id)?.stop.abort();
    going.delete(id);
  }
  /** Tells every process; a table that is not here any more was cancelled at another one. */
  function note(id: string, changes: Partial<KeptTable>): void {
    const each = going.get(id);
    if (each === undefined) return;
    each.job = { ...each.job, ...changes };
    try {
      if (!entries.write(id, each.job)) letGo(id);
    } catch (error) {
      // It is computed all the same; what comes next may be written again.
      onFault(faultNamed(error));
    }
  }
  /** It waits and runs no longer. What cannot be told is removed: nobody may wait for it. */
  async function end(id: string, table: Going, changes: Partial<KeptTable>): Promise<void> {
    going.delete(id);
    table.job = { ...table.job, ...changes, until: until() };
    try {
      entries.write(id, table.job);
    } catch (error) {
      onFault(faultNamed(error));
      await entries.remove(id).catch(() => {});
    }
  }

  /** Each owner in turn, the one who was served longest ago first; tables of one owner as they came. */
  function inTurn(): { readonly id: string; readonly table: Going }[] {
    const served = new Map(lastBegun);
    let turn = begun;
    const left = [...going].filter(([, { job }]) => job.state === 'waiting');
    const ordered: { readonly id: string; readonly table: Going }[] = [];
    while (left.length > 0) {
      const since = ([, { job }]: (typeof left)[number]): number => served.get(job.owner.id) ?? 0;
      const next = left.reduce((first, each) => (since(each) < since(first) ? each : first));
      const [id, table] = next;
      served.set(table.job.owner.id, (turn += 1));
      left.splice(left.indexOf(next), 1);
      ordered.push({ id, table });
    }
    return ordered;
  }
  function tellTurns(): void {
    for (const [at, { id, table }] of inTurn().entries()) {
      const ahead = at + (current === null ? 0 : 1);
      if (table.job.ahead !== ahead) note(id, { ahead });
    }
  }

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    for (let [next] = inTurn(); next !== undefined; [next] = inTurn()) {
      const { id, table } = next;
      const ended = compute(id, table).catch((error: unknown) => giveUp(id, table, error));
      current = { id, ended };
      tellTurns();
      await ended;
      current = null;
    }
    isWorking = false;
  }

  async function giveUp(id: string, table: Going, error: unknown): Promise<void> {
    // Cancelled at another process, its files are gone.
    if (!going.has(id) || !entries.isHere(id)) return letGo(id);
    onFault(faultNamed(error));
    await end(id, table, { state: 'refused', sentence: unexpected, bytes: 0 });
    await entries.clear(id).catch(() => {});
  }

  async function compute(id: string, table: Going): Promise<void> {
    const { input, schemes, stop, job } = table;
    begun += 1;
    lastBegun.set(job.owner.id, begun);
    note(id, { state: 'running', ahead: 0 });
    let progress = 0;
    const noting = setInterval(() => {
      if (progress !== table.job.progress) note(id, { progress });
      else if (!entries.isHere(id)) letGo(id);
    }, noteMs);
    const outputs = resultFormats.map((format) => join(table.folder, `result.${format}`));
    const { scheme, asOf } = job;
    const outcome = await runTableThread(
      { input, folder: table.folder, outputs, scheme, schemes: [...schemes], asOf, mostRows: limits.rows },
      {
        thread,
        signal: stop.signal,
        timeoutMs: limits.timeoutMs,
        onProgress: (rows, of) => {
          progress = of === 0 ? 0 : rows / of;
        },
        onFault,
      },
    ).finally(() => clearInterval(noting));
    if (!going.has(id)) return;
    if (outcome.kind !== 'done') {
      // The input is not needed any more, nor what an unfinished writing left.
      await entries.clear(id);
      if (outcome.kind === 'refused')
        await end(id, table, { state: 'refused', sentence: outcome.sentence, bytes: 0 });
      return;
    }
    const sizes = await Promise.all(outputs.map(async (file) => (await stat(file)).size));
    await end(id, table, {
      state: 'done',
      summary: outcome.summary,
      sha256: outcome.sha256,
      bytes: job.bytes + sizes.reduce((sum, size) => sum + size, 0),
    });
    // The table is done all the same when this cannot be recorded.
    await onDone?.({ id, ...table.job }).catch((error: unknown) => onFault(faultNamed(error)));
  }

  async function whyNot(owner: string, size: number): Promise<string | null> {
    const all = (await entries.all()).map(({ state }) => state).filter((job) => !isOver(job));
    if (all.filter((job) => job.owner.id === owner).length >= limits.own)
      return `您已经有${limits.own}份表格，请先删除不用的，再上传。`;
    const bytes = all.reduce((sum, job) => sum + job.bytes, size);
    if (isClosed || all.length >= limits.all || bytes > limits.keptBytes)
      return '现在上传的人太多，服务器放不下，请过半小时再上传。';
    return null;
  }

  async function addNow({
    owner,
    name,
    bytes,
    scheme,
    schemes,
    asOf,
  }: GivenTable): Promise<TableJob | string> {
    await sweep();
    const refused = await whyNot(owner.id, bytes.length);
    if (refused !== null) return refused;
    const id = randomBytes(16).toString('hex');
    const job: KeptTable = {
      owner,
      name,
      scheme,
      asOf,
      bytes: bytes.length,
      addedAt: now(),
      state: 'waiting',
      ahead: 0,
      progress: 0,
      summary: null,
      sha256: null,
      sentence: null,
      until: null,
    };
    const into = entries.add(id, job);
    const input = join(into, isArchive(bytes) ? 'input.xlsx' : 'input.csv');
    try {
      await writeFile(input, bytes, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      await entries.remove(id);
      throw error;
    }
    const table: Going = { input, folder: into, schemes, stop: new AbortController(), job };
    going.set(id, table);
    tellTurns();
    void work();
    return { id, ...table.job };
  }

  const owned = async (owner: string, id: string): Promise<SharedEntry<KeptTable> | null> => {
    const found = await entries.find(id);
    return found === null || found.state.owner.id !== owner || isOver(found.state) ? null : found;
  };

  async function remove(id: string): Promise<void> {
    letGo(id);
    // The thread that was ended may still have been writing.
    if (current?.id === id) await current.ended;
    await entries.remove(id);
    tellTurns();
  }

  async function sweep(): Promise<void> {
    for (const { id, isOwn, state } of await entries.all()) if (isOwn && isOver(state)) await remove(id);
  }

  const timer = setInterval(() => void sweep().catch(() => {}), limits.sweepMs);
  timer.unref();
  void sweep().catch(() => {});

  return {
    add(given) {
      // One after the other: several that come at once are all counted.
      const added = lastAdded.then(() => addNow(given));
      lastAdded = added.catch(() => {});
      return added;
    },
    async list(owner) {
      return (await entries.all())
        .filter(({ state }) => state.owner.id === owner && !isOver(state))
        .map(({ id, state }) => ({ id, ...state }))
        .toSorted((left, right) => right.addedAt.getTime() - left.addedAt.getTime());
    },
    async find(owner, id) {
      const found = await owned(owner, id);
      return found === null ? null : { id, ...found.state };
    },
    async result(owner, id, format) {
      const found = await owned(owner, id);
      return found?.state.state === 'done' ? join(found.folder, `result.${format}`) : null;
    },
    async remove(owner, id) {
      if ((await owned(owner, id)) !== null) await remove(id);
    },
    sweep,
    close() {
      isClosed = true;
      clearInterval(timer);
      for (const id of going.keys()) letGo(id);
      entries.close();
    },
  };
}

const unexpected = '这份表格没有算成，是程序出了问题，请再上传一次，还不行就把时间告诉管理员。';

const faultNamed = (error: unknown) => ({
  fault: error instanceof Error ? error.name : typeof error,
  at: [],
});

/** An .xlsx file, or an older or encrypted one, which the reader tells apart; by its first bytes, whatever it is called. */
function isArchive(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
}
