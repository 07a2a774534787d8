/**
 * What a document's validity is on a given day.
 *
 * The order: draft or reference, ended by another document by that day, not yet, expired, period over, in force, unstated.
 * A document is `in_force` only where its text says something about its validity and nothing has ended it; a beginning
 * without an end is enough (自…起施行), silence is not. `unstated` means that the text says nothing at all; whoever asks
 * is sent to the office that the text names, else to the issuer.
 * @module
 */
import { formatDate } from './chinese-date.ts';
import { type CorrectedField, correctionOf } from './corrections.ts';
import { keyOfDocument } from './document-graph.ts';
import type { Corpus, PolicyDocument, Quotation, Relation } from './model.ts';

export { readValidity } from './read-validity.ts';

export const validityStatuses = [
  'in_force',
  'expired',
  'repealed',
  'draft',
  'period_over',
  'not_yet',
  'unstated',
  'reference',
] as const;
export type ValidityStatus = (typeof validityStatuses)[number];

export interface ValidityOnDay {
  readonly status: ValidityStatus;
  /** One plain Chinese sentence, without the document's name. */
  readonly sentence: string;
  readonly quotations: readonly Quotation[];
}

/** What holds for a document on one day: repeal, expiry and period are weighed as of that day. @param asOf ISO day */
export function validityOn(corpus: Corpus, documentIndex: number, asOf: string): ValidityOnDay {
  const document = corpus.documents[documentIndex];
  if (document === undefined) throw new RangeError(`no document ${documentIndex} in this corpus`);
  const read = validityRead(corpus, document, asOf);
  const put = correctionOf(document, ...(fieldsBehind[read.status] ?? []));
  // What a person entered stands in no text: whoever reads it has to know.
  return put === null ? read : { ...read, sentence: `${read.sentence}（工作人员登记：${put.reason}）` };
}

/** What a correction of may be the cause of a status. */
const fieldsBehind: Partial<Record<ValidityStatus, readonly CorrectedField[]>> = {
  draft: ['standing'],
  reference: ['standing'],
  repealed: ['ended'],
  not_yet: ['effectiveFrom', 'issuedOn'],
  expired: ['lastDay'],
  period_over: ['lastDay'],
  in_force: ['lastDay', 'effectiveFrom'],
};

function validityRead(corpus: Corpus, document: PolicyDocument, asOf: string): ValidityOnDay {
  const { validity } = document;
  if (document.standing === 'draft') {
    return {
      status: 'draft',
      sentence: '这是征求意见稿，不是正式印发的文件，不能作为办事依据。',
      quotations: [],
    };
  }
  if (document.standing === 'reference') {
    return {
      status: 'reference',
      sentence: '这是外地的参考材料，不是本地政策，不能作为办事依据。',
      quotations: [],
    };
  }
  const ending = endingRelation(corpus, keyOfDocument(document), asOf);
  if (ending !== null) {
    return { status: 'repealed', sentence: describeEnding(corpus, ending), quotations: [ending.quotation] };
  }
  const entered = correctionOf(document, 'ended');
  if (entered !== null && (entered.from === null || entered.from <= asOf)) {
    const { value, kind, from } = entered;
    return { status: 'repealed', sentence: endingSentence(kind, value, from), quotations: [] };
  }
  const day = formatDate(asOf);
  const from = validity.effectiveFrom;
  if (from !== null && asOf < from) {
    const cause =
      document.issuedOn !== null && asOf < document.issuedOn
        ? `${formatDate(document.issuedOn)}才印发`
        : `自${formatDate(from)}起才施行`;
    return { status: 'not_yet', sentence: `${cause}，${day}时还没有生效。`, quotations: validity.basis };
  }
  const last = validity.lastDay;
  if (last !== null && asOf > last) {
    if (validity.lastDayKind === 'expiry') {
      return {
        status: 'expired',
        sentence: `有效期至${formatDate(last)}，已届满，截至${day}不再作为办事依据。`,
        quotations: validity.basis,
      };
    }
    return {
      status: 'period_over',
      sentence: `文件写明的期间到${formatDate(last)}为止，截至${day}已经结束。`,
      quotations: validity.basis,
    };
  }
  if (last !== null) {
    const until =
      validity.lastDayKind === 'expiry'
        ? `有效期至${formatDate(last)}`
        : `文件写明的期间到${formatDate(last)}为止`;
    return { status: 'in_force', sentence: `${until}，${day}时有效。`, quotations: validity.basis };
  }
  if (validity.basis.length > 0 || correctionOf(document, 'effectiveFrom') !== null) {
    const since = from === null ? '' : `自${formatDate(from)}起施行，`;
    return {
      status: 'in_force',
      sentence: `${since}文件没有写到何时为止，所收公报里也没有废止它的文件。`,
      quotations: validity.basis,
    };
  }
  return {
    status: 'unstated',
    sentence: `文件未写有效期，所收公报里也没有废止它的文件，请向${enquiryPlace(document)}核实。`,
    quotations: [],
  };
}

/** The office that the text names for questions, else the issuer, else 发文机关. */
export function enquiryPlace(document: PolicyDocument): string {
  return document.enquiryOffice?.name ?? document.issuer ?? '发文机关';
}

/** The relation that ended the document by that day; the earliest one. @param key as in `Corpus.mentioned` */
export function endingRelation(corpus: Corpus, key: string | null, asOf: string): Relation | null {
  if (key === null) return null;
  const endings = (corpus.mentioned.get(key)?.relations ?? []).filter(
    (relation) => relation.kind !== 'mentions' && (relation.from === null || relation.from <= asOf),
  );
  return endings.toSorted((left, right) => (left.from ?? '').localeCompare(right.from ?? ''))[0] ?? null;
}

/** 已被清新府办〔2018〕16号废止（自2018年3月23日起），不再作为依据。 */
export function describeEnding(corpus: Corpus, relation: Relation): string {
  const by = corpus.documents[relation.by];
  const name = by?.number?.canonical ?? (by === undefined ? '后来的文件' : `《${by.title}》`);
  return endingSentence(relation.kind, name, relation.from);
}

function endingSentence(kind: Relation['kind'], name: string, from: string | null): string {
  const since = from === null ? '' : `（自${formatDate(from)}起）`;
  return kind === 'voids'
    ? `已由${name}宣布失效${since}，不再作为行政管理的依据。`
    : `已被${name}废止${since}，不再作为办事依据。`;
}
