/**
 * THE MAIN PATH: one question in, one answer out, as the list of steps below. No model, no network, no store.
 * A step either fills in the working state or finishes the answer; the first finished answer leaves.
 * @module
 */
import type { Corpus } from '../gazette/model.ts';
import { cleanText } from '../gazette/clean-text.ts';
import { validityOn } from '../gazette/validity.ts';
import {
  type Answer,
  type Citation,
  type Notice,
  type NextStep,
  type Question,
  questionSchema,
} from './answer.ts';
import { answerParts } from './answer-parts.ts';
import { answerCases } from './answer-cases.ts';
import { offerUnder } from './calculation-offer.ts';
import { citeClauses, citeQuotation } from './cite.ts';
import { composeAnswer, type Composed, mark, nameOf } from './compose-answer.ts';
import {
  answerAboutDocumentBefore,
  askWhichMatter,
  completeQuestion,
  readTopic,
} from './continue-conversation.ts';
import { coverage, refuseUncovered } from './decide.ts';
import { ClauseTermCache, questionTerms } from './find-evidence.ts';
import { fillText, fixedTexts } from './fixed-texts.ts';
import {
  describeHits,
  readQuestion,
  retrieve,
  searchQuery,
  speaksFor,
  weighEvidence,
} from './gather-evidence.ts';
import { calculateCase } from './calculate-case.ts';
import type { CalculationCase } from './calculation-case.ts';
import { checkAnswer } from './check-answer.ts';
import { cleanQuestion, withoutNumberLabels } from './intake.ts';
import { damageNotices, isElsewhere, nextStepsFor, noticesFor } from './notices.ts';
import { guardRequest } from './request-guard.ts';
import { findWordsAlone } from './request-guard-scope.ts';
import { answerStatusQuestion } from './status-question.ts';
import { understand } from './understand.ts';
import { type AnswererOptions, type Finished, shownPassages, type Working } from './working.ts';

export interface Answerer {
  /**
   * Never throws: a fault becomes an answer with status error_internal.
   * @param acceptDocument narrows what passages an answer is taken from; what a document is (its validity, its number)
   *   and what a calculator rests on is told all the same.
   */
  answer(question: Question, acceptDocument?: AnswererOptions['acceptDocument']): Answer;
  /** The answer to a finished case: nothing more is asked. Never throws. @param asOf ISO day; today when absent. */
  calculate(told: CalculationCase, asOf?: string): Answer;
}

/** Shares of the question's weight, 0 to 1. */
const answerThresholds = {
  /** Below this share another region's or a reference document is only named as the nearest. */
  coveredElsewhere: 0.35,
} as const;

type Step = readonly [name: string, run: (working: Working) => Finished | null];

/** What every message goes through … */
const doorSteps: readonly Step[] = [
  ['intake', intake],
  ['guard', guard],
  ['topic', readTopic],
  ['calculate', calculate],
  ['parts', answerEachPart],
];
/** … and then each question of it. */
const questionSteps: readonly Step[] = [
  ['understand', readQuestion],
  ['status', answerFromMetadata],
  ['region', refuseOtherRegion],
  ['followUp', completeQuestion],
  ['retrieve', retrieve],
  ['evidence', weighEvidence],
  ['clarify', askWhichMatter],
  ['enquiry', answerEnquiryOffice],
  ['standing', answerStanding],
  ['decide', refuseUncovered],
  ['compose', compose],
];

export function createAnswerer(options: AnswererOptions): Answerer {
  const clock = options.clock ?? (() => performance.now());
  const cache = new ClauseTermCache(options.corpus);
  return {
    answer(question, acceptDocument) {
      const id = question.id === undefined || question.id === null ? null : String(question.id);
      const timings: Record<string, number> = {};
      const started = clock();
      let working: Working | null = null;
      let finished: Finished | null = null;
      let passages: Answer['passages'] = [];
      const timed = (name: string, milliseconds: number) => {
        timings[name] = round(milliseconds);
      };
      try {
        const parsed = questionSchema.parse(question);
        working = begin(
          acceptDocument === undefined ? options : { ...options, acceptDocument },
          cache,
          parsed,
        );
        finished =
          runSteps(doorSteps, working, clock, timed) ?? runSteps(questionSteps, working, clock, timed);
        passages = working.merged ?? describeHits(working);
      } catch (error) {
        options.onFault?.(error);
        finished = { status: 'error_internal', answer: fixedTexts.error_internal };
      }
      timings['total'] = round(clock() - started);
      finished ??= { status: 'error_internal', answer: fixedTexts.error_internal };
      return checkAnswer({
        id,
        status: finished.status,
        answer: finished.answer,
        notices: [...(working?.notices ?? []), ...(finished.notices ?? [])],
        nextSteps: finished.nextSteps ?? [],
        citations: finished.citations ?? [],
        passages,
        calculation: finished.calculation ?? ruleCalculation(finished, working),
        timings,
      });
    },
    calculate: (told, asOf) => calculateCase(options, told, asOf ?? options.today()),
  };
}

