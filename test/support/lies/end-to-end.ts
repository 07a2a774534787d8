/** Lies through the whole of app.reply: the scripted server tells them over HTTP, and tells them again when asked to mend. @module */
import { type EvaluationQuestion, readAllQuestions } from './material.ts';
import { type Lie, shuffled } from './lie.ts';
import { bare, states, withoutRuleWords } from './oracle.ts';
import type { ScriptedAgent } from '../../models/support/scripted-agent.ts';
import { say } from '../openai-server.ts';
import { seededRandom } from '../seeded-random.ts';

export interface ToldLie {
  readonly lie: Lie;
  /** Answer or stream: where the lie was read. */
  readonly reached: readonly ('answer' | 'stream')[];
  /** Whether a model's words were shown at all. */
  readonly isModel: boolean;
}

/** A sample of the lies that cite only what the engine's own answer rests on: those have the same tokens in app.reply. */
export function sampleForReply(lies: readonly Lie[], count: number, seed: number): Lie[] {
  const fit = lies.filter(
    ({ draft, material: { ownTokens } }) =>
      ownTokens.size > 0 &&
      [...draft.matchAll(/\[([SCD]\d+)\]/g)].every(
        ([, token = '']) => ownTokens.has(token) || token === 'S39',
      ),
  );
  return shuffled(fit, seededRandom(seed)).slice(0, count);
}

export async function tellLies(agent: ScriptedAgent, lies: readonly Lie[]): Promise<ToldLie[]> {
  const questions = readAllQuestions();
  const told: ToldLie[] = [];
  for (const lie of lies) told.push(await tell(agent, lie, questions));
  return told;
}

async function tell(
  agent: ScriptedAgent,
  lie: Lie,
  questions: ReadonlyMap<string, EvaluationQuestion>,
): Promise<ToldLie> {
  const question = questions.get(lie.questionId);
  if (question === undefined) throw new Error(`there is no question ${lie.questionId}`);
  const line = lie.draft.replace(/\n+/g, ' ');
  agent.server.reset();
  agent.server.onChat = ({ lastText }) =>
    say(/没有通过核对/.test(lastText) ? `1、${line}\n2、${line}\n3、${line}` : lie.draft);
  const { answer, events } = await agent.follow({
    q: question.q,
    ...(question.context === undefined ? {} : { context: [...question.context] }),
    ...(question.asOf === undefined ? {} : { asOf: question.asOf }),
  });
  const engine = agent.app.answer({ q: question.q, context: [...(question.context ?? [])] }).answer;
  const calculations = [answer.calculation, ...lie.material.evidence.map(({ calculation }) => calculation)];
  const isLie = (text: string): boolean =>
    states(withoutRuleWords(text, agent.app.corpus, calculations), lie.span) &&
    !bare(engine).includes(bare(lie.span));
  let screen = '';
  const screens = events.map(({ text, replaces }) => (screen = replaces ? text : screen + text));
  return {
    lie,
    reached: [
      ...(isLie(answer.answer) ? ['answer' as const] : []),
      ...(screens.some(isLie) ? ['stream' as const] : []),
    ],
    isModel: answer.model?.fallback === null,
  };
}
