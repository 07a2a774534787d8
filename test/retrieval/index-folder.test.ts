import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Corpus } from '../../src/gazette/model.ts';
import { buildIndex } from '../../src/retrieval/build-index.ts';
import { loadHnswlib } from '../../src/retrieval/hnsw-vector-index.ts';
import { ensureIndex, openIndex } from '../../src/retrieval/open-index.ts';
import { aidNotice as aid, fireNotice as fire, tinyCorpus, twoNotices } from './support/tiny-corpus.ts';

const corpus = tinyCorpus(twoNotices);
const addon = await loadHnswlib();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-index-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Manifest {
  generation: string;
  embedder: { id: string; dimensions: number };
  files: Record<string, { bytes: number; sha256: string }>;
  [key: string]: unknown;
}
const manifestPath = (): string => join(folder, 'current.json');
const manifest = (): Manifest => {
  const read: Manifest = JSON.parse(readFileSync(manifestPath(), 'utf8'));
  return read;
};
const pathOf = (name: string): string => join(folder, manifest().generation, name);
const generations = (): string[] => readdirSync(folder).filter((name) => name.includes('generation-'));

const refusal = {
  name: 'WenzhengError',
  code: 'index_unusable',
  message: expect.stringMatching(/wenzheng index --corpus .+ --index /),
};

describe('an index that was built', () => {
  it('opens with the corpus as it was', async () => {
    const report = await buildIndex({ corpus, indexDir: folder });
    const opened = await openIndex(folder, { expectedCorpusDigest: corpus.digest });
    expect([...opened.corpus.passages]).toEqual(corpus.passages);
    expect([...opened.corpus.clauses]).toEqual(corpus.clauses);
    expect([...opened.corpus.documents]).toEqual(corpus.documents);
    expect([...opened.corpus.sources]).toEqual(corpus.sources);
    expect(report).toMatchObject({ created: 7, updated: 0, unchanged: 0, deleted: 0 });
    expect(opened.manifest).toEqual(report.manifest);
    expect(opened.manifest.counts).toMatchObject({ documents: 2, passages: 7 });
  });

  it('behaves as an ordinary array would', async () => {
    await buildIndex({ corpus, indexDir: folder });
    const { passages } = (await openIndex(folder)).corpus;
    expect(Array.isArray(passages)).toBe(true);
    expect(passages.map((passage) => passage.document)).toEqual([0, 0, 0, 0, 1, 1, 1]);
    expect(passages.findIndex((passage) => passage.document === 1)).toBe(4);
    expect({ ...passages[2] }).toEqual(corpus.passages[2]);
    expect([passages.length, passages[7], passages.at(-1)?.id]).toEqual([
      7,
      undefined,
      corpus.passages[6]?.id,
    ]);
    expect(JSON.stringify(passages)).toBe(JSON.stringify(corpus.passages));
  });

  it('can hold nothing', async () => {
    await buildIndex({ corpus: tinyCorpus([]), indexDir: folder });
    const { retriever } = await openIndex(folder);
    expect(retriever.search({ text: '低保怎么申请' })).toEqual({ hits: [], rejected: [] });
  });

  it('reports what changed against the former one and leaves only one generation', async () => {
    await buildIndex({ corpus, indexDir: folder });
    const changed = tinyCorpus(
      [aid, { ...fire, passages: ['禁火期改为全年。', ...fire.passages.slice(1, 2)] }],
      'd4e5f6',
    );
    const report = await buildIndex({ corpus: changed, indexDir: folder });
    expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 5, deleted: 1 });
    expect(generations()).toEqual([report.manifest.generation]);
  });

  it('removes what builds stopped long ago left behind, not what another build is writing', async () => {
    const old = join(folder, 'building-generation-aa-00000000');
    const young = join(folder, 'building-generation-bb-00000000');
    mkdirSync(old, { recursive: true });
    mkdirSync(young);
    utimesSync(old, new Date(0), new Date(0));
    await buildIndex({ corpus, indexDir: folder });
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });

  it('survives two builders at once', async () => {
    const other = tinyCorpus(twoNotices, 'd4e5f6');
    const builds = [corpus, other, corpus, other].map((each) =>
      buildIndex({ corpus: each, indexDir: folder }),
    );
    await Promise.all(builds);
    const opened = await openIndex(folder);
    expect(opened.corpus.passages).toHaveLength(7);
  });
});

