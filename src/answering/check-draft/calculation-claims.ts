/** What a sentence says of a calculation, against its result and the words that its figures stand with. @module */
import type { Calculation } from '../../calculators/calculation.ts';
import type { DraftFigure } from './draft-figures.ts';
import { explain, type Words } from './explain.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

const affirms = /可以|能(?!否)|能够|属于|符合|享受|有资格|在范围|没问题/;
const denies = /不|没|未|无|非|唔|冇/;

/** A verdict other than the calculation's: 可以 where it says no, 还有重特大疾病救助 where that is nothing. */
export function wrongVerdict(
  text: string,
  calculation: Calculation,
  names: Readonly<Record<string, string>>,
): string | null {
  const parts = text.split(/[,;。:!?()]/);
  for (const [name, value] of Object.entries(calculation.values)) {
    const label = names[name]?.split(' ')[0];
    if (value !== 0 || label === undefined) continue;
    if (parts.some((part) => part.includes(label) && !/\d/.test(part) && !denies.test(part)))
      return `算出来没有${label}`;
  }
  const { overdue } = calculation.values;
  if (typeof overdue === 'boolean') {
    const said = parts.find((part) => /超期|逾期|过期|过了期限/.test(part));
    if (said !== undefined && denies.test(said) === overdue) return overdue ? '已经超期' : '没有超期';
  }
  if (
    calculation.eligible === false &&
    parts.some((part) => affirms.test(part) && !denies.test(part) && !/^如果|方可|才/.test(part))
  )
    return '算出来不符合条件';
  return null;
}

/** Two letters right before and right behind a figure say what it is. */
const binding = 2;

/**
 * 缴纳6000元 where what is 缴纳 is another amount; 还有100元 that no word of the calculation stands with.
 * @param alone Nothing else is cited: each amount is one of the calculation.
 */
export function wrongLabel(
  text: string,
  figures: readonly DraftFigure[],
  units: readonly PreparedUnit[],
  words: Words,
  alone: boolean,
): string | null {
  const amounts = figures.filter(({ kind }) => kind === 'money');
  if (units.some((unit) => isReordered(amounts, unit))) return '数和算出来的不在同样的位置';
  if (!holdsUnderHead(text, amounts, units)) return '这一步没有这个数';
  const [spared = '', step = ''] = sparing.exec(text) ?? [];
  if (
    spared !== '' &&
    !(/^再?[付交掏出]/.test(step) && units[0]?.item.calculation?.values.selfPay === 0) &&
    !units.some((unit) => new RegExp(`${denial}[^,;。:]{0,4}${step}`, 'u').test(unit.text))
  )
    return `没有算出“${spared}”`;
  const multiplied = figures.find(
    ({ kind, low, start }) =>
      kind === 'share' &&
      /乘以?$/.test(text.slice(0, start)) &&
      !units.some((unit) =>
        unit.figures.some((known) => known.low === low && /乘以?$/.test(unit.text.slice(0, known.start))),
      ),
  );
  if (multiplied !== undefined) return '乘的不是这个比例';
  const scope = units.map((unit) => unit.text).join('\n');
  for (const figure of amounts) {
    const [start, end] = stretchOf(text, figure);
    if (isPaidTheOtherWay(text.slice(start, end), figure, units)) return '谁给谁的钱说反了';
    const skip = new Uint8Array(end - start);
    for (const { start: from, end: to } of figures)
      if (from < end && to > start) skip.fill(1, Math.max(0, from - start), to - start);
    const isNamed = explain(text.slice(start, end), skip, scope, words).held.includes(1);
    if (alone && !isNamed && !isOutcome(figure, figures, units)) return '没有写明这个数是什么';
    if (isLongLabelAnothers(text, figure, units)) return '算出来不是这个数';
    if (dropsLimit(text, figure, units)) return '原文这里有“最高”或“最多”';
    const other = [before(text, figure), behind(text, figure)].find(
      (said, side) => /^\p{Script=Han}{2}$/u.test(said) && isAnothers(said, side, figure, units),
    );
    if (other !== undefined) return `算出来“${other}”的不是这个数`;
  }
  return null;
}

/** 不用公示 is no result of a calculation. */
const sparing = /(?:不用|不必|无需|无须|不需要?)(\p{Script=Han}{2})/u;
const denial = '[不无未没免]';
const pays = /交|缴|付|自己出|自己掏|掏|承担/;
const gets = /补|贴|救助|领|拿|减免|免|给您|到手/;

/** 补4300元，还要交6000元, where 6000元 is the subsidy and 4300元 what the family pays. */
function isPaidTheOtherWay(said: string, { low }: DraftFigure, units: readonly PreparedUnit[]): boolean {
  const values = units[0]?.item.calculation?.values ?? {};
  const { selfPay, ...others } = values;
  if (typeof selfPay !== 'number') return false;
  const isPaid = String(selfPay) === low;
  const isGiven = Object.values(others).some((value) => typeof value === 'number' && String(value) === low);
  if (isPaid === isGiven) return false;
  return isPaid ? gets.test(said) && !pays.test(said) : pays.test(said) && !gets.test(said);
}

