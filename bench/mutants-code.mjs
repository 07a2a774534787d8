/**
 * Changes the code of the schemes, one place at a time, and runs the tests of the calculators that reach it: a change that no test
 * notices survives. Changed are conditions, comparisons, logic, arithmetic, yes/no and number literals, words that are compared,
 * removed calls, returns, bodies and list entries. Not changed: sentences for readers, and *-parameters.ts (mutants-parameters.mjs).
 * Usage: node bench/mutants-code.mjs [--scheme medical-aid] [--sample 300] [--seed 1]   (exit 1 below 85%)
 */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { equivalentMutants } from './mutants-equivalent.mjs';
import { nodesOf, option, sample, share, withModules } from './mutants-common.mjs';
import { Suite } from './mutants-suite.mjs';

const least = 0.85;

const otherComparison = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
};
const otherSign = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '+=': '-=', '-=': '+=' };
const otherLogic = { '&&': '||', '||': '&&', '??': '&&' };
const otherMethod = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  findLast: 'find',
  toReversed: 'slice',
};

/** Properties whose words are sentences or labels for the reader. */
const forReaders = new Set([
  'question',
  'help',
  'when',
  'label',
  'title',
  'unit',
  'text',
  'reading',
  'name',
  'id',
]);
const isSentence = (text) => text.length > 16 || /[。，；？：“]/.test(text);

const isText = (node) =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
const isCall = (node, name) => node.type === 'CallExpression' && node.callee.name === name;

function wordsForReaders(node, parents) {
  const parent = parents.at(-1);
  if (parent?.type === 'Property' && forReaders.has(parent.key.name)) return true;
  // The words of a step, a notice, a remark: their code is a word, what they say is not.
  return (
    parent?.type === 'CallExpression' &&
    ['step', 'money', 'notApplied', 'check', 'remark', 'doubt', 'leg'].includes(
      parent.callee.property?.name ?? parent.callee.name,
    ) &&
    parent.callee.object?.name !== 'facts'
  );
}

const instead = (part, by, name) => [part.start, part.end, by, name];

/** The changes of one node as [start, end, instead, name]. */
function* changesOf(node, parents, text) {
  const parent = parents.at(-1);
  const code = ({ start, end }) => text.slice(start, end);
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
    case 'ForStatement': {
      if (node.test === null) break;
      if (node.type !== 'WhileStatement') yield instead(node.test, 'true', 'condition true');
      yield instead(node.test, 'false', 'condition false');
      break;
    }
    case 'LogicalExpression': {
      const operator = otherLogic[node.operator];
      yield instead(
        node,
        `((${code(node.left)}) ${operator} (${code(node.right)}))`,
        `${node.operator} → ${operator}`,
      );
      if (node.operator === '??') break;
      // One side alone: the other one without effect.
      yield instead(node, `(${code(node.left)})`, 'right side dropped');
      yield instead(node, `(${code(node.right)})`, 'left side dropped');
      break;
    }
    case 'BinaryExpression':
    case 'AssignmentExpression': {
      const sign = otherSign[node.operator];
      const words = node.operator === '+' && [node.left, node.right].some(isText);
      for (const other of [...(otherComparison[node.operator] ?? []), ...(sign && !words ? [sign] : [])]) {
        yield instead(
          node,
          `(${code(node.left)} ${other} ${code(node.right)})`,
          `${node.operator} → ${other}`,
        );
      }
      break;
    }
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === '-') {
        yield instead(node, `(${code(node.argument)})`, `${node.operator} dropped`);
      }
      break;
    case 'Literal':
      if (parent?.type === 'ImportDeclaration' || parent?.type === 'ExportNamedDeclaration') break;
      if (typeof node.value === 'boolean')
        yield instead(node, String(!node.value), `${node.value} → ${!node.value}`);
      if (typeof node.value === 'number') yield instead(node, `(${node.value} + 1)`, `${node.value} + 1`);
      if (typeof node.value === 'string') {
        const isKey = parent?.type === 'Property' && parent.key === node;
        if (!isKey && !isSentence(node.value) && !wordsForReaders(node, parents)) {
          yield instead(node, `'某'`, `'${node.value}' → '某'`);
        }
      }
      break;
    case 'ArrayExpression':
      if (node.elements.length > 0) yield instead(node, '[]', 'empty list');
      break;
    case 'ExpressionStatement':
      if (node.expression.type === 'CallExpression' && !isCall(node.expression, 'super')) {
        yield instead(node, ';', 'call removed');
      }
      if (node.expression.type === 'AssignmentExpression') yield instead(node, ';', 'assignment removed');
      break;
    case 'ReturnStatement':
      if (node.argument !== null && node.argument.name !== 'undefined') {
        yield instead(node, 'return undefined;', 'returns nothing');
      }
      // An early exit that is not taken.
      if (parents.some(({ type }) => type === 'IfStatement')) yield instead(node, ';', 'return removed');
      break;
    case 'ThrowStatement':
      yield instead(node, ';', 'throw removed');
      break;
    case 'BlockStatement': {
      const body = ['FunctionDeclaration', 'FunctionExpression', 'ForOfStatement', 'ForStatement'];
      if (body.includes(parent?.type) && node.body.length > 0) yield instead(node, '{}', 'empty body');
      break;
    }
    case 'ArrowFunctionExpression':
      if (node.body.type !== 'BlockStatement') yield instead(node.body, '(undefined)', 'gives nothing');
      break;
    case 'CallExpression': {
      const method = node.callee.property;
      const other = otherMethod[method?.name];
      if (other !== undefined) yield instead(method, other, `${method.name} → ${other}`);
      if (method?.name === 'filter') yield instead(node, code(node.callee.object), 'filter dropped');
      break;
    }
    default:
  }
}

