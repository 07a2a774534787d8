import { describeFacts, describeSteps } from '../../answering/calculation-steps.ts';
import { valuesInWords, withReadableDates, wordingOf } from '../../answering/calculation-wording.ts';
import type { Calculation } from '../../calculators/calculation.ts';
import { schemeOf } from '../../calculators/registry.ts';
import type { Scheme } from '../../calculators/scheme.ts';
import { withoutControls } from './terminal-text.ts';
import { hang, wrapText } from './wrap-text.ts';

const texts = (remarks: readonly { text: string }[]): string[] =>
  remarks.map(({ text }) => withReadableDates(text));

/** A calculation as staff read it: the result, the facts that it rests on, every step with its clause, what to do. */
export function formatCalculation(calculation: Calculation, columns: number): string {
  const scheme = schemeOf(calculation.calculator);
  const { reasons, missing, documents, notices, nextSteps } = calculation;
  const sections = [
    wrapText(
      `【规则计算】${scheme?.title ?? calculation.calculator}：${outcomeOf(calculation, scheme)}`,
      columns,
    ),
    formatList('原因', texts(reasons), columns),
    formatList(
      '两种算法',
      calculation.alternatives.map(
        ({ reading, values }) => `${reading}：${scheme === undefined ? '' : valuesInWords(scheme, values)}`,
      ),
      columns,
    ),
    formatList(
      '还要知道',
      missing.map(({ label, question }) => `${label}：${question}`),
      columns,
    ),
    formatList('我理解的情况', describeFacts(calculation), columns),
    formatList('计算过程', describeSteps(calculation), columns),
    formatList('要带的材料', texts(documents), columns),
    formatList('请注意', texts(notices), columns),
    formatList('下一步', texts(nextSteps), columns),
  ];
  return withoutControls(`${sections.filter((section) => section !== '').join('\n\n')}\n`);
}

function outcomeOf({ status, values, bounds }: Calculation, scheme: Scheme | undefined): string {
  const words = scheme === undefined ? '' : valuesInWords(scheme, values);
  const { yes, no } = scheme === undefined ? { yes: '符合条件', no: '不符合条件' } : wordingOf(scheme);
  switch (status) {
    case 'ok':
    case 'partial':
      return words === '' ? yes : `${yes}，${words}`;
    case 'not-eligible':
      return no;
    case 'expired':
      return '文件已过有效期，不能按它计算';
    case 'not-in-force':
      return '当时文件还没有实施，不能按它计算';
    case 'input-error':
      return '有内容要先核对，没有计算';
    default: {
      const ranges = (scheme?.outputs ?? []).flatMap(({ name, label, unit }) => {
        const [low, high] = bounds[name] ?? [];
        return low === undefined
          ? []
          : [`${label}${low}${unit ?? ''}到${high ?? '不限'}${high === null ? '' : (unit ?? '')}`];
      });
      return `还不能确定${ranges.length === 0 ? '' : `，${ranges.join('，')}`}`;
    }
  }
}

/** A heading and its entries; empty without entries. */
export function formatList(heading: string, entries: readonly string[], columns: number): string {
  if (entries.length === 0) return '';
  return [heading, ...entries.map((text) => hang(text, '  · ', columns))].join('\n');
}
