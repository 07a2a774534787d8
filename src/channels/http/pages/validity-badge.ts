import { html } from 'hono/html';
import type { ValidityStatus } from '../../../answering/answer.ts';
import { validityLabels } from '../validity-label.ts';
import type { Markup } from './layout.ts';

export function validityBadge(validity: ValidityStatus): Markup {
  const { text, sign, tone } = validityLabels[validity];
  return html`<span class="badge badge-${tone}"><span class="sign" aria-hidden="true">${sign}</span>${text}</span>`;
}
