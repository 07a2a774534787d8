/**
 * Changes every figure, day and choice of every scheme, one at a time, with the check of the quotations switched off, and runs
 * the tests of the calculators: each change must make one of them fail.
 * Usage: node bench/mutants-parameters.mjs [--scheme medical-aid]   (exit 1 below 95%)
 */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodesOf, option, share, withModules } from './mutants-common.mjs';
import { Suite } from './mutants-suite.mjs';

const least = 0.95;

const otherDay = (day, days) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** One step up and down in the smallest unit: a fen, a basis point, a day, a kilogram's thousandth, a month … */
function stepsOf(value) {
  if (typeof value === 'number') return [value - 1, value + 1];
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? [otherDay(value, -1), otherDay(value, 1)] : [`${value}某`];
}

/** Changes of the parameters that a module exports: values and the days of their validity. */
function parameterMutants(suite, file) {
  const text = suite.source(file);
  return Object.entries(suite.exportsOf(file))
    .filter(([name]) => name.endsWith('Parameters'))
    .flatMap(([table, parameters]) =>
      Object.entries(parameters).flatMap(([name, parameter]) =>
        ['value', 'from', 'to'].flatMap((part) =>
          (parameter[part] === null ? ['2099-12-31'] : stepsOf(parameter[part])).map((value) => ({
            file,
            what: `${parameter.id} ${part}: ${JSON.stringify(parameter[part])} → ${JSON.stringify(value)}`,
            text: `${text}\n${table}[${JSON.stringify(name)}] = { ...${table}[${JSON.stringify(name)}], ${part}: ${JSON.stringify(value)} };`,
          })),
        ),
      ),
    );
}

const isNamed = (node, name) =>
  node.type === 'Property' && (node.key.name === name || node.key.value === name) && !node.computed;

const isWordOrName = ({ type }) => type === 'Literal' || type === 'Identifier';

/** Each entry of a written list of choices or of plain words: taken out; the word of a choice: another one. */
function choiceMutants(suite, file) {
  const text = suite.source(file);
  const mutants = [];
  const cut = (start, end, instead, what) =>
    mutants.push({
      file,
      what: `${suite.place(file, start)} ${what}`,
      text: text.slice(0, start) + instead + text.slice(end),
    });
  for (const { node, parents } of nodesOf(suite.ast(file))) {
    const parent = parents.at(-1);
    const inChoices = parent !== undefined && isNamed(parent, 'choices');
    const isList =
      parent?.type === 'VariableDeclarator' && parents.length <= 4 && node.elements?.every(isWordOrName);
    if (node.type === 'ArrayExpression' && (inChoices || isList)) {
      for (const [at, element] of node.elements.entries()) {
        const next = node.elements[at + 1];
        const end = next === undefined ? element.end : next.start;
        cut(element.start, end, '', `removed ${text.slice(element.start, element.end).replace(/\s+/g, ' ')}`);
      }
    }
    const isWord = node.type === 'Literal' && typeof node.value === 'string';
    if (isWord && parent !== undefined && isNamed(parent, 'value')) {
      cut(node.start, node.end, JSON.stringify(`${node.value}某`), `${node.value} → ${node.value}某`);
    }
  }
  return mutants;
}

async function main() {
  const only = option('scheme', '');
  // The proof that values stand in their quotations is what is switched off.
  const suite = await Suite.open({ skip: (file) => basename(file) === 'parameters.test.js' });
  const files = suite.modulesIn('src/calculators/schemes', (file) => file.startsWith(only));
  const mutants = files.flatMap((file) => [...parameterMutants(suite, file), ...choiceMutants(suite, file)]);
  console.error(`${suite.tests} tests, ${mutants.length} mutants`);
  const began = performance.now();
  const survivors = [];
  const rows = new Map();
  for (const { file, what, text } of mutants) {
    const killed = (await suite.run(file, text)) !== null;
    const name = basename(file, '.js');
    const [dead = 0, all = 0] = rows.get(name) ?? [];
    rows.set(name, [dead + Number(killed), all + 1]);
    if (!killed) survivors.push(what);
  }
  for (const [name, [dead, all]] of rows) {
    console.log(
      `${name.padEnd(42)} ${String(dead).padStart(4)}/${String(all).padEnd(4)} ${share(dead, all)}`,
    );
  }
  const killed = mutants.length - survivors.length;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`killed ${killed}/${mutants.length} (${share(killed, mutants.length)}) in ${seconds} s`);
  for (const what of survivors) console.log(`survives: ${what}`);
  process.exitCode = killed / mutants.length >= least ? 0 : 1;
}

if (!withModules(fileURLToPath(import.meta.url))) await main();
