/** The vectors of all passages, and what changed among them against a former index. @module */
import type { Corpus, Passage } from '../gazette/model.ts';
import type { Embedder } from './embedder.ts';
import { fileNames, readChecked } from './index-files.ts';
import type { IndexManifest } from './manifest.ts';
import { decodeSections } from './section-file.ts';
import { TermTable, termKey } from './term-table.ts';

/** Texts that go to the embedder at a time. */
const batchSize = 256;

/** What is embedded of a passage: its document's title, its headings and its text. */
export function textToEmbed(corpus: Corpus, passage: Passage): string {
  return [corpus.documents[passage.document]?.title ?? '', ...passage.headings, passage.text].join('\n');
}

/** 64-bit digests of each passage's id and of what is embedded of it, two numbers each. */
export interface PassageDigests {
  readonly keys: Uint32Array;
  readonly contents: Uint32Array;
}

export function digestPassages(corpus: Corpus): PassageDigests {
  const { passages } = corpus;
  const keys = new Uint32Array(passages.length * 2);
  const contents = new Uint32Array(passages.length * 2);
  for (const [index, passage] of passages.entries()) {
    const key = termKey(passage.id);
    keys.set([key.high, key.low], index * 2);
    const content = termKey(textToEmbed(corpus, passage));
    contents.set([content.high, content.low], index * 2);
  }
  return { keys, contents };
}

/** How many passages changed against the index in use. */
export function comparePassages(indexDir: string, former: IndexManifest | null, now: PassageDigests) {
  const total = now.keys.length / 2;
  let before: PassageDigests = { keys: new Uint32Array(0), contents: new Uint32Array(0) };
  try {
    if (former !== null) {
      const file = decodeSections(readChecked(indexDir, former, fileNames.digests));
      before = { keys: file.u32('keys'), contents: file.u32('contents') };
    }
  } catch {
    // A damaged index is replaced as if there had been none.
  }
  const known = new TermTable();
  for (let index = 0; index < before.keys.length; index += 2) {
    known.intern(before.keys[index] ?? 0, before.keys[index + 1] ?? 0);
  }
  let updated = 0;
  let unchanged = 0;
  for (let index = 0; index < total; index += 1) {
    const found = known.find(now.keys[index * 2] ?? 0, now.keys[index * 2 + 1] ?? 0);
    if (found < 0) continue;
    const same =
      before.contents[found * 2] === now.contents[index * 2] &&
      before.contents[found * 2 + 1] === now.contents[index * 2 + 1];
    if (same) unchanged += 1;
    else updated += 1;
  }
  return {
    created: total - updated - unchanged,
    updated,
    unchanged,
    deleted: known.size - updated - unchanged,
  };
}

/** Vectors of all passages one after another. */
export async function embedPassages(
  corpus: Corpus,
  embedder: Embedder,
  onDone: (done: number) => void,
): Promise<Float32Array> {
  const { passages } = corpus;
  const vectors = new Float32Array(passages.length * embedder.dimensions);
  for (let first = 0; first < passages.length; first += batchSize) {
    const batch = passages.slice(first, first + batchSize);
    const made = await embedder.embed(batch.map((passage) => textToEmbed(corpus, passage)));
    for (const [place, vector] of made.entries()) {
      vectors.set(vector, (first + place) * embedder.dimensions);
      onDone(first + place + 1);
    }
  }
  return vectors;
}
