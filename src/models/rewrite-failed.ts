/** The sentences that did not pass, once more to the model with the reasons: one call for all of them. @module */
import { HumanMessage } from '@langchain/core/messages';
import type { CheckedSentence, DraftContext } from '../answering/check-draft/check-draft.ts';
import { type AgentModel, count, type Tally } from './agent.ts';
import type { Checker } from './checker.ts';
import type { EvidenceRegister } from './evidence-register.ts';
import { asData, fenceItem } from './fence.ts';
import { fillPrompt, type Prompt } from './prompts.ts';
import { withoutLabels } from '../answering/check-draft/without-labels.ts';

export interface RewriteOptions {
  readonly model: AgentModel;
  readonly checker: Checker;
  readonly prompt: Prompt;
  readonly register: EvidenceRegister;
  readonly context: DraftContext;
  readonly signal: AbortSignal;
  readonly userKey: string | undefined;
  readonly tally: Tally;
}

export interface Rewritten {
  /** In the order of the draft; what was put right stands in its old place. */
  readonly sentences: readonly CheckedSentence[];
  /** How many were put right. */
  readonly rewritten: number;
}

/** A draft of more failures is no draft. */
const mostRewritten = 12;
const longestSentence = 300;

export async function rewriteFailed(
  sentences: readonly CheckedSentence[],
  { model, checker, prompt, register, context, signal, userKey, tally }: RewriteOptions,
): Promise<Rewritten> {
  const failed = sentences.filter(({ verdict }) => verdict === 'failed').slice(0, mostRewritten);
  if (failed.length === 0) return { sentences, rewritten: 0 };
  const evidence = register.items.map((item) => fenceItem(item)).join('\n');
  const list = failed
    .map(({ text, tokens, detail }, at) => {
      const cited = tokens.length === 0 ? '没有编号' : tokens.join('、');
      return `${at + 1}、${asData(text.slice(0, longestSentence))}（写的编号：${asData(cited)}；原因：${asData(detail)}）`;
    })
    .join('\n');
  const turn = await model.turn({
    messages: [new HumanMessage(fillPrompt(prompt, { evidence, sentences: list }))],
    tools: [],
    signal,
    userKey,
  });
  count(tally, turn);
  const given = readNumbered(turn.text);
  let rewritten = 0;
  const result = sentences.flatMap((sentence) => {
    const place = failed.indexOf(sentence);
    const text = place < 0 ? undefined : given.get(place + 1);
    if (text === undefined || text.length > longestSentence) return [sentence];
    const again = checker.checkDraft(withoutLabels(text), register.items, context).sentences;
    if (again.length === 0 || again.some(({ verdict }) => verdict === 'failed')) return [sentence];
    rewritten += 1;
    const { bullet, startsLine } = sentence;
    return again.map((each, at) => (at === 0 ? { ...each, bullet, startsLine } : each));
  });
  return { sentences: result, rewritten };
}

/** 1、… by number; 删 and what has no number are left out. */
function readNumbered(text: string): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  for (const line of text.split(/\n+/)) {
    const [, number = '', words = ''] = /^\s*(\d{1,2})\s*[、.．:：)）]\s*(.+)$/.exec(line) ?? [];
    if (words !== '' && !/^“?删/.test(words)) lines.set(Number(number), words.trim());
  }
  return lines;
}
