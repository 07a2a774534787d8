/**
 * What the two mutation benchmarks share: the calculators and their tests compiled once, loaded as modules in this process,
 * and run again with one module changed. Only the changed module and what imports it is loaded anew; the tests of a mutant
 * stop at the first one that fails. Needs `node --experimental-vm-modules`; withModules (mutants-common.mjs) starts it so.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SourceMap } from 'node:module';
import vm from 'node:vm';
import { parseAst } from 'vitest/node';
import { nodesOf } from './mutants-common.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const compiledFolder = join(project, 'var', `mutants-${process.pid}`);
process.on('exit', () => rmSync(compiledFolder, { recursive: true, force: true }));

/** Compiles src/ and test/calculators to var/mutants; faults of other files do not matter. */
function compile() {
  mkdirSync(compiledFolder, { recursive: true });
  const config = join(compiledFolder, 'tsconfig.json');
  const root = relative(compiledFolder, project);
  const settings = {
    extends: `${root}/tsconfig.json`,
    compilerOptions: {
      rootDir: root,
      outDir: 'compiled',
      noCheck: true,
      sourceMap: true,
      removeComments: false,
    },
    include: [`${root}/src/calculators`, `${root}/test/calculators`],
    exclude: [`${root}/test/calculators/reading`],
  };
  writeFileSync(config, JSON.stringify(settings));
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  const run = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' });
  if (run.status !== 0 && run.stdout.includes('error TS5')) throw new Error(run.stdout);
}

const compiled = (...parts) => join(compiledFolder, 'compiled', ...parts);

/** Path inside the project of a compiled module, with its TypeScript name. */
const sourceName = (file) => relative(compiled(), file).replace(/\.js$/, '.ts');

/** The tests of one loaded set of modules, in the order in which they were written. */
let collected = [];
let path = [];

const titled = (name, row) =>
  name.replace(/\$(\w+)/g, (_, key) => String(row[0]?.[key])).replace(/%[sj]/g, () => JSON.stringify(row));

function eachRow(register) {
  return (table) => (name, body) => {
    for (const row of table) {
      const values = Array.isArray(row) ? row : [row];
      register(titled(name, values), () => body(...values));
    }
  };
}

const describeNow = (name, body) => {
  path.push(name);
  body();
  path.pop();
};
const testLater = (name, body) =>
  collected.push({ name: [...path, name].join(' › '), within: [...path], body });
const describe = Object.assign(describeNow, { each: eachRow(describeNow) });
const it = Object.assign(testLater, { each: eachRow(testLater) });

async function outside(specifier) {
  if (specifier === 'vitest') {
    const { expect } = await import('vitest');
    return { describe, it, test: it, expect };
  }
  const namespace = await import(specifier);
  if (specifier !== 'fast-check') return namespace;
  // The same few examples for every mutant, and no search for the smallest one.
  const some = { seed: 20_180_323, endOnFailure: true };
  const assert = (property, { numRuns = 100, ...rest } = {}) =>
    namespace.assert(property, { ...rest, ...some, numRuns: Math.min(numRuns, mostExamples) });
  return { ...namespace, assert, default: { ...namespace.default, assert } };
}

/** Examples of a property test: mutants are many. */
const mostExamples = 40;

/** What a piece of work gives, and the functions of the schemes that it enters. */
function entered(work) {
  const hits = new Set();
  globalThis.enteredFunction = (name) => hits.add(name);
  return [work(), hits];
}

export class Suite {
  sources = new Map();
  base = new Map();
  importers = new Map();

