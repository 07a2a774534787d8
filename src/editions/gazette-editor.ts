/**
 * Adding gazettes, correcting documents and editing the question bank: everything is prepared as a list of changes, looked
 * at, and published as one edition, which can be undone.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import { writePieces } from '../retrieval/index-files.ts';
import type { BuildProgress } from '../retrieval/build-index.ts';
import {
  type AddedGazette,
  addedGazetteSchema,
  applyChanges,
  type Change,
  type Edition,
  type EditionState,
} from './edition.ts';
import type { EditionFolder, Layers } from './edition-folder.ts';
import type { Preview } from './preview.ts';
import { runEditionTask } from './run-edition-task.ts';
import type { SourceParts } from './source-parts.ts';

export const draftSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  gazette: addedGazetteSchema,
  /** What reading the file left open, one Chinese sentence each. */
  warnings: z.array(z.string()),
});
/** A gazette that was read and is not published yet. */
export type Draft = z.infer<typeof draftSchema>;

/** A file as the readers give it. */
export interface ReadFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: AddedGazette['format'];
  /** One paragraph a line, cells of a table parted by tabs. */
  readonly text: string;
  readonly warnings: readonly string[];
}

export interface GazetteOrigin {
  readonly publisher: string | null;
  /** null: each document's own words decide. */
  readonly region: string | null;
  readonly kind: AddedGazette['kind'];
}

export interface Publication {
  readonly changes: readonly Change[];
  /** The edition that was looked at; another one in between refuses. */
  readonly parent: number;
  readonly by: string;
  readonly reason: string;
  /** Drafts that this publishes: they go. */
  readonly drafts?: readonly string[];
}

export interface GazetteEditor {
  /** Number in use and its state. */
  current(): { readonly edition: number; readonly state: EditionState };
  /** Latest first. A damaged one is left out. */
  history(): readonly Edition[];
  /** null for one that is not there or damaged. */
  edition(number: number): Edition | null;
  /** @throws WenzhengError `input_invalid` for an empty text or one that is there already */
  draft(file: ReadFile, origin: GazetteOrigin, by: string): Draft;
  /** Latest first. */
  drafts(): readonly Draft[];
  /** @throws WenzhengError `not_found` */
  draftOf(id: string): Draft;
  /** Another origin, as the editor sees the documents. @throws WenzhengError `not_found` */
  describeDraft(id: string, origin: GazetteOrigin): Draft;
  removeDraft(id: string): void;
  /** The file of an added gazette as it was handed in; null when it is not there. */
  original(gazette: Pick<AddedGazette, 'originalSha256'>): Uint8Array | null;
  /**
   * How sources of an edition were read.
   * @param file null: all, without their segments
   * @returns empty for a file that is not there
   */
  parts(edition: number, file: string | null): Promise<readonly SourceParts[]>;
  /** The folder that editions are laid over. */
  readonly corpusDir: string;
  /** Builds what the changes would give without publishing it, for whoever wants to ask it. @throws as {@link publish} */
  prepare(changes: readonly Change[]): Promise<Layers>;
  /** @param asOf ISO day as of which validity is told */
  preview(changes: readonly Change[], asOf: string): Promise<Preview>;
  /**
   * Builds the index and puts the edition in use.
   * @throws WenzhengError `conflict` when another edition was published in between, `input_invalid` for a change that
   *   names what is not there
   */
  publish(publication: Publication, onProgress?: (progress: BuildProgress) => void): Promise<Edition>;
  /** Publishes the state of the edition before. @throws WenzhengError `not_found` when there is nothing to undo */
  undo(by: string, reason: string, onProgress?: (progress: BuildProgress) => void): Promise<Edition>;
}

export interface GazetteEditorOptions {
  readonly folder: EditionFolder;
  readonly corpusDir: string;
  readonly now: () => Date;
  /** ISO day in China. */
  readonly today: () => string;
}

const draftAge = 7 * 24 * 3_600_000;
const shortestText = 20;

