/**
 * Our own words in the script that a person reads. Titles, 文号 and quotations stay as published: a 文号 in other
 * characters could not be found any more.
 * @module
 */
import { Converter } from 'opencc-js/cn2t';
import { findDocumentNumbers } from '../../../gazette/document-number.ts';
import type { Script } from '../../../store/store.ts';

/** Changes a text of ours. */
export type ToScript = (text: string) => string;

let traditional: ToScript | null = null;

/** The dictionaries weigh 75 MB once they are unfolded, which is done for the first person who wants them. */
export function scriptOf(script: Script): ToScript {
  if (script === 'simplified') return (text) => text;
  traditional ??= createTraditional();
  return traditional;
}

/** As written in Hong Kong and Macao: who reads traditional characters here has them from there. */
function createTraditional(): ToScript {
  const convert = Converter({ from: 'cn', to: 'hk' });
  return (text) => {
    let written = '';
    let at = 0;
    for (const { start, end } of keptIn(text)) {
      if (start < at) continue;
      written += convert(text.slice(at, start)) + text.slice(start, end);
      at = end;
    }
    return written + convert(text.slice(at));
  };
}

function keptIn(text: string): { readonly start: number; readonly end: number }[] {
  const titles = [...text.matchAll(/《[^》]*》/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...findDocumentNumbers(text), ...titles].toSorted((left, right) => left.start - right.start);
}
