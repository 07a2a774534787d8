import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyGroups } from '../../../../src/channels/http/desk/look-up/keys.ts';
import { packageRoot } from '../../../../src/config.ts';
import { serveDesk } from '../../../support/desk.ts';

describe('the card of keys', () => {
  it('is the same in the handbook as on the page', () => {
    const handbook = readFileSync(`${packageRoot}/docs/operator-keys.md`, 'utf8');
    const rows = keyGroups.flatMap(({ title, entries }) => [
      `## ${title}`,
      ...entries.map(
        ({ keys, does }) =>
          `| ${keys
            .split(' ')
            .map((key) => `\`${key}\``)
            .join(' ')} | ${does} |`,
      ),
    ]);
    expect(handbook.split('\n').filter((line) => /^(?:## |\| `)/.test(line))).toEqual(rows);
  });

  it('has a page of its own, and every command of the script is on it', async () => {
    const desk = await serveDesk();
    const { text } = await (await desk.signedIn('clerk')).get('/desk/keys');
    const script = readFileSync(`${packageRoot}/src/channels/http/assets/look-up-keys.js`, 'utf8');
    const commands = /const commands = \{([\s\S]*?)\n\};/.exec(script)?.[1] ?? '';
    const keys = [...commands.matchAll(/^ {2}'?([^':\s]+)'?:/gm)].map((match) => match[1] ?? '');
    expect(keys).toHaveLength(16);
    for (const key of keys) expect(text).toContain(`<kbd>${key === 'N' ? 'Shift+N' : key}</kbd>`);
  });
});
