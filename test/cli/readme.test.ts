import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config.ts';
import { realIndexFolder } from '../support/real-corpus.ts';
import { runCli } from '../support/run-cli.ts';

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

/** Every option of a command line in the documents, by its command: `handover close` has `--by` and `--reason`. */
const options = new Map<string, Set<string>>();
for (const file of ['README.md', 'README.en.md', 'docs/operations.md']) {
  const text = readFileSync(join(packageRoot, file), 'utf8');
  for (const [, line = ''] of text.matchAll(/^(?:\$ )?npx wenzheng (.+?)(?: {2,}.*)?$/gm)) {
    const command = /^[a-z]+(?: [a-z]+(?= |$))?/.exec(line)?.[0] ?? '';
    const used = options.get(command) ?? new Set();
    for (const [option] of line.replace(/"[^"]*"/g, '').matchAll(/(?<= )--?[a-z][a-z-]*/g)) used.add(option);
    options.set(command, used);
  }
}

describe('the commands of the documents', () => {
  it.each([...options].filter(([, used]) => used.size > 0))(
    '`wenzheng %s` has its options',
    async (name, used) => {
      const { code, stdout } = await runCli([...name.split(' '), '--help']);
      expect(code).toBe(0);
      expect(
        [...used].filter((option) => !new RegExp(`(?:^|[\\s,])${option}(?=[\\s,])`, 'm').test(stdout)),
      ).toEqual([]);
    },
  );
});

describe('README.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(2);
  });

  it.each(examples)('shows what `wenzheng $line` prints', async ({ args, output }) => {
    expect((await runCli([...args, '--index', realIndexFolder()])).stdout).toBe(output);
  });
});
