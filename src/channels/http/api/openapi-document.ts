import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { answerSchema } from '../../../answering/answer.ts';
import { calculationSchema } from '../../../calculators/calculation.ts';
import { inputSchemaOf } from '../../../calculators/input-schema.ts';
import type { GazetteData } from '../../gazette-data/gazette-data.ts';
import { clauseSchema, documentSummarySchema, foundPassageSchema } from '../../gazette-data/schemas.ts';
import { type ApiRoute, noFields } from './api-route.ts';

export const apiErrorSchema = z.object({
  error: z.object({
    field: z.string().describe('哪一项不对；整个请求不对时是 request 或 body'),
    message: z.string().describe('一句话：什么不对，怎样改'),
  }),
});

const refusals: Readonly<Record<string, string>> = {
  400: '请求写得不对',
  401: '没有令牌，或者令牌不对、过期、撤销',
  403: '令牌没有这项权限，或者主机名不对',
  413: '请求太长',
  429: '太快了，Retry-After 是要等的秒数',
  500: '服务器出了问题',
};

/** OpenAPI 3.1, from the very schemas that requests are read with. */
export function openApiDocument(
  routes: readonly ApiRoute[],
  {
    data,
    version,
    homeName,
  }: { readonly data: GazetteData; readonly version: string; readonly homeName: string },
): ReturnType<typeof createDocument> {
  const paths: Record<string, NonNullable<ZodOpenApiPathsObject[string]>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  const facts = data.schemes.map((scheme) => [`facts-${scheme.id}`, inputSchemaOf(scheme)] as const);
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: `${homeName}政府公报问答接口`,
      version,
      description:
        '在政府公报里找答案，逐条引用原文。每条引用和每份文件都写明效力（validity）：已过期、废止的规定不能当作现行依据告诉居民。',
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: '管理员建立的令牌，wz_ 开头' },
      },
      schemas: {
        Answer: answerSchema,
        Calculation: calculationSchema,
        DocumentSummary: documentSummarySchema,
        Clause: clauseSchema,
        FoundPassage: foundPassageSchema,
        Error: apiErrorSchema,
        ...Object.fromEntries(facts),
      },
    },
  });
}

const json = (schema: z.ZodType, example?: unknown) => ({
  'application/json': { schema, ...(example === undefined ? {} : { example }) },
});

function operationOf(route: ApiRoute) {
  const missing = route.path.includes('{') ? { 404: '没有这一个' } : {};
  const refused = Object.entries({ ...refusals, ...missing }).map(([status, description]) => [
    status,
    { description, content: json(apiErrorSchema) },
  ]);
  const parameters = Object.entries(route.parameters ?? {}).map(
    ([name, text]) => [name, z.string().describe(text)] as const,
  );
  return {
    operationId: route.operation,
    summary: route.summary,
    description: `${route.description}\n\n权限：${route.scope}`,
    requestParams: {
      ...(parameters.length === 0 ? {} : { path: z.object(Object.fromEntries(parameters)) }),
      ...(route.query === noFields ? {} : { query: route.query }),
    },
    ...(route.body === noFields
      ? {}
      : { requestBody: { required: true, content: json(route.body, route.example) } }),
    responses: {
      200: { description: '成功', content: json(route.result) },
      ...Object.fromEntries(refused),
    },
  };
}