export function createGazetteEditor(options: GazetteEditorOptions): GazetteEditor {
  const { folder, corpusDir, now, today } = options;
  const draftFolder = join(folder.path, 'drafts');

  const current = (): { edition: number; state: EditionState } => {
    const edition = folder.latest();
    return { edition, state: folder.stateOf(edition) };
  };
  const after = (state: EditionState, changes: readonly Change[]): EditionState =>
    applyChanges(state, changes, (edition) => {
      if (edition > folder.latest())
        throw new WenzhengError('not_found', `没有第 ${edition} 版，请从版本列表里选一版。`);
      return folder.stateOf(edition);
    });

  function drafts(): Draft[] {
    if (!existsSync(draftFolder)) return [];
    const oldest = now().getTime() - draftAge;
    return readdirSync(draftFolder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const path = join(draftFolder, name);
        const draft = readDraft(path);
        if (draft !== null && Date.parse(draft.gazette.at) >= oldest) return [draft];
        rmSync(path, { force: true });
        return [];
      })
      .toSorted((left, right) => right.gazette.at.localeCompare(left.gazette.at));
  }

  function draftOf(id: string): Draft {
    const draft = drafts().find((each) => each.id === id);
    if (draft !== undefined) return draft;
    throw new WenzhengError('not_found', '这份待发布的公报已经发布、删除或过期，请重新上传。');
  }

  function keepDraft(draft: Draft): Draft {
    mkdirSync(draftFolder, { recursive: true });
    writePieces(join(draftFolder, `${draft.id}.json`), [Buffer.from(JSON.stringify(draft), 'utf8')]);
    return draft;
  }

  const removeDraft = (id: string): void => {
    if (/^[0-9a-f]{16}$/.test(id)) rmSync(join(draftFolder, `${id}.json`), { force: true });
  };

  const tidy = (): void =>
    folder.tidy(new Set(drafts().flatMap(({ gazette }) => [gazette.textSha256, gazette.originalSha256])));

  function readEdition(number: number): Edition | null {
    if (number < 1 || number > folder.latest()) return null;
    try {
      return folder.read(number);
    } catch {
      return null;
    }
  }

  const preview: GazetteEditor['preview'] = (changes, asOf) => {
    const { state } = current();
    return runEditionTask({
      kind: 'preview',
      corpusDir,
      before: folder.layersOf(state),
      after: folder.layersOf(after(state, changes)),
      corrected: changes.flatMap((change) => (change.kind === 'correct' ? [change.correction.document] : [])),
      asOf,
    });
  };

  const build = async (layers: Layers, onProgress?: (progress: BuildProgress) => void): Promise<void> => {
    if (layers.indexDir !== null)
      await runEditionTask({ kind: 'build', corpusDir, layers, indexDir: layers.indexDir }, onProgress);
  };

  const prepare: GazetteEditor['prepare'] = async (changes) => {
    const layers = folder.layersOf(after(current().state, changes));
    // Nobody may publish for a long time who looks at many of them.
    tidy();
    await build(layers);
    return layers;
  };

  const publish: GazetteEditor['publish'] = async (publication, onProgress) => {
    const { changes, parent, by, reason } = publication;
    const { edition, state } = current();
    if (edition !== parent) throw overtaken();
    const next = after(state, changes);
    if (changes.some(({ kind }) => kind !== 'restore' && kind !== 'decline_proposal')) {
      const [fault] = (await preview(changes, today())).faults;
      if (fault !== undefined) throw new WenzhengError('input_invalid', fault);
    }
    await build(folder.layersOf(next), onProgress);
    const made: Edition = {
      edition: parent + 1,
      by,
      at: now().toISOString(),
      reason,
      changes: [...changes],
      state: next,
    };
    if (!folder.publish(made)) throw overtaken();
    for (const id of publication.drafts ?? []) removeDraft(id);
    tidy();
    return made;
  };

  return {
    current,
    history() {
      const all = Array.from({ length: folder.latest() }, (_, index) => index + 1).toReversed();
      return all.flatMap((number) => readEdition(number) ?? []);
    },

    edition: readEdition,

    draft({ name, bytes, format, text, warnings }, origin, by) {
      if (text.replaceAll(/\s/g, '').length < shortestText)
        throw new WenzhengError(
          'input_invalid',
          '这个文件里几乎没有文字；扫描件请先做文字识别，再上传有文字的文件。',
        );
      const originalSha256 = folder.keepOriginal(bytes);
      const isHere = ({ originalSha256: digest }: AddedGazette): boolean => digest === originalSha256;
      if (current().state.gazettes.some(isHere))
        throw new WenzhengError('input_invalid', '这个文件已经收入公报了，不用再加；要换文本请先撤下它。');
      const waiting = drafts().find(({ gazette }) => isHere(gazette));
      if (waiting !== undefined) return waiting;
      return keepDraft({
        id: randomBytes(8).toString('hex'),
        gazette: {
          file: `added/${stemOf(name)}-${originalSha256.slice(0, 8)}.txt`,
          textSha256: folder.keepText(text),
          originalSha256,
          originalName: cleanName(name),
          format,
          ...origin,
          by,
          at: now().toISOString(),
        },
        warnings: [...warnings],
      });
    },
    drafts,
    draftOf,
    describeDraft(id, origin) {
      const draft = draftOf(id);
      return keepDraft({ ...draft, gazette: { ...draft.gazette, ...origin } });
    },
    removeDraft(id) {
      removeDraft(id);
      tidy();
    },
    original: (gazette) => folder.original(gazette),
    parts: (edition, file) =>
      runEditionTask({ kind: 'parts', corpusDir, layers: folder.layersOf(folder.stateOf(edition)), file }),
    corpusDir,
    prepare,
    preview,
    publish,
    undo(by, reason, onProgress) {
      const { edition } = current();
      if (edition === 0) throw new WenzhengError('not_found', '还没有发布过改动，没有可以撤销的。');
      const changes: Change[] = [{ kind: 'restore', edition: edition - 1 }];
      return publish({ changes, parent: edition, by, reason }, onProgress);
    },
  };
}

const overtaken = (): WenzhengError =>
  new WenzhengError('conflict', '别人刚刚发布了新的一版，请刷新页面，看过之后再发布。');

function readDraft(path: string): Draft | null {
  try {
    return draftSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** What may stand in the name of a source: letters and figures, at most 60. */
function stemOf(name: string): string {
  const stem = cleanName(name).replace(/\.[^.]*$/, '');
  return (
    stem
      .replaceAll(/[^\p{L}\p{N}〔〕（）]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || '公报'
  );
}

/** The name without folders and control characters. */
function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return last.replaceAll(/\p{C}/gu, '').trim().slice(0, 120) || '公报';
}
