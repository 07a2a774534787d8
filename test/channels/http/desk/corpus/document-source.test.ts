import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentSource } from '../../../../../src/channels/http/desk/corpus/document-source.ts';
import { sourceParts } from '../../../../../src/editions/source-parts.ts';
import type { Corpus } from '../../../../../src/gazette/model.ts';
import { maskPrivateNumbers } from '../../../../../src/gazette/private-numbers.ts';
import { readCorpus } from '../../../../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../../../../support/real-corpus.ts';

const without = (text: string): string => text.replaceAll(/[\s\u200b\u2060\ufeff]/g, '');

/** Everything that the pages of a document show on the left, and the numbers of its lines. */
function shown(corpus: Corpus, source: number, at: number) {
  const parts = sourceParts(corpus, source);
  const document = corpus.documents.filter((each) => each.source === source)[at];
  if (document === undefined) throw new Error('no such document');
  const first = documentSource(corpus, document, parts, 1);
  if (first === null) throw new Error('no source');
  const pages = Array.from({ length: first.pages }, (_, page) =>
    documentSource(corpus, document, parts, page + 1),
  );
  const lines = pages.flatMap((page) => page?.blocks.flatMap((block) => block.lines) ?? []);
  return {
    text: lines.flatMap((line) => line.parts.map(({ text }) => text)).join(''),
    numbers: lines.map(({ number }) => number),
    clauses: pages.flatMap((page) => page?.clauses.map(({ number }) => number) ?? []),
    begins: pages.flatMap((page) => page?.blocks.flatMap((block) => block.begins) ?? []),
    counted: [...first.coverage.values()].reduce((sum, count) => sum + count, 0),
    extent: parts.extents[at] ?? [0, 0],
    length: document.clauses[1] - document.clauses[0],
  };
}

/** What is shown beside what has to be. */
function wholeOf(corpus: Corpus, source: number, at: number) {
  const { text, numbers, clauses, begins, counted, extent, length } = shown(corpus, source, at);
  const whole = without(corpus.sources[source]?.text.slice(...extent) ?? '');
  const all = Array.from({ length }, (_, number) => number + 1);
  return {
    text: without(text),
    shown: whole,
    rest: { counted, numbers, clauses, begins: begins.toSorted((left, right) => left - right) },
    wanted: {
      counted: whole.length,
      numbers: numbers.toSorted((left, right) => left - right),
      clauses: all,
      begins: all,
    },
  };
}

const line = fc.constantFrom(
  '清远市清新区人民政府办公室关于印发补贴办法的通知',
  '清新府办〔2026〕9号',
  '各镇人民政府：',
  '第一条　每台补贴6200元。',
  '第二条　申请人应当提交',
  '购机发票和身份证复印件。',
  '（一）低保户；',
  '一、补助标准',
  '镇别\t金额\t人数',
  '太和镇\t20\t3',
  '- 3 -',
  '附件',
  '清远市清新区人民政府办公室',
  '2026年3月2日',
  '',
  '   ',
);

describe('the lines of a document beside its clauses', () => {
  it('hold every character of its source once, and every clause, in the delivered gazettes', () => {
    const corpus = readCorpus(realCorpusFolder);
    corpus.sources.forEach((source, index) => {
      const own = corpus.documents.filter((each) => each.source === index);
      own.forEach((_, at) => {
        const whole = wholeOf(corpus, index, at);
        const hidden = maskPrivateNumbers(source.text) !== source.text && whole.text !== whole.shown;
        // One of them prints a private telephone.
        expect(hidden ? whole.text.replaceAll(/【[^】]*】/g, '').length : whole.text).toEqual(
          hidden ? whole.shown.length - 11 : whole.shown,
        );
        expect(whole.rest).toEqual(whole.wanted);
      });
    });
  });

  it('hold every character once whatever the lines of a source are', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wenzheng-document-source-'));
    try {
      fc.assert(
        fc.property(fc.array(line, { minLength: 3, maxLength: 60 }), (lines) => {
          fc.pre(lines.some((each) => each.trim() !== ''));
          writeFileSync(join(folder, 'one.txt'), lines.join('\n'));
          const corpus = readCorpus(folder);
          corpus.documents.forEach((_, at) => {
            const whole = wholeOf(corpus, 0, at);
            expect(whole.text).toBe(whole.shown);
            expect(whole.rest).toEqual(whole.wanted);
          });
        }),
        { numRuns: 300 },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are shown in pages where there are many: 700 articles', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wenzheng-document-source-'));
    try {
      const articles = Array.from(
        { length: 700 },
        (_, at) => `第${at + 1}条　第${at + 1}项每户补贴${at + 1}元。`,
      );
      writeFileSync(
        join(folder, 'long.txt'),
        `关于印发长办法的通知\n清新府办〔2026〕9号\n\n${articles.join('\n')}\n`,
      );
      const corpus = readCorpus(folder);
      const whole = wholeOf(corpus, 0, 0);
      expect(whole.text).toBe(whole.shown);
      expect(whole.rest).toEqual(whole.wanted);
      const [document] = corpus.documents;
      const parts = sourceParts(corpus, 0);
      const page = document === undefined ? null : documentSource(corpus, document, parts, 3);
      expect([page?.pages, page?.clauses.length]).toEqual([6, 120]);
      expect(page?.blocks.length).toBeLessThan(130);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
