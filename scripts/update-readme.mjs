// Runs the example commands of README.md and README.en.md and writes what they print below them. A test compares the two.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = /^```\n\$ npx wenzheng (.+)\n([\s\S]+?)^```$/gm;
for (const file of ['README.md', 'README.en.md']) {
  const text = readFileSync(`${root}${file}`, 'utf8');
  const updated = text.replace(example, (_, line) => {
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
    const { stdout } = spawnSync(process.execPath, [`${root}dist/cli.js`, ...args], {
      encoding: 'utf8',
      cwd: root,
    });
    return `\`\`\`\n$ npx wenzheng ${line}\n${stdout}\`\`\``;
  });
  writeFileSync(`${root}${file}`, updated);
}
