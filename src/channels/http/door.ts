/** What every route that takes something from outside needs: refusals, limits, and an answer that never throws. @module */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Answer, Question } from '../../answering/answer.ts';
import { statusTexts } from '../../answering/fixed-texts.ts';
import { faultOf, type Logger } from '../../logger.ts';
import type { MeasuredChannel, Metrics } from '../../metrics.ts';
import type { AnswerWay, ChatBackend } from './chat-backend.ts';
import { type CorpusLookup, createCorpusLookup } from './corpus-lookup.ts';
import { errorPage } from './pages/error-page.ts';
import { createRateLimit, type RateLimitOptions } from './rate-limit.ts';
import { clientAddress, isOwnRequest } from './request-guards.ts';
import { following } from '../../editions/following.ts';

/** The status and sentence of a request that is turned away before it is handled. */
export interface Refusal {
  readonly status: 403 | 413 | 415 | 429 | 503;
  readonly message: string;
}

export interface DoorOptions {
  readonly backend: ChatBackend;
  readonly logger: Pick<Logger, 'info' | 'error'>;
  readonly metrics: Metrics | undefined;
  readonly rateLimit: RateLimitOptions;
  readonly trustProxy: boolean;
}

export interface Door {
  readonly backend: ChatBackend;
  readonly logger: Pick<Logger, 'info' | 'error'>;
  readonly lookup: CorpusLookup;
  readonly trustProxy: boolean;
  /** As JSON where a program asks, else as a page. */
  refuse(context: Context, refusal: Refusal): Response | Promise<Response>;
  /** Refuses posts of other sites and too long ones. @param maxSize Bytes. */
  guardPost(maxSize: number): [MiddlewareHandler, MiddlewareHandler];
  /** 0 when the client may go on; else the seconds to wait, and the header that says so is set. */
  waitFor(context: Context): number;
  client(context: Context): string;
  /** Never throws: a fault is an answer with status error_internal. */
  answer(question: Question, way?: AnswerWay): Promise<Answer>;
  /** Counts a question and the time until its answer is there; null: it was for a person. */
  measured<Result>(
    channel: MeasuredChannel,
    work: () => Promise<Result>,
    status: (result: Result) => string | null,
  ): Promise<Result>;
}

export function createDoor({ backend, logger, metrics, rateLimit, trustProxy }: DoorOptions): Door {
  const limit = createRateLimit(rateLimit);
  const client = (context: Context): string => clientAddress(context, trustProxy);
  const refuse: Door['refuse'] = (context, { status, message }) => {
    if (wantsJson(context)) return context.json({ error: { field: 'request', message } }, status);
    return context.html(errorPage(backend.homeName, refusalTitles[status], message), status);
  };

  return {
    backend,
    logger,
    lookup: following(backend, () => createCorpusLookup(backend.corpus)),
    trustProxy,
    refuse,
    guardPost: (maxSize) => [
      (context, next) =>
        isOwnRequest(context)
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
    ],
    waitFor(context) {
      const seconds = limit.take(client(context));
      if (seconds > 0) context.header('Retry-After', String(seconds));
      return seconds;
    },
    client,
    async answer(question, way) {
      try {
        return await backend.answer(question, way);
      } catch (error) {
        logger.error(faultOf(error), 'a question could not be answered');
        return internalError(question);
      }
    },
    async measured(channel, work, status) {
      const start = performance.now();
      metrics?.received(channel);
      const result = await work();
      const reached = status(result);
      if (reached !== null) metrics?.answered(channel, reached, (performance.now() - start) / 1000);
      return result;
    },
  };
}

const refusalTitles: Readonly<Record<Refusal['status'], string>> = {
  403: '请在本站提问',
  413: '内容太长',
  415: '没有收到问题',
  429: '问得太快了',
  503: '现在办不了',
};

/** A post that holds no form. */
export const noForm: Refusal = { status: 415, message: '没有收到表单，请回到提问页重新提交。' };

export function tooManyQuestions(seconds: number): string {
  return `问得太快了，请等${seconds}秒再提问。`;
}

/** The API, and the page's script, which shows the sentence where it was asked. */
export function wantsJson({ req }: Context): boolean {
  return req.path.startsWith('/api/') || req.path === '/chat/ask';
}

export function internalError(question: Question | null): Answer {
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
