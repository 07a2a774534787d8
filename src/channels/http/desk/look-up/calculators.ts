/** The calculators of the look-up: which can be used with these gazettes, and what a filled form comes to. @module */
import { html } from 'hono/html';
import type { App } from '../../../../app.ts';
import type { Answer } from '../../../../answering/answer.ts';
import type { CalculationStatus, Scheme } from '../../../../calculators/scheme.ts';
import { labelInWords } from '../../../../conversations/calculation-dialogue-wording.ts';
import type { CorpusLookup } from '../../corpus-lookup.ts';
import type { Markup } from '../../pages/layout.ts';
import { answerView } from './answer-view.ts';
import { calculatorForm, readFacts, schemeIn } from './calculator-form.ts';

/** What is certain so far. */
const statusTitles: Readonly<Record<CalculationStatus, string>> = {
  ok: '规则计算：能确定',
  'not-eligible': '规则计算：不符合',
  missing: '规则计算：还不能确定',
  partial: '规则计算：一部分能确定',
  expired: '规则计算：文件已过有效期',
  'not-in-force': '规则计算：文件那时还没有施行',
  'input-error': '规则计算：填的内容有矛盾',
};

export interface Calculators {
  readonly schemes: readonly Scheme[];
  /** The form, filled in from what the caller says. @param id '' for the calculator that the words are about. */
  open(id: string, q: string, asOf: string): Markup;
  /** What the form comes to. */
  compute(form: FormData, asOf: string): Markup;
}

export function createCalculators(app: App, lookup: CorpusLookup): Calculators {
  const held = new Set(app.corpus.documents.map(({ number }) => number?.canonical));
  const schemes = app.schemes.filter(({ documentNumbers }) =>
    documentNumbers.every((each) => held.has(each)),
  );
  const schemeOf = (id: string): Scheme | undefined => schemes.find((scheme) => scheme.id === id);

  function result(answer: Answer, asOf: string): Markup {
    const { calculation } = answer;
    const missing = calculation?.missing ?? [];
    const fields = schemeOf(calculation?.calculator ?? '')?.fields ?? [];
    const asked = fields.filter(({ key }) => missing.some((each) => each.key === key));
    return html`${
      missing.length === 0
        ? ''
        : html`<p class="ask-next"><b>接着问：</b>${missing[0]?.question ?? ''}</p>
<p class="missing">还差：${asked.map((field) => html`<button type="button" class="quiet wanted" data-fact="fact-${field.key}">${labelInWords(field)}</button>`)}</p>`
    }
${answerView({
  key: 'calculation',
  ...(calculation === null ? {} : { title: statusTitles[calculation.status] }),
  answer,
  asOf,
  today: app.today(),
  lookup,
  isNarrowed: false,
  isWithin: () => true,
  outside: null,
})}`;
  }

  return {
    schemes,
    open(id, q, asOf) {
      const told = app.readCase(q, [], asOf);
      const scheme = schemeOf(id === '' ? (told?.scheme ?? '') : id) ?? schemes[0];
      if (scheme === undefined) return html`<p class="nothing">这些公报里没有可以计算的规定。</p>`;
      const own = told?.scheme === scheme.id ? told : { facts: {}, origins: {} };
      const answer = app.calculate({ scheme: scheme.id, facts: own.facts, origins: own.origins }, asOf);
      const asked = new Set((answer.calculation?.missing ?? []).map(({ key }) => key));
      return html`<div data-scheme="${scheme.id}">${calculatorForm(scheme, own.facts, asked)}<div id="calculation-result" aria-live="polite">${result(answer, asOf)}</div></div>`;
    },
    compute(form, asOf) {
      const scheme = schemeOf(schemeIn(form));
      if (scheme === undefined) return html`<p class="nothing">没有这种计算，请重新选一种。</p>`;
      return result(
        app.calculate({ scheme: scheme.id, facts: readFacts(scheme, form), origins: {} }, asOf),
        asOf,
      );
    },
  };
}
