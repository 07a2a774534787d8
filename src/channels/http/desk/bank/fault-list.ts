import { html } from 'hono/html';
import type { Markup } from '../../pages/layout.ts';

/** What is wrong with a field, beside it; exchanged as a whole while somebody types. */
export function faultList(field: string, faults: readonly string[]): Markup {
  return html`<div class="field-faults" id="${field}-faults" data-live aria-live="polite">${faults.length === 0 ? '' : html`<ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul>`}</div>`;
}
