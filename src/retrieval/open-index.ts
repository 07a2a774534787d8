/**
 * Index folder → corpus and retriever. Every file is checked against the manifest before it is used.
 * @module
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WenzhengError } from '../errors.ts';
import type { Corpus } from '../gazette/model.ts';
import type { CorpusOverlay } from '../gazette/overlay.ts';
import { buildIndex, warnOfMissingAddon } from './build-index.ts';
import type { BuildProgress, BuildReport, WarningLogger } from './build-index.ts';
import { CharacterIndex } from './character-index.ts';
import { createEmbeddedEmbedder, embeddedEmbedder } from './embedder.ts';
import { ExactVectorIndex } from './exact-vector-index.ts';
import { HnswVectorIndex, loadHnswlib } from './hnsw-vector-index.ts';
import { currentFile, fileNames, readChecked, readManifest } from './index-files.ts';
import { LexicalIndex } from './lexical-index.ts';
import type { IndexManifest } from './manifest.ts';
import type { Retriever } from './model.ts';
import { PinyinIndex } from './pinyin-index.ts';
import { questionBankDigest, readQuestionFiles } from './question-bank.ts';
import type { BankEdit, BankQuestion } from './question-bank.ts';
import { QuestionIndex } from './question-index.ts';
import { createRetriever } from './retriever.ts';
import { decodeSections } from './section-file.ts';
import { decodeCorpus } from './stored-corpus.ts';
import { readThesaurusText } from './read-thesaurus-text.ts';
import { thesaurusDigest } from './thesaurus.ts';
import type { VectorIndex } from './vector-index.ts';

export interface OpenedIndex {
  /** As it was read, without `segments`; the arrays decode their rows when they are first touched. */
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly manifest: IndexManifest;
  /** The question bank; empty where there is none or it is left out of account. */
  readonly questions: readonly BankQuestion[];
}

export interface OpenOptions {
  /** Refuse an index of another corpus. */
  readonly expectedCorpusDigest?: string;
  /** Refuse an index of another thesaurus; the empty text means none. */
  readonly expectedThesaurusDigest?: string;
  /** Refuse an index of another question bank; the empty text means none. */
  readonly expectedQuestionBankDigest?: string;
  /** False leaves the question bank out of account; it stays in the index. Default true. */
  readonly questionBank?: boolean;
  /** Named in the sentence that says how to mend the index. */
  readonly corpusDir?: string;
  readonly logger?: WarningLogger;
}

/** A build that ends between reading the manifest and reading the files removes the generation at hand. */
const attempts = 3;

/** @throws WenzhengError `index_unusable` when the index is missing, damaged, foreign or of another build. */
export async function openIndex(indexDir: string, options: OpenOptions = {}): Promise<OpenedIndex> {
  const remedy = `请重建：wenzheng index --corpus ${options.corpusDir ?? '公报目录'} --index ${indexDir}`;
  const refuse = (reason: string, cause?: unknown): WenzhengError =>
    new WenzhengError('index_unusable', `索引 ${indexDir} ${reason}，${remedy}`, { cause });

  for (let attempt = 1; ; attempt += 1) {
    const manifest = readManifest(indexDir);
    if (manifest === null) {
      throw refuse(existsSync(join(indexDir, currentFile)) ? '的清单损坏或版本不同' : '还没有建立');
    }
    if (
      options.expectedCorpusDigest !== undefined &&
      manifest.corpusDigest !== options.expectedCorpusDigest
    ) {
      throw refuse('是按别的公报或旧的公报建的');
    }
    if (
      options.expectedThesaurusDigest !== undefined &&
      manifest.thesaurusDigest !== options.expectedThesaurusDigest
    ) {
      throw refuse('是按旧的同义词表建的');
    }
    if (
      options.expectedQuestionBankDigest !== undefined &&
      manifest.questionBankDigest !== options.expectedQuestionBankDigest
    ) {
      throw refuse('是按旧的标准问建的');
    }
    const { id, dimensions } = manifest.embedder;
    if (id !== embeddedEmbedder.id || dimensions !== embeddedEmbedder.dimensions)
      throw refuse(`是用别的向量方法（${id}，${dimensions} 维）建的`);
    try {
      return await load(indexDir, manifest, options);
    } catch (cause) {
      const replaced = readManifest(indexDir)?.generation !== manifest.generation;
      if (!replaced || attempt === attempts) throw refuse('已损坏', cause);
    }
  }
}

async function load(indexDir: string, manifest: IndexManifest, options: OpenOptions): Promise<OpenedIndex> {
  const read = (name: string): Uint8Array => readChecked(indexDir, manifest, name);
  const { corpus, passageDocuments } = decodeCorpus(read(fileNames.corpus));
  const characters = CharacterIndex.decode(read(fileNames.characters));
  const lexical = LexicalIndex.decode(read(fileNames.lexical));
  const vectors = await loadVectors(
    indexDir,
    manifest,
    passageVectorFiles,
    manifest.embedder.dimensions,
    options.logger,
  );
  const { passages } = manifest.counts;
  if (
    corpus.digest !== manifest.corpusDigest ||
    [corpus.passages.length, lexical.passageCount, characters.passageCount, vectors.count].some(
      (count) => count !== passages,
    )
  ) {
    throw new Error('the files do not belong together');
  }
  const words: [string, string[]][] = JSON.parse(Buffer.from(read(fileNames.thesaurus)).toString('utf8'));
  const questions =
    options.questionBank === false ? null : await loadQuestions(indexDir, manifest, options.logger);
  const retriever = createRetriever({
    corpus,
    passageDocuments,
    lexical,
    characters,
    vectors,
    embedder: createEmbeddedEmbedder(characters),
    thesaurus: new Map(words),
    pinyin: PinyinIndex.decode(read(fileNames.pinyin)),
    questions,
  });
  return { corpus, retriever, manifest, questions: questions?.questions ?? [] };
}

