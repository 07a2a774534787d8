/** Kept sentences → text with [n] marks and citations, led in by what the engine says about validity. @module */
import type { Citation } from '../answer.ts';
import { CalculationCitations } from '../calculation-citations.ts';
import { citeClauses, citeQuotation } from '../cite.ts';
import { withoutLabel } from '../clause-words.ts';
import { nameOf } from '../document-name.ts';
import { isElsewhere } from '../notices.ts';
import { validityOn } from '../../gazette/validity.ts';
import { cleanText } from '../../gazette/clean-text.ts';
import type { CheckedDraft, CheckedSentence, ComposedDraft, DraftContext } from './check-draft.ts';
import type { EvidenceItem } from './evidence.ts';
import { quoteInstead } from './rule-words.ts';

/** These lean on the sentence before them, and fall with it. */
const leaning =
  /^(?:其中|这|该|上述|前述|同样|另外|此外|但|而|不过|否则|此时|它|他|她|后者|前者|两者|也|还|再|然后|接着|之后|随后|所以|因此|即|相应|呢|咁|噉|嗰|亦)/;

interface Source {
  readonly key: string;
  readonly make: (n: number) => Citation | null;
}

export function composeKept(
  checked: CheckedDraft,
  evidence: readonly EvidenceItem[],
  context: DraftContext,
): ComposedDraft | null {
  const sentences = quoteInstead(checked.sentences);
  const { kept, removed } = settle(sentences);
  const claims = kept.filter(({ tokens }) => tokens.length > 0);
  const all = sentences.filter(({ tokens, verdict }) => tokens.length > 0 || verdict === 'failed');
  if (claims.length === 0 || claims.length * 2 < all.length) return null;
  // Nothing but words of rules: the engine chooses those better.
  if (claims.every(({ replaces }) => replaces !== undefined)) return null;
  // The first claim is the answer itself; an opening that cites nothing is only left out.
  const [core] = sentences.filter(({ tokens }) => tokens.length > 0);
  if (core !== undefined && !kept.includes(core)) return null;
  const sources: Source[] = [];
  const citations: Citation[] = [];
  const numberOf = (source: Source): number | null => {
    const known = sources.findIndex(({ key }) => key === source.key);
    if (known >= 0) return known + 1;
    const citation = source.make(citations.length + 1);
    if (citation === null) return null;
    sources.push(source);
    citations.push(citation);
    return citations.length;
  };
  const lines: string[] = [];
  kept.forEach((sentence, at) => {
    const marks = sentence.tokens.flatMap((token) => {
      const item = evidence.find((each) => each.token === token);
      return item === undefined ? [] : sourcesOf(item, rests(kept, token), context).map(numberOf);
    });
    const numbers = [...new Set(marks.filter((n) => n !== null))].map((n) => `[${n}]`).join('');
    const written = `${sentence.bullet}${withMarks(sentence.text, numbers)}`;
    if (at > 0 && !sentence.startsLine) lines[lines.length - 1] += written;
    else lines.push(written);
  });
  if (citations.length === 0) return null;
  const opening = openingOf(claims, evidence, context);
  return { text: [opening, ...lines].filter((line) => line !== '').join('\n'), citations, removed };
}

/** A sentence that leans on a removed one, and a lead-in whose list is gone, are removed with it. */
function settle(sentences: readonly CheckedSentence[]): {
  kept: CheckedSentence[];
  removed: ComposedDraft['removed'];
} {
  const kept: CheckedSentence[] = [];
  const removed: { sentence: string; reason: NonNullable<CheckedSentence['reason']> }[] = [];
  let gone = false;
  for (const sentence of sentences) {
    if (sentence.replaces !== undefined) removed.push(sentence.replaces);
    const falls: boolean = gone && sentence.bullet === '' && leaning.test(sentence.text);
    // What leans on a sentence that the words of a rule stand for may mean somebody else than they do.
    gone = sentence.verdict === 'failed' || sentence.replaces !== undefined || falls;
    if (sentence.replaces !== undefined) kept.push(sentence);
    else if (gone) removed.push({ sentence: sentence.text, reason: sentence.reason ?? 'unsupported' });
    else kept.push(sentence);
  }
  const whole = kept.filter((sentence, at) => {
    const leads = /[:：]$/.test(sentence.text) && sentence.tokens.length === 0;
    if (!leads && sentence.opens !== true) return true;
    const next = sentences[sentences.indexOf(sentence) + 1];
    const stays = next !== undefined && kept[at + 1] === next && next.tokens.length > 0;
    if (!stays) removed.push({ sentence: sentence.text, reason: 'no_token' });
    return stays;
  });
  return { kept: whole, removed };
}