describe('an index that cannot be used is refused with the command that mends it', () => {
  it('when there is none', async () => {
    await expect(openIndex(folder)).rejects.toMatchObject(refusal);
  });

  it('when it was built from other gazettes, with another thesaurus or by another embedder', async () => {
    await buildIndex({ corpus, indexDir: folder, thesaurus: '[]' });
    await expect(openIndex(folder, { expectedCorpusDigest: 'other' })).rejects.toMatchObject(refusal);
    await expect(openIndex(folder, { expectedThesaurusDigest: '' })).rejects.toMatchObject(refusal);
    const written = manifest();
    for (const other of [{ id: 'embedded-characters-0' }, { dimensions: 4 }]) {
      const embedder = { ...written.embedder, ...other };
      writeFileSync(manifestPath(), JSON.stringify({ ...written, embedder }));
      await expect(openIndex(folder)).rejects.toMatchObject(refusal);
    }
  });

  it.each([
    ['cut', (text: string) => text.slice(0, 40)],
    ['of another version', (text: string) => text.replace(/"schemaVersion": \d+/, '"schemaVersion": 999')],
    ['something else', () => '[]'],
    [
      'naming a folder outside',
      (text: string) => text.replace(/"generation": "[^"]+"/, '"generation": "../../etc"'),
    ],
  ])('when its manifest is %s', async (_fault, spoil) => {
    await buildIndex({ corpus, indexDir: folder });
    writeFileSync(manifestPath(), spoil(readFileSync(manifestPath(), 'utf8')));
    await expect(openIndex(folder)).rejects.toMatchObject(refusal);
  });

  const files = [
    'corpus.bin',
    'lexical.bin',
    'characters.bin',
    'thesaurus.json',
    addon === null ? 'vectors.bin' : 'graph.hnsw',
  ];
  it.each(files)('when %s is cut, changed, exchanged or gone', async (name) => {
    await buildIndex({ corpus, indexDir: folder });
    const whole = readFileSync(pathOf(name));
    const damages: (() => void)[] = [
      () => truncateSync(pathOf(name), Math.floor(whole.length / 2)),
      () => truncateSync(pathOf(name), 0),
      () =>
        writeFileSync(
          pathOf(name),
          whole.map((byte, at) => (at === whole.length - 1 ? byte ^ 1 : byte)),
        ),
      () => writeFileSync(pathOf(name), Buffer.alloc(whole.length, 0x41)),
      () => rmSync(pathOf(name)),
    ];
    for (const damage of damages) {
      damage();
      await expect(openIndex(folder)).rejects.toMatchObject(refusal);
      writeFileSync(pathOf(name), whole);
    }
    await expect(openIndex(folder)).resolves.toBeDefined();
  });

  it('when its files come from another index', async () => {
    await buildIndex({ corpus, indexDir: folder });
    const before = manifest();
    const foreign = readFileSync(pathOf('corpus.bin'));
    await buildIndex({ corpus: tinyCorpus(twoNotices.slice(1), 'd4e5f6'), indexDir: folder });
    writeFileSync(pathOf('corpus.bin'), foreign);
    const mixed = { ...manifest(), files: { ...manifest().files, 'corpus.bin': before.files['corpus.bin'] } };
    writeFileSync(manifestPath(), JSON.stringify(mixed));
    await expect(openIndex(folder)).rejects.toMatchObject(refusal);
  });
});

describe('ensureIndex', () => {
  const corpusDir = join(tmpdir(), 'wenzheng-no-such-corpus');
  const options = () => ({
    corpusDir,
    indexDir: folder,
    readCorpus: vi.fn<() => Corpus>(() => corpus),
    corpusDigest: () => corpus.digest,
  });

  it('builds when there is no index, opens it the next time, and builds again when asked', async () => {
    const first = options();
    expect((await ensureIndex(first)).report).toMatchObject({ created: 7 });
    const second = options();
    expect((await ensureIndex(second)).report).toBeNull();
    expect(second.readCorpus).not.toHaveBeenCalled();
    expect((await ensureIndex({ ...options(), rebuild: true })).report).toMatchObject({ unchanged: 7 });
  });

  it('builds again when the gazettes have changed or the index is damaged', async () => {
    await ensureIndex(options());
    const changed = tinyCorpus(twoNotices.slice(0, 1), 'd4e5f6');
    const opened = await ensureIndex({
      ...options(),
      readCorpus: () => changed,
      corpusDigest: () => changed.digest,
    });
    expect(opened.report).toMatchObject({ unchanged: 4, deleted: 3 });
    truncateSync(pathOf('lexical.bin'), 10);
    const mended = await ensureIndex(options());
    expect(mended.report).not.toBeNull();
    expect(mended.corpus.passages).toHaveLength(7);
  });
});
