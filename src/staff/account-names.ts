/** How accounts may be called. @module */
import { WenzhengError } from '../errors.ts';
import { hasPrivateNumber } from '../gazette/private-numbers.ts';

/** Who else stands in the audit as an actor. */
const reservedNames = new Set([
  'resident',
  'system',
  'terminal',
  '居民',
  '系统',
  '机器人',
  '问政',
  '工作人员',
]);

/** What is typed to sign in, in the form that is compared. */
export function foldLoginName(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** @returns the folded name. @throws WenzhengError `input_invalid`. */
export function checkLoginName(typed: string): string {
  const name = foldLoginName(typed);
  if (/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(name)) return name;
  throw new WenzhengError(
    'input_invalid',
    '登录名要用2–64个英文字母、数字、点、横线、下划线或@，以字母或数字开头，例如 lifang。',
  );
}

/**
 * @returns the name as it is shown: without signs that nobody sees, by which one name could pass for another.
 * @throws WenzhengError `input_invalid`.
 */
export function checkDisplayName(typed: string): string {
  const name = typed.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const hidden = /[\p{C}\p{Default_Ignorable_Code_Point}]/u;
  if (name === '' || name.length > 40 || hidden.test(name) || hasPrivateNumber(name, 'typed'))
    throw new WenzhengError('input_invalid', '姓名要写1–40个看得见的字符，不要写手机号、证件号，例如 李芳。');
  if (reservedNames.has(name.toLowerCase()))
    throw new WenzhengError('input_invalid', `“${name}”不能用作姓名，请写工作人员自己的姓名。`);
  return name;
}
