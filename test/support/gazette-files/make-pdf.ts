import { chromium } from 'playwright-core';
import { escapeHtml, makeHtml } from './make-html.ts';
import type { GazetteDescription } from './describe-gazette.ts';

/** As gazettes are set: A4, titles in the middle, paragraphs indented by two characters, tables with rules. */
export const printStyle = `
  @page { size: A4; margin: 28mm 26mm; }
  body { font: 16pt/1.7 "Noto Serif CJK SC", "Noto Sans CJK SC", serif; margin: 0; }
  p { margin: 0; text-indent: 2em; text-align: justify; }
  p.cover, h2, h3, p.number { text-align: center; text-indent: 0; font-weight: bold; }
  h2 { font-size: 20pt; margin: 1em 0 0.4em; break-before: page; }
  h3 { font-size: 16pt; margin: 0.4em 0; }
  p.cover:first-of-type { font-size: 30pt; }
  p.title { text-align: center; text-indent: 0; font-weight: bold; break-before: page; }
  p.number { font-weight: normal; margin-bottom: 1em; }
  p.addressee, p.annex, p.contents { text-indent: 0; }
  p.signature { text-align: right; text-indent: 0; padding-right: 2em; }
  table { border-collapse: collapse; width: 100%; font-size: 12pt; }
  th, td { border: 0.75pt solid #000; padding: 2pt 4pt; text-align: center; }
`;

/** The described gazette as Chromium prints it, with a running head and page numbers. */
export async function makePdf(gazette: GazetteDescription, chromiumPath: string): Promise<Buffer> {
  const small = 'font-size:9pt;width:100%;text-align:center;font-family:Noto Serif CJK SC';
  return printPdf(makeHtml(gazette, printStyle).toString(), chromiumPath, {
    displayHeaderFooter: true,
    headerTemplate: `<div style="${small}">${escapeHtml(gazette.runningHead)}</div>`,
    footerTemplate: `<div style="${small}">- <span class="pageNumber"></span> -</div>`,
  });
}

type PrintOptions = Parameters<
  Awaited<ReturnType<Awaited<ReturnType<typeof chromium.launch>>['newPage']>>['pdf']
>[0];

/** Any page of HTML as Chromium prints it. */
export async function printPdf(
  html: string,
  chromiumPath: string,
  options: PrintOptions = {},
): Promise<Buffer> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    return await page.pdf({ preferCSSPageSize: true, ...options });
  } finally {
    await browser.close();
  }
}
