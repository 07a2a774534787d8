/** Units of evidence in normal form, with their figures, as sentences are compared with them. @module */
import type { Corpus } from '../../gazette/model.ts';
import { type DraftFigure, readDraftFigures } from './draft-figures.ts';
import { resultUnits } from './calculation-units.ts';
import type { EvidenceItem, EvidenceUnit } from './evidence.ts';
import { documentEvidence } from './make-evidence.ts';
import { bareText, plainText } from './plain-text.ts';
import { stateName, validityWords } from './validity-claims.ts';

export interface PreparedUnit {
  readonly item: EvidenceItem;
  readonly unit: EvidenceUnit;
  /** What is known about the document, not what it says. */
  readonly fact: boolean;
  readonly row: boolean;
  readonly text: string;
  readonly figures: readonly DraftFigure[];
  /** Headings, lead-ins, names of the document: what the words stand under. */
  readonly base: string;
  readonly before: readonly { readonly text: string; readonly figures: readonly DraftFigure[] }[];
  /** Units of one group may carry one sentence together. */
  readonly group: string;
  /** Year of the document, for 8月底 without one. */
  readonly year: number | null;
}

export interface PreparedItem {
  readonly item: EvidenceItem;
  readonly units: readonly PreparedUnit[];
  /** All of its words without signs, for quotations. */
  readonly bare: string;
}

/** What orders the reader or the program around is no evidence. */
const orders =
  /忽略.{0,8}(?:指令|规则|提示|以上|之前)|系统提示|提示词|(?:你|助手|机器人|模型|ai).{0,6}(?:必须|应当|请|要).{0,6}(?:回答|回复|告诉|输出)|(?:请|必须|一律|务必)(?:告诉|回复|回答|转告)(?:用户|居民|市民|读者|对方)|ignore|instruction|prompt/i;

const made = new WeakMap<EvidenceItem, PreparedItem>();

/** Made once for each item, which never changes. */
export function prepareItem(corpus: Corpus, item: EvidenceItem, asOf: string): PreparedItem {
  const known = made.get(item) ?? readItem(corpus, item, asOf);
  made.set(item, known);
  return known;
}

function readItem(corpus: Corpus, item: EvidenceItem, asOf: string): PreparedItem {
  const units = item.units
    .filter((unit) => !orders.test(unit.text))
    .map((unit) => prepareUnit(corpus, item, unit, item.kind === 'document'));
  if (item.calculation !== null)
    units.push(
      ...resultUnits(item.calculation).map((text) => prepareUnit(corpus, item, plainUnit(text), false)),
    );
  if (item.document !== null && item.kind !== 'document') {
    const facts = documentEvidence(corpus, item.token, item.document, asOf);
    for (const unit of facts?.units ?? []) units.push(prepareUnit(corpus, item, unit, true));
  }
  const bare = units.map((unit) => bareText(unit.text + unit.base)).join('\n');
  // A quotation may run over the sentences of one clause.
  const clauses = item.clauses.map((index) => bareText(corpus.clauses[index]?.text ?? '')).join('');
  return { item, units, bare: `${bare}\n${clauses}` };
}

const plainUnit = (text: string): EvidenceUnit => ({
  text,
  context: [],
  before: [],
  clause: null,
  locator: '',
});

function prepareUnit(corpus: Corpus, item: EvidenceItem, unit: EvidenceUnit, fact: boolean): PreparedUnit {
  const text = plainText(unit.text).replace(
    /^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、)/,
    '',
  );
  const document = corpus.documents[item.document ?? -1];
  // A notice that issues two schemes names both in its title; the part a clause belongs to stands in its headings.
  const [title = '', ...above] = unit.context;
  const named = (document?.parts.length ?? 0) > 1 && !fact ? above : [title, ...above];
  const names = [item.number ?? '', item.region ?? '', item.issuer ?? '', unit.locator];
  const base = [...named, ...names, stateName(item), ...(fact ? validityWords(item) : [])]
    .map(plainText)
    .join('\n');
  const clause = corpus.clauses[unit.clause ?? -1];
  const article = (clause?.locator ?? '').replace(/(?:[（(][^）)]*[）)]|\d+)+$/, '');
  return {
    item,
    unit,
    fact,
    row: clause?.row !== null && clause !== undefined,
    text,
    figures: readDraftFigures(text).filter(
      // 截至 the day of telling is no date of the document.
      ({ date, start: at }) => !(fact && date !== null && text.slice(0, at).endsWith('截至')),
    ),
    base,
    before: unit.before.map((sentence) => ({
      text: plainText(sentence),
      figures: readDraftFigures(plainText(sentence)),
    })),
    group:
      item.kind === 'calculation'
        ? item.token
        : `${item.document}/${fact ? 'facts' : article === '' ? unit.clause : article}`,
    year: yearOf(document?.issuedOn ?? null),
  };
}

const yearOf = (day: string | null): number | null => (day === null ? null : Number(day.slice(0, 4)));
