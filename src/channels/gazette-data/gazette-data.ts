/** What the doors for other systems give out of the gazettes; each text without private numbers, each with its validity. @module */
import { z } from 'zod';
import type { App } from '../../app.ts';
import { readable, sourceSpans } from '../../answering/cite.ts';
import { inputSchemaOf } from '../../calculators/input-schema.ts';
import { run } from '../../calculators/run.ts';
import type { Scheme } from '../../calculators/scheme.ts';
import { nameOfMentioned } from '../../gazette/document-graph.ts';
import { findDocumentNumbers } from '../../gazette/document-number.ts';
import type { PolicyDocument } from '../../gazette/model.ts';
import { maskPrivateNumbers } from '../../gazette/private-numbers.ts';
import { describeEnding, endingRelation, validityOn } from '../../gazette/validity.ts';
import { maskFacts } from './mask-facts.ts';
import type {
  CalculationResult,
  calculatorFieldsSchema,
  ClauseList,
  DocumentDetails,
  documentListSchema,
  DocumentSummary,
  FoundPassages,
} from './schemas.ts';

/** A document that others name and whose text is not here. */
export interface NamedElsewhere {
  readonly documentNumber: string;
  readonly title: string | null;
  /** What the gazettes say about it. */
  readonly sentence: string;
}

/** `asOf` is an ISO day, today when absent. A document is named by its id or its number, in any way of writing it. */
export interface GazetteData {
  readonly schemes: readonly Scheme[];
  search(query: string, count: number, asOf?: string): FoundPassages;
  documents(asOf?: string, offset?: number, count?: number): z.infer<typeof documentListSchema>;
  document(ref: string, asOf?: string): DocumentDetails | null;
  /** null where the gazettes do not name it either. */
  namedElsewhere(ref: string, asOf?: string): NamedElsewhere | null;
  /** @param locator 第七条: this clause and what belongs to it; absent: all. null: no such document. */
  clauses(
    ref: string,
    options?: { readonly locator?: string | undefined; readonly asOf?: string | undefined },
  ): ClauseList | null;
  calculator(id: string): z.infer<typeof calculatorFieldsSchema> | null;
  /** The kernel's own result. */
  calculate(id: string, facts: Readonly<Record<string, unknown>>, asOf?: string): CalculationResult | null;
}

