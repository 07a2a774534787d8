/**
 * The pipeline of the LangChain tutorial: the raw files through RecursiveCharacterTextSplitter into a vector store in
 * memory. The embedder is the one that this project has embedded, so that what differs is the pipeline.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { VectorStore } from '@langchain/core/vectorstores';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import { compiled, project } from './peers-common.mjs';

/** All vectors compared one by one: what the tutorial's store in memory does. */
class MemoryStore extends VectorStore {
  entries = [];

  _vectorstoreType() {
    return 'memory';
  }

  async addDocuments(documents) {
    const vectors = await this.embeddings.embedDocuments(documents.map(({ pageContent }) => pageContent));
    return this.addVectors(vectors, documents);
  }

  addVectors(vectors, documents) {
    documents.forEach((document, at) => this.entries.push({ document, vector: vectors[at] }));
    return Promise.resolve();
  }

  similaritySearchVectorWithScore(query, count) {
    const scored = this.entries.map(({ document, vector }) => {
      let product = 0;
      for (let at = 0; at < vector.length; at += 1) product += vector[at] * query[at];
      return [document, product];
    });
    return Promise.resolve(scored.toSorted((left, right) => right[1] - left[1]).slice(0, count));
  }
}

class EmbeddedEmbeddings extends Embeddings {
  constructor(embedder) {
    super({});
    this.embedder = embedder;
  }

  async embedDocuments(texts) {
    return (await this.embedder.embed(texts)).map((vector) => Array.from(vector));
  }

  embedQuery(text) {
    return Promise.resolve(Array.from(this.embedder.embedQuery(text)));
  }
}

async function open(splitting) {
  const { CharacterIndexBuilder } = await compiled('retrieval/character-index.js');
  const { createEmbeddedEmbedder } = await compiled('retrieval/embedder.js');
  const { normalise } = await compiled('retrieval/normalise.js');
  const folder = join(project, 'corpus');
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const documents = files.map(
    (source) =>
      new Document({ pageContent: readFileSync(join(folder, source), 'utf8'), metadata: { source } }),
  );
  const chunks = await new RecursiveCharacterTextSplitter(splitting).splitDocuments(documents);
  // The embedder weighs characters by how rare they are among the texts at hand: here, the chunks.
  const builder = new CharacterIndexBuilder();
  for (const { pageContent } of chunks) builder.add(normalise(pageContent));
  const store = new MemoryStore(new EmbeddedEmbeddings(createEmbeddedEmbedder(builder.finish())), {});
  await store.addDocuments(chunks);
  return async ({ q, context }) => {
    const found = await store.similaritySearch([...context.slice(-1), q].join('\n'), 10);
    return found.map(({ pageContent }) => pageContent);
  };
}

export function openTutorial() {
  return open({ chunkSize: 1000, chunkOverlap: 200 });
}

export function openChinese() {
  return open({ chunkSize: 300, chunkOverlap: 50, separators: ['\n\n', '\n', '。', '；', '，', ''] });
}
