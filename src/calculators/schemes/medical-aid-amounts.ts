/**
 * Basic aid (第七条 to 第十条) and aid for major illness (第十一条), with every reading that the text bears.
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import { atLeastZero, type Fen, formatFen, formatShare, shareOf } from '../kernel/money.ts';
import type { Trace } from '../kernel/trace.ts';
import type { AidClass } from './medical-aid-classes.ts';
import { type Costs, readCosts, traceCosts } from './medical-aid-costs.ts';
import { careKinds } from './medical-aid-fields.ts';
import { type MedicalAidParameters, medicalAidSources as words } from './medical-aid-parameters.ts';

/** One way to read the text and what it gives; the first reading is the literal one. */
export interface Reading {
  readonly reading: string;
  readonly basic: Fen;
  readonly major: Fen;
}

export interface Amounts {
  readonly costs: Costs;
  readonly readings: readonly [Reading, ...Reading[]];
  /** Whether a product had to be rounded. */
  readonly rounded: boolean;
}

/** Another member of the household who is ill. */
interface SecondMember {
  readonly net: Fen;
  readonly merges: boolean;
}

interface BasicReading {
  readonly reading: string;
  readonly basic: Fen;
}

export function computeAmounts(
  parameters: MedicalAidParameters,
  facts: Facts,
  trace: Trace,
  aidClass: AidClass,
): Amounts {
  const costs = readCosts(facts, aidClass);
  traceCosts(facts, aidClass, costs, trace);
  const second = secondMember(facts);
  const aid = new AidComputation(parameters, facts, trace, aidClass, costs, second);
  return aid.compute();
}

function secondMember(facts: Facts): SecondMember | null {
  if (!['second.ownShare', 'second.careKind', 'second.majorIllness'].some((key) => facts.knows(key)))
    return null;
  const net = facts.money('second.ownShare');
  const merges =
    facts.text('second.careKind') === careKinds.inpatient && facts.text('careKind') === careKinds.inpatient;
  return { net, merges };
}

class AidComputation {
  private readonly parameters: MedicalAidParameters;
  private readonly facts: Facts;
  private readonly trace: Trace;
  private readonly aidClass: AidClass;
  private readonly costs: Costs;
  private readonly second: SecondMember | null;
  private readonly previous: Fen;
  private readonly received: Fen;
  private rounded = false;

  constructor(
    parameters: MedicalAidParameters,
    facts: Facts,
    trace: Trace,
    aidClass: AidClass,
    costs: Costs,
    second: SecondMember | null,
  ) {
    this.parameters = parameters;
    this.facts = facts;
    this.trace = trace;
    this.aidClass = aidClass;
    this.costs = costs;
    this.second = second;
    this.previous = facts.money('previousShare');
    this.received = facts.money('previousBasic');
  }

  compute(): Amounts {
    const deductions = this.deductions();
    const basics = this.basicReadings(deductions);
    const readings = basics.flatMap(({ reading, basic }) =>
      this.majorReadings(basic, deductions).map((major) => ({
        reading: [reading, major.reading].filter((each) => each !== '').join('；') || '按字面',
        basic,
        major: major.major,
      })),
    );
    const [first, ...others] = readings.filter(
      (each, at) => !readings.slice(0, at).some((earlier) => sameAmounts(each, earlier)),
    );
    if (first === undefined) throw new RangeError('no reading');
    return { costs: this.costs, readings: [first, ...others], rounded: this.rounded };
  }

  /** The three deductions of 第十条, totals of the year; 0 for the other classes. */
  private deductions(): Fen {
    if (!this.aidClass.deducts) return 0;
    return (
      this.facts.money('deductible') +
      this.facts.money('classBShare') +
      this.facts.money('majorInsuranceLine')
    );
  }

  private share(base: Fen, basisPoints: number): Fen {
    if ((base * basisPoints) % 10_000 !== 0) this.rounded = true;
    return shareOf(base, basisPoints);
  }

  /** What this claim adds to the year's share: the parts of a year sum up exactly to the whole. */
  private added(net: Fen, deductions: Fen): Fen {
    const rate = this.aidClass.rate.value;
    const whole = this.share(atLeastZero(this.previous + net - deductions), rate);
    return whole - this.share(atLeastZero(this.previous - deductions), rate);
  }

  private capped(amount: Fen, caps = 1): Fen {
    const cap = this.aidClass.cap;
    return cap === null ? amount : Math.min(amount, atLeastZero(cap.value * caps - this.received));
  }

