/** What a thread beside the server does for editions, so that questions are answered while gazettes are read. @module */
import { corpusDigest, readCorpus } from '../gazette/read-corpus.ts';
import type { BuildProgress } from '../retrieval/build-index.ts';
import { ensureIndex } from '../retrieval/open-index.ts';
import { readQuestionFiles } from '../retrieval/question-bank.ts';
import type { Layers } from './edition-folder.ts';
import { type Preview, previewOf } from './preview.ts';

export interface PreviewTask {
  readonly kind: 'preview';
  readonly corpusDir: string;
  readonly before: Layers;
  readonly after: Layers;
  readonly corrected: readonly string[];
  readonly asOf: string;
}

export interface BuildTask {
  readonly kind: 'build';
  readonly corpusDir: string;
  readonly layers: Layers;
  readonly indexDir: string;
}

export type EditionTask = PreviewTask | BuildTask;

/** null for a build. */
export type TaskResult<Task extends EditionTask> = Task extends PreviewTask ? Preview : null;

/** Runs where it is called; {@link runEditionTask} runs it in a thread. @throws WenzhengError as its parts do */
export async function performTask(
  task: EditionTask,
  onProgress: (progress: BuildProgress) => void,
): Promise<Preview | null> {
  const { corpusDir } = task;
  if (task.kind === 'preview') {
    return previewOf({
      before: readCorpus(corpusDir, task.before.overlay),
      after: readCorpus(corpusDir, task.after.overlay),
      questionFiles: readQuestionFiles(corpusDir),
      bankEdits: task.after.bankEdits,
      corrected: task.corrected,
      asOf: task.asOf,
    });
  }
  // Opening it too proves that it can be opened.
  await ensureIndex({
    corpusDir,
    indexDir: task.indexDir,
    overlay: task.layers.overlay,
    bankEdits: task.layers.bankEdits,
    readCorpus,
    corpusDigest,
    onProgress,
  });
  return null;
}
