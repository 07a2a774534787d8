import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { buildIndex } from '../../src/retrieval/build-index.ts';
import { openIndex } from '../../src/retrieval/open-index.ts';
import { tinyCorpus, twoNotices } from './support/tiny-corpus.ts';

vi.mock('hnswlib-node', () => {
  throw new Error('the addon was not built');
});

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-exact-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('works with the exact twin where the addon does not load, and says so once', async () => {
  const logger = { warn: vi.fn<(text: string) => void>() };
  const report = await buildIndex({ corpus: tinyCorpus(twoNotices), indexDir: folder, logger });
  const { retriever, corpus } = await openIndex(folder, { logger });
  expect(report.manifest.vectorKind).toBe('exact');
  expect(logger.warn).toHaveBeenCalledTimes(1);
  expect(logger.warn).toHaveBeenCalledWith(expect.stringMatching(/hnswlib-node.*npm rebuild/));
  const [best] = retriever.search({ text: '禁火期从几月开始' }).hits;
  expect(corpus.passages[best?.passage ?? 0]?.text).toContain('禁火期');
  expect(best?.parts.vector).toBeGreaterThan(0);
});
