/** A document's clauses as readable text: headings, paragraphs and tables, each clause with its anchor. @module */
import { html, raw } from 'hono/html';
import { maskPrivateNumbers } from '../../../gazette/private-numbers.ts';
import type { Clause, Corpus, PolicyDocument } from '../../../gazette/model.ts';
import { clauseAnchor } from '../corpus-lookup.ts';
import type { Markup } from './layout.ts';

export interface OutlineEntry {
  readonly anchor: string;
  readonly text: string;
  /** 0 for the outermost. */
  readonly depth: number;
}

export interface DocumentText {
  readonly outline: readonly OutlineEntry[];
  readonly blocks: readonly Markup[];
}

/** @param highlighted Indices into `Corpus.clauses`. */
export function documentText(
  corpus: Corpus,
  document: PolicyDocument,
  highlighted: ReadonlySet<number>,
): DocumentText {
  const outline: OutlineEntry[] = [];
  const blocks: Markup[] = [];
  const printed = new PrintedHeadings();
  let open: readonly string[] = [];
  for (let index = document.clauses[0]; index < document.clauses[1]; index++) {
    const clause = corpus.clauses[index];
    if (clause === undefined) continue;
    const { headings } = clause;
    const changed = headings.findIndex((heading, depth) => heading !== open[depth]);
    for (let depth = changed === -1 ? headings.length : changed; depth < headings.length; depth++) {
      if (printed.asClause(headings, depth)) continue;
      const above = headings.slice(0, depth).filter((_, at) => !printed.asClause(headings, at)).length;
      const entry = {
        anchor: `heading-${outline.length + 1}`,
        text: readable(headings[depth] ?? ''),
        depth: above,
      };
      outline.push(entry);
      blocks.push(headingElement(entry));
    }
    open = headings;
    printed.add(clause);
    if (clause.row === null) {
      blocks.push(paragraph(clause, clauseAnchor(document, index), highlighted.has(index)));
      continue;
    }
    let end = index + 1;
    while (end < document.clauses[1] && sameTable(clause, corpus.clauses[end])) end++;
    blocks.push(table(corpus, document, index, end, highlighted));
    index = end - 1;
  }
  return { outline, blocks };
}

/**
 * Tells the headings that stand in the text as clauses of their own: 第三条, whose items are below it, has its own
 * sentence, and must not be printed once more as a heading above them.
 */
class PrintedHeadings {
  readonly #clauses = new Map<string, string[]>();

  add({ headings, text }: Clause): void {
    const place = headings.join('\t');
    const texts = this.#clauses.get(place);
    if (texts === undefined) this.#clauses.set(place, [text]);
    else texts.push(text);
  }

  asClause(headings: readonly string[], depth: number): boolean {
    const texts = this.#clauses.get(headings.slice(0, depth).join('\t')) ?? [];
    return texts.some((text) => text.startsWith(headings[depth] ?? '\0'));
  }
}

/** Clause texts pass here on their way to a page: a private person's number never does. */
function readable(text: string): string {
  return maskPrivateNumbers(text);
}

function headingElement({ anchor, text, depth }: OutlineEntry): Markup {
  const tag = raw(`h${Math.min(depth + 2, 6)}`);
  return html`<${tag} id="${anchor}">${setOff(text)}</${tag}>`;
}

/** 第七条 and 第三章 stand apart from their words, as in print; the cleaned text has no space there. */
export function setOff(text: string): Markup {
  const marker = /^第[一二三四五六七八九十百零\d]+[编章节条](?=.)/.exec(text)?.[0] ?? '';
  return html`${marker === '' ? '' : html`<b class="article">${marker}</b>`}${text.slice(marker.length)}`;
}

function paragraph(clause: Clause, anchor: string, cited: boolean): Markup {
  const text = readable(clause.text);
  const words = setOff(text);
  return html`<p id="${anchor}" class="clause clause-${clause.kind}${cited ? ' is-cited' : ''}">${cited ? html`<mark>${words}</mark>` : words}</p>`;
}

function sameTable(first: Clause, next: Clause | undefined): boolean {
  return (
    next?.row !== undefined &&
    next.row !== null &&
    next.row.caption === first.row?.caption &&
    next.row.columns.join('\t') === first.row?.columns.join('\t') &&
    next.headings.join('\t') === first.headings.join('\t')
  );
}

/** So that no cell is squeezed to a column of two characters; wider tables scroll within their frame. */
function cellWidth(text: string): string {
  return text.length > 24 ? 'long' : text.length > 4 ? 'middle' : 'short';
}

function table(
  corpus: Corpus,
  document: PolicyDocument,
  first: number,
  end: number,
  highlighted: ReadonlySet<number>,
): Markup {
  const head = corpus.clauses[first]?.row;
  const caption = readable(head?.caption ?? '');
  const rows = corpus.clauses.slice(first, end).map(({ row }, offset) => {
    const cited = highlighted.has(first + offset);
    const cells = (row?.cells ?? []).map((cell) => {
      const text = readable(cell);
      return html`<td class="${cellWidth(text)}">${cited && text !== '' ? html`<mark>${text}</mark>` : text}</td>`;
    });
    return html`<tr id="${clauseAnchor(document, first + offset)}"${cited ? html` class="is-cited"` : ''}>${cells}</tr>`;
  });
  // A head that is printed empty heads nothing.
  const columns = (head?.columns ?? []).map((column) =>
    column === '' ? html`<td></td>` : html`<th scope="col">${readable(column)}</th>`,
  );
  return html`<div class="table-scroll" role="region" aria-label="${caption === '' ? '表格' : `表格：${caption}`}" tabindex="0"><table>
${caption === '' ? '' : html`<caption>${caption}</caption>`}
${columns.length === 0 ? '' : html`<thead><tr>${columns}</tr></thead>`}
<tbody>${rows}</tbody></table></div>`;
}
