/** What a thread beside the server does for editions, so that questions are answered while gazettes are read. @module */
import { corpusDigest, readCorpus } from '../gazette/read-corpus.ts';
import type { BuildProgress } from '../retrieval/build-index.ts';
import { ensureIndex } from '../retrieval/open-index.ts';
import { readQuestionFiles } from '../retrieval/question-bank.ts';
import type { Layers } from './edition-folder.ts';
import { type Preview, previewOf } from './preview.ts';
import { type SourceParts, sourceParts } from './source-parts.ts';

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

/** How sources were read, which a stored index does not keep. */
export interface PartsTask {
  readonly kind: 'parts';
  readonly corpusDir: string;
  readonly layers: Layers;
  /** null: all sources. */
  readonly file: string | null;
}

export type EditionTask = PreviewTask | BuildTask | PartsTask;

/** null for a build. */
export type TaskResult<Task extends EditionTask> = Task extends PreviewTask
  ? Preview
  : Task extends PartsTask
    ? readonly SourceParts[]
    : null;

/** Runs where it is called; {@link runEditionTask} runs it in a thread. @throws WenzhengError as its parts do */
export async function performTask(
  task: EditionTask,
  onProgress: (progress: BuildProgress) => void,
): Promise<TaskResult<EditionTask>> {
  const { corpusDir } = task;
  if (task.kind === 'parts') {
    const overlay = { ...task.layers.overlay, corrections: [] };
    const corpus = readCorpus(corpusDir, overlay, (file) => task.file === null || task.file === file);
    const parts = corpus.sources.map((_, index) => sourceParts(corpus, index));
    // Of many sources only the numbers are wanted.
    return task.file === null ? parts.map((each) => ({ ...each, segments: [] })) : parts;
  }
  if (task.kind === 'preview') {
    return previewOf({
      before: readCorpus(corpusDir, task.before.overlay),
      after: readCorpus(corpusDir, task.after.overlay),
      questionFiles: readQuestionFiles(corpusDir),
      bankEdits: task.after.bankEdits,
      formerEdits: task.before.bankEdits,
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
