/**
 * 服药补助 of patients with a severe mental disorder of level 0 to 2 (清新府办〔2018〕41号, first plan).
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import { atLeastZero, type Fen, formatFen } from '../kernel/money.ts';
import { everyOf } from '../kernel/three-values.ts';
import type { Trace } from '../kernel/trace.ts';
import { type CalculationNotice, notice, type Outcome, remark, type Scheme } from '../scheme.ts';
import { authorityDecides } from './common-notices.ts';
import { Conditions } from './conditions.ts';
import { formatDate, positionInPeriod } from './date-in-period.ts';
import {
  clinic,
  hospital,
  mentalHealthMedicationFields,
  oneIsElsewhere,
  outpatient,
} from './mental-health-medication-fields.ts';
import {
  type MentalHealthMedicationParameters,
  mentalHealthMedicationParameters,
  mentalHealthMedicationSources as sources,
} from './mental-health-medication-parameters.ts';

export function createMentalHealthMedication(
  parameters: MentalHealthMedicationParameters = mentalHealthMedicationParameters,
): Scheme {
  return {
    id: 'mental-health-medication',
    title: '0-2级严重精神障碍患者服药补助',
    documentNumbers: [parameters.monthly.documentNumber],
    parameters: Object.values(parameters),
    sources: Object.values(sources),
    fields: mentalHealthMedicationFields(parameters),
    outputs: [
      { name: 'subsidy', label: '减免的服药补助', type: 'money', unit: '元' },
      { name: 'selfPay', label: '自己付', type: 'money', unit: '元' },
    ],
    conflicts,
    compute: (facts, trace) => compute(parameters, facts, trace),
  };
}

function conflicts(facts: Facts) {
  const cost = facts.peek('cost');
  const reimbursed = facts.peek('reimbursed');
  const netCost = facts.peek('netCost');
  const found = [];
  if (typeof cost === 'number' && typeof reimbursed === 'number') {
    if (reimbursed > cost)
      found.push({ text: '“特殊门诊报销”大于“诊疗费用”，请核对。', keys: ['cost', 'reimbursed'] });
    else if (typeof netCost === 'number' && netCost !== cost - reimbursed)
      found.push({
        text: '“报销后费用”不等于“诊疗费用”减“特殊门诊报销”，请核对。',
        keys: ['netCost', 'cost', 'reimbursed'],
      });
  }
  const several = ['visits', 'months', 'netCost'].filter((key) => facts.knows(key));
  if (several.length > 1 && !sameTotals(facts))
    found.push({ text: '报销后的费用写了几个不同的数，请只留一种写法。', keys: several });
  return found;
}

/** Whether the ways of stating what is left to pay come to the same amount. */
function sameTotals(facts: Facts): boolean {
  const totals = ['visits', 'months'].filter((key) => facts.knows(key)).map((key) => sum(facts.amounts(key)));
  const netCost = facts.peek('netCost');
  if (typeof netCost === 'number') totals.push(netCost);
  return new Set(totals).size === 1 && !facts.knows('months');
}

