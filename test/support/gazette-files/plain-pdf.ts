/** PDF written by hand, for what no program that prints would write. */
export interface PlainPdfParts {
  /** More entries of the catalog. */
  readonly catalog?: string;
  /** More entries of the trailer. */
  readonly trailer?: string;
  /** Font dictionary instead of Helvetica. */
  readonly font?: string;
  /** Entries of each page. */
  readonly page?: string;
}

const head = 'BT /F1 12 Tf 72 720 Td';

/** @param pages Of each its one line of Latin text, or the bytes of a deflated content stream. */
export function pdfOf(pages: readonly (string | Uint8Array)[], parts: PlainPdfParts = {}): Buffer {
  const contents = pages.map((page) =>
    typeof page === 'string' ? `${head} (${page.replace(/[()\\]/g, '\\$&')}) Tj ET` : page,
  );
  return pdfOfContents(contents, parts);
}

/** @param contents Of each page its content stream; bytes are taken to be deflated. */
export function pdfOfContents(contents: readonly (string | Uint8Array)[], parts: PlainPdfParts = {}): Buffer {
  const kids = contents.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const objects: Buffer[] = [
    Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${parts.catalog ?? ''} >>`),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`),
    Buffer.from(parts.font ?? '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  ];
  contents.forEach((content, index) => {
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] ${parts.page ?? ''} /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      ),
    );
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    const filter = typeof content === 'string' ? '' : ' /Filter /FlateDecode';
    objects.push(
      Buffer.concat([
        Buffer.from(`<< /Length ${bytes.length}${filter} >>\nstream\n`),
        bytes,
        Buffer.from('\nendstream'),
      ]),
    );
  });
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = 9;
  objects.forEach((object, index) => {
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += piece.length;
    pieces.push(piece);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  pieces.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${parts.trailer ?? ''} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}
