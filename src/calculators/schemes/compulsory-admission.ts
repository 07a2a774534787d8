/**
 * 强制送治补助 of patients with a severe mental disorder (清新府办〔2018〕41号, second plan).
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import { atLeastZero, type Fen, formatFen } from '../kernel/money.ts';
import { everyOf } from '../kernel/three-values.ts';
import type { Trace } from '../kernel/trace.ts';
import {
  type CalculationNotice,
  notice,
  type Outcome,
  type OutcomeValues,
  remark,
  type Scheme,
} from '../scheme.ts';
import { authorityDecides } from './common-notices.ts';
import {
  amount,
  authorities,
  compulsoryAdmissionFields,
  hospital,
  relatives,
  resident,
} from './compulsory-admission-fields.ts';
import {
  type CompulsoryAdmissionParameters,
  compulsoryAdmissionParameters,
  compulsoryAdmissionSources as sources,
} from './compulsory-admission-parameters.ts';
import { Conditions } from './conditions.ts';
import { formatDate, positionInPeriod } from './date-in-period.ts';

export function createCompulsoryAdmission(
  parameters: CompulsoryAdmissionParameters = compulsoryAdmissionParameters,
): Scheme {
  return {
    id: 'compulsory-admission',
    title: '严重精神障碍患者强制送治补助',
    documentNumbers: [parameters.resident.documentNumber],
    parameters: Object.values(parameters),
    sources: Object.values(sources),
    fields: compulsoryAdmissionFields(parameters),
    outputs: [
      { name: 'treatmentSubsidy', label: '救治经费补助', type: 'money', unit: '元' },
      { name: 'escortSubsidy', label: '护送人员补助', type: 'money', unit: '元' },
      { name: 'selfPay', label: '家属缴纳', type: 'money', unit: '元' },
    ],
    conflicts: (facts) => {
      const paid = amount(facts, 'insurance') + amount(facts, 'medicalAid');
      return facts.knows('cost') && paid > amount(facts, 'cost')
        ? [
            {
              text: '“居民医保报销”加“大病医疗救助”大于“住院总费用”，请核对。',
              keys: ['cost', 'insurance', 'medicalAid'],
            },
          ]
        : [];
    },
    compute: (facts, trace) => new Admission(parameters, facts, trace).outcome(),
  };
}

class Admission {
  private readonly parameters: CompulsoryAdmissionParameters;
  private readonly facts: Facts;
  private readonly trace: Trace;
  private readonly conditions: Conditions;
  private readonly notices: CalculationNotice[] = [
    authorityDecides,
    notice(
      'validity_unstated',
      '文件没有写有效期，现在是否仍执行请先问区综治办、区卫生计生局。',
      sources.office,
    ),
  ];
  private readonly nextSteps = [
    remark('救治经费由区财政局划拨到市第三人民医院，不发给家属。', sources.settlement),
    remark('有问题向区综治办、区卫生计生局反映。', sources.office),
  ];

  constructor(parameters: CompulsoryAdmissionParameters, facts: Facts, trace: Trace) {
    this.parameters = parameters;
    this.facts = facts;
    this.trace = trace;
    this.conditions = new Conditions(trace);
  }

  outcome(): Outcome {
    const { facts, notices, nextSteps } = this;
    const isResident = facts.text('person') === resident;
    if (!this.inPlan(isResident)) {
      this.trace.money('救治经费补助', 0, isResident ? this.parameters.resident : this.parameters.homeless);
      return {
        status: 'not-eligible',
        values: { treatmentSubsidy: 0 },
        reasons: this.conditions.reasons,
        notices,
        nextSteps,
      };
    }
    const early = this.beforeIssue();
    if (early) return early;
    const treatment = this.treatment(isResident);
    const values: Record<string, Fen | null> = { treatmentSubsidy: treatment, ...this.escort(isResident) };
    return isResident ? this.withSelfPay(values, treatment) : this.homelessOutcome(values, treatment);
  }

  private inPlan(isResident: boolean): boolean {
    const { facts, conditions } = this;
    const inHospital = (): boolean =>
      conditions.check(
        '送清远市第三人民医院',
        facts.text('hospital') === hospital,
        isResident ? sources.hospital : sources.settlement,
        isResident
          ? '要送清远市第三人民医院治疗，其他医院不在内。'
          : '经费只和市第三人民医院结算，其他医院不在内。',
      );
    const needed = (): boolean =>
      conditions.check(
        '需要送治',
        facts.is('needsAdmission'),
        isResident ? sources.resident : sources.homeless,
        '不需要送治的不在内。',
      );
    if (!isResident) return everyOf([needed, inHospital]);
    const assessed = (): boolean =>
      conditions.check(
        '经当地卫生院评估有肇事肇祸行为倾向',
        facts.is('assessed'),
        sources.assessment,
        '没有经当地卫生院评估有肇事肇祸行为倾向，不在强制送治补助内。',
      );
    return everyOf([assessed, inHospital, needed]);
  }

  private beforeIssue(): Outcome | undefined {
    const { facts, notices, nextSteps } = this;
    const { issued } = this.parameters;
    const month = facts.peek('month');
    const position = typeof month === 'string' ? positionInPeriod(month, issued.value, null) : 'inside';
    if (position === 'inside') return undefined;
    const text = `文件${formatDate(issued.value)}印发，之前入院能不能补助没有写，请问区综治办、区卫生计生局。`;
    if (position === 'across') {
      notices.push(notice('check_date', text, issued));
      return undefined;
    }
    return {
      status: 'missing',
      values: { treatmentSubsidy: null },
      reasons: [remark(text, issued)],
      notices,
      nextSteps,
    };
  }

  private treatment(isResident: boolean): Fen {
    const { facts, trace, notices } = this;
    const standard = isResident ? this.parameters.resident : this.parameters.homeless;
    notices.push(notice('ambiguous', '“每例每年”按每名患者每年一次计算，同一年再次入院不重复给。', standard));
    if (facts.is('alreadyGranted')) {
      trace.money('本年度已经享受过，每例每年一次', 0, standard);
      return 0;
    }
    const cases = facts.number('cases');
    const total = cases * standard.value;
    trace.money(`救治经费补助：${cases}例，每例${formatFen(standard.value)}`, total, standard);
    return total;
  }

  /** AMB-C3: nobody may guess who brought the patient. */
  private escort(isResident: boolean): OutcomeValues {
    const { facts, trace, notices } = this;
    const { escort } = this.parameters;
    const cases = facts.number('cases');
    const total = cases * escort.value;
    const sentBy = facts.peek('sentBy');
    if (isResident && sentBy !== authorities) {
      const text =
        sentBy === relatives
          ? '护送人员包不包括亲属，方案没有写，请问区综治办。'
          : `护送补助每例${formatFen(escort.value)}给护送人员；我区患者由谁送治没有说，没有计算。`;
      notices.push(notice('ask_authority', text, escort));
      trace.notApplied(text, escort);
      return sentBy === relatives ? { escortSubsidy: null } : {};
    }
    if (isResident)
      notices.push(
        notice(
          'ambiguous',
          '护送补助写在两种对象之后，按每例都有计算；是否只给“三无”人员请问区综治办。',
          escort,
        ),
      );
    notices.push(notice('convention', '护送补助给护送人员，不给家属；和护送人数无关。', escort));
    trace.money(`护送人员补助：${cases}例，每例${formatFen(escort.value)}`, total, escort);
    return { escortSubsidy: total };
  }

  private withSelfPay(values: OutcomeValues, treatment: Fen): Outcome {
    const { facts, trace, notices, nextSteps } = this;
    if (!facts.knows('cost') && !facts.knows('insurance') && !facts.knows('medicalAid'))
      return { status: this.computed, values, notices, nextSteps };
    const cost = facts.money('cost');
    const insurance = facts.money('insurance');
    const medicalAid = facts.money('medicalAid');
    const net = atLeastZero(cost - insurance - medicalAid);
    trace.money(
      `住院总费用${formatFen(cost)}减医保${formatFen(insurance)}、大病医疗救助${formatFen(medicalAid)}`,
      net,
      sources.selfPay,
    );
    notices.push(
      notice(
        'convention',
        '大病医疗救助按填写的数额扣除；救治补助会不会影响医疗救助的数额，条文没有写。',
        sources.selfPay,
      ),
    );
    const selfPay = atLeastZero(net - treatment);
    trace.money(`再减救治补助${formatFen(treatment)}，家属缴纳`, selfPay, sources.selfPay);
    if (net >= treatment)
      return { status: this.computed, values: { ...values, selfPay }, notices, nextSteps };
    return this.belowFlat({ ...values, selfPay }, treatment, net);
  }

  /** The treatment is decided; whether relatives may have the escort money is not. */
  private get computed(): 'ok' | 'partial' {
    return this.facts.peek('sentBy') === relatives ? 'partial' : 'ok';
  }

  /** AMB-C1: the bill is smaller than the flat amount. */
  private belowFlat(values: OutcomeValues, flat: Fen, net: Fen): Outcome {
    const text = `报销后只剩${formatFen(net)}，少于${formatFen(flat)}：按定额给还是按实际费用给，方案没有写。`;
    return {
      status: 'partial',
      values: { ...values, treatmentSubsidy: null },
      alternatives: [
        { reading: '按定额给予', values: { treatmentSubsidy: flat, selfPay: 0 } },
        { reading: '不超过报销后的实际费用', values: { treatmentSubsidy: net, selfPay: 0 } },
      ],
      reasons: [remark(text, this.parameters.resident)],
      notices: this.notices,
      nextSteps: this.nextSteps,
    };
  }

  private homelessOutcome(values: OutcomeValues, treatment: Fen): Outcome {
    const { facts, notices, nextSteps } = this;
    const { homeless: standard } = this.parameters;
    if (facts.knows('cost') && amount(facts, 'cost') !== treatment)
      notices.push(
        notice(
          'ask_authority',
          '实际费用多于或少于定额怎么办，方案没有写，请问区综治办、区卫生计生局。',
          standard,
        ),
      );
    return { status: 'ok', values, notices, nextSteps };
  }
}

export const compulsoryAdmission = createCompulsoryAdmission();
