/**
 * What the person bore: the base of the aid, before the rates (第二条, 第十四条, 第十六条).
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import { atLeastZero, type Fen } from '../kernel/money.ts';
import type { Trace } from '../kernel/trace.ts';
import { type CalculationNotice, type Conflict, notice } from '../scheme.ts';
import type { AidClass } from './medical-aid-classes.ts';
import { medicalAidSources as words } from './medical-aid-parameters.ts';

export interface Costs {
  /** As typed or worked out, before others' payments. */
  readonly gross: Fen;
  /** What others paid: insurance, donations, veterans' aid. */
  readonly paid: Fen;
  /** Costs that 第十六条 and 第二十一条 leave out. */
  readonly excluded: Fen;
  /** What counts: gross less both, never below 0. */
  readonly net: Fen;
}

const amount = (facts: Facts, key: string): Fen | undefined => {
  const value = facts.peek(key);
  return typeof value === 'number' ? value : undefined;
};

/** The person's own share before others' payments. Asks for what is missing. */
export function grossOf(facts: Facts, aidClass: AidClass): Fen {
  if (facts.is('uninsured')) return facts.money('eligibleCost') - facts.money('assumedReimbursement');
  const [own, other] = aidClass.deducts
    ? (['compliantCost', 'ownShare'] as const)
    : (['ownShare', 'compliantCost'] as const);
  if (facts.knows(own)) return facts.money(own);
  if (facts.knows('totalCost')) {
    return facts.money('totalCost') - facts.money('outsideCost') - facts.money('reimbursed');
  }
  // 政策范围内自付 and 合规个人负担 are two notions; one said for the other is taken and flagged.
  return facts.money(facts.knows(other) ? other : own);
}

export function readCosts(facts: Facts, aidClass: AidClass): Costs {
  const gross = grossOf(facts, aidClass);
  const paid = facts.money('commercialInsurance') + facts.money('donation') + facts.money('veteranAid');
  // A ground that did not exclude the claim (精神病除外 …) and no amount: nothing is left out.
  const excluded =
    amount(facts, 'excludedCost') ?? (facts.text('exclusion') === '无' ? facts.money('excludedCost') : 0);
  return { gross, paid, excluded, net: atLeastZero(gross - paid - excluded) };
}

/** Steps for how the base came about. */
export function traceCosts(facts: Facts, aidClass: AidClass, costs: Costs, trace: Trace): void {
  if (facts.peek('uninsured') === true) {
    trace.money('没有参保：合规医疗费用减去核减的基本医保报销部分', costs.gross, words.uninsured);
  } else if (!facts.knows('ownShare') && !facts.knows('compliantCost')) {
    trace.money('个人自付 = 总费用 − 超目录费用 − 医保及大病报销', costs.gross, words.outsideCatalogue);
  } else {
    const base = aidClass.deducts ? words.inpatientOnlyFour : aidClass.rate;
    trace.money(aidClass.deducts ? '个人负担的合规医疗费用' : '政策范围内个人自付', costs.gross, base);
  }
  if (costs.excluded > 0) {
    trace.money('减去不予救助的费用，其余照算', costs.gross - costs.excluded, groundOf(facts));
  }
  if (costs.paid > 0) {
    trace.money('减去商业保险、指定捐赠、优抚补助已经付的部分', costs.net, words.afterOthers);
  }
}

/** The clause that leaves the costs out, from the ground or the reason that was given. */
function groundOf(facts: Facts) {
  const said = `${String(facts.peek('exclusion') ?? '')}${String(facts.peek('excludedReason') ?? '')}`;
  return exclusionGrounds.find(({ pattern }) => pattern.test(said))?.source ?? words.afterOthers;
}

/** The grounds of 第十六条, 第二十一条 and 第二条 with their clauses. */
export const exclusionGrounds = [
  { pattern: /违法|犯罪/, source: words.unlawful },
  { pattern: /事故|第三方|工伤|车祸/, source: words.thirdParty },
  { pattern: /酗酒|醉酒|斗殴|打架|自杀|互杀|自伤/, source: words.selfHarm },
  { pattern: /整容|美容|镶牙|种牙/, source: words.cosmetic },
  { pattern: /挂床|家庭病床/, source: words.nominalBed },
  { pattern: /目录|自费/, source: words.outsideCatalogue },
  { pattern: /自行|自购|买药/, source: words.ownWay },
  { pattern: /出院/, source: words.afterDischarge },
  { pattern: /另有规定|传染病/, source: words.ruledElsewhere },
] as const;

const largeCost: Fen = 100_000_000;

