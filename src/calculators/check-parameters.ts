/**
 * The proof that no figure is invented: every quotation stands in its document, and every value can be read in its quotation.
 * Run by the tests over the corpus and by `wenzheng doctor`.
 * @module
 */
import type { Parameter, Source } from './kernel/parameter.ts';
import { readFigures } from './kernel/read-figures.ts';

export interface ParameterProblem {
  /** Id of the parameter, or document and clause of a quotation. */
  readonly id: string;
  /** One sentence: what does not fit. */
  readonly message: string;
}

/** Text as quotations are compared: white space does not count, full-width and half-width signs are one. */
export const comparableText = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/**
 * @param textOf the whole text of a document by its canonical 文号; empty when the corpus does not have it.
 * @param sources further quotations, checked without a value.
 * @returns all problems; an empty list is the proof.
 */
export function checkParameters(
  parameters: readonly Parameter[],
  textOf: (documentNumber: string) => string,
  sources: readonly Source[] = [],
): readonly ParameterProblem[] {
  const problems: ParameterProblem[] = [];
  const texts = new Map<string, string>();
  const text = (documentNumber: string): string => {
    const known = texts.get(documentNumber) ?? comparableText(textOf(documentNumber));
    texts.set(documentNumber, known);
    return known;
  };
  const quoted = (id: string, source: Source): void => {
    if (source.quote.trim() === '' || !text(source.documentNumber).includes(comparableText(source.quote))) {
      problems.push({ id, message: `${id} 的引文不在${source.documentNumber}里：“${source.quote}”。` });
    }
  };
  const ids = new Set<string>();
  for (const parameter of parameters) {
    quoted(parameter.id, parameter);
    if (ids.has(parameter.id))
      problems.push({ id: parameter.id, message: `参数 ${parameter.id} 写了两次。` });
    ids.add(parameter.id);
    if (parameter.to !== null && parameter.to < parameter.from) {
      problems.push({ id: parameter.id, message: `参数 ${parameter.id} 的失效日早于生效日。` });
    }
    if (parameter.readable === false || parameter.unit === 'word') continue;
    const figures = readFigures(parameter.quote, parameter.unit, parameter.from.slice(0, 4));
    if (!figures.has(parameter.value)) {
      problems.push({
        id: parameter.id,
        message: `参数 ${parameter.id} 的数值 ${parameter.value} 在引文“${parameter.quote}”里读不出来。`,
      });
    }
  }
  for (const source of sources) quoted(`${source.documentNumber} ${source.clause}`, source);
  return problems;
}
