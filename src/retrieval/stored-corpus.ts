/**
 * The parsed corpus as it lies in an index: one JSON row for each source, document, clause and passage, found by
 * offset and decoded when it is touched. Segments are left out.
 * @module
 */
import type { Clause, Corpus, MentionedDocument, Passage, PolicyDocument, ReadProblem, Source } from '../gazette/model.ts';
import { lazyArray } from './lazy-array.ts';
import { decodeSections, encodeSections } from './section-file.ts';
import type { SectionFile } from './section-file.ts';

/** What is small enough to be read at once. */
interface Head {
  readonly digest: string;
  readonly homeRegion: string | null;
  readonly mentioned: readonly (readonly [string, MentionedDocument])[];
  readonly problems: readonly ReadProblem[];
}

/** A passage of one whole clause does not repeat its text. */
type StoredPassage = Omit<Passage, 'text'> & { readonly text: string | null };

export function encodeCorpus(corpus: Corpus): Uint8Array[] {
  const head: Head = {
    digest: corpus.digest,
    homeRegion: corpus.homeRegion,
    mentioned: [...corpus.mentioned],
    problems: corpus.problems,
  };
  const passageDocuments = Uint32Array.from(corpus.passages, (passage) => passage.document);
  return encodeSections({
    head: Buffer.from(JSON.stringify(head), 'utf8'),
    ...encodeRows('sources', corpus.sources),
    ...encodeRows('documents', corpus.documents),
    ...encodeRows('clauses', corpus.clauses),
    ...encodeRows('passages', corpus.passages, (passage): StoredPassage => {
      const [only, ...more] = passage.clauses;
      const repeats = only !== undefined && more.length === 0 && corpus.clauses[only]?.text === passage.text;
      return repeats ? { ...passage, text: null } : passage;
    }),
    passageDocuments,
  });
}

function encodeRows<T>(
  name: string,
  rows: readonly T[],
  toStored: (row: T) => unknown = (row) => row,
): Record<string, Uint8Array | Uint32Array> {
  const starts = new Uint32Array(rows.length + 1);
  let bytes = Buffer.allocUnsafe(Math.max(1 << 16, rows.length * 512));
  let used = 0;
  for (let row = 0; row < rows.length; row += 1) {
    const text = JSON.stringify(toStored(rows[row] as T));
    if (used + text.length * 3 > bytes.length) {
      bytes = Buffer.concat([bytes.subarray(0, used)], Math.ceil((used + text.length * 3) * 1.5));
    }
    used += bytes.write(text, used, 'utf8');
    starts[row + 1] = used;
  }
  return { [name]: bytes.subarray(0, used), [`${name}Starts`]: starts };
}

/** A corpus read back, with the document of each passage at hand for ranking. */
export interface StoredCorpus {
  readonly corpus: Corpus;
  readonly passageDocuments: Uint32Array;
}

/** @throws Error when the bytes are no stored corpus */
export function decodeCorpus(bytes: Uint8Array): StoredCorpus {
  const file = decodeSections(bytes);
  const head = JSON.parse(textOf(file.u8('head'))) as Head;
  const clauses = decodeRows<Clause>(file, 'clauses');
  const corpus: Corpus = {
    digest: head.digest,
    homeRegion: head.homeRegion,
    sources: decodeRows<Source>(file, 'sources'),
    documents: decodeRows<PolicyDocument>(file, 'documents'),
    clauses,
    passages: decodeRows<Passage, StoredPassage>(file, 'passages', (stored) =>
      stored.text === null
        ? { ...stored, text: clauses[stored.clauses[0] ?? 0]?.text ?? '' }
        : { ...stored, text: stored.text },
    ),
    segments: [],
    mentioned: new Map(head.mentioned),
    problems: head.problems,
  };
  return { corpus, passageDocuments: file.u32('passageDocuments') };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function decodeRows<T, Stored = T>(
  file: SectionFile,
  name: string,
  fromStored: (stored: Stored) => T = (stored) => stored as unknown as T,
): readonly T[] {
  const rows = file.u8(name);
  const starts = file.u32(`${name}Starts`);
  return lazyArray(starts.length - 1, (index) =>
    fromStored(JSON.parse(textOf(rows.subarray(starts[index], starts[index + 1]))) as Stored),
  );
}
