/** What a question asks for: its kind of answer, its place, its day, and whether it goes on with the turn before. @module */
import { findRegions, isWithin } from '../gazette/region.ts';
import { type AskedShapes, askedShapes } from './answer-shape.ts';
import { normalise } from '../retrieval/normalise.ts';

export type AnswerType = 'list' | 'amount' | 'when' | 'open';

export interface Understanding {
  /** The question in simplified characters, half width, lower case. */
  readonly normalised: string;
  readonly types: ReadonlySet<AnswerType>;
  /** What the answer has to look like: an amount, a day, an office. */
  readonly shapes: AskedShapes;
  /** The place asked about when it is not home: 连州市, 阳山县; null for home or none. */
  readonly otherRegion: string | null;
  /** Home or a place in it is named. */
  readonly namesHome: boolean;
  /** The year that the question itself names (今年, 2024年), as of `today`; null for none. */
  readonly year: number | null;
  /** The question cannot be read without the turn before. */
  readonly isFollowUp: boolean;
}

const typePatterns: readonly (readonly [AnswerType, RegExp])[] = [
  [
    'list',
    /哪些|哪几|什么材料|哪样|几类|几种|几项|分别|名单|流程|步骤|怎么(?:办|弄|申请|走)|点样(?:办|申请)|要(?:带|交|备|准备).{0,6}什么|什么(?:情况|情形|样的|行为|证件|手续|资料)|有什么(?:要求|条件|材料|责任|任务)|包括什么|咩(?:材料|资料|文件)|边啲|边几|列(?:出|举)/,
  ],
  [
    'amount',
    /多少|几多|几成|几元|几块|几蚊|几钱|百分之几|比例|上限|封顶|额度|标准是|几间|几个|几家|几份|几倍|几长|多长|多大|几大|最高|最低|总共|一共|多高/,
  ],
  [
    'when',
    /什么时候|什么时间|几时|何时|几号|几月|哪天|哪年|哪一年|边日|多久|几天|几日|几耐|几个工作日|期限|期间|截止|起止|什么日期|几年|时限/,
  ],
];

const followUpStart =
  /^(?:那|那么|咁|噉|嗱|还有|另外|如果|要是|假如|换成|这个|这些|这笔|那个|上面|刚才|其中|它|他们?|她|如若|同样|而)/;
const followUpWords =
  /这时候|呢种|嗰个|嗰种|那边|上述|这项|这份|那份|该|前面说|刚刚|又要|又是|呢[?？]?$|的呢|占一半/;

const topicSwitch =
  /^(?:(?:那|咁)?(?:我)?(?:想)?(?:换|转|改)(?:一?个|下)?(?:问题|话题|题目|事)|(?:我)?(?:再|另外?|又)?(?:想)?问(?:第二|另外?一?|个别|另一)(?:个|件|样)?(?:问题|事|嘢)?|另外?一个问题|不说这个了|唔讲呢个(?:先|喇)?)[，,：:。、；;\s]*/;

/** 换个问题，… → the new question; null where nothing says that the matter changes. */
export function afterTopicSwitch(text: string): string | null {
  const words = normalise(text);
  const said = words.length === text.length ? topicSwitch.exec(words)?.[0] : undefined;
  return said === undefined || said.length + 2 > text.length ? null : text.slice(said.length);
}

/**
 * @param leans It is a later part of a message and goes on from the part before, however long it is.
 * @param homeRegion Region of the corpus; null switches region rules off. @param today ISO date.
 */
