/**
 * Private numbers that masking leaves, since it must not take amounts for numbers: with commas or brackets between the
 * digits, letters for digits, or under a word such as 证件号 whatever they look like. A text that only may hold one is not
 * sent; that costs no more than a model's words.
 * @module
 */
import { hasPrivateNumber } from '../gazette/private-numbers.ts';

const named =
  /(?:身份证|护照|通行证|回乡证|台胞证|证件|卡号|账号|帐号|手机|电话|微信|qq)[^，。；！？]{0,8}?[a-z]?[^\p{L}\d，。；！？]{0,3}(?:\d[^\p{L}\d，。；！？]{0,3}){6}/iu;

export function mayHoldNumber(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/&(?:nbsp|#\d+);/gi, ' ');
  const digits = plain.replace(/[li](?=\d)|(?<=\d)[li]/gi, '1').replace(/o(?=\d)|(?<=\d)o/gi, '0');
  const joined = digits.replace(/(?<=\d)[^\p{L}\d]{1,3}(?=\d)/gu, '');
  return hasPrivateNumber(joined, 'typed') || named.test(plain);
}
