import { type App, createApp, modelFromSettings } from '../../app.ts';
import { loadConfig, readEnvironment } from '../../config.ts';
import { createLogger, faultOf } from '../../logger.ts';
import type { BuildProgress } from '../../retrieval/build-index.ts';
import { type FolderOptions, resolveFolders } from './folders.ts';
import { withoutControls } from './terminal-text.ts';

/**
 * Opens the application for a command; a build of the index is told on stderr.
 * @param isModelAllowed Asked with every question. Absent: the engine's own answers, whatever the settings say.
 */
export async function openApp(options: FolderOptions, isModelAllowed?: () => boolean): Promise<App> {
  const progress = createProgressReport();
  const config = loadConfig(readEnvironment());
  const log = createLogger(config.WENZHENG_LOG_LEVEL);
  const model =
    isModelAllowed === undefined
      ? undefined
      : modelFromSettings(config, { logger: log, isAllowed: isModelAllowed });
  const app = await createApp({
    ...resolveFolders(options, config.WENZHENG_DATA_DIR),
    ...(model === undefined ? {} : { model }),
    questionBank: config.WENZHENG_QUESTION_BANK,
    onFault: (error) => log.error(faultOf(error), 'a question could not be answered'),
    onProgress: progress.report,
    logger: { warn: (text) => process.stderr.write(`${withoutControls(text)}\n`) },
  });
  if (app.report) progress.finish(app.manifest.counts.passages);
  return app;
}

const stepNames: Record<BuildProgress['step'], string> = {
  terms: '编制词表',
  vectors: '计算向量',
  graph: '连接向量',
  write: '写入索引',
};

/** Tells on stderr how a build goes on: one changing line on a terminal, otherwise one line a step. */
export function createProgressReport() {
  const startedAt = performance.now();
  const changing = process.stderr.isTTY;
  let step: BuildProgress['step'] | null = null;
  return {
    report: (progress: BuildProgress) => {
      if (step === null) process.stderr.write('正在建立索引……\n');
      if (changing) {
        process.stderr.write(`\r  ${stepNames[progress.step]} ${progress.done}/${progress.total}\u001b[K`);
      } else if (progress.step !== step) {
        process.stderr.write(`  ${stepNames[progress.step]}\n`);
      }
      step = progress.step;
    },
    finish: (passages: number) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stderr.write(
        `${changing ? '\r\u001b[K' : ''}索引已建好：${passages} 个段落，用时 ${seconds} 秒。\n`,
      );
    },
  };
}
