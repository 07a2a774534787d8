/**
 * The question and the recap of a dialogue as texts and buttons.
 * @module
 */
import type { Calculation } from '../calculators/calculation.ts';
import type { Field } from '../calculators/kernel/field.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { codeOf, type DialogueAction, fieldCode } from './calculation-dialogue-codes.ts';
import { dialogueWordingOf } from './calculation-dialogue-fields.ts';
import type {
  ChoiceButton,
  DialogueButton,
  OpenDialogue,
  Prompt,
  Recap,
  RecapGroup,
  RecapOrigin,
} from './calculation-dialogue-result.ts';
import {
  type DialogueScreen,
  type DialogueState,
  type DialogueValue,
  factsOf,
} from './calculation-dialogue-state.ts';
import {
  hintsOf,
  labelInWords,
  offeredChoices,
  valueInWords,
  yesNoLabels,
} from './calculation-dialogue-wording.ts';

/** What is said around a screen. */
export interface Shown {
  readonly notes?: readonly string[];
  /** Why the field is asked, and where the answer stands on paper. */
  readonly why?: boolean;
  readonly inPlace?: boolean;
}

export const fieldOf = (scheme: Scheme, key: string): Field | undefined =>
  scheme.fields.find((field) => field.key === key);

export function promptOf(
  scheme: Scheme,
  state: DialogueState,
  { key, changing, selected }: Extract<DialogueScreen, { kind: 'ask' }>,
  shown: Shown,
): OpenDialogue | null {
  const field = fieldOf(scheme, key);
  if (field === undefined) return null;
  const button = (label: string, action: DialogueAction): DialogueButton => ({
    label,
    code: codeOf(state, field, action),
  });
  const why = shown.why ?? false;
  const notes = [...(shown.notes ?? []), ...(why ? [whyOf(field)] : [])];
  const prompt: Prompt = {
    heading: `${scheme.title} · ${changing ? '改这一项' : `第${answered(state) + 1}问`}`,
    notes,
    question: field.question,
    hints: hintsOf(field),
    choices: choicesOf(field, selected, button),
    multiple: field.type === 'choices',
    finish: selected.length > 0 ? button('选好了', { kind: 'finish' }) : null,
    unknown: button('不清楚', { kind: 'unknown' }),
    why: why ? null : button('为什么要问', { kind: 'why' }),
    back: state.steps.length === 0 ? null : button('上一步', { kind: 'back' }),
    cancel: button('取消', { kind: 'cancel' }),
    field: key,
  };
  return { kind: 'ask', prompt, inPlace: shown.inPlace ?? false };
}

/** Questions that were answered; what was folded counts as such. */
const answered = ({ folded, steps }: DialogueState): number =>
  folded +
  steps.filter(
    ({ screen, set }) =>
      screen.kind === 'ask' && !screen.changing && set.some(({ key }) => key === screen.key),
  ).length;

function whyOf({ help, when }: Field): string {
  return `为什么要问：${help}${when === undefined ? '' : `（${when}才要填。）`}`;
}

function choicesOf(
  field: Field,
  selected: readonly string[],
  button: (label: string, action: DialogueAction) => DialogueButton,
): ChoiceButton[] {
  if (field.type === 'boolean') {
    const [yes, no] = yesNoLabels(field);
    return [
      { ...button(yes, { kind: 'yes' }), selected: false },
      { ...button(no, { kind: 'no' }), selected: false },
    ];
  }
  return offeredChoices(field).map(({ value, index }) => {
    const isSelected = selected.includes(value);
    const kind = field.type === 'choice' ? 'choose' : isSelected ? 'deselect' : 'select';
    return { ...button(value, { kind, index }), selected: isSelected };
  });
}

const headings: Readonly<Record<RecapOrigin, string>> = {
  said: '您说的',
  asked: '您回答的',
  assumed: '没有问您，按常见情况假设的',
  unknown: '还不清楚的',
};
const origins: readonly RecapOrigin[] = ['said', 'asked', 'assumed', 'unknown'];

