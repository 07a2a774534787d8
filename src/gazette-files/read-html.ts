/** Web pages: text, lists and tables. Nothing of a page is run and nothing is fetched. @module */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type FileBlock, type FileCell, type FileRow, textOfBlocks } from './file-blocks.ts';
import { hiddenRules, type HiddenRules, hidesByStyle } from './html-hidden.ts';
import type { FileLimits } from './limits.ts';
import { formatNumber } from './number-format.ts';
import { isRubbish, plainCharacters } from './plain-characters.ts';
import { decodeText, type ReadText } from './read-txt.ts';
import { type FileWarning, refuseFile } from './refuse-file.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Never text of a gazette. */
const skipped = new Set(
  'script style template noscript noframes head title iframe frame frameset object embed applet svg math canvas audio video map datalist select option textarea button input form-control dialog nav'.split(
    ' ',
  ),
);
const active = new Set(['script', 'iframe', 'frame', 'object', 'embed', 'applet', 'svg']);
const blockTags = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul caption'.split(
    ' ',
  ),
);

// oxlint-disable-next-line require-await -- as the other readers
export async function readHtml(bytes: Uint8Array, shown: string, limits: FileLimits): Promise<ReadText> {
  const decoded = decodeHtml(bytes);
  if (decoded === null)
    throw refuseFile(`${shown}的文字编码认不出来，请用浏览器打开后另存为 UTF-8 编码的网页再上传。`);
  const { text: source } = plainCharacters(decoded);
  const document = parse(source, { scriptingEnabled: false });
  const reader = new HtmlReader(limits, shown, document);
  const text = textOfBlocks(reader.blocks, limits.characters, shown);
  if (isRubbish(text))
    throw refuseFile(`${shown}读出来是乱码，请用浏览器打开后另存为 UTF-8 编码的网页再上传。`);
  if (text === '' && reader.pictures)
    throw refuseFile(`${shown}里只有图片，没有文字，请先做文字识别，再存为 .docx 或 .txt 上传。`);
  const warnings: FileWarning[] = [];
  if (reader.active)
    warnings.push({ code: 'active_content', message: '网页里的脚本和嵌入内容没有运行，也没有读。' });
  if (reader.hidden) warnings.push({ code: 'hidden', message: '网页里隐藏的文字没有读。' });
  if (reader.pictures) warnings.push({ code: 'pictures', message: '图片、图表里的文字没有读。' });
  return { text, warnings, pages: null };
}

/** Encodings that a page may name; others (UTF-7) are never taken from it. */
const named = new Set(['gbk', 'gb2312', 'gb18030', 'big5', 'utf-8', 'utf8']);

function decodeHtml(bytes: Uint8Array): string | null {
  const marked = bytes[0] === 0xef || bytes[0] === 0xff || bytes[0] === 0xfe;
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const charset = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})/i.exec(start)?.[1]?.toLowerCase();
  if (!marked && charset !== undefined && named.has(charset)) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch {
      // The page says one thing and holds another: the bytes decide.
    }
  }
  return decodeText(bytes);
}

class HtmlReader {
  readonly blocks: FileBlock[];
  active = false;
  hidden = false;
  pictures = false;
  private readonly limits: FileLimits;
  private readonly shown: string;
  private readonly rules: HiddenRules;
  private elements = 0;

  constructor(limits: FileLimits, shown: string, document: DefaultTreeAdapterTypes.Document) {
    this.limits = limits;
    this.shown = shown;
    this.rules = hiddenRules(this.survey(document));
    this.blocks = this.read(document.childNodes, null);
  }

  /** Without recursion: how deep the page goes is not known yet. @returns the texts of its style sheets. */
  private survey(document: DefaultTreeAdapterTypes.Document): string[] {
    const sheets: string[] = [];
    let level: Node[] = document.childNodes;
    for (let depth = 0; level.length > 0; depth += 1) {
      this.elements += level.length;
      if (depth > this.limits.depth || this.elements > this.limits.elements)
        throw refuseFile(`${this.shown}的内部结构过于庞大，没有读取，请把文字复制到 .txt 再上传。`);
      const below: Node[] = [];
      for (const node of level) {
        if (!('tagName' in node)) continue;
        if (active.has(node.tagName) || node.attrs.some(({ name }) => name.startsWith('on')))
          this.active = true;
        if (node.tagName === 'style') sheets.push(node.childNodes.map(textOf).join(''));
        if (!skipped.has(node.tagName)) for (const child of node.childNodes) below.push(child);
        else if (node.tagName === 'head') for (const child of node.childNodes) below.push(child);
      }
      level = below;
    }
    return sheets;
  }

