/**
 * Where editions lie: `<data folder>/gazettes/<corpus>/` with
 * `editions/000007.json` (the highest number is in use; `highest` notes it), `originals/<sha256>`, `texts/<sha256>.txt` and `indexes/<digest>/`.
 * A number is taken by making its file, which only one of several processes can do, and everything that an edition needs
 * is there before.
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import type { CorpusOverlay } from '../gazette/overlay.ts';
import { sha256 } from '../gazette/read-source.ts';
import { syncFolder, writePieces } from '../retrieval/index-files.ts';
import type { BankEdit } from '../retrieval/question-bank.ts';
import { type AddedGazette, type Edition, editionSchema, type EditionState, emptyState } from './edition.ts';

/** What the engine reads besides the corpus folder, and where the index over both lies. */
export interface Layers {
  readonly overlay: CorpusOverlay;
  readonly bankEdits: readonly BankEdit[];
  /** null: nothing is laid over the folder, whose own index serves. */
  readonly indexDir: string | null;
}

export interface EditionFolder {
  readonly path: string;
  /** Number of the edition in use; 0: none was published. Cheap: one look at a folder. */
  latest(): number;
  /**
   * Numbers that were published and whose files are not there any more, lowest first. Where the highest is among them an
   * earlier edition is in use than the one that was published.
   */
  missing(): number[];
  /** @throws WenzhengError `corpus_unreadable` when it is missing or damaged */
  read(edition: number): Edition;
  /** State of an edition; of 0 the empty one. @throws as {@link EditionFolder.read} */
  stateOf(edition: number): EditionState;
  layersOf(state: EditionState): Layers;
  /**
   * Puts the edition in use. @returns false when another one has taken the number
   * @throws WenzhengError `corpus_unreadable` when the folder cannot be written
   */
  publish(edition: Edition): boolean;
  /** Keeps a file by its digest; one that is there already stays. @returns the digest */
  keepOriginal(bytes: Uint8Array): string;
  keepText(text: string): string;
  /** The file as it was handed in; null when it is not there. */
  original(gazette: Pick<AddedGazette, 'originalSha256'>): Uint8Array | null;
  /** Removes indexes that none of the last editions uses, and files that no edition names. @param keep digests in use elsewhere */
  tidy(keep?: ReadonlySet<string>): void;
}

/** What is in use over a corpus folder at this moment. @throws WenzhengError `corpus_unreadable` */
export function latestLayers(editionsDir: string): Layers & { readonly edition: number } {
  const folder = createEditionFolder(editionsDir);
  const edition = folder.latest();
  return { edition, ...folder.layersOf(folder.stateOf(edition)) };
}

/** Indexes of this many of the last editions are kept, so that undoing needs no build. */
const keptIndexes = 4;
/** Leftovers younger than this may belong to somebody at work. */
const leftoverAge = 60 * 60 * 1000;

/** So that the highest one is missed where somebody deletes it. */
const highestFile = 'highest';

const nameOf = (edition: number): string => `${String(edition).padStart(6, '0')}.json`;

/** @param corpus the corpus folder, by its absolute path: another corpus has other editions */
export function editionsPath(dataDir: string, corpus: string, isOwn: boolean): string {
  const name = isOwn ? 'own' : createHash('sha256').update(corpus).digest('hex').slice(0, 12);
  return join(dataDir, 'gazettes', name);
}

