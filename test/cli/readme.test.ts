import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config.ts';
import { runCli } from '../support/run-cli.ts';

const index = mkdtempSync(join(tmpdir(), 'wenzheng-readme-'));

/** The blocks of README.md that begin with a command line: its arguments and what it is said to print. */
const examples = [
  ...readFileSync(join(packageRoot, 'README.md'), 'utf8').matchAll(
    /^```\n\$ npx wenzheng (.+)\n([\s\S]+?)^```$/gm,
  ),
].map(([, line = '', output = '']) => ({
  line,
  args: [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  output,
}));

describe('README.md', () => {
  beforeAll(() => runCli(['index', '--index', index]));

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(2);
  });

  it.each(examples)('shows what `wenzheng $line` prints', async ({ args, output }) => {
    expect((await runCli([...args, '--index', index])).stdout).toBe(output);
  });
});
