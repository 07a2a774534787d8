/** What the staff writes: names and texts as they may be kept. @module */
import { WenzhengError } from '../errors.ts';
import { hasPrivateNumber } from '../gazette/private-numbers.ts';
import { maskLines } from './mask-typed.ts';

/** In UTF-16 units: a resident reads it on a phone. */
export const maxStaffTextLength = 2000;
const maxNameLength = 40;

/** A name as it stands in the audit. @throws WenzhengError `input_invalid`. */
export function checkStaffName(by: string): string {
  const name = by.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (name !== '' && name.length <= maxNameLength && !hasPrivateNumber(name, 'typed')) return name;
  throw new WenzhengError(
    'input_invalid',
    `缺少工作人员的名字，请写 1–${maxNameLength} 个字，不要写手机号、证件号。`,
  );
}

/** Masked, in its lines. @throws WenzhengError `input_invalid` when it is empty or too long. */
export function checkStaffText(text: string): string {
  const written = maskLines(text).text;
  if (written !== '' && written.length <= maxStaffTextLength) return written;
  throw new WenzhengError(
    'input_invalid',
    written === ''
      ? '内容是空的，请写下要说的话。'
      : `内容有 ${written.length} 个字，太长了，请分成几条，每条不超过 ${maxStaffTextLength} 个字。`,
  );
}
