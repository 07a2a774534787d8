/** Clauses, passages, documents and calculations → items of evidence. @module */
import type { Calculation } from '../../calculators/calculation.ts';
import { formatDate } from '../../gazette/chinese-date.ts';
import { cutBeforePrivateNumber } from '../../gazette/private-numbers.ts';
import type { Clause, Corpus } from '../../gazette/model.ts';
import { validityOn } from '../../gazette/validity.ts';
import type { Answer } from '../answer.ts';
import { textWithUnits } from '../stated-figures.ts';
import type { EvidenceItem, EvidenceKind, EvidenceUnit } from './evidence.ts';

/**
 * Evidence out of clauses of one document.
 * @param clauses Indices into `Corpus.clauses`; null when none of them is in the corpus.
 * @param asOf ISO day for which validity is told.
 */
export function clauseEvidence(
  corpus: Corpus,
  token: string,
  clauses: readonly number[],
  asOf: string,
  passage: number | null = null,
): EvidenceItem | null {
  const document = corpus.clauses[clauses[0] ?? -1]?.document;
  if (document === undefined) return null;
  const own = clauses.filter((index) => corpus.clauses[index]?.document === document);
  return {
    ...describe(corpus, token, 'clause', document, asOf),
    units: own.flatMap((index) => unitsOfClause(corpus, index)),
    passage,
    clauses: own,
  };
}

/** Evidence out of one passage: its clauses, whole, as `read_clause` shows them. @param passage Index into `Corpus.passages` */
export function passageEvidence(
  corpus: Corpus,
  token: string,
  passage: number,
  asOf: string,
): EvidenceItem | null {
  const clauses = corpus.passages[passage]?.clauses ?? [];
  return clauseEvidence(corpus, token, clauses, asOf, passage);
}

/** What is known about a document: title, 文号, issuer, dates, validity. @param document Index into `Corpus.documents` */
export function documentEvidence(
  corpus: Corpus,
  token: string,
  document: number,
  asOf: string,
): EvidenceItem | null {
  const known = corpus.documents[document];
  if (known === undefined) return null;
  const { effectiveFrom, lastDay, lastDayKind } = known.validity;
  const item = describe(corpus, token, 'document', document, asOf);
  const facts = [
    known.number === null
      ? `《${known.title}》没有文号`
      : `《${known.title}》的文号是${known.number.canonical}`,
    known.issuer === null ? null : `发文机关是${known.issuer}`,
    known.issuedOn === null ? null : `${formatDate(known.issuedOn)}印发`,
    effectiveFrom === null ? null : `自${formatDate(effectiveFrom)}起施行`,
    lastDay === null ? null : `${lastDayKind === 'expiry' ? '有效期' : '期间'}至${formatDate(lastDay)}`,
    known.gazette === null
      ? null
      : `刊登在${known.gazette.name}${known.gazette.year}年第${known.gazette.issue}期`,
    item.validitySentence.replace(/。$/, ''),
    ...known.validity.basis.map(({ text }) => cutBeforePrivateNumber(text).replace(/[。；]$/, '')),
  ].filter((fact) => fact !== null);
  const context = [known.title, known.number?.canonical ?? ''].filter((words) => words !== '');
  return {
    ...item,
    units: facts.map((text) => ({ text: `${text}。`, context, before: [], clause: null, locator: '' })),
    passage: null,
    clauses: [],
  };
}

/** A calculator's result. Its figures are the only computed ones that a draft may state. */
export function calculationEvidence(token: string, calculation: Calculation): EvidenceItem {
  const remarks = [
    ...calculation.steps.filter(({ applied }) => applied).map(withoutOpenEnd),
    ...calculation.reasons,
    ...calculation.nextSteps,
    ...calculation.documents,
  ];
  return {
    token,
    kind: 'calculation',
    document: null,
    title: '',
    number: null,
    issuer: null,
    region: null,
    standing: null,
    validity: null,
    validitySentence: '',
    units: remarks.flatMap(({ text, quote, clause }) =>
      [text, ...(quote === null ? [] : [quote])]
        .filter((words) => words !== '')
        .map((words) => ({
          text: words,
          context: [],
          before: [],
          clause: null,
          locator: clause ?? '',
        })),
    ),
    passage: null,
    clauses: [],
    calculation,
  };
}

