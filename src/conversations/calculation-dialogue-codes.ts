/**
 * The data of a button: `serial.turn.field.action`. It names the question that it belongs to, so that a button of an
 * earlier question, or of another calculation, never fills in the wrong field.
 * @module
 */
import type { Field } from '../calculators/kernel/field.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { type DialogueState, turnOf } from './calculation-dialogue-state.ts';

const plainActions = ['yes', 'no', 'finish', 'unknown', 'why', 'back', 'cancel', 'confirm'] as const;
const indexedActions = ['choose', 'select', 'deselect'] as const;

export type DialogueAction =
  | { readonly kind: (typeof plainActions)[number] }
  /** `select` and `deselect` say what is to be, so that a button pressed twice does no harm. */
  | { readonly kind: (typeof indexedActions)[number]; readonly index: number }
  /** 改这一项, by the code of the field. */
  | { readonly kind: 'change'; readonly field: string };

const signs: Readonly<Record<Exclude<DialogueAction['kind'], 'change'>, string>> = {
  yes: 'y',
  no: 'n',
  finish: 'f',
  unknown: 'k',
  why: 'w',
  back: 'b',
  cancel: 'x',
  confirm: 'o',
  choose: 'c',
  select: 's',
  deselect: 'u',
};
const changeSign = 'e';

/** Where the recap is shown. */
const recapCode = '_';

/**
 * Three or four characters for a field. Its choices are part of it: buttons are numbered by them, and those that were
 * handed out before the choices of a field changed are not understood any more.
 */
export function fieldCode({ key, choices }: Field): string {
  let hash = 0;
  for (const sign of `${key}\n${(choices ?? []).map(({ value }) => value).join('\n')}`)
    hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 1_679_616;
  return hash.toString(36);
}

export const fieldOfCode = ({ fields }: Scheme, code: string): Field | undefined =>
  fields.find((field) => fieldCode(field) === code);

/** @param field the field that is asked; null: the recap. */
export function codeOf(state: DialogueState, field: Field | null, action: DialogueAction): string {
  const place = field === null ? recapCode : fieldCode(field);
  return `${state.serial}.${turnOf(state).toString(36)}.${place}.${written(action)}`;
}

function written(action: DialogueAction): string {
  if (action.kind === 'change') return changeSign + action.field;
  return signs[action.kind] + ('index' in action ? String(action.index) : '');
}

export interface PressedButton {
  /** Of this dialogue, whichever question. */
  readonly isOwn: boolean;
  /** Of what is shown now. */
  readonly isCurrent: boolean;
  readonly action: DialogueAction;
}

/** null: no code of a dialogue. @param field the field that is asked now; null: the recap. */
export function readCode(code: string, state: DialogueState, field: Field | null): PressedButton | null {
  const found = /^([\w-]{1,8})\.([\da-z]{1,6})\.([\da-z]{1,4}|_)\.([a-z])([\da-z]{0,4})$/.exec(code);
  if (found === null) return null;
  const [, serial, turn, place, sign = '', rest = ''] = found;
  const action = actionOf(sign, rest);
  if (action === null) return null;
  const isOwn = serial === state.serial;
  const here = field === null ? recapCode : fieldCode(field);
  return { isOwn, isCurrent: isOwn && turn === turnOf(state).toString(36) && place === here, action };
}

function actionOf(sign: string, rest: string): DialogueAction | null {
  if (sign === changeSign) return rest === '' ? null : { kind: 'change', field: rest };
  const plain = plainActions.find((kind) => signs[kind] === sign);
  if (plain !== undefined) return rest === '' ? { kind: plain } : null;
  const indexed = indexedActions.find((kind) => signs[kind] === sign);
  return indexed === undefined || !/^\d+$/.test(rest) ? null : { kind: indexed, index: Number(rest) };
}
