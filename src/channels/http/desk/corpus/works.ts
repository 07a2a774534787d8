/**
 * What takes longer than a request may: reading an uploaded file, building the index of an edition. Each is somebody's, who
 * may leave the page meanwhile. Every process on the data folder tells how far it is; the one that took it does it.
 * @module
 */
import { randomBytes } from 'node:crypto';
import PQueue from 'p-queue';
import { z } from 'zod';
import { WenzhengError } from '../../../../errors.ts';
import { createSharedEntries } from '../../../../processes/shared-entries.ts';

const workStateSchema = z.object({
  kind: z.enum(['read', 'publish']),
  /** Id of the account. */
  owner: z.string(),
  /** 读取《公报.docx》 */
  title: z.string(),
  /** Where somebody goes to try again. */
  back: z.string(),
  startedAt: z.coerce.date(),
  state: z.enum(['waiting', 'running', 'done', 'refused']),
  /** How many wait before it. */
  ahead: z.number(),
  /** What is being done, in words. */
  step: z.string(),
  /** 0 to 1; null: not known. */
  progress: z.number().nullable(),
  /** Why it was refused, one sentence. */
  sentence: z.string().nullable(),
  /** Where its result is; null before. */
  goal: z.string().nullable(),
});
type WorkState = z.infer<typeof workStateSchema>;
export type WorkKind = WorkState['kind'];

export interface Work extends WorkState {
  readonly id: string;
}

export type ReportStep = (step: string, progress: number | null) => void;

export interface Works {
  /** @param run its result is the path to go to @returns the sentence to refuse with when too many wait */
  start(
    wanted: Pick<Work, 'kind' | 'owner' | 'title' | 'back'>,
    run: (report: ReportStep, signal: AbortSignal) => Promise<string>,
  ): Promise<Work | string>;
  /** Whichever process does it; null for what is not there, or somebody else's. */
  find(owner: string, id: string): Promise<Work | null>;
}

export interface WorksOptions {
  /** Shared by all processes. */
  readonly folder: string;
  readonly now: () => Date;
  /** Aborted when the server closes. */
  readonly stopping: AbortSignal;
  /** Told of what is no fault of the file or of the editor. */
  readonly onFault: (error: unknown) => void;
}

/** Each holds its file and a thread that reads it. */
const atOnce: Readonly<Record<WorkKind, number>> = { read: 2, publish: 1 };
/** Files of 20 MB wait in memory. */
const mostWaiting = 6;
const fullSentences: Readonly<Record<WorkKind, string>> = {
  read: '现在有好几个文件在等着读，这一份没有收下，请过一两分钟再上传。',
  publish: '现在有好几项改动在等着发布，这一项没有收下，请过一两分钟再发布。',
};
const interrupted: Readonly<Record<WorkKind, string>> = {
  read: '读这个文件的服务中途停了，请再上传一次。',
  publish: '发布的服务中途停了，请到版本记录看有没有发布成，没有就再发布一次。',
};
const keptFor = 60 * 60 * 1000;
const forgetMs = 5 * 60 * 1000;
/** Milliseconds between two notes of how far one is. */
const noteMs = 200;
const unknownFault = '服务器出了问题，这一步没有办成，请过一会儿再试，还不行请找管理员。';

const isGoing = ({ state }: WorkState): boolean => state === 'waiting' || state === 'running';

export function createWorks({ folder, now, stopping, onFault }: WorksOptions): Works {
  const entries = createSharedEntries<WorkState>({
    parent: folder,
    prefix: 'wenzheng-works-',
    schema: workStateSchema,
    now,
    takeOver: (work) =>
      isGoing(work) ? { ...work, state: 'refused', sentence: interrupted[work.kind] } : work,
  });
  const queues: Readonly<Record<WorkKind, PQueue>> = {
    read: new PQueue({ concurrency: atOnce.read }),
    publish: new PQueue({ concurrency: atOnce.publish }),
  };
  /** In the order in which they were handed in. */
  const waiting = new Map<string, WorkState>();

  function tell(id: string, work: WorkState): void {
    try {
      entries.write(id, work);
    } catch (error) {
      onFault(error);
    }
  }
  function tellTurns(kind: WorkKind): void {
    const all = [...waiting].filter(([, work]) => work.kind === kind);
    for (const [ahead, [id, work]] of all.entries())
      if (work.ahead !== ahead) {
        work.ahead = ahead;
        tell(id, work);
      }
  }

  async function forgetOld(): Promise<void> {
    const oldest = now().getTime() - keptFor;
    for (const { id, isOwn, state } of await entries.all())
      if (isOwn && !isGoing(state) && state.startedAt.getTime() < oldest) await entries.remove(id);
  }

  // Names of files are not kept for longer only because nobody hands in another one.
  setInterval(() => void forgetOld().catch(onFault), forgetMs).unref();

  async function perform(
    id: string,
    work: WorkState,
    run: (report: ReportStep, signal: AbortSignal) => Promise<string>,
  ): Promise<void> {
    waiting.delete(id);
    tellTurns(work.kind);
    work.state = 'running';
    tell(id, work);
    let last = performance.now();
    const report: ReportStep = (step, progress) => {
      const isSameStep = step === work.step;
      work.step = step;
      work.progress = progress;
      if (isSameStep && performance.now() - last < noteMs) return;
      last = performance.now();
      tell(id, work);
    };
    try {
      work.goal = await run(report, stopping);
      work.state = 'done';
    } catch (error) {
      if (!(error instanceof WenzhengError)) onFault(error);
      work.sentence = error instanceof WenzhengError ? error.message : unknownFault;
      work.state = 'refused';
    }
    try {
      entries.write(id, work);
    } catch (error) {
      onFault(error);
      // Nobody may wait for what has ended.
      await entries.remove(id).catch(() => {});
    }
  }

  return {
    async start(wanted, run) {
      await forgetOld();
      const { kind } = wanted;
      if (queues[kind].size >= mostWaiting) return fullSentences[kind];
      const id = randomBytes(12).toString('hex');
      const work: WorkState = {
        ...wanted,
        startedAt: now(),
        state: 'waiting',
        ahead: 0,
        step: '在排队',
        progress: null,
        sentence: null,
        goal: null,
      };
      entries.add(id, work);
      waiting.set(id, work);
      tellTurns(kind);
      void queues[kind].add(() => perform(id, work, run));
      return { id, ...work };
    },
    async find(owner, id) {
      const found = await entries.find(id);
      return found?.state.owner === owner ? { id, ...found.state } : null;
    },
  };
}
