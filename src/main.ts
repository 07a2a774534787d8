/**
 * The server: web chat, API and, with a token, the Telegram bot, until the process is told to stop.
 * @module
 */
import { type App, createApp, modelFromSettings } from './app.ts';
import { withoutRemoved } from './answering/reply.ts';
import { systemDoorsOf } from './channels/http/api/add-system-doors.ts';
import { describeGazettes } from './channels/http/chat-backend.ts';
import { createHttpServer, type MountedRoute } from './channels/http/create-http-server.ts';
import type { DeskOptions } from './channels/http/desk/add-desk-routes.ts';
import { connectIdentity } from './channels/http/desk/sign-in/connect-identity.ts';
import { startHttpServer } from './channels/http/start-http-server.ts';
import type { RunningTelegram } from './channels/telegram/start-telegram.ts';
import { checkModelSettings } from './channels/terminal/doctor-models.ts';
import { checkTelegram } from './channels/terminal/doctor-store.ts';
import type { Config } from './config.ts';
import { type Controls, createControls } from './controls/create-controls.ts';
import { watchControls } from './controls/watch-controls.ts';
import type { Conversing } from './conversations/conversing.ts';
import { createConversing } from './conversations/create-conversing.ts';
import { type DerivedKeys, deriveKeys } from './conversations/derive-keys.ts';
import type { AnnounceHandover } from './conversations/handing-over.ts';
import { startHousekeeping } from './conversations/housekeeping.ts';
import { parseOfficeHours } from './conversations/office-hours.ts';
import { readSecret } from './conversations/read-secret.ts';
import { createLogger, faultOf, type Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createStaffAccess } from './staff/create-staff-access.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { loadWorkingDaysCalendar } from './working-days-calendar.ts';
import { createEditionFolder } from './editions/edition-folder.ts';
import { following } from './editions/following.ts';
import { startFollowing } from './editions/start-following.ts';

export interface ServeOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Where editions of the gazettes are published. */
  readonly editionsDir: string;
  readonly config: Config;
}

/** What the channels share. */
interface Parts {
  readonly app: App;
  readonly store: Store;
  readonly conversing: Conversing;
  readonly controls: Controls;
  readonly metrics: Metrics;
  readonly config: Config;
  readonly logger: Logger;
}

/** Goes through every step of answering; its answer is thrown away, and like any question it is not logged. */
const warmUpQuestion = '补助标准是多少，应该向哪个部门申请？';
/** Telegram's own rule for groups. */
const groupMessagesPerMinute = 20;

const goneEdition = 'the file of the published edition is gone, so an earlier one is in use';

const now = (): Date => new Date();

/**
 * Runs until SIGTERM or SIGINT; answers that are on their way are finished first, and what is not sent by then is sent
 * by the next start.
 * @throws WenzhengError when the corpus, the index, the store, a setting or the address cannot be used.
 */
export async function serve({ corpusDir, indexDir, editionsDir, config }: ServeOptions): Promise<void> {
  const logger = createLogger(config.WENZHENG_LOG_LEVEL);
  // Said before anything is opened.
  parseOfficeHours(config.WENZHENG_OFFICE_HOURS);
  const secret = readSecret({
    given: config.WENZHENG_SECRET?.reveal() ?? null,
    dataDir: config.WENZHENG_DATA_DIR,
    sharesDatabase: config.DATABASE_URL !== undefined,
  });
  const keys = deriveKeys(secret);
  const identity = await connectIdentity(config, keys.cookies);
  // Asked for at the first question that goes to the model, when the store is open.
  const model = modelFromSettings(config, {
    logger,
    isAllowed: () => controls.current.off.model === null,
    dailyTokens: () => controls.current.dailyTokens,
    ledger: {
      add: (entry) => store.modelUsage.add(entry),
      spent: (day, userKey) => store.modelUsage.spent(day, userKey),
    },
  });
  const metrics = createMetrics();
  const app = await createApp({
    corpusDir,
    indexDir,
    editionsDir,
    logger,
    ...(model === undefined ? {} : { model }),
    questionBank: config.WENZHENG_QUESTION_BANK,
    onFault: (error) => logger.error(faultOf(error), 'a question could not be answered'),
    onReply: ({ model: used }) => {
      if (used !== undefined) metrics.modelAnswered(used);
    },
  });
  const published = createEditionFolder(editionsDir).missing().at(-1) ?? 0;
  if (published > app.edition) logger.error({ edition: app.edition, before: published }, goneEdition);
  metrics.gauge('model_breaker_open', 'Whether the model is left alone because it is down or slow.', () =>
    Number(app.modelState() === 'breaker_open'),
  );
  if (app.report)
    logger.info({ passages: app.manifest.counts.passages, created: app.report.created }, 'index built');
  const store = await openStore({
    dataDir: config.WENZHENG_DATA_DIR,
    databaseUrl: config.DATABASE_URL?.reveal(),
    logger,
  });
  const controls = createControls({ store, config, now });
  let watch: ReturnType<typeof watchControls> | null = null;
  try {
    // A channel that was switched off stays off over a new start.
    await controls.refresh();
    watch = watchControls(controls, { logger });
    const conversing = createConversing({
      app,
      store,
      secret,
      calendar: loadWorkingDaysCalendar(),
      officeHours: () => controls.current.officeHours,
      isHandoverOn: () => controls.current.handover,
      handoverMinutes: config.WENZHENG_HANDOVER_MINUTES,
      announceHandover: await announcing(config, secret),
      now,
      logger,
    });
    await serveChannels({ app, store, conversing, controls, metrics, config, logger }, keys, identity);
  } finally {
    await watch?.stop();
    await store.close();
  }
}