  /** @param pre Whether line ends of the source are line ends of the page. */
  private read(nodes: readonly Node[], list: Element | null, pre = false): FileBlock[] {
    const blocks: FileBlock[] = [];
    let line = '';
    const endParagraph = (): void => {
      const text = pre ? line : line.replace(/[ \t]*\n[ \t]*/g, '\n');
      if (text.trim() !== '') blocks.push({ kind: 'paragraph', text });
      line = '';
    };
    let item = list === null ? 0 : Number.parseInt(attribute(list, 'start') ?? '1', 10) || 1;
    const walk = (each: readonly Node[]): void => {
      for (const node of each) {
        if (!('tagName' in node)) {
          const text = textOf(node);
          line += pre ? text : text.replace(/[ \t\n]+/g, ' ');
          continue;
        }
        const { tagName } = node;
        if (tagName === 'img') this.pictures ||= isLargePicture(node);
        if (tagName === 'br') line += '\n';
        if (skipped.has(tagName)) continue;
        if (this.isHidden(node)) {
          if (hasText(node)) this.hidden = true;
        } else if (tagName === 'table') {
          endParagraph();
          for (const child of node.childNodes)
            if ('tagName' in child && child.tagName === 'caption')
              blocks.push(...this.read(child.childNodes, null));
          blocks.push({ kind: 'table', rows: this.rows(node) });
        } else if (blockTags.has(tagName)) {
          endParagraph();
          const ordered = tagName === 'ol' ? node : null;
          const inside = this.read(node.childNodes, ordered, pre || tagName === 'pre');
          if (list !== null && tagName === 'li') {
            item = Number.parseInt(attribute(node, 'value') ?? String(item), 10) || item;
            blocks.push(...numbered(inside, listMark(list, item)));
            item += 1;
          } else blocks.push(...inside);
        } else walk(node.childNodes);
      }
    };
    walk(nodes);
    endParagraph();
    return blocks;
  }

  private rows(table: Element): FileRow[] {
    const rows: FileRow[] = [];
    const add = (nodes: readonly Node[], head: boolean): void => {
      for (const node of nodes) {
        if (!('tagName' in node) || this.isHidden(node)) continue;
        if (node.tagName === 'tr') rows.push(this.row(node, head));
        else if (['tbody', 'thead', 'tfoot'].includes(node.tagName))
          add(node.childNodes, node.tagName === 'thead');
      }
    };
    add(table.childNodes, false);
    return rows;
  }

  private row(tr: Element, head: boolean): FileRow {
    const cells = tr.childNodes.flatMap((node): FileCell[] => {
      if (!('tagName' in node) || !['td', 'th'].includes(node.tagName)) return [];
      if (this.isHidden(node)) {
        if (hasText(node)) this.hidden = true;
        return [];
      }
      const span = (name: string) =>
        Math.min(Math.max(Number.parseInt(attribute(node, name) ?? '1', 10) || 1, 1), 1000);
      return [cell(this.read(node.childNodes, null), span('rowspan'), span('colspan'))];
    });
    return { cells, head, before: 0 };
  }

  private isHidden(element: Element): boolean {
    return element.attrs.some(({ name, value }) => {
      if (name === 'hidden') return true;
      if (name === 'style') return hidesByStyle(value);
      if (name === 'id') return this.rules.ids.has(value);
      return name === 'class' && value.split(/\s+/).some((each) => this.rules.classes.has(each));
    });
  }
}

function cell(blocks: readonly FileBlock[], rows = 1, columns = 1): FileCell {
  return { blocks, rows, columns };
}

function textOf(node: Node): string {
  return 'value' in node ? node.value : '';
}

/** No deeper than the survey has found. */
function hasText(element: Element): boolean {
  return element.childNodes.some((node) =>
    'tagName' in node ? !skipped.has(node.tagName) && hasText(node) : textOf(node).trim() !== '',
  );
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

/** Dots, lines and signs of the layout are pictures too. */
function isLargePicture(element: Element): boolean {
  const [width, height] = ['width', 'height'].map((name) =>
    Number.parseInt(attribute(element, name) ?? '', 10),
  );
  return !(width !== undefined && width < 80) && !(height !== undefined && height < 30);
}

const listFormats: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

/** The browser writes the numbers of a list; here they become text. */
function listMark(list: Element, item: number): string {
  const style =
    /list-style(?:-type)?\s*:[^;]*?(none|cjk-ideographic|simp-chinese-informal|trad-chinese-informal)/i.exec(
      attribute(list, 'style') ?? '',
    )?.[1];
  if (style === 'none') return '';
  if (style !== undefined) return `${formatNumber(item, 'chineseCounting')}、`;
  return `${formatNumber(item, listFormats[attribute(list, 'type') ?? ''] ?? 'decimal')}. `;
}

function numbered(blocks: readonly FileBlock[], mark: string): FileBlock[] {
  const [first, ...rest] = blocks;
  if (first === undefined || first.kind !== 'paragraph') return [...blocks];
  return [{ kind: 'paragraph', text: mark + first.text.trimStart() }, ...rest];
}
