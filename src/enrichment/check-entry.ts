/**
 * What stands in the way of an entry of the question bank that a person writes: the checks of proposed wordings and of
 * approved answers, said field by field.
 * @module
 */
import type { Corpus } from '../gazette/model.ts';
import { hasPrivateNumber } from '../gazette/private-numbers.ts';
import { type BankEntry, clausesOf } from '../retrieval/question-bank.ts';
import { faultTexts } from './accept-proposal.ts';
import { faultsOfApprovedAnswer, sayAnswerFault } from './check-approved-answer.ts';
import { faultOfWording, isSameWording, pairsOf, subjectOf, type WordingFault } from './check-wordings.ts';

/** As typed: white space around is gone, empty wordings are left out. */
export interface EntryDraft {
  readonly document: string;
  readonly ask: string;
  readonly also: readonly string[];
  readonly locators: readonly string[];
  /** Empty for none. */
  readonly answer: string;
}

/** A wording of another entry. */
export interface KnownWording {
  readonly wording: string;
  readonly pairs: ReadonlySet<string>;
  /** The standard question that it belongs to. */
  readonly ask: string;
}

export interface EntryRules {
  readonly corpus: Corpus;
  /** Of all other entries. */
  readonly others: readonly KnownWording[];
  /** Questions of the evaluation, as pairs. */
  readonly evaluation: readonly ReadonlySet<string>[];
  /** The entry as it stood: its wordings are somebody's decision already. null for a new one. */
  readonly former: BankEntry | null;
  /** A model wrote it: what is only remarked on where a person writes is a fault then. */
  readonly isProposed?: boolean;
}

/** One Chinese sentence each; empty where nothing stands in the way. */
export interface EntryFaults {
  readonly document: readonly string[];
  readonly locators: readonly string[];
  readonly ask: readonly string[];
  readonly also: readonly string[];
  readonly answer: readonly string[];
  /** To be thought about; they forbid nothing. */
  readonly remarks: readonly string[];
}

export const wordingLimits = { also: { least: 0, most: 12 } } as const;

export const isFaultless = ({ document, locators, ask, also, answer }: EntryFaults): boolean =>
  [document, locators, ask, also, answer].every((faults) => faults.length === 0);

export function checkEntry(draft: EntryDraft, rules: EntryRules): EntryFaults {
  const { corpus } = rules;
  const index = corpus.documents.findIndex(({ id }) => id === draft.document);
  if (index < 0) return { ...none, document: ['这份文件不在公报里，请在“文件”里另选一份。'] };
  const unknown = draft.locators.filter((locator) => clausesOf(corpus, index, [locator]).length === 0);
  const locators = [
    ...unknown.map((locator) => `条款“${locator}”在这份文件里找不到，请去掉它，另选一条。`),
    ...(draft.locators.length === 0 ? ['还没有选条款，请从“加条款”里选回答这个问题的那一条。'] : []),
  ];
  const clauses = clausesOf(corpus, index, draft.locators);
  const wordings = checkWordings(draft, clauses, rules);
  return {
    document: [],
    locators,
    ...wordings,
    // What it may say is not known before.
    answer:
      clauses.length === 0 ? [] : faultsOfApprovedAnswer(corpus, clauses, draft.answer).map(sayAnswerFault),
  };
}

const none: EntryFaults = { document: [], locators: [], ask: [], also: [], answer: [], remarks: [] };

/** These hang on the clauses: they are looked at anew where other clauses are chosen. */
const aboutClauses: ReadonlySet<WordingFault> = new Set(['number', 'office', 'off_topic']);

function checkWordings(
  { ask, also, locators }: EntryDraft,
  clauses: readonly number[],
  { corpus, others, evaluation, former, isProposed = false }: EntryRules,
): Pick<EntryFaults, 'ask' | 'also' | 'remarks'> {
  const subject = subjectOf(corpus, clauses);
  const isMoved = former === null || former.locators.join('\n') !== locators.join('\n');
  const kept = new Set(former === null ? [] : [former.ask, ...former.also]);
  const remarks: string[] = [];

  const own: ReadonlySet<string>[] = [];

  function faultOf(wording: string, place: string): string | null {
    const isKept = kept.has(wording);
    if (isKept && !isMoved) return null;
    const found = faultOfWording(wording, subject, { evaluation: [], bank: [] });
    // Without a clause nothing is known of what the wording may speak of.
    const fault = found !== null && aboutClauses.has(found) && clauses.length === 0 ? null : found;
    // A person may know that two who share no word speak of the same: 狗 and 犬只.
    if (fault === 'off_topic' && !isProposed)
      remarks.push(`${place}和所选条款没有一个相同的词，请看看是不是问这一条。`);
    else if (fault !== null && (!isKept || aboutClauses.has(fault)))
      return `${place}${faultTexts[fault]}，${remedies[fault]}`;
    if (isKept) return null;
    const pairs = pairsOf(wording);
    const same = others.find((other) => isSameWording(pairs, other.pairs));
    if (same !== undefined)
      return `${place}和标准问“${same.ask}”的问法“${same.wording}”太像，请改到那一条里，或者写得不一样。`;
    if (isProposed && own.some((other) => isSameWording(pairs, other)))
      return `${place}${faultTexts.duplicate}，${remedies.duplicate}`;
    own.push(pairs);
    if (!evaluation.some((other) => isSameWording(pairs, other))) return null;
    if (isProposed) return `${place}${faultTexts.evaluation}，${remedies.evaluation}`;
    remarks.push(`${place}和评测题太像，收入后评测的成绩会偏高。`);
    return null;
  }

  const askFault = ask === '' ? '标准问还没有写，请写一句居民会问的话。' : faultOf(ask, '标准问');
  const seen = new Set([ask]);
  const alsoFaults = also.flatMap((wording, at) => {
    const place = `相似问第${at + 1}行`;
    if (seen.has(wording)) return [`${place}“${wording}”写了两遍，请删掉一遍。`];
    seen.add(wording);
    const fault = faultOf(wording, `${place}“${shortOf(wording)}”`);
    return fault === null ? [] : [fault];
  });
  const { most } = wordingLimits.also;
  if (also.length > most) alsoFaults.push(`相似问有${also.length}行，最多${most}行，请删掉几行。`);
  if (also.length < 3) remarks.push('相似问不到3行；多写几种居民的说法，更容易问中。');
  return { ask: askFault === null ? [] : [askFault], also: alsoFaults, remarks };
}

/** As it stands in a sentence; a private number does not. */
function shortOf(wording: string): string {
  if (hasPrivateNumber(wording, 'typed')) return '…';
  return wording.length > 20 ? `${wording.slice(0, 20)}…` : wording;
}

/** What to do about it. */
const remedies: Readonly<Record<WordingFault, string>> = {
  length: '请写4到60个字。',
  language: '请用中文写。',
  markup: '请删掉它们。',
  refused: '这样问会被拒答，请换一种问法。',
  private_number: '请删掉号码。',
  number: '请改正，或者加上写着它的条款。',
  office: '请照条文的写法改正。',
  off_topic: '请写和所选条款有关的问法。',
  evaluation: '请换一种问法。',
  duplicate: '请换一种问法。',
};
