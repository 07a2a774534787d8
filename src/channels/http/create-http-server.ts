import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { faultOf, type Logger } from '../../logger.ts';
import type { Answer, Question } from '../../answering/answer.ts';
import { statusTexts } from '../../answering/fixed-texts.ts';
import { assetsByUrl } from './assets.ts';
import type { ChatBackend } from './chat-backend.ts';
import { clausesInRange, createCorpusLookup } from './corpus-lookup.ts';
import { chatPage } from './pages/chat-page.ts';
import { documentPage } from './pages/document-page.ts';
import { documentsPage } from './pages/documents-page.ts';
import { errorPage } from './pages/error-page.ts';
import type { Markup } from './pages/layout.ts';
import { turn } from './pages/turn.ts';
import { createRateLimit, type RateLimitOptions } from './rate-limit.ts';
import {
  earlierQuestions,
  isFieldError,
  readQuestion,
  readQuestionForm,
  rememberedQuestions,
} from './read-question.ts';
import { clientAddress, isClientGone, isOwnPost, withSecurityHeaders } from './request-guards.ts';

export interface HttpServerOptions {
  readonly backend: ChatBackend;
  readonly logger: Pick<Logger, 'info' | 'error'>;
  /** Counted for questions alone; reading documents is free. Default: 30 a minute. */
  readonly rateLimit?: RateLimitOptions;
  /** For the JSON of POST /api/ask (default 16 kB); a form may be four times as long, being percent-encoded. */
  readonly bodyLimitBytes?: number;
}

/** The status and sentence of a request that is turned away before it becomes a question. */
interface Refusal {
  readonly status: 403 | 413 | 415 | 429;
  readonly message: string;
}

/**
 * The web door: the residents' page, the documents, `POST /api/ask` and `/healthz`.
 *
 * Questions are asked by POST alone. They tell of illness and of money, and an address is written into the
 * browser's history and the log of every proxy on the way. For the same reason the log here names the path,
 * never the question, nor the message of an exception, which may hold it.
 */
