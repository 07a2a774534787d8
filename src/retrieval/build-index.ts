/**
 * Corpus → index folder. Everything is written into a new generation folder, put on the disk, and only then named by
 * current.json; whoever is stopped before that leaves the former index as it was.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus, ReadProblem } from '../gazette/model.ts';
import { CharacterIndexBuilder } from './character-index.ts';
import { createEmbeddedEmbedder, embeddedEmbedder } from './embedder.ts';
import { HnswVectorIndex, loadHnswlib } from './hnsw-vector-index.ts';
import {
  currentFile,
  fileNames,
  readManifest,
  settleFile,
  switchTo,
  syncFolder,
  writePieces,
} from './index-files.ts';
import { buildLexicalIndex } from './build-lexical-index.ts';
import { indexSchemaVersion } from './manifest.ts';
import type { IndexManifest } from './manifest.ts';
import { comparePassages, digestPassages, embedPassages } from './passage-vectors.ts';
import { normalise } from './normalise.ts';
import { PinyinIndexBuilder } from './pinyin-index.ts';
import { questionBankDigest, resolveQuestions } from './question-bank.ts';
import type { BankEdit, QuestionBankFile } from './question-bank.ts';
import { prepareQuestionIndex } from './question-index.ts';
import { encodeSections } from './section-file.ts';
import { maskStopWords } from './stop-words.ts';
import { encodeCorpus } from './stored-corpus.ts';
import { parseThesaurus, thesaurusDigest } from './thesaurus.ts';
import type { Thesaurus } from './thesaurus.ts';

/** How a long build is going on: `done` of `total` passages in this step. */
export interface BuildProgress {
  readonly step: 'terms' | 'vectors' | 'graph' | 'write';
  readonly done: number;
  readonly total: number;
}

export interface BuildReport {
  /** Passages by id against the former index (all created when there was none). */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly deleted: number;
  /** Milliseconds a step. */
  readonly milliseconds: Readonly<Record<string, number>>;
  readonly manifest: IndexManifest;
  /** Questions of the bank that point at nothing. */
  readonly problems: readonly ReadProblem[];
}

/** The little that is needed of a logger. */
export interface WarningLogger {
  warn(text: string): void;
}

export interface BuildOptions {
  readonly corpus: Corpus;
  readonly indexDir: string;
  /** Text of a thesaurus.yaml; absent: no expansion. */
  readonly thesaurus?: string;
  /** Files of the question bank; absent: no bank. */
  readonly questionFiles?: readonly QuestionBankFile[];
  /** Laid over the files of the question bank. */
  readonly bankEdits?: readonly BankEdit[];
  readonly onProgress?: (progress: BuildProgress) => void;
  readonly logger?: WarningLogger;
}

/** Passages between two reports of progress. */
const progressStride = 4096;
/** A folder that a stopped build left behind is removed after this many milliseconds. */
const leftoverAge = 60 * 60 * 1000;

/**
 * Builds the index and switches the folder to it.
 * @throws WenzhengError catalog_invalid for a bad thesaurus
 */
