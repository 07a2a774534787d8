import type { EvidenceItem } from '../../../src/answering/check-draft/evidence.ts';
import { clauseEvidence } from '../../../src/answering/check-draft/make-evidence.ts';
import type { Corpus } from '../../../src/gazette/model.ts';

/** Evidence S1, S2 … out of "document locator"; a place of several clauses is taken whole. */
export function evidenceOf(corpus: Corpus, cites: readonly string[], asOf: string): EvidenceItem[] {
  return cites.map((cite, at) => {
    const document = corpus.documents.findIndex(({ number, title }) =>
      cite.startsWith(`${number?.canonical ?? title} `),
    );
    const known = corpus.documents[document];
    const locator = cite.slice((known?.number?.canonical ?? known?.title ?? '').length + 1);
    const [first, last] = known?.clauses ?? [0, 0];
    const clauses = [];
    for (let index = first; index < last; index += 1)
      if (corpus.clauses[index]?.locator === locator) clauses.push(index);
    const item = clauseEvidence(corpus, `S${at + 1}`, clauses, asOf);
    if (item === null) throw new Error(`no clause ${cite}`);
    return item;
  });
}
