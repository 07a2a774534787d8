/** wenzheng enrich: other wordings of questions, proposed by a model and accepted by a person. @module */
import { nameOf } from '../../answering/document-name.ts';
import { chinaToday } from '../../app.ts';
import { type Config, loadConfig, readEnvironment } from '../../config.ts';
import type { EditionState } from '../../editions/edition.ts';
import { createEditionFolder, type Layers } from '../../editions/edition-folder.ts';
import { accept, faultTexts } from '../../enrichment/accept-proposal.ts';
import { readEvaluationQuestions } from '../../enrichment/evaluation-questions.ts';
import { addProposal, type Proposal, readProposalFiles, readProposals } from '../../enrichment/proposals.ts';
import type { EnrichmentReport } from '../../enrichment/propose-questions.ts';
import { WenzhengError } from '../../errors.ts';
import type { Corpus } from '../../gazette/model.ts';
import { readCorpus } from '../../gazette/read-corpus.ts';
import { cutBeforePrivateNumber } from '../../gazette/private-numbers.ts';
import { createLogger } from '../../logger.ts';
import { type BankQuestion, readQuestionFiles, resolveQuestions } from '../../retrieval/question-bank.ts';
import type { Store } from '../../store/store.ts';
import { type FolderOptions, hasDatabase, resolveFolders } from './folders.ts';
import { type CommandContext, withStore } from './open-store.ts';
import { withoutControls } from './terminal-text.ts';

/** @returns exit code: 1 when the model was not to be had before the end. */
export async function runEnrich(
  { count, ...folders }: FolderOptions & { readonly count: number },
  { env, now }: CommandContext,
): Promise<number> {
  const config = loadConfig(env);
  const gazettes = gazettesOf(folders, config);
  const isKept = config.DATABASE_URL !== undefined || hasDatabase(config.WENZHENG_DATA_DIR);
  const run = (store: Store | null) => propose(config, gazettes, count, { store, now });
  const report = isKept ? await withStore(env, ({ store }) => run(store)) : await run(null);
  print(sayReport(report));
  return report.endedBy === null ? 0 : 1;
}

interface Gazettes {
  readonly corpusDir: string;
  readonly corpus: Corpus;
  readonly layers: Layers;
  /** What editors have published. */
  readonly state: EditionState;
}

/** The corpus folder with what was published over it. */
function gazettesOf(options: FolderOptions, config: Config): Gazettes {
  const { corpusDir, editionsDir } = resolveFolders(options, config.WENZHENG_DATA_DIR);
  const folder = createEditionFolder(editionsDir);
  const state = folder.stateOf(folder.latest());
  const layers = folder.layersOf(state);
  return { corpusDir, corpus: readCorpus(corpusDir, layers.overlay), layers, state };
}

async function propose(
  config: Config,
  { corpusDir, corpus, layers }: Gazettes,
  most: number,
  { store, now }: { readonly store: Store | null; readonly now: () => Date },
): Promise<EnrichmentReport> {
  const [{ connectEnrichmentModel, readEnrichmentPrompt }, { proposeQuestions }] = await Promise.all([
    import('../../enrichment/connect-enrichment-model.ts'),
    import('../../enrichment/propose-questions.ts'),
  ]);
  // What is used here counts for the day as what answers use.
  const model = connectEnrichmentModel(config, {
    today: () => chinaToday(now()),
    ...(store === null ? {} : { ledger: store.modelUsage }),
    logger: createLogger(config.WENZHENG_LOG_LEVEL),
  });
  const files = [...readQuestionFiles(corpusDir), ...readProposalFiles(corpusDir)];
  return proposeQuestions({
    corpus,
    questions: resolveQuestions(corpus, files, layers.bankEdits).questions,
    evaluation: readEvaluationQuestions(),
    model,
    prompt: readEnrichmentPrompt(),
    timeoutMs: config.WENZHENG_MODEL_TIMEOUT * 1000,
    most,
    onProposal: (proposal) => addProposal(corpusDir, proposal),
    onProgress: tellProgress,
  });
}

