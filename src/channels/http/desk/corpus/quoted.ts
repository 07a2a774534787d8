import { html } from 'hono/html';
import type { Corpus, Quotation } from '../../../../gazette/model.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import type { Markup } from '../../pages/layout.ts';
import { lineNumbers } from './document-source.ts';

/** The words that something rests on, with their lines. */
export function quoted(corpus: Corpus, quotations: readonly Quotation[]): Markup {
  return html`${quotations.map(({ text, source, spans }) => {
    const [start] = spans[0] ?? [];
    const words = corpus.sources[source]?.text;
    const line = start === undefined || words === undefined ? null : lineNumbers(words)(start);
    return html` <q class="basis">${maskPrivateNumbers(text)}</q>${line === null ? '' : html`<span class="desk-soft">（原文第${line}行）</span>`}`;
  })}`;
}
