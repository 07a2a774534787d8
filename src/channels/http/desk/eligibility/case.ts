/** A household's case while it lies on the clerk's desk: read from a form, worked out, and gone with the response. @module */
import type { App } from '../../../../app.ts';
import type { Answer, Citation } from '../../../../answering/answer.ts';
import { CalculationCitations } from '../../../../answering/calculation-citations.ts';
import { sourceOf } from '../../../../answering/calculation-rules.ts';
import { describeSteps } from '../../../../answering/calculation-steps.ts';
import type { Calculation } from '../../../../calculators/calculation.ts';
import { run } from '../../../../calculators/run.ts';
import type { Scheme } from '../../../../calculators/scheme.ts';
import { type Change, whatWouldChange } from '../../../../calculators/what-would-change.ts';
import { validityOn, type ValidityStatus } from '../../../../gazette/validity.ts';
import { maskQuestion } from '../../../../conversations/mask-typed.ts';
import { readFacts, schemeIn } from '../look-up/calculator-form.ts';

export interface EligibilityCase {
  readonly scheme: Scheme;
  /** Raw, by field key. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly asOf: string;
  readonly calculation: Calculation;
  /** The same calculation as residents are told it: notices, offices, papers. */
  readonly answer: Answer;
  readonly changes: readonly Change[];
  /** Each step with the number of the clause that it rests on; '' for a convention of ours. */
  readonly steps: readonly { readonly text: string; readonly mark: string; readonly applied: boolean }[];
  /** The clauses that the steps and reasons rest on. */
  readonly clauses: readonly Citation[];
  readonly documents: readonly DocumentState[];
  /** As the clerk typed it, numbers of persons masked; never kept. */
  readonly caseNumber: string;
}

export interface DocumentState {
  readonly number: string;
  readonly title: string;
  readonly status: ValidityStatus;
  readonly sentence: string;
}

const longestCaseNumber = 40;

/** The schemes whose documents these gazettes hold. */
export function usableSchemes(app: App): Scheme[] {
  const held = new Set(app.corpus.documents.map(({ number }) => number?.canonical));
  return app.schemes.filter(({ documentNumbers }) => documentNumbers.every((each) => held.has(each)));
}

/** @returns null when the form names no scheme that can be used here. */
export function readCase(app: App, schemes: readonly Scheme[], form: FormData): EligibilityCase | null {
  const scheme = schemes.find(({ id }) => id === schemeIn(form));
  if (scheme === undefined) return null;
  const facts = readFacts(scheme, form);
  const asOf = dayIn(form) ?? app.today();
  const calculation = run(scheme, facts, { asOf });
  const citations = new CalculationCitations(app.corpus, asOf);
  const texts = describeSteps(calculation);
  const steps = calculation.steps.map((step, at) => {
    const source = sourceOf(step);
    return {
      text: texts[at] ?? step.text,
      mark: source === null ? '' : citations.mark(source),
      applied: step.applied,
    };
  });
  for (const reason of calculation.reasons) {
    const source = sourceOf(reason);
    if (source !== null) citations.mark(source);
  }
  return {
    scheme,
    facts,
    asOf,
    calculation,
    answer: app.calculate({ scheme: scheme.id, facts, origins: {} }, asOf),
    changes: whatWouldChange(scheme, facts, { asOf }),
    steps,
    clauses: citations.list(),
    documents: documentsOf(app, scheme, asOf),
    caseNumber: maskQuestion(textIn(form, 'caseNumber').trim().slice(0, longestCaseNumber)).text,
  };
}

/** The documents that a scheme rests on, as they hold on a day. */
export function documentsOf({ corpus }: App, scheme: Scheme, asOf: string): DocumentState[] {
  return scheme.documentNumbers.flatMap((number) => {
    const index = corpus.documents.findIndex((document) => document.number?.canonical === number);
    const document = corpus.documents[index];
    if (document === undefined) return [];
    const { status, sentence } = validityOn(corpus, index, asOf);
    return [{ number, title: document.title, status, sentence }];
  });
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** null for what is no day. */
export function dayIn(form: FormData): string | null {
  const day = textIn(form, 'asOf');
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null;
}
