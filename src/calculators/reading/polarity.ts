/**
 * Whether words are said, denied or only asked about: 不是低保, 冇低保, 低保、特困都不是, 是不是低保.
 * @module
 */
import type { Words } from './normal-text.ts';

export type Polarity = 'said' | 'denied' | 'asked';

/** A match of a pattern with how it is meant. */
export interface Mention extends Words {
  readonly polarity: Polarity;
}

/** Between two of these a negation does not reach; 、 is no such mark: 不是低保、特困. */
const ends = /[,。;!?()[\] ]/;

const negation =
  '(?:不再是|不是|不算|不属于|不属|不在|并非|没有|没|冇|未有|未曾|未经|未|唔系|唔属于|唔|不|非|无|免|停止)';
/** What may stand between a negation and the word that it denies. */
const filler =
  '(?:是|系|有|算|属于|属|被|经过|经|曾|办理|办|参加|参|加入|买|交|签订|签|到|够|达到|符合|在|去|认定为?|评为|评上|评定|评估|纳入|享受|享有|我们?|咱|任何|什么|咩|乜|这种|其他|再|过|得|的|了|做|患|得到|收到|领|领取|领过|能|可以|正常)*';
/** Classes of persons whom the rules on social assistance tell apart, as people write them; the source of a pattern. */
export const classNames =
  '(?:(?:城镇|城乡|农村)?低保|最低生活保障|特困(?:供养)?|五保|三无|建档立卡|贫困|孤儿|(?:事实)?无人抚养(?:儿童)?|低收入|因病致贫|因病返贫|重度?残疾?)(?:户|家庭|对象|人员|人口|老人)?';
/** 不是低保特困建档立卡: one negation for a row of classes, with or without 、 and 和 between them. */
const rowOfClasses = `(?:不是|唔系|不属于|并非|没有|没|冇)(?:什么|咩|乜|任何|评上|吃|食|办|享受)?(?:${classNames}(?:[、/]|或者?|和|跟|同|及|与|以及|还有)?)+`;
const denied = new RegExp(`(?:${negation}${filler}|${rowOfClasses})$`);
const deniedList = /(?:不是|唔系|不属于|并非|没有|冇|无|非)[^是有为已]{1,40}$/;
/** 重特大疾病：否 */
const deniedAnswer = /^(?:为|是|系)?[:=]?(?:否|不是|无|冇|没有|不属于)(?=[,。;!?) ]|$)/;
const deniedAfter =
  /^[^,。;!?]{0,30}?(?:都|也|全|一样)(?:不是|唔系|不属于|不算|(?:没有|冇|没|无)(?=[,。;!?)]|$))/;
/** 低保那些我们没有, 低收入核过不够条件: the denial follows the word, with words that say nothing between. */
const about =
  '(?:户|家庭|对象|人员|资格|身份|待遇|手续|那些|嗰啲|呢啲|这些|那个|嗰个|这个|那种|之类|什么|咩|乜|的|嘅|啊|呀|呢|嘛|就|倒|我们?|我哋|咱们?|我家|俺|屋企|家里|本人|自己|他们?|她们?|佢哋?|都|也|又|还|全|从来|一直|根本|确实|真的|其实)*';
const missing =
  '(?:不是|唔系|不算|唔算|不属于|冇|没有?|无|未有)(?:评?上|办过?|办理?|吃过?|拿过?|领过?|有|份|做过?|得|到)?(?:的|嘅|啊|呀|喔|哦|了|过|咗|啦)*(?=[,。;!)]|$)';
const failed =
  '(?:去|被|经|已|民政局?|镇里|村里|区里|人家|都|也|又|还)*(?:核(?:对|查|定|算|实)?|查|审(?:核|批|查)?|评(?:估|定|审)?|申请|报|问|试|算)(?:过|了|咗|完|后|下来)+(?:说|话|是|也|都|又|但|还|仍|就|结果|最后|,)*(?:不|唔|未|没有?|冇)(?:够|符合?|达到?|达标|合格?|满足|通过|过|批|评上|得到?|能|属于|是|系|算)[^,。;!?]{0,8}(?=[,。;!?)]|$)';
