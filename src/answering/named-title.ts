/** A document that a question names by its title: 按广东省城镇房屋租赁条例，什么房子不能出租. @module */
import type { Corpus } from '../gazette/model.ts';
import { normalise } from '../retrieval/normalise.ts';

export interface NamedTitle {
  /** Indices of the documents that bear the title; several where it has editions. */
  readonly documents: ReadonlySet<number>;
  /** The question without the title, which would only find the clauses that say what the document is about. */
  readonly rest: string;
}

const kind =
  /(?:法|条例|办法|规定|细则|规则|意见|方案|规划|计划|决定|规程|章程|公约)(?:[（(][^（()）]*[）)])?$/;
/** A shorter title is an everyday word. */
const shortestTitle = 6;
const longestTitle = 60;
/** What is asked has to be left beside the title. */
const leastLeft = 4;
const placeBefore = /^\p{Script=Han}{1,8}?(?:省|市|自治区|县|区|经济特区)(?=\p{Script=Han}{6})/u;

const titles = new WeakMap<Corpus, ReadonlyMap<string, readonly number[]>>();

/** Titles as people write them, with and without the place, to their documents. */
function titlesOf(corpus: Corpus): ReadonlyMap<string, readonly number[]> {
  const known = titles.get(corpus);
  if (known !== undefined) return known;
  const found = new Map<string, number[]>();
  corpus.documents.forEach(({ title, parts }, index) => {
    const issued = /(?:印发|转发|公布|发布)(?:关于)?《?([^《》]{6,}?)》?的?(?:通知|公告|决定)$/.exec(
      title,
    )?.[1];
    for (const written of [title, ...parts, ...(issued === undefined ? [] : [issued])]) {
      const whole = normalise(written).replace(/\s/g, '');
      for (const name of new Set([whole, whole.replace(placeBefore, '').replace(placeBefore, '')]))
        if (name.length >= shortestTitle && kind.test(name))
          found.set(name, [...new Set([...(found.get(name) ?? []), index])]);
    }
  });
  titles.set(corpus, found);
  return found;
}

/** Looked up by every stretch of the text: a folder of laws has thousands of titles, a question some forty characters. */
function longestTitleIn(text: string, known: ReadonlyMap<string, unknown>): string {
  for (let length = Math.min(text.length, longestTitle); length >= shortestTitle; length -= 1)
    for (let at = 0; at + length <= text.length; at += 1) {
      const stretch = text.slice(at, at + length);
      if (known.has(stretch)) return stretch;
    }
  return '';
}

/** Null where no title stands in the text, or nothing is asked beside it. */
export function findNamedTitle(corpus: Corpus, text: string): NamedTitle | null {
  const normalised = normalise(text);
  if (
    normalised.length !== text.length ||
    !/法|条例|规[定则划程]|细则|意见|方案|计划|决定|章程|公约/.test(normalised)
  )
    return null;
  const best = longestTitleIn(normalised, titlesOf(corpus));
  if (best === '') return null;
  const at = normalised.indexOf(best);
  const [before, after] = [text.slice(0, at), text.slice(at + best.length)];
  const rest = `${before.replace(/(?:按照?|根据|依照|依据|按|在|请问)?[《〈“"]?$/, '')}${after.replace(/^[》〉”"]?(?:里面?|中|规定|的规定|上|来说)?[，,：:的\s]*/, '')}`;
  const left = rest.replace(/[^\p{L}\p{N}]/gu, '').length;
  return left < leastLeft ? null : { documents: new Set(titlesOf(corpus).get(best)), rest: rest.trim() };
}
