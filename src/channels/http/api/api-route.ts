import { z } from 'zod';
import type { ApiScope } from '../../../staff/api-tokens.ts';

interface RouteDescription {
  readonly method: 'get' | 'post';
  /** Below /api/v1, with parameters in braces: /documents/{id}. */
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly description: string;
  readonly scope: ApiScope;
  /** What each parameter of the path is. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Shown in the description; fits `body`. */
  readonly example?: unknown;
  readonly result: z.ZodType;
}

interface Sent<Query, Body> {
  /** Of the path, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly signal: AbortSignal;
}

interface TypedRoute<Query extends z.ZodObject, Body extends z.ZodObject> extends RouteDescription {
  /** {@link noFields} for a route without. */
  readonly query: Query;
  readonly body: Body;
  /** @returns null where what the path names is not there. */
  readonly work: (request: Sent<z.output<Query>, z.output<Body>>) => unknown;
}

export interface RequestFault {
  readonly field: string;
  /** One Chinese sentence. */
  readonly message: string;
}

/** One route: it is served and described from this alone. */
export interface ApiRoute extends RouteDescription {
  readonly query: z.ZodObject;
  readonly body: z.ZodObject;
  /** Reads what was sent; `work` does what is asked. */
  readonly read: (
    sent: Sent<unknown, unknown>,
  ) => { readonly work: () => unknown } | { readonly fault: RequestFault };
}

export const noFields = z.object({});

const { localeError } = z.locales.zhCN();

/** Lets the types of query and body follow from the schemas. */
export function apiRoute<Query extends z.ZodObject, Body extends z.ZodObject>(
  route: TypedRoute<Query, Body>,
): ApiRoute {
  return {
    ...route,
    read(sent) {
      const query = route.query.safeParse(sent.query, { error: localeError });
      if (!query.success) return { fault: faultOf(query.error) };
      const body = route.body.safeParse(sent.body, { error: localeError });
      if (!body.success) return { fault: faultOf(body.error) };
      return { work: () => route.work({ ...sent, query: query.data, body: body.data }) };
    },
  };
}

/** The first complaint. */
export function faultOf({ issues: [issue] }: z.ZodError): RequestFault {
  const path = issue?.path.join('.') ?? '';
  const field = path === '' ? 'body' : path;
  return { field, message: `${field}：${issue?.message ?? '格式不对'}。` };
}
