/**
 * The short answer of a calculation: the result first, then how it comes about with the clauses, then what it rests on.
 * @module
 */
import type { Calculation } from '../calculators/calculation.ts';
import type { Field } from '../calculators/kernel/field.ts';
import type { Source } from '../calculators/kernel/parameter.ts';
import type { Step } from '../calculators/kernel/trace.ts';
import type { Output, Scheme } from '../calculators/scheme.ts';
import type { Change } from '../calculators/what-would-change.ts';
import { rulesOf, sourceOf, type Way } from './calculation-rules.ts';
import {
  amountInWords,
  factsInWords,
  moneyInWords,
  plainLabel,
  valuesInWords,
  withReadableDates,
  wordingOf,
} from './calculation-wording.ts';
import { fitting, type Line, type Offered } from './calculation-lines.ts';

export interface CalculationMaterial {
  readonly scheme: Scheme;
  readonly calculation: Calculation;
  /** Single facts that would turn a refusal round. */
  readonly changes: readonly Change[];
  /** The question that is asked next; null when none is. */
  readonly next: Field | null;
  /** The next question is not asked any more, only named as what is missing. */
  readonly isFinished: boolean;
  /** A sentence about what was said and could not be understood; null for none. */
  readonly unclear: string | null;
  /** Rules in reach while facts are missing. */
  readonly rules: readonly Source[];
  readonly ways: readonly Way[];
  /** Said first where the document is no longer in force on the day: 文件已届满，按原规定： empty otherwise. */
  readonly past: string;
  /** The scheme's documents with their validity on the day: 依据清新府办〔2018〕16号，有效期至2020年3月31日，已届满. */
  readonly standing: Line;
}

/** Rules that are quoted at most. */
const mostRules = 4;
/** … even if that makes the answer a list. */
const rulesNeeded = 2;
/** Choices that are offered at most. */
const mostChoices = 13;

/** How much is told: everything that matters, with the assumptions cut short, without amounts that are told twice. The rules that did not matter stand in the trace. */
const details = [
  { assumptions: 8, repeated: true },
  { assumptions: 2, repeated: true },
  { assumptions: 2, repeated: false },
] as const;
type Detail = (typeof details)[number];

/** The lines in reading order, in as much detail as the limit of short answers allows. */
export function linesOf(material: CalculationMaterial): Line[] {
  const offers = details.map((detail) => offeredLines(material, detail));
  return fitting(offers);
}

function offeredLines(material: CalculationMaterial, detail: Detail): Offered[] {
  const { scheme, calculation } = material;
  const undecided = material.next !== null;
  const sums = undecided ? null : sumsLine(material, detail);
  const sumsHold = (words: string) =>
    (sums ?? []).some((part) => typeof part === 'string' && part.includes(words));
  const isTold = ({ value }: Calculation['facts'][number]) =>
    !detail.repeated && typeof value === 'number' && sumsHold(`：${moneyInWords(value)}`);
  const shown = calculation.facts.filter((fact) => !isTold(fact));
  const facts = factsInWords(scheme, shown, detail.assumptions);
  const offered: Offered[] = [];
  const add = (need: Offered['need'], ...lines: (Line | null)[]) => {
    for (const line of lines) if (line !== null) offered.push({ line, need });
  };
  add(0, headline(material), nextQuestion(material), reasonsLine(material));
  add(0, ...alternativeLines(material), waysLine(material));
  add(0, sums);
  const rules = ruleLines(material);
  // Sums name rate and ceiling already.
  const needed =
    wordingOf(scheme).sums && !undecided && calculation.status !== 'not-eligible' ? 0 : rulesNeeded;
  add(1, ...rules.slice(0, needed));
  add(2, ...rules.slice(needed));
  add(1, changesLine(material));
  add(1, facts === '' ? null : [`我理解的情况：${facts}`]);
  if (calculation.status !== 'input-error')
    add(0, [...material.standing, '。按文件文本估算，以主管部门审定为准。']);
  return offered;
}

function headline({ scheme, calculation, next, past }: CalculationMaterial): Line {
  const label = `【规则计算】${['ok', 'partial', 'missing', 'not-eligible'].includes(calculation.status) ? past : ''}`;
  const { yes, no } = wordingOf(scheme);
  const values = valuesInWords(scheme, calculation.values);
  switch (calculation.status) {
    case 'ok':
      if (calculation.eligible !== true) return [`${label}${values}。`];
      if (noneLeft(scheme, calculation)) return [`${label}符合条件，但这一次算下来是0元：${values}。`];
      return [`${label}${yes}${values === '' ? '' : `：${values}`}。`];
    case 'partial':
      return [`${label}${yes}：${boundsInWords(scheme, calculation) || values}。`];
    case 'not-eligible':
      return [`${label}${no}。`];
    case 'expired':
      return [`${label}这笔费用不能按这份办法计算，办法已经过期。`];
    case 'not-in-force':
      return [`${label}这笔费用不能按这份办法计算，当时办法还没有实施。`];
    case 'input-error':
      return [`${label}有内容要先核对，还没有计算。`];
    default: {
      const bounds = boundsInWords(scheme, calculation);
      const open = next === null ? '还不能确定' : '还差一点情况才能算准';
      return [`${label}${open}${bounds === '' ? '' : `：${bounds}`}。`];
    }
  }
}

