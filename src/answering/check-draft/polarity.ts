/** Whether a piece of a draft affirms, denies, excepts and obliges as the rule does. All texts in normal form. @module */

/** Bounds of figures say 不 without denying anything. */
const bounds =
  /不(?:得|能)?(?:超过|低于|少于|高于|多于|大于|小于)|没有?超过|不足|不满|未满|未成年|不断|不同(?!意)|不过|不仅|不但|无论|不论|不管(?=是|怎|在|哪|谁|多|有|什)|无障碍|无人抚养|非低保|非禁养区|非本|非物质|除外|要不要|是不是|有没有|能不能|不用担心|唔使担心|别担心|不客气|不一样|不少(?!于)|不难|不复杂|不清楚|不明白/g;
const negation =
  /不得|不予|不能|不可|不准|不许|不享受|不纳入|不属于|不再|不用|不需|不必|不会|不是|不给|不算|不在|不包|不含|不[^,;。]|禁止|严禁|杜绝|没有|没|无|未|非|免(?=除|交|缴|收|于)|拒|冇|唔|勿|莫|别(?=[再去交])/g;
const exception =
  /除外|以外|除非|(?<!不)但(?!是书)|不含|不包括|前提|方可|方能|才能|才可|仅限|只限|另有规定|例外|除[^,;。]{1,16}外|仅(?!供)|只(?=有|能|限|在|对)/g;
const keepsException =
  /除|以外|但|不过|不含|不包|不算|前提|方可|才|仅|只|例外|另有|必须|先至|先得|须先|要先|可是|净系|唔包|唔算/;
const duty = /必须|应当|一定要|务必|须(?!知)|不得|禁止|严禁/;
const dutyInRule = /必须|应|须|需|要|得|不得|禁止|严禁|不准|不予|责令|凭|一律/;
const permission =
  /(?<!不|唔|方|才)(?:可以|能够|允许|可(?!能|靠|持|行|见|及|再生)|得嘅)|(?<![不只才方唔])能(?![力源量效耗])/;
const permissionInRule =
  /可(?!能|靠|持|行|见|再生)|能(?!力|源|量|效|耗)|允许|享受|给予|予以|按|支持|鼓励|实行|资助|补助|补贴|救助/;
const prohibition = /不得|禁止|严禁|不予|不享受|不准|不能|不许|不可|一律不|停止/;

/** The rule's words around what the piece takes from it, with the piece itself. */
export interface Spoken {
  readonly piece: string;
  /** The whole sentence of the draft: an exception may stand in another piece of it. */
  readonly sentence: string;
  /** The sentence of the rule, without what belongs to other figures than the piece's. */
  readonly zone: string;
  /** What the rule stands under. */
  readonly base: string;
}

/** The reason in plain Chinese, or null when all is kept. */
export function wrongPolarity({ piece, sentence, zone, base }: Spoken): string | null {
  const said = piece.replace(bounds, (found) => '·'.repeat(found.length));
  const parts = partsTouched(zone, piece);
  const ruled = parts.replace(bounds, (found) => '·'.repeat(found.length));
  const saidNegations = [...said.matchAll(negation)];
  const withBase = ruled + base.replace(bounds, '');
  if (saidNegations.length > 0 && !denies(withBase) && !exceptionIn(withBase))
    return '原文没有否定，这句话否定了';
  for (const found of saidNegations) {
    if (!deniesTheSame(said, found, withBase)) return '否定的内容和原文不一样';
  }
  if (saidNegations.length === 0) {
    for (const { word, after } of [...negationsIn(ruled), ...listNegations(base)]) {
      if (/^不[含包]/.test(word) && exceptionIn(piece)) continue;
      if (deniedOnly(said, word.slice(-1) + after, zone)) return '原文是否定的，这句话没有写出来';
    }
  }
  if (affirmsDenied(said, zone)) return '原文是否定的，这句话没有写出来';
  if (losesOneOfTwo(said, ruled)) return '原文有两处否定，这句话少了一处';
  if (losesNegation(piece, `${zone}\n${base}`)) return '原文的“非”“未”“不”没有写出来';
  if (addsNegation(piece, zone)) return '多了一个原文没有的“非”“未”“不”';
  if (/分别/.test(parts) && !/分别/.test(sentence)) return '原文是分别说的，这句话没有分清';
  if (
    permission.test(said) &&
    prohibition.test(ruled) &&
    saidNegations.length === 0 &&
    !permissionInRule.test(ruled.replace(prohibition, ''))
  )
    return '原文不允许，这句话说可以';
  if (duty.test(said) && !obliges(zone, piece, base)) return '原文没有说必须';
  if (permission.test(said) && !permissionInRule.test(withBase) && /必须|应当|须/.test(ruled))
    return '原文是必须，这句话说可以';
  for (const found of exceptionParts(zone, piece).matchAll(exception)) {
    if (sentence.includes(found[0]) || keepsException.test(sentence)) continue;
    if (found[0].startsWith('除') && addsToIt(zone, found[0])) continue;
    return `原文的“${found[0]}”没有写出来`;
  }
  return null;
}