export function costNotices(facts: Facts, aidClass: AidClass, costs: Costs): readonly CalculationNotice[] {
  const notices: CalculationNotice[] = [];
  if (costs.gross > largeCost) notices.push(notice('check_amount', '费用超过100万元，请核对一下数字。'));
  const own = aidClass.deducts ? 'compliantCost' : 'ownShare';
  const worked = facts.peek('uninsured') === true || facts.knows('totalCost');
  if (!worked && !facts.knows(own)) {
    notices.push(
      notice(
        'check_amount',
        aidClass.deducts
          ? '按您说的自付当作“个人负担的合规医疗费用”计算，请按结算单核对。'
          : '按您说的合规个人负担当作“政策范围内个人自付”计算，请按结算单核对。',
        aidClass.deducts ? words.inpatientOnlyFour : aidClass.rate,
      ),
    );
  }
  if (facts.peek('veteranAid') !== undefined && facts.peek('veteranAid') !== 0) {
    notices.push(notice('order', '优抚对象先结算优抚医疗补助，再算医疗救助。', words.veteransFirst));
  }
  return notices;
}

/** Amounts and facts that cannot all be true. */
export function medicalAidConflicts(facts: Facts): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  const report = (text: string, ...keys: string[]) => conflicts.push({ text, keys });
  const [total, outside, reimbursed, own] = ['totalCost', 'outsideCost', 'reimbursed', 'ownShare'].map(
    (key) => amount(facts, key),
  );
  if (total !== undefined && (outside ?? 0) + (reimbursed ?? 0) > total) {
    report(
      '“超目录费用”和“医保及大病报销”加起来超过了“总费用”，请核对。',
      'totalCost',
      'outsideCost',
      'reimbursed',
    );
  } else if (total !== undefined && own !== undefined && own > total - (outside ?? 0) - (reimbursed ?? 0)) {
    report('“政策范围内个人自付”大于总费用减去超目录费用和报销，请核对。', 'ownShare', 'totalCost');
  } else if (
    total !== undefined &&
    outside !== undefined &&
    reimbursed !== undefined &&
    own !== undefined &&
    own !== total - outside - reimbursed
  ) {
    report('“政策范围内个人自付”不等于总费用减去超目录费用和报销，请核对。', 'ownShare', 'totalCost');
  }
  const eligible = amount(facts, 'eligibleCost');
  const assumed = amount(facts, 'assumedReimbursement');
  if (eligible !== undefined && assumed !== undefined && assumed > eligible) {
    report('“核减基本医保报销”大于“合规医疗费用”，请核对。', 'eligibleCost', 'assumedReimbursement');
  }
  // The compliant part is at most the bill.
  if (eligible !== undefined && total !== undefined && eligible > atLeastZero(total - (outside ?? 0))) {
    report('“合规医疗费用”大于“总费用”减去超目录费用，请核对。', 'eligibleCost', 'totalCost');
  }
  const excluded = amount(facts, 'excludedCost');
  const borne =
    own ??
    amount(facts, 'compliantCost') ??
    (total === undefined || outside === undefined || reimbursed === undefined
      ? undefined
      : total - outside - reimbursed);
  // Less than nothing borne is reported above.
  if (excluded !== undefined && borne !== undefined && excluded > atLeastZero(borne)) {
    report('“不计入费用”大于个人自付的费用，请核对。', 'excludedCost');
  }
  const categories = facts.peek('categories');
  if (Array.isArray(categories) && categories.includes('都不是') && categories.length > 1) {
    report('“对象类别”既选了“都不是”又选了别的，请只留一种。', 'categories');
  }
  if (facts.peek('family.assetsFit') === true) {
    if (facts.peek('family.vehicle') === true && !exemptVehicle(facts)) {
      report('“财产符合第五条”和“机动车船”互相矛盾，请核对。', 'family.assetsFit', 'family.vehicle');
    }
    if (facts.peek('family.company') === true) {
      report('“财产符合第五条”和“营利性组织”互相矛盾，请核对。', 'family.assetsFit', 'family.company');
    }
  }
  const receipt = facts.peek('receiptDate');
  const application = facts.peek('applicationDate');
  if (typeof receipt === 'string' && typeof application === 'string') {
    const shared = Math.min(receipt.length, application.length);
    if (receipt.slice(0, shared) > application.slice(0, shared)) {
      report('“收据日期”晚于“申请日期”，请核对。', 'receiptDate', 'applicationDate');
    }
  }
  return conflicts;
}

/** 第五条（三）: 残疾人代步车、摩托车除外. */
export function exemptVehicle(facts: Facts): boolean {
  const kind = facts.peek('family.vehicleKind');
  return typeof kind === 'string' && /摩托|代步/.test(kind) && !/汽车|轿车|面包|货车|船/.test(kind);
}
