/** A calculation's results, facts and steps in words that a draft may repeat. @module */
import type { Calculation } from '../../calculators/calculation.ts';
import { schemeOf } from '../../calculators/registry.ts';
import { describeSteps } from '../calculation-steps.ts';
import { valuesInWords, wordingOf } from '../calculation-wording.ts';

export const moneyValues: Readonly<Record<string, string>> = {
  basicAid: '基本医疗救助 基本救助 救助 可以',
  majorIllnessAid: '重特大疾病救助 重特大疾病医疗救助 可以',
  total: '合计 一共 总共 救助 可以',
  subsidy: '补助 补贴 可以 减免',
  selfPay: '自付 监护人支付 自己支付',
  treatmentSubsidy: '救治经费补助 救治经费',
  escortSubsidy: '护送补助 专项补助 护送',
  amount: '补贴 补助 金额 可以',
};

/** The results of a calculation in words, one a unit. */
export function resultUnits(calculation: Calculation): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(calculation.values)) {
    const label = moneyValues[name];
    if (typeof value === 'number') {
      if (label !== undefined)
        found.push(value === 0 ? `没有${label.split(' ')[0] ?? ''} 0元` : `${label}${value}元`);
      else if (name === 'days' || name === 'publicityDays') found.push(`天数${value}天`, `天数${value}日`);
      else if (name === 'workingDays')
        found.push(...['一共', '最长', '最多'].map((word) => `从受理到拨付到账 全程${word}${value}个工作日`));
      else if (name === 'intervalYears') found.push(`每${value}年 间隔${value}年`);
    } else if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
      found.push(`期限 最晚 截止到${value}`, `期限${value}`);
  }
  const { fineMin, fineMax } = calculation.values;
  if (typeof fineMin === 'number' && typeof fineMax === 'number')
    found.push(`罚款${fineMin}元以上${fineMax}元以下`);
  for (const [name, [low, high]] of Object.entries(calculation.bounds)) {
    const label = moneyValues[name];
    if (label === undefined || low === high) continue;
    if (high !== null) found.push(`${label}最多${high}元`);
    if (low > 0) found.push(`${label}至少${low}元`);
  }
  for (const { label, value, origin } of calculation.facts) {
    const said = origin === 'assumed' ? '假设' : '您说的 您';
    found.push(...stated(label, value).map((words) => said + words));
  }
  for (const { text, value } of calculation.steps)
    if (value !== null && typeof value !== 'boolean') found.push(...stated(text, value));
  const scheme = schemeOf(calculation.calculator);
  if (scheme !== undefined && calculation.status === 'ok')
    found.push(...valuesInWords(scheme, calculation.values).split('，'));
  found.push(...calculation.steps.filter(({ applied }) => !applied).map(({ text }) => text));
  return found.filter((words) => words !== '');
}

/** The result and each step as the channels show them, without sources: to be said word for word. */
export function shownLines(calculation: Calculation): string[] {
  const steps = describeSteps(calculation).map((line) =>
    line.replace(/（[^（）]*(?:（[^（）]*）[^（）]*)*[条款项]?）$/, '').replace(' = ', '：'),
  );
  const scheme = schemeOf(calculation.calculator);
  if (scheme === undefined) return steps;
  const { yes, no } = wordingOf(scheme);
  if (calculation.status === 'not-eligible') return [...steps, no];
  const values = valuesInWords(scheme, calculation.values);
  if (calculation.status !== 'ok' || calculation.eligible !== true) return steps;
  return [...steps, values, `${yes}：${values}`].filter((line) => line !== '');
}

/** What a label counts, where it says so; money otherwise. */
const countedBy: readonly (readonly [RegExp, string])[] = [
  [/工作日/, '个工作日'],
  [/[(（]天[)）]|天数/, '天'],
  [/[(（]日[)）]/, '日'],
  [/年龄/, '岁'],
  [/kg|公斤|体重/i, '公斤'],
  [/平方米|面积/, '平方米'],
  [/例数/, '例'],
  [/人数|几人/, '人'],
  [/头数|存栏/, '头'],
  [/月数|几个月/, '个月'],
];

/** 审批（工作日）, 5 → 审批5个工作日, 审批5个工作日内. */
function stated(label: string, value: unknown): string[] {
  const unit = countedBy.find(([pattern]) => pattern.test(label))?.[1] ?? '元';
  const name = label.replace(/[(（][^)）]*[)）]$/, '').replace(/(?:平方米|KG)$/i, '');
  if (typeof value === 'boolean') return [`${name}${value ? '是' : '不是'}`];
  if (Array.isArray(value)) return [`${name}${value.join('、')}`];
  if (typeof value !== 'number') return [`${name}${String(value)}`];
  const time = /[日天]$/.test(unit) ? [`${name}${value}${unit}内`] : [];
  return [`${name}${value}${unit}`, `${name}等于${value}${unit}`, ...time];
}
