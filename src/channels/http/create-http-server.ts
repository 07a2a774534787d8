import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { maskPrivateNumbers } from '../../gazette/private-numbers.ts';
import { faultOf, type Logger } from '../../logger.ts';
import type { Metrics } from '../../metrics.ts';
import type { Answer, Question } from '../../answering/answer.ts';
import { streamAnswer, wantsEvents } from './answer-stream.ts';
import { addSystemDoors, type SystemDoorsOptions } from './api/add-system-doors.ts';
import { assetsByUrl } from './assets.ts';
import type { AnswerWay, ChatBackend } from './chat-backend.ts';
import type { ConversationsOptions } from './chat-memory.ts';
import { createChatPages } from './chat-pages.ts';
import { addChatRoutes } from './chat-routes.ts';
import { addConversationRoutes } from './conversation-routes.ts';
import { retryAfterSeconds } from '../../controls/switches.ts';
import type { CountedChannel } from '../../store/overview-records.ts';
import { createCounting, type Counting } from './count-questions.ts';
import { clausesInRange } from './corpus-lookup.ts';
import { addDeskRoutes, type DeskOptions } from './desk/add-desk-routes.ts';
import { createDoor, type Door, internalError, tooManyQuestions, wantsJson } from './door.ts';
import { addHealthRoute, addMetricsRoute, addStoreGauges } from './operation-routes.ts';
import { documentPage } from './pages/document-page.ts';
import { documentsPage } from './pages/documents-page.ts';
import { errorPage } from './pages/error-page.ts';
import type { Markup } from './pages/layout.ts';
import type { RateLimitOptions } from './rate-limit.ts';
import { isFieldError, readQuestion } from './read-question.ts';
import { createRemembering } from './remembering.ts';
import { isClientGone, withSecurityHeaders } from './request-guards.ts';

export interface HttpServerOptions {
  readonly backend: ChatBackend;
  readonly logger: Pick<Logger, 'info' | 'error'>;
  /** The page remembers conversations; without it each page carries its questions itself and nothing is kept. */
  readonly conversations?: ConversationsOptions;
  /** The pages of the staff, under /desk; without it there are none. */
  readonly desk?: DeskOptions;
  /** The doors for other systems, which need a token; without it there are none. */
  readonly systems?: SystemDoorsOptions;
  readonly metrics?: Metrics;
  /** What GET /metrics asks for; without it there is no such page. */
  readonly metricsToken?: string | undefined;
  /** Routes of other channels, such as the webhook of Telegram. */
  readonly mount?: readonly MountedRoute[];
  /** When it is aborted, pages that wait for messages are sent away; do it before the server is closed. */
  readonly stopping?: AbortSignal;
  /** Counted for everything that is posted; reading is free. Default: 30 a minute. */
  readonly rateLimit?: RateLimitOptions;
  /**
   * Believe X-Forwarded-For and X-Forwarded-Proto. Only behind one's own proxy: anybody else can write them. Without
   * it everybody behind a proxy shares one allowance.
   */
  readonly trustProxy?: boolean;
  /** For the JSON of POST /api/ask (default 16 kB); a form may be four times as long, being percent-encoded. */
  readonly bodyLimitBytes?: number;
}

/** Has the security headers and the log of every other route, and neither rate limit nor check of the origin. */
export interface MountedRoute {
  readonly method: 'GET' | 'POST';
  /** /telegram */
  readonly path: string;
  readonly handle: (request: Request) => Response | Promise<Response>;
  /** Default 1 MB; more is answered with 413. */
  readonly bodyLimitBytes?: number;
}

/**
 * The web door: the residents' page, the documents, `POST /api/ask`, `/healthz` and `/metrics`.
 *
 * Questions are asked by POST alone. They tell of illness and of money, and an address is written into the
 * browser's history and the log of every proxy on the way. For the same reason the log here names the path,
 * never the question, nor the message of an exception, which may hold it.
 */
export function createHttpServer(options: HttpServerOptions): Hono {
  const { backend, logger, conversations, metrics, stopping, trustProxy = false } = options;
  const { rateLimit = { perMinute: 30 }, bodyLimitBytes = 16 * 1024 } = options;
  const { homeName } = backend;
  const door = createDoor({ backend, logger, metrics, rateLimit, trustProxy });
  const remembering =
    conversations === undefined ? null : createRemembering(conversations, { trustProxy, logger });
  const pages = createChatPages(door, remembering);
  const counted = createCounting(conversations, logger);
  const app = new Hono();

  app.use(withSecurityHeaders, logRequests(logger), compress());
  addApiRoute(app, door, { counted, bodyLimitBytes, stopping });
  addHealthRoute(app, backend, conversations?.store);
  addMetricsRoute(app, metrics, options.metricsToken);
  addChatRoutes(app, { door, pages, remembering, bodyLimitBytes, stopping });
  if (remembering !== null) {
    addConversationRoutes(app, door, pages, remembering, bodyLimitBytes);
    if (stopping?.aborted === true) remembering.events.stop();
    else stopping?.addEventListener('abort', () => remembering.events.stop(), { once: true });
  }
  if (metrics !== undefined && conversations !== undefined) addStoreGauges(metrics, conversations.store);
  addReadingRoutes(app, door);
  if (options.desk !== undefined) {
    const until = stopping ?? new AbortController().signal;
    addDeskRoutes(app, { ...options.desk, logger, trustProxy, stopping: until });
  }
  if (options.systems !== undefined) {
    const answer = (question: Question, way: AnswerWay, by: CountedChannel): Promise<Answer> =>
      counted(by, () =>
        door.measured(
          'api',
          () => door.answer(question, way),
          ({ status }) => status,
        ),
      );
    addSystemDoors(app, options.systems, { answer, homeName, logger, trustProxy, stopping });
  }
  for (const route of options.mount ?? []) addMountedRoute(app, route);

  app.notFound((context) => notFound(context, homeName));

  app.onError((error, context) => {
    // No fault of this program, and nobody reads the response; the request is in the log all the same.
    if (isClientGone(context)) return context.body(null, 400);
    logger.error(faultOf(error), 'a page could not be shown');
    if (wantsJson(context)) return context.json(internalError(null), 500);
    return context.html(
      errorPage(homeName, '页面暂时打不开', '服务器出了问题，请过一会儿再试；急事请拨12345。'),
      500,
    );
  });

  return app;
}

