import { html, raw } from 'hono/html';
import type { SwitchName } from '../../../../controls/switches.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { assets } from '../../assets.ts';
import type { Markup } from '../../pages/layout.ts';
import { deskLayout } from '../desk-layout.ts';
import { closedBanner } from '../switches/switches-page.ts';
import { type Charts, columnDays } from './charts.ts';
import type { Overview } from './overview.ts';
import type { OverviewTable, TableName } from './overview-tables.ts';
import { type AskedSpan, readySpans } from './read-span.ts';
import { sayCount, sayDuration, sayLatency, sayShare } from './say-numbers.ts';
import { families, shownChannels } from './status-names.ts';

export interface OverviewShown {
  readonly overview: Overview;
  readonly asked: AskedSpan;
  readonly tables: Readonly<Record<TableName, OverviewTable>>;
  readonly charts: Charts;
  readonly closed: readonly SwitchName[];
  readonly now: Date;
}

/** Drawn twice: letters that are shrunk to a telephone cannot be read. */
const widths = { wide: 760, narrow: 328 } as const;

export function overviewPage(staff: SignedIn, shown: OverviewShown): Markup {
  const { overview, asked, tables, closed } = shown;
  const { handovers } = overview;
  const part = (name: TableName, drawing: Markup | string = '', remark: Markup | string = ''): Markup =>
    section(name, tables[name], asked, drawing, remark);
  const body = html`<div class="desk-page overview">
<h1>概览</h1>
${closedBanner(closed)}
${spanForm(asked)}
${keyFigures(shown)}
${part('channels', stacked(shown, '每天的提问，按渠道', shownChannels, overview.channels))}
${part('families', stacked(shown, '每天的提问，按结果', families, overview.families))}
${part('statuses')}
${part('latency', latencyChart(shown), '从收到提问到有回答；数字保留两位有效数字。')}
${part('documents')}
${part('calculators', calculatorChart(shown))}
${part('feedback')}
${part('handovers', handoverChart(shown), handoverRemark(handovers))}
${part('gaps', '', html`${overview.openGaps === 0 ? '' : `没有关闭的共${sayCount(overview.openGaps)}条。`}<a href="/desk/gaps">去处理知识缺口</a>`)}
${part('words')}
${overview.tokens.length === 0 ? '' : part('tokens', tokenChart(shown))}
<p class="desk-remark">这里只有数字，没有居民的话；提问按天计数，删除对话不减少。日子按北京时间。工作台的查询和命令行的提问不算在内。</p>
</div>`;
  return deskLayout({ title: '概览', current: 'overview', staff, body, styles: [assets.overviewStyle] });
}

function spanForm({ from, to, ready, fault }: AskedSpan): Markup {
  return html`<div class="overview-span">
<nav aria-label="看多少天">${readySpans.map((days) => html`<a class="button quiet-button" href="/desk/overview?days=${days}" ${ready === days ? html`aria-current="true"` : ''}>最近${days}天</a>`)}</nav>
<form method="get" action="/desk/overview" class="desk-filters">
<div class="field"><label for="from">从</label><input id="from" name="from" type="date" value="${from}" required></div>
<div class="field"><label for="to">到</label><input id="to" name="to" type="date" value="${to}" required></div>
<p class="actions"><button type="submit" class="button">看这几天</button></p>
</form>
</div>
${fault === undefined ? '' : html`<p class="desk-fault" role="alert">${fault}</p>`}`;
}

function keyFigures({ overview, now }: OverviewShown): Markup {
  const { total, days, statuses, latency, feedback, handovers, openGaps, words } = overview;
  const answered = (statuses.get('answered') ?? 0) + (statuses.get('answered_by_calculator') ?? 0);
  const given = feedback.reduce((sum, { count }) => sum + count, 0);
  const useful = feedback.reduce((sum, { useful: yes, count }) => sum + (yes ? count : 0), 0);
  const figures: readonly (readonly [string, string, string])[] = [
    ['提问', sayCount(total), `平均每天${Number((total / Math.max(1, days.length)).toFixed(1))}次`],
    ['有答案的', sayShare(answered, total), `${sayCount(answered)}次引用原文或算出结果`],
    ['回答用时', sayLatency(latency.p50), `一半在这之内；95%在${sayLatency(latency.p95)}内`],
    ['评为有用', sayShare(useful, given), `${sayCount(given)}次评价`],
    [
      '现在等人工的',
      sayCount(handovers.waiting),
      handovers.longestSince === null
        ? `${sayCount(handovers.taken)}个正在谈`
        : `最久等了${sayDuration(now.getTime() - Date.parse(handovers.longestSince))}`,
    ],
    ['知识缺口', sayCount(openGaps), '没有关闭的'],
    ['模型写的', sayShare(words.model, total), `${sayCount(words.model)}次；其余引用原文`],
  ];
  return html`<dl class="key-figures">${figures.map(([name, value, beside]) => html`<div><dt>${name}</dt><dd><strong>${value}</strong><span class="desk-soft">${beside}</span></dd></div>`)}</dl>`;
}

function handoverRemark({ opened, closed, timedOut, waitP50, waitP95 }: Overview['handovers']): string {
  if (opened === 0) return '';
  const waited =
    waitP50 === null || waitP95 === null
      ? ''
      : `接手前等的时间（只算人工服务时间）：一半在${waitP50}分钟内，95%在${waitP95}分钟内。`;
  return `${waited}已经结束${sayCount(closed)}个，没有人接手${sayCount(timedOut)}个。`;
}

