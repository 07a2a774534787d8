/** The JSON API under /api/v1, its OpenAPI document and the page that shows it. @module */
import type { Context, Hono } from 'hono';
import { faultOf, type Logger } from '../../../logger.ts';
import { type ApiDoorOptions, createApiGuard, type Refuse } from './api-door.ts';
import { apiPage } from './api-page.ts';
import type { ApiRoute, RequestFault } from './api-route.ts';
import { apiRoutes, type ApiWork } from './api-routes.ts';
import { openApiDocument } from './openapi-document.ts';

export interface JsonApiOptions extends ApiWork, Omit<ApiDoorOptions, 'refuse'> {
  readonly homeName: string;
  readonly version: string;
  readonly logger: Pick<Logger, 'error'>;
}

const maxBody = 64 * 1024;

const refuse: Refuse = (context, { status, message, field = 'request' }) =>
  context.json({ error: { field, message } }, status);

export function addJsonApi(app: Hono, options: JsonApiOptions): void {
  const routes = apiRoutes(options);
  for (const route of routes) {
    const path = `/api/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    const guard = createApiGuard({ ...options, refuse }, route.scope, maxBody);
    app.on(route.method.toUpperCase(), [path], ...guard, (context) => serve(context, route, options.logger));
  }
  // Made at the first request: most servers are never asked.
  let document: ReturnType<typeof openApiDocument> | undefined;
  const described = () => (document ??= openApiDocument(routes, options));
  app.get('/api/openapi.json', (context) => context.json(described()));
  app.get('/api/docs', (context) => context.html(apiPage(routes, options)));
}

async function serve(context: Context, route: ApiRoute, logger: Pick<Logger, 'error'>): Promise<Response> {
  const sent = route.method === 'get' ? { value: {} } : await readJson(context);
  if ('fault' in sent) return refuse(context, { kind: 'bad_request', status: 400, ...sent.fault });
  const { signal } = context.req.raw;
  const asked = { parameters: context.req.param(), query: context.req.query(), body: sent.value, signal };
  const read = route.read(asked);
  if ('fault' in read) return refuse(context, { kind: 'bad_request', status: 400, ...read.fault });
  try {
    const result = await read.work();
    if (result === null)
      return refuse(context, {
        kind: 'not_found',
        status: 404,
        field: 'id',
        message: '没有这一个，请先取列表。',
      });
    const failed = typeof result === 'object' && 'status' in result && result.status === 'error_internal';
    return context.json(result, failed ? 500 : 200);
  } catch (error) {
    logger.error(faultOf(error), 'a request of the API failed');
    return refuse(context, { kind: 'internal', status: 500, message: '服务器出了问题，请过一会儿再试。' });
  }
}

async function readJson({
  req,
}: Context): Promise<{ readonly value: unknown } | { readonly fault: RequestFault }> {
  const type = req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  const message = '请求内容应是一个 JSON 对象，请求头写上 Content-Type: application/json。';
  if (type !== 'application/json') return { fault: { field: 'body', message } };
  try {
    const value: unknown = await req.json();
    return { value };
  } catch {
    return { fault: { field: 'body', message } };
  }
}
