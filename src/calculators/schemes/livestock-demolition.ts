/**
 * 关停拆迁补贴 of farms outside the forbidden zones (清新府办函〔2018〕81号 四（三）).
 * @module
 */
import { type Facts, NeedFact } from '../kernel/facts.ts';
import { type Fen, formatFen, timesThousandths } from '../kernel/money.ts';
import type { Parameter } from '../kernel/parameter.ts';
import { addDays, firstDay, lastDay } from '../kernel/partial-date.ts';
import { everyOf } from '../kernel/three-values.ts';
import type { Trace } from '../kernel/trace.ts';
import {
  type CalculationNotice,
  type Conflict,
  notice,
  type Outcome,
  type Remark,
  remark,
  type Scheme,
} from '../scheme.ts';
import { authorityDecides } from './common-notices.ts';
import { Conditions } from './conditions.ts';
import { formatDate } from './date-in-period.ts';
import { allowedZone, livestock, livestockDemolitionFields, poultry } from './livestock-demolition-fields.ts';
import {
  type LivestockDemolitionParameters,
  livestockDemolitionParameters,
  livestockDemolitionSources as sources,
} from './livestock-demolition-parameters.ts';
import { livestockSources } from './livestock-parameters.ts';

export function createLivestockDemolition(
  parameters: LivestockDemolitionParameters = livestockDemolitionParameters,
): Scheme {
  return {
    id: 'livestock-demolition',
    title: '非禁养区养殖场关停拆迁补贴',
    documentNumbers: [parameters.issued.documentNumber],
    parameters: Object.values(parameters),
    sources: [...Object.values(sources), ...Object.values(livestockSources)],
    fields: livestockDemolitionFields(parameters),
    outputs: [{ name: 'amount', label: '按标准计算的补贴', type: 'money', unit: '元' }],
    conflicts,
    compute: (facts, trace, { asOf }) => compute(parameters, facts, trace, asOf),
  };
}

function conflicts(facts: Facts): readonly Conflict[] {
  const found: Conflict[] = [];
  const both = (text: string, ...keys: readonly string[]): void => {
    found.push({ text, keys });
  };
  if (facts.knows('demolishedByForceOn') && facts.knows('demolishedOn'))
    both('“自行拆迁日期”和“强制拆除日期”都填了，请只留一个。', 'demolishedOn', 'demolishedByForceOn');
  if (facts.peek('selfClosed') === false && facts.knows('closedOn'))
    both('“自行关停”填了否，又有“自行关停日期”，请核对。', 'selfClosed', 'closedOn');
  if (facts.peek('selfDemolished') === false && facts.knows('demolishedOn'))
    both('“自行拆迁”填了否，又有“自行拆迁日期”，请核对。', 'selfDemolished', 'demolishedOn');
  if (facts.peek('datesUnknown') === true && facts.knows('closedOn') && facts.knows('demolishedOn'))
    both('“日期未提供”填了是，又填了日期，请核对。', 'datesUnknown', 'closedOn', 'demolishedOn');
  const parts = [facts.peek('areas.livestock'), facts.peek('areas.poultry')];
  const [whole, sum] = [
    facts.peek('area'),
    parts.reduce<number>((total, each) => total + Number(each ?? 0), 0),
  ];
  if (whole !== undefined && parts.some((part) => part !== undefined) && whole !== sum)
    both('“面积平方米”不等于“分项面积”相加，请核对。', 'area', 'areas.livestock', 'areas.poultry');
  return found;
}

