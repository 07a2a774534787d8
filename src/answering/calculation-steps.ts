/** The facts and the steps of a calculation, one sentence each, as every channel shows them. @module */
import type { Calculation } from '../calculators/calculation.ts';
import type { Step } from '../calculators/kernel/trace.ts';
import { schemeOf } from '../calculators/registry.ts';
import { factInWords, moneyInWords, withReadableDates } from './calculation-wording.ts';

/** 低保; 户籍本区（按常见情况假设）. */
export function describeFacts({ calculator, facts }: Calculation): string[] {
  const scheme = schemeOf(calculator);
  return facts.map((fact) => {
    const words = scheme === undefined ? `${fact.label}：${String(fact.value)}` : factInWords(scheme, fact);
    return fact.origin === 'assumed' ? `${words}（按常见情况假设）` : words;
  });
}

/** 乘以80% = 24000元（清新府办〔2018〕16号第七条）; rules that were looked at and not applied say so themselves. */
export function describeSteps({ calculator, steps }: Calculation): string[] {
  const isMoney = schemeOf(calculator)?.outputs.some(({ type }) => type === 'money') ?? false;
  return steps.map(({ text, value, documentNumber, clause, applied }) => {
    const source = documentNumber === null ? '' : `（${documentNumber}${clause ?? ''}）`;
    return `${withReadableDates(text)}${applied ? resultInWords(value, isMoney) : ''}${source}`;
  });
}

function resultInWords(value: Step['value'], isMoney: boolean): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '：是' : '：否';
  if (typeof value === 'string') return `：${withReadableDates(value)}`;
  return ` = ${isMoney ? moneyInWords(value) : value}`;
}
