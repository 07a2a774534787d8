/** How a calculated answer comes about: folded away, because the answer itself says the result. @module */
import { html } from 'hono/html';
import { describeFacts, describeSteps } from '../../../answering/calculation-steps.ts';
import type { Calculation } from '../../../calculators/calculation.ts';
import type { Markup } from './layout.ts';

export function calculationDetails(calculation: Calculation): Markup | '' {
  const facts = describeFacts(calculation);
  const steps = describeSteps(calculation);
  if (facts.length + steps.length === 0) return '';
  return html`<details class="calculation"><summary>规则计算：看计算过程</summary>
${facts.length === 0 ? '' : html`<h3>我理解的情况</h3><ul>${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`}
${steps.length === 0 ? '' : html`<h3>怎么算</h3><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`}
</details>`;
}
