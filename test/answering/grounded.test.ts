import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { fixedTexts } from '../../src/answering/fixed-texts.ts';
import { officesFile, readOffices } from '../../src/answering/offices.ts';
import { type App, createApp } from '../../src/app.ts';
import { packageRoot } from '../../src/config.ts';
import { findDocumentNumbers } from '../../src/gazette/document-number.ts';
import { validityOn } from '../../src/gazette/validity.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const today = '2026-11-22';
const files = [
  'questions.jsonl',
  'fresh.jsonl',
  'present.jsonl',
  'absent.jsonl',
  'ordinary.jsonl',
  'attacks.jsonl',
  'calculator-cases.jsonl',
];
const offices = readOffices(readFileSync(join(realCorpusFolder, officesFile), 'utf8'));

let app: App;
beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => today,
  });
});

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

/** Everything that a reader of the answer can check: the cited clauses, the calculation, what is known of documents, the fixed texts. */
function groundsOf(answer: Answer, asked: string): string {
  const cited = answer.citations.flatMap((citation) => [
    citation.documentNumber ?? '',
    citation.title,
    citation.issuer ?? '',
    citation.locator,
    citation.quote,
    citation.text,
  ]);
  const statusGraph = app.corpus.documents.flatMap((document, index) => [
    document.number?.canonical ?? '',
    document.title,
    document.issuer ?? '',
    document.enquiryOffice?.name ?? '',
    document.issuedOn ?? '',
    document.validity.lastDay ?? '',
    document.validity.effectiveFrom ?? '',
    validityOn(app.corpus, index, today).sentence,
  ]);
  return plain(
    [
      ...cited,
      ...statusGraph,
      JSON.stringify(answer.calculation),
      ...app.corpus.mentioned.keys(),
      ...Object.values(fixedTexts),
      asked,
    ].join('\n'),
  );
}

/** Figures with their sign of per cent, 文号 and names of offices that the text states. */
function statedFacts(text: string): string[] {
  const words = plain(
    text
      .replace(/\[\d+\]/g, ' ')
      .replace(/（共\d+项）/g, ' ')
      .replace(/^\d{1,2}[.、]/gm, ' '),
  );
  const figures = words.match(/\d+(?:\.\d+)?%?/g) ?? [];
  const numbers = findDocumentNumbers(words).map((found) => plain(found.number.canonical));
  const named = offices.map((office) => plain(office.name)).filter((name) => words.includes(name));
  return [...figures, ...numbers, ...named];
}

it.each(files)('no answer to %s states a figure, date, 文号 or office that it does not rest on', (file) => {
  const questions = readFileSync(join(packageRoot, 'eval', file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { id: string; q: string; context?: string[] });
  let stated = 0;
  const unfounded = questions.flatMap(({ id, q, context = [] }) => {
    const answer = app.answer({ id, q, context });
    const grounds = groundsOf(answer, [q, ...context].join('\n'));
    // ISO dates and 2020年3月31日 name the same day, with and without leading noughts.
    const figures = new Set(
      (grounds.match(/\d+(?:\.\d+)?%?/g) ?? []).flatMap((each) => [each, each.replace(/^0+(?=\d)/, '')]),
    );
    const facts = statedFacts(answer.answer);
    stated += facts.length;
    return facts
      .filter((fact) => !figures.has(fact) && !grounds.includes(fact))
      .map((fact) => `${id}: ${fact}`);
  });
  expect(unfounded).toEqual([]);
  // Refusals state little; the check itself must have had something to look at.
  expect(stated).toBeGreaterThan(file === 'attacks.jsonl' ? 0 : questions.length);
});
