/**
 * PDF → for each page the runs of text with their places, and the rules drawn on it. Only what pdf.js reads of text and
 * lines is used: nothing is painted, no picture is decoded, no script runs, nothing is fetched.
 * @module
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { FileLimits } from './limits.ts';
import { leftOut, loadPdfLibrary, type PdfLibrary } from './load-pdf-library.ts';
import { type PdfRule, readRules } from './pdf-rules.ts';
import { refuseFile } from './refuse-file.ts';

/** A run of characters in one font. Measured in points from the upper left corner of the page as it is read. */
export interface PdfRun {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The line that the characters stand on. */
  readonly base: number;
  readonly size: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly PdfRun[];
  readonly rules: readonly PdfRule[];
  readonly pictures: boolean;
  /** Text in another direction than the rest of the page: stamps and marks over the page. */
  readonly slanted: boolean;
}

export interface OpenPdf {
  readonly pages: number;
  readonly hasAttachments: boolean;
  readonly hasScripts: boolean;
  page(number: number): Promise<PdfPage>;
}

/** @throws WenzhengError file_unreadable */
export async function openPdf(bytes: Uint8Array, shown: string, limits: FileLimits): Promise<OpenPdf> {
  const pdfjs = await loadPdfLibrary();
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  let document: PDFDocumentProxy;
  try {
    document = await pdfjs.getDocument({
      data: new Uint8Array(bytes),
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      useWasm: false,
      enableXfa: false,
      // Pictures are left out, each with a word to console.warn.
      maxImageSize: 1,
      verbosity: pdfjs.VerbosityLevel.WARNINGS,
      // Chinese fonts that are not embedded need the tables of their codes.
      cMapUrl: join(folder, 'cmaps/'),
      cMapPacked: true,
      standardFontDataUrl: join(folder, 'standard_fonts/'),
    }).promise;
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw refuseFile(`${shown}加了密码，请取消密码后重新上传。`, error);
    throw refuseFile(`${shown}已损坏或者没有传完整，请重新导出 PDF 后上传。`, error);
  }
  if (document.numPages === 0) throw refuseFile(`${shown}里一页也没有，请重新导出 PDF 后上传。`);
  if (document.numPages > limits.pages)
    throw refuseFile(`${shown}有${document.numPages}页，超过${limits.pages}页，请拆成几个文件再上传。`);
  return {
    pages: document.numPages,
    hasAttachments: (await orNothing(document.getAttachments())) !== null,
    hasScripts: (await orNothing(document.hasJSActions())) === true,
    async page(number) {
      try {
        const page = await document.getPage(number);
        const read = await readPage(page, pdfjs);
        page.cleanup();
        return read;
      } catch (error) {
        throw refuseFile(`${shown}第${number}页读不出来，可能已损坏，请重新导出 PDF 后上传。`, error);
      }
    },
  };
}

async function orNothing<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    // oxlint-disable-next-line no-unnecessary-condition -- pdf.js answers null where there are none
    return (await asked) ?? null;
  } catch {
    return null;
  }
}

type Matrix = readonly number[];

interface PlacedRun {
  readonly text: string;
  readonly matrix: Matrix;
  readonly length: number;
  readonly size: number;
  readonly vertical: boolean;
}

async function readPage(page: PDFPageProxy, pdfjs: PdfLibrary): Promise<PdfPage> {
  const viewport = page.getViewport({ scale: 1 });
  const picturesBefore = leftOut.pictures;
  const operators = await page.getOperatorList();
  const content = await page.getTextContent();
  const placed: PlacedRun[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const matrix: number[] = pdfjs.Util.transform(viewport.transform, item.transform);
    if (!matrix.every((value) => Number.isFinite(value))) continue;
    const vertical = content.styles[item.fontName]?.vertical === true;
    placed.push({
      text: item.str,
      matrix,
      length: vertical ? item.height : item.width,
      size: Math.hypot(matrix[2] ?? 0, matrix[3] ?? 0),
      vertical,
    });
  }
  const usual = usualTurn(placed);
  const upright = placed.filter((run) => turnOf(run) === usual);
  const turn = turnPage(usual, viewport.width, viewport.height);
  const sideways = usual === 90 || usual === 270;
  const runs = upright.flatMap((run): PdfRun[] => {
    const [left, base] = turn(run.matrix[4] ?? 0, run.matrix[5] ?? 0);
    if (run.size < 1 || run.size > 400) return [];
    return [{ text: run.text, left, right: left + run.length, base, size: run.size }];
  });
  return {
    width: sideways ? viewport.height : viewport.width,
    height: sideways ? viewport.width : viewport.height,
    runs,
    rules: readRules(operators, pdfjs.OPS, viewport.transform, turn),
    pictures: leftOut.pictures > picturesBefore,
    slanted: upright.length < placed.length,
  };
}

/** Degrees clockwise in quarter turns, or -1 for what stands askew. Vertical writing reads as if it were turned. */
function turnOf(run: PlacedRun): number {
  const [a = 0, b = 0] = run.matrix;
  const degrees = (Math.atan2(b, a) * 180) / Math.PI + (run.vertical ? 90 : 0);
  const quarter = Math.round(degrees / 90) * 90;
  return Math.abs(degrees - quarter) > 5 ? -1 : (quarter + 360) % 360;
}

/** The turn of most characters. */
function usualTurn(runs: readonly PlacedRun[]): number {
  const counts = new Map<number, number>();
  for (const run of runs) counts.set(turnOf(run), (counts.get(turnOf(run)) ?? 0) + run.text.length);
  counts.delete(-1);
  return [...counts].toSorted((left, right) => right[1] - left[1])[0]?.[0] ?? 0;
}

export type Turn = (x: number, y: number) => readonly [number, number];

/** Turns the page so that its text stands upright. */
function turnPage(degrees: number, width: number, height: number): Turn {
  if (degrees === 90) return (x, y) => [y, width - x];
  if (degrees === 180) return (x, y) => [width - x, height - y];
  if (degrees === 270) return (x, y) => [height - y, x];
  return (x, y) => [x, y];
}