function tellProgress({
  done,
  total,
  proposed,
}: Pick<EnrichmentReport, 'done' | 'total' | 'proposed'>): void {
  const line = `问过 ${done}/${total} 段，提出 ${proposed} 条`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}\u001b[K${done === total ? '\n' : ''}` : `${line}\n`);
}

const endings: Readonly<Record<string, string>> = {
  budget: '今天的词元用完了',
  timeout: '模型太久没有回答',
  unreachable: '模型服务连不上，或没有接受请求（上面日志的 status：401、403 查密钥，404 查地址和模型名称）',
  breaker: '模型服务连不上',
  broken_off: '模型的回答中断了',
};

function sayReport({
  done,
  total,
  proposed,
  withoutProposal,
  rejected,
  endedBy,
}: EnrichmentReport): string[] {
  const faults = Object.entries(rejected).flatMap(([fault, times]) => {
    const text = Object.entries(faultTexts).find(([name]) => name === fault)?.[1];
    return text === undefined ? [] : [`${text} ${times}`];
  });
  return [
    total === 0
      ? '每一段都已经有问法了。'
      : `问过 ${done}/${total} 段，提出 ${proposed} 条，没有提出的 ${withoutProposal} 段。`,
    ...(faults.length === 0 ? [] : [`退回的问法：${faults.join('，')}。`]),
    ...(endedBy === null ? [] : [`${endings[endedBy] ?? '模型没有用上'}，提前结束；再运行一次会接着做。`]),
    ...(proposed === 0
      ? []
      : ['请用 wenzheng enrich --list 查看，审核后用 wenzheng enrich --accept 编号 收入。']),
  ];
}

/** @returns exit code. */
export function runEnrichList({ json, ...folders }: FolderOptions & { readonly json?: boolean }): number {
  const { corpusDir, corpus, state } = gazettesOf(folders, loadConfig(readEnvironment()));
  const proposals = readProposals(corpusDir).filter((proposal) => !isDecided(proposal, state));
  if (json) print(proposals.map((proposal) => JSON.stringify(proposal)));
  else if (proposals.length === 0) print(['没有待审核的问法。']);
  else {
    const resolved = resolveQuestions(corpus, readProposalFiles(corpusDir)).questions;
    print(proposals.flatMap((proposal) => sayProposal(proposal, corpus, resolved)));
  }
  return 0;
}

/** Accepted or turned down at the desk, which leaves the files as they are. */
function isDecided({ id, document, ask }: Proposal, { bankEdits, declinedProposals }: EditionState): boolean {
  return (
    declinedProposals.includes(id) || bankEdits.some((edit) => edit.document === document && edit.ask === ask)
  );
}

/** Most of a clause that a person reads to judge the wordings. */
const clauseLength = 200;

function sayProposal(
  { id, document: documentId, ask, also, locators }: Proposal,
  corpus: Corpus,
  resolved: readonly BankQuestion[],
): string[] {
  const document = corpus.documents.find((each) => each.id === documentId);
  const clauses =
    resolved.find((each) => each.ask === ask && corpus.documents[each.document] === document)?.clauses ?? [];
  const text = cutBeforePrivateNumber(clauses.map((clause) => corpus.clauses[clause]?.text ?? '').join(''));
  return [
    `${id}  ${document === undefined ? documentId : nameOf(document)} ${locators.join('、')}`,
    `  条文：${text.length > clauseLength ? `${text.slice(0, clauseLength)}…` : text}`,
    `  标准问：${ask}`,
    ...also.map((wording) => `  相似问：${wording}`),
  ];
}

/** @returns exit code: 1 when one of them could not be accepted. @throws WenzhengError `not_found`. */
export function runEnrichAccept({
  ids,
  ...folders
}: FolderOptions & { readonly ids: readonly string[] }): number {
  const { corpusDir, corpus, layers } = gazettesOf(folders, loadConfig(readEnvironment()));
  const evaluation = readEvaluationQuestions();
  let code = 0;
  for (const id of ids) {
    const proposal = readProposals(corpusDir).find((each) => each.id === id);
    if (proposal === undefined)
      throw new WenzhengError(
        'not_found',
        `没有编号 ${id.slice(0, 40)} 的待审核问法，请用 wenzheng enrich --list 查看编号。`,
      );
    const { questions } = resolveQuestions(corpus, readQuestionFiles(corpusDir), layers.bankEdits);
    try {
      accept(proposal, { corpusDir, corpus, questions, evaluation });
      print([`${id} 已收入问答库，下次启动时生效。`]);
    } catch (error) {
      if (!(error instanceof WenzhengError)) throw error;
      process.stderr.write(`${withoutControls(error.message)}\n`);
      code = 1;
    }
  }
  return code;
}

function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${withoutControls(lines.join('\n'))}\n`);
}