  /** @param skip test files that are not run: a predicate over their names. */
  static async open({ skip = () => false } = {}) {
    process.chdir(project);
    compile();
    const suite = new Suite();
    const files = readdirSync(compiled('test', 'calculators'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.js') && !skip(file))
      .map((file) => compiled('test', 'calculators', file));
    suite.testFiles = files;
    await suite.baseline();
    return suite;
  }

  /** Loads everything and runs all tests, which must pass; remembers which test enters which function of the schemes. */
  async baseline() {
    const [schemes, atLoading] = entered(() =>
      this.load(compiled('src', 'calculators', 'registry.js'), this.base),
    );
    await schemes;
    this.always = atLoading;
    this.tests = 0;
    for (const file of this.testFiles) {
      collected = [];
      const [loaded, inDescriptions] = entered(() => this.load(file, this.base));
      await loaded;
      const ofTests = collected.map((test) => {
        const [failed, hits] = entered(() => runAll([test], 60_000));
        if (failed !== null) throw new Error(`fails without a mutant: ${failed.test}: ${failed.message}`);
        return hits;
      });
      this.tests += ofTests.length;
      this.entered.set(file, { inDescriptions, ofTests, tests: collected });
    }
    globalThis.enteredFunction = () => undefined;
  }

  entered = new Map();

  /** A module of the schemes that tells which of its functions is entered. */
  told(file) {
    const text = this.source(file);
    if (!file.includes(`${sep}schemes${sep}`)) return text;
    const inserted = this.functionsOf(file).flatMap(({ body, name }) =>
      body.type === 'BlockStatement'
        ? [[body.start + 1, `enteredFunction('${name}');`]]
        : [
            [body.start, `(enteredFunction('${name}'), (`],
            [body.end, '))'],
          ],
    );
    return inserted
      .map(([at, words], order) => ({ at, words, order }))
      .toSorted((left, right) => right.at - left.at || right.order - left.order)
      .reduce((so, { at, words }) => so.slice(0, at) + words + so.slice(at), text);
  }

  functions = new Map();

  functionsOf(file) {
    let found = this.functions.get(file);
    if (found === undefined) {
      found = [...nodesOf(this.ast(file))]
        .filter(({ node }) => /Function/.test(node.type) && node.body)
        .map(({ node: { body } }) => ({ body, name: `${sourceName(file)}@${body.start}` }));
      this.functions.set(file, found);
    }
    return found;
  }

  otherSchemes(file) {
    const ids = this.exportsOf(compiled('src', 'calculators', 'registry.js')).schemes.map(({ id }) => id);
    const own = ids.find((id) => basename(file).startsWith(id));
    return new Set(own === undefined ? [] : ids.filter((id) => id !== own));
  }

  /** The tests that enter the function around a place; all of them for what runs at loading. */
  reaching(file, offset, testFile) {
    const around = this.functionsOf(file).findLast(({ body }) => body.start <= offset && offset < body.end);
    const { inDescriptions, ofTests } = this.entered.get(testFile);
    if (around === undefined || this.always.has(around.name) || inDescriptions.has(around.name)) {
      // What runs at loading: all tests but those that are named after another scheme.
      const others = this.otherSchemes(file);
      return ({ within }) => !within.some((name) => others.has(name));
    }
    // A module that remembers what it made enters its functions for the first test only.
    const remembers = /^const \w+ = new (?:Weak)?Map\(/m.test(this.source(file));
    const isIn = (hits) =>
      remembers ? [...hits].some((name) => name.startsWith(`${sourceName(file)}@`)) : hits.has(around.name);
    return (_, at) => ofTests[at] === undefined || isIn(ofTests[at]);
  }

  source(file) {
    let found = this.sources.get(file);
    if (found === undefined) {
      found = readFileSync(file, 'utf8');
      this.sources.set(file, found);
    }
    return found;
  }

  /** Loads a module and what it imports; `changed` is the text of one of them. */
  async load(file, set, changed = {}) {
    const module = this.module(file, set, changed);
    if (module.status === 'unlinked') {
      await module.link((specifier, from) => {
        if (!specifier.startsWith('.')) return this.external(specifier);
        const target = join(dirname(from.identifier), specifier);
        if (set === this.base) {
          this.importers.set(target, (this.importers.get(target) ?? new Set()).add(from.identifier));
        }
        return this.module(target, set, changed);
      });
    }
    if (module.status === 'linked') await module.evaluate({ timeout: 10_000 });
    return module;
  }

  /** The module of this set; one that the change does not touch is the one of the first loading. */
  module(file, set, changed) {
    const known =
      set.get(file) ?? (set === this.base || set.affected.has(file) ? undefined : this.base.get(file));
    if (known !== undefined) return known;
    const module = new vm.SourceTextModule(this.textOf(file, set, changed), {
      identifier: file,
      initializeImportMeta: (meta) => {
        meta.url = pathToFileURL(file).href;
      },
    });
    set.set(file, module);
    return module;
  }

  textOf(file, set, changed) {
    if (changed.file === file) return changed.text;
    return set === this.base ? this.told(file) : this.source(file);
  }

  externals = new Map();

  external(specifier) {
    let found = this.externals.get(specifier);
    if (found === undefined) {
      found = (async () => {
        const namespace = await outside(specifier);
        const names = Object.keys(namespace);
        const module = new vm.SyntheticModule(names, function setAll() {
          for (const name of names) this.setExport(name, namespace[name]);
        });
        await module.link(() => undefined);
        await module.evaluate();
        return module;
      })();
      this.externals.set(specifier, found);
    }
    return found;
  }

  /** Everything that has to be loaded anew when a file changes: it and what imports it. */
  affectedBy(file) {
    const affected = new Set([file]);
    for (const each of affected)
      for (const importer of this.importers.get(each) ?? []) affected.add(importer);
    return affected;
  }

  /** Test files that killed lately come first: most mutants die early. */
  kills = new Map();

  /**
   * Runs the tests over one changed module.
   * @param offset place of the change: only tests that reach it are run; none: all.
   * @returns the test that failed, or null when the mutant survives.
   */
  async run(file, text, offset = -1) {
    const set = new Map();
    set.affected = this.affectedBy(file);
    const files = this.testFiles
      .filter((each) => set.affected.has(each))
      .sort(
        (left, right) => (this.kills.get(`${file}${right}`) ?? 0) - (this.kills.get(`${file}${left}`) ?? 0),
      );
    for (const each of files) {
      const reaches = this.reaching(file, offset, each);
      if (!this.entered.get(each).tests.some(reaches)) continue;
      collected = [];
      path = [];
      let failed;
      try {
        await this.load(each, set, { file, text });
        failed = runAll(collected.filter(reaches), 10_000);
      } catch (error) {
        failed = { test: `${sourceName(each)} (while loading)`, message: String(error?.message ?? error) };
      }
      if (failed !== null) {
        this.kills.set(`${file}${each}`, (this.kills.get(`${file}${each}`) ?? 0) + 1);
        return failed;
      }
    }
    return null;
  }

  /** Compiled modules of a folder of the project, by name. */
  modulesIn(folder, fits = () => true) {
    return readdirSync(compiled(folder), { encoding: 'utf8' })
      .filter((file) => file.endsWith('.js') && fits(file))
      .map((file) => compiled(folder, file));
  }

  /** What a loaded module exports. */
  exportsOf(file) {
    return this.base.get(file)?.namespace ?? {};
  }

  ast(file) {
    return parseAst(this.source(file));
  }

  maps = new Map();

  /** `src/…/file.ts:12` of a place in a compiled module. */
  place(file, offset) {
    let map = this.maps.get(file);
    if (map === undefined) {
      map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
      this.maps.set(file, map);
    }
    const before = this.source(file).slice(0, offset).split('\n');
    const entry = map.findEntry(before.length - 1, before.at(-1).length);
    return `${sourceName(file)}:${(entry.originalLine ?? 0) + 1}`;
  }
}

/** Synchronous, under a watchdog: an endless loop counts as a failure. */
function runAll(tests, milliseconds) {
  globalThis.runTheseTests = () => {
    for (const { name, body } of tests) {
      try {
        body();
      } catch (error) {
        return { test: name, message: String(error?.message ?? error).split('\n')[0] };
      }
    }
    return null;
  };
  try {
    return new vm.Script('runTheseTests()').runInThisContext({ timeout: milliseconds });
  } catch (error) {
    return { test: '(time limit)', message: String(error?.message ?? error) };
  }
}