async function serveChannels(
  parts: Parts,
  keys: DerivedKeys,
  identity: DeskOptions['identity'],
): Promise<void> {
  const { app, store, conversing, controls, metrics, config, logger } = parts;
  const stopping = new AbortController();
  // The first question loads and compiles what the later ones find ready; nobody should have to wait for that.
  app.answer({ q: warmUpQuestion });
  const telegram = await startBot(parts);
  const http = createHttpServer({
    backend: {
      answer: async (question, way) => withoutRemoved(await app.reply(question, way)),
      get corpus() {
        return app.corpus;
      },
      today: () => app.today(),
      homeName: app.corpus.homeRegion ?? '',
      get gazettes() {
        return describeGazettes(app.corpus);
      },
      get sendsToModel() {
        return app.modelState() !== 'off';
      },
      modelState: () => app.modelState(),
      closed: (door) => controls.closed(door),
      announcement: () => controls.current.announcement,
      isHandoverOn: () => controls.current.handover,
    },
    logger,
    conversations: {
      conversing,
      store,
      cookieKey: keys.cookies,
      now,
      retentionDays: config.WENZHENG_RETENTION_DAYS,
    },
    desk: {
      app,
      store,
      conversing,
      controls,
      access: createStaffAccess({ store, key: keys.staff, now }),
      now,
      identity,
      dataDir: config.WENZHENG_DATA_DIR,
    },
    systems: systemDoorsOf({ app, store, config, now, closed: (door) => controls.closed(door) }),
    metrics,
    metricsToken: config.WENZHENG_METRICS_TOKEN?.reveal(),
    mount: webhookRoutes(telegram, config),
    stopping: stopping.signal,
    trustProxy: config.WENZHENG_TRUST_PROXY,
  });
  let housekeeping: ReturnType<typeof startHousekeeping> | null = null;
  const stopFollowing = startFollowing({
    app,
    onFollowed(edition, before) {
      if (edition < before) logger.error({ edition, before }, goneEdition);
      else logger.info({ edition, passages: app.manifest.counts.passages }, 'another edition is in use');
    },
    onFault: (error) => logger.error(faultOf(error), 'the published edition could not be taken up'),
  });
  // A signal may come as soon as the server is there.
  const signalled = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  try {
    const server = await startHttpServer(http, { host: config.WENZHENG_HOST, port: config.WENZHENG_PORT });
    housekeeping = startHousekeeping({
      store,
      conversing,
      retention: {
        conversationDays: config.WENZHENG_RETENTION_DAYS,
        auditDays: config.WENZHENG_AUDIT_DAYS,
      },
      now,
      logger,
    });
    logger.info({ url: server.url, passages: app.manifest.counts.passages }, 'listening');
    process.stdout.write(`问政已启动：${server.url}（按 Ctrl-C 停止）\n`);
    if (config.WENZHENG_SEND_TO_MODEL) process.stdout.write(`${checkModelSettings(config).text}。\n`);
    if ((await store.staff.list()).length === 0)
      process.stdout.write(
        '工作台（/desk）还没有账号，请用 wenzheng user add 登录名 --role admin 建立第一个管理员。\n',
      );
    const signal = await signalled;
    logger.info({ signal }, 'stopping');
    stopping.abort();
    await server.close();
  } finally {
    stopFollowing();
    await telegram?.stop();
    await housekeeping?.stop();
  }
}

