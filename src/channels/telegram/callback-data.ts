/**
 * What a button carries. The stored answer holds everything else, so that a button pressed after a restart or after a
 * month works, and what a person could forge names nothing but public documents and their own answers.
 *
 * Written `1` (the version), a letter for the action, then its arguments parted by colons: ASCII, so that characters are
 * bytes. A later version takes another digit and may still read this one.
 * @module
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { feedbackReasons } from '../../store/store.ts';

const version = '1';

/** Of Telegram. */
export const mostCallbackBytes = 64;

const answer = z.string().regex(/^[\w-]{12}$/);
/** Of {@link shortKey}. */
const key = z.string().regex(/^[\w-]{10}$/);
const scheme = z.string().regex(/^[a-z\d-]{1,32}$/);
const count = z.coerce.number().int().min(0).max(99_999);

export const buttonActionSchema = z.discriminatedUnion('kind', [
  /** Opens a citation of an answer. */
  z.object({ kind: z.literal('citation'), answer, number: count }),
  /** All that is to be heeded about an answer. */
  z.object({ kind: z.literal('notices'), answer }),
  /** All that is to be done next. */
  z.object({ kind: z.literal('nextSteps'), answer }),
  /** How a figure comes about. */
  z.object({ kind: z.literal('workings'), answer }),
  z.object({ kind: z.literal('useful'), answer }),
  z.object({ kind: z.literal('useless'), answer }),
  z.object({ kind: z.literal('reason'), answer, reason: z.enum(feedbackReasons) }),
  /** One of the matters that a clarification names. */
  z.object({ kind: z.literal('matter'), answer, number: count }),
  /** One of the replies that the question of a calculation allows. */
  z.object({ kind: z.literal('reply'), answer, number: count }),
  z.object({ kind: z.literal('calculators') }),
  z.object({ kind: z.literal('calculate'), scheme }),
  /** … with what the question or the last result told. */
  z.object({ kind: z.literal('calculateFrom'), scheme, answer }),
  z.object({ kind: z.literal('sources') }),
  z.object({ kind: z.literal('document'), document: key }),
  z.object({ kind: z.literal('read'), document: key, page: count }),
  // These three turn pages: they change the message that they are under.
  z.object({ kind: z.literal('sourcesPage'), page: count }),
  z.object({ kind: z.literal('outline'), document: key, page: count }),
  z.object({ kind: z.literal('page'), document: key, page: count }),
  z.object({ kind: z.literal('sample'), sample: key }),
  z.object({ kind: z.literal('human') }),
  z.object({ kind: z.literal('leave') }),
  z.object({ kind: z.literal('forget'), confirmed: z.enum(['yes', 'no']) }),
  z.object({ kind: z.literal('language'), script: z.enum(['simplified', 'traditional']) }),
  /** A button of a calculation dialogue, with the code that the dialogue gave it. */
  z.object({ kind: z.literal('dialogue'), code: z.string().regex(/^[\x21-\x7e]{1,40}$/) }),
]);
export type ButtonAction = z.infer<typeof buttonActionSchema>;
type Kind = ButtonAction['kind'];

/** How each is written: its letter, then these properties. The last one may hold colons. */
const forms: { readonly [Each in Kind]: readonly [letter: string, ...properties: string[]] } = {
  citation: ['c', 'answer', 'number'],
  notices: ['w', 'answer'],
  nextSteps: ['n', 'answer'],
  workings: ['g', 'answer'],
  useful: ['u', 'answer'],
  useless: ['x', 'answer'],
  reason: ['r', 'answer', 'reason'],
  matter: ['m', 'answer', 'number'],
  reply: ['a', 'answer', 'number'],
  calculators: ['l'],
  calculate: ['k', 'scheme'],
  calculateFrom: ['f', 'scheme', 'answer'],
  sources: ['s'],
  document: ['d', 'document'],
  read: ['v', 'document', 'page'],
  sourcesPage: ['i', 'page'],
  outline: ['o', 'document', 'page'],
  page: ['p', 'document', 'page'],
  sample: ['q', 'sample'],
  human: ['h'],
  leave: ['b'],
  forget: ['e', 'confirmed'],
  language: ['t', 'script'],
  dialogue: ['z', 'code'],
};

const kinds = new Map(Object.entries(forms).map(([kind, [letter]]) => [letter, kind]));

/** @throws ZodError for an action that no button can carry: a fault of the program. */
export function writeCallbackData(action: ButtonAction): string {
  const checked: Readonly<Record<string, unknown>> = buttonActionSchema.parse(action);
  const [letter, ...properties] = forms[action.kind];
  return version + letter + properties.map((name) => String(checked[name])).join(':');
}

/** null for what this bot has not written, or not in a form that it still reads. Never throws. */
export function readCallbackData(data: string): ButtonAction | null {
  if (data.length > mostCallbackBytes || !data.startsWith(version)) return null;
  const kind = kinds.get(data.charAt(1));
  const form = Object.entries(forms).find(([each]) => each === kind)?.[1];
  if (kind === undefined || form === undefined) return null;
  const names = form.slice(1);
  const given = names.length === 0 && data.length === 2 ? [] : data.slice(2).split(':');
  const values = [...given.slice(0, names.length - 1), given.slice(names.length - 1).join(':')];
  if (given.length < names.length || (names.length === 0 && given.length > 0)) return null;
  const read = buttonActionSchema.safeParse({
    kind,
    ...Object.fromEntries(names.map((name, at) => [name, values[at]])),
  });
  // Written in one way only: 007 or a number with a blank was not written here.
  return read.success && writeCallbackData(read.data) === data ? read.data : null;
}

/** Ten characters that stand for a text which may be too long for a button: a document's id, a sample question. */
export function shortKey(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}
