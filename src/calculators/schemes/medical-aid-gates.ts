/**
 * Who and what is covered (第二条, 第三条, 第五条, 第九条, 第十条, 第十六条): every reason is collected, not only the first.
 * @module
 */
import { NeedFact, type Facts } from '../kernel/facts.ts';
import { type Fen, formatFen, formatShare } from '../kernel/money.ts';
import type { Source } from '../kernel/parameter.ts';
import { everyOf } from '../kernel/three-values.ts';
import type { Trace } from '../kernel/trace.ts';
import { type Remark, remark } from '../scheme.ts';
import type { AidClass } from './medical-aid-classes.ts';
import { exclusionGrounds, exemptVehicle, grossOf } from './medical-aid-costs.ts';
import { careKinds } from './medical-aid-fields.ts';
import { type MedicalAidParameters, medicalAidSources as words } from './medical-aid-parameters.ts';
import { type Doubt, doubt } from './medical-aid-validity.ts';

export interface Gates {
  readonly eligible: boolean;
  readonly reasons: readonly Remark[];
  readonly doubts: readonly Doubt[];
}

/** @param pending the class is not recognised yet: its tests are run. */
export function checkGates(
  parameters: MedicalAidParameters,
  facts: Facts,
  trace: Trace,
  aidClass: AidClass,
  pending: boolean,
): Gates {
  return new GateCheck(parameters, facts, trace, aidClass, pending).check();
}

class GateCheck {
  private readonly reasons: Remark[] = [];
  private readonly doubts: Doubt[] = [];
  private readonly parameters: MedicalAidParameters;
  private readonly facts: Facts;
  private readonly trace: Trace;
  private readonly aidClass: AidClass;
  private readonly pending: boolean;

  constructor(
    parameters: MedicalAidParameters,
    facts: Facts,
    trace: Trace,
    aidClass: AidClass,
    pending: boolean,
  ) {
    this.parameters = parameters;
    this.facts = facts;
    this.trace = trace;
    this.aidClass = aidClass;
    this.pending = pending;
  }

  check(): Gates {
    const tests = [() => this.residence()];
    if (this.pending)
      tests.push(
        () => this.income(),
        () => this.assets(),
      );
    tests.push(
      () => this.designated(),
      () => this.careKind(),
      () => this.exclusion(),
    );
    this.explainAssets();
    return { eligible: everyOf(tests), reasons: this.reasons, doubts: this.doubts };
  }

  private refuse(text: string, source: Source): false {
    this.reasons.push(remark(text, source));
    return false;
  }

  private residence(): boolean {
    const where = this.facts.text('residence');
    if (where === '本区') {
      this.trace.step(`属于${this.aidClass.name}`, true, this.aidClass.who);
      return true;
    }
    if (this.aidClass.id !== 'four') {
      return this.refuse(`这一类只限本区户籍；非本区户籍只能按因病致贫申请。`, this.aidClass.who);
    }
    const student = this.facts.is('nonLocal.student');
    const fits = student && this.facts.peek('nonLocal.working') !== true ? this.student() : this.worker();
    if (fits)
      this.trace.step('非本区户籍，符合因病致贫的户籍外条件', true, student ? words.students : words.workers);
    return fits;
  }

  private student(): boolean {
    return everyOf([
      () =>
        this.facts.is('nonLocal.paysInsurance') ||
        this.refuse('没有在本区缴纳社会医疗保险。', words.students),
      () =>
        this.facts.is('nonLocal.benefitsThisMonth') ||
        this.refuse('当月不能正常享受医疗保险待遇。', words.students),
    ]);
  }

