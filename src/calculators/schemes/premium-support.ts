/**
 * 参保资助: whether the premium of 城乡居民医疗保险 is supported (清新府办〔2018〕16号 第六条).
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import type { Parameter } from '../kernel/parameter.ts';
import { everyOf, someOf } from '../kernel/three-values.ts';
import type { Trace } from '../kernel/trace.ts';
import { type CalculationNotice, notice, type Outcome, remark, type Scheme } from '../scheme.ts';
import { authorityDecides } from './common-notices.ts';
import { Conditions } from './conditions.ts';
import { formatDate, positionInPeriod } from './date-in-period.ts';
import {
  disabled,
  insurance,
  listed,
  lowIncome,
  lowIncomeDisabled,
  premiumSupportFields,
  registered,
} from './premium-support-fields.ts';
import {
  type PremiumSupportParameters,
  premiumSupportParameters,
  premiumSupportSources as sources,
} from './premium-support-parameters.ts';

export function createPremiumSupport(
  parameters: PremiumSupportParameters = premiumSupportParameters,
): Scheme {
  return {
    id: 'premium-support',
    title: '参保资助',
    documentNumbers: [parameters.oldAge.documentNumber],
    parameters: Object.values(parameters),
    sources: Object.values(sources),
    fields: premiumSupportFields(parameters.oldAge),
    outputs: [{ name: 'amount', label: '资助金额', type: 'money', unit: '元' }],
    conflicts: (facts) =>
      facts.peek('severelyDisabled') === false && has(facts, disabled, lowIncomeDisabled)
        ? [
            {
              text: '“身份”选了重度残疾，“重度残疾”又填了否，请核对。',
              keys: ['identities', 'severelyDisabled'],
            },
          ]
        : [],
    compute: (facts, trace, { asOf }) => compute(parameters, facts, trace, asOf),
  };
}

function compute(parameters: PremiumSupportParameters, facts: Facts, trace: Trace, asOf: string): Outcome {
  const notices: CalculationNotice[] = [authorityDecides];
  const { validFrom, validTo, oldAge } = parameters;
  const month = facts.peek('enrolmentMonth');
  const period =
    typeof month === 'string' ? positionInPeriod(month, validFrom.value, validTo.value) : 'inside';
  if (asOf > validTo.value)
    notices.push(
      notice(
        'expired',
        `办法有效期至${formatDate(validTo.value)}，已届满，现在的资助请问主管部门。`,
        validTo,
      ),
    );
  if (period === 'after' || period === 'before') {
    const expired = period === 'after';
    const source = expired ? validTo : validFrom;
    const text = expired
      ? `参保时间在有效期（至${formatDate(validTo.value)}）之后，不能按本办法计算。`
      : `参保时间在办法印发（${formatDate(validFrom.value)}）之前，不能按本办法计算。`;
    trace.step(text, false, source);
    const status = expired ? 'expired' : 'not-in-force';
    return { status, values: { amount: null }, reasons: [remark(text, source)], notices };
  }
  if (period === 'across')
    notices.push(notice('check_date', '只说了年份或月份，请核对参保时办法是否有效。', validTo));
  if (month === undefined)
    notices.push(notice('check_date', '没有说参保时间，按办法有效期内参保计算，请核对。', validTo));
  const nextSteps = [
    remark('条文没有写要个人申请：每年由民政部门协调有关部门提供名单。', sources.namesAreSupplied),
    remark('有疑问请问区民政局；机构改革后职能可能已移交。'),
  ];

  const conditions = new Conditions(trace);
  const groups = new Groups(facts, conditions, trace, oldAge);
  const insured = (): boolean =>
    conditions.check(
      '参加的是城乡居民医疗保险',
      facts.text('insurance') === insurance,
      sources.insurance,
      '第六条只资助参加城乡居民医疗保险，参加其他保险不在内。',
    );
  const inList = everyOf([insured, () => groups.anyHolds()]);
  const age = facts.peek('age');
  if (has(facts, lowIncome) && typeof age === 'number' && Math.abs(age - oldAge.value) <= 1)
    notices.push(notice('ambiguous', '年龄按哪一天计算，条文没有写；临近生日的请向主管部门确认。'));
  if (inList) return supported(facts, trace, notices, nextSteps);
  if (groups.undecided && facts.peek('insurance') === insurance) {
    const text =
      '“低收入家庭60周岁以上的老年人、重度残疾人员”：不是低收入家庭的重度残疾人员是否在内，条文有两种读法，请问区民政局。';
    trace.step(text, null, sources.lowIncome);
    return {
      status: 'missing',
      values: { amount: null },
      reasons: [remark(text, sources.lowIncome)],
      notices,
      nextSteps,
    };
  }
  const open = '所列人员之后有“等”字，是否还有其他资助对象请问区民政局。';
  notices.push(notice('ask_authority', open, sources.list));
  trace.step('资助参保', false, sources.list);
  return { status: 'not-eligible', values: {}, reasons: conditions.reasons, notices, nextSteps };
}

function supported(
  facts: Facts,
  trace: Trace,
  notices: CalculationNotice[],
  nextSteps: Outcome['nextSteps'],
): Outcome {
  trace.step('资助参保', true, sources.list);
  const standard = facts.knows('yearlyStandard');
  if (!standard && facts.peek('asksAmount') !== true) return { status: 'ok', values: {}, notices, nextSteps };
  trace.step('资助金额：条文没有写数额，也没有写资助全部还是一部分', null, sources.amount);
  return {
    status: 'partial',
    values: { amount: null },
    missing: standard ? [] : ['yearlyStandard'],
    reasons: [remark('金额按当年缴费标准计算，第六条没有写数额，也没有写全额还是部分资助。', sources.amount)],
    notices,
    nextSteps,
  };
}

/** The groups of 第六条. All are looked at, so that a person in several of them is told of each. */
class Groups {
  /** Whether the text bears two readings for this person (AMB-P1). */
  undecided = false;
  private readonly facts: Facts;
  private readonly conditions: Conditions;
  private readonly trace: Trace;
  private readonly oldAge: Parameter<number>;

