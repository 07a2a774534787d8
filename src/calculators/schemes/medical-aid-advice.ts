/**
 * What goes with a result: papers (第十二条), place, time limits (第十五条), other doors, and the notices.
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import {
  type CalculationNotice,
  type Context,
  notice,
  type Outcome,
  type Remark,
  remark,
} from '../scheme.ts';
import type { Amounts } from './medical-aid-amounts.ts';
import type { AidClass } from './medical-aid-classes.ts';
import { costNotices } from './medical-aid-costs.ts';
import { type MedicalAidParameters, medicalAidSources as words } from './medical-aid-parameters.ts';

/** Papers of 第十二条, only those for this class. */
function papersFor(aidClass: AidClass, nonLocal: boolean): readonly Remark[] {
  return [
    remark('书面申请（村/居委会核实、出意见并盖章）', words.paperApplication),
    remark('共同生活家庭成员的户口簿和身份证复印件', words.paperIdentity),
    ...(aidClass.testsAssets
      ? [
          remark(
            '《大病困难家庭申请救助情况调查表》，并签《救助申请承诺书》和《家庭经济状况核对授权书》',
            words.paperSurvey,
          ),
        ]
      : []),
    remark('诊断证明、医疗收费票据（复印件要注明已报销金额并盖报销部门章）', words.paperDiagnosis),
    remark('医保报销凭据', words.paperInsurance),
    remark('有没有其他慈善救助、商业保险赔偿的说明和承诺书', words.paperOthers),
    remark('银行存折（卡）原件及复印件', words.paperAccount),
    ...(nonLocal
      ? [
          remark(
            '居住证、在本市参保满2年的缴费证明、户籍地县级以上部门的家庭收入和财产证明、未获得相同救助的证明',
            words.paperNonLocal,
          ),
        ]
      : []),
  ];
}

function nextStepsFor(aidClass: AidClass, nonLocal: boolean): readonly Remark[] {
  const steps: Remark[] = [];
  const oneStop = aidClass.id === 'one' || aidClass.id === 'two';
  if (oneStop) {
    steps.push(
      remark('在区内定点医疗机构就医可以“一站式”直接结算，不用另外申请', words.oneStop),
      remark('“一站式”结算的医院：区人民医院、各镇卫生院', words.oneStopPlaces),
    );
  }
  if (aidClass.id === 'three') {
    steps.push(remark('结算前先到户籍所在镇（场）申请认定的，也可以“一站式”结算', words.lowIncomeWhere));
  }
  steps.push(
    nonLocal
      ? remark(
          '到居住地镇（场）申请，去之前请先打电话确认（第十二条写的是户籍所在镇）',
          words.townApplication,
        )
      : remark(
          '不是一站式结算的，到户籍所在的镇（场）申请，报区民政局审批（机构改革后职责可能已调整）',
          words.townApplication,
        ),
  );
  if (aidClass.testsAssets) {
    steps.push(remark('镇（场）在入户调查后3个工作日内提出审核意见并公示', words.opinionThreeDays));
  } else steps.push(remark('镇（场）自受理之日起10个工作日内上报区民政局', words.townTenDays));
  steps.push(
    remark('区民政部门5个工作日内审批', words.bureauFiveDays),
    remark('区财政部门3个工作日内拨付', words.paymentThreeDays),
    remark('救助后仍很困难的，可以再申请临时救助', words.temporaryAid),
    remark('材料要如实：骗取救助的要追回全部资金', words.fraud),
  );
  return steps;
}

export const decides = notice('authority_decides', '按文件文本估算，最终以主管部门审批为准。');

