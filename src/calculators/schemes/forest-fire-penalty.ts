/**
 * 野外用火处罚幅度 (清新府〔2018〕19号 第九项): always a range, the amount is for the authority.
 * @module
 */
import { type Facts, NeedFact } from '../kernel/facts.ts';
import type { Field } from '../kernel/field.ts';
import { formatFen } from '../kernel/money.ts';
import type { Parameter, Source } from '../kernel/parameter.ts';
import { addDays, firstDay, lastDay } from '../kernel/partial-date.ts';
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
import { Conditions } from './conditions.ts';
import { formatDate, positionInPeriod } from './date-in-period.ts';
import {
  type ForestFirePenaltyParameters,
  forestFirePenaltyParameters,
  forestFirePenaltySources as sources,
} from './forest-fire-penalty-parameters.ts';

const person = '个人';
const unit = '单位';

const fieldsFor = (parameters: ForestFirePenaltyParameters): readonly Field[] => [
  {
    key: 'onlyBanPeriod',
    label: '只问是否禁火期',
    question: '只想知道某一天是不是在禁火期吗？',
    help: '第一项写明禁火期的起止日期。',
    type: 'boolean',
    when: '不问处罚时',
  },
  {
    key: 'date',
    label: '日期',
    question: '是哪一天用火的？',
    help: '第一项：从2018年3月23日至4月30日为禁火期。',
    type: 'date',
    when: '没有说时按禁火期内计算',
    probes: (facts) => {
      const said = facts.peek('date');
      const { banFrom, banTo } = parameters;
      const edges = [addDays(banFrom.value, -1), banFrom.value, banTo.value, addDays(banTo.value, 1)];
      return typeof said === 'string' ? [firstDay(said), lastDay(said)] : edges;
    },
  },
  {
    key: 'inZone',
    label: '地点在森林防火区',
    question: '用火的地方在森林防火区里吗？',
    help: '第九项只对森林防火区；范围见区政府划定森林防火区的通告，可问镇政府。',
    type: 'boolean',
  },
  {
    key: 'approved',
    label: '经批准',
    question: '用火经过批准吗？',
    help: '第九项处罚未经批准擅自野外用火的。',
    type: 'boolean',
  },
  {
    key: 'subject',
    label: '主体',
    question: '用火的是个人还是单位？',
    help: '个人和单位的罚款幅度不同。',
    type: 'choice',
    choices: [
      { value: person, aliases: ['村民', '居民', '我', '自己', '农户'] },
      { value: unit, aliases: ['公司', '企业', '施工单位', '学校', '机关', '工厂'] },
      { value: '个体户、合作社', aliases: ['个体户', '个体工商户', '合作社', '专业合作社', '农家乐'] },
    ],
  },
  {
    key: 'causedFire',
    label: '引起森林火灾',
    question: '引起森林火灾了吗？',
    help: '引起森林火灾的，罚款幅度更高。',
    type: 'boolean',
  },
  {
    key: 'proposed',
    label: '拟罚金额',
    question: '打算罚或者已经罚了多少元？',
    help: '用来看是不是在第九项的幅度里。',
    type: 'money',
    unit: '元',
    when: '问某个金额是否在幅度内时',
  },
];

export function createForestFirePenalty(
  parameters: ForestFirePenaltyParameters = forestFirePenaltyParameters,
): Scheme {
  return {
    id: 'forest-fire-penalty',
    title: '野外用火处罚幅度',
    documentNumbers: [parameters.banFrom.documentNumber],
    parameters: Object.values(parameters),
    sources: Object.values(sources),
    fields: fieldsFor(parameters),
    outputs: [
      { name: 'inBanPeriod', label: '在禁火期内', type: 'boolean' },
      { name: 'warning', label: '给予警告', type: 'boolean' },
      { name: 'fineMin', label: '罚款下限', type: 'money', unit: '元' },
      { name: 'fineMax', label: '罚款上限', type: 'money', unit: '元' },
      { name: 'withinRange', label: '拟罚金额在幅度内', type: 'boolean' },
    ],
    compute: (facts, trace, { asOf }) => new Penalty(parameters, facts, trace, asOf).outcome(),
  };
}

class Penalty {
  private readonly parameters: ForestFirePenaltyParameters;
  private readonly facts: Facts;
  private readonly trace: Trace;
  private readonly notices: CalculationNotice[] = [authorityDecides];
  private readonly nextSteps = [
    remark('处罚由县级以上人民政府林业主管部门决定。', sources.authority),
    remark('造成损失的还要赔偿，涉嫌犯罪的移送司法机关。', sources.further),
    remark('拒不执行森林防火戒严命令的，由公安机关另行处罚，这里没有写数额。', sources.refusal),
  ];

  constructor(parameters: ForestFirePenaltyParameters, facts: Facts, trace: Trace, asOf: string) {
    this.parameters = parameters;
    this.facts = facts;
    this.trace = trace;
    const { banTo } = parameters;
    if (asOf > banTo.value)
      this.notices.push(
        notice(
          'period_over',
          `这份防火令的禁火期到${formatDate(banTo.value)}为止，现在请看当年的防火令。`,
          banTo,
        ),
      );
  }

