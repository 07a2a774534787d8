/** Calculations: the list, the questions one by one, the result. Only in private. @module */
import type { Answer } from '../../../answering/answer.ts';
import { schemeOf } from '../../../calculators/registry.ts';
import { inputOfCalculation } from '../../../conversations/calculation-dialogue.ts';
import type { DialogueReply, DialogueTurn } from '../../../conversations/calculation-dialogue-result.ts';
import { loadDialogue } from '../../../conversations/calculation-dialogue-state.ts';
import type { CalculationInput } from '../../../conversations/conversing.ts';
import { isIdle } from '../../../conversations/topic-context.ts';
import type { StoreCalls } from '../../../store/store.ts';
import { type Bot, offering, type Reaction, saying, type Visit } from '../bot.ts';
import { chooseFromList } from '../choose-from-list.ts';
import { labels, texts } from '../message-texts.ts';
import { renderDialogue } from '../render/render-dialogue.ts';
import { lines, own, paragraphs, type RichText, strong } from '../render/rich-text.ts';
import { press as button, type Saying, say } from '../render/saying.ts';
import { afterPress, pressOf } from './dialogue-press.ts';
import { inviteToCalculate } from './group.ts';
import { type Asked, outcomeOf, questionOf, recordAnswer } from './question.ts';
import { showDraft } from './show-draft.ts';

/** As a person would say it under the answer. */
const wishToCalculate = '帮我算一下';

export function listCalculators(bot: Bot): Reaction {
  const entries = bot.dialogue.list(bot.today());
  if (entries.length === 0) return saying(say([own(texts.noCalculators)]));
  return offering(
    'calculators',
    say(
      paragraphs(
        [strong(texts.calculators)],
        lines(
          ...entries.map(
            ({ title, expired }, at): RichText => [own(`${at + 1}. ${title}${expired === null ? '' : ' ⚠'}`)],
          ),
        ),
        entries.some(({ expired }) => expired !== null) ? [own(texts.calculatorsExpired)] : null,
        [own(texts.calculatorsHint)],
      ),
      entries.map(({ scheme, title }, at) => [button(`${at + 1}. ${title}`, { kind: 'calculate', scheme })]),
    ),
  );
}

/** The calculator that is meant by a number or a name of the list; null: none, or several. */
export function schemeMeant(bot: Bot, text: string): string | null {
  const entries = bot.dialogue.list(bot.today());
  const names = entries.map(({ scheme, title }) => [title, schemeOf(scheme, bot.schemes)?.title ?? title]);
  const place = chooseFromList(text, names);
  return place === null ? null : (entries[place]?.scheme ?? null);
}

/** Begins what stands behind /calc: the name of a calculation, or a case. null: neither. */
export async function calculateNamed(bot: Bot, visit: Visit, text: string): Promise<Reaction | null> {
  if (text.trim() === '') return null;
  const scheme = schemeMeant(bot, text);
  if (scheme !== null) return beginCalculation(bot, visit, scheme, null);
  const told = bot.readCase(text, []);
  return told === null ? null : beginCalculation(bot, visit, told.scheme, told);
}

export async function beginCalculation(
  bot: Bot,
  visit: Visit,
  scheme: string,
  prefill: CalculationInput | null,
): Promise<Reaction> {
  if (visit.update.isGroup) return inviteToCalculate(bot, scheme);
  // What is typed goes to the person of the staff, so no question of ours could be answered.
  if ((await bot.store.handovers.openOf(visit.conversation.id)) !== null)
    return saying(say([own(texts.withPerson)], [[button(labels.leave, { kind: 'leave' })]]));
  const serial = visit.update.updateId.toString(36).slice(-8);
  const turn = bot.dialogue.start({ scheme, serial, prefill }, bot.today());
  return keepAndSay(visit, turn, sayingsOf(turn, []));
}

/** Begins with what an earlier answer was computed with, or with what its question tells. */
export async function calculateFromAnswer(
  bot: Bot,
  visit: Visit,
  scheme: string,
  answerId: string,
): Promise<Reaction> {
  const stored = await bot.store.answers.byId(answerId);
  // An answer that is gone, or not this person's, tells nothing; the calculation begins all the same.
  if (stored === null || stored.conversationId !== visit.conversation.id)
    return beginCalculation(bot, visit, scheme, null);
  const { calculation } = stored.answer;
  if (calculation !== null) return beginCalculation(bot, visit, scheme, inputOfCalculation(calculation));
  const question = await questionOf(bot.store, stored.conversationId, stored.turnId);
  // A question about the rule tells no case by itself, but who or what it is about.
  const told =
    question === null ? null : (bot.readCase(question, []) ?? bot.readCase(wishToCalculate, [question]));
  return beginCalculation(bot, visit, scheme, told?.scheme === scheme ? told : null);
}

