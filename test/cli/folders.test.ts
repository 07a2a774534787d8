import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FolderOptions, resolveFolders as foldersOver } from '../../src/channels/terminal/folders.ts';
import { packageRoot } from '../../src/config.ts';

const dataDir = join(packageRoot, 'var');
const own = {
  corpusDir: join(packageRoot, 'corpus'),
  indexDir: join(packageRoot, 'index'),
  editionsDir: join(dataDir, 'gazettes', 'own'),
};
const resolveFolders = (options: FolderOptions) => foldersOver(options, dataDir);

describe('the folders of a command', () => {
  it("are the package's own unless told otherwise", () => {
    expect(resolveFolders({})).toEqual(own);
    expect(resolveFolders({ corpus: own.corpusDir })).toEqual(own);
  });

  it('are relative to the working directory when they are given', () => {
    expect(resolveFolders({ corpus: 'a', index: 'b' })).toMatchObject({
      corpusDir: resolve('a'),
      indexDir: resolve('b'),
    });
    expect(resolveFolders({ index: 'b' })).toEqual({ ...own, indexDir: resolve('b') });
  });

  it('keep what is published over one corpus apart from every other', () => {
    const [a, b] = [resolveFolders({ corpus: 'a' }), resolveFolders({ corpus: 'b' })];
    expect(new Set([own.editionsDir, a.editionsDir, b.editionsDir]).size).toBe(3);
    expect(resolveFolders({ corpus: './a/', index: 'c' }).editionsDir).toBe(a.editionsDir);
  });

  it('keep the index of another corpus apart from the own one and from every other', () => {
    const { indexDir } = resolveFolders({ corpus: 'a' });
    expect(indexDir.startsWith(join(own.indexDir, 'corpus-'))).toBe(true);
    expect(indexDir).not.toBe(resolveFolders({ corpus: 'b' }).indexDir);
    expect(indexDir).toBe(resolveFolders({ corpus: './a/' }).indexDir);
  });
});
