/**
 * 医疗救助 (清新府办〔2018〕16号): basic aid and aid for major illness, clause by clause.
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import { shareOf } from '../kernel/money.ts';
import { Trace } from '../kernel/trace.ts';
import {
  type Context,
  notice,
  type Outcome,
  type OutcomeValues,
  type Remark,
  remark,
  type Scheme,
} from '../scheme.ts';
import { decides, medicalAidNotices, withAdvice } from './medical-aid-advice.ts';
import { type Amounts, computeAmounts, type Reading } from './medical-aid-amounts.ts';
import { type AidClass, type AidClasses, aidClasses, classesOf } from './medical-aid-classes.ts';
import { medicalAidConflicts, readCosts } from './medical-aid-costs.ts';
import { careKinds, medicalAidFields } from './medical-aid-fields.ts';
import { checkGates } from './medical-aid-gates.ts';
import {
  type MedicalAidParameters,
  medicalAidParameters,
  medicalAidSources as words,
} from './medical-aid-parameters.ts';
import { checkValidity, type Doubt, doubt, yearPosition } from './medical-aid-validity.ts';

/** @param parameters other figures, for tests; the default is the text's. */
export function createMedicalAid(parameters: MedicalAidParameters = medicalAidParameters): Scheme {
  const classes = aidClasses(parameters);
  return {
    id: 'medical-aid',
    title: '医疗救助',
    documentNumbers: ['清新府办〔2018〕16号'],
    parameters: Object.values(parameters),
    sources: Object.values(words),
    fields: medicalAidFields(parameters),
    outputs: [
      { name: 'basicAid', label: '基本医疗救助', type: 'money', unit: '元' },
      { name: 'majorIllnessAid', label: '重特大疾病救助', type: 'money', unit: '元' },
      { name: 'total', label: '合计', type: 'money', unit: '元' },
    ],
    conflicts: medicalAidConflicts,
    compute: (facts, trace, context) => compute({ parameters, classes, facts, trace, context }),
  };
}

export const medicalAid: Scheme = createMedicalAid();

interface Case {
  readonly parameters: MedicalAidParameters;
  readonly classes: AidClasses;
  readonly facts: Facts;
  readonly trace: Trace;
  readonly context: Context;
}

const nothing: OutcomeValues = { basicAid: 0, majorIllnessAid: 0, total: 0 };
const open: OutcomeValues = { basicAid: null, majorIllnessAid: null, total: null };

function compute(given: Case): Outcome {
  const { parameters, facts, trace } = given;
  const validity = checkValidity(parameters, facts);
  if ('status' in validity) return { ...validity, notices: [decides] };
  const { candidates, pending } = candidateClasses(given);
  if (candidates.length === 0) {
    return notEligible([remark('不属于第三条列出的救助对象。', words.classFive)], given, given.classes.five);
  }
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return computeClass(given, only, pending, validity);
  const tried = candidates.map((aidClass) => {
    const own = new Trace();
    return { aidClass, own, outcome: computeClass({ ...given, trace: own }, aidClass, pending, validity) };
  });
  // Several classes and no rule of choice: the higher one is shown and flagged (AMB-M11).
  const best = tried.reduce((left, right) => (better(right.outcome, left.outcome) ? right : left));
  trace.steps.push(...best.own.steps);
  const flag = notice(
    'ambiguous',
    `同时属于几类人员，文件没有写怎么选，这里取救助较高的一类（${best.aidClass.name}），请问区民政局。`,
    best.aidClass.who,
  );
  return { ...best.outcome, notices: [...(best.outcome.notices ?? []), flag] };
}

function better(left: Outcome, right: Outcome): boolean {
  return totalOf(left) > totalOf(right);
}

function totalOf(outcome: Outcome): number {
  const value = outcome.values['total'] ?? outcome.alternatives?.[0]?.values['total'];
  return typeof value === 'number' ? value : -1;
}

/** Recognised classes as they are said; otherwise the one that is to be tested. */
function candidateClasses({ classes, facts }: Case): { candidates: readonly AidClass[]; pending: boolean } {
  const wanted = facts.peek('pending');
  const recognised =
    facts.knows('categories') || typeof wanted !== 'string' ? classesOf(facts.list('categories')) : [];
  if (recognised.length > 0) return { candidates: recognised.map((id) => classes[id]), pending: false };
  return { candidates: classesOf([facts.text('pending')]).map((id) => classes[id]), pending: true };
}

function computeClass(given: Case, aidClass: AidClass, pending: boolean, before: readonly Doubt[]): Outcome {
  const { parameters, facts, trace, context } = given;
  const gates = checkGates(parameters, facts, trace, aidClass, pending);
  if (!gates.eligible) {
    return outpatientRemainder(given, aidClass, gates.reasons) ?? notEligible(gates.reasons, given, aidClass);
  }
  const amounts = computeAmounts(parameters, facts, trace, aidClass);
  const doubts = [...before, ...gates.doubts, ...otherDoubts(given, aidClass)];
  const notices = medicalAidNotices(parameters, facts, aidClass, amounts, context);
  return withAdvice(
    { ...(doubts.length > 0 ? doubtful(doubts, amounts) : settled(given, aidClass, amounts)), notices },
    facts,
    aidClass,
  );
}

const valuesOf = ({ basic, major }: Reading): OutcomeValues => ({
  basicAid: basic,
  majorIllnessAid: major,
  total: basic + major,
});