const deniedLater = new RegExp(`^${about}(?:${missing}|${failed})`);
const doubt =
  '(?:不知道?|不清楚|唔清楚|唔知道?|未知|不详|不确定|唔确定|不肯定|唔肯定|[搞弄讲说分问]不清楚?|[搞弄讲说分问]唔清楚?|[说讲拿]不准|[讲拿]唔准|[搞弄]不懂|不明确?|不好说|难说|不记得|唔记得|不晓得|待查|待核实?|没问|没有?告诉|没有?[说讲提]|冇[讲话提]|未[说讲]|没有?(?:给)?(?:定论|结论|说法))';
const askedBefore =
  /(?:是不是|系唔系|系咪|是否|有没有|有冇|有无|有否|算不算|算唔算|属不属于|不知道?|不清楚|不确定|唔确定|唔知道?|唔清楚|[搞弄讲说分]不清楚?|[搞弄讲]唔清楚?|[说讲拿]不准|[讲拿]唔准|没有?说|没有?讲|冇[讲话]|没有?告诉|未说|不晓得|不记得|忘记?了?)[^,。;!?]{0,12}$/;
/** 签没签, 办没办, 有没有: both answers are named. */
const bothNamed = /(.)(?:不|没|没有|唔|冇)\1[^,。;!?]{0,3}$/;
const askedAfter = /^(?:户|对象|人员|家庭|患者|的)?(?:吗|么|咩|嘛|没有[?]|冇[?]|未[?])/;
/** 重特大疾病？医生没说: the next part is nothing but a doubt. */
const unknownNext = new RegExp(
  `^(?:户|对象|人员|家庭)?[,?](?:这个|那个|嗰个|呢个|我们?|我哋|我家|自己|医生|医院|民政局?|镇里|人家|他们?|她们?|佢哋?|都|也|就|还|仲|一直|暂时|目前)*${doubt}(?:的|啊|呀|喔|哦|了|嘅|添|的事|过)*(?=[,。;!?)]|$)`,
);
/** 有没有签我不知道, 评估过没有不清楚, 讲不清: up to the end of the part, so that 低保户不知道能报多少 is none. */
const unknownAfter = new RegExp(
  `^(?:(?!多少|几多|几成|几时|怎|点样|如何|能不能|可不可以)[^,。;!?()\\d]){0,14}?(?:${doubt}|记不清楚?|记唔清楚?)(?:的|啊|呀|喔|哦|了|嘅|添|的事)*(?=[,。;!?)]|$)`,
);
/** 算不算重特大: the words begin with the negation of a question that names both. */
const asksBoth = /^(?:不|没有?|唔|冇|未)(.)/;

/** All matches of a pattern, in order. */
export function mentionsOf(text: string, pattern: RegExp): readonly Mention[] {
  const flags = pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`;
  return [...text.matchAll(new RegExp(pattern.source, flags))]
    .filter((found) => found[0] !== '')
    .map((found) => {
      const start = found.index;
      const end = start + found[0].length;
      return { words: found[0], start, end, polarity: polarityOf(text, start, end) };
    });
}

/** How the words from `start` to `end` are meant. */
export function polarityOf(text: string, start: number, end: number): Polarity {
  const before = segmentBefore(text, start);
  const after = text.slice(end);
  if (askedBefore.test(before) || bothNamed.test(before) || askedAfter.test(after)) return 'asked';
  if (unknownAfter.test(after) || unknownNext.test(after) || namesBoth(text, end)) return 'asked';
  const both = asksBoth.exec(text.slice(start, end))?.[1];
  if (both !== undefined && before.endsWith(both)) return 'asked';
  // 是不|是重特大: the words begin where the second half of the question begins.
  if (/(.)(?:不|没有?|唔|冇)$/.exec(before)?.[1] === text.charAt(start)) return 'asked';
  if (denied.test(before) || deniedAfter.test(after) || deniedAnswer.test(after)) return 'denied';
  if (deniedLater.test(after)) return 'denied';
  return before.includes('、') && deniedList.test(before) ? 'denied' : 'said';
}

/** 协议有|没有签, 协议签|没签: the words end where the question of both begins. */
function namesBoth(text: string, end: number): boolean {
  const last = text.charAt(end - 1);
  const other = /^(?:不|没有?|唔|冇|未|无)(.?)/.exec(text.slice(end));
  return other !== null && ((last === '有' && /^[没冇无]/.test(other[0])) || other[1] === last);
}

function segmentBefore(text: string, start: number): string {
  let from = start;
  while (from > 0 && !ends.test(text.charAt(from - 1))) from -= 1;
  return text.slice(from, start);
}
