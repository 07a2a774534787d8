/**
 * What takes longer than a request may: reading an uploaded file, building the index of an edition. Each is somebody's, who
 * may leave the page meanwhile; what it leads to (a draft, an edition) every process sees.
 * @module
 */
import { randomBytes } from 'node:crypto';
import PQueue from 'p-queue';
import { WenzhengError } from '../../../../errors.ts';

export type WorkKind = 'read' | 'publish';
export type WorkState = 'waiting' | 'running' | 'done' | 'refused';

export interface Work {
  readonly id: string;
  readonly kind: WorkKind;
  /** Id of the account. */
  readonly owner: string;
  /** 读取《公报.docx》 */
  readonly title: string;
  /** Where somebody goes to try again. */
  readonly back: string;
  readonly startedAt: number;
  state: WorkState;
  /** What is being done, in words. */
  step: string;
  /** 0 to 1; null: not known. */
  progress: number | null;
  /** Why it was refused, one sentence. */
  sentence: string | null;
  /** Where its result is; null before. */
  goal: string | null;
}

export type ReportStep = (step: string, progress: number | null) => void;

export interface Works {
  /** @param run its result is the path to go to @returns the sentence to refuse with when too many wait */
  start(
    wanted: Pick<Work, 'kind' | 'owner' | 'title' | 'back'>,
    run: (report: ReportStep, signal: AbortSignal) => Promise<string>,
  ): Work | string;
  find(owner: string, id: string): Work | null;
  /** How many wait before it. */
  ahead(work: Work): number;
  /** Whoever wants to read now is told so before a large file is sent. */
  isFull(kind: WorkKind): boolean;
}

export interface WorksOptions {
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
const keptFor = 60 * 60 * 1000;
const unknownFault = '服务器出了问题，这一步没有办成，请过一会儿再试，还不行请找管理员。';

export function createWorks({ now, stopping, onFault }: WorksOptions): Works {
  const works = new Map<string, Work>();
  const queues: Readonly<Record<WorkKind, PQueue>> = {
    read: new PQueue({ concurrency: atOnce.read }),
    publish: new PQueue({ concurrency: atOnce.publish }),
  };
  const isFull = (kind: WorkKind): boolean => queues[kind].size >= mostWaiting;

  function forgetOld(): void {
    const oldest = now().getTime() - keptFor;
    for (const [id, { state, startedAt }] of works)
      if (startedAt < oldest && (state === 'done' || state === 'refused')) works.delete(id);
  }

  async function perform(
    work: Work,
    run: (report: ReportStep, signal: AbortSignal) => Promise<string>,
  ): Promise<void> {
    work.state = 'running';
    const report: ReportStep = (step, progress) => {
      work.step = step;
      work.progress = progress;
    };
    try {
      work.goal = await run(report, stopping);
      work.state = 'done';
    } catch (error) {
      if (!(error instanceof WenzhengError)) onFault(error);
      work.sentence = error instanceof WenzhengError ? error.message : unknownFault;
      work.state = 'refused';
    }
  }

  return {
    start(wanted, run) {
      forgetOld();
      const { kind } = wanted;
      if (isFull(kind)) return fullSentences[kind];
      const work: Work = {
        ...wanted,
        id: randomBytes(12).toString('hex'),
        startedAt: now().getTime(),
        state: 'waiting',
        step: '在排队',
        progress: null,
        sentence: null,
        goal: null,
      };
      works.set(work.id, work);
      void queues[kind].add(() => perform(work, run));
      return work;
    },
    find(owner, id) {
      const work = works.get(id);
      return work?.owner === owner ? work : null;
    },
    ahead(work) {
      const waiting = [...works.values()].filter(
        ({ kind, state }) => kind === work.kind && state === 'waiting',
      );
      // In the order in which they were handed in.
      return Math.max(0, waiting.indexOf(work));
    },
    isFull,
  };
}
