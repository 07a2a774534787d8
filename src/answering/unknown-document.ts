/**
 * A document that is named in a question about its validity and that the gazettes do not hold: what another document says
 * of its own validity is no answer. Asked after the metadata have been looked through.
 * @module
 */
import type { Corpus } from '../gazette/model.ts';
import { normalise } from '../retrieval/normalise.ts';

const asksOfValidity =
  /有效(?!期内?的(?:证件|票据))|失效|作废|废止|过期|到期|取消了|有冇效|仲用|还用|还能用|还在用|执行到/;
const kinds = '(?:办法|条例|规定|方案|细则|意见|规划|法)';
const quoted = /《([^《》]{2,40})》/;
const named = new RegExp(
  `([\\p{Script=Han}]{2,14}?)(${kinds})(?:而家|现在|依家|今时)?[^，。？?]{0,6}(?:${asksOfValidity.source})`,
  'u',
);
/** 这个办法, 医疗救助的办法: what says which one, without words that every title has. */
const commonWords =
  /(?:这个|这份|那个|那份|呢个|嗰个|上面|本|该|的|请问|清新区?|清远市|广东省|暂行|试行|实施|管理|工作|政府)/g;

/** The name as the question writes it, of a document that neither a title nor the clause that would answer speaks of; null for none. @param isKnown a pair of characters stands somewhere in the gazettes. */
export function unknownDocument(
  corpus: Corpus,
  question: string,
  best: { readonly title: string; readonly text: string },
  isKnown: (pair: string) => boolean,
): string | null {
  const normalised = normalise(question);
  if (!asksOfValidity.test(normalised)) return null;
  const title = quoted.exec(normalised)?.[1];
  if (title !== undefined) {
    const isHeld = corpus.documents.some((document) => {
      const own = normalise(document.title);
      return own.includes(title) || title.includes(own);
    });
    return isHeld ? null : `《${title}》`;
  }
  const [, words = '', kind = ''] = named.exec(normalised) ?? [];
  const name = words.replace(commonWords, '');
  if (name.length < 2) return null;
  const held = normalise(`${best.title} ${best.text}`);
  const pairs = Array.from({ length: name.length - 1 }, (_, at) => name.slice(at, at + 2));
  if (pairs.some((pair) => held.includes(pair))) return null;
  // Other words for a thing that the gazettes know are no unknown document.
  return pairs.filter(isKnown).length <= 1 ? name + kind : null;
}