function noneLeft(scheme: Scheme, { values }: Calculation): boolean {
  const money = scheme.outputs.filter(({ type, name }) => type === 'money' && name in values);
  return money.length > 0 && money.every(({ name }) => values[name] === 0);
}

/** 5万元到8万元之间: of the sum where there is one, else of the main amount. */
function boundsInWords(scheme: Scheme, { bounds, values }: Calculation): string {
  const open = (output: Output | undefined): output is Output =>
    output !== undefined && values[output.name] === null && bounds[output.name] !== undefined;
  const output = [scheme.outputs.find(({ name }) => name === 'total'), ...scheme.outputs].find(open);
  if (output === undefined) return '';
  const [low, high] = bounds[output.name] ?? [0, null];
  const amount = (value: number) => amountInWords(output, value);
  const name = output.name === 'total' ? '合计' : output.label;
  const known = scheme.outputs
    .filter((each) => each !== output && values[each.name] !== null && values[each.name] !== undefined)
    .map((each) => `${each.label}${amountInWords(each, values[each.name] ?? null)}，`)
    .join('');
  if (high === null) return low === 0 ? known.slice(0, -1) : `${known}${name}至少${amount(low)}`;
  if (low === high) return `${known}${name}${amount(low)}`;
  return low === 0
    ? `${known}${name}最多${amount(high)}`
    : `${known}${name}在${amount(low)}到${amount(high)}之间`;
}

/** The one question, with its answers as words. */
function nextQuestion({ calculation, next, unclear, ways, isFinished }: CalculationMaterial): Line | null {
  // An amount that cannot be read does not matter to who is refused anyway.
  if (next === null) return unclear === null || calculation.status === 'not-eligible' ? null : [unclear];
  if (isFinished) return [stillMissing(calculation, next)];
  const choices = (next.choices ?? []).filter(({ vague }) => vague !== true).map(({ value }) => value);
  const offered =
    next.type === 'boolean'
      ? '（回答“是”或“不是”）'
      : choices.length === 0 || ways.length > 0
        ? ''
        : `（可以回答：${choices.slice(0, mostChoices).join('、')}${choices.length > mostChoices ? '等' : ''}）`;
  const more = calculation.missing.length - 1;
  const decides = ways.every(({ calculation: result }) => result !== null);
  const then = more > 0 ? `之后还要问${more}项。` : decides ? '知道了就能确定。' : '';
  return [`${unclear ?? ''}请告诉我：${next.question}${offered}${then}`];
}

/** 还不清楚的是：政策范围内个人自付。看结算单…: what is missing, and where the first of it stands on paper. */
function stillMissing({ missing }: Calculation, { help }: Field): string {
  const labels = missing.map(({ label }) => plainLabel(label)).join('、');
  return `还不清楚的是：${labels}。${help.replace(/([^。！？）])$/, '$1。')}弄清楚以后再算一次，就能算准。`;
}

/** All reasons, each with its mark. A list of labels that are asked anyway is left out. */
function reasonsLine({ calculation, next }: CalculationMaterial): Line | null {
  const reasons = calculation.reasons.filter((reason) => next === null || reason.quote !== null);
  if (reasons.length === 0) return null;
  const many = reasons.length > 1;
  const parts = reasons.flatMap((reason, at): (string | Source)[] => {
    const text = withReadableDates(reason.text).replace(/。$/, '');
    const source = sourceOf(reason);
    const place = source === null ? '' : placeBeside(text, source);
    return [`${many ? `（${at + 1}）` : ''}${text}${place}`, ...(source === null ? [] : [source]), '。'];
  });
  return ['原因：', ...parts];
}

/** （第七条）, unless the words name it. */
const placeBeside = (text: string, { clause }: Source): string =>
  text.includes(clause) ? '' : `（${clause}）`;

function alternativeLines({ scheme, calculation }: CalculationMaterial): Line[] {
  if (calculation.alternatives.length === 0) return [];
  const readings = calculation.alternatives.map(
    ({ reading, values }) => `${reading}：${valuesInWords(scheme, values)}`,
  );
  return [[`两种算法都列出：${readings.join('；')}。`]];
}

