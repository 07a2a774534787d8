/**
 * What a model may do while an answer is made: search, read, ask after a document, calculate. Each tool puts what it found
 * under a token into the register and gives it back as fenced data. Nothing here writes, and nothing knows other people.
 * @module
 */
import { tool, type StructuredToolInterface } from '@langchain/core/tools';
import { z } from 'zod';
import type { Answer } from '../answering/answer.ts';
import type { Answerer } from '../answering/answerer.ts';
import { fixedTexts } from '../answering/fixed-texts.ts';
import { isElsewhere } from '../answering/notices.ts';
import { readSentence } from '../calculators/reading/sentence.ts';
import { readers } from '../calculators/reading/readers.ts';
import type { Scheme } from '../calculators/scheme.ts';
import type { Corpus } from '../gazette/model.ts';
import { findDocumentNumbers } from '../gazette/document-number.ts';
import type { EvidenceItem } from '../answering/check-draft/evidence.ts';
import { simplify } from '../retrieval/normalise.ts';
import type { Hit, SearchQuery } from '../retrieval/model.ts';
import { calculatorTool } from './calculator-tool.ts';
import type { EvidenceRegister } from './evidence-register.ts';
import { asData, fenceItem } from './fence.ts';

export interface ToolContext {
  readonly corpus: Corpus;
  /** The search of the agent; it may ask an embedding or a rerank model. */
  readonly search: (query: SearchQuery) => Promise<readonly Hit[]>;
  readonly schemes: readonly Scheme[];
  readonly engine: Pick<Answerer, 'answer' | 'calculate'>;
  readonly register: EvidenceRegister;
  /** The person's messages, masked, oldest first, the latest last. */
  readonly turns: readonly string[];
  /** ISO day for which validity is told. */
  readonly asOf: string;
  /** The engine's answer to the question. */
  readonly base: Answer;
  /** Tokens of what the engine itself answers a reworded question with: they may answer one that it did not understand. */
  readonly confirmed: Set<string>;
  /** By token: the engine's answer about a calculation that a tool has run. */
  readonly calculations: Map<string, Answer>;
}

/** Passages a search gives. */
const foundPassages = 5;
/** Passages shown beside what the engine's answer rests on. */
const nearestPassages = 3;
const queryLength = 200;

const nothing = '没有查到。可以换一种说法再查；还是没有，就回“无”。';
const full = '资料已经够多，请直接写答复。';

export function createTools(context: ToolContext): StructuredToolInterface[] {
  return [
    searchTool(context),
    readTool(context),
    statusTool(context),
    ...calculatorsInReach(context).map((scheme) => calculatorTool(scheme, context)),
  ];
}

function searchTool(context: ToolContext): StructuredToolInterface {
  return tool(({ query }) => searchGazette(context, query), {
    name: 'search_gazette',
    description: '在政府公报里查条文。查询词用书面说法，写明是什么事、哪一类人。',
    schema: z.strictObject({ query: z.string().min(1).max(queryLength).describe('查询词') }),
  });
}

function readTool(context: ToolContext): StructuredToolInterface {
  return tool(({ ref }) => readClause(context, ref), {
    name: 'read_clause',
    description: '读一条规定的全文，连同它前后的条款。',
    schema: z.strictObject({
      ref: z.string().min(1).max(queryLength).describe('资料编号如 S1，或“文号/第几条”'),
    }),
  });
}

function statusTool(context: ToolContext): StructuredToolInterface {
  return tool(({ ref }) => documentStatus(context, ref), {
    name: 'document_status',
    description: '查一份文件的文号、发文机关、印发日期、有效期、是否废止。',
    schema: z.strictObject({ ref: z.string().min(1).max(queryLength).describe('文号，或资料编号如 S1') }),
  });
}

/** The calculators whose matter the person's words touch: all of them together would fill a small model's context. */
export function calculatorsInReach({
  schemes,
  turns,
  asOf,
  base,
}: Pick<ToolContext, 'schemes' | 'turns' | 'asOf' | 'base'>): Scheme[] {
  const sentences = turns.map((turn) => readSentence(simplify(turn), asOf));
  return schemes.filter(({ id, documentNumbers }) => {
    const reader = readers.find(({ scheme }) => scheme === id);
    return (
      base.calculation?.calculator === id ||
      base.citations.some(({ documentNumber }) => documentNumbers.includes(documentNumber ?? '')) ||
      sentences.some((sentence) => (reader?.topic(sentence) ?? 0) > 0)
    );
  });
}

async function searchGazette(context: ToolContext, query: string): Promise<string> {
  const found: (EvidenceItem | null)[] = [...askEngine(context, query)];
  const nearest = await findPassages(context, { text: query, limit: foundPassages });
  found.push(...nearest);
  return show(found, nearest.length === 0 ? nothing : full);
}

/** What an embedding or rerank model finds is shown from the start: not every chat model asks for it. */
export async function addNearest(context: ToolContext): Promise<void> {
  const before = context.turns.at(-2);
  await findPassages(context, {
    text: context.turns.at(-1) ?? '',
    limit: nearestPassages,
    ...(before === undefined ? {} : { also: [{ text: before, weight: 0.5 }] }),
  });
}

