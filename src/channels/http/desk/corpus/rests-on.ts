/** What rests on a document: standard questions, calculators, answers of the last months. @module */
import type { App } from '../../../../app.ts';
import type { Store } from '../../../../store/store.ts';

export interface Resting {
  /** Titles. */
  readonly calculators: readonly string[];
  /** Answers that cited it. */
  readonly cited: number;
  /** ISO day; null: none. */
  readonly lastCited: string | null;
}

/** Days that citations are looked back for. */
export const citedDays = 90;

export async function restingOn(
  { app, store }: { readonly app: Pick<App, 'schemes' | 'today'>; readonly store: Pick<Store, 'citations'> },
  { documentNumber, title }: { readonly documentNumber: string | null; readonly title: string },
): Promise<Resting> {
  const from = new Date(Date.parse(`${app.today()}T00:00:00Z`) - citedDays * 86_400_000);
  const { count, lastDay } = await store.citations.since(
    from.toISOString().slice(0, 10),
    documentNumber,
    title,
  );
  return {
    calculators: app.schemes
      .filter(({ documentNumbers }) => documentNumber !== null && documentNumbers.includes(documentNumber))
      .map((scheme) => scheme.title),
    cited: count,
    lastCited: lastDay,
  };
}
