/**
 * The server: the web chat and the API until the process is told to stop.
 * @module
 */
import { createApp } from './app.ts';
import { createHttpServer } from './channels/http/create-http-server.ts';
import { describeGazettes } from './channels/http/chat-backend.ts';
import { startHttpServer } from './channels/http/start-http-server.ts';
import type { Config } from './config.ts';
import { createLogger, faultOf } from './logger.ts';

export interface ServeOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  readonly config: Config;
}

/** Goes through every step of answering; its answer is thrown away, and like any question it is not logged. */
const warmUpQuestion = '补助标准是多少，应该向哪个部门申请？';

/**
 * Runs until SIGTERM or SIGINT; answers that are on their way are finished first.
 * @throws WenzhengError when the corpus, the index or the address cannot be used.
 */
export async function serve({ corpusDir, indexDir, config }: ServeOptions): Promise<void> {
  const logger = createLogger(config.WENZHENG_LOG_LEVEL);
  const app = await createApp({
    corpusDir,
    indexDir,
    logger,
    questionBank: config.WENZHENG_QUESTION_BANK,
    onFault: (error) => logger.error(faultOf(error), 'a question could not be answered'),
  });
  if (app.report)
    logger.info({ passages: app.manifest.counts.passages, created: app.report.created }, 'index built');
  const http = createHttpServer({
    backend: {
      answer: (question) => app.answer(question),
      corpus: app.corpus,
      today: () => app.today(),
      homeName: app.corpus.homeRegion ?? '',
      gazettes: describeGazettes(app.corpus),
    },
    logger,
  });
  // The first question loads and compiles what the later ones find ready; nobody should have to wait for that.
  app.answer({ q: warmUpQuestion });
  const server = await startHttpServer(http, { host: config.WENZHENG_HOST, port: config.WENZHENG_PORT });
  logger.info({ url: server.url, passages: app.manifest.counts.passages }, 'listening');
  process.stdout.write(`问政已启动：${server.url}（按 Ctrl-C 停止）\n`);

  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  logger.info({ signal }, 'stopping');
  await server.close();
}
