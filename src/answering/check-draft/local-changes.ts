/**
 * What a draft changes inside words that it takes over. Where it has the words before and behind a place from the rule,
 * what stands between may be left out or said otherwise, but not so that it says something else.
 * @module
 */
import { otherAgent } from './agents.ts';
import { alignTexts, type Run, sameFigureSign } from './align.ts';
import { contrasted } from './contrasts.ts';
import type { DraftFigure } from './draft-figures.ts';
import type { Words } from './explain.ts';
import {
  classReplaced,
  closingReplaced,
  isDone,
  itemAdded,
  itemReplaced,
  lostBetween,
  openingReplaced,
  replaced,
} from './replaced-words.ts';

export interface LaidBeside {
  /** The piece of the draft with each of its figures. */
  readonly text: string;
  readonly figures: readonly DraftFigure[];
  /** Where the piece begins in the sentence that the figures count from. */
  readonly offset: number;
  readonly evidence: string;
  /** What stands before it and above it, of which the piece may say more than of the sentence itself. */
  readonly around: readonly string[];
  /** Those of the evidence that the piece states. */
  readonly chosen: readonly DraftFigure[];
  readonly others: readonly DraftFigure[];
  readonly words: Words;
}

const sign = /[,;。:!?\n]/;
const negation = /不|没|未|无|非|禁止|严禁|拒|勿/;
const harmless =
  /不(?:得|能)?(?:超过|低于|少于|高于|多于|大于|小于)|没有?超过|不足|不满|未满|未成年|不断|不同|不仅|不但|不论|不管|无论|是不是|有没有|能不能|无障碍|非法|非营利|不良|不动产|不当|不一|不定期/g;
const hedges = /约|力争|争取|原则上|基本(?!医|养|救|公|生|药|农|建)|试点|试行|拟(?!定|订)|仅|只有|只限/g;

/** The reason in plain Chinese, or null when nothing is changed. */
export function changedInside(laid: LaidBeside): string | null {
  const draft = withSigns(laid.text, laid.figures, laid.offset, []);
  const texts = [withSigns(laid.evidence, laid.chosen, 0, laid.others), ...laid.around];
  for (const part of laid.text.split(/[,;。:]/)) {
    const agent = otherAgent(part, texts, laid.words);
    if (agent !== null) return `原文说的是“${agent}”`;
  }
  // Beside the whole, each stretch by itself: one may repeat another with a word changed.
  const stretches = draft.split(stretch).filter((part) => /\p{Script=Han}{4}/u.test(part));
  for (const part of stretches.length > 1 ? [draft, ...stretches] : [draft]) {
    const reason = changedIn(part, texts, laid.words);
    if (reason !== null) return reason;
  }
  return null;
}

const stretch = /[,;。:!?]|\((?=[^)]{12})/;

/** Texts that hold nearly as much of the draft as the best: it is enough that one of them says it so. */
const nearlyBest = 0.75;

/** Pairs of letters are counted much faster than texts are aligned. */
const worthAligning = 0.7;

export function pairsShared(draft: string, text: string): number {
  let shared = 0;
  for (let at = 0; at + 2 <= draft.length; at += 1) if (text.includes(draft.slice(at, at + 2))) shared += 1;
  return shared;
}

function changedIn(draft: string, texts: readonly string[], words: Words): string | null {
  const shared = texts.map((text) => pairsShared(draft, text));
  const enough = Math.max(...shared) * worthAligning;
  const laid = texts.flatMap((evidence, at) =>
    at > 0 && (shared[at] ?? 0) < enough ? [] : [{ evidence, runs: alignTexts(draft, evidence) }],
  );
  const most = Math.max(...laid.map(({ runs }) => weightOf(runs)));
  let found: string | null = null;
  for (const { evidence, runs } of laid) {
    if (runs.length === 0 || weightOf(runs) < most * nearlyBest) continue;
    const reason = changedAlong(draft, evidence, runs, words);
    if (reason === null) return null;
    found = found ?? reason;
  }
  return found;
}

function changedAlong(draft: string, evidence: string, runs: readonly Run[], words: Words): string | null {
  for (let at = 0; at <= runs.length; at += 1) {
    const reason = changedBetween(draft, evidence, runs[at - 1], runs[at], words);
    if (reason !== null) return reason;
  }
  return null;
}

/** Words far apart in a text are less like it than the same number of letters in one stretch. */
const weightOf = (runs: readonly Run[]): number =>
  runs.reduce((sum, { from, to }) => sum + (to - from) ** 2, 0);

