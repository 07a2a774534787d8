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
  const take = (piece: string) => {
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
 * As they were written: a library that completes broken JSON would make 3 of 30000. What is no whole JSON object comes as
 * null, so that the model is told.
 */
function callsOf({ tool_call_chunks: chunks = [] }: AIMessageChunk): ModelTurn['calls'] {
  return chunks.map(({ name, args }) => ({ name: name ?? '', args: parseArguments(args ?? '') }));
}

function parseArguments(text: string): Record<string, unknown> | null {
  try {
    return argumentsSchema.safeParse(JSON.parse(text.trim() === '' ? '{}' : text)).data ?? null;
  } catch {
    return null;
  }
}

/** Chinese is about a token a character; a server that counts nothing is rather counted too high. */
function usageOf({ usage_metadata: usage }: AIMessageChunk, text: string): ModelTurn['usage'] {
  return { input: usage?.input_tokens ?? 0, output: usage?.output_tokens ?? text.length };
}
