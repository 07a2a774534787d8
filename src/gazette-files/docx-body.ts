/**
 * The body of a Word file → blocks, as a reader of the printed page sees it: numbers counted, changes accepted, comments
 * and hidden text left out, text boxes and notes after the paragraph that they belong to.
 * @module
 */
import { type DocxNumbering, wholeNumber } from './docx-numbering.ts';
import type { DocxStyles } from './docx-styles.ts';
import type { FileBlock, FileCell, FileRow } from './file-blocks.ts';
import { child, childElements, holds, switchOf, valueOf, type XmlElement } from './xml-tree.ts';

/** What was met and left out; each becomes one sentence. */
export type DocxFinding = 'changes' | 'hidden' | 'pictures' | 'embedded' | 'comments';

interface ParagraphText {
  text: string;
  /** Text boxes that are anchored in it. */
  readonly boxes: FileBlock[];
  readonly notes: string[];
}

export class DocxBody {
  readonly findings = new Set<DocxFinding>();
  private readonly styles: DocxStyles;
  private readonly numbering: DocxNumbering;
  private readonly notes: ReadonlyMap<string, XmlElement>;
  private noteNumber = 0;
  /** Fields that are open: code (not shown) or result. They may go over paragraphs. */
  private readonly fields: ('code' | 'result')[] = [];
  /** Text of a paragraph whose end was deleted: the next one goes on with it. */
  private unfinished = '';

  /** @param notes Footnotes and endnotes by kind and id. */
  constructor(styles: DocxStyles, numbering: DocxNumbering, notes: ReadonlyMap<string, XmlElement>) {
    this.styles = styles;
    this.numbering = numbering;
    this.notes = notes;
  }

  read(parent: XmlElement | undefined): FileBlock[] {
    const blocks: FileBlock[] = [];
    for (const element of childElements(parent)) this.readBlock(element, blocks);
    return blocks;
  }

  private readBlock(element: XmlElement, blocks: FileBlock[]): void {
    switch (element.name) {
      case 'w:p':
        this.readParagraph(element, blocks);
        break;
      case 'w:tbl':
        blocks.push({ kind: 'table', rows: this.readRows(element) });
        break;
      case 'w:sdt':
        blocks.push(...this.read(child(element, 'w:sdtContent')));
        break;
      case 'w:del':
      case 'w:moveFrom':
        this.findings.add('changes');
        break;
      case 'w:ins':
      case 'w:moveTo':
        this.findings.add('changes');
        blocks.push(...this.read(element));
        break;
      case 'w:customXml':
      case 'w:smartTag':
        blocks.push(...this.read(element));
        break;
      case 'mc:AlternateContent':
        blocks.push(...this.read(chosen(element)));
        break;
      case 'w:altChunk':
        this.findings.add('embedded');
        break;
      default:
    }
  }

  private readParagraph(element: XmlElement, blocks: FileBlock[]): void {
    const settings = this.styles.settings(element);
    const properties = child(element, 'w:pPr');
    const marks = child(properties, 'w:rPr');
    const read: ParagraphText = { text: '', boxes: [], notes: [] };
    this.readInline(element, read, settings.hidden, settings.dottedTab);
    const ownText = read.text;
    const joined = this.unfinished + ownText;
    if (child(marks, 'w:del') !== undefined || child(marks, 'w:moveFrom') !== undefined) {
      this.findings.add('changes');
      this.unfinished = joined;
    } else {
      if (child(marks, 'w:ins') !== undefined) this.findings.add('changes');
      this.unfinished = '';
      const mark =
        joined.trim() === '' ? '' : this.markOf(settings, this.styles.hides(marks) ?? settings.hidden);
      if (joined.trim() !== '') blocks.push({ kind: 'paragraph', text: mark + joined.trimStart() });
    }
    blocks.push(...read.boxes);
    for (const note of read.notes) blocks.push({ kind: 'paragraph', text: note });
  }

