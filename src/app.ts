/**
 * Puts the parts together: corpus → index → retriever → answerer. Every door starts here.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, AnswerPassage, Question } from './answering/answer.ts';
import { type Answerer, createAnswerer } from './answering/answerer.ts';
import { readCalculationCase, type ToldCase } from './answering/calculation-case.ts';
import { describeHit } from './answering/cite.ts';
import { type Office, officesFile, readOffices } from './answering/offices.ts';
import type { ReplyOptions } from './answering/reply.ts';
import { createSchemes } from './calculators/registry.ts';
import type { Scheme } from './calculators/scheme.ts';
import type { CalculationInput } from './conversations/conversing.ts';
import type { Config } from './config.ts';
import type { Change, Edition } from './editions/edition.ts';
import { createEditionFolder, type Layers } from './editions/edition-folder.ts';
import type { GazetteEditor } from './editions/gazette-editor.ts';
import { WenzhengError } from './errors.ts';
import type { AgentModel } from './models/agent.ts';
import type { EmbeddedTexts, EmbeddingReport } from './models/embed-gazettes.ts';
import type { GazetteSearch } from './models/gazette-search.ts';
import type { ModelReplies } from './models/model-replies.ts';
import type { TokenBudget, UsageLedger } from './models/token-budget.ts';
import type { TriedModel } from './models/try-models.ts';
import type { Logger } from './logger.ts';
import { corpusDigest, readCorpus } from './gazette/read-corpus.ts';
import type { BuildProgress, BuildReport, WarningLogger } from './retrieval/build-index.ts';
import type { Hit } from './retrieval/model.ts';
import { ensureIndex, type OpenedIndex } from './retrieval/open-index.ts';
import { parseThesaurus } from './retrieval/thesaurus.ts';
import { readThesaurusText } from './retrieval/read-thesaurus-text.ts';
import { loadWorkingDaysCalendar } from './working-days-calendar.ts';

export interface AppOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Where the published editions of this corpus lie ({@link editionsPath}); absent: the corpus folder alone. */
  readonly editionsDir?: string;
  /** Build the index even when it fits the corpus. */
  readonly rebuild?: boolean;
  /** False leaves the question bank out of account; the index stays as it is. Default true. */
  readonly questionBank?: boolean;
  /** For tests; the day in China otherwise. */
  readonly today?: () => string;
  /** Told of the fault behind an answer with status error_internal; the question is not passed on. */
  readonly onFault?: (error: unknown) => void;
  /** Called while the index is being built, which happens when there is none or it does not fit the corpus. */
  readonly onProgress?: (progress: BuildProgress) => void;
  readonly logger?: WarningLogger;
  /** A chat model that an administrator has switched on; absent: answers are the engine's own, and no model's code is loaded. */
  readonly model?: ModelOptions;
  /** Told of each {@link App.reply}. */
  readonly onReply?: (answer: Answer) => void;
}

export interface ModelOptions {
  /** Called once, at the first question that may go to the model. */
  readonly connect: () => Promise<AgentModel>;
  /** The agent's search with an embedding or rerank model; null: neither can be used. */
  readonly connectSearch?: (index: OpenedIndex, indexDir: string) => Promise<GazetteSearch | null>;
  /** For all that the model does for one answer. */
  readonly timeoutMs: number;
  /** Asked with every question: an administrator may switch the model off while the program runs. Absent: always allowed. */
  readonly isAllowed?: () => boolean;
}

/**
 * The model as the settings say it; undefined where none is set or no administrator has switched it on. Loads nothing yet.
 * @param use.ledger where usage is kept over restarts; absent: this process counts for itself
 */
export function modelFromSettings(
  config: Config,
  use: {
    readonly ledger?: UsageLedger;
    readonly logger?: Logger;
    readonly isAllowed?: () => boolean;
    readonly dailyTokens?: () => number;
  } = {},
): ModelOptions | undefined {
  const { WENZHENG_SEND_TO_MODEL: allowed, WENZHENG_CHAT_MODEL: name, OPENAI_BASE_URL: address } = config;
  if (!allowed || name === undefined || address === undefined) return undefined;
  const options = { ...use, today: () => chinaToday() };
  let shared: TokenBudget | undefined;
  return {
    timeoutMs: config.WENZHENG_MODEL_TIMEOUT * 1000,
    ...(use.isAllowed === undefined ? {} : { isAllowed: use.isAllowed }),
    connect: async () => {
      const { budgetOf, connectModel } = await import('./models/connect-model.ts');
      shared ??= budgetOf(config, options);
      return connectModel(config, options, shared);
    },
    connectSearch: async (index, indexDir) => {
      const [{ budgetOf }, { connectSearch }] = await Promise.all([
        import('./models/connect-model.ts'),
        import('./models/connect-search.ts'),
      ]);
      shared ??= budgetOf(config, options);
      return connectSearch(config, { index, indexDir, budget: shared, logger: use.logger });
    },
  };
}

