/** Whether a sentence tells another region's rule as this one's. @module */
import { findRegions, isWithin } from '../../gazette/region.ts';
import type { PreparedItem, PreparedUnit } from './prepare-evidence.ts';

const homeWords = /本区|我区|全区|区里|区内|我们区|咱们区|我哋区|我们这|咱们这|我哋呢|本地|当地/;

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

const localRule = /本地(?:的)?(?:政策|规定|文件|办法)|正式规定|照办|照此办理|遵照|有约束力/;

/** A place that none of the cited documents is of or speaks of; a reference of another place told as binding. */
export function wrongPlace(text: string, units: readonly PreparedUnit[], home: string | null): string | null {
  const stated = units.filter(({ fact }) => !fact);
  const documents = [...new Set(units.map(({ item }) => item))].filter(({ kind }) => kind !== 'calculation');
  if (documents.length === 0) return null;
  const isForeign = documents.every(
    ({ region, standing }) =>
      standing === 'reference' ||
      (region !== null && home !== null && !isWithin(region, home) && !isWithin(home, region)),
  );
  const denied = (at: number) => /(?:不是|并非|不属于|不适用于?|不)(?:[^,;。]{0,4})$/.test(text.slice(0, at));
  if (!isForeign) return null;
  const rule = localRule.exec(text);
  if (rule !== null && !denied(rule.index)) return '这不是本地的规定';
  for (const { name, start, end } of findRegions(text)) {
    const written = text.slice(start, end);
    if (denied(start) || stated.some((unit) => unit.text.includes(written))) continue;
    if (documents.some(({ region }) => region !== null && (isWithin(region, name) || isWithin(name, region))))
      continue;
    return `这份文件不是${name}的`;
  }
  const short = home?.replace(/[区县市]$/, '');
  if (
    short !== undefined &&
    text.includes(short) &&
    !denied(text.indexOf(short)) &&
    !stated.some((unit) => unit.text.includes(short))
  )
    return `这份文件不是${home}的`;
  return null;
}

const aside =
  /[，,](?:也|并)?(?:不是|不属于|并非)(?<place>[^，,。；]{2,8})的(?:规定|政策|做法|办法|标准)(?=[。；，,]?$)/;

/**
 * The sentence without 不是清新区的规定, where that is so.
 * @returns null where it does not say this, or where a cited document may be this region's.
 */
export function notOurs(text: string, items: readonly PreparedItem[], home: string | null): string | null {
  const found = aside.exec(text);
  const place = found?.groups?.place ?? '';
  if (found === null || home === null || items.length === 0) return null;
  const isOurs =
    home.startsWith(place) || place.endsWith(home) || /^(?:本地|本区|我们这里|咱们这里)$/.test(place);
  const isForeign = items.every(
    ({ item: { region } }) => region !== null && !isWithin(region, home) && !isWithin(home, region),
  );
  return isOurs && isForeign ? text.replace(found[0], '') : null;
}
