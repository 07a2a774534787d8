import { describe, expect, it } from 'vitest';
import { readGazetteFile } from '../../src/gazette-files/read-gazette-file.ts';
import { findChromium } from '../support/chromium.ts';
import { printPdf, printStyle } from '../support/gazette-files/make-pdf.ts';
import { pdfOf, pdfOfContents } from '../support/gazette-files/plain-pdf.ts';

const chromium = findChromium(process.env);

async function read(bytes: Uint8Array) {
  const { text, warnings, pages } = await readGazetteFile({ name: '公报.pdf', bytes });
  return {
    lines: text.split(/\n+/).filter((line) => line !== ''),
    codes: warnings.map(({ code }) => code),
    pages,
  };
}

const print = (body: string, style = printStyle) =>
  printPdf(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${style}</style>${body}`,
    chromium ?? '',
  );

/** A sentence without end marks, of as many characters as are asked for. */
const words = (length: number) =>
  '种植户应当在每年九月向所在地镇人民政府提出申请并提交土地承包合同复印件'.repeat(40).slice(0, length);

/** A Chinese font that is not embedded, with the codes that `encoding` names. */
const chineseFont = (encoding: string, ordering = 'GB1') =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${encoding} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /Ascent 800 /Descent -200 /ItalicAngle 0 /CapHeight 700 /StemV 80 >> >>] >>`;

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
const show = (x: number, y: number, hex: string) => `BT /F1 12 Tf ${x} ${y} Td <${hex}> Tj ET`;

describe.skipIf(chromium === undefined)('a printed gazette', () => {
  it('has paragraphs joined over lines and page ends, and kept apart by their indents', async () => {
    const [long, next] = [`第一条 ${words(1400)}。`, `第二条 ${words(60)}。`];
    const { lines, pages } = await read(await print(`<p>${long}</p><p>${next}</p><p>短。</p>`));
    expect(lines).toEqual([long, next, '短。']);
    expect(pages).toBeGreaterThan(1);
  });

  it('leaves paragraphs apart at a page end where no indent shows that they go on', async () => {
    const style = `${printStyle} p { text-indent: 0; margin: 0 0 1.5em; }`;
    const { lines } = await read(await print(`<p>${words(1400)}。</p>`, style));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(`${words(1400)}。`);
  });

  it('is read one column after the other', async () => {
    const texts = Array.from({ length: 14 }, (_, index) => `第${index + 1}段${words(70 + index)}。`);
    const style = `${printStyle} body { font-size: 11pt; } div { columns: 2; column-gap: 12mm; }`;
    const { lines } = await read(
      await print(`<div>${texts.map((each) => `<p>${each}</p>`).join('')}</div>`, style),
    );
    expect(lines).toEqual(texts);
  });

  it('has a table over pages as one, with the row whole that a page end had cut, with and without a head on each page', async () => {
    const long = words(260);
    const rows = Array.from({ length: 24 }, (_, index) => [
      String(index + 1),
      `项目${index + 1}`,
      index % 5 === 3 ? long : '区财政局',
    ]);
    const expected = [['序号', '名称', '责任单位'], ...rows].map((cells) => cells.join('\t'));
    const body = rows.map((cells) => `<tr>${cells.map((each) => `<td>${each}</td>`).join('')}</tr>`).join('');
    const head = '<tr><th>序号</th><th>名称</th><th>责任单位</th></tr>';
    const style = `${printStyle} td { vertical-align: top; } td:last-child { width: 60%; }`;
    const withHeads = await print(`<table><thead>${head}</thead><tbody>${body}</tbody></table>`, style);
    expect((await read(withHeads)).lines).toEqual(expected);
    const without = await print(`<table><tbody>${head}${body}</tbody></table>`, style);
    expect((await read(without)).lines).toEqual(expected);
  });

  it('has columns without rules as a table', async () => {
    const rows = [
      ['镇别', '户数', '金额'],
      ['太和镇', '120', '36.5'],
      ['禾云镇', '98', '30.1'],
      ['浸潭镇', '101', '29.8'],
    ];
    const style = `${printStyle} td { border: 0; text-align: left; padding: 2pt 20pt; }`;
    const body = rows.map((cells) => `<tr>${cells.map((each) => `<td>${each}</td>`).join('')}</tr>`).join('');
    const { lines } = await read(
      await print(`<p>补贴发放情况如下：</p><table>${body}</table><p>以上。</p>`, style),
    );
    expect(lines).toEqual(['补贴发放情况如下：', ...rows.map((cells) => cells.join('\t')), '以上。']);
  });

  it('has no table where a box is drawn around text, and no words of a mark across the page', async () => {
    const style = `${printStyle} .mark { position: fixed; top: 40%; left: 10%; transform: rotate(-40deg); font-size: 40pt; }`;
    const { lines, codes } = await read(
      await print(
        '<div style="border:1pt solid">专栏1 重点工程</div><p>第一条 甲。</p><div class="mark">内部资料</div>',
        style,
      ),
    );
    expect(lines).toEqual(['专栏1 重点工程', '第一条 甲。']);
    expect(codes).toEqual(['slanted']);
  });

  it('tells of pages that are pictures', async () => {
    const png = `<img style="width:300px;height:300px;image-rendering:pixelated" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==">`;
    const { codes } = await read(await print(`<p>第一条 甲。</p>${png}`));
    expect(codes).toEqual(['pictures']);
    await expect(read(await print(png))).rejects.toThrow('《公报.pdf》是扫描件，里面只有图片没有文字');
  });
});

describe('a PDF written by other programs', () => {
  it('is read where its Chinese font is not embedded', async () => {
    const text = '第一条 本办法所称补贴是指区财政对种植户的补助。';
    const bytes = pdfOfContents([show(72, 720, utf16(text))], { font: chineseFont('UniGB-UCS2-H') });
    expect((await read(bytes)).lines).toEqual([text]);
    const gbk = pdfOfContents([show(72, 720, 'b2b9ccf9b1ead7bc')], { font: chineseFont('GBK-EUC-H') });
    expect((await read(gbk)).lines).toEqual(['补贴标准']);
  });

  it('is refused where nobody can tell which characters its font draws', async () => {
    const codes = Array.from({ length: 60 }, (_, index) =>
      (0x2100 + index * 37).toString(16).padStart(4, '0'),
    ).join('');
    const bytes = pdfOfContents([show(10, 720, codes)], { font: chineseFont('Identity-H', 'Identity') });
    await expect(read(bytes)).rejects.toThrow(/文字认不出来|没有文字/);
  });

  it('is read upright when its pages are turned, by the page or by the text', async () => {
    expect((await read(pdfOf(['Article 1'], { page: '/Rotate 90' }))).lines).toEqual(['Article 1']);
    const turned =
      'BT /F1 12 Tf 0 1 -1 0 100 72 Tm (First line of the turned page) Tj ET BT /F1 12 Tf 0 1 -1 0 120 72 Tm (second line) Tj ET';
    expect((await read(pdfOfContents([turned]))).lines.join(' ')).toBe(
      'First line of the turned page second line',
    );
  });

  it('has its vertical writing read from right to left', async () => {
    const contents = `${show(500, 700, utf16('第一条甲乙丙丁'))} ${show(470, 700, utf16('第二条戊己'))}`;
    const bytes = pdfOfContents([contents], { font: chineseFont('UniGB-UCS2-V') });
    expect((await read(bytes)).lines.join('')).toBe('第一条甲乙丙丁第二条戊己');
  });

  it('loses page numbers and running heads, not the figures of its text', async () => {
    const pages = [1, 2, 3].map(
      (page) =>
        `BT /F1 9 Tf 200 765 Td (Gazette 2026 No 4) Tj ET BT /F1 12 Tf 72 600 Td (Text of page ${page}.) Tj ET BT /F1 12 Tf 72 400 Td (2026) Tj ET BT /F1 9 Tf 300 30 Td (- ${page} -) Tj ET`,
    );
    expect((await read(pdfOfContents(pages))).lines).toEqual([
      'Text of page 1.',
      '2026',
      'Text of page 2.',
      '2026',
      'Text of page 3.',
      '2026',
    ]);
  });
});