/** A chart with its table beneath; without a chart the table stands open. */
function section(
  name: TableName,
  table: OverviewTable,
  { from, to }: AskedSpan,
  drawing: Markup | string,
  remark: Markup | string,
): Markup {
  const { title, rows } = table;
  const file = html`<a href="/desk/overview/${name}.csv?from=${from}&amp;to=${to}">下载 CSV<span class="visually-hidden">：${title}</span></a>`;
  return html`<section class="desk-panel" aria-labelledby="part-${name}">
<h2 id="part-${name}">${title}</h2>
${remark === '' ? '' : html`<p class="desk-soft">${remark}</p>`}
${
  rows.length === 0
    ? html`<p>这些天没有。</p>`
    : drawing === ''
      ? html`${tableOf(table)}<p class="overview-file">${file}</p>`
      : html`${drawing}<details><summary>看表格：${title}</summary>${tableOf(table)}</details><p class="overview-file">${file}</p>`
}
</section>`;
}

function tableOf({ title, headings, rows }: OverviewTable): Markup {
  return html`<table class="desk-table overview-table"><caption class="visually-hidden">${title}</caption>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(([first = '', ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell, n) => html`<td data-label="${headings[n + 1] ?? ''}" ${typeof cell === 'string' ? '' : html`class="figure"`}>${cell === null ? '—' : typeof cell === 'number' ? sayCount(cell) : cell}</td>`)}</tr>`)}</tbody>
</table>`;
}

interface Figure {
  /** What it shows in one sentence, for who cannot see it. */
  readonly summary: string;
  readonly labels: readonly string[];
  readonly draw: (width: number) => string;
  /** Of a chart with columns, which may hold a week each. */
  readonly days?: number;
}

function figure({ summary, labels, draw, days = 0 }: Figure): Markup {
  const variant = (width: number): Markup =>
    html`<div role="img" aria-label="${summary}">${raw(draw(width))}</div>${columnDays(days, width) === 1 ? '' : html`<p class="desk-soft">每柱7天。</p>`}`;
  return html`<div class="chart">
${labels.length < 2 ? '' : html`<ul class="chart-legend" aria-label="图例">${labels.map((label, n) => html`<li><span class="swatch swatch-${n + 1}" aria-hidden="true"></span>${label}</li>`)}</ul>`}
<div class="chart-wide">${variant(widths.wide)}</div>
<div class="chart-narrow">${variant(widths.narrow)}</div>
</div>`;
}

function stacked(
  { charts, overview }: OverviewShown,
  title: string,
  kinds: readonly { readonly label: string }[],
  counts: readonly (readonly number[])[],
): Markup {
  const { days } = overview;
  const sums = kinds.map((_kind, n) => counts.reduce((sum, ofDay) => sum + (ofDay[n] ?? 0), 0));
  const told = kinds.flatMap(({ label }, n) => (sums[n] === 0 ? [] : [`${label}${sums[n]}次`]));
  const series = kinds.map(({ label }, n) => ({ label, values: counts.map((ofDay) => ofDay[n] ?? 0) }));
  return figure({
    summary: `${title}：${told.length === 0 ? '没有' : told.join('，')}。每天的数字在下面的表格里。`,
    labels: kinds.map(({ label }) => label),
    draw: (width) => charts.stacked({ days, series, say: wholeOnly }, width),
    days: days.length,
  });
}

function handoverChart(shown: OverviewShown): Markup | string {
  const { days } = shown.overview.handovers;
  const kinds = [
    { label: '有人接手' },
    { label: '没有人接手，交还机器人' },
    { label: '还在等，或居民没有等' },
  ];
  const counts = days.map(({ opened, taken, timedOut }) => [taken, timedOut, opened - taken - timedOut]);
  return stacked(shown, '每天的转人工', kinds, counts);
}

function latencyChart({ charts, overview }: OverviewShown): Markup {
  const { latencies, latency, days } = overview;
  const series = [
    { label: '一半在多久内（p50，实线）', values: latencies.map(({ p50 }) => p50) },
    { label: '95%在多久内（p95，虚线）', values: latencies.map(({ p95 }) => p95) },
  ];
  return figure({
    summary: `每天的回答用时：这些天一半在${sayLatency(latency.p50)}内，95%在${sayLatency(latency.p95)}内。每天的数字在下面的表格里。`,
    labels: series.map(({ label }) => label),
    draw: (width) => charts.lines({ days, series, say: timeOnAxis }, width),
  });
}

function calculatorChart({ charts, tables }: OverviewShown): Markup | string {
  const { rows } = tables.calculators;
  if (rows.length === 0) return '';
  const bars = rows.map(([label, count]) => ({ label: shortened(String(label)), value: Number(count) }));
  return figure({
    summary: `各计算项目的使用：${rows.map(([label, count]) => `${label}${count}次`).join('，')}。`,
    labels: [],
    draw: (width) => charts.bars({ bars }, width),
  });
}

function tokenChart({ charts, overview }: OverviewShown): Markup {
  const { tokens, days } = overview;
  const sum = tokens.reduce((all, { input, output }) => all + input + output, 0);
  const series = [
    { label: '读入', values: tokens.map(({ input }) => input) },
    { label: '写出', values: tokens.map(({ output }) => output) },
  ];
  return figure({
    summary: `模型每天用的词元：这些天共${sayCount(sum)}个。每天的数字在下面的表格里。`,
    labels: series.map(({ label }) => label),
    draw: (width) => charts.stacked({ days, series, say: tokensOnAxis }, width),
    days: days.length,
  });
}

const timeOnAxis = (value: number): string => (value >= 1000 ? `${value / 1000}秒` : `${value}毫秒`);
const tokensOnAxis = (value: number): string => (value >= 10_000 ? `${value / 10_000}万` : String(value));
const wholeOnly = (value: number): string => (Number.isInteger(value) ? sayCount(value) : '');
const shortened = (label: string): string => (label.length > 11 ? `${label.slice(0, 10)}…` : label);
