/**
 * How gazette text and the person's words are shown to a model: fenced, named as data, and without anything that could be
 * taken for the fence or for a token of ours.
 * @module
 */
import type { EvidenceItem } from '../answering/check-draft/evidence.ts';

/** Longest text of one item, in UTF-16 units: a small model's context holds some ten of them. */
export const longestShown = 900;

/** Marks of ours inside the text become full-width, so that a text can neither close its fence nor make up a token. */
export function asData(text: string): string {
  return text
    .replaceAll('<', '＜')
    .replaceAll('>', '＞')
    .replace(/\[(?=\s*[A-Za-z]\s*\d+\s*\])/g, '［')
    .replace(/(?<=［\s*[A-Za-z]\s*\d+\s*)\]/g, '］');
}

/** One item of evidence with its token, source and standing on the day. */
export function fenceItem(item: EvidenceItem): string {
  const head = [
    `编号="${item.token}"`,
    ...(item.title === '' ? [] : [`文件="${attribute(item.title)}"`]),
    ...(item.number === null ? [] : [`文号="${attribute(item.number)}"`]),
    ...(item.region === null ? [] : [`地区="${attribute(item.region)}"`]),
    ...(item.validitySentence === '' ? [] : [`效力="${attribute(item.validitySentence)}"`]),
  ];
  return `<资料 ${head.join(' ')}>\n${cutWhole(textOf(item))}\n</资料>`;
}

/** The person's message. */
export const fenceQuestion = (text: string): string => `<问题>\n${asData(text)}\n</问题>`;

const attribute = (text: string): string => asData(text).replaceAll('"', '”').replace(/\s+/g, ' ');

function textOf(item: EvidenceItem): string {
  if (item.calculation !== null) return describeCalculation(item);
  let above = '';
  const lines: string[] = [];
  for (const unit of item.units) {
    const context = unit.context.slice(1).join(' › ');
    if (context !== '' && context !== above) lines.push(`（${context}）`);
    above = context;
    lines.push(unit.locator === '' ? unit.text : `${unit.locator}：${unit.text}`);
  }
  return asData(lines.join('\n'));
}

function describeCalculation({ calculation, units }: EvidenceItem): string {
  if (calculation === null) return '';
  const { status, eligible, values, bounds, missing } = calculation;
  return asData(
    [
      JSON.stringify({ status, eligible, values, bounds }),
      ...units.map(({ text }) => text),
      ...missing.map(({ question }) => `还要问：${question}`),
    ].join('\n'),
  );
}

/** Cut at a sentence end, and said to be cut: half a rule may lack its exception. */
function cutWhole(text: string): string {
  if (text.length <= longestShown) return text;
  const end = Math.max(...['。', '；', '\n'].map((sign) => text.lastIndexOf(sign, longestShown)));
  return `${text.slice(0, end > 0 ? end + 1 : longestShown)}\n（后面还有，用 read_clause 读全文）`;
}
