/** 不能。 可以申请，不过有几个条件。: a short verdict without a token, that the cited sentences behind it have to bear out. @module */
import { explain, type Words } from './explain.ts';
import { plainDraft } from './plain-text.ts';

const longest = 20;
const greeting = /^(?:您好|你好|好的|是这样|这样)[,!。]/;
const no =
  /(?:恐怕|一般|通常|目前)?(?:还)?(?:不行|不能|不可以|不得|没有|没|不会|不用|不算数|不算|用不了|不需要|不必|不属于|不再)(?:的|了)*/;
const yes = /^(?:是的|对的|可以|能|有的|有|需要|要|应当|应该|会)(?:的|了)?/;
const denial =
  /不(?:享受|予|能|得|可|准|许|再|会|纳入|属于|符合|算|用|给|需|必|应|在)|禁止|严禁|废止|失效|没有|未|停止|届满|结束|作废|过期|逐步/;

/**
 * @param text Without tokens.
 * @param following The next cited sentences, nearest first.
 * @param scope Normal form of what they cite.
 */
export function opensTruly(text: string, following: readonly string[], scope: string, words: Words): boolean {
  const plain = plainDraft(text)
    .replace(greeting, '')
    .replace(/[。!]$/, '');
  if (following.length === 0 || plain.length > longest || /\d/.test(plain)) return false;
  const denied = no.exec(plain.replace(/不少/g, ''));
  if (denied === null && !yes.test(plain)) return false;
  // 交通事故不用由第三方承担的费用 is a rule, no verdict on what was asked.
  const lead = plain.slice(0, denied?.index ?? 0);
  if (/[,;、:]$/.test(plain) || explain(lead, new Uint8Array(lead.length), '', words).left.length > 0)
    return false;
  const rest = plain.replace(denied?.[0] ?? yes, '');
  if (denied !== null && no.test(rest)) return false;
  const behind = following.map((sentence) => plainDraft(sentence));
  const bornOut =
    denied === null ? !denial.test(behind[0] ?? '') : behind.some((sentence) => denial.test(sentence));
  return bornOut && explain(rest, new Uint8Array(rest.length), scope, words).left.length === 0;
}