const noDuty =
  /要求|主要|重要|必要|需求|概要|纪要|摘要|要[点素件]|简要|取得|获得|得到|所得|值得|心得|供应|响应|适应|相应|反应|应急|应用|对应|效应|应对|凭[证据]/g;

/** The case that the piece tells says so, or a line that leads it in. */
function obliges(zone: string, piece: string, base: string): boolean {
  const cases = zone.split(/[;。]/).map((text) => ({ text, shared: pairsShared(text, piece) }));
  const most = Math.max(0, ...cases.map(({ shared }) => shared));
  const told = cases.filter(({ shared }) => shared >= most).map(({ text }) => text);
  const leads = base.split('\n').filter((line) => line.endsWith(':'));
  return dutyInRule.test([...told, ...leads].join('\n').replace(noDuty, ''));
}

/** 除本地居民外，非本地的也可以: names others beside, and takes nothing away; 除太和镇外的7个镇 or 一律 does. */
function addsToIt(rule: string, words: string): boolean {
  const at = rule.indexOf(words);
  const after = rule.slice(at + words.length);
  return (
    /^,?(?:还|也|并|另|同时)/.test(after) ||
    (/^$|[,;:。]/.test(rule[at - 1] ?? '') &&
      after.startsWith(',') &&
      !/不|禁|一律|均|全部|所有|任何|各|一切/.test(after))
  );
}

const denies = (text: string): boolean => new RegExp(negation.source).test(text);
const exceptionIn = (text: string): boolean => new RegExp(exception.source).test(text);

/** Denials of the line that leads a list in hold for its items. */
function listNegations(base: string): Negation[] {
  return base
    .split('\n')
    .filter((line) => line.endsWith(':'))
    .flatMap((line) => negationsIn(line.replace(bounds, '')));
}

/** 仍未拆迁的，不再给经费 told as 还没拆迁的，再给经费: each stretch is laid beside the case that the sentence tells. */
function affirmsDenied(said: string, zone: string): boolean {
  const cases = zone.split(/[;。]/);
  if (cases.length < 2) return false;
  const shared = cases.map((text) => pairsShared(text, said));
  const told = cases[shared.indexOf(Math.max(...shared))] ?? '';
  return said
    .split(/[,;。:]/)
    .filter((part) => !denies(part))
    .some((part) =>
      negationsIn(partsTouched(told, part).replace(bounds, '')).some(({ word, after }) =>
        deniedOnly(part, word.slice(-1) + after, told),
      ),
    );
}

/** 无正当理由不同意的 told as 不同意的. @param ruled Stretches of the rule that the piece touches, between commas. */
function losesOneOfTwo(said: string, ruled: string): boolean {
  const stretches = said.split(/[,;。:]/);
  return ruled.split(/[,、]|或者?|和|及/).some((part) => {
    if (denialsIn(part) < 2) return false;
    const shared = stretches.map((stretch) => pairsShared(part, stretch));
    const most = Math.max(...shared);
    const told = stretches[shared.indexOf(most)] ?? '';
    return most >= leastShared && denialsIn(told) < denialsIn(part);
  });
}

const denialsIn = (text: string): number => [...text.matchAll(negation)].length;
const leastShared = 2;
/** Letters behind a word of denial that it is sure to deny. */
const closeBy = 6;

interface Negation {
  readonly word: string;
  /** The next words, to the next comma. */
  readonly after: string;
}

function negationsIn(text: string): Negation[] {
  return [...text.matchAll(negation)].map((found) => ({
    word: found[0],
    after: (text.slice(found.index + found[0].length).split(/[,;。:\n]/)[0] ?? '').slice(0, 5),
  }));
}

const attached = /(非|未|无|不(?!超过|低于|少于|高于|足|满|仅|但|断|同))(\p{Script=Han}{2})/gu;
const denial = /[非未无不没勿冇唔禁]/;

/** 非定点医疗机构 told as 定点医疗机构. */
function losesNegation(piece: string, rule: string): boolean {
  for (const [, sign = '', pair = ''] of rule.matchAll(attached)) {
    const at = piece.indexOf(pair);
    // What stands behind 非 is no evidence for a sentence without one.
    if (at < 0 || sign === '非' || occursBare(rule, pair)) continue;
    if (!denial.test(piece.slice(Math.max(0, at - 4), at))) return true;
  }
  return false;
}