export function medicalAidNotices(
  parameters: MedicalAidParameters,
  facts: Facts,
  aidClass: AidClass,
  amounts: Amounts | null,
  context: Context,
): readonly CalculationNotice[] {
  const notices: CalculationNotice[] = [decides];
  const { firstDay, lastDay } = parameters;
  if (context.asOf > lastDay.value) {
    notices.push(
      notice('expired', `本办法有效期至${lastDay.value}，已届满；现在的费用请问现行办法。`, lastDay),
    );
  }
  if (!facts.knows('receiptDate')) {
    notices.push(
      notice(
        'period',
        `按清新府办〔2018〕16号计算，限${firstDay.value}至${lastDay.value}发生的费用，请核对收据日期。`,
        words.receiptDate,
      ),
    );
  }
  if (amounts !== null) {
    notices.push(...costNotices(facts, aidClass, amounts.costs));
    if (amounts.rounded) {
      notices.push(notice('convention', '金额四舍五入到分；文件没有写尾数怎么处理，这是本系统的约定。'));
    }
  }
  notices.push(...personNotices(parameters, facts, aidClass));
  const received = facts.peek('previousBasic');
  if (typeof received === 'number' && received > 0 && aidClass.cap !== null) {
    notices.push(
      received > aidClass.cap.value
        ? notice('check_amount', '已领的基本救助超过了年度限额，剩余额度按0计算，请核对。', aidClass.cap)
        : notice('year_cap', '一年一个限额，年内换了类别也合在一起算。', aidClass.cap),
    );
  }
  const major = facts.peek('previousMajor');
  if (typeof major === 'number' && major > parameters.majorCap.value) {
    notices.push(
      notice(
        'check_amount',
        '已领的重特大救助超过了年度限额，剩余额度按0计算，请核对。',
        parameters.majorCap,
      ),
    );
  }
  return notices;
}

function personNotices(
  parameters: MedicalAidParameters,
  facts: Facts,
  aidClass: AidClass,
): readonly CalculationNotice[] {
  const notices: CalculationNotice[] = [];
  if (facts.peek('residence') === '清远市其他县（市、区）') {
    notices.push(
      notice(
        'ambiguous',
        '第三条写“本区”、第十二条写“本市”，本市其他县区户籍的请向区民政局确认。',
        words.workers,
      ),
    );
  }
  if (facts.peek('referral') === false) {
    notices.push(
      notice('referral', '没有办转诊或备案，定点医院仍按文件计算，办理时可能被问到。', words.referral),
    );
  }
  if (facts.peek('death') === '申请办理期间去世') {
    notices.push(notice('death', '申请期间去世的继续办结，救助资金由继承人领取。', words.death));
  }
  if (aidClass.deducts) {
    notices.push(
      notice(
        'ambiguous',
        '起付标准、大病起付线按您给的年度合计扣减；没有用到大病保险、几次住院怎么扣，文件没有写。',
        words.threeDeductions,
      ),
    );
  }
  const said = facts.peek('categories');
  const categories = [...(Array.isArray(said) ? said : []), facts.peek('pending')];
  const age = facts.peek('age');
  if (typeof age === 'number') {
    const elder = categories.includes('低收入老年人') && age < 65;
    const minor = categories.includes('低收入未成年人') && age >= 16;
    if (elder || minor) {
      notices.push(
        notice('ambiguous', '文件没有写老年人、未成年人的年龄界线，以民政部门的认定为准。', aidClass.who),
      );
    }
  } else if (categories.includes('孤儿')) {
    notices.push(notice('ambiguous', '按未满16周岁计算；满16周岁的孤儿请问区民政局。', parameters.orphanAge));
  }
  if (aidClass.id === 'three') {
    notices.push(notice('identity', '低收入家庭的认定只保留1年，请核对是否还在有效期。', words.identityYear));
  }
  return notices;
}

type Advice = Pick<Outcome, 'documents' | 'nextSteps'>;
/** They depend on the class and the residence only: made once, not for every row of a table. */
const made = new WeakMap<AidClass, { readonly local: Advice; readonly nonLocal: Advice }>();

/** The papers and steps that go with an outcome. */
export function withAdvice(outcome: Outcome, facts: Facts, aidClass: AidClass): Outcome {
  let advice = made.get(aidClass);
  if (advice === undefined) {
    const make = (nonLocal: boolean): Advice => ({
      documents: papersFor(aidClass, nonLocal),
      nextSteps: nextStepsFor(aidClass, nonLocal),
    });
    advice = { local: make(false), nonLocal: make(true) };
    made.set(aidClass, advice);
  }
  return { ...outcome, ...(facts.peek('residence') === '非本区' ? advice.nonLocal : advice.local) };
}
