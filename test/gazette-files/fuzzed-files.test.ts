import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WenzhengError } from '../../src/errors.ts';
import { readGazetteFile } from '../../src/gazette-files/read-gazette-file.ts';
import { findChromium } from '../support/chromium.ts';
import { cellOf, type GazetteDescription } from '../support/gazette-files/describe-gazette.ts';
import { docxOf, makeDocx, run } from '../support/gazette-files/make-docx.ts';
import { makeHtml } from '../support/gazette-files/make-html.ts';
import { makePdf } from '../support/gazette-files/make-pdf.ts';
import { makeTxt } from '../support/gazette-files/make-txt.ts';
import { pdfOf } from '../support/gazette-files/plain-pdf.ts';
import { unseenGazette } from '../support/gazette-files/unseen-gazette.ts';
import { type Random, seededRandom } from '../support/seeded-random.ts';

/** In all formats together. */
const files = 500;
const milliseconds = 5000;

/** Shorter, so that each of 500 files is read quickly: a notice, a table, the notice that repeals. */
const small: GazetteDescription = {
  ...unseenGazette,
  pieces: unseenGazette.pieces
    .filter((piece) => piece.kind !== 'contents')
    .slice(5, 20)
    .concat(
      unseenGazette.pieces.flatMap((piece) =>
        piece.kind === 'table' && piece.heads === 2
          ? [{ ...piece, rows: piece.rows.map((row) => row.map(cellOf)) }]
          : [],
      ),
    ),
};

/** Shorter still: a browser embeds its fonts, and puts every title on a page of its own. */
const printed: GazetteDescription = {
  ...small,
  pieces: [...small.pieces.slice(0, 4), ...small.pieces.filter(({ kind }) => kind === 'table')].map(
    (piece) => (piece.kind === 'table' ? { ...piece, rows: piece.rows.slice(0, 5) } : piece),
  ),
};

/** Broken as uploads and disks break files, and as somebody does on purpose who knows how they are built. */
function mutated(bytes: Buffer, random: Random, words: readonly string[]): Buffer {
  const copy = Buffer.from(bytes);
  const at = () => random.whole(0, copy.length - 1);
  switch (random.whole(0, 6)) {
    case 0:
      return copy.subarray(0, random.whole(1, copy.length));
    case 1:
      for (let count = random.whole(1, 40); count > 0; count -= 1) copy[at()] = random.whole(0, 255);
      return copy;
    case 2: {
      const from = at();
      return Buffer.concat([copy.subarray(0, from), copy.subarray(random.whole(from, copy.length))]);
    }
    case 3: {
      const from = at();
      const piece = copy.subarray(from, Math.min(copy.length, from + random.whole(1, 2000)));
      return Buffer.concat([
        copy.subarray(0, from),
        ...Array.from({ length: random.whole(2, 20) }, () => piece),
        copy.subarray(from),
      ]);
    }
    case 4: {
      const from = at();
      return Buffer.concat([copy.subarray(0, from), Buffer.from(random.pick(words)), copy.subarray(from)]);
    }
    case 5: {
      // Every use of one word becomes another: sizes, names and ends that do not fit.
      const [word, other] = [random.pick(words), random.pick(words)];
      return Buffer.from(copy.toString('latin1').replaceAll(word, other), 'latin1');
    }
    default: {
      const from = at();
      copy.fill(random.pick([0, 0xff, 0x3c, 0x28]), from, Math.min(copy.length, from + random.whole(1, 400)));
      return copy;
    }
  }
}

const wordsOf: Readonly<Record<string, readonly string[]>> = {
  txt: ['\t', '\n', '\0', '第一条', '﻿', '\ud800', '<p>', '〔2018〕', '附件'],
  html: [
    '<table>',
    '</td>',
    '<td rowspan=9999>',
    '<!--',
    '<script>',
    '&#xD800;',
    '</p>',
    '<p>',
    '<ol start=-5>',
    'th',
  ],
  pdf: [
    'obj',
    'endobj',
    'stream',
    '0 R',
    '/Length',
    '<<',
    '>>',
    '/Kids',
    '/Parent',
    '9999999999',
    '/Filter',
    'xref',
    'BT',
    'ET',
    '/W [',
    'null',
  ],
  docx: ['PK\x03\x04', 'PK\x01\x02', 'word/', '\0\0', '.xml', '../'],
  xml: [
    'w:p',
    'w:tbl',
    'w:t',
    'w:tc',
    'w:numId',
    'w:val="1"',
    '<w:br/>',
    '<w:p>',
    '</w:p>',
    'w:del',
    '&',
    '<![CDATA[',
    '999999999',
    'w:vMerge',
    'mc:AlternateContent',
  ],
};