/** One sign for each figure, so that 八成 and 80% are the same. */
function withSigns(
  text: string,
  stated: readonly DraftFigure[],
  offset: number,
  others: readonly DraftFigure[],
): string {
  let result = text;
  const all = [
    ...stated.map((figure) => ({ figure, as: sameFigureSign })),
    ...others.map((figure) => ({ figure, as: '\u0004' })),
  ].toSorted((left, right) => right.figure.start - left.figure.start);
  for (const { figure, as } of all) {
    const start = Math.max(0, figure.start - offset);
    const end = figure.end - offset;
    if (end > 0 && start < text.length) result = result.slice(0, start) + as + result.slice(end);
  }
  return result;
}

function changedBetween(
  draft: string,
  evidence: string,
  before: Run | undefined,
  after: Run | undefined,
  words: Words,
): string | null {
  const said = draft.slice(before?.to ?? 0, after?.from ?? draft.length);
  const from = before === undefined ? 0 : before.at + before.to - before.from;
  const ruled = evidence.slice(from, after?.at ?? evidence.length);
  if (said === ruled) return null;
  const inside = before !== undefined && after !== undefined;
  // Words may reach into the runs: 以上 and 以下 share their first half.
  const lead = before === undefined ? '' : last(draft.slice(Math.max(0, before.to - context), before.to));
  const tail = after === undefined ? '' : first(draft.slice(after.from, after.from + context));
  const saidWide = lead + said + tail;
  const ruledWide = lead + ruled + tail;
  const isOtherClass =
    before === undefined
      ? tail.startsWith('、') && classReplaced(last(said), last(ruled), words)
      : classReplaced(first(said), first(ruled), words);
  if (isOtherClass) return `原文这里是“${ruled}”`;
  if (inside && Math.max(said.length, ruled.length) <= near && !sign.test(said + ruled)) {
    const around = `${last(evidence.slice(0, from))}\n${first(evidence.slice(after.at))}`;
    return (
      told(contrasted(saidWide, ruledWide)) ??
      told(lostBetween(said, ruled, draft.slice(after.from, after.from + near))) ??
      (replacedOffice(saidWide, ruledWide) ? '原文这里说的是另一个机关' : null) ??
      denied(said, ruled, { draft: segmentAt(draft, before.to), rule: segmentAt(evidence, from) }) ??
      (isOneLetter(said, ruled) && !sameWord(saidWide, ruledWide, words)
        ? `原文这里是“${ruledWide}”`
        : null) ??
      (replaced(said, ruled, around, words) || itemReplaced(saidWide, said, ruled, words)
        ? `原文这里是“${ruled}”`
        : null) ??
      (itemAdded(said, ruled, segmentAt(evidence, from), words) ? `原文这里没有“${said}”` : null)
    );
  }
  return (
    (before === undefined ? null : beside(first(saidWide), first(ruledWide), -1, listAt(evidence, from))) ??
    (after === undefined ? null : beside(last(saidWide), last(ruledWide), 1, listAt(evidence, after.at))) ??
    (inside && itemReplaced(lead + said + tail, said, ruled, words) ? `原文这里是“${ruled}”` : null) ??
    (inside ? conditionLost(said, first(ruled), draft) : null) ??
    (before !== undefined && after === undefined && before.to - before.from >= shortest
      ? closingReplaced(first(said), first(ruled), words)
      : null) ??
    (after === undefined
      ? null
      : deniedBefore(
          last(draft.slice(Math.max(0, after.from - near), after.from)),
          last(evidence.slice(Math.max(0, after.at - near), after.at)),
          isOtherWord(draft.slice(after.from), evidence, words),
        )) ??
    (after === undefined || !isDone(last(said), last(ruled)) ? null : told(last(ruled))) ??
    (before === undefined && after !== undefined && after.to - after.from >= shortest
      ? openingReplaced(last(said), last(ruled), first(evidence.slice(after.at)), words)
      : null) ??
    (inside && !sign.test(ruled)
      ? denied(said, ruled, { draft: segmentAt(draft, before.to), rule: segmentAt(evidence, from) })
      : null)
  );
}

const context = 2;

/** What stands right beside a run that goes on or begins. */
function beside(said: string, ruled: string, side: 1 | -1, listed: string): string | null {
  const close = (text: string) => (side === 1 ? text.slice(-near) : text.slice(0, near));
  const other = contrasted(close(said), close(ruled));
  // 新建、改建、扩建的: one of a list.
  const isListed = listed.includes('、') && contrasted(close(said), listed) === null;
  return (isListed ? null : told(other)) ?? (replacedOffice(said, ruled) ? '原文这里说的是另一个机关' : null);
}

