/** corpus/catalog.yaml: what the text of a source does not say of itself. @module */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import { readYaml } from '../read-yaml.ts';

const patternSchema = z.string().refine((pattern) => {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}, '不是正确的正则表达式');

const catalogSourceSchema = z.strictObject({
  file: z.string(),
  publisher: z.string().nullable(),
  region: z.string().nullable(),
  kind: z.enum(['gazette', 'notice', 'reference']),
  /** How the text is to be cut where it follows no gazette's rules. Each pattern is tried on one trimmed line. */
  reading: z
    .strictObject({
      why: z.string(),
      /** The line is a document's title; a capture group, if any, is the title. */
      title: z.array(patternSchema).optional(),
      /** The line before is a document's title, the line itself is page furniture. */
      titleBefore: z.array(patternSchema).optional(),
      /** Lines that are page furniture: navigation, advertisement. */
      furniture: z.array(patternSchema).optional(),
    })
    .optional(),
});

export const catalogSchema = z.strictObject({
  homeRegion: z.string().nullable(),
  sources: z.array(catalogSourceSchema),
});

export type Catalog = z.infer<typeof catalogSchema>;
export type CatalogSource = z.infer<typeof catalogSourceSchema>;

export const catalogFile = 'catalog.yaml';

/** The folder's catalog; an empty one where there is none. @throws WenzhengError catalog_invalid naming the entry */
export function readCatalog(folder: string): Catalog {
  const path = join(folder, catalogFile);
  if (!existsSync(path)) return { homeRegion: null, sources: [] };
  let content: unknown;
  try {
    content = readYaml(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new WenzhengError('catalog_invalid', `${catalogFile} 不是正确的 YAML，请改正后再试。`, { cause });
  }
  const result = catalogSchema.safeParse(content);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new WenzhengError(
      'catalog_invalid',
      `${catalogFile} 的 ${issue?.path.join('.') ?? ''} 不对（${issue?.message ?? ''}），请改正后再试。`,
    );
  }
  return result.data;
}
