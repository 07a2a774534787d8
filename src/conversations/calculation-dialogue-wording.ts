/**
 * How a field of a calculator is asked for and how its value is said, in words that an older resident understands.
 * @module
 */
import { moneyInWords, plainLabel, withReadableDates } from '../answering/calculation-wording.ts';
import type { Field } from '../calculators/kernel/field.ts';
import type { DialogueValue } from './calculation-dialogue-state.ts';

/** Choices that somebody can be asked to take, with their place among all choices of the field. */
export const offeredChoices = ({ choices }: Field): readonly { value: string; index: number }[] =>
  (choices ?? []).flatMap(({ value, vague }, index) => (vague === true ? [] : [{ value, index }]));

/** Chosen, it leaves no room for another: 都不是, 以上都不是. */
export const excludesOthers = (value: string): boolean => value.endsWith('都不是');

/** 病人没有参加基本医疗保险吗: to “没有” both answers can be meant. */
export const isNegative = ({ type, label }: Field): boolean => type === 'boolean' && /(?:^|\.)未/.test(label);

/** 是 and 不是, or 有 and 没有 where the question asks so. */
export function yesNoLabels(field: Field): readonly [yes: string, no: string] {
  if (isNegative(field)) {
    const label = labelInWords(field);
    return [`是，${label}`, `不是，${label.replace(/^(?:没有|未)/, '')}了`];
  }
  return /有没有|(?<!没)有[^，。（]*吗/.test(field.question) ? ['有', '没有'] : ['是', '不是'];
}

const examples: Readonly<Record<string, string>> = {
  元: '3万5、18600.50',
  '元/月': '800、1250.50',
  '元/年': '3万、28600',
  岁: '65',
  周岁: '65',
  个月: '24',
  级: '2',
  套: '1',
  人: '4',
  例: '1',
  平方米: '350.5',
  公斤: '60',
  立方米: '1200',
};

/** An answer as people write it. */
export function exampleOf({ type, unit }: Field): string {
  switch (type) {
    case 'amounts':
      return '120、85.5';
    case 'date':
      return '2019年6月、2019年6月1日、去年10月';
    default:
      return examples[unit ?? ''] ?? '12';
  }
}

/** What stands under the question: how to answer it. */
export function hintsOf(field: Field): string[] {
  switch (field.type) {
    case 'choices':
      return ['可以选几项，选完点“选好了”。'];
    case 'choice':
    case 'boolean':
      return [];
    case 'text':
      return ['请用几个字说明。'];
    case 'date':
      return [`记不清哪一天，写年月也行。例如：${exampleOf(field)}。`];
    case 'amounts':
      return [`单位：${field.unit ?? '元'}。几笔用顿号隔开，例如：${exampleOf(field)}。`];
    default:
      return [`${field.unit === undefined ? '' : `单位：${field.unit}。`}例如：${exampleOf(field)}。`];
  }
}

/** 18600.50元, 65岁, 低保、孤儿, 2019年6月, 不清楚. */
export function valueInWords(field: Field, value: DialogueValue): string {
  if (value === null) return '不清楚';
  if (typeof value === 'boolean') {
    const [yes, no] = yesNoLabels(field);
    return value ? yes : no;
  }
  if (Array.isArray(value)) {
    const parts = value.map((each) => (typeof each === 'number' ? moneyInWords(each) : each));
    return parts.length === 0 ? '都不是' : parts.join('、');
  }
  if (typeof value === 'string') return field.type === 'date' ? withReadableDates(inFull(value)) : value;
  if (field.type !== 'money') return `${value}${field.unit ?? ''}`;
  return `${moneyInWords(value)}${(field.unit ?? '').replace(/^元/, '')}`;
}

/** A year alone is written as one. */
const inFull = (date: string): string => (/^\d{4}$/.test(date) ? `${date}年` : date);

/** The label of a field as a line of the recap begins with it. */
export const labelInWords = ({ label }: Field): string =>
  plainLabel(label)
    .replace(/(?:KG|立方米|平方米)$/, '')
    .replace(/^待判定$/, '想按哪一种申请')
    .replace(/^未参保$/, '没有参加医保');