/** The vectors of the embedding model that is set, where there is one; for the command that builds the index. */
export async function embedFromSettings(
  config: Config,
  texts: EmbeddedTexts,
): Promise<EmbeddingReport | null> {
  if (config.WENZHENG_EMBEDDING_MODEL === undefined || !config.WENZHENG_SEND_TO_MODEL) return null;
  const { embedGazettes } = await import('./models/embed-gazettes.ts');
  return embedGazettes(config, texts);
}

/** Which of the models that are switched on answer a small request. @throws Error when none is. */
export async function tryModelsFromSettings(config: Config): Promise<TriedModel[]> {
  const { tryModels } = await import('./models/try-models.ts');
  return tryModels(config, { today: () => chinaToday() });
}

/** off: none is switched on; breaker_open: its endpoint is down or slow and left alone for a while. */
export type ModelState = 'off' | 'on' | 'breaker_open';

/**
 * What belongs to the gazettes (`corpus`, `retriever`, `manifest`, `questions`) changes when {@link App.follow} takes up
 * another edition: read it from here each time, and what is made from it once with {@link following}.
 */
export interface App extends OpenedIndex {
  /** Number of the edition in use; 0: the corpus folder alone. */
  readonly edition: number;
  /** Where its index lies. */
  readonly indexDir: string;
  /**
   * Takes up the edition that was published last; until its index is open the former one answers.
   * @returns whether it is another one
   * @throws WenzhengError `corpus_unreadable` or `index_unusable`; the former edition stays in use
   */
  follow(): Promise<boolean>;
  /** For those who add and correct gazettes; what they publish is in use here when publishing returns. @throws WenzhengError `usage` without `editionsDir` */
  editor(): Promise<GazetteEditor>;
  /**
   * An engine beside the one in use, to be asked what would be different. One is made at a time; the last ones are kept.
   * @throws as {@link GazetteEditor.prepare} and {@link App.follow}
   */
  tryOut(trial: Trial): Promise<TrialEngine>;
  /** The calculators, with the calendar of working days. */
  readonly schemes: readonly Scheme[];
  /** What the build did when the index had to be built; null when it was fresh. */
  readonly report: BuildReport | null;
  /** Whether questions may go to a model: who asks is told so. */
  readonly sendsToModel: boolean;
  modelState(): ModelState;
  /** ISO date as of which documents are called valid or expired when the question names none. */
  today(): string;
  /** Never throws: what cannot be answered is an answer with a status. @param acceptDocument see {@link Answerer.answer} */
  answer(question: Question, acceptDocument?: (document: number) => boolean): Answer;
  /**
   * What a channel shows: the answer, in the checked words of a model where one is switched on, else {@link App.answer}'s.
   * Never throws, and takes at most the model's whole time limit longer.
   */
  reply(question: Question, options?: ReplyOptions): Promise<Answer>;
  /** The answer to a finished case, from a dialogue or with changed facts. Never throws. @param asOf ISO day; today when absent. */
  calculate(input: CalculationInput, asOf?: string): Answer;
  /** The calculator that a message is about with the facts that it tells, to begin a dialogue with; null: none. @param context earlier messages of the person, oldest first. */
  readCase(text: string, context: readonly string[], asOf?: string): ToldCase | null;
  /** The `count` best passages, and the next ones with their scores, for "why not this one". */
  search(text: string, count: number): { passages: AnswerPassage[]; rejected: AnswerPassage[] };
}

export interface Trial {
  /** As if they were published over the edition in use. */
  readonly changes?: readonly Change[];
  /** False: without the question bank. */
  readonly questionBank?: boolean;
}

export interface TrialEngine extends OpenedIndex {
  readonly answer: App['answer'];
}

/** Engines of {@link App.tryOut} that are kept. */
const keptTrials = 2;

/** Everything that belongs to one edition of the gazettes. */
interface OpenedEdition {
  readonly edition: number;
  readonly indexDir: string;
  readonly index: OpenedIndex & { readonly report: BuildReport | null };
  readonly answerer: Answerer;
  readonly reply: App['reply'];
}

