import {
  cellOf,
  type DescribedTable,
  type GazetteDescription,
  itemMarks,
  type Piece,
} from './describe-gazette.ts';

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The described gazette as a web page. @param style CSS of its own, for printing. */
export function makeHtml(gazette: GazetteDescription, style = ''): Buffer {
  const marks = itemMarks(gazette.pieces);
  const body = gazette.pieces.map((piece, index) => htmlOf(piece, marks.get(index) ?? '')).join('\n');
  return Buffer.from(
    `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(gazette.runningHead)}</title>` +
      `<style>${style}</style></head>\n<body>\n${body}\n</body></html>\n`,
  );
}

function htmlOf(piece: Piece, mark: string): string {
  switch (piece.kind) {
    case 'cover':
      return `<p class="cover">${escapeHtml(piece.text)}</p>`;
    case 'contents':
      return `<p class="title">目 录</p>${piece.entries
        .map(
          ({ title, number, page }) =>
            `<p class="contents">${escapeHtml(title)}<br>${escapeHtml(number)}.....${page}</p>`,
        )
        .join('')}`;
    case 'title':
      return `<h2 class="title">${escapeHtml(piece.text)}</h2>`;
    case 'number':
      return `<p class="number">${escapeHtml(piece.text)}</p>`;
    case 'addressee':
      return `<p class="addressee">${escapeHtml(piece.text)}</p>`;
    case 'signature':
      return `<p class="signature">${escapeHtml(piece.text)}</p>`;
    case 'annex':
      return `<p class="annex">${escapeHtml(piece.label)}</p><h3 class="title">${escapeHtml(piece.title)}</h3>`;
    case 'table':
      return tableHtml(piece);
    case 'item':
      return piece.level === 'chapter'
        ? `<h3 class="title">${escapeHtml(`${mark}${piece.text}`)}</h3>`
        : `<p>${escapeHtml(`${mark}${piece.text}`)}</p>`;
    default:
      return `<p>${escapeHtml(piece.text)}</p>`;
  }
}

function tableHtml(table: DescribedTable): string {
  const rows = table.rows.map((cells, row) => {
    const tag = row < table.heads ? 'th' : 'td';
    return `<tr>${cells
      .map((each) => {
        const cell = cellOf(each);
        const span =
          (cell.rows === undefined ? '' : ` rowspan="${cell.rows}"`) +
          (cell.columns === undefined ? '' : ` colspan="${cell.columns}"`);
        return `<${tag}${span}>${escapeHtml(cell.text).replaceAll('\n', '<br>')}</${tag}>`;
      })
      .join('')}</tr>`;
  });
  return `<table><thead>${rows.slice(0, table.heads).join('')}</thead><tbody>${rows.slice(table.heads).join('')}</tbody></table>`;
}
