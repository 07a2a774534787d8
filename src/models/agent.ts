/**
 * The loop of a model with its tools, in the open: ask, run what it calls, show it what came of it, until it writes or the
 * rounds are over. The messages are kept here under ids of our own, so that a server that repeats or leaves out its ids
 * confuses nothing.
 * @module
 */
import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import type { StructuredToolInterface } from '@langchain/core/tools';
import { runToolCall, type WrittenCall } from './tools.ts';

/** What the agent needs of a chat model. */
export interface AgentModel {
  /** As the endpoint calls it. */
  readonly name: string;
  /** Nothing is asked at present: the endpoint is down or slow. */
  readonly isResting?: boolean;
  /** One request, streamed. @throws when nothing whole came back; ModelUnavailable where the reason is known. */
  turn(request: ModelRequest): Promise<ModelTurn>;
}

export interface ModelRequest {
  readonly messages: readonly BaseMessage[];
  readonly tools: readonly StructuredToolInterface[];
  readonly signal: AbortSignal;
  /** Keyed hash of the person, for the budget. */
  readonly userKey: string | undefined;
  /** Text as it comes, without what the model thinks to itself. */
  readonly onText?: (piece: string) => void;
  /** What came so far was thought after all. */
  readonly onMistaken?: () => void;
}

export interface ModelTurn {
  readonly text: string;
  readonly calls: readonly WrittenCall[];
  /** Tokens, counted by the server or estimated. */
  readonly usage: { readonly input: number; readonly output: number };
}

export interface AgentOptions {
  readonly model: AgentModel;
  readonly tools: readonly StructuredToolInterface[];
  readonly system: string;
  readonly question: string;
  readonly signal: AbortSignal;
  readonly userKey: string | undefined;
  readonly tally: Tally;
  /** Text of a draft as it comes. */
  readonly onText: (piece: string) => void;
  /** What came so far was thought, or only said beside a call of a tool. */
  readonly onDiscard: () => void;
}

/** What an answer has cost so far; it counts also when the loop is broken off. */
export interface Tally {
  rounds: number;
  usage: { input: number; output: number };
}

/** Calls of the model; the last one has to write. */
export const mostRounds = 4;
/** Calls of tools that are run in one round. */
const mostCalls = 6;

const lastRound = '\n（不能再用工具了，请直接写答复；资料里没有答案就回“无”。）';

/** @returns whether the model wrote a draft; false: it still called tools when the rounds were over. */
export async function runAgent(options: AgentOptions): Promise<boolean> {
  const { model, tools, signal, userKey, tally } = options;
  const messages: BaseMessage[] = [new SystemMessage(options.system), new HumanMessage(options.question)];
  for (let round = 1; round <= mostRounds; round += 1) {
    const turn = await model.turn({
      messages,
      tools,
      signal,
      userKey,
      onText: options.onText,
      onMistaken: options.onDiscard,
    });
    count(tally, turn);
    if (turn.calls.length === 0) return true;
    options.onDiscard();
    if (round === mostRounds) return false;
    messages.push(...(await answerCalls(turn, round, tools)));
  }
  return false;
}

export function count(tally: Tally, { usage }: ModelTurn): void {
  tally.rounds += 1;
  tally.usage.input += usage.input;
  tally.usage.output += usage.output;
}

async function answerCalls(
  { text, calls }: ModelTurn,
  round: number,
  tools: readonly StructuredToolInterface[],
): Promise<BaseMessage[]> {
  const run = calls.slice(0, mostCalls).map((call, at) => ({ ...call, id: `call_${round}_${at + 1}` }));
  const results: ToolMessage[] = [];
  for (const [at, call] of run.entries()) {
    const result = await runToolCall(tools, call);
    const isLast = round === mostRounds - 1 && at === run.length - 1;
    results.push(
      new ToolMessage({
        tool_call_id: call.id,
        name: call.name,
        content: isLast ? result + lastRound : result,
      }),
    );
  }
  const asked = new AIMessage({
    content: text,
    tool_calls: run.map(({ id, name, args }) => ({
      type: 'tool_call' as const,
      id,
      name,
      args: { ...args },
    })),
  });
  return [asked, ...results];
}