/** 超过50000元，还剩7000元，按50000元封顶: only amounts of one step, and one of them once more in the place of another. */
function isReordered(amounts: readonly DraftFigure[], unit: PreparedUnit): boolean {
  const known = unit.figures.filter(({ kind }) => kind === 'money').map(({ low }) => low);
  const said = amounts.map(({ low }) => low);
  if (said.length < 3 || new Set(known).size < 2 || !said.every((low) => known.includes(low))) return false;
  let at = -1;
  return new Set(said).size < said.length && !said.every((low) => (at = known.indexOf(low, at + 1)) >= 0);
}

const before = (text: string, { start }: DraftFigure): string =>
  text
    .slice(0, start)
    .replace(/[:是为]$/, '')
    .slice(-binding);
const behind = (text: string, { end }: DraftFigure): string => text.slice(end, end + binding);

/** 每人每年50000元 where the step has 每人每年最高50000元. */
function dropsLimit(text: string, figure: DraftFigure, units: readonly PreparedUnit[]): boolean {
  const said = text.slice(Math.max(0, figure.from - binding), figure.from);
  if (!/^\p{Script=Han}{2}$/u.test(said) || limit.test(said)) return false;
  const leads = units.flatMap((unit) =>
    unit.figures.filter((known) => sameValue(known, figure)).map(({ from }) => unit.text.slice(0, from)),
  );
  return (
    !leads.some((lead) => lead.endsWith(said)) &&
    leads.some((lead) => limit.test(lead) && lead.replace(limit, '').endsWith(said))
  );
}

const limit = /(?:最高|最多|最低|至多|至少|不超过)$/;

/** 护送人员补助：…6000元: what stands behind the head of a step is said of that step. */
function holdsUnderHead(
  text: string,
  amounts: readonly DraftFigure[],
  units: readonly PreparedUnit[],
): boolean {
  const head = /^[^:,;。]{4,}:/.exec(text)?.[0];
  const steps = head === undefined ? [] : units.filter((unit) => unit.text.startsWith(head));
  const known = steps.flatMap((unit) => unit.figures);
  return known.length === 0 || amounts.every((said) => known.some((other) => sameValue(said, other)));
}

const longLabel = 6;

/** 减免的服药补助100元 where that label is the one of another amount. */
function isLongLabelAnothers(text: string, figure: DraftFigure, units: readonly PreparedUnit[]): boolean {
  const said = text.slice(Math.max(0, figure.start - longLabel), figure.start);
  if (!new RegExp(`^\\p{Script=Han}{${longLabel}}$`, 'u').test(said)) return false;
  const known = units.flatMap((unit) =>
    unit.figures.filter(({ start }) => unit.text.slice(0, start).endsWith(said)),
  );
  return known.length > 0 && !known.some((other) => sameValue(other, figure));
}

/** Between commas. */
function stretchOf(text: string, { from, end }: DraftFigure): [number, number] {
  const start = Math.max(...[',', ';', '。', ':'].map((sign) => text.lastIndexOf(sign, from - 1))) + 1;
  const length = /[,;。:]/.exec(text.slice(end))?.index;
  return [start, length === undefined ? text.length : end + length];
}

const sameValue = (one: DraftFigure, other: DraftFigure): boolean =>
  one.low === other.low && one.high === other.high;

/** What a step comes to, where the sentence tells all figures that it is made of. */
const isOutcome = (
  figure: DraftFigure,
  figures: readonly DraftFigure[],
  units: readonly PreparedUnit[],
): boolean =>
  units.some((unit) => {
    const others = unit.figures.filter((known) => !sameValue(known, figure));
    return (
      others.length > 0 &&
      others.length < unit.figures.length &&
      others.every((known) => figures.some((said) => sameValue(said, known)))
    );
  });

/** The word stands at the same side of another amount, and in no stretch with this one. */
function isAnothers(
  word: string,
  side: number,
  figure: DraftFigure,
  units: readonly PreparedUnit[],
): boolean {
  let isKnown = false;
  for (const unit of units)
    for (const known of unit.figures) {
      if (known.kind !== 'money') continue;
      const [start, end] = stretchOf(unit.text, known);
      const head = /^[^,;。:]*:/.exec(unit.text)?.[0] ?? '';
      if (sameValue(known, figure) && (head + unit.text.slice(start, end)).includes(word)) return false;
      isKnown ||= (side === 0 ? before(unit.text, known) : behind(unit.text, known)) === word;
    }
  return isKnown;
}
