/**
 * What a draft changes inside words that it takes over. Where it has the words before and behind a place from the rule,
 * what stands between may be left out or said otherwise, but not so that it says something else.
 * @module
 */
import { alignTexts, type Run, sameFigureSign } from './align.ts';
import { contrasted } from './contrasts.ts';
import type { DraftFigure } from './draft-figures.ts';
import { explain, type Words } from './explain.ts';

export interface LaidBeside {
  /** The piece of the draft with each of its figures. */
  readonly text: string;
  readonly figures: readonly DraftFigure[];
  /** Where the piece begins in the sentence that the figures count from. */
  readonly offset: number;
  readonly evidence: string;
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
  const evidence = withSigns(laid.evidence, laid.chosen, 0, laid.others);
  const runs = alignTexts(draft, evidence);
  if (runs.length === 0) return null;
  for (let at = 0; at <= runs.length; at += 1) {
    const reason = changedBetween(draft, evidence, runs[at - 1], runs[at], laid.words);
    if (reason !== null) return reason;
  }
  return null;
}

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
  if (inside && joinsCases(said, ruled)) return '把原文里不同情形的话接在了一起';
  if (inside && !sign.test(ruled)) {
    const around = `${last(evidence.slice(0, from))}\n${first(evidence.slice(after.at))}`;
    return changed(said, ruled) ?? (replaced(said, ruled, around, words) ? `原文这里是“${ruled}”` : null);
  }
  const left = before === undefined ? null : changed(first(said), first(ruled), inside);
  return left ?? (after === undefined ? null : changed(last(said), last(ruled), inside));
}

const first = (text: string): string => text.split(sign)[0] ?? '';
const last = (text: string): string => text.split(sign).at(-1) ?? '';

/** 甲的，罚一千；乙的，罚两千 told as 甲的，罚两千. */
function joinsCases(said: string, ruled: string): boolean {
  const end = Math.max(ruled.lastIndexOf(';'), ruled.lastIndexOf('。'));
  // What another figure's case was is cut out of the rule already.
  if (end < 0 || /[;。]/.test(said) || ruled.includes('\n')) return false;
  return (
    (ruled.slice(end + 1).match(/\p{Script=Han}/gu)?.length ?? 0) >= 2 && !/\p{Script=Han}{2}/u.test(said)
  );
}

/** Longest stretch in which a word of denial is one that the words around it hang on. */
const near = 8;
const shortest = 4;

function changed(said: string, ruled: string, inside = true): string | null {
  const other = contrasted(said, ruled);
  if (other !== null) return `原文这里是“${other}”`;
  if (replacedOffice(said, ruled)) return '原文这里说的是另一个机关';
  if (!inside || /^[、和及与或]|^以及|[、和及与或]$|以及$/.test(ruled)) return null;
  const denied = negation.test(said.replace(harmless, ''));
  const ruledDenied = negation.test(ruled.replace(harmless, ''));
  const excepts = /除|但|例外/.test(ruled + said);
  if (!excepts && ruledDenied && !denied && ruled.length <= near) return '原文这里是否定的';
  if (!excepts && !ruledDenied && denied && said.length <= shortest) return '原文这里没有否定';
  const hedge = ruled.match(hedges)?.find((word) => !said.includes(word));
  return hedge === undefined ? null : `原文这里有“${hedge}”`;
}

const office =
  /\p{Script=Han}{2}(?=局|部门|办(?![法理公事])|委|政府|医院|卫生院|中心|大队|派出所|协会)|[镇村]/gu;

function replacedOffice(said: string, ruled: string): boolean {
  const here = said.match(office) ?? [];
  const there = ruled.match(office) ?? [];
  return here.some((name) => !ruled.includes(name)) && there.some((name) => !said.includes(name));
}

/** Something of another place of the rule stands for what the rule has here. */
function replaced(said: string, ruled: string, near: string, words: Words): boolean {
  const strange = (text: string, scope: string) =>
    explain(text, new Uint8Array(text.length), scope, words).left.some((word) =>
      /\p{Script=Han}{2}/u.test(word),
    );
  return strange(said, `${ruled}\n${near}`) && strange(ruled, said);
}