/**
 * @throws WenzhengError `corpus_unreadable`, `catalog_invalid` or `index_unusable`.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const today = options.today ?? chinaToday;
  const offices = readOfficesOf(options.corpusDir);
  const schemes = createSchemes(loadWorkingDaysCalendar());
  const { model, state: modelState } = watchedModel(options.model);
  const editions = options.editionsDir === undefined ? null : createEditionFolder(options.editionsDir);

  async function openLayers(layers: Layers | null, more: Partial<AppOptions> = {}) {
    const indexDir = layers?.indexDir ?? options.indexDir;
    const index = await ensureIndex({
      ...options,
      ...more,
      ...(layers === null ? {} : { overlay: layers.overlay, bankEdits: layers.bankEdits }),
      indexDir,
      readCorpus,
      corpusDigest,
    }).catch((error: unknown) => {
      throw explainFolder(error, indexDir);
    });
    const answerer = createAnswerer({
      corpus: index.corpus,
      retriever: index.retriever,
      offices,
      schemes,
      today,
      ...(options.onFault === undefined ? {} : { onFault: options.onFault }),
    });
    return { indexDir, index, answerer };
  }

  const layersOf = (edition: number): Layers | null =>
    editions === null || edition === 0 ? null : editions.layersOf(editions.stateOf(edition));

  async function open(edition: number): Promise<OpenedEdition> {
    const { indexDir, index, answerer } = await openLayers(layersOf(edition));
    const reply = createReply({ ...options, indexDir, model }, { index, answerer, offices, schemes, today });
    return { edition, indexDir, index, answerer, reply };
  }

  let current = await open(editions?.latest() ?? 0);
  let opening: Promise<boolean> | null = null;

  async function takeUpLatest(): Promise<boolean> {
    let changed = false;
    // Another one may be published while this one is opened.
    for (;;) {
      const latest = editions?.latest() ?? 0;
      if (latest === current.edition) return changed;
      current = await open(latest);
      changed = true;
    }
  }

  const follow: App['follow'] = () => {
    opening ??= takeUpLatest().finally(() => {
      opening = null;
    });
    return opening;
  };

  const trials = new Map<string, TrialEngine>();
  async function makeTrial({ changes = [], questionBank }: Trial): Promise<TrialEngine> {
    const layers =
      changes.length === 0
        ? layersOf(current.edition)
        : await (await openEditor(options, today, follow)).prepare(changes);
    const key = JSON.stringify([current.edition, layers?.indexDir ?? null, questionBank ?? null]);
    const known = trials.get(key);
    if (known !== undefined) return known;
    const only = questionBank === undefined ? {} : { questionBank };
    const { index, answerer } = await openLayers(layers, { rebuild: false, ...only });
    const made: TrialEngine = { ...index, answer: (question, accept) => answerer.answer(question, accept) };
    trials.set(key, made);
    for (const oldest of [...trials.keys()].slice(0, -keptTrials)) trials.delete(oldest);
    return made;
  }
  let trying: Promise<unknown> = Promise.resolve();
  const tryOut: App['tryOut'] = (trial) => {
    const made = trying.then(() => makeTrial(trial));
    trying = made.catch(() => undefined);
    return made;
  };

  return {
    get corpus() {
      return current.index.corpus;
    },
    get retriever() {
      return current.index.retriever;
    },
    get manifest() {
      return current.index.manifest;
    },
    get questions() {
      return current.index.questions;
    },
    get report() {
      return current.index.report;
    },
    get edition() {
      return current.edition;
    },
    get indexDir() {
      return current.indexDir;
    },
    follow,
    tryOut,
    editor: () => openEditor(options, today, follow),
    schemes,
    sendsToModel: options.model !== undefined,
    modelState,
    today,
    answer: (question, acceptDocument) => current.answerer.answer(question, acceptDocument),
    async reply(question, way) {
      const answer = await current.reply(question, way);
      options.onReply?.(answer);
      return answer;
    },
    calculate: (input, asOf) => current.answerer.calculate(input, asOf),
    readCase: (text, context, asOf = today()) => readCalculationCase({ text, context, asOf, schemes }),
    search: (text, count) => {
      const { corpus, retriever } = current.index;
      const describe = (hit: Hit) => describeHit(corpus, hit);
      const { hits, rejected } = retriever.search({ text, limit: count });
      return { passages: hits.flatMap(describe), rejected: rejected.flatMap(describe) };
    },
  };
}

/** Loaded when it is asked for: whoever only asks questions does not wait for it. */
async function openEditor(
  { editionsDir, corpusDir }: AppOptions,
  today: () => string,
  follow: App['follow'],
): Promise<GazetteEditor> {
  if (editionsDir === undefined)
    throw new WenzhengError('usage', '这里没有设置放公报改动的文件夹，请用 wenzheng serve 启动后再改。');
  const { createGazetteEditor } = await import('./editions/gazette-editor.ts');
  const editor = createGazetteEditor({
    folder: createEditionFolder(editionsDir),
    corpusDir,
    today,
    now: () => new Date(),
  });
  const followed = async (publishing: Promise<Edition>): Promise<Edition> => {
    const edition = await publishing;
    await follow();
    return edition;
  };
  return {
    ...editor,
    publish: (...given) => followed(editor.publish(...given)),
    undo: (...given) => followed(editor.undo(...given)),
  };
}

