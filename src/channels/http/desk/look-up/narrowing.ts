/** The filters of a look-up: which of the corpus's documents are searched. @module */
import type { Corpus, PolicyDocument } from '../../../../gazette/model.ts';
import { type ValidityOnDay, validityOn, type ValidityStatus } from '../../../../gazette/validity.ts';

/** Each absent for all. */
export interface Filters {
  readonly validity?: ValidityStatus | undefined;
  readonly region?: string | undefined;
  readonly issuer?: string | undefined;
  /** Four digits: of the date it was issued on, else of its number. */
  readonly year?: string | undefined;
  /** 通知, 办法 …, as `PolicyDocument.kind`. */
  readonly kind?: string | undefined;
}

export const filterNames = ['validity', 'region', 'issuer', 'year', 'kind'] as const;

/** What the corpus can be narrowed to, most documents first; years latest first. */
export type FilterChoices = Readonly<Record<'region' | 'issuer' | 'year' | 'kind', readonly string[]>>;

/** A list of a thousand names helps nobody, and makes the page heavy. */
const mostChoices = 100;
/** An operator switches between today and the day that a caller tells of. */
const daysKept = 8;

export interface Narrowing {
  readonly choices: FilterChoices;
  /** @returns undefined where nothing is left out. */
  accept(filters: Filters, asOf: string): ((document: number) => boolean) | undefined;
  validity(document: number, asOf: string): ValidityOnDay;
}

export function createNarrowing(corpus: Corpus): Narrowing {
  const days = new Map<string, ValidityOnDay[]>();

  function validity(document: number, asOf: string): ValidityOnDay {
    let known = days.get(asOf);
    if (known === undefined) {
      known = [];
      const [oldest] = days.keys();
      if (days.size >= daysKept && oldest !== undefined) days.delete(oldest);
      days.set(asOf, known);
    }
    return (known[document] ??= validityOn(corpus, document, asOf));
  }

  const count = (valueOf: (document: PolicyDocument) => string | null): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const document of corpus.documents) {
      const value = valueOf(document);
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  };
  const mostFirst = (valueOf: (document: PolicyDocument) => string | null): string[] =>
    [...count(valueOf)]
      .toSorted(
        ([left, leftCount], [right, rightCount]) => rightCount - leftCount || left.localeCompare(right),
      )
      .slice(0, mostChoices)
      .map(([value]) => value);

  return {
    choices: {
      region: mostFirst(({ region }) => region),
      issuer: mostFirst(({ issuer }) => issuer),
      year: [...count(yearOf).keys()].sort().toReversed().slice(0, mostChoices),
      kind: mostFirst(({ kind }) => kind),
    },
    validity,
    accept(filters, asOf) {
      if (filterNames.every((name) => filters[name] === undefined)) return undefined;
      return (index) => {
        const document = corpus.documents[index];
        return (
          document !== undefined &&
          is(filters.region, document.region) &&
          is(filters.issuer, document.issuer) &&
          is(filters.year, yearOf(document)) &&
          is(filters.kind, document.kind) &&
          (filters.validity === undefined || validity(index, asOf).status === filters.validity)
        );
      };
    },
  };
}

function yearOf({ issuedOn, number }: PolicyDocument): string | null {
  return issuedOn?.slice(0, 4) ?? number?.year.toString() ?? null;
}

const is = (wanted: string | undefined, value: string | null): boolean =>
  wanted === undefined || wanted === value;