export function createHttpServer({
  backend,
  logger,
  rateLimit = { perMinute: 30 },
  bodyLimitBytes = 16 * 1024,
}: HttpServerOptions): Hono {
  const { corpus, homeName } = backend;
  const lookup = createCorpusLookup(corpus);
  const limit = createRateLimit(rateLimit);
  const app = new Hono();

  app.use(withSecurityHeaders, logRequests(logger), compress());

  const refuse = (context: Context, { status, message }: Refusal): Response | Promise<Response> => {
    if (context.req.path.startsWith('/api/'))
      return context.json({ error: { field: 'request', message } }, status);
    return context.html(errorPage(homeName, refusalTitles[status], message), status);
  };

  /** Refuses posts of other sites and too long ones. */
  const guardPost = (maxSize: number): [MiddlewareHandler, MiddlewareHandler] => [
    (context, next) =>
      isOwnPost(context)
        ? next()
        : Promise.resolve(
            refuse(context, { status: 403, message: '这个请求来自别的网站，请在问政自己的页面上提问。' }),
          ),
    bodyLimit({
      maxSize,
      onError: (context) =>
        refuse(context, {
          status: 413,
          message: `提交的内容超过${Math.floor(maxSize / 1024)} kB，请把问题写短一些再提交。`,
        }),
    }),
  ];

  /** 0 when the client may ask; else answers how long to wait, as the header that says so is set. */
  const waitFor = (context: Context): number => {
    const seconds = limit.take(clientAddress(context, rateLimit));
    if (seconds > 0) context.header('Retry-After', String(seconds));
    return seconds;
  };

  const answer = async (question: Question): Promise<Answer> => {
    try {
      return await backend.answer(question);
    } catch (error) {
      logger.error(faultOf(error), 'a question could not be answered');
      return internalError(question);
    }
  };

  app.post('/api/ask', ...guardPost(bodyLimitBytes), async (context) => {
    const type = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json') {
      return refuse(context, {
        status: 415,
        message: '请求内容的类型应是 JSON，请在请求头写上 Content-Type: application/json。',
      });
    }
    const seconds = waitFor(context);
    if (seconds > 0) return refuse(context, { status: 429, message: tooManyQuestions(seconds) });
    const question = readQuestion(await context.req.text());
    if (isFieldError(question)) return context.json({ error: question }, 400);
    const result = await answer(question);
    const status = result.status === 'error_internal' ? 500 : 200;
    context.header('Cache-Control', 'no-store');
    // The page's script wants the turn as the page itself would show it, so that there is one rendering only.
    const wantsMarkup = context.req.header('Accept')?.includes('text/html') === true && status === 200;
    return wantsMarkup
      ? context.html(turn(question.q, result, turnKey(), lookup))
      : context.json(result, status);
  });

  app.get('/healthz', (context) =>
    context.json({
      status: 'ok',
      documents: corpus.documents.length,
      passages: corpus.passages.length,
      corpusDigest: corpus.digest,
    }),
  );

  app.get('/', (context) => page(context, chatPage({ backend })));

  // Somebody reloads or types the address of an answer: the question was not in it.
  app.get('/ask', (context) => context.redirect('/', 303));

  app.post('/ask', ...guardPost(bodyLimitBytes * 4), async (context) => {
    context.header('Cache-Control', 'no-store');
    let form: FormData;
    try {
      form = await context.req.formData();
    } catch {
      return refuse(context, { status: 415, message: '没有收到表单，请回到提问页重新提交。' });
    }
    const question = readQuestionForm(form);
    if (isFieldError(question)) {
      const kept = { question: '', message: question.message };
      return context.html(chatPage({ backend, context: earlierQuestions(form), kept }), 400);
    }
    const seconds = waitFor(context);
    const earlier = question.context ?? [];
    if (seconds > 0) {
      const kept = { question: question.q, message: tooManyQuestions(seconds) };
      return context.html(chatPage({ backend, context: earlier, kept }), 429);
    }
    const result = await answer(question);
    const asked = [...earlier, question.q].slice(-rememberedQuestions);
    if (result.status === 'error_internal') {
      const kept = { question: question.q, message: result.answer };
      return context.html(chatPage({ backend, context: earlier, kept }), 500);
    }
    return context.html(
      chatPage({ backend, context: asked, turn: turn(question.q, result, turnKey(), lookup) }),
    );
  });

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

  app.notFound((context) => notFound(context, homeName));

  app.onError((error, context) => {
    // No fault of this program, and nobody reads the response; the request is in the log all the same.
    if (isClientGone(context)) return context.body(null, 400);
    logger.error(faultOf(error), 'a page could not be shown');
    if (context.req.path.startsWith('/api/')) return context.json(internalError(null), 500);
    return context.html(
      errorPage(homeName, '页面暂时打不开', '服务器出了问题，请过一会儿再试；急事请拨12345。'),
      500,
    );
  });

  return app;
}

const refusalTitles: Readonly<Record<Refusal['status'], string>> = {
  403: '请在本站提问',
  413: '内容太长',
  415: '没有收到问题',
  429: '问得太快了',
};

function tooManyQuestions(seconds: number): string {
  return `问得太快了，请等${seconds}秒再提问。`;
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

function turnKey(): string {
  return `turn-${randomUUID().slice(0, 8)}`;
}

function internalError(question: Question | null): Answer {
  return {
    id: question?.id === undefined || question.id === null ? null : String(question.id),
    status: 'error_internal',
    answer: statusTexts.error_internal,
    notices: [],
    nextSteps: [],
    citations: [],
    passages: [],
    calculation: null,
    timings: {},
  };
}
function logRequests(logger: HttpServerOptions['logger']): MiddlewareHandler {
  return async (context, next) => {
    const start = performance.now();
    await next();
    const { method, path } = context.req;
    const ms = Math.round(performance.now() - start);
    logger.info({ method, path, status: context.res.status, ms }, 'request');
  };
}
