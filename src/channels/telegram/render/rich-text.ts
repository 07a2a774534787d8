/**
 * A message before it is HTML: runs of plain text with what each is. Splitting and the change of script work on runs, so
 * that neither can ever cut a tag or alter what a gazette says.
 * @module
 */
import { escapeHtml } from './escape-html.ts';

export interface Run {
  readonly text: string;
  /** published: words of a gazette, shown as they stand whatever script the person reads. */
  readonly origin: 'own' | 'published';
  readonly bold: boolean;
  /** quote: set off as a quotation; folded: the same, of which a phone shows three lines until it is touched. */
  readonly block: 'none' | 'quote' | 'folded';
}

export type RichText = readonly Run[];

/** Words of ours. */
export const own = (text: string): Run => ({ text, origin: 'own', bold: false, block: 'none' });
/** Words of ours that catch the eye. */
export const strong = (text: string): Run => ({ ...own(text), bold: true });
/** Words of a gazette within a sentence of ours: a title, a 文号. */
export const published = (text: string): Run => ({ ...own(text), origin: 'published' });
/** Words of a gazette set off from ours. */
export const quoted = (text: string): Run => ({ ...published(text), block: 'quote' });
/** Words of a gazette that are there for who wants to read them. */
export const folded = (text: string): Run => ({ ...published(text), block: 'folded' });

/** What a person reads. */
export const plainTextOf = (text: RichText): string => text.map((run) => run.text).join('');

/** Our words changed, those of a gazette as they stand. */
export const inScript = (text: RichText, change: (own: string) => string): RichText =>
  text.map((run) => (run.origin === 'own' ? { ...run, text: change(run.text) } : run));

/** With an empty line between the parts; empty parts are left out. */
export function paragraphs(...parts: readonly (RichText | null)[]): RichText {
  const full = parts.filter((part) => part !== null).filter((part) => plainTextOf(part).trim() !== '');
  return full.flatMap((part, at) => (at === 0 ? part : [own('\n\n'), ...part]));
}

/** With a line end between the parts. */
export function lines(...parts: readonly RichText[]): RichText {
  return parts.flatMap((part, at) => (at === 0 ? part : [own('\n'), ...part]));
}

const openings = { none: '', quote: '<blockquote>', folded: '<blockquote expandable>' } as const;
const closings = { none: '', quote: '</blockquote>', folded: '</blockquote>' } as const;

/** HTML of Telegram's subset: b and blockquote, never one inside itself. */
export function toHtml(text: RichText): string {
  let html = '';
  let block: Run['block'] = 'none';
  for (const run of text) {
    if (run.text === '') continue;
    if (run.block !== block) html += closings[block] + openings[run.block];
    block = run.block;
    html += run.bold ? `<b>${escapeHtml(run.text)}</b>` : escapeHtml(run.text);
  }
  return html + closings[block];
}
