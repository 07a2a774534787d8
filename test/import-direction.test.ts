import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/config.ts';

/** What each part of src/ may import, besides Node and the packages below. A part is a folder or a file at the root. */
const allowedParts: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  'read-yaml': [],
  config: ['errors'],
  logger: ['config'],
  gazette: ['read-yaml', 'errors'],
  // Uploaded files (txt, docx, PDF, HTML) → the text that `gazette` reads.
  'gazette-files': ['gazette', 'errors'],
  calculators: [],
  // What several processes on one data folder tell each other.
  processes: [],
  // Tables of cases, read, computed row by row and written without private numbers; a thread of its own has the calendar.
  batch: ['processes', 'calculators', 'gazette', 'working-days-calendar', 'errors'],
  retrieval: ['gazette', 'read-yaml', 'errors'],
  // The knowledge base in the entry form of a hotline.
  export: ['retrieval', 'batch', 'gazette', 'errors'],
  // What is laid over the corpus folder: added gazettes, corrections, edits of the question bank.
  editions: ['retrieval', 'gazette', 'errors', 'config'],
  answering: ['retrieval', 'calculators', 'gazette', 'read-yaml', 'errors'],
  // The tools of the model run the calculators.
  models: ['answering', 'retrieval', 'calculators', 'gazette', 'read-yaml', 'errors', 'config', 'logger'],
  // Proposals for the question bank.
  enrichment: ['models', 'answering', 'retrieval', 'gazette', 'read-yaml', 'errors', 'config'],
  store: ['answering', 'gazette', 'errors', 'config', 'logger'],
  // Accounts, passwords and sessions of those who work at the desk; the tokens of other systems.
  staff: ['store', 'gazette', 'errors'],
  // What every channel does with a message: mask, answer, record; dialogue, handover, gaps.
  conversations: [
    'store',
    'answering',
    'calculators',
    'retrieval',
    'working-days-calendar',
    'gazette',
    'errors',
    'logger',
  ],
  // What administrators switch off and set while the program runs.
  controls: ['conversations', 'store', 'config', 'errors', 'logger'],
  metrics: ['errors'],
  evaluation: ['answering', 'errors'],
  app: [
    'editions',
    'answering',
    'retrieval',
    'calculators',
    'working-days-calendar',
    'gazette',
    'models',
    'store',
    'conversations',
    'errors',
    'config',
    'logger',
  ],
  channels: [
    'processes',
    'gazette-files',
    'editions',
    'enrichment',
    'app',
    'controls',
    'conversations',
    'staff',
    'store',
    'metrics',
    'batch',
    'export',
    'working-days-calendar',
    'evaluation',
    'answering',
    'retrieval',
    'calculators',
    'gazette',
    'errors',
    'config',
    'logger',
  ],
  // The official calendar of holidays, handed to the calculators from outside.
  'working-days-calendar': ['calculators'],
  main: [
    'editions',
    'channels',
    'app',
    'answering',
    'controls',
    'conversations',
    'staff',
    'store',
    'metrics',
    'working-days-calendar',
    'errors',
    'config',
    'logger',
  ],
  cli: ['main', 'channels', 'app', 'errors', 'config'],
};

/** Packages that only these parts may import; a package that is not listed is free, but not for `calculators`. */
const packageOwners: readonly { readonly name: RegExp; readonly parts: readonly string[] }[] = [
  { name: /^(@langchain\/.*|langchain|openai)$/, parts: ['models'] },
  { name: /^@modelcontextprotocol\/sdk(\/.*)?$/, parts: ['channels/mcp'] },
  { name: /^zod-openapi$/, parts: ['channels/http'] },
  { name: /^(@hono\/.*|hono(\/.*)?)$/, parts: ['channels/http'] },
  { name: /^telegraf(\/.*)?$/, parts: ['channels/telegram'] },
  { name: /^p-queue$/, parts: ['channels/telegram', 'channels/http', 'staff'] },
  { name: /^(rate-limiter-flexible|openid-client)$/, parts: ['staff'] },
  { name: /^(kysely|libsql|pg)$/, parts: ['store'] },
  { name: /^prom-client$/, parts: ['metrics'] },
  { name: /^(@observablehq\/plot|linkedom)$/, parts: ['channels/http'] },
  { name: /^commander$/, parts: ['cli'] },
  { name: /^pino$/, parts: ['logger'] },
  { name: /^(pdfjs-dist(\/.*)?|parse5|saxes)$/, parts: ['gazette-files'] },
  { name: /^hnswlib-node$/, parts: ['retrieval', 'channels/terminal'] },
];

