/**
 * The parsed corpus as it lies in an index: one JSON row for each source, document, clause and passage, found by
 * offset and decoded when it is touched. Segments are left out.
 * @module
 */
import type {
  Clause,
  Corpus,
  MentionedDocument,
  Passage,
  PolicyDocument,
  ReadProblem,
  Source,
} from '../gazette/model.ts';
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

export function encodeCorpus(corpus: Corpus): Uint8Array[] {
  const head: Head = {
    digest: corpus.digest,
    homeRegion: corpus.homeRegion,
    mentioned: [...corpus.mentioned],
    problems: corpus.problems,
  };
  /** A passage of one whole clause does not repeat its text. */
  function storedPassage(passage: Passage): Passage {
    const [only, ...more] = passage.clauses;
    const repeats = only !== undefined && more.length === 0 && corpus.clauses[only]?.text === passage.text;
    return repeats ? { ...passage, text: '' } : passage;
  }
  const passageDocuments = Uint32Array.from(corpus.passages, (passage) => passage.document);
  return encodeSections({
    head: Buffer.from(JSON.stringify(head), 'utf8'),
    ...encodeRows('sources', corpus.sources),
    ...encodeRows('documents', corpus.documents),
    ...encodeRows('clauses', corpus.clauses),
    ...encodeRows('passages', corpus.passages.map(storedPassage)),
    passageDocuments,
  });
}

function encodeRows(name: string, rows: readonly unknown[]): Record<string, Uint8Array | Uint32Array> {
  const starts = new Uint32Array(rows.length + 1);
  let bytes = Buffer.allocUnsafe(Math.max(1 << 16, rows.length * 512));
  let used = 0;
  for (const [row, content] of rows.entries()) {
    const text = JSON.stringify(content);
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
  const head: Head = JSON.parse(textOf(file.u8('head')));
  const clauses = decodeRows<Clause>(file, 'clauses');
  const corpus: Corpus = {
    digest: head.digest,
    homeRegion: head.homeRegion,
    sources: decodeRows<Source>(file, 'sources'),
    documents: decodeRows<PolicyDocument>(file, 'documents'),
    clauses,
    passages: decodeRows<Passage>(file, 'passages', (stored) => {
      const [only] = stored.clauses;
      return stored.text === '' && only !== undefined
        ? { ...stored, text: clauses[only]?.text ?? '' }
        : stored;
    }),
    segments: [],
    mentioned: new Map(head.mentioned),
    problems: head.problems,
  };
  return { corpus, passageDocuments: file.u32('passageDocuments') };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function decodeRows<T>(
  file: SectionFile,
  name: string,
  fromStored: (row: T) => T = (row) => row,
): readonly T[] {
  const rows = file.u8(name);
  const starts = file.u32(`${name}Starts`);
  return lazyArray(starts.length - 1, (index) => {
    const row: T = JSON.parse(textOf(rows.subarray(starts[index], starts[index + 1])));
    return fromStored(row);
  });
}
