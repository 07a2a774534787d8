/** What the engine makes of a look-up: the ranked passages while somebody types, the answer when they pause. @module */
import type { App } from '../../../../app.ts';
import type { Answer } from '../../../../answering/answer.ts';
import { readable } from '../../../../answering/cite.ts';
import type { PolicyDocument } from '../../../../gazette/model.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import type { ValidityStatus } from '../../../../gazette/validity.ts';
import type { Hit } from '../../../../retrieval/model.ts';
import { type Narrowing, createNarrowing } from './narrowing.ts';
import type { Place } from './place.ts';
import type { LookUp } from './read-look-up.ts';

export interface FoundPassage {
  readonly place: Place;
  readonly locator: string;
  readonly text: string;
  readonly validity: ValidityStatus;
  readonly score: number;
  /** The named contributions that add up to `score`. */
  readonly parts: Hit['parts'];
}

export interface Found {
  /** Best first. */
  readonly passages: readonly FoundPassage[];
  /** The next ones, best first. */
  readonly nearMisses: readonly FoundPassage[];
}

export interface Finder {
  readonly narrowing: Narrowing;
  /** The day as of which a look-up is answered. */
  dayOf(lookUp: LookUp): string;
  passages(lookUp: LookUp): Found;
  answer(lookUp: LookUp): Answer;
  /** What lies outside the filters of a look-up and fits its words best; null where nothing is left out or fits. */
  outside(lookUp: LookUp): FoundPassage | null;
}

export const shownPassages = 10;

const nothingWithin = '在选定的文件里没有查到。请去掉筛选再查一次，再答复来电人。';

export function createFinder(app: App): Finder {
  const { corpus, retriever } = app;
  const narrowing = createNarrowing(corpus);
  const dayOf = ({ asOf }: LookUp): string => asOf ?? app.today();
  const acceptOf = (lookUp: LookUp) => narrowing.accept(lookUp.filters, dayOf(lookUp));

  function describe({ passage: index, score, parts }: Hit, asOf: string): FoundPassage[] {
    const passage = corpus.passages[index];
    const document: PolicyDocument | undefined = corpus.documents[passage?.document ?? -1];
    if (passage === undefined || document === undefined) return [];
    return [
      {
        place: { document, highlighted: passage.clauses, from: null },
        locator: passage.locator,
        text: maskPrivateNumbers(readable(passage.text)),
        validity: narrowing.validity(passage.document, asOf).status,
        score,
        parts,
      },
    ];
  }

  function search(lookUp: LookUp, accept: ReturnType<typeof acceptOf>, limit: number): Found {
    const asOf = dayOf(lookUp);
    const { hits, rejected } = retriever.search({
      text: lookUp.q,
      limit,
      ...(accept === undefined ? {} : { acceptDocument: accept }),
    });
    return {
      passages: hits.flatMap((hit) => describe(hit, asOf)),
      nearMisses: rejected.flatMap((hit) => describe(hit, asOf)),
    };
  }

  return {
    narrowing,
    dayOf,
    passages: (lookUp) => search(lookUp, acceptOf(lookUp), shownPassages),
    answer(lookUp) {
      const accept = acceptOf(lookUp);
      const answer = app.answer({ q: lookUp.q, asOf: dayOf(lookUp) }, accept);
      // That the gazettes hold nothing is only known of the documents that were searched.
      return accept !== undefined && answer.status === 'unanswerable_no_source'
        ? { ...answer, answer: nothingWithin }
        : answer;
    },
    outside(lookUp) {
      const accept = acceptOf(lookUp);
      if (accept === undefined) return null;
      return search(lookUp, (document) => !accept(document), 1).passages[0] ?? null;
    },
  };
}