  constructor(facts: Facts, conditions: Conditions, trace: Trace, oldAge: Parameter<number>) {
    this.facts = facts;
    this.conditions = conditions;
    this.trace = trace;
    this.oldAge = oldAge;
  }

  anyHolds(): boolean {
    const identities = this.facts.list('identities');
    const tests = listed.filter((each) => identities.includes(each)).map((each) => () => this.isListed(each));
    if (identities.includes(registered)) tests.push(() => this.isRegistered());
    if (identities.includes(lowIncome)) tests.push(() => this.isOldOrDisabled());
    else if (isDisabled(this.facts)) tests.push(() => this.isLowIncomeDisabled());
    if (tests.length === 0)
      this.conditions.check('属于第六条所列资助对象', false, sources.list, '不在第六条所列的资助对象里。');
    return someOf(tests);
  }

  private isListed(group: string): boolean {
    this.trace.step(`属于${group}`, true, sources.list);
    return true;
  }

  private isRegistered(): boolean {
    const inRegister = this.facts.is('registeredInMonth');
    const whyNot = '建档立卡的贫困人员以参保月当月在册为准，当月不在册的不在内。';
    return this.conditions.check('建档立卡贫困人员，参保月当月在册', inRegister, sources.register, whyNot);
  }

  private isOldOrDisabled(): boolean {
    if (isDisabled(this.facts)) {
      this.trace.step('低收入家庭的重度残疾人员', true, sources.lowIncome);
      return true;
    }
    const age = this.facts.number('age');
    const limit = this.oldAge.value;
    const whyNot = `低收入家庭成员${age}周岁，不到${limit}周岁；如果是重度残疾人员，请说明后重算。`;
    return this.conditions.check(`低收入家庭成员，满${limit}周岁`, age >= limit, this.oldAge, whyNot);
  }

  private isLowIncomeDisabled(): boolean {
    const holds = this.facts.is('lowIncome');
    this.undecided = !holds;
    this.trace.step('重度残疾人员，属于低收入家庭', holds, sources.lowIncome);
    return holds;
  }
}

const has = (facts: Facts, ...names: readonly string[]): boolean => {
  const identities = facts.peek('identities');
  return Array.isArray(identities) && names.some((name) => identities.includes(name));
};

const isDisabled = (facts: Facts): boolean =>
  facts.peek('severelyDisabled') === true || has(facts, disabled, lowIncomeDisabled);

export const premiumSupport = createPremiumSupport();