/** The evidence of an answer of the engine: its citations as S1 …, its calculation as C1. */
export function answerEvidence(corpus: Corpus, answer: Answer, asOf: string): EvidenceItem[] {
  const items = answer.citations.flatMap((citation, at) => {
    const passage = corpus.passages.findIndex(({ id }) => id === citation.passageId);
    const held = corpus.passages[passage];
    if (held === undefined) return [];
    const cited = squeeze(citation.text);
    const [first, last] = corpus.documents[held.document]?.clauses ?? [0, 0];
    const clauses = [];
    for (let index = first; index < last; index += 1) {
      const text = squeeze(corpus.clauses[index]?.text ?? '');
      if (text !== '' && (cited.includes(text) || held.clauses.includes(index))) clauses.push(index);
    }
    const item = clauseEvidence(corpus, `S${at + 1}`, clauses, asOf, passage);
    return item === null ? [] : [item];
  });
  if (answer.calculation !== null) items.push(calculationEvidence('C1', answer.calculation));
  return items;
}

/** 两人合计 and its value are one unit of the results: without the value, the figures before it would be its. */
const withoutOpenEnd = (step: Calculation['steps'][number]): Calculation['steps'][number] =>
  typeof step.value === 'number' && /\d/.test(step.text) ? { ...step, text: '' } : step;

const squeeze = (text: string): string => text.replace(/\s+/g, '');

/** A clause's sentences, each with what stands before it; a row is one unit. */
export function unitsOfClause(corpus: Corpus, index: number): EvidenceUnit[] {
  const clause = corpus.clauses[index];
  if (clause === undefined) return [];
  const context = contextOf(corpus, clause);
  const base = { context, clause: index, locator: clause.locator };
  if (clause.row !== null) return [{ ...base, text: cutBeforePrivateNumber(rowText(clause)), before: [] }];
  const sentences = sentencesOf(cutBeforePrivateNumber(clause.text));
  return sentences.map((text, at) => ({ ...base, text, before: sentences.slice(0, at) }));
}

/** 高血压患者管理人数（万人） 5.8 → … 5.8万人: a unit may stand with the name of the row. */
function rowText(clause: Clause): string {
  const text = textWithUnits(clause);
  const unit = /[（(]([^（()）\d/]{1,4})[）)]$/.exec(clause.row?.cells[0] ?? '')?.[1];
  if (unit === undefined || unit === '%') return text;
  return text.replace(/(\s\d[\d.]*)(?=；|$)/g, `$1${unit}`);
}

/** A list's items may hang on a list's items. */
const deepestList = 6;

function contextOf(corpus: Corpus, clause: Clause): string[] {
  const leadIns: string[] = [];
  let above = clause.leadIn;
  for (let depth = 0; above !== null && depth < deepestList; depth += 1) {
    const lead = corpus.clauses[above];
    if (lead === undefined) break;
    leadIns.unshift(cutBeforePrivateNumber(lead.text));
    above = lead.leadIn;
  }
  const title = corpus.documents[clause.document]?.title ?? '';
  const caption = clause.row?.caption ?? null;
  return [title, ...clause.headings, ...leadIns, ...(caption === null ? [] : [caption])];
}

/** Sentences as they are printed, with their last sign. */
export function sentencesOf(text: string): string[] {
  return (text.match(/[^。！？!?\n]+[。！？!?\n]*/g) ?? []).filter((sentence) => sentence.trim() !== '');
}

function describe(
  corpus: Corpus,
  token: string,
  kind: EvidenceKind,
  document: number,
  asOf: string,
): Omit<EvidenceItem, 'units' | 'passage' | 'clauses'> {
  const known = corpus.documents[document];
  const validity = validityOn(corpus, document, asOf);
  return {
    token,
    kind,
    document,
    title: known?.title ?? '',
    number: known?.number?.canonical ?? null,
    issuer: known?.issuer ?? null,
    region: known?.region ?? null,
    standing: known?.standing ?? null,
    validity: validity.status,
    validitySentence: validity.sentence,
    calculation: null,
  };
}
