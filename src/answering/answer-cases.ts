/** The step that computes: the cases that a message tells, with facts of their own. @module */
import { matterOf, readSituation, type Situation } from '../calculators/reading/read-situation.ts';
import { simplify } from '../retrieval/normalise.ts';
import { answerCalculation } from './calculation-answer.ts';
import { describeHits, readQuestion, retrieve, weighEvidence } from './gather-evidence.ts';
import { interleave, mergeAnswers } from './merge-answers.ts';
import { type Finished, shownPassages, type Working } from './working.ts';

/**
 * A case is computed from the whole message, because its facts may stand in any sentence of it; a question for a rule goes on.
 * @param newPart a working state for a part of the message.
 */
export function answerCases(working: Working, newPart: (text: string) => Working): Finished | null {
  return calculateApart(working, newPart) ?? calculateFirst(working, newPart) ?? calculateWhole(working);
}

const alsoAsks = /[，,。；;]?(?:同埋|以及|还有|仲有|另外|顺便问)/;

/** 五保户住院自己付1万同埋精神病人每月食药补几多: the case is computed from its own words, the other matter is named. */
function calculateFirst(working: Working, newPart: (text: string) => Working): Finished | null {
  const at = working.text.search(alsoAsks);
  if (at < 1 || working.context.length > 0) return null;
  const [first, rest] = [working.text.slice(0, at), working.text.slice(at).replace(alsoAsks, '')];
  const told = caseOf({ ...working, text: first });
  const other = matterOf(simplify(rest), working.asOf);
  if (told === null || other === null || other === told.scheme.id) return null;
  const part = newPart(first);
  const finished = calculateWhole(part, told);
  if (finished === null) return null;
  working.merged = describeHits(part);
  return {
    ...finished,
    answer: `${finished.answer}\n您还问了“${rest.slice(0, 40)}”，这是另一件事，请单独再问一次。`,
  };
}

/** Cases of different calculators in one message are computed each from its own question. */
function calculateApart(working: Working, newPart: (text: string) => Working): Finished | null {
  // A case is told before its question, so only the mark of a question parts them.
  const parts = working.text.split(/(?<=[?？])/).filter((part) => part.trim() !== '');
  if (parts.length === 1) return null;
  const cases = parts.map((text) => caseOf({ ...working, text, context: [] }));
  const schemes = cases.map((told) => told?.scheme.id);
  if (schemes.includes(undefined) || new Set(schemes).size < parts.length) return null;
  const answered = parts.flatMap((text, at) => {
    const part = newPart(text);
    const finished = calculateWhole(part, cases[at]);
    return finished === null ? [] : [{ question: text, finished, passages: describeHits(part) }];
  });
  if (answered.length < parts.length) return null;
  working.merged = interleave(
    answered.map(({ passages }) => passages),
    shownPassages,
  );
  return mergeAnswers(answered, working.opening);
}

/** The case that the message tells, with facts of its own; null for a question about a rule, or about something else. */
function caseOf(working: Working): Situation | null {
  const situation = readCase(working);
  return situation !== null && isOwnCase(situation) ? situation : null;
}

const isOwnCase = ({ personal, unclear }: Situation): boolean => personal || unclear !== null;

function readCase({ text, context, asOf, options: { schemes } }: Working): Situation | null {
  if (schemes === undefined) return null;
  // 去年 and 上个月 are counted from the day that is asked about.
  return readSituation({
    text: simplify(text),
    context: context.map(simplify),
    today: asOf,
    asOf,
    schemes,
  });
}

/** @param told what the message tells, where it has been read already. */
function calculateWhole(working: Working, told?: Situation | null): Finished | null {
  const { corpus, offices } = working.options;
  const situation = told ?? readCase(working);
  if (situation === null) {
    asksForPlace(working);
    return null;
  }
  if (situation.remark === 'nothing_new') return { status: 'answered', answer: nothingNew };
  readQuestion(working);
  if (working.understanding.otherRegion !== null) return null;
  const found = answerCalculation({ corpus, situation, asOf: working.asOf, offices: offices ?? [] });
  if (found === null) return null;
  if (!isOwnCase(situation)) {
    // A question for a rule is answered by the rule; what a calculator makes of it (how many working days) goes along.
    if (found.calculation.status === 'ok') working.calculation = found.calculation;
    return null;
  }
  // The passages beside the answer are those of the question.
  retrieve(working);
  weighEvidence(working);
  const left = situation.remark === 'what_is_left' ? whatIsLeft(found.calculation) : '';
  return { ...found, answer: working.opening + left + found.answer };
}

/** What the cases of a calculator are about, where the words of a case do not say it. */
const subjects: Readonly<Record<string, string>> = { 'medical-aid': '申请医疗救助' };
const placeAlone =
  /^(?:那|咁|噉|我)*(?:要|应该|该|可以)*(?:去|喺|在|到)?(?:边|哪)(?:度|里|个地方|儿|间)?(?:去)?(?:办|办理|申请|交|揾|找)?(?:呢|啊|呀)?[?？。]?$/;

/** 去边度办, after a case: where what was computed is applied for. */
function asksForPlace(working: Working): void {
  const text = simplify(working.text);
  const before = working.context.at(-1);
  if (before === undefined || !placeAlone.test(text)) return;
  const told = caseOf({ ...working, text: before, context: working.context.slice(0, -1) });
  const subject = subjects[told?.scheme.id ?? ''];
  if (subject === undefined) return;
  working.text = subject + text;
  working.context = [];
}

const nothingNew =
  '已经按您说的情况算好了，这句话没有新的情况。要更正哪一项（例如金额、日期、哪一类人员），请直接说出来；要问怎么申请、带什么材料，也可以直接问。';

/** 仲要自己出几多: of the costs in scope; empty where the result does not tell. */
function whatIsLeft({ status, values, facts }: NonNullable<Finished['calculation']>): string {
  const { total } = values;
  const own = facts.find(({ key }) => key === 'ownShare')?.value;
  if (status !== 'ok' || typeof total !== 'number' || typeof own !== 'number' || total > own) return '';
  const left = Math.round((own - total) * 100) / 100;
  return `政策范围内自付${own}元，扣除救助${total}元，还要自己出${left}元（医保目录外的费用不在内）。\n`;
}
