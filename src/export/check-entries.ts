import { hasPrivateNumber } from '../gazette/private-numbers.ts';
import { type Entry, lengthOf, limits, materialKinds } from './entry.ts';

/** What an import would refuse, one sentence for each fault; empty when everything can be imported. */
export function checkEntries(entries: readonly Entry[]): string[] {
  const titles = new Map<string, number>();
  for (const { title } of entries) titles.set(title, (titles.get(title) ?? 0) + 1);
  return entries.flatMap((entry, at) => {
    const name = `第${at + 1}条“${entry.title.slice(0, 30)}”`;
    return [...faultsOf(entry), ...((titles.get(entry.title) ?? 0) > 1 ? ['标题和别的条目相同'] : [])].map(
      (fault) => `${name}：${fault}。`,
    );
  });
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

function faultsOf(entry: Entry): string[] {
  const { title, content, keywords } = entry;
  const required: readonly [name: string, text: string][] = [
    ['类目', entry.category],
    ['标题', title],
    ['内容', content],
    ['发文单位', entry.issuer],
    ['效力状态', entry.validity],
    ['效力说明', entry.validityReason],
    ['来源', entry.source],
  ];
  const faults = required.flatMap(([name, text]) => (text.trim() === '' ? [`${name}是空的`] : []));
  if (entry.category.split('/').some((part) => part.trim() === '')) faults.push('类目有一级是空的');
  if (lengthOf(title) > limits.title) faults.push(`标题超过${limits.title}个字符`);
  if (/[\t\r\n]/.test(title)) faults.push('标题里有换行或制表符');
  if (content.length > limits.content) faults.push(`内容超过${limits.content}个字符`);
  if (!materialKinds.includes(entry.material)) faults.push('材料性质不在列表里');
  if (keywords.length === 0) faults.push('没有关键字');
  if (keywords.length > limits.keywords) faults.push(`关键字超过${limits.keywords}个`);
  if (new Set(keywords).size < keywords.length) faults.push('关键字重复');
  for (const keyword of keywords) {
    if (keyword.trim() === '' || lengthOf(keyword) > limits.keyword)
      faults.push(`关键字“${keyword}”是空的或者超过${limits.keyword}个字符`);
    if (keyword === title) faults.push('关键字和标题相同');
    if (/[；;\r\n]/.test(keyword)) faults.push(`关键字“${keyword}”里有分隔符`);
  }
  if (!isDay(entry.asOf)) faults.push('效力判断日期不是日期');
  for (const day of [entry.effectiveFrom, entry.lastDay])
    if (day !== '' && !isDay(day)) faults.push(`${day}不是日期`);
  if (hasPrivateNumber(`${title}\n${content}`)) faults.push('有私人号码');
  return faults;
}
