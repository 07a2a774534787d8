/** The tools that a program gets over MCP: what the gazettes hold, with its validity, and the calculators. @module */
import { z } from 'zod';
import type { Answer, Question } from '../../answering/answer.ts';
import { inputSchemaOf } from '../../calculators/input-schema.ts';
import type { Scheme } from '../../calculators/scheme.ts';
import { maskQuestion } from '../../conversations/mask-typed.ts';
import type { ApiScope } from '../../staff/api-tokens.ts';
import { answerAsText } from '../gazette-data/answer-as-text.ts';
import type { GazetteData } from '../gazette-data/gazette-data.ts';

export interface ToolResult {
  /** What a model reads. */
  readonly text: string;
  /** The same and more, for programs. */
  readonly data: object;
  /** The arguments were of no use, or nothing is there: the model may try again with others. */
  readonly isError?: boolean;
}

export interface McpTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly scope: ApiScope;
  /** JSON Schema of the arguments. */
  readonly inputSchema: object;
  /** Never throws for what was sent. */
  readonly call: (given: unknown, signal: AbortSignal) => ToolResult | Promise<ToolResult>;
}

export interface McpToolParts {
  readonly data: GazetteData;
  /** Never throws. */
  readonly answer: (question: Question, signal: AbortSignal) => Promise<Answer>;
}

const asOf = z.iso.date().optional().describe('按哪一天的效力，例如 2019-06-01；不写是今天');
const document = z.string().min(1).max(200).describe('文号或文件 id，例如 清新府办〔2018〕16号');
const { localeError } = z.locales.zhCN();

export function createMcpTools(parts: McpToolParts): McpTool[] {
  const { data } = parts;
  return [
    searchTool(data),
    clauseTool(data),
    statusTool(data),
    askTool(parts),
    listTool(data),
    ...data.schemes.map((scheme) => calculatorTool(scheme, data)),
  ];
}

/** A tool whose arguments are read by a schema. */
function tool<Schema extends z.ZodObject>(
  description: Omit<McpTool, 'call' | 'inputSchema'>,
  schema: Schema,
  work: (given: z.output<Schema>, signal: AbortSignal) => ToolResult | Promise<ToolResult>,
): McpTool {
  return {
    ...description,
    inputSchema: z.toJSONSchema(schema, { io: 'input' }),
    call(given, signal) {
      const parsed = schema.safeParse(given, { error: localeError });
      if (parsed.success) return work(parsed.data, signal);
      const [issue] = parsed.error.issues;
      const path = issue?.path.join('.') ?? '';
      return failure(`参数不对：${path === '' ? '' : `${path} `}${issue?.message ?? ''}。`);
    },
  };
}

const failure = (message: string): ToolResult => ({ text: message, data: { error: message }, isError: true });
const asJson = (data: object): ToolResult => ({ text: JSON.stringify(data), data });

function searchTool(data: GazetteData): McpTool {
  return tool(
    {
      name: 'search_gazette',
      title: '检索公报',
      description:
        '在政府公报里找最相近的段落。相近不等于回答了问题；每段都有 validity 和 validityText，已过期、废止的不能当作现行规定。',
      scope: 'search',
    },
    z.strictObject({
      query: z.string().min(1).max(1000).describe('要找什么，用书面说法更准'),
      count: z.int().min(1).max(20).default(5),
      asOf,
    }),
    ({ query, count, asOf: day }) => {
      const { passages, ...found } = data.search(query, count, day);
      const shown = passages.map(({ score: _score, parts: _parts, source: _source, ...passage }) => passage);
      return asJson({ ...found, passages: shown });
    },
  );
}

