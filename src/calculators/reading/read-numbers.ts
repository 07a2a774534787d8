/**
 * Amounts of money and other quantities as people write them. What is no amount (床号, 电话, 文号 …) is set aside first; what is
 * not exact (几千块, 大概3万, 3到5万, 不到2万) is kept as such and never becomes a figure.
 * @module
 */
import type { Fen } from '../kernel/money.ts';
import { readAmount } from '../kernel/read-amount.ts';
import type { Words } from './normal-text.ts';
import { numberedThings, unitOf } from './units.ts';

/** Why a number is not exact: 几千, 大概3万, 3万的一半 · 3到5万 · 不到2万, 超过3万 · no yuan: 3万美元, 3万角. */
export type Inexact = 'vague' | 'range' | 'bound' | 'foreign';

/** Money, or a bare figure that may be money where the words right before it name it (`stated` false). */
export interface Amount extends Words {
  /** Fen, negative when written so; null when not exact or finer than a fen. */
  readonly fen: Fen | null;
  readonly inexact: Inexact | null;
  /** 3万/月, 3万一次: of one piece, not the sum. */
  readonly isEach: boolean;
  /** A currency word or 万, 千, w, k stands with it. */
  readonly stated: boolean;
}

/** A quantity with another unit. */
export interface Quantity extends Words {
  /** In `unit`; null when not exact. */
  readonly value: number | null;
  /** 平方米, 亩, 公斤, 立方米, 头, 人, 例, 次, 岁, 级, 套, 辆, 天, 工作日, 个月, 年, %, 倍 … */
  readonly unit: string;
  readonly inexact: Inexact | null;
}

export interface Numbers {
  readonly amounts: readonly Amount[];
  readonly quantities: readonly Quantity[];
}

const sign =
  '(?:[一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰仟万亿几零〇廿]|半(?!(?:个?(?:年|月|天|日|钟|小时)|夜|价|路|边|身|瘫|自动))|千(?![克瓦米]))';
const figures = `(?:\\d+(?:\\.\\d+)?(?:点(?=\\d))?|${sign}(?:点(?=[一二三四五六七八九]))?|数(?=[十百千万])|(?<=\\d)[wk](?:(?![a-z])|(?=(?:usd|hkd|eur|gbp|jpy|krw|aud|cad|sgd|rmb)))|(?<=[十百千万亿\\d])[多余来](?=[十百千万亿元块蚊人岁个平公斤头亩立天]))+`;
const run = new RegExp(`(?:(?<![\\d万千百])-|(?<![自担欠背抱])负)?${figures}`, 'g');
const currency = /^(?:多|余|几|来)?(?:元|块钱|块|蚊|文(?![件号])|圆|人民币|rmb|大洋|银)/;
/** 三块五, 三块半, 12元5角, 3块2毛5: what follows the whole yuan. */
const coins =
  /^[元块蚊圆](?:钱)?(?:[零0又]?[\d一二三四五六七八九][角毛](?:[\d一二三四五六七八九]分?)?|(?:零|0)?[\d一二三四五六七八九]分|半(?!个?(?:年|月|天|日|钟|小时)|夜|价|路|边|身|瘫)|[\d一二三四五六七八九](?![\d.一二三四五六七八九十百千万个次人天月年号岁级]))/;
const spent = '(?:自付|自己|个人|是|要|有|花|付|给|出|掏|交|报|用|了|咗|一共|总共|共)*';
const looseBefore = new RegExp(
  `(?:大概|大约|约等于|大致|大略|差不多|约莫|(?<![预签合契公])约|估计|(?<!评)估|可能|好像|将近|接近|(?<![最附就])近|快要?|几乎)${spent}$|(?:(?<![改变换写算说当达])成|左右|小)(?:是|要|有|花了?|付了?|给了?)?$`,
);
const looseAfter =
  /^(?:多|几|余|左右|上下|差不多|差唔多|以来|来块|出头|[这的]样|的?样子|度|咁上下|左近|(?:大概|大约|大致|估计|可能|好像|应该|吧)(?=[,。;!?)]|$))|^[, ](?:大概|大约|左右|差不多|估[计的]|记不清|不太?确定|唔确定|不准确?)(?:吧|是|这样|的|了)*(?=[,。;!?)]|$)/;
/** 3万除以2, 3万的一半: a sum that is still to be worked out. */
const reckoned =
  /^(?:除以?|÷|乘以?|[x×*/]\d|平分|分摊|均摊|对半|的?一半|减(?:去|掉)?[\d一二三四五六七八九]|翻倍|打[\d一二三四五六七八九.]+折|(?:里|的)?(?:[\d一二三四五六七八九]成|\d+%|百分之|[二三四五十]分之))/;