  private basicReadings(deductions: Fen): readonly BasicReading[] {
    const { aidClass, trace, costs, second } = this;
    if (aidClass.deducts) {
      trace.money(
        '扣减起付标准、乙类自负、大病保险起付线（先扣减，再乘比例，不足扣减为0）',
        atLeastZero(this.previous + costs.net - deductions),
        words.threeDeductions,
      );
    }
    if (aidClass.deducts && second !== null && second.merges) return this.mergedBasic(second, deductions);
    const own = this.added(costs.net, deductions);
    trace.money(this.rateText(), own, aidClass.rate);
    let basic = this.capped(own);
    this.traceCap(own, basic);
    if (second !== null && !aidClass.deducts) {
      const covered =
        aidClass.onlyInpatient === null || this.facts.text('second.careKind') !== careKinds.ordinary
          ? this.share(second.net, aidClass.rate.value)
          : 0;
      const other = aidClass.cap === null ? covered : Math.min(covered, aidClass.cap.value);
      basic += other;
      trace.money(
        `另一名共同生活成员的基本救助${formatFen(other)}，限额每人各算，两人合计`,
        basic,
        aidClass.rate,
      );
    }
    if (second !== null && aidClass.deducts) {
      trace.notApplied('两名病人没有都住院，费用不能合并；另一名病人请另外计算', words.mergeBasic);
    }
    return [{ reading: '', basic }];
  }

  /** 第十条, last sentence. One ceiling or one per person: both, when it matters (AMB-M15). */
  private mergedBasic(second: SecondMember, deductions: Fen): readonly BasicReading[] {
    const merged = this.added(this.costs.net + second.net, deductions);
    this.trace.money('两人都住院，自付费用合并计算后乘比例', merged, words.mergeBasic);
    const once = this.capped(merged);
    const each = this.capped(merged, 2);
    this.traceCap(merged, once);
    if (once === each) return [{ reading: '', basic: once }];
    return [
      { reading: '合并后按一个限额', basic: once },
      { reading: '合并后两人各有一个限额', basic: each },
    ];
  }

  private rateText(): string {
    const rate = this.aidClass.rate.value;
    return rate === 10_000 ? '政策范围内个人自付全额救助' : `乘以${formatShare(rate)}`;
  }

  private traceCap(before: Fen, after: Fen): void {
    const { cap } = this.aidClass;
    if (cap === null) {
      this.trace.notApplied('第八条没有写最高额，不封顶', this.aidClass.rate);
      return;
    }
    const left = formatFen(atLeastZero(cap.value - this.received));
    const text =
      before > after
        ? `超过每人每年最高${formatFen(cap.value)}，本年度还剩${left}，按${left}封顶`
        : `没有超过每人每年最高${formatFen(cap.value)}（本年度还剩${left}）`;
    if (before > after) this.trace.money(text, after, cap);
    else this.trace.notApplied(text, cap);
  }

  private majorReadings(basic: Fen, deductions: Fen): readonly { reading: string; major: Fen }[] {
    const { aidClass, trace, parameters } = this;
    const { threshold } = aidClass;
    if (threshold === null) {
      trace.notApplied('第十一条没有列特困供养人员，全额救助后也没有剩余', parameters.lowThreshold);
      return [{ reading: '', major: 0 }];
    }
    const earlier = this.facts.money('previousMajor');
    const bases = this.remainders(basic, deductions);
    const readings = bases.flatMap((base) => {
      const whole = { reading: base.reading, left: base.left, extra: 0 };
      return earlier === 0
        ? [whole]
        : [
            whole,
            {
              reading: join(base.reading, '已领重特大救助也先扣除'),
              left: atLeastZero(base.left - earlier),
              extra: earlier,
            },
          ];
    });
    const literal = readings[0]?.left ?? 0;
    trace.money('扣除基本救助后，个人实际负担的剩余部分', literal, words.remainder);
    if (readings.every(({ left }) => left <= threshold.value)) {
      trace.notApplied(
        `剩余${formatFen(literal)}没有超过${formatFen(threshold.value)}，没有重特大疾病救助`,
        threshold,
      );
      return [{ reading: '', major: 0 }];
    }
    const ill = this.illness();
    return readings.flatMap(({ reading, left, extra }, index) => {
      const whole = this.major(left, earlier, extra);
      if (index === 0) this.traceMajor(ill, left, whole, earlier);
      if (ill === 'all') return [{ reading, major: whole }];
      if (ill === 'none') return [{ reading, major: 0 }];
      // 可合并计算 does not say whether each of the merged must have a major illness (AMB-M15).
      return [
        { reading: join(reading, '一人重特大也可合并'), major: whole },
        { reading: join(reading, '只算重特大的那一人'), major: this.majorOfTheIll(basic, earlier) },
      ];
    });
  }

