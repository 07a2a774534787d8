/**
 * YAML 1.2 files that people write: the corpus' catalog, thesaurus, offices and questions. With js-yaml, which reads
 * them eight times as fast as yaml and is one file to load: who asks on the command line waits for it.
 * @module
 */
import { loadAll, YAMLException } from 'js-yaml';

/** @returns null for an empty file. @throws YAMLException, also for more than one document */
export function readYaml(text: string): unknown {
  const documents = loadAll(text);
  if (documents.length > 1) throw new YAMLException('expected one document');
  return documents[0] ?? null;
}

/** Each document of a file; {@link faultLineOf} tells where it is wrong. @throws YAMLException */
export function readYamlDocuments(text: string): unknown[] {
  return loadAll(text);
}

/** Line of a YAML fault, from 1; null where it is not known. */
export function faultLineOf(error: unknown): number | null {
  return error instanceof YAMLException && error.mark !== undefined ? error.mark.line + 1 : null;
}