const chromium = findChromium(process.env);
const originals: [name: string, bytes: Buffer][] = [];
const faults: unknown[] = [];
const onFault = (fault: unknown): void => {
  faults.push(fault);
};
let before: readonly string[] = [];
const leftFiles = () => [...readdirSync(tmpdir()), ...readdirSync(process.cwd())];

beforeAll(async () => {
  originals.push(['txt', makeTxt(small)], ['html', makeHtml(small)], ['docx', makeDocx(small)]);
  // Text files are read at once; PDF takes longest, most of all as a browser prints it.
  originals.push(
    ['txt', makeTxt(small)],
    ['txt', makeTxt(small)],
    ['txt', makeTxt(small)],
    ['html', makeHtml(small)],
    ['docx', makeDocx(small)],
    ['docx', makeDocx(small)],
  );
  originals.push(['pdf', pdfOf(['Article 1. Subsidy of 100 yuan.', 'Article 2. Until 2030.'])]);
  if (chromium !== undefined) originals.push(['pdf', await makePdf(printed, chromium)]);
  process.on('unhandledRejection', onFault);
  process.on('uncaughtException', onFault);
  before = leftFiles();
});

afterAll(() => {
  process.off('unhandledRejection', onFault);
  process.off('uncaughtException', onFault);
});

/** `text`, the sentence of a refusal, or what went wrong. */
async function outcome(name: string, bytes: Uint8Array): Promise<string> {
  try {
    const { text } = await readGazetteFile({ name, bytes }, { limits: { milliseconds } });
    return text.trim() === '' || /[\0\r]/.test(text)
      ? `odd text ${JSON.stringify(text.slice(0, 40))}`
      : 'text';
  } catch (error) {
    if (error instanceof WenzhengError && error.code === 'file_unreadable') return error.message;
    return `fault ${String(error)}`;
  }
}

describe(`${files} files broken at random`, () => {
  it('give text or one Chinese sentence each, in time, and leave nothing behind', async () => {
    const random = seededRandom(20261129);
    const body = `<w:p>${run('第一条 补贴。')}</w:p><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>${run('甲')}</w:p></w:tc></w:tr></w:tbl>`;
    const wrong: string[] = [];
    let [texts, refusals] = [0, 0];
    for (let count = 0; count < files; count += 1) {
      const [kind, bytes] = random.pick(originals);
      // Broken inside, the archive itself is sound: what reads the XML is reached.
      const inner = kind === 'docx' && random.chance(0.6);
      const broken = inner
        ? docxOf(mutated(Buffer.from(body.repeat(5)), random, wordsOf['xml'] ?? []).toString())
        : mutated(bytes, random, wordsOf[kind] ?? []);
      const started = performance.now();
      const told = await outcome(`第${count}个.${kind}`, broken);
      if (told === 'text') texts += 1;
      else if (/^《第\d+个\.\w+》[^。\n]*。$/.test(told)) refusals += 1;
      else wrong.push(`${count} ${kind}: ${told}`);
      if (performance.now() - started > milliseconds + 5000) wrong.push(`${count} ${kind}: too slow`);
    }
    expect(wrong).toEqual([]);
    expect(texts).toBeGreaterThan(50);
    expect(refusals).toBeGreaterThan(50);
    expect(faults).toEqual([]);
    const left = leftFiles().filter(
      (name) => !before.includes(name) && /gazette|pdf|docx|第\d+个/i.test(name),
    );
    expect(left).toEqual([]);
    // Under a minute on a machine that does nothing else.
  }, 400_000);
});