/** 3万/月, 3万一个人. */
const eachAfter =
  /^(?:左右|多)?(?:\/(?:个)?[月人天日次年季周]|(?:每|一)个?(?:月|人|天|日|疗程)(?!份)|每[次年趟]|一次(?!性))/;
const foreignNames =
  '(?:美元|美金|美刀|美币|刀|港币|港元|港纸|港银|欧元?(?!阳)|英镑|镑|日元|日圆|日币|円|韩元|韩币|韩圆|[加澳坡]元|[加澳新葡坡台马泰]币|澳门[元币]|新加坡[元币]|新台币|泰铢|铢|卢布|卢比|[\\p{Script=Han}]{0,2}盾|[\\p{Script=Han}]{0,2}法郎|比索|披索|令吉|林吉特|第纳尔|里拉|克朗|迪拉姆|比特币|泰达币|积分|usdt?|us\\$|hk\\$|hkd|eur|gbp|jpy|krw|aud|cad|sgd|nzd|chf|twd|ntd?|thb|vnd|mop|myr|php|idr|inr|rub|btc|eth|[$€£₩₫฿₽₹])';
/** 3万美元, 3万块港币; 3万角, 3万分 are no yuan either. */
const foreignAfter = new RegExp(
  `^(?:多|余|几|来)?(?:(?:元|块钱|块|蚊|圆)(?:的|嘅)?)?[( ]?${foreignNames}|^(?:分(?![钟之别开期摊批成数组手两二三四五几多\\d])|[角毛](?!病|巾|衣|细))`,
  'u',
);
const foreignBefore = new RegExp(`${foreignNames}[: ]?$`, 'u');
const boundBefore =
  /(?:超过|超出|不超过|不到|不足|不满|未到|未满|唔够|唔到|低于|少于|多于|高于|大于|小于|至少|最多|最少|起码|刚过|刚超过|多过|少过|不止|唔止)(?:自付|自己|个人|花|付|出|掏|交|了|咗|要|有|是)*$/;
const boundAfter =
  /^(?:以上|以下|以内|以外|之内|之上|之下|不到|不足|唔到|未到|至少|最少|起码|最多|不止|唔止|打底|封顶(?=[,。;!?)]|$)|往上|开外|有余)/;
const joiner = /^(?:到|至|-|~|~~|或|或者|还是|定系|、)$/;

/** @param text what is left for numbers: dates are blanked out with \u0000 already. */
export function readNumbers(original: string, text: string): Numbers {
  let rest = text;
  for (const thing of numberedThings) {
    rest = rest.replace(thing, (found) => '\u0000'.repeat(found.length));
  }
  const amounts: Amount[] = [];
  const quantities: Quantity[] = [];
  let taken = 0;
  for (const found of rest.matchAll(run)) {
    const token = found.index < taken ? null : tokenOf(original, rest, found[0], found.index);
    if (token === null) continue;
    taken = token.end;
    if ('unit' in token) quantities.push(token);
    else amounts.push(token);
  }
  return withRanges(original, amounts, quantities);
}

