/**
 * Tables that people at the desk have handed in: they wait in turn, one is computed at a time, and what came out is kept for
 * a while for whoever handed it in. Nothing of it is in the store; with the process it is gone.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrivateFolder } from './private-folder.ts';
import { runTableThread, type TableThreadOptions } from './run-table-thread.ts';
import type { TableSummary } from './summarise-table.ts';

export const resultFormats = ['xlsx', 'csv'] as const;
export type ResultFormat = (typeof resultFormats)[number];

/** Who handed a table in. */
export interface TableOwner {
  readonly id: string;
  /** As in the audit. */
  readonly name: string;
}

export interface GivenTable {
  readonly owner: TableOwner;
  /** As its owner knows it; shown to nobody else, and kept nowhere but here. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For rows that name no calculator themselves. */
  readonly scheme: string;
  /** Ids of those that rows may name. */
  readonly schemes: readonly string[];
  readonly asOf: string;
}

export type TableState = 'waiting' | 'running' | 'done' | 'refused';

export interface TableJob extends Omit<GivenTable, 'bytes' | 'schemes'> {
  readonly id: string;
  readonly addedAt: Date;
  readonly state: TableState;
  /** While it waits: how many are computed before it. */
  readonly ahead: number;
  /** While it runs, between 0 and 1. */
  readonly progress: number;
  /** When done. */
  readonly summary: TableSummary | null;
  readonly sha256: string | null;
  /** When refused: one sentence with the remedy. */
  readonly sentence: string | null;
  /** When it is removed; null while it waits or runs. */
  readonly until: Date | null;
}

export interface TableJobsOptions extends Pick<TableThreadOptions, 'thread' | 'onFault'> {
  readonly folder: PrivateFolder;
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
  list(owner: string): TableJob[];
  /** null for what is not there, or somebody else's. */
  find(owner: string, id: string): TableJob | null;
  /** The file of a table that is done; null for what is not there. */
  result(owner: string, id: string, format: ResultFormat): string | null;
  /** Ends it where it runs, and removes everything of it. */
  remove(owner: string, id: string): Promise<void>;
  /** Removes what has been kept long enough, and what other processes left. */
  sweep(): Promise<void>;
  /** Ends what runs and removes everything. */
  close(): void;
}

interface Kept extends Omit<TableJob, 'ahead' | 'bytes'> {
  readonly folder: string;
  readonly schemes: readonly string[];
  readonly input: string;
  readonly isWritten: boolean;
  readonly stop: AbortController;
  bytes: number;
}