/** 「……给予救助。」 → 「……给予救助[1]。」: the mark stands before the last sign, as in the engine's answers behind it. */
function withMarks(text: string, marks: string): string {
  if (marks === '') return text;
  const end = /[：:]$/.exec(text);
  return end === null ? text + marks : text.slice(0, end.index) + marks + end[0];
}

function rests(kept: readonly CheckedSentence[], token: string): number[] {
  return [
    ...new Set(
      kept.flatMap(({ rests: own }) =>
        (own ?? []).flatMap((each) => (each.token === token ? [each.clause] : [])),
      ),
    ),
  ].toSorted((left, right) => left - right);
}

function sourcesOf(item: EvidenceItem, clauses: readonly number[], { corpus, asOf }: DraftContext): Source[] {
  if (item.calculation !== null) return calculationSources(item, { corpus, asOf });
  const { document } = item;
  if (document === null) return [];
  const { status } = validityOn(corpus, document, asOf);
  const cited = clauses.length > 0 ? clauses : item.clauses.slice(0, 1);
  if (cited.length > 0) {
    const held = corpus.passages.findIndex((passage) => passage.clauses.includes(cited[0] ?? -1));
    const passage =
      item.passage !== null && (corpus.passages[item.passage]?.clauses.includes(cited[0] ?? -1) ?? false)
        ? item.passage
        : held;
    // Its locator stands before the quotation already.
    const pieces = cited.map((clause, at) => ({
      clause,
      words: at === 0 ? withoutLabel(corpus.clauses[clause]?.text ?? '') : null,
    }));
    return [
      {
        key: `${document}/${cited.join(',')}`,
        make: (n) => citeClauses(corpus, { pieces, passage }, n, status),
      },
    ];
  }
  const known = corpus.documents[document];
  const source = corpus.sources[known?.source ?? -1];
  if (known === undefined || source === undefined) return [];
  const title = {
    source: known.source,
    spans: known.titleSpans,
    text: cleanText(known.titleSpans.map(([start, end]) => source.text.slice(start, end)).join('')),
  };
  const quotation = known.validity.basis[0] ?? title;
  return [
    { key: `document/${document}`, make: (n) => citeQuotation(corpus, document, null, quotation, n, status) },
  ];
}

function calculationSources(
  item: EvidenceItem,
  { corpus, asOf }: Pick<DraftContext, 'corpus' | 'asOf'>,
): Source[] {
  const quoted = (item.calculation?.steps ?? []).filter(
    ({ applied, quote, documentNumber }) => applied && quote !== null && documentNumber !== null,
  );
  const valued = quoted.filter(({ value }) => typeof value === 'number');
  const cited = new CalculationCitations(corpus, asOf);
  for (const { documentNumber, clause, quote } of (valued.length > 0 ? valued : quoted).slice(0, 3))
    cited.mark({ documentNumber: documentNumber ?? '', clause: clause ?? '', quote: quote ?? '' });
  return cited.list().map((citation) => ({
    key: `${citation.documentNumber ?? citation.title}/${citation.locator}/${citation.passageId}`,
    make: (n) => ({ ...citation, n }),
  }));
}

/** Said first for each cited document that is not plainly in force here. */
function openingOf(
  claims: readonly CheckedSentence[],
  evidence: readonly EvidenceItem[],
  { corpus, asOf }: DraftContext,
): string {
  const documents = new Set<number>();
  for (const { tokens } of claims) {
    for (const token of tokens) {
      const item = evidence.find((each) => each.token === token);
      if (item === undefined) continue;
      if (item.document !== null) documents.add(item.document);
      for (const { documentNumber } of item.calculation?.steps ?? []) {
        const index = corpus.documents.findIndex(
          ({ number }) => number !== null && number.canonical === documentNumber,
        );
        if (index >= 0) documents.add(index);
      }
    }
  }
  return [...documents]
    .flatMap((index) => {
      const document = corpus.documents[index];
      if (document === undefined) return [];
      const { status, sentence } = validityOn(corpus, index, asOf);
      const elsewhere = isElsewhere(corpus, document);
      if ((status === 'in_force' || status === 'unstated') && !elsewhere) return [];
      const whose = elsewhere
        ? `这是${document.region ?? '外地'}的文件，不是${corpus.homeRegion ?? '本地'}的规定。`
        : '';
      return [
        `${nameOf(document)}：${whose}${status === 'in_force' || status === 'unstated' ? '' : sentence}`,
      ];
    })
    .join('\n');
}
