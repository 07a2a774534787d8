// Writes docs/parameters.md: every figure of the calculators with its validity, its quotation and the cases that pin it.
// `--print` writes it to stdout instead; a test compares the two. Run it after `npm run build`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const compiled = (path) => import(new URL(`dist/${path}`, root));
const { createSchemes } = await compiled('calculators/registry.js');
const { run } = await compiled('calculators/run.js');
const { addDays } = await compiled('calculators/kernel/partial-date.js');
const { loadWorkingDaysCalendar } = await compiled('working-days-calendar.js');

const calendar = loadWorkingDaysCalendar();
const options = { asOf: '2019-12-31' };
const cases = readFileSync(new URL('eval/calculator-cases.jsonl', root), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line));

/** Every scheme file exports `createX` and has a file of parameters beside it that exports `xParameters`. */
async function factoryOf(id) {
  const camel = id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const create = (await compiled(`calculators/schemes/${id}.js`))[
    `create${camel[0].toUpperCase()}${camel.slice(1)}`
  ];
  const parameters = (await compiled(`calculators/schemes/${id}-parameters.js`))[`${camel}Parameters`];
  // Only the time limits need the calendar, as their first argument.
  return { parameters, create: id === 'aid-timeline' ? (changed) => create(calendar, changed) : create };
}

/** The least change first; a larger one shows the cases that are near no threshold. */
function changes({ value, unit }) {
  if (unit === 'date') return [1, 30].map((days) => [addDays(value, days), addDays(value, -days)]);
  if (typeof value === 'string') return [[`${value}（改）`]];
  const tenth = Math.max(2, Math.round(value / 10));
  return [1, tenth].map((step) => [value + step, value - step]);
}

/** What a reader would notice of a result; a parameter that makes no sense any more counts as noticed. */
function outcomeOf(scheme, facts) {
  try {
    const { status, eligible, values, bounds, alternatives, missing } = run(scheme, facts, options);
    return JSON.stringify({ status, eligible, values, bounds, alternatives, missing });
  } catch (error) {
    return error.name;
  }
}

function changedCases(scheme, create, parameters, key, values) {
  const changed = values.map((value) => create({ ...parameters, [key]: { ...parameters[key], value } }));
  return cases
    .filter(({ calculator }) => calculator === scheme.id)
    .filter(({ facts }) => {
      const before = outcomeOf(scheme, facts);
      return changed.some((other) => outcomeOf(other, facts) !== before);
    })
    .map(({ id }) => id);
}

const units = { days: '日', workingDays: '个工作日', months: '个月', years: '年', age: '周岁', count: '' };

function written({ value, unit }) {
  if (unit === 'fen') return `${value / 100}元`;
  if (unit === 'basisPoints') return `${value / 100}%`;
  if (unit === 'thousandths') return String(value / 1000);
  return `${value}${units[unit] ?? ''}`;
}

const cell = (text) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');

function pinned([least = [], larger = []]) {
  const others = larger.filter((id) => !least.includes(id));
  const parts = [least.join('、'), others.length === 0 ? '' : `（${others.join('、')}）`];
  return parts.join('') || '—';
}

const lines = [
  '# 计算器的参数',
  '',
  '这一页由 `npm run parameters` 生成，不要手改；测试会检查它是不是最新的。',
  '',
  '- 原文：参数所在的文件、条款和字句。`npm test` 和 `npx wenzheng doctor` 检查每句原文都在公报里、数值能从原文读出来；标“推出”的数值只能从字面推出，只检查原文。',
  '- 有效期：参数随文件生效和失效；“—”表示文件没有写终止日。',
  '- 用例：把参数改动最小的一格（1分、0.01%、1日……），`eval/calculator-cases.jsonl` 里结果会变的用例；括号里的用例改动一成（日期改30日）才变。“—”的参数没有用例，由 `test/calculators` 里的边界测试固定。',
];
for (const scheme of createSchemes(calendar)) {
  const { create, parameters } = await factoryOf(scheme.id);
  lines.push('', `## ${scheme.title}（${scheme.id}）`, '');
  lines.push('| 参数 | 值 | 有效期 | 文件和条款 | 原文 | 用例 |', '| --- | --- | --- | --- | --- | --- |');
  for (const [key, parameter] of Object.entries(parameters)) {
    const cited = changes(parameter).map((values) => changedCases(scheme, create, parameters, key, values));
    const cells = [
      `\`${parameter.id.slice(scheme.id.length + 1)}\``,
      `${written(parameter)}${parameter.readable === false ? '（推出）' : ''}`,
      `${parameter.from} 至 ${parameter.to ?? '—'}`,
      `${parameter.documentNumber} ${parameter.clause}`,
      parameter.quote,
      pinned(cited),
    ];
    lines.push(`| ${cells.map(cell).join(' | ')} |`);
  }
}
const page = `${lines.join('\n')}\n`;
if (process.argv.includes('--print')) process.stdout.write(page);
else writeFileSync(fileURLToPath(new URL('docs/parameters.md', root)), page);