function settled(given: Case, aidClass: AidClass, amounts: Amounts): Outcome {
  const [literal, ...others] = amounts.readings;
  if (yearPosition(given.parameters, given.facts, aidClass) === 'month-of-application') {
    return {
      status: 'missing',
      values: open,
      alternatives: [
        { reading: '申请当月的费用算在内', values: valuesOf(literal) },
        { reading: '只算申请当月以前12个月的费用', values: nothing },
      ],
      reasons: [
        remark(
          '收据在申请当月：第二条写“前12个月”、第三条写“申请救助当月起过去一年内”，请问区民政局。',
          words.pastYear,
        ),
      ],
    };
  }
  if (others.length === 0) {
    given.trace.money('基本救助与重特大疾病救助合计', literal.basic + literal.major, null);
    return { status: 'ok', values: valuesOf(literal) };
  }
  const agrees = others.every(({ basic }) => basic === literal.basic);
  return {
    status: agrees ? 'partial' : 'missing',
    values: { ...open, basicAid: agrees ? literal.basic : null },
    alternatives: amounts.readings.map((reading) => ({
      reading: reading.reading,
      values: valuesOf(reading),
    })),
    reasons: [remark('文件的写法有两种读法，金额不同，两种都列出，请问区民政局。', words.remainder)],
  };
}

/** The figure under the document is shown, but not as certain. */
function doubtful(doubts: readonly Doubt[], amounts: Amounts): Outcome {
  const missing = doubts.flatMap((each) => each.missing ?? []);
  return {
    status: 'missing',
    values: open,
    missing,
    alternatives: [
      ...amounts.readings.map((reading) => ({
        reading: amounts.readings.length === 1 ? '如果适用本办法' : `如果适用本办法，${reading.reading}`,
        values: valuesOf(reading),
      })),
      { reading: '如果不适用', values: nothing },
    ],
    reasons: doubts.map((each) => remark(each.text, sourceOf(each))),
  };
}

function notEligible(reasons: readonly Remark[], given: Case, aidClass: AidClass): Outcome {
  given.trace.money('不能按本办法救助', 0, reasons[0] === undefined ? null : sourceOf(reasons[0]));
  return {
    status: 'not-eligible',
    values: nothing,
    reasons,
    notices: medicalAidNotices(given.parameters, given.facts, aidClass, null, given.context),
    nextSteps: [
      remark('仍很困难的，可以问镇（场）临时救助', words.temporaryAid),
      remark('急救而身份不明或无力支付的，由医院向疾病应急救助基金申请', words.emergencyFund),
    ],
  };
}

const sourceOf = ({ documentNumber, clause, quote }: Remark) =>
  documentNumber === null || clause === null || quote === null ? null : { documentNumber, clause, quote };

/**
 * 低收入 and ordinary out-patient care: 第九条 leaves it out, 第十一条 names no kind of care. Both readings when it decides (AMB-M17).
 * Only for somebody said to have a major illness; otherwise there is nothing to read in two ways.
 */
function outpatientRemainder(given: Case, aidClass: AidClass, reasons: readonly Remark[]): Outcome | null {
  const { facts, parameters } = given;
  const onlyCare = reasons.length === 1 && reasons[0]?.clause === words.inpatientOnlyThree.clause;
  if (aidClass.id !== 'three' || !onlyCare || facts.peek('majorIllness') !== true) return null;
  if (facts.peek('careKind') !== careKinds.ordinary) return null;
  const left = facts.money('previousShare') + readCosts(facts, aidClass).net - facts.money('previousBasic');
  if (left <= parameters.lowThreshold.value) return null;
  const earlier = facts.money('previousMajor');
  const half = Math.min(shareOf(left, parameters.majorRate.value), parameters.majorCap.value);
  const major = Math.max(half - earlier, 0);
  return {
    status: 'missing',
    values: open,
    alternatives: [
      {
        reading: '普通门诊费用也算进重特大疾病的剩余部分',
        values: { basicAid: 0, majorIllnessAid: major, total: major },
      },
      { reading: '只算住院和特殊门诊的费用', values: nothing },
    ],
    reasons: [
      ...reasons,
      remark('第十一条没有写门诊算不算，两种读法都列出，请问区民政局。', words.remainder),
    ],
    notices: [decides],
  };
}

/** What the register wants asked and not computed (AMB-M9, M12, M16, M24, M27). */
function otherDoubts({ parameters, facts }: Case, aidClass: AidClass): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (yearPosition(parameters, facts, aidClass) === 'older') {
    doubts.push(doubt('收据早于申请当月前12个月，不在医疗救助年度内，请问区民政局。', parameters.yearMonths));
  }
  const said = facts.peek('categories');
  const age = facts.peek('age');
  if (
    Array.isArray(said) &&
    said.includes('孤儿') &&
    !said.includes('特困供养') &&
    typeof age === 'number' &&
    age >= parameters.orphanAge.value
  ) {
    doubts.push(
      doubt('满16周岁的孤儿是否还按特困供养人员救助，文件没有写清，请问区民政局。', parameters.orphanAge),
    );
  }
  const insured = facts.peek('commercialInsurance');
  if (typeof insured === 'number' && insured > 0 && facts.is('commercialCoversOutside')) {
    doubts.push(
      doubt(
        '商业保险的赔付含自费项目，只扣除赔给政策范围内费用的部分；请问清这一部分是多少。',
        words.afterOthers,
        ['commercialInsurance'],
      ),
    );
  }
  if (facts.peek('death') === '申请之前去世') {
    doubts.push(doubt('第二十三条只写申请办理期间去世的情形，申请前去世的请问区民政局。', words.death));
  }
  if (aidClass.id === 'three' && facts.peek('identityLapsed') === true) {
    doubts.push(
      doubt('低收入家庭的认定满1年后自动取消，能不能按原认定救助请问区民政局。', words.identityYear),
    );
  }
  return doubts;
}
