/** Small things that the mutation benchmarks share: starting, walking a syntax tree, drawing a sample, reading options. */
import { spawnSync } from 'node:child_process';
import vm from 'node:vm';

/** Starts this script again with the flag that it needs; false in the process that has it. */
export function withModules(script) {
  if (typeof vm.SourceTextModule === 'function') return false;
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const run = spawnSync(process.execPath, [...flags, script, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
  return true;
}

/** Every node below a node, with its parents, outermost first. */
export function* nodesOf(node, parents = []) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') yield { node, parents };
  const below = typeof node.type === 'string' ? [...parents, node] : parents;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'type' || typeof value !== 'object') continue;
    for (const each of Array.isArray(value) ? value : [value]) yield* nodesOf(each, below);
  }
}

/** Numbers from a seed, the same in every run. */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @returns `count` of the items, in their order, drawn with a seed; all without a count. */
export function sample(items, count, seed) {
  if (count === undefined || count >= items.length) return items;
  const random = seeded(seed);
  const drawn = items
    .map((item, at) => ({ item, at, by: random() }))
    .toSorted((left, right) => left.by - right.by);
  return drawn
    .slice(0, count)
    .toSorted((left, right) => left.at - right.at)
    .map(({ item }) => item);
}

/** `--name value` and `--name=value`. */
export function option(name, fallback) {
  const at = process.argv.findIndex((each) => each === `--${name}` || each.startsWith(`--${name}=`));
  if (at < 0) return fallback;
  const [, inline] = process.argv[at].split('=');
  return inline ?? process.argv[at + 1] ?? fallback;
}

export const share = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`);
