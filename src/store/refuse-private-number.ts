import { WenzhengError } from '../errors.ts';
import { hasPrivateNumber } from '../gazette/private-numbers.ts';
import type { TextOrigin } from '../gazette/private-numbers.ts';

/**
 * The last door before the disk: what a person typed arrives masked, or not at all.
 * @param field What the text is, for the message; the text itself is not repeated.
 * @throws WenzhengError `input_invalid` when the text holds a private number.
 */
export function refusePrivateNumber(
  field: string,
  text: string | null | undefined,
  origin: TextOrigin = 'typed',
): void {
  if (typeof text === 'string' && hasPrivateNumber(text, origin))
    throw new WenzhengError(
      'input_invalid',
      `${field}里还有身份证号、手机号、银行卡号或邮箱，没有保存，请先隐去。`,
    );
}

/** The texts within a JSON value; digests are passed over, since their digits mean nothing. */
export function refusePrivateNumberInside(field: string, value: unknown): void {
  if (typeof value === 'string') {
    if (!/^[0-9a-f]{32,}$/.test(value)) refusePrivateNumber(field, value);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) refusePrivateNumberInside(field, part);
  }
}