  outcome(): Outcome {
    const { facts, trace, notices, nextSteps, parameters } = this;
    const { banTo } = parameters;
    const inBan = this.inBanPeriod();
    if (facts.peek('onlyBanPeriod') === true)
      return { status: 'ok', eligible: 'unknown', values: { inBanPeriod: inBan }, notices, nextSteps };
    const conditions = new Conditions(trace);
    const isInZone = (): boolean =>
      conditions.check(
        '地点在森林防火区',
        facts.is('inZone'),
        sources.offence,
        '第九项只处罚在森林防火区野外用火的。',
      );
    const isUnapproved = (): boolean =>
      conditions.check(
        '未经批准',
        !facts.is('approved'),
        sources.offence,
        '第九项处罚未经批准擅自用火的，经批准的不在内。',
      );
    const excluded = (): Outcome => ({
      status: 'not-eligible',
      values: { inBanPeriod: inBan, warning: false },
      reasons: conditions.reasons,
      notices,
      nextSteps,
    });
    if (inBan === false) {
      // Nothing more is asked: whatever the answers, this order does not settle it.
      const known = [
        ...(facts.knows('inZone') ? [isInZone] : []),
        ...(facts.knows('approved') ? [isUnapproved] : []),
      ];
      if (!everyOf(known)) return excluded();
      return this.ask(
        '禁火期以外是否还按第九项处罚，防火令没有写；仍可能依《广东省森林防火条例》处罚，请问林业主管部门。',
        banTo,
        inBan,
      );
    }
    if (!everyOf([isInZone, isUnapproved])) {
      if (facts.peek('inZone') === false) return excluded();
      return this.ask(
        '第九项的罚款要“未经批准”，但禁火期内禁止一切野外用火；经批准的用火怎么处理请问林业主管部门。',
        sources.ban,
        inBan,
      );
    }
    notices.push(
      notice(
        'ask_authority',
        '什么算野外用火（例如吸烟、烧纸），防火令没有写，以林业主管部门认定为准。',
        sources.offence,
      ),
    );
    trace.step('责令停止违法行为，给予警告', true, sources.authority);
    return this.fine(inBan);
  }

  /** null: nobody said when. @throws NeedFact when the month that was said lies on both sides. */
  private inBanPeriod(): boolean | null {
    const { facts, trace, notices } = this;
    const { banFrom, banTo } = this.parameters;
    const date = facts.peek('onlyBanPeriod') === true ? facts.text('date') : facts.peek('date');
    if (typeof date !== 'string') {
      notices.push(
        notice(
          'check_date',
          `没有说日期，按禁火期（${formatDate(banFrom.value)}至${formatDate(banTo.value)}）内计算，请核对。`,
          banFrom,
        ),
      );
      return null;
    }
    const position = positionInPeriod(date, banFrom.value, banTo.value);
    if (position === 'across') throw new NeedFact('date');
    trace.step(`${formatDate(date)}在禁火期内`, position === 'inside', banFrom);
    return position === 'inside';
  }

  private ask(text: string, source: Source, inBan: boolean | null): Outcome {
    this.trace.step(text, null, source);
    return {
      status: 'missing',
      values: { inBanPeriod: inBan, warning: null, fineMin: null, fineMax: null },
      reasons: [remark(text, source)],
      notices: this.notices,
      nextSteps: this.nextSteps,
    };
  }

  private fine(inBan: boolean | null): Outcome {
    const { facts, parameters, notices, nextSteps } = this;
    const subject = facts.text('subject');
    const fire = facts.is('causedFire');
    const ofPerson = fire
      ? ([parameters.personFireLeast, parameters.personFireMost] as const)
      : ([parameters.personLeast, parameters.personMost] as const);
    const ofUnit = fire
      ? ([parameters.unitFireLeast, parameters.unitFireMost] as const)
      : ([parameters.unitLeast, parameters.unitMost] as const);
    const decided = { inBanPeriod: inBan, warning: true };
    if (subject === person || subject === unit) {
      const values = this.range(...(subject === person ? ofPerson : ofUnit));
      return { status: 'ok', values: { ...decided, ...values }, notices, nextSteps };
    }
    const text = '个体户、合作社按个人还是按单位罚，防火令没有写，请问林业主管部门。';
    const alternatives = [
      { reading: '按个人', values: this.range(...ofPerson) },
      { reading: '按单位', values: this.range(...ofUnit) },
    ];
    this.trace.step(text, null, sources.authority);
    return {
      status: 'partial',
      values: { ...decided, fineMin: null, fineMax: null },
      alternatives,
      reasons: [remark(text, sources.authority)],
      notices,
      nextSteps,
    };
  }

  /** Inclusive at both ends: 以上, 以下. */
  private range(least: Parameter<number>, most: Parameter<number>): OutcomeValues {
    const { facts, trace } = this;
    trace.money('罚款下限', least.value, least);
    trace.money('罚款上限', most.value, most);
    const range = { fineMin: least.value, fineMax: most.value };
    const proposed = facts.peek('proposed');
    if (typeof proposed !== 'number') return range;
    const withinRange = proposed >= least.value && proposed <= most.value;
    const words = `${formatFen(proposed)}在${formatFen(least.value)}到${formatFen(most.value)}之间`;
    trace.step(words, withinRange, most);
    return { ...range, withinRange };
  }
}

export const forestFirePenalty = createForestFirePenalty();
