/**
 * corpus/offices.yaml: the offices that the gazettes name, what each handles and how the gazettes say it is reached.
 * Reviewable by a person without code; a name that no gazette prints is never given out.
 * @module
 */
import { z } from 'zod';
import { WenzhengError } from '../errors.ts';
import { readYaml } from '../read-yaml.ts';
import { normalise } from '../retrieval/normalise.ts';

export const officesFile = 'offices.yaml';

const nameSchema = z.string().trim().min(2).max(30);

/** A name of the same work in gazettes of other years, with the ids of the documents that print it. */
const otherNameSchema = z.strictObject({ name: nameSchema, documents: z.array(z.string()).min(1) });

const officeSchema = z.strictObject({
  /** As a gazette prints it. */
  name: nameSchema,
  /** Other ways of writing or saying the name: only for finding the office, never shown. */
  alsoCalled: z.array(nameSchema),
  former: z.array(otherNameSchema),
  later: z.array(otherNameSchema),
  /** One plain sentence without the name. */
  handles: z.string().trim().endsWith('。').max(80),
  /** `PolicyDocument.id` and `Clause.locator` of the clauses that say so, the decisive one first. */
  source: z.array(z.strictObject({ document: z.string(), locator: z.string() })).min(1),
  /** The office's own land line, only where a gazette prints it. */
  telephone: z
    .string()
    .regex(/^0\d{2,3}-\d{7,8}$/)
    .optional(),
  mail: z.email().optional(),
});

export const officesSchema = z.array(officeSchema);

export type Office = z.infer<typeof officeSchema>;

/** Reads the text of offices.yaml; an empty file gives no offices. @throws WenzhengError catalog_invalid naming the entry */
export function readOffices(text: string): Office[] {
  let content: unknown;
  try {
    content = readYaml(text);
  } catch (cause) {
    throw new WenzhengError('catalog_invalid', `${officesFile} 不是正确的 YAML，请改正后再试。`, { cause });
  }
  const result = officesSchema.safeParse(content ?? []);
  if (!result.success) {
    const [index = 0, ...field] = result.error.issues[0]?.path ?? [];
    throw new WenzhengError(
      'catalog_invalid',
      `${officesFile} 第 ${Number(index) + 1} 个机构的 ${field.join('.')} 不对，请改正后再试。`,
    );
  }
  return result.data;
}

/**
 * The office of that name or alias, as written or without its level (水利局 for 区水利局); null when there is none.
 * @param homeRegion `Corpus.homeRegion`: 清远市清新区水利局, 清新区水利局 and 清新水利局 then mean 区水利局 too, while the
 * offices of other places are not found.
 */
export function findOffice(
  offices: readonly Office[],
  name: string,
  homeRegion: string | null = null,
): Office | null {
  const wanted = withoutPlace(comparable(name), homeRegion);
  const found = (matches: (own: string) => boolean) =>
    offices.find((office) => [office.name, ...office.alsoCalled].map(comparable).some(matches)) ?? null;
  return found((own) => own === wanted) ?? found((own) => /^[区县市镇]/.test(own) && own.slice(1) === wanted);
}

/**
 * The office to reach about an answer: the one that the document names for questions, else one whose work the cited
 * clauses tell of; null when none is known.
 * @param documentId `PolicyDocument.id` of the first cited document, whose citations alone count.
 */
export function officeBehind(
  offices: readonly Office[],
  cited: {
    readonly enquiryOffice: string | null;
    readonly documentId: string;
    readonly clauses: readonly { readonly locator: string; readonly text: string }[];
  },
  homeRegion: string | null,
): Office | null {
  if (cited.enquiryOffice !== null) return findOffice(offices, cited.enquiryOffice, homeRegion);
  const handles = ({ source }: Office) =>
    source.some(
      ({ document, locator }) =>
        document === cited.documentId && cited.clauses.some((clause) => clause.locator === locator),
    );
  const isNamed = ({ name }: Office) => cited.clauses.some((clause) => clause.text.includes(name));
  return offices.find((office) => handles(office) && isNamed(office)) ?? null;
}

/** What to tell a resident; other names only where the gazettes of other years print them. */
export function describeOffice(office: Office): string {
  const names = [
    ...office.former.map((other) => `较早的公报称${other.name}，见${other.documents.join('、')}`),
    ...office.later.map((other) => `后来的公报称${other.name}，见${other.documents.join('、')}`),
  ];
  const contacts = [
    ...(office.telephone === undefined ? [] : [`电话：${office.telephone}`]),
    ...(office.mail === undefined ? [] : [`邮箱：${office.mail}`]),
  ];
  return [
    office.name,
    names.length === 0 ? '' : `（${names.join('；')}）`,
    `：${office.handles}`,
    contacts.length === 0 ? '' : `${contacts.join('，')}。`,
  ].join('');
}

function comparable(name: string): string {
  return normalise(name).replace(/\s/g, '');
}

/** 清远市清新区水利局, 清新水利局 → 区水利局. */
function withoutPlace(name: string, homeRegion: string | null): string {
  if (homeRegion === null || homeRegion.length < 3) return name;
  const level = homeRegion.slice(-1);
  const pattern = new RegExp(`^(?:.{2,3}市)?${homeRegion.slice(0, -1)}${level}?(?=.)`);
  return pattern.test(name) ? name.replace(pattern, level) : name;
}