export function understand(
  text: string,
  context: readonly string[],
  homeRegion: string | null,
  today: string,
  leans = false,
): Understanding {
  const normalised = normalise(text);
  const types = new Set(
    typePatterns
      .filter(([, pattern]) => pattern.test(text) || pattern.test(normalised))
      .map(([type]) => type),
  );
  const regions = regionsAskedAbout(normalised, homeRegion);
  const earlier =
    regions.others.length === 0 && !regions.namesHome
      ? regionsAskedAbout(normalise(context.at(-1) ?? ''), homeRegion)
      : null;
  const isFollowUp = context.length > 0 && (leans || goesOn(normalised) || normalised.length <= 14);
  const ownShapes = askedShapes(normalised);
  const inherited = isFollowUp ? (earlier?.others[0] ?? null) : null;
  return {
    normalised,
    shapes:
      ownShapes.shapes.length === 0 && isFollowUp ? askedShapes(normalise(context.at(-1) ?? '')) : ownShapes,
    types: types.size === 0 ? new Set<AnswerType>(['open']) : types,
    otherRegion: regions.namesHome ? null : (regions.others[0] ?? inherited),
    namesHome: regions.namesHome,
    year: yearOf(normalised, today),
    isFollowUp,
  };
}

/** The words themselves say that they go on from the turn before. */
export function goesOn(text: string): boolean {
  const normalised = normalise(text);
  return followUpStart.test(normalised) || followUpWords.test(normalised);
}

/**
 * 我湖南人, 社保在广州交, 送去广州的精神病院, 惠州到清远的高速: where somebody comes from, is insured or is treated, or
 * the end of a road; not whose policy is asked about.
 */
const originAfter =
  /^(?:省|市|县|区)?(?:人(?!民|社|力|大|才|口)|户口|户籍|籍|过来|来的|那边(?:参保|交)|(?:交|买|参)(?:社保|医保|保)|救助站|派出所送|嫁|打工|上班|工作|住院|看病|就医|读书|(?:的|嘅|那边的?)?(?:大|好|三甲|专科|省|市)?(?:医院|精神病院|三甲))/;
const originBefore =
  /(?:社保|医保|人|户口)(?:一直|都|是|就)?(?:在|喺)$|从$|来自$|(?:嫁|搬|迁)(?:到|去|咗去|过)$|参保(?:地)?(?:在|喺|是|系)?$|(?:老家|娘家|婆家|出生)(?:在|喺|是|系)?$/;
/** 送到广州一家精神专科医院: somebody is treated there. */
const treatedBefore = /(?:送|去|到|在|喺|转|往|转院|响)(?:去|到|往|咗|了)?$/;
const hospitalAfter =
  /^(?:省|市|县|区)?(?:的|嘅|那边的?)?(?:一家|一间|某)?[\p{Script=Han}]{0,8}?(?:医院|卫生院)/u;
/** 惠州至清远段: a stretch of road between two places. */
const stretchAfter =
  /^(?:省|市|县|区)?(?:至|到|-|—|~)[\p{Script=Han}]{2,4}?(?:市|县|区)?(?:段|[嗰那呢这]段|高速|铁路|公路)/u;

function isPlaceOfEvents(before: string, after: string): boolean {
  if (treatedBefore.test(before) && hospitalAfter.test(after)) return true;
  return originBefore.test(before) || originAfter.test(after) || stretchAfter.test(after);
}

function regionsAskedAbout(
  text: string,
  homeRegion: string | null,
): { others: string[]; namesHome: boolean } {
  if (homeRegion === null || text === '') return { others: [], namesHome: false };
  const others: string[] = [];
  let namesHome = false;
  for (const region of findRegions(text)) {
    if (isWithin(region.fullPath, homeRegion)) namesHome = true;
    else if (isWithin(homeRegion, region.fullPath)) continue;
    else if (!isPlaceOfEvents(text.slice(0, region.start), text.slice(region.end))) others.push(region.name);
  }
  return { others, namesHome };
}

function yearOf(text: string, today: string): number | null {
  const now = Number(today.slice(0, 4));
  const written = /(?<!\d)(20\d{2})\s*年/.exec(text)?.[1];
  if (written !== undefined) return Number(written);
  if (/今年|本年度|而家|依家|呢排/.test(text)) return now;
  if (/去年|旧年|上年/.test(text)) return now - 1;
  if (/明年|下年/.test(text)) return now + 1;
  return null;
}
