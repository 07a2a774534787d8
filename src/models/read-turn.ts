/** A streamed reply of a chat model as one turn of the agent: text, calls, what it cost. @module */
import type { AIMessageChunk } from '@langchain/core/messages';
import { z } from 'zod';
import type { ModelTurn } from './agent.ts';
import { ModelUnavailable } from './model-unavailable.ts';
import { ThoughtFilter } from './thought-filter.ts';

const argumentsSchema = z.record(z.string(), z.unknown());

/**
 * @param onText Text as it comes, without thoughts.
 * @param onMistaken What was given to `onText` so far was thought after all.
 * @throws ModelUnavailable `broken_off` when nothing came at all; whatever the stream throws.
 */
export async function readTurn(
  chunks: AsyncIterable<AIMessageChunk>,
  onText?: (piece: string) => void,
  onMistaken?: () => void,
): Promise<ModelTurn> {
  let whole: AIMessageChunk | null = null;
  let text = '';
  const filter = new ThoughtFilter(() => {
    text = '';
    onMistaken?.();
  });
  const take = (written: string) => {
    const piece = onlyVisible(written);
    if (piece === '') return;
    text += piece;
    onText?.(piece);
  };
  for await (const chunk of chunks) {
    whole = whole === null ? chunk : whole.concat(chunk);
    take(filter.push(chunk.text));
  }
  if (whole === null) throw new ModelUnavailable('broken_off');
  take(filter.end());
  return { text, calls: callsOf(whole), usage: usageOf(whole, text) };
}

/**
 * What is checked is what is seen: without characters that turn, hide or strike out what stands beside them, and without
 * pictures, which could deny it.
 */
function onlyVisible(text: string): string {
  return text
    .replace(/[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(
      /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{M}]|\p{Extended_Pictographic}|[\u2600-\u27bf]/gu,
      '',
    );
}

/**
 * As they were written: a library that completes broken JSON would make 3 of 30000. What is no whole JSON object comes as
 * null, so that the model is told.
 */
function callsOf({ tool_call_chunks: chunks = [] }: AIMessageChunk): ModelTurn['calls'] {
  return chunks.map(({ name, args }) => ({ name: name ?? '', args: parseArguments(args ?? '') }));
}

/** Brackets in the arguments of a call: what is nested deeper breaks whoever walks through it. */
const mostBrackets = 200;

function parseArguments(text: string): Record<string, unknown> | null {
  if ((text.match(/[[{]/g)?.length ?? 0) > mostBrackets) return null;
  try {
    return argumentsSchema.safeParse(JSON.parse(text.trim() === '' ? '{}' : text)).data ?? null;
  } catch {
    return null;
  }
}

/** A model's context holds no more. */
const mostTokens = 10_000_000;

/** Chinese is about a token a character; a server that counts nothing, or nonsense, is rather counted too high. */
function usageOf({ usage_metadata: usage }: AIMessageChunk, text: string): ModelTurn['usage'] {
  const { input_tokens: input, output_tokens: output } = usage ?? {};
  return { input: isCount(input) ? input : 0, output: isCount(output) ? output : text.length };
}

const isCount = (tokens: number | undefined): tokens is number =>
  Number.isInteger(tokens) && Number(tokens) >= 0 && Number(tokens) <= mostTokens;
