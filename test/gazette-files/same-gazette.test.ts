import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanText } from '../../src/gazette/clean-text.ts';
import type { Corpus } from '../../src/gazette/model.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { type GazetteText, readGazetteFile } from '../../src/gazette-files/read-gazette-file.ts';
import { findChromium } from '../support/chromium.ts';
import { makeDocx } from '../support/gazette-files/make-docx.ts';
import { makeHtml } from '../support/gazette-files/make-html.ts';
import { makePdf } from '../support/gazette-files/make-pdf.ts';
import { makeTxt } from '../support/gazette-files/make-txt.ts';
import { unseenGazette } from '../support/gazette-files/unseen-gazette.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

const chromium = findChromium(process.env);
const folder = mkdtempSync(join(tmpdir(), 'gazette-files-'));
const read: Record<string, GazetteText> = {};

beforeAll(async () => {
  const files: [string, Buffer][] = [
    ['txt', makeTxt(unseenGazette)],
    ['docx', makeDocx(unseenGazette)],
    ['html', makeHtml(unseenGazette)],
  ];
  if (chromium !== undefined) files.push(['pdf', await makePdf(unseenGazette, chromium)]);
  for (const [kind, bytes] of files)
    read[kind] = await readGazetteFile({ name: `公报2026-4.${kind}`, bytes });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function corpusOf(kind: string): Corpus {
  const own = join(folder, kind);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, '公报.txt'), read[kind]?.text ?? '');
  return readCorpus(own);
}

/** What a reader is told of each document and clause, without where it stands in the text. */
function shown(corpus: Corpus) {
  expect(corpus.problems).toEqual([]);
  return {
    documents: corpus.documents.map((document) => ({
      title: document.title,
      number: document.number?.canonical,
      issuer: document.issuer,
      issuedOn: document.issuedOn,
      addressee: document.addressee,
      parts: document.parts,
      page: document.page,
      gazette: document.gazette,
      effectiveFrom: document.validity.effectiveFrom,
      lastDay: document.validity.lastDay,
      clauses: document.clauses,
    })),
    clauses: corpus.clauses.map(({ locator, headings, text, kind }) => ({
      locator,
      headings,
      text: cleanText(text),
      kind,
    })),
  };
}

const kinds = ['txt', 'docx', 'html', ...(chromium === undefined ? [] : ['pdf'])];

describe('one gazette in several formats', () => {
  it.each(kinds)('is told by its content: %s', (kind) => {
    expect(read[kind]?.kind).toBe(kind);
    expect(read[kind]?.warnings).toEqual([]);
  });

  it.each(kinds.slice(1))('gives the same documents and clauses as %s', (kind) => {
    expect(shown(corpusOf(kind))).toEqual(shown(corpusOf('txt')));
  });

  it('gives the three documents, with the long table row by row', () => {
    const { documents, clauses } = shown(corpusOf('docx'));
    expect(documents.map(({ number, issuedOn, lastDay }) => [number, issuedOn, lastDay])).toEqual([
      ['清新府办〔2026〕21号', '2026-10-15', '2029-10-31'],
      ['清新府〔2026〕18号', '2026-09-28', '2031-09-30'],
      ['清新府办〔2026〕23号', '2026-10-20', null],
    ]);
    const rows = clauses.filter(({ locator }) => locator?.startsWith('附件 序号'));
    expect(rows).toHaveLength(40);
    expect(rows[39]?.text).toBe('40\t花叶类\t菊花\t180\t连片种植十亩以上');
    expect(rows[4]?.text).toContain('并在村务公开栏公示七日无异议后，方可列入补贴名单');
  });

  it('gives text that docx and HTML agree on letter by letter with the text file', () => {
    expect(read['docx']?.text).toBe(read['txt']?.text);
    expect(read['html']?.text).toBe(read['txt']?.text);
  });

  it('ends the validity of the document that it repeals', () => {
    const own = join(folder, 'with-corpus');
    cpSync(realCorpusFolder, own, { recursive: true });
    writeFileSync(join(own, '公报2026-4.txt'), read['docx']?.text ?? '');
    const corpus = readCorpus(own);
    const relations = corpus.mentioned.get('清新府办〔2018〕41号')?.relations ?? [];
    const repealing = relations.filter(({ kind }) => kind === 'repeals');
    expect(repealing.map(({ by }) => corpus.documents[by]?.number?.canonical)).toEqual([
      '清新府办〔2026〕23号',
    ]);
  });
});
