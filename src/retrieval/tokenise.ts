/**
 * Normalised text → terms: character bigrams, numbers in canonical form, Latin words, and each 文号 as one term.
 * Bigrams never cross punctuation. Words of a dictionary gained nothing over bigrams on gazettes (see the decision).
 * @module
 */
import { findDocumentNumbers } from '../gazette/document-number.ts';
import { normalise } from './normalise.ts';
import { readNumberAt } from './number-reader.ts';
import { maskStopWords } from './stop-words.ts';

/** Takes the terms of a text in order; bigrams come as code units so that indexing 148,000 articles makes no strings. */
export interface TermSink {
  bigram(first: number, second: number): void;
  /** Number (`80%`, `50000`), Latin word, or 文号 term (`#2018-16`, `#清新府办2018-16`). */
  word(term: string): void;
}

const latinWord = /[a-z][a-z0-9]*/y;
const numeralUnits = new Set(
  Array.from('百千零〇一二两三四五六七八九十万亿', (character) => character.charCodeAt(0)),
);

function isIdeograph(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

/** Sends the terms of an already normalised text to the sink, in reading order; 文号 terms come last. */
export function scanTerms(normalised: string, sink: TermSink): void {
  let numberEnd = 0;
  let previous = 0;
  for (let at = 0; at < normalised.length; at += 1) {
    const unit = normalised.charCodeAt(at);
    if (isIdeograph(unit)) {
      // Only at the head of a run of numerals: 三四个 is neither 34 nor 4.
      const mayBegin = at >= numberEnd && numeralUnits.has(unit) && !numeralUnits.has(previous);
      if (previous !== 0) sink.bigram(previous, unit);
      previous = unit;
      if (mayBegin) {
        const number = readNumberAt(normalised, at);
        if (number !== null) {
          sink.word(number.canonical);
          numberEnd = number.end;
        }
      }
      continue;
    }
    previous = 0;
    if (isDigit(unit)) {
      if (at < numberEnd) continue;
      const number = readNumberAt(normalised, at);
      if (number !== null) {
        sink.word(number.canonical);
        numberEnd = number.end;
      }
    } else if (isLatin(unit)) {
      latinWord.lastIndex = at;
      const word = latinWord.exec(normalised)?.[0] ?? '';
      sink.word(word);
      at += word.length - 1;
    }
  }
  if (!normalised.includes('号')) return;
  for (const { number } of findDocumentNumbers(normalised)) {
    sink.word(`#${number.year}-${number.serial}`);
    sink.word(`#${number.issuerCode}${number.year}-${number.serial}`);
  }
}

function collectTerms(normalised: string): string[] {
  const terms: string[] = [];
  scanTerms(normalised, {
    bigram: (first, second) => terms.push(String.fromCharCode(first, second)),
    word: (term) => terms.push(term),
  });
  return terms;
}

/** Terms of a text as they are indexed, repeated as often as they occur. */
export function tokenise(text: string): string[] {
  return collectTerms(normalise(text));
}

/**
 * Terms of a question: as {@link tokenise}, without the words that only ask (请问, 怎么, 几多, 点样 …).
 * A question of nothing else keeps its terms, so that it is not empty.
 */
export function tokeniseQuestion(text: string): string[] {
  const normalised = normalise(text);
  const terms = collectTerms(maskStopWords(normalised));
  return terms.length > 0 ? terms : collectTerms(normalised);
}
