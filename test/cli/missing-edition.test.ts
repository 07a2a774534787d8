import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyState } from '../../src/editions/edition.ts';
import { createEditionFolder, editionsPath } from '../../src/editions/edition-folder.ts';
import { startFollowing } from '../../src/editions/start-following.ts';
import { runCli } from '../support/run-cli.ts';

let root: string;
let corpus: string;
let dataDir: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wenzheng-missing-edition-'));
  [corpus, dataDir] = [join(root, 'corpus'), join(root, 'data')];
  mkdirSync(corpus);
  writeFileSync(
    join(corpus, 'one.txt'),
    '关于印发医疗救助办法的通知\n清新府办〔2018〕16号\n\n第一条 低保户住院自付部分按80%给予救助。\n',
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const editions = () => createEditionFolder(editionsPath(dataDir, corpus, false));
function publish(edition: number): void {
  const made = {
    edition,
    by: '张芳',
    at: '2026-11-29T04:00:00.000Z',
    reason: '试',
    changes: [],
    state: emptyState,
  };
  expect(editions().publish(made)).toBe(true);
}
const remove = (edition: number): void =>
  rmSync(join(editions().path, 'editions', `${String(edition).padStart(6, '0')}.json`));
async function doctor(): Promise<string> {
  const args = ['doctor', '--corpus', corpus, '--index', join(root, 'index')];
  const { stdout } = await runCli(args, { env: { WENZHENG_DATA_DIR: dataDir, WENZHENG_PORT: '39871' } });
  return stdout.split('\n').find((line) => line.includes('公报的改动')) ?? '';
}

describe('the file of an edition that somebody deleted', () => {
  it('is missed by the doctor, who names it and what is in use instead', async () => {
    publish(1);
    publish(2);
    expect(await doctor()).toBe('✓ 公报的改动：已发布到第 2 版');
    remove(2);
    expect(await doctor()).toMatch(
      /^✗ 公报的改动：发布过第 2 版，它的文件不见了，现在用的是第 1 版；请从备份恢复/,
    );
    remove(1);
    expect(await doctor()).toContain('现在用的是自带公报');
  });

  it('that is not in use is only mentioned, and publishing goes on', async () => {
    for (const edition of [1, 2, 3]) publish(edition);
    remove(2);
    expect(await doctor()).toMatch(/^✓ 公报的改动：已发布到第 3 版（第 2 版的文件不见了/);
    expect(editions().missing()).toEqual([2]);
    publish(4);
    expect(editions().missing()).toEqual([2]);
  });

  it('is told by a server that runs, with the number that was in use before', async () => {
    publish(1);
    publish(2);
    const folder = editions();
    const app = {
      edition: 2,
      async follow() {
        const changed = folder.latest() !== app.edition;
        app.edition = folder.latest();
        return changed;
      },
    };
    remove(2);
    const followed = await new Promise<[number, number]>((resolve, reject) => {
      const stop = startFollowing({
        app,
        interval: 5,
        onFault: reject,
        onFollowed: (...numbers) => {
          stop();
          resolve(numbers);
        },
      });
    });
    expect(followed).toEqual([1, 2]);
  });
});