/** The bot where there is a token. Its parts are only loaded for it. */
async function startBot(parts: Parts): Promise<RunningTelegram | null> {
  const { app, store, conversing, controls, metrics, config, logger } = parts;
  const token = config.TELEGRAM_BOT_TOKEN;
  for (const { passed, text } of checkTelegram(config)) if (!passed) tell(text);
  if (token === undefined) return null;
  const [
    { startTelegram },
    { createUpdateHandler },
    { createHandoverMessageRenderer },
    commands,
    { createCalculationDialogue },
  ] = await Promise.all([
    import('./channels/telegram/start-telegram.ts'),
    import('./channels/telegram/create-update-handler.ts'),
    import('./channels/telegram/render/render-handover-message.ts'),
    import('./channels/telegram/bot-commands.ts'),
    import('./conversations/calculation-dialogue.ts'),
  ]);
  const dialogue = following(app, () =>
    createCalculationDialogue({ schemes: app.schemes, corpus: app.corpus }),
  );
  const measured = withFigures(conversing, metrics);
  return startTelegram({
    token,
    apiRoot: config.TELEGRAM_API_ROOT,
    webhook:
      config.TELEGRAM_WEBHOOK_URL === undefined
        ? null
        : { url: config.TELEGRAM_WEBHOOK_URL, secret: config.TELEGRAM_WEBHOOK_SECRET },
    store,
    keys: conversing.keys,
    createHandler: ({ username }) =>
      createUpdateHandler({
        store,
        conversing: measured,
        dialogue,
        app,
        botName: username,
        now,
        retentionDays: config.WENZHENG_RETENTION_DAYS,
        officeHours: () => controls.current.officeHours.text,
        sendsToModel: () => app.modelState() !== 'off',
        closed: () => controls.closed('telegram'),
      }),
    renderHandoverMessage: createHandoverMessageRenderer(conversing),
    commands: { privateChats: commands.privateCommands, groups: commands.groupCommands },
    rates: {
      perSecond: config.WENZHENG_TELEGRAM_RATE,
      perChatMinute: config.WENZHENG_TELEGRAM_CHAT_RATE,
      perGroupMinute: groupMessagesPerMinute,
    },
    now,
    logger,
    tell,
    counters: metrics,
  });
}

/** For whoever runs the program; the log beside it is for machines. */
const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** The staff's chat is told of people who wait, those on the web page too. */
async function announcing(config: Config, secret: string): Promise<AnnounceHandover | undefined> {
  const chat = config.WENZHENG_STAFF_CHAT;
  if (chat === undefined || config.TELEGRAM_BOT_TOKEN === undefined) return undefined;
  const { announceInStaffChat } = await import('./channels/telegram/announce-handover.ts');
  return announceInStaffChat(chat, secret);
}

/** Counts the bot's answers by status; the web counts its own. */
function withFigures(conversing: Conversing, metrics: Metrics): Conversing {
  const measured =
    <Given extends unknown[]>(prepare: (...given: Given) => ReturnType<Conversing['prepare']>) =>
    async (...given: Given) => {
      const began = performance.now();
      const prepared = await prepare(...given);
      if (prepared.answer !== null)
        metrics.answered('telegram', prepared.answer.status, (performance.now() - began) / 1000);
      return prepared;
    };
  return {
    ...conversing,
    prepare: measured((...given) => conversing.prepare(...given)),
    prepareCalculation: measured((...given) => conversing.prepareCalculation(...given)),
  };
}

function webhookRoutes(telegram: RunningTelegram | null, config: Config): MountedRoute[] {
  const webhook = telegram?.webhook ?? null;
  if (webhook === null || config.TELEGRAM_WEBHOOK_URL === undefined) return [];
  return [{ method: 'POST', path: new URL(config.TELEGRAM_WEBHOOK_URL).pathname, handle: webhook }];
}