const passageVectorFiles = { graph: fileNames.graph, vectors: fileNames.vectors };
const questionVectorFiles = { graph: fileNames.questionGraph, vectors: fileNames.questionVectors };

async function loadVectors(
  indexDir: string,
  manifest: IndexManifest,
  names: typeof passageVectorFiles | typeof questionVectorFiles,
  dimensions: number,
  logger: WarningLogger | undefined,
): Promise<VectorIndex> {
  const hnswlib = await loadHnswlib();
  if (hnswlib === null) warnOfMissingAddon(logger);
  if (hnswlib !== null && manifest.vectorKind === 'hnsw') {
    // hnswlib opens the file itself; reading it here first proves that it is the one that was written.
    readChecked(indexDir, manifest, names.graph);
    return HnswVectorIndex.read(hnswlib, join(indexDir, manifest.generation, names.graph), dimensions);
  }
  const vectors = decodeSections(readChecked(indexDir, manifest, names.vectors)).f32('vectors');
  return new ExactVectorIndex(vectors, dimensions);
}

async function loadQuestions(
  indexDir: string,
  manifest: IndexManifest,
  logger: WarningLogger | undefined,
): Promise<QuestionIndex | null> {
  if (manifest.counts.questions === 0) return null;
  const read = (name: string): Uint8Array => readChecked(indexDir, manifest, name);
  const questions: BankQuestion[] = JSON.parse(Buffer.from(read(fileNames.questions)).toString('utf8'));
  return new QuestionIndex({
    questions,
    lexical: LexicalIndex.decode(read(fileNames.questionLexical)),
    characters: CharacterIndex.decode(read(fileNames.questionCharacters)),
    vectors: await loadVectors(indexDir, manifest, questionVectorFiles, embeddedEmbedder.dimensions, logger),
  });
}

export interface EnsureOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Reads the corpus folder and the overlay; only called when the index has to be built. */
  readonly readCorpus: (corpusDir: string, overlay?: CorpusOverlay) => Corpus;
  /** Cheap digest of the corpus folder and the overlay: equal to `readCorpus(…).digest`. */
  readonly corpusDigest: (corpusDir: string, overlay?: CorpusOverlay) => string;
  /** Laid over the corpus folder. */
  readonly overlay?: CorpusOverlay;
  /** Laid over the question bank. */
  readonly bankEdits?: readonly BankEdit[];
  /** Build even when the index fits. */
  readonly rebuild?: boolean;
  /** False leaves the question bank out of account. Default true. */
  readonly questionBank?: boolean;
  readonly onProgress?: (progress: BuildProgress) => void;
  readonly logger?: WarningLogger;
}

/**
 * Opens the index when it fits the corpus folder and its thesaurus, else builds it first.
 * @returns the opened index; `report` is null when nothing was built
 */
export async function ensureIndex(
  options: EnsureOptions,
): Promise<OpenedIndex & { readonly report: BuildReport | null }> {
  const { corpusDir, indexDir, logger } = options;
  const thesaurus = readThesaurusText(corpusDir);
  const questionFiles = readQuestionFiles(corpusDir);
  const openOptions: OpenOptions = {
    expectedCorpusDigest: options.corpusDigest(corpusDir, options.overlay),
    expectedThesaurusDigest: thesaurusDigest(thesaurus),
    expectedQuestionBankDigest: questionBankDigest(questionFiles, options.bankEdits),
    ...(options.questionBank === undefined ? {} : { questionBank: options.questionBank }),
    corpusDir,
    ...(logger === undefined ? {} : { logger }),
  };
  if (options.rebuild !== true) {
    try {
      return { ...(await openIndex(indexDir, openOptions)), report: null };
    } catch (error) {
      if (!(error instanceof WenzhengError && error.code === 'index_unusable')) throw error;
    }
  }
  const began = performance.now();
  const corpus = options.readCorpus(corpusDir, options.overlay);
  const readMilliseconds = Math.round(performance.now() - began);
  const report = await buildIndex({
    corpus,
    indexDir,
    questionFiles,
    ...(options.bankEdits === undefined ? {} : { bankEdits: options.bankEdits }),
    ...(thesaurus === undefined ? {} : { thesaurus }),
    ...(logger === undefined ? {} : { logger }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  const opened = await openIndex(indexDir, { ...openOptions, expectedCorpusDigest: corpus.digest });
  return {
    ...opened,
    report: { ...report, milliseconds: { read: readMilliseconds, ...report.milliseconds } },
  };
}