/** 禁养区 told as 非禁养区. */
function addsNegation(piece: string, zone: string): boolean {
  for (const [whole, sign = '', pair = ''] of piece.matchAll(attached)) {
    if (/[非未]/.test(sign) && !zone.includes(whole) && occursBare(zone, pair)) return true;
  }
  return false;
}

function occursBare(text: string, pair: string): boolean {
  for (let at = text.indexOf(pair); at >= 0; at = text.indexOf(pair, at + 1))
    if (!denial.test(text.slice(Math.max(0, at - 1), at))) return true;
  return false;
}

/** What the draft denies has to be denied in the rule: the same words, or some of what follows them. */
function deniesTheSame(said: string, found: RegExpMatchArray, rule: string): boolean {
  const at = found.index ?? 0;
  const word = found[0];
  const near = said.slice(at, at + word.length + 2);
  if (near.length >= 3 && rule.includes(near)) return true;
  const after = (said.slice(at + word.length).split(/[,;。:]/)[0] ?? '').slice(0, 8);
  const lead = (
    said
      .slice(0, at)
      .split(/[,;。:]/)
      .at(-1) ?? ''
  ).slice(-8);
  for (const denied of rule.matchAll(negation)) {
    const from = denied.index;
    const before =
      rule
        .slice(Math.max(0, from - 16), from)
        .split(/[;。\n]/)
        .at(-1) ?? '';
    const reach = rule.slice(from, from + 24).split(/[,;。:\n]/)[0] ?? '';
    const around = before + reach;
    if (sharesPair(reach.slice(0, denied[0].length + closeBy), after)) return true;
    if (pairsOf(after).some((pair) => around.includes(pair) && !standsUndenied(rule, pair))) return true;
    if (sharesPair(around, lead)) return true;
  }
  if (exceptionIn(rule)) return true;
  return after.length < 2 && lead.length < 2 && denies(rule);
}

/** The piece affirms what the rule only has denied. */
const deniedOnly = (said: string, words: string, rule: string): boolean =>
  pairsOf(words).some((pair) => said.includes(pair) && !standsUndenied(rule, pair));

function standsUndenied(rule: string, pair: string): boolean {
  const denied = deniedSpans(rule);
  for (let from = rule.indexOf(pair); from >= 0; from = rule.indexOf(pair, from + 1))
    if (!denied.some(([start, end]) => start <= from && from < end)) return true;
  return false;
}

/** A denial reaches to the next sign; a list that it leads in has it in every item. */
function deniedSpans(rule: string): [number, number][] {
  const masked = rule.replace(bounds, (found) => '·'.repeat(found.length));
  return [...masked.matchAll(negation)].map(({ index }) => {
    const reach = /[,;。:\n]/.exec(masked.slice(index))?.index ?? masked.length;
    return [index, index + reach];
  });
}

/** Much faster than a pattern, and these are most letters of a text. */
const isHan = (letter = ''): boolean => letter >= '\u3400' && letter <= '\u9fff';

export const sharesPair = (text: string, words: string): boolean =>
  pairsOf(words).some((pair) => text.includes(pair));

function pairsOf(words: string): string[] {
  const pairs: string[] = [];
  for (let at = 0; at + 2 <= words.length; at += 1) {
    const pair = words.slice(at, at + 2);
    if (isHan(pair[0]) && isHan(pair[1])) pairs.push(pair);
  }
  return pairs;
}

/** The stretches of the rule that share words with the piece, in the cases that share most. */
function partsTouched(rule: string, piece: string): string {
  const cases = rule.split(/[;。]/).map((text) => ({ text, shared: pairsShared(text, piece) }));
  const most = Math.max(0, ...cases.map(({ shared }) => shared));
  return cases
    .filter(({ shared }) => shared > 0 && shared * 2 >= most)
    .flatMap(({ text }) => text.split(/[,:]/))
    .filter((part) => sharesPair(piece, part))
    .join(',');
}

function pairsShared(text: string, piece: string): number {
  let shared = 0;
  for (let at = 0; at + 2 <= piece.length; at += 1) {
    const pair = piece.slice(at, at + 2);
    if (text.includes(pair) && /^[\p{L}\p{N}]{2}$/u.test(pair)) shared += 1;
  }
  return shared;
}

function exceptionParts(rule: string, piece: string): string {
  const cases = rule.split(/[;。]/).map((text) => ({ text, shared: pairsShared(text, piece) }));
  const most = Math.max(0, ...cases.map(({ shared }) => shared));
  return cases
    .filter(({ shared }) => cases.length === 1 || (shared > 0 && shared * 2 >= most))
    .map(({ text }) => text)
    .join(';');
}