export function createGazetteData(app: Pick<App, 'corpus' | 'schemes' | 'search' | 'today'>): GazetteData {
  const { corpus } = app;
  const byId = new Map(corpus.documents.map((document, index) => [document.id, index]));
  const byNumber = new Map(
    corpus.documents.flatMap(({ number }, index) => (number === null ? [] : [[number.canonical, index]])),
  );
  const passages = new Map(corpus.passages.map((passage) => [passage.id, passage.document]));
  // Another place's corpus does not hold what these compute by.
  const schemes = app.schemes.filter(({ documentNumbers }) =>
    documentNumbers.every((each) => byNumber.has(each)),
  );

  const indexOf = (ref: string): number | undefined =>
    byId.get(ref.trim()) ?? byNumber.get(numberIn(ref) ?? '');

  function summaryOf(index: number, document: PolicyDocument, asOf: string): DocumentSummary {
    const { status, sentence } = validityOn(corpus, index, asOf);
    return {
      id: document.id,
      documentNumber: document.number?.canonical ?? null,
      title: document.title,
      issuer: document.issuer,
      issuedOn: document.issuedOn,
      kind: document.kind,
      region: document.region,
      validity: status,
      validityText: sentence,
    };
  }

  return {
    schemes,

    search(query, count, asOf = app.today()) {
      const found = app.search(maskPrivateNumbers(query, 'typed'), count).passages;
      return {
        asOf,
        passages: found.flatMap((passage) => {
          const index = passages.get(passage.id) ?? -1;
          const document = corpus.documents[index];
          if (document === undefined) return [];
          const { id, issuer, region, validity, validityText } = summaryOf(index, document, asOf);
          const text = maskPrivateNumbers(passage.text);
          return [{ ...passage, text, documentId: id, issuer, region, validity, validityText }];
        }),
      };
    },

    documents(asOf = app.today(), offset = 0, count = 100) {
      const all = corpus.documents.map((document, index) => ({ document, index }));
      return {
        asOf,
        total: all.length,
        documents: all
          .slice(offset, offset + count)
          .map(({ document, index }) => summaryOf(index, document, asOf)),
      };
    },

    document(ref, asOf = app.today()) {
      const index = indexOf(ref);
      const document = corpus.documents[index ?? -1];
      if (index === undefined || document === undefined) return null;
      const { effectiveFrom, lastDay, provisional } = document.validity;
      const { gazette } = document;
      return {
        ...summaryOf(index, document, asOf),
        asOf,
        validityQuotes: validityOn(corpus, index, asOf).quotations.map(({ text }) =>
          maskPrivateNumbers(text),
        ),
        effectiveFrom,
        lastDay,
        provisional,
        enquiryOffice: document.enquiryOffice?.name ?? null,
        gazette: gazette === null ? null : { name: gazette.name, year: gazette.year, issue: gazette.issue },
        page: document.page,
        parts: [...document.parts],
        annexes: [...document.annexes],
        clauses: document.clauses[1] - document.clauses[0],
      };
    },

    namedElsewhere(ref, asOf = app.today()) {
      const named = corpus.mentioned.get(numberIn(ref) ?? '');
      if (named === undefined) return null;
      const documentNumber = nameOfMentioned(named);
      const ending = endingRelation(corpus, documentNumber, asOf);
      const sentence =
        ending === null
          ? '公报里提到它，但没有收录它的正文，也没有说它失效。'
          : describeEnding(corpus, ending);
      return { documentNumber, title: named.title, sentence };
    },

    clauses(ref, { locator, asOf = app.today() } = {}) {
      const index = indexOf(ref);
      const document = corpus.documents[index ?? -1];
      if (index === undefined || document === undefined) return null;
      const [first, end] = document.clauses;
      const clauses = corpus.clauses.slice(first, end).flatMap((clause, at) => {
        if (locator !== undefined && !isWithin(clause.locator, locator)) return [];
        const text = maskPrivateNumbers(readable(clause.text));
        const source = sourceSpans(corpus, document.source, clause.spans);
        const headings = clause.headings.map((heading) => maskPrivateNumbers(readable(heading)));
        return [{ n: at + 1, locator: clause.locator, kind: clause.kind, headings, text, source }];
      });
      return { document: summaryOf(index, document, asOf), asOf, total: clauses.length, clauses };
    },

    calculator(id) {
      const scheme = schemes.find((each) => each.id === id);
      if (scheme === undefined) return null;
      const { title, documentNumbers, fields, outputs } = scheme;
      return {
        id,
        title,
        documentNumbers: [...documentNumbers],
        fields: fields.map(({ key, label, question, help, type, unit, choices, when }) => ({
          key,
          label,
          question,
          help,
          type,
          unit: unit ?? null,
          choices: (choices ?? []).filter(({ vague }) => vague !== true).map(({ value }) => value),
          when: when ?? null,
        })),
        outputs: outputs.map(({ name, label, type, unit }) => ({ name, label, type, unit: unit ?? null })),
        factsSchema: z.toJSONSchema(inputSchemaOf(scheme)),
      };
    },

    calculate(id, facts, asOf = app.today()) {
      const scheme = schemes.find((each) => each.id === id);
      if (scheme === undefined) return null;
      const restsOn = scheme.documentNumbers.flatMap((documentNumber) => {
        const index = byNumber.get(documentNumber);
        const document = corpus.documents[index ?? -1];
        if (index === undefined || document === undefined) return [];
        const { title, validity, validityText } = summaryOf(index, document, asOf);
        return [{ documentNumber, title, validity, validityText }];
      });
      return { calculation: run(scheme, maskFacts(facts), { asOf }), restsOn };
    },
  };
}

const numberIn = (ref: string): string | null => findDocumentNumbers(ref)[0]?.number.canonical ?? null;

/** 第七条 holds 第七条第二款 and 第七条（一）, 附件1 does not hold 附件12. */
function isWithin(locator: string, wanted: string): boolean {
  const [own, asked] = [locator, wanted].map((text) => text.normalize('NFKC').replaceAll(/\s/g, ''));
  if (own === undefined || asked === undefined || asked === '' || !own.startsWith(asked)) return false;
  return !(/\d$/.test(asked) && /^\d/.test(own.slice(asked.length)));
}
