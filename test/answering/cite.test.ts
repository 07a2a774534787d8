import { describe, expect, it } from 'vitest';
import { citeClauses, shortestQuote } from '../../src/answering/cite.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

describe('a clause of a few words', () => {
  it('is cited under its headings, long enough to identify its place', () => {
    const corpus = readCorpus(realCorpusFolder);
    const short = corpus.passages.flatMap((passage, index) => {
      const [clause] = passage.clauses;
      const text = corpus.clauses[clause ?? -1]?.text ?? '';
      return clause !== undefined && text.length < shortestQuote ? [{ clause, passage: index, text }] : [];
    });
    expect(short.map(({ text }) => text)).toContain('主要任务：');
    for (const { clause, passage, text } of short) {
      const citation = citeClauses(corpus, { pieces: [{ clause, words: null }], passage }, 1, 'unstated');
      if (citation === null) continue;
      expect(citation.quote.length).toBeGreaterThanOrEqual(shortestQuote);
      expect(citation.quote).toContain(text);
      const source = corpus.sources.find(({ file }) => file === citation.source.file);
      const shown = citation.source.spans
        .map(([start, end]) => source?.text.slice(start, end) ?? '')
        .join('');
      expect(shown.replace(/\s+/g, '')).toContain(citation.quote.replace(/\s+/g, ''));
    }
  });
});