const told = (word: string | null): string | null => (word === null ? null : `原文这里是“${word}”`);

const first = (text: string): string => text.split(sign)[0] ?? '';
const last = (text: string): string => text.split(sign).at(-1) ?? '';

/** Longest stretch in which a word of denial is one that the words around it hang on. */
const near = 8;
const shortest = 4;

const denies = (text: string): boolean => negation.test(text.replace(harmless, ''));

/** 公示期满无异议的，… told as 公示期满，…. */
const conditionLost = (said: string, ruled: string, draft: string): string | null =>
  (ruled.length <= near && ruled.endsWith('的') && denies(ruled) && !denies(said)) ||
  (also.test(ruled) && !/符合|满足|具备|达标/.test(draft))
    ? `原文这里有“${ruled}”`
    : null;
/** 1.5倍以内、家庭财产符合规定的家庭: one more condition in the same breath. */
const also = /^、(?:且|并)?\p{Script=Han}{1,8}(?:符合|满足|具备)\p{Script=Han}{2,8}$/u;

/** 非 or 不 that the first word of a run hangs on. */
function deniedBefore(said: string, ruled: string, isOther: boolean): string | null {
  const hanging = /(?:[非未不无没勿]|不予|停止|取消|暂停|拒绝)$/;
  if (hanging.test(ruled) === hanging.test(said)) return null;
  if (hanging.test(ruled) && /[不没未无]/.test(said.slice(-shortest))) return null;
  if (!hanging.test(ruled)) return /[不没未无]/.test(ruled.slice(-shortest)) ? null : '原文这里没有否定';
  return isOther ? null : '原文这里是否定的';
}

/** 低保 behind 非 in the rule, where the draft means 最低生活保障. */
const isOtherWord = (text: string, evidence: string, words: Words): boolean =>
  [2, 3, 4].some((long) => words.official(text.slice(0, long)).some((each) => evidence.includes(each)));

function segmentAt(text: string, at: number): string {
  return last(text.slice(0, at)) + first(text.slice(at));
}

const listReach = 14;

/** What stands close enough on either side to be of one list with it. */
const listAt = (text: string, at: number): string =>
  last(text.slice(Math.max(0, at - listReach), at)) + first(text.slice(at, at + listReach));

const countDenials = (text: string): number =>
  text.replace(harmless, '').match(new RegExp(negation.source, 'g'))?.length ?? 0;

const joining =
  /[里的地得之是为系和与及跟同于在由经让请须需要将把被给向对到至自从以按照依即则就也都还又再才而并且其该此这那个各每等了着过或可应办做去来用拿交到]/;
const isOneLetter = (said: string, ruled: string): boolean =>
  said.length === 1 &&
  ruled.length <= 3 &&
  /^\p{Script=Han}{2,}$/u.test(said + ruled) &&
  !joining.test(said + ruled);

/** One of the words around the letter is another way of saying what the rule has there. */
function sameWord(said: string, ruled: string, words: Words): boolean {
  for (let from = 0; from <= context; from += 1)
    for (let to = said.length; to > context; to -= 1)
      if (words.official(said.slice(from, to)).some((each) => ruled.includes(each))) return true;
  return false;
}

function denied(
  said: string,
  ruled: string,
  segments: { readonly draft: string; readonly rule: string },
): string | null {
  if (/^[、和及与或]|^以及|[、和及与或]$|以及$/.test(ruled)) return null;
  if (!/除|但|例外/.test(ruled + said)) {
    if (denies(ruled) && !denies(said) && ruled.length <= near) return '原文这里是否定的';
    if (
      denies(said) &&
      !denies(ruled) &&
      said.length <= shortest &&
      countDenials(segments.draft) > countDenials(segments.rule)
    )
      return '原文这里没有否定';
  }
  const hedge = ruled.match(hedges)?.find((word) => !said.includes(word));
  return hedge === undefined ? null : `原文这里有“${hedge}”`;
}

const office =
  /\p{Script=Han}{2}(?=局|部门|办(?![法理公事])|委|政府|医院|卫生院|中心|大队|派出所|协会|学校|公司|机构|站(?![式点]))|[镇村]/gu;

/** Said of any body: 定点医院, 有关部门. */
const anyOffice = /^(?:定点|医疗|有关|相关|主管|当地|各级|上级|所在)$/;

function replacedOffice(said: string, ruled: string): boolean {
  const here = (said.match(office) ?? []).filter((name) => !anyOffice.test(name));
  const there = ruled.match(office) ?? [];
  return here.some((name) => !ruled.includes(name)) && there.some((name) => !said.includes(name));
}
