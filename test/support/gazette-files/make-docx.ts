import { zipArchive } from '../../batch/zip-archive.ts';
import {
  cellOf,
  type DescribedTable,
  type GazetteDescription,
  type ItemLevel,
  type Piece,
} from './describe-gazette.ts';
import { escapeHtml } from './make-html.ts';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const package2006 = 'http://schemas.openxmlformats.org/package/2006';
const namespaces =
  `xmlns:w="${main}" xmlns:r="${relations}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';

export interface DocxParts {
  /** XML inside w:numbering. */
  readonly numbering?: string;
  /** XML inside w:styles. */
  readonly styles?: string;
  /** XML inside w:footnotes. */
  readonly footnotes?: string;
  /** XML inside w:hdr of a header that each page has. */
  readonly header?: string;
  /** Other parts, by name. */
  readonly others?: readonly { readonly name: string; readonly text: string }[];
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
const relationFile = (content: string) =>
  `<Relationships xmlns="${package2006}/relationships">${content}</Relationships>`;

/** A Word file with this XML inside w:body. */
export function docxOf(body: string, parts: DocxParts = {}): Buffer {
  const related = [
    ['numbering', parts.numbering],
    ['styles', parts.styles],
    ['footnotes', parts.footnotes],
    ['header', parts.header],
  ] as const;
  const roots = { numbering: 'numbering', styles: 'styles', footnotes: 'footnotes', header: 'hdr' } as const;
  const there = related.filter(([, text]) => text !== undefined);
  return zipArchive([
    {
      name: '[Content_Types].xml',
      text:
        `<Types xmlns="${package2006}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    { name: '_rels/.rels', text: relationFile(relation('rId1', 'officeDocument', 'word/document.xml')) },
    {
      name: 'word/document.xml',
      text: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      text: relationFile(
        there.map(([name], index) => relation(`rId${index + 1}`, name, `${name}.xml`)).join(''),
      ),
    },
    ...there.map(([name, text]) => ({
      name: `word/${name}.xml`,
      text: `<?xml version="1.0" encoding="UTF-8"?><w:${roots[name]} ${namespaces}>${text}</w:${roots[name]}>`,
    })),
    ...(parts.others ?? []),
  ]);
}

export const run = (text: string): string => `<w:r><w:t xml:space="preserve">${escapeHtml(text)}</w:t></w:r>`;

/** @param properties XML inside w:pPr. */
export const paragraph = (text: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${run(text)}</w:p>`;

const level = (index: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;

/** Chapters with articles in one list, 一、（一）1.（1） in another. */
const lists =
  `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '第%1章', '<w:suff w:val="space"/>')}` +
  `${level(1, 'chineseCountingThousand', '第%2条', '<w:lvlRestart w:val="0"/><w:suff w:val="space"/>')}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="1">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）', '<w:suff w:val="nothing"/>')}` +
  `${level(2, 'decimal', '%3.')}${level(3, 'decimal', '（%4）')}</w:abstractNum>`;

const place: Readonly<Record<ItemLevel, readonly [list: number, level: number]>> = {
  chapter: [0, 0],
  article: [0, 1],
  one: [1, 0],
  two: [1, 1],
  three: [1, 2],
  four: [1, 3],
};

/** The described gazette as a Word file whose items Word numbers. */
export function makeDocx(gazette: GazetteDescription): Buffer {
  // A w:num for each place where a list begins anew, as Word writes it.
  const numbers: string[] = [];
  const current: (number | undefined)[] = [undefined, undefined];
  const body = gazette.pieces.map((piece) => {
    if (piece.kind !== 'item') return docxPiece(piece);
    const [list, depth] = place[piece.level];
    if (current[list] === undefined || (piece.first === true && piece.level !== 'article')) {
      const overrides =
        numbers.length < 2
          ? ''
          : [0, 1, 2, 3]
              .map((each) => `<w:lvlOverride w:ilvl="${each}"><w:startOverride w:val="1"/></w:lvlOverride>`)
              .join('');
      numbers.push(
        `<w:num w:numId="${numbers.length + 1}"><w:abstractNumId w:val="${list}"/>${overrides}</w:num>`,
      );
      current[list] = numbers.length;
    }
    return paragraph(
      piece.text,
      `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${current[list]}"/></w:numPr>`,
    );
  });
  return docxOf(`${body.join('')}<w:sectPr/>`, {
    numbering: lists + numbers.join(''),
    styles: '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>',
    header: paragraph(gazette.runningHead),
  });
}

const middle = '<w:jc w:val="center"/>';

function docxPiece(piece: Exclude<Piece, { kind: 'item' }>): string {
  switch (piece.kind) {
    case 'contents':
      return (
        paragraph('目 录', middle) +
        piece.entries
          .map(
            ({ title, number, page }) =>
              `<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8800"/></w:tabs></w:pPr>${run(title)}<w:r><w:br/></w:r>${run(number)}<w:r><w:tab/></w:r>${run(String(page))}</w:p>`,
          )
          .join('')
      );
    case 'annex':
      return paragraph(piece.label) + paragraph(piece.title, middle);
    case 'table':
      return docxTable(piece);
    case 'signature':
      return paragraph(piece.text, '<w:jc w:val="right"/>');
    case 'cover':
    case 'title':
    case 'number':
      return paragraph(piece.text, middle);
    default:
      return paragraph(piece.text, '<w:ind w:firstLineChars="200"/>');
  }
}

function docxTable(table: DescribedTable): string {
  /** For each column the rows that the cell above still goes over, and its columns. */
  const open = new Map<number, { rows: number; columns: number }>();
  const rows = table.rows.map((cells, index) => {
    let column = 0;
    let xml = '';
    const goOn = () => {
      for (let over = open.get(column); over !== undefined; over = open.get(column)) {
        xml += docxCell('', over.columns, 'continue');
        if (over.rows === 1) open.delete(column);
        else open.set(column, { ...over, rows: over.rows - 1 });
        column += over.columns;
      }
    };
    for (const each of cells) {
      goOn();
      const { text, rows: down = 1, columns = 1 } = cellOf(each);
      xml += docxCell(text, columns, down > 1 ? 'restart' : null);
      if (down > 1) open.set(column, { rows: down - 1, columns });
      column += columns;
    }
    goOn();
    return `<w:tr>${index < table.heads ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${xml}</w:tr>`;
  });
  return `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;
}

function docxCell(text: string, columns: number, merge: 'restart' | 'continue' | null): string {
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : '';
  const vertical = merge === null ? '' : merge === 'continue' ? '<w:vMerge/>' : '<w:vMerge w:val="restart"/>';
  const paragraphs = text.split('\n').map((each) => paragraph(each));
  return `<w:tc><w:tcPr>${span}${vertical}</w:tcPr>${paragraphs.join('')}</w:tc>`;
}
