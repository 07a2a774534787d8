/** Facts for a calculation as JSON: one object, or one a line; what JSON itself lets pass unseen is told. @module */
import { WenzhengError } from '../../errors.ts';
import { maskPrivateNumbers } from '../../gazette/private-numbers.ts';

const example = '例如 {"对象类别":"低保","政策范围内个人自付":12000}';

/** JSON words that are no figures in JSON but are typed by programs; NaN and 1e309 are then told by field. */
const notFinite: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};
const marker = '\u0000';

/**
 * @param place Where the text stands, such as 第 2 行.
 * @throws WenzhengError input_invalid: one sentence that names the field where it can be told.
 */
export function readJsonFacts(text: string, place: string): Record<string, unknown> {
  const value = parse(text, place);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WenzhengError('input_invalid', `${place}要写成一个 JSON 对象，${example}。`);
  }
  const twice = keyTwice(text);
  if (twice !== null) {
    throw new WenzhengError('input_invalid', `${place}的“${masked(twice)}”写了两次，请只留一个。`);
  }
  return { ...value };
}

/** Before anything is cut off: half a number is one that cannot be told. */
const masked = (text: string): string => maskPrivateNumbers(text, 'typed');

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Outside of strings only.
    const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
      token.startsWith('"') ? token : `"\\u0000${token}"`,
    );
    try {
      return JSON.parse(marked, (_key, value: unknown) =>
        typeof value === 'string' && value.startsWith(marker) ? notFinite[value.slice(1)] : value,
      );
    } catch (cause) {
      throw new WenzhengError('input_invalid', `${place}不是正确的 JSON${reasonOf(text)}。`, { cause });
    }
  }
}

/** The first value that JSON would want in quotation marks: 3万5, １２０００, 几千块. */
function reasonOf(text: string): string {
  const bare = /"([^"]{1,40})"\s*:\s*(?!true|false|null)([^\s"{}[\],]*[^\s"{}[\],\d.eE+-][^\s"{}[\],]*)/.exec(
    text,
  );
  return bare === null
    ? `，请检查引号、逗号和括号，${example}`
    : `：“${masked(bare[1] ?? '')}”的值 ${masked(bare[2] ?? '').slice(0, 20)} 要写成数字，或者加上英文双引号`;
}

/** A key that stands twice in one object: JSON keeps the last one without a word. */
function keyTwice(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (key !== undefined) {
      const name = String(JSON.parse(key));
      const keys = open.at(-1);
      if (keys?.has(name)) return name;
      keys?.add(name);
    }
  }
  return null;
}