function compute(
  parameters: LivestockDemolitionParameters,
  facts: Facts,
  trace: Trace,
  asOf: string,
): Outcome {
  const { issued, firstDeadline, lastDeadline } = parameters;
  const notices: CalculationNotice[] = [
    authorityDecides,
    notice(
      'ambiguous',
      '这笔钱由区财政作为工作经费下达给镇政府，怎样给到养殖户文件没有写，请问镇政府。',
      sources.recipient,
    ),
  ];
  if (asOf > lastDeadline.value)
    notices.push(
      notice('period_over', `补贴期限到${formatDate(lastDeadline.value)}为止，现在已经结束。`, lastDeadline),
    );
  const nextSteps = [remark('有问题向区农业局反映。', livestockSources.office)];
  const conditions = new Conditions(trace);
  const excluded = (reasons: readonly Remark[]): Outcome => {
    trace.money('补贴', 0, sources.ownDoing);
    return { status: 'not-eligible', values: { amount: 0 }, reasons, notices, nextSteps };
  };

  const covered = everyOf([
    () =>
      conditions.check(
        '在非禁养区内',
        facts.text('region') === allowedZone,
        sources.region,
        '标准只对非禁养区内的养殖场，禁养区的不在内。',
      ),
    () =>
      saysSelf(facts, 'selfClosed', 'closedOn') === undefined ||
      conditions.check(
        '自行关停',
        facts.peek('selfClosed') !== false,
        sources.ownDoing,
        '不是自行关停，不按这个标准补贴。',
      ),
    () =>
      saysSelf(facts, 'selfDemolished', 'demolishedOn', 'demolishedByForceOn') === undefined ||
      conditions.check(
        '自行拆迁',
        facts.peek('selfDemolished') !== false && !facts.knows('demolishedByForceOn'),
        sources.ownDoing,
        '不是自行拆迁（被组织拆除或者没有拆），不按这个标准补贴。',
      ),
    () =>
      !isTooLate(facts, lastDeadline.value) ||
      conditions.check(
        `${formatDate(lastDeadline.value)}前关停并拆迁`,
        false,
        sources.end,
        `到${formatDate(lastDeadline.value)}还没有关停并拆迁，之后不再下达工作经费。`,
      ),
  ]);
  if (!covered) return excluded(conditions.reasons);

  const done = doneBetween(facts, [addDays(issued.value, -1), firstDeadline.value, lastDeadline.value]);
  if (done < issued.value) {
    const text = `${formatDate(issued.value)}印发以前已经拆迁，不在“自本文印发之日起”的范围里，请问区农业局。`;
    return excluded([remark(text, sources.start)]);
  }
  const early = done <= firstDeadline.value;
  trace.step('关停和拆迁都完成的日期', done, early ? firstDeadline : lastDeadline);
  if (done === firstDeadline.value || done === lastDeadline.value)
    notices.push(
      notice(
        'ambiguous',
        `${formatDate(done)}当天算不算“前”文件没有写明，这里按包括当天计算，请向镇政府确认。`,
        early ? firstDeadline : lastDeadline,
      ),
    );
  notices.push(notice('ask_authority', '按哪一种面积、由谁测量，文件没有写，以镇核查为准。', sources.area));

  const [livestockRate, poultryRate] = early
    ? [parameters.livestockEarly, parameters.poultryEarly]
    : [parameters.livestockLate, parameters.poultryLate];
  const parts: readonly (readonly [kind: string, area: number, rate: Parameter<number>])[] | undefined =
    areasOf(facts)?.map(([kind, area]) => [kind, area, kind === livestock ? livestockRate : poultryRate]);
  if (parts === undefined) {
    const text = '文件只写了畜场和禽场两种标准，这种养殖场按哪一种请问区农业局。';
    return {
      status: 'missing',
      values: { amount: null },
      reasons: [remark(text, firstDeadline)],
      notices,
      nextSteps,
    };
  }
  let amount: Fen = 0;
  for (const [kind, area, rate] of parts) {
    const part = timesThousandths(rate.value, area);
    amount += part;
    trace.money(`${kind}${area / 1000}平方米，每平方米${formatFen(rate.value)}`, part, rate);
  }
  if (parts.length > 1) trace.money('合计', amount, livestockRate);
  return { status: 'ok', values: { amount }, notices, nextSteps };
}

/** The first of these facts that is known: nothing is put in the trace that nobody said. */
const saysSelf = (facts: Facts, ...keys: readonly string[]): string | undefined =>
  keys.find((key) => facts.knows(key));

/** One known date after the last day is enough, or standing after it. */
function isTooLate(facts: Facts, last: string): boolean {
  const unfinished = !facts.knows('closedOn') || !facts.knows('demolishedOn');
  const standing = facts.peek('stillStandingOn');
  if (unfinished && typeof standing === 'string' && !saysDone(facts) && firstDay(standing) > last)
    return true;
  return ['closedOn', 'demolishedOn'].some((key) => {
    const date = facts.peek(key);
    return typeof date === 'string' && firstDay(date) > last;
  });
}

/** "I did both, I do not know when" is not the same as "not done by". */
const saysDone = (facts: Facts): boolean =>
  (facts.knows('closedOn') || facts.peek('selfClosed') === true) &&
  (facts.knows('demolishedOn') || facts.peek('selfDemolished') === true);

/**
 * The later of the two days, or another day on the same side of all edges when only months are known.
 * @throws NeedFact when it depends on the day.
 */
function doneBetween(facts: Facts, edges: readonly string[]): string {
  const dates = ['closedOn', 'demolishedOn'].map((key) => [key, facts.text(key)] as const);
  const earliest = later(dates.map(([, date]) => firstDay(date)));
  const latest = later(dates.map(([, date]) => lastDay(date)));
  const side = (day: string): number => edges.filter((edge) => day > edge).length;
  if (side(earliest) === side(latest)) return latest;
  throw new NeedFact(
    dates.find(([, date]) => date.length < 10 && lastDay(date) === latest)?.[0] ?? 'demolishedOn',
  );
}

const later = (days: readonly string[]): string => [...days].sort().at(-1) ?? '';

/** Areas in thousandths by kind; undefined for a kind that the text does not name. */
function areasOf(facts: Facts): readonly (readonly [kind: string, area: number])[] | undefined {
  const parts = [
    [livestock, facts.peek('areas.livestock')],
    [poultry, facts.peek('areas.poultry')],
  ] as const;
  const known = parts.flatMap(([kind, area]) => (typeof area === 'number' ? [[kind, area] as const] : []));
  if (known.length > 0) return known;
  const kind = facts.text('kind');
  return kind === livestock || kind === poultry ? [[kind, facts.number('area')]] : undefined;
}

export const livestockDemolition = createLivestockDemolition();