  private illness(): 'all' | 'one' | 'none' {
    const own = this.facts.is('majorIllness');
    if (this.second === null || !this.second.merges) return own ? 'all' : 'none';
    const other = this.facts.is('second.majorIllness');
    return own && other ? 'all' : own || other ? 'one' : 'none';
  }

  /** R of 第十一条; for 第十条's classes also the reading that leaves the three deductions out (AMB-M4). */
  private remainders(basic: Fen, deductions: Fen): readonly { reading: string; left: Fen }[] {
    const { second, aidClass } = this;
    const merged = second?.merges === true ? second.net : 0;
    const ownBasic = second === null || second.merges || aidClass.deducts ? basic : this.ownBasic();
    const own = aidClass.deducts ? this.policyShare() : this.costs.net;
    const year = this.previous + own + merged;
    if (second !== null && !second.merges) {
      this.trace.notApplied('两名病人没有都住院，剩余部分不能合并', words.mergeMajor);
    }
    const literal = { reading: '', left: atLeastZero(year - this.received - ownBasic) };
    if (!aidClass.deducts) return [literal];
    return [
      { ...literal, reading: '剩余部分含扣减的三项' },
      {
        reading: '剩余部分不含扣减的三项',
        left: atLeastZero(this.previous + this.costs.net + merged - deductions - this.received - ownBasic),
      },
    ];
  }

  private policyShare(): Fen {
    const own = this.facts.peek('ownShare');
    const separate = typeof own === 'number' && this.facts.knows('compliantCost');
    return separate ? atLeastZero(own - this.costs.paid - this.costs.excluded) : this.costs.net;
  }

  /** Basic aid of the first person alone. */
  private ownBasic(): Fen {
    return this.capped(this.added(this.costs.net, this.deductions()));
  }

  private majorOfTheIll(basic: Fen, earlier: Fen): Fen {
    if (this.second === null || this.aidClass.threshold === null) return 0;
    const own = this.facts.is('majorIllness');
    const net = own ? this.previous + this.costs.net - this.received : this.second.net;
    // The first person's aid as if alone; the other's is what is left of both.
    const paid = own ? this.ownBasic() : basic - this.ownBasic();
    return this.major(atLeastZero(net - paid), own ? earlier : 0, 0);
  }

  /** 50% of the whole remainder once it is above the threshold; the year's ceiling less what was received. `counted`: part of `earlier` that the remainder already lacks. */
  private major(left: Fen, earlier: Fen, counted: Fen): Fen {
    const { majorRate, majorCap } = this.parameters;
    const { threshold } = this.aidClass;
    if (threshold === null || left <= threshold.value) return 0;
    const half = this.share(left, majorRate.value);
    return atLeastZero(Math.min(half + counted, majorCap.value) - earlier);
  }

  private traceMajor(ill: 'all' | 'one' | 'none', left: Fen, whole: Fen, earlier: Fen): void {
    const { threshold } = this.aidClass;
    const { majorRate, majorCap } = this.parameters;
    if (threshold === null) return;
    if (ill === 'none') {
      this.trace.notApplied('不是重特大疾病，没有重特大疾病救助', words.remainder);
      return;
    }
    if (left <= threshold.value) return;
    const half = shareOf(left, majorRate.value);
    this.trace.money(
      `剩余超过${formatFen(threshold.value)}，按全部剩余的${formatShare(majorRate.value)}`,
      half,
      threshold,
    );
    const text = `每人全年累计不超过${formatFen(majorCap.value)}${earlier > 0 ? `，减去本年度已领${formatFen(earlier)}` : ''}`;
    if (half > majorCap.value || earlier > 0) this.trace.money(text, whole, majorCap);
    else this.trace.notApplied(text, majorCap);
  }
}

const join = (left: string, right: string): string => (left === '' ? right : `${left}，${right}`);

const sameAmounts = (left: Reading, right: Reading): boolean =>
  left.basic === right.basic && left.major === right.major;
