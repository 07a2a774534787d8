/** The A4 sheet of a case for the file: what was said, what it comes to, by which words; to be signed. @module */
import { html, raw } from 'hono/html';
import { describeFacts } from '../../../../answering/calculation-steps.ts';
import { assets } from '../../assets.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { validityLabels } from '../../validity-label.ts';
import type { EligibilityCase } from './case.ts';
import { amounts, isEnded, list } from './result-view.ts';
import { verdictOf } from './verdict.ts';

export interface SheetOptions {
  readonly given: EligibilityCase;
  readonly clerk: string;
  /** 2026年11月29日 10:05, in China. */
  readonly printedAt: string;
  /** The style stands in the page: for a file that is opened without the server. */
  readonly isAlone?: boolean;
}

export function sheetPage({ given, clerk, printedAt, isAlone = false }: SheetOptions): Markup {
  const { scheme, calculation, asOf, documents, caseNumber, changes } = given;
  const verdict = verdictOf(scheme, calculation, isEnded(given));
  const style = isAlone
    ? html`<style>${raw(assets.sheetStyle.content)}</style>`
    : html`<link rel="stylesheet" href="${assets.sheetStyle.url}">`;
  return html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${scheme.title}核对表</title>
${style}
</head>
<body>
<main class="sheet">
<header>
<p class="rule-label">规则计算</p>
<h1>${scheme.title}核对表</h1>
<table class="head"><tbody><tr><th scope="row">案卷编号</th><td>${caseNumber === '' ? html`<span class="blank"></span>` : caseNumber}</td><th scope="row">按哪一天的规定</th><td>${chineseDate(asOf)}</td></tr></tbody></table>
</header>
<section class="outcome outcome-${verdict.tone}"><h2>结果</h2><p class="verdict">${verdict.text}</p>
${amounts(given)}
${list(
  '理由',
  calculation.reasons.map(({ text }) => text),
)}
${list(
  '改变哪一项结果会不同',
  changes.map(({ text }) => text),
)}</section>
<section class="rests"><h2>依据的文件</h2>${documents.map(({ number, title, status, sentence }) => html`<p><b>${number}</b>《${title}》<br><b class="state">${validityLabels[status].text}</b>：${sentence}</p>`)}</section>
<div class="facts">${list('申请人说的情况', factsOf(given, false))}${list('没有说、按常见情况假设的（请逐项核实）', factsOf(given, true))}</div>
${trace(given)}
${list(
  '要带的材料',
  calculation.documents.map(({ text }) => text),
)}
${list(
  '到哪里办、多长时间',
  calculation.nextSteps.map(({ text }) => text),
)}
${list(
  '请注意',
  calculation.notices.map(({ text }) => text),
)}
<footer>
<p class="disclaimer">本表由程序按上列文件的文本计算，只供核对参考，不是审批决定，以主管部门审定为准。条文照公报原文摘录。</p>
<table class="signatures"><tbody><tr><th scope="row">申请人（代办人）签名</th><td></td><th scope="row">日期</th><td></td></tr><tr><th scope="row">经办人${clerk === '' ? '' : `（${clerk}）`}签名</th><td></td><th scope="row">日期</th><td></td></tr><tr><th scope="row">复核人签名</th><td></td><th scope="row">日期</th><td></td></tr></tbody></table>
<p class="printed">打印时间：${printedAt}</p>
</footer>
</main>
</body>
</html>`;
}

function factsOf({ calculation }: EligibilityCase, isAssumed: boolean): string[] {
  const facts = calculation.facts.filter(({ origin }) => (origin === 'assumed') === isAssumed);
  return describeFacts({ ...calculation, facts }).map((text) => text.replace(/（按常见情况假设）$/, ''));
}

function trace({ steps, clauses }: EligibilityCase): Markup | '' {
  if (steps.length === 0) return '';
  return html`<section class="trace"><h2>怎么算</h2><ol>${steps.map(({ text, mark, applied }) => html`<li${applied ? '' : html` class="not-applied"`}>${text}${mark === '' ? '' : html`<sup>${mark}</sup>`}</li>`)}</ol></section>
<section class="clauses"><h2>条文原文摘录</h2>${clauses.map(({ n, documentNumber, locator, text }) => html`<div class="clause"><p><b>[${n}] ${documentNumber ?? ''} ${locator}</b></p><blockquote>${text}</blockquote></div>`)}</section>`;
}