/** Whether an answer is a question of its own, other than that of another calculation than the one that goes on. */
function asksBack({ status, calculation }: Answer, dialogue: string | null): boolean {
  if (calculation === null) return status === 'clarification' || status === 'needs_input';
  const going = loadDialogue(dialogue ?? '');
  return (
    going.kind === 'state' && going.state.scheme === calculation.calculator && calculation.missing.length > 0
  );
}

/** @param asked the message that replies; null: a button was pressed. */
export async function replyToDialogue(
  bot: Bot,
  visit: Visit,
  reply: DialogueReply,
  asked: Asked | null,
): Promise<Reaction> {
  const { conversation } = visit;
  const turn = bot.dialogue.reply(conversation.dialogue, reply, bot.today());
  const { result } = turn;
  const before = asked?.masked === true ? [texts.masked] : [];
  const press = reply.kind === 'button' ? pressOf(bot, visit, reply.code) : null;
  if (result.kind === 'done') return computeResult(bot, visit, result, before, press?.trace ?? []);
  if (result.kind === 'aside' && asked !== null) {
    const prepared = await bot.conversing.prepare(conversation, result.text, showDraft(visit));
    const isBack = isIdle(conversation.lastAt, new Date(bot.now()));
    // Two questions at once would wait for one reply.
    if (!isBack && prepared.answer !== null && asksBack(prepared.answer, conversation.dialogue))
      return keepAndSay(visit, turn, [renderDialogue(result.open, [...before, texts.asideUnclear])]);
    // Left behind: who comes back after hours with a question of its own, or tells of another case.
    const isLeft = isBack || (prepared.answer?.calculation ?? null) !== null;
    const again = isLeft ? [] : [renderDialogue(result.open, [texts.backToCalculation])];
    const answering = recordAnswer(bot, visit, prepared, { ...asked, text: result.text }, again);
    return isLeft ? leaving(answering, visit) : answering;
  }
  const sayings = sayingsOf(turn, before);
  return keepAndSay(visit, turn, press === null ? sayings : afterPress(press, turn, sayings));
}

async function computeResult(
  bot: Bot,
  visit: Visit,
  { recap, input }: { readonly recap: string; readonly input: CalculationInput },
  before: readonly string[],
  trace: readonly Saying[],
): Promise<Reaction> {
  const prepared = await bot.conversing.prepareCalculation(visit.conversation, recap, input);
  return async (calls, at) => {
    const recorded = await bot.conversing.record(calls, prepared, null, at);
    if (recorded === null) return null;
    if (!(await keepDialogue(calls, recorded.conversation, null, at))) return null;
    const outcome = outcomeOf(bot, visit, recorded, { masked: before.length > 0 }, at);
    return { ...outcome, sayings: [...trace, ...outcome.sayings] };
  };
}

/** No calculation goes on after this reaction. */
export const leaving =
  (react: Reaction, { conversation }: Visit): Reaction =>
  async (calls, at) => {
    const outcome = await react(calls, at);
    if (outcome === null || conversation.dialogue === null) return outcome;
    const now = await calls.conversations.byId(conversation.id);
    return now !== null && (await keepDialogue(calls, now, null, at)) ? outcome : null;
  };

const keepDialogue = async (
  calls: StoreCalls,
  { id, revision }: Pick<Visit['conversation'], 'id' | 'revision'>,
  dialogue: string | null,
  at: string,
): Promise<boolean> => (await calls.conversations.change(id, revision, { dialogue }, at)) !== null;

const keepAndSay =
  ({ conversation }: Visit, { state }: DialogueTurn, sayings: readonly Saying[]): Reaction =>
  async (calls, at) =>
    (await keepDialogue(calls, conversation, state, at)) ? { sayings } : null;

function sayingsOf({ result }: DialogueTurn, before: readonly string[]): Saying[] {
  switch (result.kind) {
    case 'ask':
    case 'recap':
      return [renderDialogue(result, before)];
    case 'stale':
    case 'aside':
      return [renderDialogue(result.open, [result.text])];
    case 'outdated':
    case 'unavailable':
      return [
        say(
          [own(result.text)],
          [
            result.kind === 'outdated' && result.scheme !== null
              ? [button(labels.startAgain, { kind: 'calculate', scheme: result.scheme })]
              : [button(labels.calculators, { kind: 'calculators' })],
          ],
        ),
      ];
    case 'cancelled':
      return [say([own(result.text)])];
    default:
      return [];
  }
}