interface Known {
  readonly field: Field;
  readonly value: DialogueValue;
  readonly origin: RecapOrigin;
}

/** @param calculation of the facts of the state: it tells the assumptions, and what contradicts itself. */
export function recapOf(
  scheme: Scheme,
  state: DialogueState,
  calculation: Calculation,
  shown: Shown,
): OpenDialogue {
  const button = (label: string, action: DialogueAction): DialogueButton => ({
    label,
    code: codeOf(state, null, action),
  });
  const change = (label: string, field: Field) => button(label, { kind: 'change', field: fieldCode(field) });
  const known = knownOf(scheme, state, calculation);
  let number = 0;
  const groups = origins.flatMap((origin): RecapGroup[] => {
    const items = known
      .filter((each) => each.origin === origin)
      .map(({ field, value }) => {
        number += 1;
        return {
          number,
          key: field.key,
          label: labelInWords(field),
          value: origin === 'assumed' && value === 0 ? '没有' : valueInWords(field, value),
          change: change(`改${number}`, field),
        };
      });
    return items.length === 0 ? [] : [{ origin, heading: headings[origin], items }];
  });
  const problem =
    calculation.status === 'input-error' ? calculation.reasons.map(({ text }) => text).join('') : null;
  const recap: Recap = {
    heading: `我理解的情况（${scheme.title}）`,
    notes: [...(shown.notes ?? [])],
    groups,
    extras: extrasOf(scheme, known, change),
    problem,
    question:
      problem === null
        ? '都对吗？都对就点“没错，开始算”；不对的点“改”，或者直接写出来。'
        : '请看看上面哪一项不对，点“改”，或者直接写出来；改好才能算。',
    confirm: problem === null ? button('没错，开始算', { kind: 'confirm' }) : null,
    back: state.steps.length === 0 ? null : button('上一步', { kind: 'back' }),
    cancel: button('取消', { kind: 'cancel' }),
  };
  return { kind: 'recap', recap };
}

/** Everything that the result will rest on, in the order of the clauses. */
function knownOf(scheme: Scheme, state: DialogueState, { facts }: Calculation): Known[] {
  const told = factsOf(state);
  return scheme.fields.flatMap((field): Known[] => {
    const own = told.get(field.key);
    if (own !== undefined)
      return [{ field, value: own.value, origin: own.value === null ? 'unknown' : own.origin }];
    const assumed = facts.find(({ key, origin }) => key === field.key && origin === 'assumed');
    return assumed === undefined ? [] : [{ field, value: assumed.value, origin: 'assumed' }];
  });
}

/** What may be told besides, unless it stands in the recap already. */
function extrasOf(
  scheme: Scheme,
  known: readonly Known[],
  button: (label: string, field: Field) => DialogueButton,
): DialogueButton[] {
  return Object.entries(dialogueWordingOf(scheme).extras).flatMap(([key, label]) => {
    const field = fieldOf(scheme, key);
    const isThere = known.some((each) => each.field === field);
    return field === undefined || isThere ? [] : [button(label, field)];
  });
}

/** The field of a recap item by its number, its label or the beginning of it; undefined: none, or several. */
export function fieldOfItem(scheme: Scheme, { groups }: Recap, item: string): Field | undefined {
  const items = groups.flatMap((group) => group.items);
  const number = /^(?:第)?(\d{1,2})$/.exec(item)?.[1];
  const found =
    number === undefined
      ? items.filter(({ label }) => label === item || label.includes(item))
      : items.filter((each) => each.number === Number(number));
  const [first, ...more] = items.some(({ label }) => label === item)
    ? items.filter(({ label }) => label === item)
    : found;
  return first === undefined || more.length > 0 ? undefined : fieldOf(scheme, first.key);
}
