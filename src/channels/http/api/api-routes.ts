/** Every route of the JSON API. @module */
import { z } from 'zod';
import { type Answer, answerSchema, type Question, questionSchema } from '../../../answering/answer.ts';
import type { GazetteData } from '../../gazette-data/gazette-data.ts';
import {
  calculationResultSchema,
  calculatorFieldsSchema,
  calculatorListSchema,
  clauseListSchema,
  documentDetailsSchema,
  documentListSchema,
  foundPassagesSchema,
} from '../../gazette-data/schemas.ts';
import type { AnswerWay } from '../chat-backend.ts';
import { type ApiRoute, apiRoute, noFields } from './api-route.ts';

export interface ApiWork {
  readonly data: GazetteData;
  /** Never throws. */
  readonly answer: (question: Question, way: AnswerWay) => Promise<Answer>;
}

const asOf = z.iso.date().optional().describe('按哪一天的效力，例如 2019-06-01；不写是今天');
const counted = (most: number) => z.coerce.number().int().min(1).max(most);
const idOfDocument = { id: '文件的 id 或文号，例如 清新府办〔2018〕16号' };
const idOfCalculator = { id: '计算项目，例如 medical-aid' };

export const searchBody = z.object({
  q: z.string().min(1).max(1000).describe('要找什么'),
  count: z.int().min(1).max(50).default(10),
  asOf,
});
export const calculationBody = z.object({
  facts: z
    .record(z.string(), z.unknown())
    .describe('情况，按 GET /calculators/{id} 的 key 或 label；没有说的不写，不知道的写 null'),
  asOf,
});

export function apiRoutes({ data, answer }: ApiWork): ApiRoute[] {
  return [
    apiRoute({
      method: 'post',
      path: '/ask',
      operation: 'ask',
      summary: '提问',
      description:
        '和 POST /api/ask 相同。status 是 answered、answered_by_calculator 时才是答案；notices 里的提示和每条引用的 validity 要一起给居民看，末尾的“AI生成，仅供参考”不能去掉。',
      scope: 'ask',
      query: noFields,
      body: questionSchema,
      example: { q: '低保户住院能报多少', asOf: '2019-06-01' },
      result: answerSchema,
      work: ({ body, signal }) => answer(body, { signal }),
    }),
    apiRoute({
      method: 'post',
      path: '/search',
      operation: 'search',
      summary: '检索',
      description: '最相近的段落，连同所在文件的效力。相近不等于回答了问题。',
      scope: 'search',
      query: noFields,
      body: searchBody,
      example: { q: '低保户住院救助比例', count: 5 },
      result: foundPassagesSchema,
      work: ({ body }) => data.search(body.q, body.count, body.asOf),
    }),
    apiRoute({
      method: 'get',
      path: '/documents',
      operation: 'listDocuments',
      summary: '全部文件',
      description: '收录的文件和效力；一次最多200份，用 offset 接着取。',
      scope: 'documents',
      query: z.object({
        offset: z.coerce.number().int().min(0).default(0),
        count: counted(200).default(100),
        asOf,
      }),
      body: noFields,
      result: documentListSchema,
      work: ({ query }) => data.documents(query.asOf, query.offset, query.count),
    }),
    apiRoute({
      method: 'get',
      path: '/documents/{id}',
      operation: 'getDocument',
      summary: '一份文件',
      description: '题目、机关、日期、效力和效力的依据。',
      scope: 'documents',
      parameters: idOfDocument,
      query: z.object({ asOf }),
      body: noFields,
      result: documentDetailsSchema,
      work: ({ parameters, query }) => data.document(parameters['id'] ?? '', query.asOf),
    }),
    apiRoute({
      method: 'get',
      path: '/documents/{id}/clauses',
      operation: 'listClauses',
      summary: '一份文件的条款',
      description: '按顺序的全部条款，或 locator 那一条和它的各款各项。',
      scope: 'documents',
      parameters: idOfDocument,
      query: z.object({ locator: z.string().min(1).max(100).optional().describe('例如 第七条'), asOf }),
      body: noFields,
      result: clauseListSchema,
      work: ({ parameters, query }) => data.clauses(parameters['id'] ?? '', query),
    }),
    apiRoute({
      method: 'get',
      path: '/calculators',
      operation: 'listCalculators',
      summary: '计算项目',
      description: '能按条文计算的项目。',
      scope: 'calculate',
      query: noFields,
      body: noFields,
      result: calculatorListSchema,
      work: () => ({
        calculators: data.schemes.map(({ id, title, documentNumbers }) => ({ id, title, documentNumbers })),
      }),
    }),
    apiRoute({
      method: 'get',
      path: '/calculators/{id}',
      operation: 'getCalculator',
      summary: '一个项目要填的情况',
      description: '每一项的名称、怎样问、怎样填、有哪些选项，和它们的 JSON Schema。',
      scope: 'calculate',
      parameters: idOfCalculator,
      query: noFields,
      body: noFields,
      result: calculatorFieldsSchema,
      work: ({ parameters }) => data.calculator(parameters['id'] ?? ''),
    }),
    apiRoute({
      method: 'post',
      path: '/calculators/{id}/run',
      operation: 'runCalculator',
      summary: '计算',
      description:
        'status 是 ok 才算完；missing 里第一项是下一个要问的；填错的是 input-error，原因在 reasons。金额单位是元。只是按文件文本估算，以主管部门审定为准；restsOn 说明文件还有没有效。',
      scope: 'calculate',
      parameters: idOfCalculator,
      query: noFields,
      body: calculationBody,
      example: {
        facts: {
          对象类别: '低保',
          户籍: '本区',
          定点医疗机构: true,
          就医方式: '住院',
          收据日期: '2019-06',
          政策范围内个人自付: 30000,
        },
        asOf: '2019-07-01',
      },
      result: calculationResultSchema,
      work: ({ parameters, body }) => data.calculate(parameters['id'] ?? '', body.facts, body.asOf),
    }),
  ];
}
