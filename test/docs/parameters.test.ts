import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allParameters } from '../../src/calculators/parameters.ts';
import { packageRoot } from '../../src/config.ts';

const page = readFileSync(join(packageRoot, 'docs', 'parameters.md'), 'utf8');

describe('docs/parameters.md', () => {
  it('is what npm run parameters writes', () => {
    const script = join(packageRoot, 'scripts', 'update-parameters.mjs');
    const { stdout, stderr } = spawnSync(process.execPath, [script, '--print'], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe(page);
  });

  it('has a row with the quotation for every parameter', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toHaveLength(allParameters.length);
    const unwritten = allParameters.filter(({ id, quote }) => {
      const name = `\`${id.slice(id.indexOf('.') + 1)}\``;
      return !rows.some((row) => row.includes(name) && row.includes(quote.replace(/\s+/g, ' ')));
    });
    expect(unwritten).toEqual([]);
  });

  it('names the cases that change with the rate of the first class', () => {
    expect(page).toMatch(/^\| `class-one-rate` \| 80% \|.*CB-001.*\|$/m);
  });
});
