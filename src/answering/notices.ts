/** What must be said beside an answer: expired, repealed, draft, another region's …; and what to do next. @module */
import type { Corpus, PolicyDocument } from '../gazette/model.ts';
import { type Damage, findDamage } from '../gazette/damage.ts';
import { isWithin } from '../gazette/region.ts';
import { enquiryPlace, type ValidityOnDay, validityOn } from '../gazette/validity.ts';
import type { Citation, NextStep, Notice, NoticeCode, ValidityStatus } from './answer.ts';
import { type CitedPieces, sourceSpans } from './cite.ts';
import { nameOf } from './document-name.ts';
import { describeOffice, type Office, officeBehind } from './offices.ts';

const codes: Readonly<Record<Exclude<ValidityStatus, 'in_force'>, NoticeCode>> = {
  expired: 'expired',
  repealed: 'repealed',
  draft: 'draft',
  period_over: 'period_over',
  not_yet: 'not_yet',
  unstated: 'validity_unstated',
  reference: 'reference',
};

/** One notice for each cited document that is not plainly in force here, in the order of the citations. */
export function noticesFor(corpus: Corpus, documents: readonly number[], asOf: string): Notice[] {
  const notices: Notice[] = [];
  for (const index of new Set(documents)) {
    const document = corpus.documents[index];
    if (document === undefined) continue;
    const validity = validityOn(corpus, index, asOf);
    const name = nameOf(document);
    if (validity.status !== 'in_force')
      notices.push({ code: codes[validity.status], text: `${name}：${validity.sentence}` });
    if (document.validity.provisional) {
      const word = /试行/.test(document.title) ? '试行' : '暂行';
      notices.push({ code: 'provisional', text: `${name}是${word}文件，以后可能有新的规定。` });
    }
    if (isElsewhere(corpus, document)) {
      notices.push({
        code: 'other_region',
        text: `${name}是${document.region ?? '外地'}的文件，不是${corpus.homeRegion ?? '本地'}的规定，不适用于${corpus.homeRegion ?? '本地'}。`,
      });
    }
  }
  return notices;
}

const damageTexts: Readonly<Record<Damage['kind'], (written: string) => string>> = {
  'foreign-word': (written) => `夹着外文词“${written}”`,
  'traditional-character': (written) => `夹着繁体字“${written}”`,
  'impossible-date': (written) => `写了日历上没有的日期“${written}”`,
  'broken-number': (written) => `文号“${written}”缺了半边括号`,
  markup: (written) => `夹着排版符号“${written}”`,
  unreadable: (written) => `有认不出的字“${written}”`,
};

/** One notice for each cited clause whose printed text is visibly damaged; the quotation stays as it stands. */
export function damageNotices(corpus: Corpus, cited: readonly CitedPieces[]): Notice[] {
  const clauses = new Set(cited.flatMap(({ pieces }) => pieces.map((piece) => piece.clause)));
  return [...clauses].flatMap((index): Notice[] => {
    const clause = corpus.clauses[index];
    const document = corpus.documents[clause?.document ?? -1];
    if (clause === undefined || document === undefined) return [];
    const odd = findDamage(clause.text).map(({ kind, written }) => damageTexts[kind](written));
    if (odd.length === 0) return [];
    const place = `${nameOf(document)}${clause.locator}`;
    return [
      {
        code: 'damaged_source',
        text: `${place}的原文${odd.join('，')}，这里照原样引用，以印出来的公报或发文机关的说法为准。`,
      },
    ];
  });
}

/** True for a document of a region that neither is nor contains nor lies in the home region. */
export function isElsewhere(corpus: Corpus, document: PolicyDocument): boolean {
  const home = corpus.homeRegion;
  if (home === null || document.region === null) return false;
  return !isWithin(document.region, home) && !isWithin(home, document.region);
}

/** Which office to ask and how it is reached, and where the papers stand, of the first cited document. */
export function nextStepsFor(
  corpus: Corpus,
  offices: readonly Office[],
  citations: readonly Citation[],
  documents: readonly number[],
  validity: ValidityOnDay | null,
): NextStep[] {
  const index = documents[0];
  const document = index === undefined ? undefined : corpus.documents[index];
  if (index === undefined || document === undefined || document.standing !== 'official') return [];
  const steps: NextStep[] = [];
  const papers = papersClause(corpus, document, citations);
  if (papers !== null) {
    steps.push({
      text: `办理要交的材料写在${corpus.clauses[papers]?.locator ?? ''}，请先备齐。`,
      source: sourceSpans(corpus, document.source, corpus.clauses[papers]?.spans ?? []),
    });
  }
  const verb = validity?.status === 'in_force' ? '办理或进一步了解' : '了解现在的规定';
  const named = document.enquiryOffice;
  const behind = officeBehind(
    offices,
    {
      enquiryOffice: named?.name ?? null,
      documentId: document.id,
      clauses: citations.slice(0, documents.filter((other) => other === index).length),
    },
    corpus.homeRegion,
  );
  const place = named?.name ?? behind?.name ?? enquiryPlace(document);
  steps.push({
    text: `${verb}，请向${place}咨询，或拨打12345热线。`,
    ...(named === null ? {} : { source: sourceSpans(corpus, document.source, named.quotation.spans) }),
  });
  if (behind !== null) steps.push({ text: `机构资料（不是上面引用的规定）：${describeOffice(behind)}` });
  return steps;
}

/** The clause of the document that lists the papers to hand in, unless the answer cites it already. */
export function papersClause(
  corpus: Corpus,
  document: PolicyDocument,
  citations: readonly Citation[],
): number | null {
  for (let index = document.clauses[0]; index < document.clauses[1]; index += 1) {
    const clause = corpus.clauses[index];
    if (
      clause === undefined ||
      !/(?:提交|提供|递交)(?:下列|以下)(?:材料|资料)|(?:下列|以下)材料[：:]$/.test(clause.text)
    )
      continue;
    return citations.some((citation) => citation.locator.startsWith(clause.locator.replace(/第.款$/, '')))
      ? null
      : index;
  }
  return null;
}
