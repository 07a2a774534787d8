/** Which document's clause a question names, and the answer that gives exactly that clause. @module */
import type { Corpus } from '../gazette/model.ts';
import { normalise } from '../retrieval/normalise.ts';
import {
  clausesNamed,
  findClauseReference,
  missingClauseText,
  namedClauseText,
  withoutAskingWords,
} from './named-clause.ts';
import type { ClauseReference } from './named-clause.ts';
import { noticesFor } from './notices.ts';
import { Citations } from './status-citation.ts';
import type { StatusAnswer } from './status-question.ts';
import { resolveNumbers, resolveTitle, withoutNumbers } from './status-target.ts';
import type { StatusTarget } from './status-target.ts';
import { nameOf, statusSentence } from './status-wording.ts';

/** Longest answer that quotes clauses, as for lists. */
const longestWithClauses = 800;
/** Kept for the document's name, its validity and the places that did not fit. */
const keptForHead = 130;

/** Null when the question names no clause, asks for more than the clause as such, or it is unclear of which document. */
export function answerNamedClause(
  corpus: Corpus,
  text: string,
  context: readonly string[],
  asOf: string,
): StatusAnswer | null {
  const plain = withoutNumbers(text);
  const reference = findClauseReference(plain);
  if (reference === null) return null;
  const rest = withoutAskingWords(plain.slice(0, reference.start) + plain.slice(reference.end));
  const targets = targetsOf(corpus, text, rest, context);
  if (targets === null || targets.length === 0) return null;
  return answerFor(corpus, targets, reference, asOf);
}

/** The documents said in the question, by title words, or in the turns before; null when other matters are asked too. */
function targetsOf(
  corpus: Corpus,
  text: string,
  rest: string,
  context: readonly string[],
): readonly StatusTarget[] | null {
  const said = resolveNumbers(corpus, text, true);
  if (said !== null) {
    const titled = said.targets.every((target) => isWordsOf(rest, target.title));
    return said.unknown.length === 0 && (rest.length <= 1 || titled) ? said.targets : null;
  }
  if (rest.length > 1) {
    const titled = resolveTitle(corpus, text).filter((target) => isWordsOf(rest, target.title));
    return titled.length === 0 ? null : titled.slice(0, 1);
  }
  for (const turn of context.toReversed()) {
    const before = resolveNumbers(corpus, turn, true);
    if (before !== null && before.targets.length > 0) return before.targets;
    const titled = resolveTitle(corpus, turn);
    if (titled.length === 1) return titled;
  }
  return null;
}

/** Words of the title and nothing else: 医疗救助暂行 of 城乡困难群众医疗救助暂行办法, 连州节水 of 连州市县域节水型社会…. */
function isWordsOf(rest: string, title: string | null): boolean {
  if (title === null || rest.length < 2) return false;
  const normal = normalise(title);
  if (rest.split('').some((unit) => !normal.includes(unit))) return false;
  let pairs = 0;
  for (let at = 0; at + 1 < rest.length; at += 1) if (normal.includes(rest.slice(at, at + 2))) pairs += 1;
  return pairs >= (rest.length - 1) / 2;
}

function answerFor(
  corpus: Corpus,
  targets: readonly StatusTarget[],
  reference: ClauseReference,
  asOf: string,
): StatusAnswer {
  const citations = new Citations();
  const here = targets.flatMap((target) =>
    target.document === null ? [] : [{ ...target, document: target.document }],
  );
  const holding = here.filter((target) => {
    const document = corpus.documents[target.document];
    return document !== undefined && clausesNamed(corpus, document, reference).length > 0;
  });
  const lines: string[] = [];
  const room = Math.floor(longestWithClauses / Math.max(1, holding.length)) - keptForHead;
  for (const target of holding) {
    const name = target.number?.canonical ?? nameOf(corpus, target);
    const text = namedClauseText(corpus, target.document, name, reference, asOf, citations, room);
    if (text !== null) lines.push(text);
  }
  const cited = holding.length > 0 ? holding : here;
  if (holding.length === 0) {
    for (const target of here) {
      const name = target.number?.canonical ?? nameOf(corpus, target);
      lines.push(missingClauseText(corpus, target.document, name, reference, asOf, citations));
    }
  }
  const notices = noticesFor(
    corpus,
    cited.map((target) => target.document),
    asOf,
  );
  if (here.length === 0) {
    // only named by others: its text cannot be shown, but whether it holds can be said
    for (const target of targets) {
      const days = { first: asOf, last: asOf };
      const sentence = statusSentence(corpus, target, 'validity', days, citations);
      lines.push(
        `所收公报没有收录${target.number?.canonical ?? '这份文件'}的原文，看不到它的${reference.label}。${sentence.text}`,
      );
      notices.push(...sentence.notices);
    }
  }
  return {
    asOf,
    status: holding.length > 0 ? 'answered' : 'unanswerable_no_source',
    answer: lines.join('\n'),
    citations: citations.list,
    notices,
    nextSteps: [],
  };
}