/** The model, with how it does as far as this process knows. */
function watchedModel(model: ModelOptions | undefined): {
  readonly model: ModelOptions | undefined;
  readonly state: () => ModelState;
} {
  if (model === undefined) return { model, state: () => 'off' };
  let connected: AgentModel | null = null;
  return {
    model: { ...model, connect: async () => (connected = await model.connect()) },
    state: () => {
      if (model.isAllowed?.() === false) return 'off';
      return connected?.isResting === true ? 'breaker_open' : 'on';
    },
  };
}

interface ReplyParts {
  readonly index: OpenedIndex;
  readonly answerer: Answerer;
  readonly offices: readonly Office[];
  readonly schemes: readonly Scheme[];
  readonly today: () => string;
}

/** The engine's answer, or a model's words for it. What a model needs is loaded when it is first asked for. */
function createReply(
  {
    model,
    corpusDir,
    indexDir,
    onFault,
  }: Omit<AppOptions, 'model'> & { readonly model: ModelOptions | undefined },
  { answerer, index, ...parts }: ReplyParts,
): App['reply'] {
  if (model === undefined) return (question) => Promise.resolve(answerer.answer(question));
  const open = async (): Promise<ModelReplies> => {
    const [{ createModelReplies }, { readPrompts }, connected, search] = await Promise.all([
      import('./models/model-replies.ts'),
      import('./models/prompts.ts'),
      model.connect(),
      model.connectSearch?.(index, indexDir),
    ]);
    const thesaurus = readThesaurusText(corpusDir);
    return createModelReplies({
      ...parts,
      ...index,
      ...(search === null || search === undefined ? {} : { search }),
      engine: answerer,
      ...(thesaurus === undefined ? {} : { thesaurus: parseThesaurus(thesaurus) }),
      model: connected,
      prompts: readPrompts(),
      timeoutMs: model.timeoutMs,
      ...(onFault === undefined ? {} : { onFault }),
    });
  };
  let replies: Promise<ModelReplies> | null = null;
  return async (question, options) => {
    if (model.isAllowed?.() === false) return answerer.answer(question);
    try {
      replies ??= open();
      return await (await replies)(question, options);
    } catch (error) {
      // The next question tries again: a prompt may have been put right, the endpoint be there.
      replies = null;
      onFault?.(error);
      return answerer.answer(question);
    }
  };
}

/** A corpus without the file has no offices to tell of. */
function readOfficesOf(corpusDir: string): Office[] {
  const path = join(corpusDir, officesFile);
  return existsSync(path) ? readOffices(readFileSync(path, 'utf8')) : [];
}

const folderFaults: Readonly<Record<string, string>> = {
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '在只读的磁盘上',
  ENOTDIR: '的路径上有一个不是文件夹',
  EEXIST: '不是文件夹',
  ENOSPC: '所在的磁盘已满',
};

/** The corpus tells its own faults; what the system says here is about the folder that is written to. */
function explainFolder(error: unknown, indexDir: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = folderFaults[code];
  if (!fault) return error;
  const message = `索引文件夹 ${indexDir} ${fault}，请改正，或用 --index 换一个文件夹。`;
  return new WenzhengError('index_unusable', message, { cause: error });
}

/** The rules of a Chinese authority run by Chinese days, wherever the server stands; China has had one zone, UTC+8, without summer time since 1992. */
export function chinaToday(now: Date = new Date()): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
