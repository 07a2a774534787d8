/** Whether a sentence tells another region's rule as this one's. @module */
import { findRegions, isWithin } from '../../gazette/region.ts';
import type { PreparedUnit } from './prepare-evidence.ts';

const homeWords = /本区|我区|全区|区里|区内|我们区|咱们区|我哋区|本地|当地/;

/** The reason in plain Chinese, or null. @param text In normal form. @param home The corpus's own region. */
export function wrongRegion(text: string, unit: PreparedUnit, home: string | null): string | null {
  const { region } = unit.item;
  if (unit.item.kind === 'calculation' || region === null) return null;
  const own = unit.text + unit.base;
  for (const { name, start, end } of findRegions(text)) {
    const written = text.slice(start, end);
    if (own.includes(written) || isWithin(region, name) || isWithin(name, region)) continue;
    if (/(?:不是|并非|不属于|不适用于?|唔系)$/.test(text.slice(Math.max(0, start - 5), start))) continue;
    return `这份文件是${region}的，不是${name}的`;
  }
  const local = homeWords.exec(text);
  if (home !== null && local !== null && !isWithin(region, home) && !own.includes(local[0]))
    return `这份文件是${region}的，不是${home}的`;
  return null;
}