function tokenOf(original: string, rest: string, figure: string, start: number): Amount | Quantity | null {
  const bare = figure.replace(/[多余来]+$/, '');
  const inside =
    /[几数多余来]/.test(figure) ||
    /[一二两三四五六七八九]{2}/.test(figure) ||
    // 3.5w5: nobody knows whether the last figure is thousands.
    /\.\d+[万千百亿wk].*[\d一二三四五六七八九]/.test(figure);
  let end = start + bare.length;
  const after = rest.slice(end);
  const before = rest.slice(0, start);
  const foreign = foreignAfter.exec(after)?.[0] ?? (foreignBefore.test(before) ? '' : null);
  if (foreign !== null) {
    end += foreign.length;
    const words = original.slice(start, end);
    return { words, start, end, fen: null, inexact: 'foreign', isEach: false, stated: true };
  }
  const unit =
    unitOf(bare, after) ?? (isAge(before, bare, after) ? { name: '岁', factor: 1, length: 0 } : null);
  const isNotWhole =
    /\de[+-]?$/.test(before) ||
    /^e[+-]?\d/.test(after) ||
    /[两二三四五\d]个$/.test(before) ||
    unit?.factor === null;
  const inexact: Inexact | null =
    inside || isNotWhole || figure !== bare || looseBefore.test(before) || looseAfter.test(after)
      ? 'vague'
      : boundBefore.test(before) || boundAfter.test(after.slice(unit?.length ?? currencyLength(after)))
        ? 'bound'
        : looseAfter.test(after.slice(unit?.length ?? currencyLength(after)))
          ? 'vague'
          : null;
  const span = (to: number) => ({ words: original.slice(start, to), start, end: to });
  if (unit !== null) {
    const read = readAmount(plain(bare));
    // Chinese figures such as 一级, 两次 are read; 几个月 is not exact.
    if ('problem' in read && inexact === null) return null;
    const exact = inexact === null && unit.factor !== null && 'millionths' in read;
    return {
      ...span(end + unit.length),
      value: exact ? (read.millionths * (unit.factor ?? 1)) / 1_000_000 : null,
      unit: unit.name,
      inexact,
    };
  }
  const coin = coins.exec(after);
  const money = coin?.[0] ?? currency.exec(after)?.[0] ?? '';
  end += money.length;
  const marked = /[¥￥]$|rmb$/.test(before);
  const chinese = !/\d/.test(bare);
  const scaled = /[万千亿wk]/.test(bare) || (chinese && /百/.test(bare));
  // 一共, 三无, 五保, 万一: Chinese figures without a unit of money are words.
  if (money === '' && !marked && chinese && !(scaled && isLarge(bare))) return null;
  if (/^[千百万]/.test(bare) && (money === '' || bare.length === 1)) {
    if (!/^[万千百][二三四五六七八九半]$/.test(bare)) return null;
  }
  const coined = money.replace('蚊', '块').replace(/(?<=^[元块圆]钱?)[零0又](?=.[角毛])/, '');
  const read = readAmount(plain(coin === null ? bare : `${bare}${coined}`));
  const stated = money !== '' || marked || scaled;
  if ('problem' in read && inexact === null && !stated) return null;
  // 三万块半: half a yuan or five thousand?
  const unsure = reckoned.test(rest.slice(end)) || (money.endsWith('半') && /[万千亿wk]$/.test(bare));
  const exact = inexact === null && !unsure;
  const fen = 'millionths' in read && exact ? read.millionths / 10_000 : null;
  return {
    ...span(end),
    fen: fen !== null && Number.isInteger(fen) ? fen : null,
    inexact: inexact ?? ('problem' in read || unsure ? 'vague' : null),
    isEach: eachAfter.test(rest.slice(end)),
    stated,
  };
}

/** 今年61，ages without a unit. */
const isAge = (before: string, figure: string, after: string): boolean =>
  /(?:今年|年龄|年纪|虚岁|周岁|实岁|[我阿老](?:爸|妈|爷|奶|公|婆|豆|叔|伯|舅|姑|姨|哥|姐|弟|妹|仔|女))(?:已经?|都|刚好?|满|有|是|为|系|就|才|:)*$/.test(
    before,
  ) &&
  /^\d{1,3}$/.test(figure) &&
  Number(figure) <= 120 &&
  /^(?:[,。;!?、 了啦嘞咯]|$)/.test(after);

const currencyLength = (after: string): number =>
  (coins.exec(after) ?? currency.exec(after))?.[0].length ?? 0;

/** 万 alone, 千万 (不要) and 百 are words; 三万, 一百二, 十万 are figures. */
const isLarge = (figure: string): boolean =>
  /^.+[万千百亿]|^[万千百][二三四五六七八九半]$/.test(figure) && figure !== '千万';

const arabic = (text: string): string =>
  text.replace(/[一二三四五六七八九]/g, (one) => String('零一二三四五六七八九'.indexOf(one)));

/** For the kernel's reader: 三点五万 → 3.5万. */
const plain = (figure: string): string =>
  figure
    .replace(
      /([一二三四五六七八九十\d]+)点([一二三四五六七八九\d]+)/,
      (_, whole: string, part: string) => `${arabic(whole).replace('十', '10')}.${arabic(part)}`,
    )
    .replaceAll('廿', '二十');

/** 3到5万, 3000-5000元, 0-2级: both ends become inexact. */
function withRanges(text: string, amounts: readonly Amount[], quantities: readonly Quantity[]): Numbers {
  const all = [...amounts, ...quantities].toSorted((left, right) => left.start - right.start);
  const ranged = new Set<Amount | Quantity>();
  for (const [at, left] of all.entries()) {
    const right = all[at + 1];
    if (right === undefined) continue;
    const between = text.slice(left.end, right.start);
    if (!joiner.test(between)) continue;
    // 600元、400元 is a list; 三、四万 is a range.
    if (between === '、' && ('unit' in left || left.stated || /\d{2}/.test(left.words))) continue;
    ranged.add(left).add(right);
  }
  return {
    amounts: amounts.map((each) => (ranged.has(each) ? { ...each, fen: null, inexact: 'range' } : each)),
    quantities: quantities.map((each) =>
      ranged.has(each) ? { ...each, value: null, inexact: 'range' } : each,
    ),
  };
}