function mutantsOf(suite, file) {
  const text = suite.source(file);
  return [...nodesOf(suite.ast(file))].flatMap(({ node, parents }) =>
    [...changesOf(node, parents, text)].map(([start, end, by, name]) => ({
      file,
      offset: start,
      place: suite.place(file, start),
      what: `${name}: ${text.slice(start, end).replace(/\s+/g, ' ').slice(0, 90)}`,
      text: text.slice(0, start) + by + text.slice(end),
    })),
  );
}

/** A mutant by file and words, not by line: the list must outlive small edits. */
const isEquivalent = ({ place, what }) =>
  equivalentMutants.some(
    ({ file, mutant }) => place.startsWith(`src/calculators/schemes/${file}:`) && mutant.test(what),
  );

async function main() {
  const only = option('scheme', '');
  const count = option('sample', undefined);
  const suite = await Suite.open();
  const files = suite.modulesIn(
    'src/calculators/schemes',
    (file) => file.startsWith(only) && !file.includes('-parameters.'),
  );
  const all = files.flatMap((file) => mutantsOf(suite, file));
  const told = all.filter((mutant) => !isEquivalent(mutant));
  const mutants = sample(told, count === undefined ? undefined : Number(count), Number(option('seed', '1')));
  console.error(
    `${suite.tests} tests, ${mutants.length} of ${told.length} mutants, ${all.length - told.length} equal in behaviour`,
  );
  const began = performance.now();
  const rows = new Map();
  const survivors = [];
  let done = 0;
  for (const { file, place, what, text, offset } of mutants) {
    const killed = (await suite.run(file, text, offset)) !== null;
    const name = `${basename(file, '.js')}.ts`;
    const [dead = 0, whole = 0] = rows.get(name) ?? [];
    rows.set(name, [dead + Number(killed), whole + 1]);
    if (!killed) survivors.push(`${place} ${what}`);
    if (process.stderr.isTTY) process.stderr.write(`\r${++done}/${mutants.length} `);
  }
  for (const [name, [dead, whole]] of rows) {
    console.log(
      `${name.padEnd(42)} ${String(dead).padStart(4)}/${String(whole).padEnd(4)} ${share(dead, whole)}`,
    );
  }
  const killed = mutants.length - survivors.length;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`killed ${killed}/${mutants.length} (${share(killed, mutants.length)}) in ${seconds} s`);
  for (const what of survivors) console.log(`survives: ${what}`);
  process.exitCode = killed / mutants.length >= least ? 0 : 1;
}

if (!withModules(fileURLToPath(import.meta.url))) await main();
