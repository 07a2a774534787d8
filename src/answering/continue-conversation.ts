/** The steps that read a turn by what was said before it, and that ask back when nothing says what it is about. @module */
import { validityOn } from '../gazette/validity.ts';
import { citeClauses } from './cite.ts';
import { clarifyingText, lacksSubject, type Matter, matterMeant, mattersFitting } from './clarify.ts';
import { completeFollowUp, completeTurns, ellipticWords } from './complete-follow-up.ts';
import { documentOf, retrieve, searchQuery, similarityAlone, weighEvidence } from './gather-evidence.ts';
import { noticesFor } from './notices.ts';
import { informative } from './split-questions.ts';
import { statusIntents } from './status-intent.ts';
import { answerStatusQuestion, type StatusAnswer } from './status-question.ts';
import { afterTopicSwitch, goesOn, type Understanding, understand } from './understand.ts';
import type { Finished, Working } from './working.ts';

/** Similarity to a question of the bank, and informative characters, from which a short turn is a question of its own. */
const leastAlone = 0.5;
const leastOwnWords = 5;
/** Similarity from which the bank holds the very question that names no matter. */
const leastKnown = 0.75;

/** 换个问题: what was said before is left behind. */
export function readTopic(working: Working): null {
  const question = afterTopicSwitch(working.text);
  if (question === null) return null;
  working.text = question;
  working.context = [];
  return null;
}

/** What a later turn leaves out is taken from the turn before, as far as that has been asked before. */
export function completeQuestion(working: Working): null {
  const { corpus, retriever } = working.options;
  const { understanding, context } = working;
  if (!understanding.isFollowUp) return null;
  const before = completeTurns(retriever, context);
  // A short question that the bank knows as it stands is no follow-up, unless it answers a question back.
  if (
    !working.leans &&
    !lacksSubject(before) &&
    !goesOn(working.text) &&
    informative(understanding.normalised).length >= leastOwnWords &&
    similarityAlone(working, working.text) >= leastAlone
  ) {
    working.context = [];
    working.understanding = { ...understanding, isFollowUp: false };
    return null;
  }
  const reply = working.text;
  const asked: Working = { ...working, text: before, context: [] };
  asked.understanding = understand(before, [], corpus.homeRegion, working.today);
  retrieve(asked);
  weighEvidence(asked);
  working.before = documentOf(asked);
  if (lacksSubject(before)) working.meant = matterMeant(mattersOf(asked), reply);
  const completed =
    working.meant === null
      ? completeFollowUp(retriever, reply, before)
      : { text: (lacksSubject(reply) ? working.meant.name : reply) + before, inPlace: working.meant.name };
  const { isFollowUp, otherRegion } = understanding;
  const whole = completed?.text ?? working.text;
  working.understanding = {
    ...understand(whole, [], corpus.homeRegion, working.today),
    // 那11月才拆呢 asks for the same kind of thing as the turn before.
    ...(working.meant === null && ellipticWords(reply, before) !== null
      ? kindAsked(understand(before, [], corpus.homeRegion, working.today))
      : {}),
    isFollowUp,
    otherRegion,
  };
  working.text = whole;
  working.inPlace = completed?.inPlace ?? null;
  // 要带什么材料 says nothing of its matter: it is that of the turn before, and no other document may answer.
  if (completed === null && lacksSubject(reply)) working.within ??= working.before;
  return null;
}

/** Of a list the one item is meant: 打架受伤呢, after 哪些情况不给报. */
function kindAsked({ shapes, types }: Understanding): Pick<Understanding, 'shapes' | 'types'> {
  const kinds = new Set([...types].filter((type) => type !== 'list'));
  return { shapes, types: kinds.size === 0 ? new Set(['open'] as const) : kinds };
}

function mattersOf({ options, evidence, text, understanding }: Working): Matter[] {
  return mattersFitting(options.corpus, evidence, text, understanding.shapes);
}

/** A question that names no matter and fits several is asked back, unless the bank holds that very question. */
export function askWhichMatter(working: Working): Finished | null {
  const { corpus } = working.options;
  if (working.context.length > 0 || working.named.size > 0 || working.understanding.otherRegion !== null)
    return null;
  if (!lacksSubject(working.text) || (working.matches[0]?.similarity ?? 0) >= leastKnown) return null;
  const matters = mattersOf(working);
  if (matters.length < 2) return null;
  const citations = matters.flatMap(({ document, evidence }, index) => {
    const cited = { pieces: [{ clause: evidence.clause, words: null }], passage: evidence.passage };
    const validity = validityOn(corpus, document, working.asOf).status;
    return citeClauses(corpus, cited, index + 1, validity) ?? [];
  });
  const places = matters.map(({ document, evidence }) => {
    const owner = corpus.documents[document];
    const locator = corpus.clauses[evidence.clause]?.locator ?? '';
    return `${owner?.number?.canonical ?? owner?.kind ?? ''}${locator}`;
  });
  return {
    status: 'clarification',
    answer: working.opening + clarifyingText(matters, places),
    citations,
    notices: noticesFor(
      corpus,
      matters.map(({ document }) => document),
      working.asOf,
    ),
  };
}

/** 那现在还有效吗, after a question about the content: the document that answered it is meant. */
export function answerAboutDocumentBefore(working: Working): StatusAnswer | null {
  const { corpus, retriever } = working.options;
  const { normalised, isFollowUp } = working.understanding;
  if (!isFollowUp || !lacksSubject(normalised) || !statusIntents(normalised).includes('validity'))
    return null;
  const before = completeTurns(retriever, working.context);
  const { hits } = retriever.search({ ...searchQuery(working, 1), text: before, also: [] });
  const document = corpus.documents[corpus.passages[hits[0]?.passage ?? -1]?.document ?? -1];
  if (document === undefined || document.number === null) return null;
  const text = `${document.number.canonical}现在还有效吗`;
  return answerStatusQuestion({ text, context: [], asOf: working.asOf, corpus });
}
