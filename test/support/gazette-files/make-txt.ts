import { type GazetteDescription, itemMarks, type Piece, rowsOfTable } from './describe-gazette.ts';

/** The described gazette as a text file, paragraph by paragraph. */
export function makeTxt(gazette: GazetteDescription): Buffer {
  const marks = itemMarks(gazette.pieces);
  const blocks = gazette.pieces.flatMap((piece, index) => linesOf(piece, marks.get(index) ?? ''));
  return Buffer.from(`${blocks.join('\n\n')}\n`);
}

function linesOf(piece: Piece, mark: string): string[] {
  switch (piece.kind) {
    case 'contents':
      return ['目 录', ...piece.entries.map(({ title, number, page }) => `${title}\n${number}.....${page}`)];
    case 'item':
      return [`${mark}${piece.text}`];
    case 'annex':
      return [piece.label, piece.title];
    case 'table':
      return [
        rowsOfTable(piece)
          .map((row) => row.join('\t'))
          .join('\n'),
      ];
    default:
      return [piece.text];
  }
}
