/** Reads gazettes in threads for the pages, a few at a time, and keeps what was read last. @module */
import PQueue from 'p-queue';
import type { App } from '../../../../app.ts';
import type { Change } from '../../../../editions/edition.ts';
import type { Preview } from '../../../../editions/preview.ts';
import type { SourceParts } from '../../../../editions/source-parts.ts';
import { WenzhengError } from '../../../../errors.ts';

export interface Threads {
  /** What the changes would do to the edition that was published last. @throws WenzhengError `conflict` when too many wait */
  preview(edition: number, changes: readonly Change[]): Promise<Preview>;
  /** How a source of the edition in use was read; null for one that is not there. */
  parts(file: string): Promise<SourceParts | null>;
  /** Numbers of all sources; null: not read yet. */
  coverage(patience: number): Promise<readonly SourceParts[] | null>;
}

/** Each reads all gazettes. */
const atOnce = 2;
const mostWaiting = 12;
const keptPreviews = 8;
/** A source may hold 100,000 segments. */
const keptSources = 6;

export function createThreads(engine: App): Threads {
  const queue = new PQueue({ concurrency: atOnce });
  const previews = new Map<string, Promise<Preview>>();
  const sources = new Map<string, Promise<readonly SourceParts[]>>();

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (queue.size >= mostWaiting)
      throw new WenzhengError('conflict', '现在看的人太多，还轮不到，请过一会儿再打开这一页。');
    return queue.add(work, { throwOnTimeout: true });
  }

  /** What failed is tried anew the next time. */
  function kept<Result>(
    cache: Map<string, Promise<Result>>,
    most: number,
    key: string,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const known = cache.get(key);
    cache.delete(key);
    const made = known ?? inTurn(work);
    cache.set(key, made);
    made.catch(() => cache.delete(key));
    for (const oldest of [...cache.keys()].slice(0, Math.max(0, cache.size - most))) cache.delete(oldest);
    return made;
  }

  const partsOf = (file: string | null): Promise<readonly SourceParts[]> => {
    const { edition } = engine;
    return kept(sources, keptSources, `${edition} ${file ?? ''}`, async () =>
      (await engine.editor()).parts(edition, file),
    );
  };

  return {
    preview(edition, changes) {
      const asOf = engine.today();
      // When a change was looked at does not change what it does.
      const key = JSON.stringify([edition, asOf, changes], (name, value: unknown) =>
        name === 'at' ? 0 : value,
      );
      return kept(previews, keptPreviews, key, async () => (await engine.editor()).preview(changes, asOf));
    },
    async parts(file) {
      const [parts] = await partsOf(file);
      return parts ?? null;
    },
    async coverage(patience) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const later = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), patience);
      });
      const read = partsOf(null).catch(() => null);
      return Promise.race([read, later]).finally(() => clearTimeout(timer));
    },
  };
}