/** The best passages that may be spoken of, as evidence; null where the register takes nothing more. */
async function findPassages(context: ToolContext, query: SearchQuery): Promise<(EvidenceItem | null)[]> {
  const { register, search } = context;
  const hits = await search({ ...query, acceptDocument: (index) => maySpeak(context, index) });
  return hits.map(({ passage }) => register.addPassage(passage));
}

/**
 * Where the engine did not know the answer, it is asked the model's wording of the question: only what it then answers with
 * counts as an answer. Its calculation is left out: the wording is not the person's.
 */
function askEngine({ engine, register, base, confirmed, asOf }: ToolContext, query: string): EvidenceItem[] {
  if (base.status !== 'unanswerable_no_source' && base.status !== 'clarification') return [];
  const answer = engine.answer({ q: query, asOf });
  if (answer.status !== 'answered' || answer.answer.includes(fixedTexts.nearest_only)) return [];
  // What the engine has found too little before is no more for another wording.
  const before = new Set(register.items);
  const items = register.addAnswer({ ...answer, calculation: null });
  for (const item of items) if (!before.has(item)) confirmed.add(item.token);
  return items;
}

/** Another region's and reference documents only where the person or the engine speaks of them. */
function maySpeak({ corpus, turns, base }: ToolContext, index: number): boolean {
  const document = corpus.documents[index];
  if (document === undefined) return false;
  const named =
    base.citations.some(({ title }) => title === document.title) ||
    (document.region !== null &&
      turns.some((turn) => simplify(turn).includes((document.region ?? '').replace(/[省市县区]$/, ''))));
  return named || (document.standing !== 'reference' && !isElsewhere(corpus, document));
}

function readClause(context: ToolContext, ref: string): string {
  const { corpus, register } = context;
  const item = register.find(ref);
  const passage = item?.passage ?? corpus.passages.findIndex(({ id }) => id === ref.trim());
  const known = passage >= 0 ? passage : passageNamed(corpus, ref);
  if (known < 0) return '没有这个编号或条款。请用资料里的编号，或“文号/第几条”。';
  const document = corpus.passages[known]?.document;
  const around = [known, known - 1, known + 1].filter(
    (index) => corpus.passages[index] !== undefined && corpus.passages[index].document === document,
  );
  if (document === undefined || !maySpeak(context, document)) return nothing;
  return show(
    around.map((index) => register.addPassage(index)),
    full,
  );
}

/** 清新府办〔2018〕16号第七条, however it is written. */
function passageNamed(corpus: Corpus, ref: string): number {
  const number = findDocumentNumbers(ref)[0];
  if (number === undefined) return -1;
  const place = ref.slice(number.end).replace(/^[\s/、，,的]+|\s+$/g, '');
  return corpus.passages.findIndex(
    ({ document, locator }) =>
      corpus.documents[document]?.number?.canonical === number.number.canonical &&
      (place === '' || locator === place),
  );
}

function documentStatus({ corpus, register }: ToolContext, ref: string): string {
  const named = findDocumentNumbers(ref)[0]?.number.canonical;
  const held =
    register.find(ref)?.document ??
    corpus.documents.findIndex(({ number }) => named !== undefined && number?.canonical === named);
  if (held >= 0) return show([register.addDocument(held)], full);
  // Documents that the gazettes only name: what is said of them stands in a clause of another.
  const relations = corpus.mentioned.get(named ?? '')?.relations ?? [];
  const clauses = relations.flatMap(({ clause }) => (clause === null ? [] : [clause]));
  if (clauses.length === 0) return '所收公报里没有这份文件。不要说它的内容或效力。';
  return show(
    clauses.slice(0, 3).map((clause) => register.addClauses([clause])),
    full,
  );
}

function show(items: readonly (EvidenceItem | null)[], otherwise: string): string {
  const shown = [...new Set(items.filter((item) => item !== null))];
  return shown.length === 0 ? otherwise : shown.map((item) => fenceItem(item)).join('\n');
}

/** A call as the model wrote it. */
export interface WrittenCall {
  readonly name: string;
  /** null: the arguments were no JSON object. */
  readonly args: Readonly<Record<string, unknown>> | null;
}

/** Runs a call. Whatever is wrong with it comes back as the reason, for the model to do better; never throws. */
export async function runToolCall(
  tools: readonly StructuredToolInterface[],
  { name, args }: WrittenCall,
): Promise<string> {
  const wanted = tools.find((each) => each.name === name);
  if (wanted === undefined) {
    return `没有“${asData(name.slice(0, 40))}”这个工具，只有：${tools.map((each) => each.name).join('、')}。`;
  }
  if (args === null) return `${name} 的参数不是完整的 JSON 对象，请重新写。`;
  try {
    const result: unknown = await wanted.invoke(args);
    return typeof result === 'string' ? result : '工具没有给出结果。';
  } catch (error) {
    return `${name} 的参数不对：${reasonOf(error)}`;
  }
}

/** What the schema complains about; the message of any other fault stays inside. */
function reasonOf(error: unknown): string {
  const parsing = error instanceof Error && /did not match expected schema/i.test(error.message);
  if (!parsing) return '不能使用，请换一种写法。';
  return `请按参数说明填写，不要多写或少写项目。${asData(error.message.replace(/^.*?schema\s*/is, '').slice(0, 300))}`;
}