function clauseTool(data: GazetteData): McpTool {
  return tool(
    {
      name: 'read_clause',
      title: '读条款',
      description: '一份文件里某一条的全文，连同它的各款各项，和文件的效力。',
      scope: 'documents',
    },
    z.strictObject({
      document,
      locator: z.string().min(1).max(100).describe('例如 第七条、三（二）、附件2'),
      asOf,
    }),
    ({ document: ref, locator, asOf: day }) => {
      const found = data.clauses(ref, { locator, asOf: day });
      if (found === null) return failure(`没有收录 ${ref}，请用 search_gazette 查。`);
      if (found.clauses.length === 0)
        return failure(`${ref} 里没有 ${locator}，请用 search_gazette 查是哪一条。`);
      return asJson(found);
    },
  );
}

function statusTool(data: GazetteData): McpTool {
  return tool(
    {
      name: 'document_status',
      title: '文件的效力',
      description: '一份文件的题目、机关、日期，在某一天有没有效，依据哪句原文。',
      scope: 'documents',
    },
    z.strictObject({ document, asOf }),
    ({ document: ref, asOf: day }) => {
      const found = data.document(ref, day) ?? data.namedElsewhere(ref, day);
      return found === null ? failure(`公报里没有收录 ${ref}，也没有提到它。`) : asJson(found);
    },
  );
}

function askTool({ answer }: McpToolParts): McpTool {
  return tool(
    {
      name: 'ask',
      title: '提问',
      description:
        '向问政提问，得到引用原文的回答。请把回答、提示和出处原样给居民看；status 不是 answered 或 answered_by_calculator 时就是没有答案，不要自己补。',
      scope: 'ask',
    },
    z.strictObject({
      question: z.string().min(1).max(1000).describe('居民的原话，一次问一件事'),
      context: z.array(z.string().max(1000)).max(20).optional().describe('居民前面说过的话，从早到晚'),
      asOf,
    }),
    async ({ question, context, asOf: day }, signal) => {
      const asked = {
        q: maskQuestion(question).text,
        ...(context === undefined ? {} : { context: context.map((turn) => maskQuestion(turn).text) }),
        ...(day === undefined ? {} : { asOf: day }),
      };
      const given = await answer(asked, signal);
      const { status, notices, nextSteps, citations, calculation } = given;
      const shown = { status, answer: given.answer, notices, nextSteps, citations, calculation };
      return { text: answerAsText(given), data: shown, isError: status === 'error_internal' };
    },
  );
}

function listTool(data: GazetteData): McpTool {
  return tool(
    {
      name: 'list_calculators',
      title: '计算项目',
      description: '能按条文计算的项目和各自的工具。',
      scope: 'calculate',
    },
    z.strictObject({}),
    () =>
      asJson({
        calculators: data.schemes.map((scheme) => ({
          tool: calculatorToolName(scheme),
          title: scheme.title,
          documentNumbers: scheme.documentNumbers,
        })),
      }),
  );
}

/** calculate_medical_aid: names of tools hold no hyphen everywhere. */
export const calculatorToolName = ({ id }: Pick<Scheme, 'id'>): string =>
  `calculate_${id.replaceAll('-', '_')}`;

/** Takes more than its schema says, as every door to the calculators does: Chinese labels, 3万, 是. */
function calculatorTool(scheme: Scheme, data: GazetteData): McpTool {
  const dated = z.looseObject({ asOf });
  return {
    name: calculatorToolName(scheme),
    title: scheme.title,
    description: `${scheme.title}：按${scheme.documentNumbers.join('、')}计算。只填居民说过的情况，没说的不要填，不知道的写 null。missing 里第一项是下一个要问的。金额是元，只是估算，以主管部门审定为准；restsOn 说明文件还有没有效。`,
    scope: 'calculate',
    inputSchema: z.toJSONSchema(inputSchemaOf(scheme).extend({ asOf }), { io: 'input' }),
    call(given) {
      const parsed = dated.safeParse(given, { error: localeError });
      if (!parsed.success) return failure('参数应是一个对象；asOf 写成 2019-06-01 这样。');
      const { asOf: day, ...facts } = parsed.data;
      const result = data.calculate(scheme.id, facts, day);
      if (result === null) return failure('公报里没有收录这项计算所依据的文件。');
      return { ...asJson(result), isError: result.calculation.status === 'input-error' };
    },
  };
}