  private worker(): boolean {
    const { insuredMonths } = this.parameters;
    return everyOf([
      () => this.facts.is('nonLocal.working') || this.refuse('没有在本区就业或创业。', words.workers),
      () => this.facts.is('nonLocal.permit') || this.refuse('没有有效的《广东省居住证》。', words.workers),
      () => this.facts.is('nonLocal.home') || this.refuse('在本区没有固定住所。', words.workers),
      () =>
        this.facts.number('nonLocal.continuousMonths') >= insuredMonths.value ||
        this.refuse(
          `在本区连续参保${this.facts.number('nonLocal.continuousMonths')}个月，不满${insuredMonths.value}个月（累计的不算）。`,
          insuredMonths,
        ),
    ]);
  }

  private income(): boolean {
    return this.aidClass.id === 'three' ? this.lowIncome() : this.poverty();
  }

  private lowIncome(): boolean {
    const rule = this.parameters.lowIncomeMultiple;
    const known = this.facts.peek('family.incomeWithinMultiple');
    const within =
      typeof known === 'boolean'
        ? known
        : // Multiplied, not divided: an income or a standard of 0 is no special case.
          this.facts.money('family.monthlyIncome') * 10_000 <=
          this.facts.money('family.monthlyStandard') * rule.value;
    if (!within)
      return this.refuse(`家庭月人均可支配收入超过户籍所在地城镇低保标准的${rule.value / 10_000}倍。`, rule);
    this.trace.step(`家庭月人均可支配收入在低保标准${rule.value / 10_000}倍以内`, true, rule);
    return true;
  }

  private poverty(): boolean {
    const rule = this.parameters.povertyShare;
    const share = formatShare(rule.value);
    const known = this.facts.peek('family.incomeReachesShare');
    if (typeof known === 'boolean') {
      if (!known) return this.refuse(`个人负担的合规医疗费用没有达到家庭年可支配总收入的${share}。`, rule);
      this.trace.step(`个人负担的合规医疗费用达到家庭年可支配总收入的${share}`, true, rule);
      return true;
    }
    const income = this.facts.money('family.yearlyIncome');
    const reaches = (cost: Fen): boolean => cost * 10_000 >= income * rule.value;
    const gross = grossOf(this.facts, this.aidClass);
    const others = ['commercialInsurance', 'donation', 'veteranAid', 'excludedCost']
      .map((key) => this.facts.peek(key))
      .reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
    const second = this.facts.peek('second.ownShare');
    const readings = [gross, gross - others, gross + (typeof second === 'number' ? second : 0)].map(reaches);
    const detail = `${formatFen(gross)}与家庭年可支配总收入${formatFen(income)}的${share}相比`;
    if (readings.every((each) => !each)) return this.refuse(`${detail}，没有达到。`, rule);
    if (readings.some((each) => !each)) {
      this.doubts.push(
        doubt(
          `${detail}：扣不扣除他人已付、算不算家里另一名病人，结果不同，文件没有写，请问区民政局。`,
          rule,
        ),
      );
    } else this.trace.step(`${detail}，已达到`, true, rule);
    return true;
  }

  private explainAssets(): void {
    if (!this.aidClass.testsAssets) {
      this.trace.notApplied('家庭财产标准不适用于这一类（第五条没有列）', words.assets);
    } else if (!this.pending) {
      this.trace.notApplied('家庭财产已在认定时核对，这里不再核对', words.assets);
    }
  }

  private assets(): boolean {
    const known = this.facts.peek('family.assetsFit');
    if (known === true) {
      this.trace.step('家庭财产符合第五条', true, words.assets);
      return true;
    }
    const { houses } = this.parameters;
    const fits = everyOf([
      () => known !== false || this.refuse('家庭财产不符合第五条。', words.assets),
      () => this.vehicle(),
      () => !this.facts.is('family.company') || this.refuse('名下有营利性组织的所有权。', words.companies),
      () =>
        this.facts.number('family.houses') <= houses.value ||
        this.refuse(`名下产权房屋${this.facts.number('family.houses')}套，超过${houses.value}套。`, houses),
      () => this.savings(),
    ]);
    if (fits) this.trace.step('家庭财产符合第五条（一）至（六）', true, words.assets);
    return fits;
  }