export async function buildIndex(options: BuildOptions): Promise<BuildReport> {
  const { corpus, indexDir, onProgress } = options;
  const { passages, documents } = corpus;
  const milliseconds: Record<string, number> = {};
  let began = performance.now();
  const endStep = (name: string): void => {
    milliseconds[name] = Math.round(performance.now() - began);
    began = performance.now();
  };
  const report = (step: BuildProgress['step'], done: number): void => {
    if (done % progressStride === 0 || done === passages.length)
      onProgress?.({ step, done, total: passages.length });
  };

  const thesaurus: Thesaurus =
    options.thesaurus === undefined ? new Map() : parseThesaurus(options.thesaurus);
  // A passage has fewer distinct terms than characters; memory that is not written to costs nothing.
  const room = passages.reduce((sum, passage) => sum + passage.text.length, 1 << 16);
  const characterBuilder = new CharacterIndexBuilder(room);
  const pinyinBuilder = new PinyinIndexBuilder(room);
  const lexical = buildLexicalIndex(
    passages.length,
    (index) => {
      const passage = passages[index];
      const title = documents[passage?.document ?? 0]?.title ?? '';
      return { body: passage?.text ?? '', title, headings: passage?.headings.join('\n') ?? '' };
    },
    (index, normalised) => {
      characterBuilder.add(`${normalised.title}\n${normalised.body}`);
      pinyinBuilder.addPassage(`${normalised.title}\n${normalised.headings}\n${normalised.body}`);
      report('terms', index + 1);
    },
    room,
  );
  const characters = characterBuilder.finish();
  endStep('terms');

  const embedder = createEmbeddedEmbedder(characters);
  const former = readManifest(indexDir);
  const digests = digestPassages(corpus);
  const counts = comparePassages(indexDir, former, digests);
  const vectors = await embedPassages(corpus, embedder, (done) => report('vectors', done));
  endStep('vectors');

  const generation = `generation-${corpus.digest.replace(/[^0-9a-f]/g, '').slice(0, 12) || '0'}-${randomBytes(4).toString('hex')}`;
  const folder = join(indexDir, `building-${generation}`);
  mkdirSync(folder, { recursive: true });
  const files: IndexManifest['files'] = {};
  const write = (name: string, pieces: readonly Uint8Array[]): void => {
    files[name] = writePieces(join(folder, name), pieces);
  };
  const hnswlib = await loadHnswlib();
  if (hnswlib === null) warnOfMissingAddon(options.logger);
  else {
    const graph = HnswVectorIndex.build(hnswlib, vectors, embedder.dimensions, embedder.graph, (done) =>
      report('graph', done + 1),
    );
    graph.write(join(folder, fileNames.graph));
    files[fileNames.graph] = settleFile(join(folder, fileNames.graph));
  }
  endStep('graph');

  const bank = resolveQuestions(corpus, options.questionFiles ?? [], options.bankEdits);
  const bankIndex = await prepareQuestionIndex(bank.questions);
  if (hnswlib !== null) {
    const { dimensions, graph } = embeddedEmbedder;
    const questionGraph = HnswVectorIndex.build(hnswlib, bankIndex.vectors, dimensions, graph);
    questionGraph.write(join(folder, fileNames.questionGraph));
    files[fileNames.questionGraph] = settleFile(join(folder, fileNames.questionGraph));
  }
  write(fileNames.questions, [Buffer.from(JSON.stringify(bank.questions), 'utf8')]);
  write(fileNames.questionLexical, bankIndex.lexical.encode());
  write(fileNames.questionCharacters, bankIndex.characters.encode());
  write(
    fileNames.questionVectors,
    encodeSections({ vectors: bankIndex.vectors }, { dimensions: embeddedEmbedder.dimensions }),
  );
  endStep('questions');

  for (const { ask, also } of bank.questions) {
    for (const wording of [ask, ...also]) pinyinBuilder.addSpoken(maskStopWords(normalise(wording)));
  }
  for (const said of thesaurus.keys()) pinyinBuilder.addSpoken(said);
  const pinyin = await pinyinBuilder.finish(
    (term) => lexical.documentFrequency(term) + bankIndex.lexical.documentFrequency(term),
  );
  endStep('pinyin');

  write(fileNames.corpus, encodeCorpus(corpus));
  write(fileNames.lexical, lexical.encode());
  write(fileNames.characters, characters.encode());
  write(fileNames.vectors, encodeSections({ vectors }, { dimensions: embedder.dimensions }));
  write(fileNames.pinyin, pinyin.encode());
  write(fileNames.digests, encodeSections({ keys: digests.keys, contents: digests.contents }));
  write(fileNames.thesaurus, [Buffer.from(JSON.stringify([...thesaurus]), 'utf8')]);
  syncFolder(folder);
  const manifest: IndexManifest = {
    schemaVersion: indexSchemaVersion,
    generation,
    corpusDigest: corpus.digest,
    thesaurusDigest: thesaurusDigest(options.thesaurus),
    questionBankDigest: questionBankDigest(options.questionFiles ?? [], options.bankEdits),
    embedder: { id: embedder.id, dimensions: embedder.dimensions },
    vectorKind: hnswlib === null ? 'exact' : 'hnsw',
    counts: {
      sources: corpus.sources.length,
      documents: documents.length,
      clauses: corpus.clauses.length,
      passages: passages.length,
      questions: bank.questions.length,
      terms: lexical.termCount,
      postings: lexical.postingCount,
    },
    files,
  };
  renameSync(folder, join(indexDir, generation));
  switchTo(indexDir, manifest);
  removeOld(indexDir, manifest, former);
  report('write', passages.length);
  endStep('write');
  return { ...counts, milliseconds, manifest, problems: bank.problems };
}

const warned = new WeakSet<WarningLogger>();

/** Said once to a logger, however often an index is built or opened without the addon. */
export function warnOfMissingAddon(logger: WarningLogger | undefined): void {
  if (logger === undefined || warned.has(logger)) return;
  warned.add(logger);
  logger.warn(
    '没有加载到 hnswlib-node（安装时可能缺少编译器），改用逐一比较的向量索引，结果不变、大库稍慢；装好编译器后运行 npm rebuild hnswlib-node 即可恢复。',
  );
}

/** Removes the generation that was in use before, and what builds stopped long ago left behind. */
function removeOld(indexDir: string, current: IndexManifest, former: IndexManifest | null): void {
  // The switch has just been written: its time is now, by the clock of the same disk.
  const now = statSync(join(indexDir, currentFile)).mtimeMs;
  for (const name of readdirSync(indexDir)) {
    if (!/^(?:building-)?generation-/.test(name) || name === current.generation) continue;
    try {
      const path = join(indexDir, name);
      // Another builder may be about to switch to a young one.
      if (name !== former?.generation && now - statSync(path).mtimeMs < leftoverAge) continue;
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process holds or has removed it; the next build tries again.
    }
  }
}
