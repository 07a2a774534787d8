/** Embeddings and rerank of the scripted model server. @module */

export interface EmbeddingRequest {
  readonly model: string;
  readonly input: string | readonly string[];
  readonly encoding_format?: string;
  readonly dimensions?: number;
}

export interface EmbeddingReply {
  /** Text → vector; default {@link hashedVector}. */
  readonly vector?: (text: string, dimensions: number) => readonly number[];
  /**
   * What is wrong: floats although base64 was asked for; one number too few; a null, a bare NaN or only zeros in the
   * last vector; the last vector missing; vectors in reversed order (with their right index: nothing is wrong then).
   */
  readonly mode?:
    | 'ignores_format'
    | 'wrong_length'
    | 'null_value'
    | 'bare_nan'
    | 'zero_vector'
    | 'short_batch'
    | 'reversed';
}

export interface RerankRequest {
  readonly model: string;
  readonly query: string;
  readonly documents: readonly string[];
  readonly top_n?: number;
}

export interface RerankReply {
  /** Default: the share of the query's characters that the document holds. */
  readonly score?: (query: string, document: string) => number;
  /** Results with a place that no document has, one twice, or a score that is no number. */
  readonly mode?: 'foreign_index' | 'twice' | 'no_score' | 'short';
}

/** Bigrams thrown onto the dimensions: the same for the same text, near for texts alike; deliberately not of unit length. */
export function hashedVector(text: string, dimensions: number): number[] {
  const vector = Array.from<number>({ length: dimensions }).fill(0);
  const characters = Array.from(text.replace(/\s/g, ''));
  for (let at = 0; at < characters.length; at += 1) {
    let mixed = 7;
    for (const character of characters.slice(at, at + 2))
      mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x9e_37_79_b1) >>> 0;
    const place = mixed % dimensions;
    vector[place] = (vector[place] ?? 0) + ((mixed & 0x10_00) === 0 ? 3 : -3);
  }
  if (!vector.some((value) => value !== 0)) vector[0] = 3;
  return vector;
}

/** The body of the response. */
export function embeddingsOf(request: EmbeddingRequest, reply: EmbeddingReply, most: number): string {
  const { mode, vector = hashedVector } = reply;
  const texts = typeof request.input === 'string' ? [request.input] : request.input;
  const dimensions = request.dimensions ?? most;
  const base64 = request.encoding_format === 'base64' && mode !== 'ignores_format';
  const vectors = texts.map((text) => vector(text, dimensions));
  const last = vectors.length - 1;
  const spoilt = vectors.map((values, index): (number | null)[] => {
    if (mode === 'wrong_length') return values.slice(1);
    if (index !== last) return [...values];
    if (mode === 'zero_vector') return values.map(() => 0);
    if (mode === 'null_value' || mode === 'bare_nan') return [null, ...values.slice(1)];
    return [...values];
  });
  const data = spoilt.map((values, index) => ({
    object: 'embedding',
    index,
    embedding: base64 ? Buffer.from(Float32Array.from(values.map(Number)).buffer).toString('base64') : values,
  }));
  if (mode === 'short_batch') data.pop();
  if (mode === 'reversed') data.reverse();
  const prompt = texts.join('').length;
  const body = JSON.stringify({
    object: 'list',
    data,
    model: request.model,
    usage: { prompt_tokens: prompt, total_tokens: prompt },
  });
  return mode === 'bare_nan' ? body.replace('null', 'NaN') : body;
}

/** The shape that Cohere, Jina, vLLM and Xinference share. */
export function rankingOf(request: RerankRequest, { mode, score = sharedCharacters }: RerankReply): object {
  const results = request.documents
    .map((document, index) => ({ index, relevance_score: score(request.query, document) as number | null }))
    .toSorted((left, right) => (right.relevance_score ?? 0) - (left.relevance_score ?? 0))
    .slice(0, request.top_n ?? request.documents.length);
  const [first] = results;
  if (first !== undefined) {
    if (mode === 'foreign_index') first.index = request.documents.length;
    if (mode === 'no_score') first.relevance_score = null;
    if (mode === 'twice') results.push({ ...first });
    if (mode === 'short') results.pop();
  }
  return { id: 'rerank-1', results };
}

function sharedCharacters(query: string, document: string): number {
  const asked = [...new Set(query)];
  return asked.filter((character) => document.includes(character)).length / Math.max(1, asked.length);
}