  private vehicle(): boolean {
    if (exemptVehicle(this.facts)) {
      this.trace.step('摩托车、残疾人代步车不算', true, words.vehicles);
      return true;
    }
    const kind = this.facts.peek('family.vehicleKind');
    if (typeof kind === 'string' && /三轮/.test(kind)) {
      this.doubts.push(doubt('三轮车算不算机动车辆，文件没有写，请问区民政局。', words.vehicles));
      return true;
    }
    return !this.facts.is('family.vehicle') || this.refuse('名下有机动车辆或船舶。', words.vehicles);
  }

  /** （二）（四）（六）, multiplied by the number of people instead of divided. */
  private savings(): boolean {
    const deposits = this.perHead('family.depositsPerHead', 'family.deposits');
    const securities = this.perHead('family.securitiesPerHead', 'family.securities');
    const over = ([total, people]: readonly [Fen, number]) =>
      total > this.facts.money('family.yearStandard') * people;
    return everyOf([
      () => !over(deposits()) || this.refuse('人均存款超过清新区12个月城镇低保标准。', words.deposits),
      () =>
        !over(securities()) ||
        this.refuse('证券、收藏品人均市值超过清新区12个月城镇低保标准。', words.securities),
      () => {
        const [deposit, depositPeople] = deposits();
        const [market, marketPeople] = securities();
        const sum = deposit * marketPeople + market * depositPeople;
        return (
          !over([sum, depositPeople * marketPeople]) ||
          this.refuse('人均存款与人均市值相加超过清新区12个月城镇低保标准。', words.assetsTogether)
        );
      },
    ]);
  }

  private perHead(each: string, total: string): () => readonly [Fen, number] {
    return () =>
      this.facts.knows(each) || !this.facts.knows(total)
        ? [this.facts.money(each), 1]
        : [this.facts.money(total), this.facts.number('family.people')];
  }

  private designated(): boolean {
    if (this.facts.is('designated')) {
      this.trace.step('在医保定点医疗机构就医', true, words.designatedOnly);
      if (/市外|外地|广州|深圳|佛山|外省/.test(String(this.facts.peek('insuredPlace') ?? ''))) {
        this.trace.step('市外参保的本区户籍居民同等待遇，不减', true, words.insuredElsewhere);
      }
      return true;
    }
    if (!this.facts.is('emergency')) {
      return this.refuse('不是医保定点医疗机构，也不是抢救。', words.designatedOnly);
    }
    if (!this.facts.is('emergencyAccepted')) {
      return this.refuse('在非定点医疗机构抢救，基本医保没有按规定认可。', words.emergency);
    }
    this.trace.step('在非定点医疗机构抢救，基本医保已按规定办理', true, words.emergency);
    return true;
  }

  private careKind(): boolean {
    const rule = this.aidClass.onlyInpatient;
    if (rule === null) return true;
    const kind = this.facts.text('careKind');
    // 门诊 leaves open which kind: as good as unknown.
    if (kind === careKinds.vague) throw new NeedFact('careKind');
    if (kind !== careKinds.ordinary) return true;
    return this.refuse('这一类只救助住院和特殊门诊，普通门诊不在内。', rule);
  }

  private exclusion(): boolean {
    const ground = this.facts.text('exclusion');
    if (ground === '无') return true;
    const source = exclusionGrounds.find(({ pattern }) => pattern.test(ground))?.source ?? words.ownWay;
    if (ground === '事故但第三方责任不清') {
      this.doubts.push(doubt('事故费用有没有应由第三方承担的部分还不清楚，请先问区民政局。', source));
      return true;
    }
    if (source === words.selfHarm && this.facts.is('mentalIllness')) {
      this.trace.notApplied('精神病患者除外，不按这一项排除', source);
      return true;
    }
    // Every item of 第十六条 names costs: with an amount, only those costs are left out.
    if (this.facts.knows('excludedCost')) return true;
    return this.refuse(`费用属于“${ground}”，不享受医疗救助。`, source);
  }
}