const environmentReaders = ['config'];
const clockReaders = ['cli', 'main', 'app'];

type SourceFiles = Readonly<Record<string, string>>;

/** Paths are relative to src/, with forward slashes. */
function findViolations(files: SourceFiles): string[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
    const part = partOf(path);
    const found: string[] = [];
    for (const imported of importsOf(code)) {
      if (imported.startsWith('.')) {
        const target = partOf(posix.join(posix.dirname(path), imported));
        if (target !== part && !allowedParts[part]?.includes(target)) found.push(`${path} imports ${target}`);
      } else if (!mayImport(path, imported)) {
        found.push(`${path} imports ${imported}`);
      }
    }
    if (/\bprocess\s*\.\s*env\b/.test(code) && !environmentReaders.includes(part))
      found.push(`${path} reads the environment`);
    if (/new Date\(\s*\)|\bDate\.now\b/.test(code) && !clockReaders.includes(part))
      found.push(`${path} reads the clock`);
    return found;
  });
}

function importsOf(code: string): string[] {
  const statements = code.matchAll(/\b(?:from|import)\s*\(?\s*(['"`])([^'"`\n]+)\1/g);
  return [...statements].map((statement) => statement[2] ?? '');
}

function partOf(path: string): string {
  return path.split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

function mayImport(path: string, imported: string): boolean {
  if (path.startsWith('calculators/')) return imported === 'zod';
  const owner = packageOwners.find(({ name }) => name.test(imported));
  return !owner || owner.parts.some((part) => path === `${part}.ts` || path.startsWith(`${part}/`));
}

function readSources(): SourceFiles {
  const root = join(packageRoot, 'src');
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  return Object.fromEntries(
    paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]),
  );
}

describe('the direction of imports', () => {
  it('is held by every file of src/', () => {
    const sources = readSources();
    expect(Object.keys(sources)).toContain('cli.ts');
    expect(findViolations(sources)).toEqual([]);
  });

  it('has a rule for every part of src/', () => {
    expect(
      Object.keys(readSources())
        .map(partOf)
        .filter((part) => !allowedParts[part]),
    ).toEqual([]);
  });

  it.each([
    ['gazette/a.ts', `import { x } from '../retrieval/x.ts';`, 'gazette/a.ts imports retrieval'],
    [
      'answering/a.ts',
      `import type {\n  X,\n} from '../channels/http/x.ts';`,
      'answering/a.ts imports channels',
    ],
    ['answering/a.ts', `export * from '../app.ts';`, 'answering/a.ts imports app'],
    ['retrieval/a.ts', `const x = await import('../models/x.ts');`, 'retrieval/a.ts imports models'],
    [
      'calculators/schemes/a.ts',
      `import { x } from '../../errors.ts';`,
      'calculators/schemes/a.ts imports errors',
    ],
    ['calculators/a.ts', `import { readFileSync } from 'node:fs';`, 'calculators/a.ts imports node:fs'],
    [
      'answering/a.ts',
      `import { ChatOpenAI } from '@langchain/openai';`,
      'answering/a.ts imports @langchain/openai',
    ],
    ['channels/terminal/a.ts', `import { Hono } from 'hono';`, 'channels/terminal/a.ts imports hono'],
    ['app.ts', `const port = process.env.PORT;`, 'app.ts reads the environment'],
    ['answering/a.ts', `const today = new Date();`, 'answering/a.ts reads the clock'],
    ['retrieval/a.ts', `const now = Date.now();`, 'retrieval/a.ts reads the clock'],
  ])('is broken by %s with %s', (path, text, violation) => {
    expect(findViolations({ [path]: text })).toEqual([violation]);
  });

  it('is not broken by a comment, a date that is given, or a sibling', () => {
    const text = `// process.env and new Date()\n/** import x from '../app.ts' */\nimport { y } from './y.ts';\nnew Date(0);`;
    expect(findViolations({ 'gazette/a.ts': text })).toEqual([]);
  });
});