function compute(parameters: MentalHealthMedicationParameters, facts: Facts, trace: Trace): Outcome {
  const { lowestLevel, highestLevel, monthly } = parameters;
  const notices: CalculationNotice[] = [
    authorityDecides,
    notice(
      'validity_unstated',
      '文件没有写有效期，现在是否仍执行请先问区综治办、区卫生计生局。',
      sources.office,
    ),
  ];
  const documents = [remark('社保卡', sources.card), remark('监护人到场陪同并签名确认', sources.guardian)];
  const nextSteps = [
    remark('补助在就诊时减免，不发现金；由财政和医院、卫生院结算。', sources.settlement),
    remark('有问题向区综治办、区卫生计生局反映。', sources.office),
  ];

  const conditions = new Conditions(trace);
  const isHome = (): boolean =>
    conditions.check('属于我区患者', facts.text('home') !== '都不在本区', sources.home, '补助给我区的患者。');
  const hasLevel = (): boolean => {
    const level = facts.number('level');
    const holds = level >= lowestLevel.value && level <= highestLevel.value;
    return conditions.check('危险性评估为0-2级', holds, highestLevel, `评估为${level}级，补助只给0-2级。`);
  };
  const eligible = everyOf([
    isHome,
    hasLevel,
    () =>
      conditions.check(
        '已签订监护协议',
        facts.is('agreement'),
        sources.agreement,
        '直系亲属还没有和镇政府综治办签订监护协议。',
      ),
    () =>
      conditions.check(
        '在清远市第三人民医院或卫生院就诊',
        [hospital, clinic].includes(facts.text('place')),
        sources.place,
        '要到清远市第三人民医院或各卫生院就诊，其他机构不在内。',
      ),
    () =>
      conditions.check(
        '门诊治疗',
        facts.text('careType') === outpatient,
        sources.place,
        '补助只给门诊治疗，住院不在内。',
      ),
  ]);
  if (!eligible) {
    const net = knownNetCost(facts);
    trace.money('服药补助', 0, monthly);
    if (net !== undefined) trace.money('自己付', net, null);
    return {
      status: 'not-eligible',
      values: { subsidy: 0, selfPay: net ?? null },
      reasons: conditions.reasons,
      notices,
      nextSteps,
    };
  }

  const undecided = whyAsk(parameters, facts, notices);
  if (undecided !== undefined)
    return {
      status: 'missing',
      values: { subsidy: null, selfPay: null },
      reasons: [undecided],
      notices,
      documents,
      nextSteps,
    };

  notices.push(
    notice(
      'ambiguous',
      '第二项说的是精神类药物，第三项按诊疗所产生的费用计算，这里按诊疗费用算。',
      sources.netCost,
    ),
  );
  const stage = facts.text('place') === clinic ? sources.clinicsLater : sources.hospitalFirst;
  notices.push(
    notice(
      'ask_authority',
      '先在市第三人民医院、后改由卫生院，哪一天改文件没有写，去之前请先问清楚。',
      stage,
    ),
  );
  const months = facts.knows('months') ? facts.amounts('months') : [monthNetCost(facts, trace)];
  let subsidy = 0;
  months.forEach((net, index) => {
    const reduced = net < monthly.value ? net : monthly.value;
    subsidy += reduced;
    const which = months.length > 1 ? `第${index + 1}个月` : '当月';
    const branch = net > monthly.value ? sources.more : net < monthly.value ? sources.less : monthly;
    trace.money(`${which}报销后${formatFen(net)}，每月最多减免${formatFen(monthly.value)}`, reduced, branch);
  });
  if (months.length > 1) {
    trace.money('各月减免合计', subsidy, monthly);
    notices.push(notice('convention', '逐月计算；没有用完的条文没有写可以转到下一个月。', monthly));
  }
  const selfPay = sum(months) - subsidy;
  trace.money('多出部分自己付', selfPay, sources.more);
  return { status: 'ok', values: { subsidy, selfPay }, notices, documents, nextSteps };
}

/** What the register wants asked and not computed (AMB-H3, AMB-H7). */
function whyAsk({ issued }: MentalHealthMedicationParameters, facts: Facts, notices: CalculationNotice[]) {
  if (facts.text('home') === oneIsElsewhere)
    return remark('“我区患者”按户籍还是按居住地，文件没有写，请问区综治办、区卫生计生局。', sources.home);
  const month = facts.peek('month');
  if (typeof month !== 'string') return undefined;
  const position = positionInPeriod(month, issued.value, null);
  if (position === 'before')
    return remark(
      `文件${formatDate(issued.value)}印发，之前的就诊能不能补助没有写，请问区综治办、区卫生计生局。`,
      issued,
    );
  if (position === 'across')
    notices.push(
      notice(
        'check_date',
        `文件${formatDate(issued.value)}印发，之前的就诊是否补助没有写，请核对日期。`,
        issued,
      ),
    );
  return undefined;
}

/** What is left to pay in the month after the reimbursement. */
function monthNetCost(facts: Facts, trace: Trace): Fen {
  if (facts.knows('visits')) {
    const visits = facts.amounts('visits');
    const net = sum(visits);
    trace.money(`当月${visits.length}次报销后费用相加`, net, sources.netCost);
    return net;
  }
  if (facts.knows('netCost') || !facts.knows('cost')) return facts.money('netCost');
  const cost = facts.money('cost');
  const reimbursed = facts.money('reimbursed');
  const net = atLeastZero(cost - reimbursed);
  trace.money(`诊疗费用${formatFen(cost)}减特殊门诊报销${formatFen(reimbursed)}`, net, sources.netCost);
  return net;
}

/** The same without asking, for a person who has no claim. */
function knownNetCost(facts: Facts): Fen | undefined {
  if (facts.knows('months')) return sum(facts.amounts('months'));
  if (facts.knows('visits')) return sum(facts.amounts('visits'));
  const netCost = facts.peek('netCost');
  if (typeof netCost === 'number') return netCost;
  const cost = facts.peek('cost');
  const reimbursed = facts.peek('reimbursed');
  return typeof cost === 'number' && typeof reimbursed === 'number'
    ? atLeastZero(cost - reimbursed)
    : undefined;
}

const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((total, each) => total + each, 0);

export const mentalHealthMedication = createMentalHealthMedication();