/** Only an answer out of the gazettes carries the calculation that belongs to its rule. */
function ruleCalculation({ status }: Finished, working: Working | null): Answer['calculation'] {
  return status === 'answered' ? (working?.calculation ?? null) : null;
}

/** The first finished answer, or null when every step only filled in the working state. */
function runSteps(
  steps: readonly Step[],
  working: Working,
  clock: () => number = () => 0,
  timed: (name: string, milliseconds: number) => void = () => {},
): Finished | null {
  for (const [name, run] of steps) {
    const from = clock();
    const finished = run(working);
    timed(name, clock() - from);
    if (finished !== null) return finished;
  }
  return null;
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

function begin(options: AnswererOptions, cache: ClauseTermCache, question: Question): Working {
  const today = options.today();
  return {
    options,
    cache,
    question,
    today,
    asOf: question.asOf ?? today,
    text: question.q,
    context: [],
    leans: false,
    inPlace: null,
    before: null,
    merged: null,
    within: null,
    meant: null,
    notices: [],
    opening: '',
    understanding: understand('', [], null, today),
    named: new Set(),
    hits: [],
    matches: [],
    terms: questionTerms(new Map()),
    evidence: [],
    answerability: 'certain',
    calculation: null,
    composed: { text: '', cited: [], differing: null },
  };
}

function intake(working: Working): Finished | null {
  const cleaned = cleanQuestion(working.question.q);
  if (!cleaned.ok) return { status: 'error_input', answer: cleaned.answer };
  working.text = cleaned.text;
  if (cleaned.removedPrivateNumbers)
    working.notices.push({ code: 'private_data_removed', text: fixedTexts.private_data_removed });
  working.context = (working.question.context ?? []).flatMap((turn) => {
    const earlier = cleanQuestion(turn);
    return earlier.ok ? [earlier.text] : [];
  });
  return null;
}

function guard(working: Working): Finished | null {
  const { homeRegion } = working.options.corpus;
  const guarded = guardRequest({ text: working.text, context: working.context, homeRegion });
  if (guarded.kind === 'small_talk') return { status: 'answered', answer: guarded.answer };
  if (guarded.kind === 'refused_misuse') {
    const rule = penaltyRule(working);
    return {
      status: guarded.kind,
      answer: guarded.answer + (rule.citations === undefined ? '' : mark(1)),
      ...rule,
    };
  }
  if (guarded.kind !== 'ordinary') return { status: guarded.kind, answer: guarded.answer };
  working.text = withoutNumberLabels(guarded.text);
  // An order or a private number in an earlier turn must not come back through the conversation.
  working.context = working.context.flatMap((turn) => {
    const earlier = guardRequest({ text: turn, homeRegion });
    return earlier.kind === 'ordinary' ? [withoutNumberLabels(earlier.text)] : [];
  });
  const alone = findWordsAlone(working.text, working.context.length === 0);
  if (alone !== null) return { status: 'answered', answer: fixedTexts[alone] };
  if (guarded.falseNotice === true) {
    working.opening = `${fixedTexts.false_notice}\n`;
    working.notices.push({ code: 'false_notice', text: fixedTexts.false_notice });
  }
  if (guarded.urgent !== undefined) working.opening += guarded.urgent;
  for (const { question, answer } of guarded.refusedParts ?? [])
    working.notices.push({ code: 'part_refused', text: `“${question}”：${answer}` });
  return null;
}

/** Who asks for help to deceive is shown the rule on deceiving, where the gazettes hold one. */
function penaltyRule(working: Working): Pick<Finished, 'citations' | 'notices'> {
  const { corpus, retriever } = working.options;
  for (const hit of retriever.search({ text: '虚报、隐瞒、伪造等手段骗取资金的追回', limit: 5 }).hits) {
    const clause = corpus.passages[hit.passage]?.clauses.find((index) =>
      /骗取.*追回|追回.*骗取/.test(corpus.clauses[index]?.text ?? ''),
    );
    const document = corpus.clauses[clause ?? -1]?.document;
    if (clause === undefined || document === undefined) continue;
    const citation = citeClauses(
      corpus,
      { pieces: [{ clause, words: null }], passage: hit.passage },
      1,
      validityOn(corpus, document, working.asOf).status,
    );
    return citation === null
      ? {}
      : { citations: [citation], notices: noticesFor(corpus, [document], working.asOf) };
  }
  return {};
}

/** Cases with facts of their own are computed; each part of a message that tells several gets a working state of its own. */
function calculate(working: Working): Finished | null {
  return answerCases(working, (text) => ({
    ...begin(working.options, working.cache, working.question),
    text,
  }));
}

/** Each question of the message through the steps of one question; the times of the parts stand under one name. */
function answerEachPart(working: Working): Finished | null {
  return answerParts(working, (asked) => {
    const part: Working = { ...begin(working.options, working.cache, working.question), ...asked };
    const finished = runSteps(questionSteps, part);
    return finished === null ? null : { finished, passages: describeHits(part), working: part };
  });
}

/** Validity, number, issuer, date: data about documents, not similarity. */
function answerFromMetadata(working: Working): Finished | null {
  const { corpus } = working.options;
  const { text, context, asOf } = working;
  const found = answerStatusQuestion({ text, context, asOf, corpus }) ?? answerAboutDocumentBefore(working);
  if (found === null) return null;
  const citations = found.citations.map(({ document, clause, quotation }, index) =>
    citeQuotation(
      corpus,
      document,
      clause,
      quotation,
      index + 1,
      validityOn(corpus, document, found.asOf).status,
    ),
  );
  working.hits = working.options.retriever.search(searchQuery(working, shownPassages)).hits;
  return {
    status: found.status,
    answer: working.opening + found.answer,
    notices: [...found.notices],
    nextSteps: [...found.nextSteps],
    citations: citations.filter((citation) => citation !== null),
  };
}

/** Another place's policy is answered only from that place's own documents. */
function refuseOtherRegion(working: Working): Finished | null {
  const { corpus } = working.options;
  const { otherRegion } = working.understanding;
  if (otherRegion === null || corpus.documents.some((document) => speaksFor(document.region, otherRegion)))
    return null;
  return {
    status: 'unanswerable_other_region',
    answer: working.opening + fillText('unanswerable_other_region', otherRegion),
  };
}

const asksWhomToAsk =
  /(?:问题|疑问|意见|情况|困难).{0,8}(?:向谁|找谁|问谁|转给?|反映(?:给|到)?|联系).{0,3}(?:哪|边|谁|什么)?|(?:咨询|反映|请教|查询).{0,6}(?:哪个|边个|什么|哪家)(?:单位|部门|局)|(?:哪个|边个|什么)(?:单位|部门|局).{0,4}(?:咨询|反映|解答)/;

/** Whom to ask about carrying out a policy stands in the notice that issues it. */
function answerEnquiryOffice(working: Working): Finished | null {
  const { corpus } = working.options;
  const best = working.evidence[0];
  const index = corpus.clauses[best?.clause ?? -1]?.document;
  const document = corpus.documents[index ?? -1];
  const office = document?.enquiryOffice;
  if (index === undefined || document === undefined || office === null || office === undefined) return null;
  if (!asksWhomToAsk.test(working.understanding.normalised)) return null;
  const clause = clauseHolding(corpus, index, office.name);
  const validity = validityOn(corpus, index, working.asOf);
  const citation = citeQuotation(corpus, index, clause, office.quotation, 1, validity.status);
  if (citation === null) return null;
  return {
    status: 'answered',
    answer: `${working.opening}请向${office.name}反映或咨询。${mark(1)}\n——${nameOf(document)}`,
    citations: [citation],
    notices: noticesFor(corpus, [index], working.asOf),
    nextSteps: [{ text: '也可以拨打12345热线。' }],
  };
}

function clauseHolding(corpus: Corpus, document: number, words: string): number | null {
  const [first, last] = corpus.documents[document]?.clauses ?? [0, 0];
  for (let index = first; index < last; index += 1)
    if (corpus.clauses[index]?.text.includes(words)) return index;
  return null;
}

/** Whether a draft or a sample may be used is decided by what it is, not by its clauses. */
function answerStanding(working: Working): Finished | null {
  const { corpus } = working.options;
  const best = working.evidence[0];
  const index = corpus.clauses[best?.clause ?? -1]?.document;
  const document = corpus.documents[index ?? -1];
  if (index === undefined || document === undefined || best === undefined || document.standing === 'official')
    return null;
  if (
    !/印发了?(?:没|吗|未)|正式|生效|作为?依据|当依据|能不能用|可以用|拿来|施行了|实施了(?:没|吗)/.test(
      working.understanding.normalised,
    )
  )
    return null;
  const source = corpus.sources[document.source];
  if (source === undefined || document.titleSpans.length === 0) return null;
  const title = cleanText(document.titleSpans.map(([start, end]) => source.text.slice(start, end)).join(''));
  const validity = validityOn(corpus, index, working.asOf);
  const citation = citeQuotation(
    corpus,
    index,
    null,
    { source: document.source, spans: document.titleSpans, text: title },
    1,
    validity.status,
  );
  if (citation === null) return null;
  // What it says on the matter is shown beside, so that nobody has to take the refusal on trust.
  const clause = { pieces: [{ clause: best.clause, words: null }], passage: best.passage };
  const content = citeClauses(corpus, clause, 2, validity.status);
  const place = corpus.clauses[best.clause]?.locator ?? '';
  const words = content === null ? '' : `\n其中${place}写的是：${content.quote.slice(0, 120)}${mark(2)}`;
  return {
    status: 'answered',
    answer: `${working.opening}${nameOf(document)}${validity.sentence.startsWith('这') ? validity.sentence.slice(1) : `：${validity.sentence}`}${mark(1)}${words}`,
    citations: content === null ? [citation] : [citation, content],
    notices: noticesFor(corpus, [index], working.asOf),
    nextSteps: [{ text: `请向${document.region ?? '当地'}的主管部门核实有没有正式印发，或拨打12345热线。` }],
  };
}

function compose(working: Working): Finished {
  const { corpus } = working.options;
  // Of a document that the bank does not cover yet its questions tell nothing.
  const answering = corpus.clauses[working.evidence[0]?.clause ?? -1]?.document ?? -1;
  const matches = working.options.retriever.bankCovers(answering) ? working.matches : [];
  const composed = composeAnswer({ ...working, corpus, matches });
  working.composed = composed;
  const documents = composed.cited.map(
    (cited) => corpus.clauses[cited.pieces[0]?.clause ?? -1]?.document ?? -1,
  );
  const citations: Citation[] = composed.cited.flatMap((cited, index) => {
    const citation = citeClauses(
      corpus,
      cited,
      index + 1,
      validityOn(corpus, documents[index] ?? -1, working.asOf).status,
    );
    return citation === null ? [] : [citation];
  });
  const main = corpus.documents[documents[0] ?? -1];
  const opening = working.opening + openingFor(working, main);
  const validity = documents[0] === undefined ? null : validityOn(corpus, documents[0], working.asOf);
  const nextSteps: NextStep[] = nextStepsFor(
    corpus,
    working.options.offices ?? [],
    citations,
    documents,
    validity,
  );
  const offer = working.options.schemes === undefined ? null : offerUnder(citations);
  if (offer !== null) nextSteps.push({ text: offer });
  return {
    status: 'answered',
    answer: opening + composed.text,
    notices: [
      ...noticesFor(corpus, documents, working.asOf),
      ...conflictNotices(corpus, main, composed),
      ...damageNotices(corpus, composed.cited),
    ],
    nextSteps,
    citations,
  };
}

/** Two documents that give different figures are told apart by name; which one holds is for their issuers to say. */
function conflictNotices(
  corpus: Corpus,
  main: Corpus['documents'][number] | undefined,
  { differing }: Composed,
): Notice[] {
  const other = differing === null ? undefined : corpus.documents[differing];
  if (main === undefined || other === undefined) return [];
  return [
    {
      code: 'conflict',
      text: `${nameOf(main)}和${nameOf(other)}写的数不一样，两处都列在上面，请向发文机关核实以哪一个为准。`,
    },
  ];
}

/** Says first when what follows is no rule of the home region, or does not say what was asked. */
function openingFor(working: Working, document: Corpus['documents'][number] | undefined): string {
  const { corpus } = working.options;
  const home = corpus.homeRegion;
  if (document === undefined) return '';
  if (
    working.answerability !== 'certain' &&
    !working.understanding.isFollowUp &&
    document.standing === 'official' &&
    !isElsewhere(corpus, document)
  )
    return `${fixedTexts.nearest_only}\n`;
  if (home === null) return '';
  if (document.standing === 'reference') {
    const whose = document.region === null ? '外地' : document.region;
    return `${home}的公报里没有这项规定；下面是${whose}的参考资料《${document.title}》，不是${home}的规定，不能作为依据。\n`;
  }
  if (!isElsewhere(corpus, document)) return '';
  const near = coverage(working) < answerThresholds.coveredElsewhere;
  if (document.standing === 'draft') {
    const missing = near ? '其中没有直接写明您问的内容，最接近的是：' : '其中写的是：';
    return `这是${document.region ?? '外地'}的征求意见稿，没有正式印发，不能作为办事依据，也不是${home}的规定。${missing}\n`;
  }
  return near
    ? `${document.region ?? '当地'}的这份文件没有直接写明您问的内容，最接近的是：\n`
    : `这是${document.region ?? '外地'}的文件，不是${home}的：\n`;
}
