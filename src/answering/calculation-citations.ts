/** The words that a calculation rests on → numbered citations that anybody can reproduce from the source file. @module */
import { comparableText } from '../calculators/check-parameters.ts';
import type { Source } from '../calculators/kernel/parameter.ts';
import type { Corpus } from '../gazette/model.ts';
import { validityOn } from '../gazette/validity.ts';
import type { Citation, SourceSpans } from './answer.ts';
import { citeClauses, type Piece, sourceSpans } from './cite.ts';

/** Words of a clause, or of several that follow each other, with where they begin and end in each. */
interface Place {
  readonly document: number;
  readonly parts: readonly { readonly clause: number; readonly from: number; readonly to: number }[];
}

/** A document's clauses as one comparable text; for each of its units the clause and the place in the clause's text. */
interface DocumentText {
  readonly text: string;
  readonly clauses: readonly number[];
  readonly offsets: readonly number[];
}

/** Two quotations of one clause are shown as one stretch up to this length. */
const longestStretch = 260;

/** The document of a canonical 文号, or undefined when the corpus does not have it. */
export function documentOf(corpus: Corpus, documentNumber: string): number | undefined {
  const index = corpus.documents.findIndex((document) => document.number?.canonical === documentNumber);
  return index < 0 ? undefined : index;
}

/** Collects citations while sentences are written; quotations of the same clause share a number. */
export class CalculationCitations {
  private readonly corpus: Corpus;
  private readonly asOf: string;
  private readonly places: Place[] = [];

  /** @param asOf ISO day for which validity is told. */
  constructor(corpus: Corpus, asOf: string) {
    this.corpus = corpus;
    this.asOf = asOf;
  }

  /** The mark to put behind a sentence: [1]; empty where the corpus does not hold the words. */
  mark(source: Source): string {
    const place = this.locate(source);
    if (place === null) return '';
    const clauses = keyOf(place);
    const known = this.places.findIndex((each) => keyOf(each) === clauses);
    if (known < 0) {
      this.places.push(place);
      return `[${this.places.length}]`;
    }
    const before = this.places[known];
    if (before !== undefined) this.places[known] = together(before, place);
    return `[${known + 1}]`;
  }

  /** What has been marked, in the order of the numbers. */
  list(): Citation[] {
    return this.places.flatMap(({ document, parts }, at) => {
      const pieces = parts.map(({ clause, from, to }): Piece => {
        const text = this.corpus.clauses[clause]?.text ?? '';
        return { clause, words: from === 0 && to === text.length ? null : text.slice(from, to) };
      });
      const passage = this.corpus.passages.findIndex((each) => each.clauses.includes(parts[0]?.clause ?? -1));
      const { status } = validityOn(this.corpus, document, this.asOf);
      const citation = citeClauses(this.corpus, { pieces, passage }, at + 1, status);
      return citation === null ? [] : [citation];
    });
  }

  /** Where the words stand, for what is shown without a mark. */
  spansOf(source: Source): SourceSpans | null {
    const place = this.locate(source);
    const document = this.corpus.documents[place?.document ?? -1];
    if (place === null || document === undefined) return null;
    const spans = place.parts.flatMap(({ clause }) => this.corpus.clauses[clause]?.spans ?? []);
    return sourceSpans(this.corpus, document.source, spans);
  }

  private locate({ documentNumber, clause, quote }: Source): Place | null {
    const document = documentOf(this.corpus, documentNumber);
    const wanted = comparableText(quote);
    if (document === undefined || wanted === '') return null;
    const whole = textOf(this.corpus, document);
    let best: Place | null = null;
    let bestFit = -1;
    for (let at = whole.text.indexOf(wanted); at >= 0; at = whole.text.indexOf(wanted, at + 1)) {
      const place = placeOf(document, whole, at, at + wanted.length);
      const fit = locatorFit(this.corpus.clauses[place.parts[0]?.clause ?? -1]?.locator ?? '', clause);
      if (fit > bestFit) [best, bestFit] = [place, fit];
    }
    return best;
  }
}

const knownTexts = new WeakMap<Corpus, Map<number, DocumentText>>();

/** Made once for each document that is computed with. */
function textOf(corpus: Corpus, document: number): DocumentText {
  const texts = knownTexts.get(corpus) ?? new Map<number, DocumentText>();
  knownTexts.set(corpus, texts);
  const known = texts.get(document);
  if (known !== undefined) return known;
  let text = '';
  const clauses: number[] = [];
  const offsets: number[] = [];
  const [first, last] = corpus.documents[document]?.clauses ?? [0, 0];
  for (let clause = first; clause < last; clause += 1) {
    const own = corpus.clauses[clause]?.text ?? '';
    for (let offset = 0; offset < own.length; offset += 1) {
      const units = comparableText(own[offset] ?? '');
      text += units;
      for (let unit = 0; unit < units.length; unit += 1) {
        clauses.push(clause);
        offsets.push(offset);
      }
    }
  }
  const made = { text, clauses, offsets };
  texts.set(document, made);
  return made;
}

const keyOf = ({ parts }: Place): string => parts.map(({ clause }) => clause).join(' ');

/** Both quotations in one stretch where it stays readable, else the earlier one. */
function together(one: Place, other: Place): Place {
  const [left, right] = [one.parts[0], other.parts[0]];
  if (left === undefined || right === undefined || one.parts.length > 1) return one;
  const from = Math.min(left.from, right.from);
  const to = Math.max(left.to, right.to);
  return to - from > longestStretch ? one : { ...one, parts: [{ clause: left.clause, from, to }] };
}

function placeOf(document: number, whole: DocumentText, from: number, to: number): Place {
  const parts: { clause: number; from: number; to: number }[] = [];
  for (let at = from; at < to; at += 1) {
    const clause = whole.clauses[at] ?? -1;
    const offset = whole.offsets[at] ?? 0;
    const last = parts.at(-1);
    if (last?.clause === clause) last.to = offset + 1;
    else parts.push({ clause, from: offset, to: offset + 1 });
  }
  return { document, parts };
}

/** How well the corpus's locator is the clause that a scheme names: 第十一条第一款 for 第十一条, 三（一） for 药物治疗方案 三（一）. */
function locatorFit(locator: string, clause: string): number {
  const named = clause.replace(/^.*\s/, '').replace(/^第(.+)项$/, '$1');
  if (locator === named) return 2;
  return locator !== '' && (locator.startsWith(named) || named.startsWith(locator)) ? 1 : 0;
}