export function createTableJobs(options: TableJobsOptions): TableJobs {
  const { folder, now, onDone, onFault, thread } = options;
  const limits = { ...tableLimits, ...options.limits };
  const jobs = new Map<string, Kept>();
  /** Whose table was begun when: whoever waited longest since comes next. */
  const lastBegun = new Map<string, number>();
  let begun = 0;
  let isWorking = false;
  /** The table that is being computed, until its thread is gone. */
  let current: { readonly id: string; readonly ended: Promise<void> } | null = null;
  let isClosed = false;

  const change = (id: string, changes: Partial<Kept>): void => {
    const job = jobs.get(id);
    if (job !== undefined) jobs.set(id, { ...job, ...changes });
  };
  const isOver = ({ until }: Kept): boolean => until !== null && until.getTime() <= now().getTime();
  const own = (owner: string, id: string): Kept | null => {
    const job = jobs.get(id);
    return job === undefined || job.owner.id !== owner || isOver(job) ? null : job;
  };
  /** Each owner in turn, the one who was served longest ago first; tables of one owner as they came. */
  function inTurn(): Kept[] {
    const served = new Map(lastBegun);
    let turn = begun;
    const left = [...jobs.values()].filter(({ state, isWritten }) => state === 'waiting' && isWritten);
    const ordered: Kept[] = [];
    while (left.length > 0) {
      const since = ({ owner }: Kept): number => served.get(owner.id) ?? 0;
      const next = left.reduce((first, each) => (since(each) < since(first) ? each : first));
      served.set(next.owner.id, (turn += 1));
      left.splice(left.indexOf(next), 1);
      ordered.push(next);
    }
    return ordered;
  }
  const shown = (job: Kept): TableJob => ({
    ...job,
    ahead: job.state === 'waiting' ? Math.max(inTurn().indexOf(job), 0) + (current === null ? 0 : 1) : 0,
  });

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    for (let [next] = inTurn(); next !== undefined; [next] = inTurn()) {
      const { id } = next;
      const ended = compute(next).catch((error: unknown) => giveUp(id, error));
      current = { id, ended };
      await ended;
      current = null;
    }
    isWorking = false;
  }

  async function giveUp(id: string, error: unknown): Promise<void> {
    onFault(faultNamed(error));
    await folder.remove(id).catch(() => {});
    refuse(id, unexpected);
  }

  const until = (): Date => new Date(now().getTime() + limits.keepMs);
  const refuse = (id: string, sentence: string): void =>
    change(id, { state: 'refused', sentence, until: until() });

  async function compute(job: Kept): Promise<void> {
    const { id, owner, input, schemes, scheme, asOf, stop } = job;
    begun += 1;
    lastBegun.set(owner.id, begun);
    change(id, { state: 'running' });
    const outputs = resultFormats.map((format) => join(job.folder, `result.${format}`));
    const outcome = await runTableThread(
      { input, folder: job.folder, outputs, scheme, schemes: [...schemes], asOf, mostRows: limits.rows },
      {
        thread,
        signal: stop.signal,
        timeoutMs: limits.timeoutMs,
        onProgress: (rows, of) => change(id, { progress: of === 0 ? 0 : rows / of }),
        onFault,
      },
    );
    if (outcome.kind !== 'done') {
      // The input is not needed any more, nor what an unfinished writing left.
      await folder.remove(id);
      if (outcome.kind === 'refused') refuse(id, outcome.sentence);
      return;
    }
    const sizes = await Promise.all(outputs.map(async (file) => (await stat(file)).size));
    change(id, {
      until: until(),
      state: 'done',
      summary: outcome.summary,
      sha256: outcome.sha256,
      bytes: job.bytes + sizes.reduce((sum, size) => sum + size, 0),
    });
    const done = jobs.get(id);
    // The table is done all the same when this cannot be recorded.
    if (done !== undefined) await onDone?.(shown(done)).catch((error: unknown) => onFault(faultNamed(error)));
  }

  function whyNot(owner: string, size: number): string | null {
    const all = [...jobs.values()].filter((job) => !isOver(job));
    if (all.filter((job) => job.owner.id === owner).length >= limits.own)
      return `您已经有${limits.own}份表格，请先删除不用的，再上传。`;
    const bytes = all.reduce((sum, job) => sum + job.bytes, size);
    if (isClosed || all.length >= limits.all || bytes > limits.keptBytes)
      return '现在上传的人太多，服务器放不下，请过半小时再上传。';
    return null;
  }

  async function remove(id: string): Promise<void> {
    const job = jobs.get(id);
    jobs.delete(id);
    job?.stop.abort();
    // The thread that was ended may still have been writing.
    if (current?.id === id) await current.ended;
    await folder.remove(id);
  }

  async function sweep(): Promise<void> {
    for (const job of jobs.values()) if (isOver(job)) await remove(job.id);
    for (const owner of lastBegun.keys())
      if (![...jobs.values()].some((job) => job.owner.id === owner)) lastBegun.delete(owner);
    await folder.sweep(now());
  }

  const timer = setInterval(() => void sweep().catch(() => {}), limits.sweepMs);
  timer.unref();
  void sweep().catch(() => {});

  return {
    async add({ owner, name, bytes, scheme, schemes, asOf }) {
      await sweep();
      const refused = whyNot(owner.id, bytes.length);
      if (refused !== null) return refused;
      const id = randomBytes(16).toString('hex');
      const into = await folder.add(id);
      const input = join(into, isArchive(bytes) ? 'input.xlsx' : 'input.csv');
      const job: Kept = {
        id,
        owner,
        name,
        scheme,
        schemes,
        asOf,
        input,
        folder: into,
        bytes: bytes.length,
        addedAt: now(),
        state: 'waiting',
        isWritten: false,
        progress: 0,
        summary: null,
        sha256: null,
        sentence: null,
        until: null,
        stop: new AbortController(),
      };
      // In the list before it is written: several that come at once are all counted.
      jobs.set(id, job);
      try {
        await writeFile(input, bytes, { mode: 0o600, flag: 'wx' });
      } catch (error) {
        await remove(id);
        throw error;
      }
      change(id, { isWritten: true });
      void work();
      return shown(jobs.get(id) ?? job);
    },
    list: (owner) =>
      [...jobs.values()]
        .filter((job) => job.owner.id === owner && !isOver(job))
        .toReversed()
        .map(shown),
    find(owner, id) {
      const job = own(owner, id);
      return job === null ? null : shown(job);
    },
    result(owner, id, format) {
      const job = own(owner, id);
      return job?.state === 'done' ? join(job.folder, `result.${format}`) : null;
    },
    async remove(owner, id) {
      if (own(owner, id) !== null) await remove(id);
    },
    sweep,
    close() {
      isClosed = true;
      clearInterval(timer);
      for (const { stop } of jobs.values()) stop.abort();
      jobs.clear();
      folder.close();
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
