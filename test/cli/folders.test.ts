import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveFolders } from '../../src/channels/terminal/folders.ts';
import { packageRoot } from '../../src/config.ts';

const own = { corpusDir: join(packageRoot, 'corpus'), indexDir: join(packageRoot, 'index') };

describe('the folders of a command', () => {
  it("are the package's own unless told otherwise", () => {
    expect(resolveFolders({})).toEqual(own);
    expect(resolveFolders({ corpus: own.corpusDir })).toEqual(own);
  });

  it('are relative to the working directory when they are given', () => {
    expect(resolveFolders({ corpus: 'a', index: 'b' })).toEqual({
      corpusDir: resolve('a'),
      indexDir: resolve('b'),
    });
    expect(resolveFolders({ index: 'b' })).toEqual({ corpusDir: own.corpusDir, indexDir: resolve('b') });
  });

  it('keep the index of another corpus apart from the own one and from every other', () => {
    const { indexDir } = resolveFolders({ corpus: 'a' });
    expect(indexDir.startsWith(join(own.indexDir, 'corpus-'))).toBe(true);
    expect(indexDir).not.toBe(resolveFolders({ corpus: 'b' }).indexDir);
    expect(indexDir).toBe(resolveFolders({ corpus: './a/' }).indexDir);
  });
});
