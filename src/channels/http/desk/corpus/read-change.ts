/** What an editor asks for in a form → a change of the gazettes, or the sentence that says what to mend. @module */
import { z } from 'zod';
import type { Change } from '../../../../editions/edition.ts';
import { correctionSchema } from '../../../../gazette/corrections.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import { documentFields, isCorrectedField } from '../../../document-fields.ts';
import type { DeskForm } from '../read-form.ts';

export const changeKinds = ['correct', 'withdraw', 'remove', 'restore', 'undo'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface WantedChange {
  readonly what: ChangeKind;
  readonly change: Change;
  /** As they were sent, so that a form can send them again. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly reason: string;
  /** The edition that was looked at. */
  readonly parent: number;
}

const fieldsOf: Readonly<Record<ChangeKind, readonly string[]>> = {
  correct: ['document', 'field', 'value', 'valueKind', 'from'],
  withdraw: ['document', 'field'],
  remove: ['file'],
  restore: ['edition'],
  undo: ['edition'],
};

const numberSchema = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

export const longestReason = 200;

/** Why something is done, as it may be kept: never empty, and without numbers of persons. @returns the sentence to refuse with as `fault` */
export function readReason(text: string): { readonly reason: string } | { readonly fault: string } {
  const reason = text.replaceAll(/\s+/g, ' ').trim();
  if (reason === '') return { fault: '原因还没有写，请写一句为什么这样改，以后查得到。' };
  if (reason.length > longestReason) return { fault: `原因最多${longestReason}个字，请写短一些。` };
  return hasPrivateNumber(reason) ? { fault: privateNumber('原因') } : { reason };
}

const hasPrivateNumber = (text: string): boolean => maskPrivateNumbers(text, 'typed') !== text;
const privateNumber = (name: string): string =>
  `${name}里有像身份证号、手机号、银行卡号的数字，请去掉后再提交。`;

/** @param reason already read; empty where it is asked for only later */
export function readChange(
  form: DeskForm,
  { reason, by, at }: { readonly reason: string; readonly by: string; readonly at: string },
): WantedChange | { readonly fault: string } {
  const what = changeKinds.find((kind) => kind === form.text('what'));
  const parent = numberSchema.safeParse(form.text('parent'));
  if (what === undefined || !parent.success) return { fault: '这个页面已经过期，请回到公报页重新打开再改。' };
  const read = changeOf(what, form, { reason, by, at });
  // What is undone is the edition that was looked at.
  const change =
    what === 'undo' && !('fault' in read)
      ? ({ kind: 'restore', edition: Math.max(0, parent.data - 1) } as const)
      : read;
  if ('fault' in change) return change;
  const fields = fieldsOf[what].map((name) => [name, form.text(name)] as const);
  return { what, change, fields, reason, parent: parent.data };
}

function changeOf(
  what: ChangeKind,
  form: DeskForm,
  who: { readonly reason: string; readonly by: string; readonly at: string },
): Change | { readonly fault: string } {
  const document = form.text('document');
  switch (what) {
    case 'correct':
      return correctionOf(form, who);
    case 'withdraw':
      return { kind: 'withdraw_correction', document, field: form.text('field') };
    case 'remove':
      return { kind: 'remove_gazette', file: form.text('file') };
    default: {
      const edition = numberSchema.safeParse(form.text('edition'));
      return edition.success
        ? { kind: 'restore', edition: edition.data }
        : { fault: '没有选哪一版，请从版本记录里选一版。' };
    }
  }
}

function correctionOf(
  form: DeskForm,
  { reason, by, at }: { readonly reason: string; readonly by: string; readonly at: string },
): Change | { readonly fault: string } {
  const field = form.text('field');
  if (!isCorrectedField(field)) return { fault: '没有选要更正哪一项，请回到文件页重新选。' };
  const typed = form.text('value').trim();
  // Of these, nothing is an answer too.
  const value = typed === '' && ['number', 'region', 'lastDay'].includes(field) ? null : typed;
  if (hasPrivateNumber(typed)) return { fault: privateNumber(documentFields[field]) };
  const kind = form.text('valueKind');
  const from = form.text('from').trim();
  const result = correctionSchema.safeParse({
    document: form.text('document'),
    field,
    value,
    ...(field === 'lastDay' || field === 'ended' ? { kind } : {}),
    ...(field === 'ended' ? { from: from === '' ? null : from } : {}),
    // Asked for once more before it is published.
    reason: reason === '' ? '原因待写' : reason,
    by,
    at,
  });
  if (result.success) return { kind: 'correct', correction: result.data };
  const said = result.error.issues.map(({ message }) => message).find((each) => /\p{Script=Han}/u.test(each));
  return { fault: `${documentFields[field]}：${said ?? '请从列出的选项里选'}，请改好再提交。` };
}
