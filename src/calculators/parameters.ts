/**
 * Every figure of every scheme as dated and quoted data, and the proof over a corpus.
 * @module
 */
import { checkParameters, type ParameterProblem } from './check-parameters.ts';
import type { Parameter, Source } from './kernel/parameter.ts';
import { schemes } from './registry.ts';

export const allParameters: readonly Parameter[] = schemes.flatMap((scheme) => scheme.parameters);

/** Quotations without a figure. */
export const allSources: readonly Source[] = schemes.flatMap((scheme) => scheme.sources ?? []);

/** @param textOf the whole text of a document by its canonical 文号; empty when the corpus does not have it. */
export const checkAllParameters = (textOf: (documentNumber: string) => string): readonly ParameterProblem[] =>
  checkParameters(allParameters, textOf, allSources);