/** 如果是：可以救助，基本医疗救助24000元（第七条）[1]；如果不是：不能救助. */
function waysLine({ scheme, next, ways }: CalculationMaterial): Line | null {
  if (ways.length === 0 || next === null) return null;
  return ways.flatMap((way, at): (string | Source)[] => {
    const rules = way.calculation?.status === 'ok' ? rulesOf(way.calculation.steps.filter(isSum)) : [];
    const places = [...new Set(rules.map(({ clause }) => clause))].join('、');
    const place = places === '' ? '' : `（${places}）`;
    const words = `${conditionOf(way, next)}：${resultInWords(scheme, way.calculation)}${place}`;
    return [words, ...rules, at === ways.length - 1 ? '。' : '；'];
  });
}

const isSum = ({ applied, value }: Step): boolean => applied && typeof value === 'number';

/** 如果不是, 如果是低保、建档立卡. */
export const conditionOf = ({ answers }: Way, { type }: Field): string =>
  `如果${type === 'boolean' ? '' : '是'}${answers.join('、')}`;

function resultInWords(scheme: Scheme, calculation: Calculation | null): string {
  const { yes, no } = wordingOf(scheme);
  if (calculation === null) return '还要看其他情况';
  if (calculation.status === 'not-eligible') return no;
  const words = valuesInWords(scheme, calculation.values);
  return `${yes}${words === '' ? '' : `，${words}`}`;
}

/** The steps as a sum that can be followed: rate, ceiling and clause in words. */
function sumsLine({ scheme, calculation }: CalculationMaterial, { repeated }: Detail): Line | null {
  if (!wordingOf(scheme).sums || calculation.status === 'not-eligible') return null;
  const used = calculation.steps.filter(
    (step) => step.quote !== null && (typeof step.value === 'number' || isLimit(step)),
  );
  const shown = used.filter((step, at) => repeated || !isRepeated(step, used[at + 1]));
  if (shown.length === 0) return null;
  let pending: Source[] = [];
  const parts = shown.flatMap((step, at): (string | Source)[] => {
    const source = sourceOf(step);
    const end = at === shown.length - 1 ? '。' : '；';
    const words = stepInWords(step);
    if (source === null) return [words + end];
    pending.push(source);
    // A clause is named once for the steps that follow each other under it.
    if (shown[at + 1]?.clause === step.clause) return [words + end];
    const sources = pending;
    pending = [];
    return [words + placeBeside(words, source), ...sources, end];
  });
  return ['怎么算：', ...parts];
}

/** A ceiling or threshold that was looked at and did not bite belongs to the rule. */
const isLimit = ({ applied, text }: Step): boolean => !applied && /\d|最高|封顶/.test(text);

const isRepeated = (step: Step, next: Step | undefined): boolean =>
  next !== undefined && typeof step.value === 'number' && next.text.includes(moneyInWords(step.value));

function stepInWords({ text, value, applied }: Step): string {
  if (!applied || typeof value !== 'number') return text.replace(/。$/, '');
  const amount = moneyInWords(value);
  return text.includes(amount) ? text : `${text}：${amount}`;
}

/** The words of the clauses themselves. */
function ruleLines({ calculation, next, rules }: CalculationMaterial): Line[] {
  const sources = next === null ? ownRules(calculation) : rules;
  return sources.slice(0, mostRules).map((source, at): Line => {
    const quote = source.quote.replace(/[。；，,]$/, '');
    const quoted = /[“”]/.test(quote) ? `「${quote}」` : `“${quote}”`;
    return [`${at === 0 ? '规定：' : ''}${source.clause}：${quoted}`, source, '。'];
  });
}

/** The rules that were applied; of a refusal first the words that exclude. */
function ownRules({ steps, reasons }: Calculation): Source[] {
  const excluding = reasons.flatMap((reason) => sourceOf(reason) ?? []);
  const rules = rulesOf(steps.filter(({ applied }) => applied));
  const all = [...excluding, ...rules.filter(({ quote }) => excluding.every((each) => each.quote !== quote))];
  if (all.length > 0) return all;
  const last = steps.findLast(({ quote, applied }) => applied && quote !== null);
  return last === undefined ? [] : [sourceOf(last) ?? []].flat();
}

/** Only for benefits: nobody is told how to come under a duty or a penalty. */
function changesLine({ scheme, changes }: CalculationMaterial): Line | null {
  if (changes.length === 0 || !wordingOf(scheme).benefit) return null;
  const texts = changes.map(({ text }) =>
    text.replace(/“([^”]+\.[^”]+)”/g, (_, label: string) => `“${plainLabel(label)}”`),
  );
  return [`什么变了结果会不同：${texts.join('')}`];
}
