import { parseChineseInteger } from '../../gazette/chinese-number.ts';
import { normalise } from '../../retrieval/normalise.ts';

const ordinal =
  /^(?:我?想?要?(?:选择?|点|看|算|计|睇|拣))?第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|项|份|条|样)?(?:吧|呀|啊|啦|喇)*$/;

const comparable = (text: string): string => normalise(text).replace(/[\s\p{P}]/gu, '');

/**
 * Which entry of a list is meant by what was typed: its number (3, 第一个, 第3项), a name of it, or a part of a name that
 * no other entry has.
 * @param names of each entry. @returns its place, from 0; null: none, or more than one.
 */
export function chooseFromList(text: string, names: readonly (readonly string[])[]): number | null {
  const words = comparable(text);
  const written = ordinal.exec(words)?.[1];
  if (written !== undefined) {
    const number = /^\d/.test(written) ? Number(written) : parseChineseInteger(written);
    return number !== null && number >= 1 && number <= names.length ? number - 1 : null;
  }
  // A button's label has its number in front.
  const name = words.replace(/^\d{1,2}(?=\p{Script=Han}{3})/u, '');
  if (name.length < 2) return null;
  const own = names.map((each) => each.map(comparable));
  return (
    onlyPlace(own, (each) => each === words || each === name) ?? onlyPlace(own, (each) => each.includes(name))
  );
}

function onlyPlace(names: readonly (readonly string[])[], fits: (name: string) => boolean): number | null {
  const [place, ...more] = names.flatMap((each, at) => (each.some(fits) ? [at] : []));
  return more.length === 0 ? (place ?? null) : null;
}
