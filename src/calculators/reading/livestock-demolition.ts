/**
 * Facts of 关停拆迁补贴 from a person's words.
 * @module
 */
import { areasOf } from './livestock-demolition-areas.ts';
import { deedsOf } from './livestock-demolition-deeds.ts';
import { readClosely } from './close-polarity.ts';
import { animalsOf, regionOf } from './livestock-demolition-words.ts';
import type { SchemeReader } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

const farm = /养殖场|养猪|养鸡|养鸭|养鹅|畜禽|[猪鸡鸭鹅牛羊兔鸽禽畜][场栏圈舍棚厂]|栏舍|畜场|禽场|禁养区/;
const taking = /拆|关停|关场|停养/;
const paying = /补|多少|几多|几钱|标准|经费|元|攞|拿|领/;
/** 我哥的鸡场, 邻居家的猪栏. */
const otherOwner =
  /(?:[哥弟姐妹叔伯舅姨姑]|邻居|隔[篱壁]|他|佢|朋友|亲戚|老\p{Script=Han})(?:家|屋企|们)?(?:里|就)?(?:的|嘅|是|系|有|养)?[猪鸡鸭鹅牛羊]/u;

const ownFarm = /(?:我|咱)(?:们|哋)?(?:家|自己|屋企|本人)?(?:里|的|嘅|有|养|个)*[猪鸡鸭鹅牛羊]/;

/** Somebody else's sheds beside one's own; 我爸的猪栏50平方、鸡栏40平方 are of one owner. */
function hasOtherOwner({ text, quantities }: Sentence): boolean {
  const owners = [...text.matchAll(new RegExp(otherOwner.source, 'gu'))];
  const [first, ...more] = owners;
  const area = quantities.find(({ unit }) => unit === '平方米' || unit === '立方米');
  if (first === undefined) return false;
  return more.length > 0 || ownFarm.test(text) || (area !== undefined && first.index > area.start);
}

const severalFarms = /[两二三四五六几多](?:家|户|处|个(?:[猪鸡鸭鹅牛羊]|养殖)场)/;

export const livestockDemolitionReader: SchemeReader = {
  scheme: 'livestock-demolition',
  topic: (sentence) => {
    const { text } = sentence;
    if (!taking.test(text) || !(farm.test(text) || animalsOf(sentence).length > 0)) return 0;
    if (!paying.test(text)) return 1;
    return text.includes('拆') ? 5 : 3;
  },
  read: (message) => {
    const sentence = readClosely(message);
    return [...regionOf(sentence), ...deedsOf(sentence), ...areasOf(sentence)];
  },
  isCase: ({ text }, facts) => {
    const has = (...keys: readonly string[]): boolean => facts.some(({ key }) => keys.includes(key));
    const dated = has('closedOn', 'demolishedOn', 'demolishedByForceOn', 'stillStandingOn');
    const done = has('selfClosed', 'selfDemolished') && /我|咱|某|场主|业主|养殖户|佢|他/.test(text);
    return has('area', 'areas.livestock') || ((dated || done) && has('kind', 'region'));
  },
  unclear: (sentence, facts) =>
    severalFarms.test(sentence.text) ||
    (facts.filter(({ key }) => key.startsWith('area')).length > 1 && hasOtherOwner(sentence))
      ? '好像说了不止一家的养殖场，请一家一家地说。'
      : null,
};
