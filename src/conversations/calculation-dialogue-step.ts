/**
 * How a dialogue goes on: what is open, what is asked next, what a reply changes.
 * @module
 */
import { factInWords } from '../answering/calculation-wording.ts';
import type { Calculation } from '../calculators/calculation.ts';
import type { Field } from '../calculators/kernel/field.ts';
import { run } from '../calculators/run.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { vagueOf } from './calculation-dialogue-answer.ts';
import { dialogueWordingOf } from './calculation-dialogue-fields.ts';
import { fieldOf, promptOf, recapOf, type Shown } from './calculation-dialogue-prompt.ts';
import type { DialogueTurn, OpenDialogue } from './calculation-dialogue-result.ts';
import {
  type DialogueFact,
  type DialogueScreen,
  type DialogueState,
  factsOf,
  inputOf,
  withStep,
} from './calculation-dialogue-state.ts';

/** A dialogue on the day of a reply. */
export interface OngoingDialogue {
  readonly scheme: Scheme;
  readonly state: DialogueState;
  readonly asOf: string;
}

export const fieldAsked = ({ scheme, state: { screen } }: OngoingDialogue): Field | null =>
  screen.kind === 'ask' ? (fieldOf(scheme, screen.key) ?? null) : null;

/** Facts as a list of words, in the order of the clauses; what is not known is left out. */
export function inWords(scheme: Scheme, facts: readonly DialogueFact[]): string {
  return scheme.fields
    .flatMap(({ key, label }) => {
      const fact = facts.find((each) => each.key === key);
      if (fact === undefined || fact.value === null) return [];
      return [factInWords(scheme, { key, label, value: fact.value, origin: fact.origin })];
    })
    .join('，');
}

export const compute = ({ scheme, state, asOf }: OngoingDialogue): Calculation => {
  const { facts, origins } = inputOf(state);
  return run(scheme, facts, { asOf, origins });
};

export const showTurn = (
  going: OngoingDialogue,
  shown: Shown = {},
  calculation?: Calculation,
): DialogueTurn => ({
  state: JSON.stringify(going.state),
  result: openOf(going, shown, calculation),
});

/** @param calculation of the facts, where it has been made already. */
export function openOf(going: OngoingDialogue, shown: Shown = {}, calculation?: Calculation): OpenDialogue {
  const { scheme, state } = going;
  const prompt = state.screen.kind === 'ask' ? promptOf(scheme, state, state.screen, shown) : null;
  return prompt ?? recapOf(scheme, state, calculation ?? compute(going), shown);
}

/**
 * The next question, or the recap when nothing is left to ask or the facts contradict each other.
 * @param place the state with the screen that comes next.
 */
export function advance(
  going: OngoingDialogue,
  place: (screen: DialogueScreen) => DialogueState,
  shown: Shown = {},
): DialogueTurn {
  const { scheme, asOf } = going;
  const told = { scheme, state: place({ kind: 'recap' }), asOf };
  const calculation = compute(told);
  const key = nextKey(scheme, factsOf(told.state), calculation);
  const state = key === null ? told.state : place({ kind: 'ask', key, changing: false, selected: [] });
  return showTurn({ scheme, state, asOf }, shown, calculation);
}

/** The first fact in clause order that can still change the outcome and was not asked yet; null: none. */
function nextKey(
  scheme: Scheme,
  facts: ReadonlyMap<string, DialogueFact>,
  { missing }: Calculation,
): string | null {
  const { instead } = dialogueWordingOf(scheme);
  const isSettled = (key: string): boolean => {
    const fact = facts.get(key);
    const field = fieldOf(scheme, key);
    return fact?.origin === 'asked' && field !== undefined && vagueOf(field, fact.value) === null;
  };
  for (const { key } of missing) {
    if (!isSettled(key)) return key;
    const other = instead[key];
    if (other !== undefined && !facts.has(other)) return other;
  }
  return null;
}

/**
 * Takes facts over; asks on where the field that is asked is not among them. Everything else that was told stays, also what the
 * result hangs on no more: whoever changes their mind again finds it, and the calculator knows what to make of it.
 */
export function take(going: OngoingDialogue, set: readonly DialogueFact[], shown: Shown = {}): DialogueTurn {
  const { scheme, state, asOf } = going;
  const { screen } = state;
  if (screen.kind === 'ask' && screen.changing && set.every(({ key }) => key !== screen.key))
    return showTurn({ scheme, state: withStep(state, set, screen), asOf }, shown);
  return advance(going, (next) => withStep(state, set, next), shown);
}
