/** The text of a document of the real corpus by its 文号, for checking quotations. */
import { readCorpus } from '../../src/gazette/read-corpus.ts';

const corpus = readCorpus('corpus');
const texts = new Map<string, string>();

export function textOfDocument(documentNumber: string): string {
  const known = texts.get(documentNumber);
  if (known !== undefined) return known;
  const document = corpus.documents.find(({ number }) => number?.canonical === documentNumber);
  const text =
    document === undefined
      ? ''
      : corpus.clauses
          .slice(...document.clauses)
          .map((clause) => clause.text)
          .join('\n');
  texts.set(documentNumber, text);
  return text;
}