interface ApiRouteOptions {
  readonly counted: Counting;
  readonly bodyLimitBytes: number;
  readonly stopping: AbortSignal | undefined;
}

/** For other systems: each question stands for itself, with the context that it brings; nothing of it is kept. */
function addApiRoute(app: Hono, door: Door, options: ApiRouteOptions): void {
  const { counted, bodyLimitBytes, stopping } = options;
  app.post('/api/ask', ...door.guardPost(bodyLimitBytes), async (context) => {
    const type = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json') {
      return door.refuse(context, {
        status: 415,
        message: '请求内容的类型应是 JSON，请在请求头写上 Content-Type: application/json。',
      });
    }
    const closed = door.backend.closed?.('api') ?? null;
    if (closed !== null) {
      context.header('Retry-After', String(retryAfterSeconds));
      return door.refuse(context, { status: 503, message: closed });
    }
    const seconds = door.waitFor(context);
    if (seconds > 0) return door.refuse(context, { status: 429, message: tooManyQuestions(seconds) });
    const question = readQuestion(await context.req.text());
    if (isFieldError(question)) return context.json({ error: question }, 400);
    const answer = (way: AnswerWay): Promise<Answer> =>
      counted('api', () =>
        door.measured(
          'api',
          () => door.answer(question, way),
          ({ status }) => status,
        ),
      );
    if (wantsEvents(context)) {
      const whole = async (way: AnswerWay) => ({ event: 'answer', data: await answer(way) });
      return streamAnswer(context, whole, stopping);
    }
    const result = await answer({ signal: context.req.raw.signal });
    context.header('Cache-Control', 'no-store');
    return context.json(result, result.status === 'error_internal' ? 500 : 200);
  });
}

function addReadingRoutes(app: Hono, { backend, lookup }: Door): void {
  const { homeName } = backend;
  app.get('/documents', (context) => {
    const list = documentsPage(backend, Number(context.req.query('page') ?? '1'));
    return list === undefined ? notFound(context, homeName) : page(context, list);
  });

  app.get('/document/:id', (context) => {
    const document = lookup.document(context.req.param('id'));
    if (document === undefined) return notFound(context, homeName);
    const { passage, clause } = context.req.query();
    const highlighted =
      passage === undefined
        ? clausesInRange(document, clause ?? '')
        : lookup.passageClauses(document, passage);
    return page(context, documentPage(backend, document, highlighted));
  });

  app.get('/assets/:name', (context) => {
    const asset = assetsByUrl.get(context.req.path);
    if (asset === undefined) return notFound(context, homeName);
    context.header('Content-Type', asset.type);
    context.header('Cache-Control', 'public, max-age=31536000, immutable');
    return context.body(asset.content);
  });
}

function addMountedRoute(app: Hono, route: MountedRoute): void {
  const { method, path, handle, bodyLimitBytes = 1024 * 1024 } = route;
  const limit = bodyLimit({ maxSize: bodyLimitBytes, onError: (context) => context.body(null, 413) });
  app.on(method, path, limit, (context) => handle(context.req.raw));
}

function page(context: Context, markup: Markup): Response | Promise<Response> {
  // Shown again from memory when going back, asked for anew otherwise: validity changes with the day.
  context.header('Cache-Control', 'no-cache');
  return context.html(markup);
}

function notFound(context: Context, homeName: string): Response | Promise<Response> {
  if (context.req.path.startsWith('/api/')) {
    return context.json({ error: { field: 'path', message: '没有这个接口，提问请用 POST /api/ask。' } }, 404);
  }
  return context.html(
    errorPage(homeName, '没有这个页面', '网址可能写错了，或者文件不在已收录的公报里。'),
    404,
  );
}

function logRequests(logger: HttpServerOptions['logger']): MiddlewareHandler {
  return async (context, next) => {
    const start = performance.now();
    await next();
    const { method, path } = context.req;
    const ms = Math.round(performance.now() - start);
    // Somebody may type a number into the address.
    const shown = maskPrivateNumbers(path, 'typed');
    logger.info({ method, path: shown, status: context.res.status, ms }, 'request');
  };
}
