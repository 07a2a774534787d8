/** What an operator reads before the first word: the open question, the last answers in short, the facts that were said. @module */
import { modelLabel } from '../answering/reply.ts';
import type { Conversation, StoreCalls, TurnWithAnswer } from '../store/store.ts';
import { maskLines } from './mask-typed.ts';

const summarisedTurns = 5;
const shortAnswer = 60;
const notAsked = '（还没有提问）';

const statusNames: Readonly<Record<string, string>> = {
  clarification: '反问',
  needs_input: '追问',
  unanswerable_no_source: '公报里没有',
  unanswerable_other_region: '外地政策',
  unanswerable_out_of_scope: '不属于政策',
  refused_private_data: '拒答：他人信息',
  refused_injection: '拒答：改规则',
  refused_misuse: '拒答：骗取待遇',
  error_input: '没有看懂',
  error_internal: '出错',
};

/** Turns are stored masked, and facts are read from them; an answer may hold what is only private where somebody types it. */
export async function summarise(
  calls: StoreCalls,
  conversation: Conversation,
): Promise<{ summary: string; question: string }> {
  const turns = await calls.turns.last(conversation.id, summarisedTurns, conversation.topicFrom);
  if (turns.length === 0) return { summary: notAsked, question: notAsked };
  const facts = factsOf(turns);
  const lines = [
    ...turns.map(({ turn, answer }) => {
      if (answer === null) return `问：${turn.text}`;
      const { status, answer: text } = answer.answer;
      const name = statusNames[status];
      // The label ends the answer, and would be cut off.
      const written = text.endsWith(modelLabel) ? '〔AI生成，仅供参考〕' : '';
      return `问：${turn.text}\n答：${name === undefined ? '' : `〔${name}〕`}${written}${shorten(text)}`;
    }),
    ...(facts === '' ? [] : [`说过的情况：${facts}`]),
  ];
  return { summary: maskLines(lines.join('\n')).text, question: turns.at(-1)?.turn.text ?? notAsked };
}

function shorten(text: string): string {
  const line = text
    .replace(/\[\d{1,2}\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= shortAnswer ? line : `${characters.slice(0, shortAnswer).join('')}…`;
}

/** Of the last calculation, without what the calculator assumed. */
function factsOf(turns: readonly TurnWithAnswer[]): string {
  const calculation = turns.findLast(({ answer }) => answer?.answer.calculation)?.answer?.answer.calculation;
  return (calculation?.facts ?? [])
    .filter(({ origin }) => origin !== 'assumed')
    .map(({ label, value }) => `${label}：${sayValue(value)}`)
    .join('；');
}

function sayValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.join('、') : String(value);
}