  /** Word counts an empty paragraph too, but shows nothing that a gazette would keep; it is not counted here. */
  private markOf(settings: ReturnType<DocxStyles['settings']>, hidden: boolean): string {
    const { numberingId, numberedBy } = settings;
    if (numberingId === null || hidden) return '';
    const byStyle = numberedBy === null ? null : this.numbering.levelOfStyle(numberingId, numberedBy);
    return this.numbering.next(numberingId, settings.level ?? byStyle ?? 0);
  }

  private readInline(parent: XmlElement, into: ParagraphText, hidden: boolean, dotted: boolean): void {
    for (const element of childElements(parent)) {
      switch (element.name) {
        case 'w:r':
          this.readRun(element, into, hidden, dotted);
          break;
        case 'w:del':
        case 'w:moveFrom':
          this.findings.add('changes');
          break;
        case 'w:ins':
        case 'w:moveTo':
          this.findings.add('changes');
          this.readInline(element, into, hidden, dotted);
          break;
        case 'w:sdt':
          this.readInline(child(element, 'w:sdtContent') ?? element, into, hidden, dotted);
          break;
        case 'mc:AlternateContent':
          this.readInline(chosen(element) ?? element, into, hidden, dotted);
          break;
        case 'w:commentRangeStart':
          this.findings.add('comments');
          break;
        case 'w:hyperlink':
        case 'w:fldSimple':
        case 'w:smartTag':
        case 'w:customXml':
        case 'w:dir':
        case 'w:bdo':
        case 'mc:Choice':
        case 'mc:Fallback':
          this.readInline(element, into, hidden, dotted);
          break;
        case 'm:oMath':
        case 'm:oMathPara':
          into.text += mathText(element);
          break;
        default:
      }
    }
  }

  private readRun(run: XmlElement, into: ParagraphText, hiddenByStyle: boolean, dotted: boolean): void {
    const properties = child(run, 'w:rPr');
    const hidden = this.styles.hides(properties) ?? hiddenByStyle;
    for (const element of childElements(run)) {
      if (element.name === 'w:fldChar') this.readFieldMark(element);
      else if (this.fields.includes('code')) continue;
      else if (hidden) {
        if (element.name === 'w:t' && textOf(element).trim() !== '') this.findings.add('hidden');
      } else this.readRunPart(element, into, dotted);
    }
  }

  private readFieldMark(element: XmlElement): void {
    const kind = element.attributes['fldCharType'];
    if (kind === 'begin') this.fields.push('code');
    else if (kind === 'separate' && this.fields.length > 0) this.fields[this.fields.length - 1] = 'result';
    else if (kind === 'end') this.fields.pop();
  }

  private readRunPart(element: XmlElement, into: ParagraphText, dotted: boolean): void {
    switch (element.name) {
      case 'w:t':
        into.text += textOf(element);
        break;
      case 'w:tab':
      case 'w:ptab':
        into.text += dotted ? '.....' : ' ';
        break;
      case 'w:br':
        // The end of a page or a column cuts no paragraph.
        if (!['page', 'column'].includes(element.attributes['type'] ?? '')) into.text += '\n';
        break;
      case 'w:cr':
        into.text += '\n';
        break;
      case 'w:noBreakHyphen':
        into.text += '-';
        break;
      case 'w:sym':
        into.text += symbolOf(element);
        break;
      case 'w:ruby':
        for (const run of childElements(child(element, 'w:rubyBase'))) this.readRun(run, into, false, dotted);
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.readNote(element, into);
        break;
      case 'mc:AlternateContent':
        for (const each of childElements(chosen(element))) this.readRunPart(each, into, dotted);
        break;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.readDrawing(element, into);
        break;
      default:
    }
  }

  private readNote(reference: XmlElement, into: ParagraphText): void {
    const id = reference.attributes['id'] ?? '';
    const note = this.notes.get(`${reference.name === 'w:footnoteReference' ? 'footnote' : 'endnote'} ${id}`);
    if (note === undefined) return;
    this.noteNumber += 1;
    const number = this.noteNumber;
    const text = this.apart(() => this.read(note))
      .flatMap((block) => (block.kind === 'paragraph' ? [block.text.trim()] : []))
      .join(' ');
    if (text !== '') into.notes.push(`注${number}：${text}`);
  }