export function createEditionFolder(path: string): EditionFolder {
  const editions = join(path, 'editions');
  const originals = join(path, 'originals');
  const texts = join(path, 'texts');
  const indexes = join(path, 'indexes');

  function numbers(): number[] {
    try {
      return readdirSync(editions).flatMap((name) => {
        const digits = /^(\d{6,})\.json$/.exec(name)?.[1];
        return digits === undefined ? [] : [Number(digits)];
      });
    } catch {
      return [];
    }
  }

  const latest = (): number => numbers().reduce((highest, each) => Math.max(highest, each), 0);

  /** As it was noted when it was published; a folder that is older than the note knows of no more than is there. */
  function highestPublished(): number {
    try {
      return z
        .int()
        .min(0)
        .parse(JSON.parse(readFileSync(join(path, highestFile), 'utf8')));
    } catch {
      return 0;
    }
  }

  function noteHighest(edition: number): void {
    const draft = join(path, `${randomBytes(4).toString('hex')}.new`);
    try {
      writePieces(draft, [Buffer.from(`${edition}\n`, 'utf8')]);
      renameSync(draft, join(path, highestFile));
    } catch {
      // The edition is in use all the same; the next one is noted.
      rmSync(draft, { force: true });
    }
  }

  function missing(): number[] {
    const there = new Set(numbers());
    const highest = Math.max(latest(), highestPublished());
    return Array.from({ length: highest }, (_, at) => at + 1).filter((each) => !there.has(each));
  }

  function read(edition: number): Edition {
    const file = join(editions, nameOf(edition));
    try {
      return editionSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (cause) {
      throw new WenzhengError(
        'corpus_unreadable',
        `公报的第 ${edition} 版（${file}）读不出来，请从备份恢复数据文件夹。`,
        { cause },
      );
    }
  }

  const stateOf = (edition: number): EditionState => (edition === 0 ? emptyState : read(edition).state);

  function keep(folder: string, name: string, bytes: Uint8Array): void {
    const file = join(folder, name);
    if (existsSync(file)) return;
    writing(path, () => {
      mkdirSync(folder, { recursive: true });
      const draft = `${file}.${randomBytes(4).toString('hex')}.new`;
      writePieces(draft, [bytes]);
      renameSync(draft, file);
      syncFolder(folder);
    });
  }

  return {
    path,
    latest,
    missing,
    read,
    stateOf,

    layersOf(state) {
      const index = indexOf(state);
      return {
        overlay: {
          sources: state.gazettes.map(({ file, textSha256, publisher, region, kind }) => ({
            path: join(texts, `${textSha256}.txt`),
            sha256: textSha256,
            catalog: { file, publisher, region, kind },
          })),
          corrections: state.corrections,
        },
        bankEdits: state.bankEdits,
        indexDir: index === null ? null : join(indexes, index),
      };
    },

    publish(edition) {
      const file = join(editions, nameOf(edition.edition));
      return writing(path, () => {
        mkdirSync(editions, { recursive: true });
        const draft = join(editions, `${randomBytes(6).toString('hex')}.new`);
        writePieces(draft, [Buffer.from(`${JSON.stringify(edition, null, 2)}\n`, 'utf8')]);
        try {
          // Unlike a rename it fails where the number is taken.
          linkSync(draft, file);
          syncFolder(editions);
          noteHighest(edition.edition);
          return true;
        } catch (error) {
          if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
          throw error;
        } finally {
          rmSync(draft, { force: true });
        }
      });
    },

    keepOriginal(bytes) {
      const digest = sha256(bytes);
      keep(originals, digest, bytes);
      return digest;
    },
    keepText(text) {
      const bytes = Buffer.from(text, 'utf8');
      const digest = sha256(bytes);
      keep(texts, `${digest}.txt`, bytes);
      return digest;
    },
    original({ originalSha256 }) {
      const file = join(originals, originalSha256);
      return existsSync(file) ? readFileSync(file) : null;
    },

    tidy(keepToo = new Set()) {
      const all = numbers().toSorted((left, right) => right - left);
      const states = all.flatMap((edition) => {
        try {
          return [stateOf(edition)];
        } catch {
          return [];
        }
      });
      // A damaged edition, or one that somebody may put back, may name what seems to be nobody's.
      if (states.length < all.length || missing().length > 0) return;
      const named = new Set(
        states.flatMap(({ gazettes }) => gazettes.flatMap((each) => [each.textSha256, each.originalSha256])),
      );
      const used = new Set(states.slice(0, keptIndexes).map(indexOf));
      removeWhere(indexes, (name) => !used.has(name));
      for (const folder of [originals, texts])
        removeWhere(folder, (name) => {
          const digest = name.slice(0, 64);
          return isUnfinished(name) || (!named.has(digest) && !keepToo.has(digest));
        });
      for (const folder of [editions, join(path, 'drafts')]) removeWhere(folder, isUnfinished);
    },
  };
}

/** Name of the folder with the index; null where the corpus folder's own serves. */
function indexOf(state: EditionState): string | null {
  const { gazettes, corrections, bankEdits } = state;
  if (gazettes.length + corrections.length + bankEdits.length === 0) return null;
  return sha256(JSON.stringify([gazettes, corrections, bankEdits])).slice(0, 16);
}

/** A process that was killed in the middle of writing left it. */
const isUnfinished = (name: string): boolean => name.endsWith('.new');

/** Removes what is meant and not young. */
function removeWhere(folder: string, isMeant: (name: string) => boolean): void {
  if (!existsSync(folder)) return;
  // A file that is written now has its time by the clock of the same disk.
  const clock = join(folder, `.${randomBytes(4).toString('hex')}.new`);
  try {
    writeFileSync(clock, '');
    const now = statSync(clock).mtimeMs;
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (isMeant(name) && now - statSync(path).mtimeMs > leftoverAge)
        rmSync(path, { recursive: true, force: true });
    }
  } catch {
    // Another process has removed it or the folder cannot be written; the next one tries again.
  } finally {
    rmSync(clock, { force: true });
  }
}

function writing<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof WenzhengError) throw cause;
    throw new WenzhengError(
      'corpus_unreadable',
      `公报的文件夹 ${path} 写不了，请检查它的写入权限和磁盘空间。`,
      { cause },
    );
  }
}