  private readDrawing(element: XmlElement, into: ParagraphText): void {
    if (element.name === 'w:object') this.findings.add('embedded');
    else if (holds(element, ['a:blip', 'v:imagedata', 'c:chart', 'dgm:relIds']))
      this.findings.add('pictures');
    for (const box of boxesIn(element)) into.boxes.push(...this.apart(() => this.read(box)));
  }

  /** A box or a note is a text of its own: what is open in the paragraph around it goes on after it. */
  private apart(read: () => FileBlock[]): FileBlock[] {
    const unfinished = this.unfinished;
    const fields = this.fields.splice(0);
    this.unfinished = '';
    const blocks = read();
    this.unfinished = unfinished;
    this.fields.splice(0, this.fields.length, ...fields);
    return blocks;
  }

  private readRows(table: XmlElement): FileRow[] {
    const rows: FileRow[] = [];
    /** By column the cell that goes on below. */
    const open = new Map<number, { cell: { rows: number } }>();
    for (const element of rowsOf(table)) {
      const properties = child(element, 'w:trPr');
      if (child(properties, 'w:del') !== undefined) {
        this.findings.add('changes');
        continue;
      }
      if (switchOf(properties, 'w:hidden') === true) {
        this.findings.add('hidden');
        continue;
      }
      const before = Math.min(wholeNumber(valueOf(properties, 'w:gridBefore'), 0), 60);
      let column = before;
      const cells: FileCell[] = [];
      for (const each of cellsOf(element)) {
        const cellProperties = child(each, 'w:tcPr');
        const columns = Math.min(Math.max(wholeNumber(valueOf(cellProperties, 'w:gridSpan'), 1), 1), 60);
        const merge = child(cellProperties, 'w:vMerge');
        const above = open.get(column);
        if (merge !== undefined && merge.attributes['val'] !== 'restart' && above !== undefined) {
          above.cell.rows += 1;
        } else {
          const cell = { blocks: this.read(each), rows: 1, columns };
          cells.push(cell);
          if (merge === undefined) open.delete(column);
          else open.set(column, { cell });
        }
        column += columns;
      }
      rows.push({ cells, head: switchOf(properties, 'w:tblHeader') ?? false, before });
    }
    return rows;
  }
}

function textOf(element: XmlElement): string {
  return element.children.filter((each) => typeof each === 'string').join('');
}

function mathText(element: XmlElement): string {
  if (element.name === 'm:t') return textOf(element);
  return childElements(element).map(mathText).join('');
}

/** Boxes to tick are the only symbols that a form of a gazette needs. */
function symbolOf(element: XmlElement): string {
  const code = Number.parseInt(element.attributes['char'] ?? '', 16) & 0xff;
  if (!/wingdings/i.test(element.attributes['font'] ?? '')) return '';
  if ([0x6f, 0x71, 0x72, 0xa8, 0xa3].includes(code)) return '□';
  return [0xfe, 0x52, 0xfd].includes(code) ? '☑' : '';
}

/** Of what is there twice, for newer and for older programs, the one that holds text. */
function chosen(alternatives: XmlElement): XmlElement | undefined {
  const each = childElements(alternatives);
  return each.find((alternative) => holds(alternative, ['w:txbxContent'])) ?? each[0];
}

/** The outermost text boxes of a drawing. */
function boxesIn(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((each) => {
    if (each.name === 'w:txbxContent') return [each];
    if (each.name === 'mc:AlternateContent') return boxesIn(chosen(each) ?? each);
    return boxesIn(each);
  });
}

const wrappers = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:smartTag']);

function rowsOf(table: XmlElement): XmlElement[] {
  return childElements(table).flatMap((each) =>
    each.name === 'w:tr' ? [each] : wrappers.has(each.name) ? rowsOf(each) : [],
  );
}

function cellsOf(row: XmlElement): XmlElement[] {
  return childElements(row).flatMap((each) =>
    each.name === 'w:tc' ? [each] : wrappers.has(each.name) ? cellsOf(each) : [],
  );
}
