/**
 * 审批时限 of medical aid (清新府办〔2018〕16号 第十五条): working days always, dates where the holidays of the year are known.
 * @module
 */
import { type Facts, NeedFact } from '../kernel/facts.ts';
import type { Field } from '../kernel/field.ts';
import type { Source } from '../kernel/parameter.ts';
import { addDays, firstDay, lastDay } from '../kernel/partial-date.ts';
import type { Trace } from '../kernel/trace.ts';
import { type CalculationNotice, notice, type Outcome, remark, type Scheme } from '../scheme.ts';
import {
  type AidTimelineParameters,
  aidTimelineParameters,
  aidTimelineSources as sources,
} from './aid-timeline-parameters.ts';
import {
  decision,
  filedReport,
  forward,
  type Leg,
  legsOf,
  objected,
  type Stage,
  stagesOf,
  unopposed,
  wholeWay,
} from './aid-timeline-stages.ts';
import { authorityDecides } from './common-notices.ts';
import { formatDate, positionInPeriod } from './date-in-period.ts';
import { addWorkingDays, emptyCalendar, type WorkingDaysCalendar } from './working-days.ts';

const fieldsFor = (stages: readonly Stage[], parameters: AidTimelineParameters): readonly Field[] => [
  {
    key: 'stage',
    label: '环节',
    question: '想知道哪一步要多久？',
    help: '第十五条逐步写了期限。',
    type: 'choice',
    choices: stages.map(({ value, aliases }) => ({ value, aliases })),
  },
  {
    key: 'filed',
    label: '备案对象',
    question: '申请人是特困、低保、建档立卡或者已认定的低收入家庭成员吗？',
    help: '第十五条（一）：在民政部门备案的由区民政局直接审核审批，其他人要先入户调查。',
    type: 'boolean',
    when: '问全程时',
  },
  {
    key: 'objection',
    label: '有无异议',
    question: '公示期间有人提出异议吗？',
    help: '第十五条（三）（七）：有异议的要民主评议或者重新调查。',
    type: 'boolean',
    when: '没有说时按没有异议计算',
  },
  {
    key: 'startDate',
    label: '起算日期',
    question: '从哪一天算起（受理、收到材料或者公示结束那一天）？',
    help: '从第二天起算；要算到哪一天时填。',
    type: 'date',
    when: '要知道最后一天时',
    probes: (facts) => {
      const said = facts.peek('startDate');
      const edges = [parameters.validFrom.value, parameters.validTo.value];
      return typeof said === 'string' ? [firstDay(said), lastDay(said)] : edges;
    },
  },
  {
    key: 'checkedOn',
    label: '核查日期',
    question: '要看哪一天有没有超期？',
    help: '和算出来的最后一天比较。',
    type: 'date',
    when: '问是否超期时',
  },
];

/** @param calendar Without one the answer is a number of working days and never a date. */
export function createAidTimeline(
  calendar: WorkingDaysCalendar = emptyCalendar,
  parameters: AidTimelineParameters = aidTimelineParameters,
): Scheme {
  const stages = stagesOf(parameters);
  return {
    id: 'aid-timeline',
    title: '医疗救助审批时限',
    documentNumbers: [parameters.approval.documentNumber],
    parameters: Object.values(parameters),
    sources: Object.values(sources),
    fields: fieldsFor(stages, parameters),
    outputs: [
      { name: 'workingDays', label: '工作日合计', type: 'number', unit: '个工作日' },
      { name: 'steps', label: '各步工作日', type: 'numbers', unit: '个工作日' },
      { name: 'publicityDays', label: '公示', type: 'number', unit: '日' },
      { name: 'deadline', label: '最后一天', type: 'date' },
      { name: 'overdue', label: '已超期', type: 'boolean' },
    ],
    conflicts: (facts) =>
      facts.peek('objection') === true && facts.peek('stage') === unopposed
        ? [{ text: '“环节”说的是公示无异议，“有无异议”又填了有，请核对。', keys: ['stage', 'objection'] }]
        : [],
    compute: (facts, trace, { asOf }) =>
      new Timeline({ calendar, parameters, stages, facts, trace, asOf }).outcome(),
  };
}

interface TimelineInput {
  readonly calendar: WorkingDaysCalendar;
  readonly parameters: AidTimelineParameters;
  readonly stages: readonly Stage[];
  readonly facts: Facts;
  readonly trace: Trace;
  readonly asOf: string;
}

class Timeline {
  private readonly input: TimelineInput;
  private readonly notices: CalculationNotice[] = [authorityDecides];
  private readonly nextSteps = [remark('有疑问请问区民政局；机构改革后职能可能已移交。')];
  /** A step without a limit comes first, so that no last day can be told. */
  private startsUnlimited = false;

  constructor(input: TimelineInput) {
    this.input = input;
    const { validTo } = input.parameters;
    if (input.asOf > validTo.value)
      this.notices.push(
        notice(
          'expired',
          `办法有效期至${formatDate(validTo.value)}，已届满，现在的时限请问主管部门。`,
          validTo,
        ),
      );
  }

  outcome(): Outcome {
    const { facts } = this.input;
    const outside = this.outsideValidity();
    if (outside) return outside;
    const name = facts.text('stage');
    const stage = this.input.stages.find(({ value }) => value === name);
    if (stage?.without) return this.noLimit(stage.without.text, stage.without.source);
    const legs = this.legsFor(name, stage?.legs ?? []);
    return 'status' in legs ? legs : this.counted(legs);
  }

  private outsideValidity(): Outcome | undefined {
    const { facts, parameters, trace } = this.input;
    const { validFrom, validTo } = parameters;
    const start = facts.peek('startDate');
    if (typeof start !== 'string') return undefined;
    const position = positionInPeriod(start, validFrom.value, validTo.value);
    if (position === 'across') throw new NeedFact('startDate');
    if (position === 'inside') return undefined;
    const expired = position === 'after';
    const source = expired ? validTo : validFrom;
    const text = expired
      ? `起算日期在有效期（至${formatDate(validTo.value)}）之后，不能按本办法计算。`
      : `起算日期在办法印发（${formatDate(validFrom.value)}）之前，不能按本办法计算。`;
    trace.step(text, false, source);
    const status = expired ? 'expired' : 'not-in-force';
    const values = { workingDays: null, publicityDays: null };
    return { status, values, reasons: [remark(text, source)], notices: this.notices };
  }

  /** The text answers: it writes no limit. */
  private noLimit(text: string, source: Source): Outcome {
    this.input.trace.step(text, null, source);
    return {
      status: 'ok',
      values: { workingDays: null, publicityDays: null },
      reasons: [remark(text, source)],
      notices: this.notices,
      nextSteps: this.nextSteps,
    };
  }

  private legsFor(name: string, legs: readonly Leg[]): readonly Leg[] | Outcome {
    const { facts, parameters, trace } = this.input;
    const all = legsOf(parameters);
    const objection = facts.peek('objection') === true;
    if (name === decision && objection) return [all.reinvestigation];
    if (name === forward && objection)
      return this.noLimit(
        '有异议并能出示有效证据的，先组织民主评议；评议要在多少天内完成，第十五条没有写期限。',
        sources.assessment,
      );
    if (name === objected)
      this.notices.push(notice('convention', '拟批准的要重新公示，之后的期限没有写合计。', sources.again));
    if (name === filedReport && facts.peek('filed') === false) return this.noLimitForUnfiled();
    if (name === filedReport)
      this.notices.push(
        notice(
          'ambiguous',
          '这个期限写在备案对象的句子里；没有备案的要先入户调查，调查没有写期限。',
          sources.investigation,
        ),
      );
    if (name !== wholeWay) return legs;
    if (objection) {
      const text =
        '有异议的要民主评议或者重新调查，评议和重新公示之后的期限没有写全，算不出全程，请问区民政局。';
      trace.step(text, null, parameters.reinvestigation);
      return {
        status: 'missing',
        values: { workingDays: null, publicityDays: null },
        reasons: [remark(text, parameters.reinvestigation)],
        notices: this.notices,
        nextSteps: this.nextSteps,
      };
    }
    this.notices.push(
      notice(
        'convention',
        '按公示没有异议、每一步都用满期限计算；第五项和第七项的审批期限都算进去。',
        parameters.decision,
      ),
    );
    const end = [all.approval, all.approvalNotice, all.decision, all.funding, all.payment];
    if (facts.is('filed')) {
      trace.notApplied(
        '备案对象由区民政局直接审核审批，不用入户调查、审核意见和村（居）公示。',
        parameters.filedReport,
      );
      return [all.filedReport, ...end];
    }
    this.startsUnlimited = true;
    trace.step('入户调查核实：没有写期限，不计算在内', null, sources.investigation);
    this.notices.push(
      notice('ambiguous', '还要加上入户调查核实的时间，第十五条没有写它的期限。', sources.investigation),
    );
    return [all.review, all.villageNotice, all.forward, ...end];
  }

  private noLimitForUnfiled(): Outcome {
    return this.noLimit(
      '10个工作日写的是备案对象；没有备案的要先入户调查核实，调查没有写期限。',
      sources.investigation,
    );
  }

  private counted(legs: readonly Leg[]): Outcome {
    const { trace, parameters } = this.input;
    for (const { who, text, limit } of legs)
      trace.step(`${who}${text}（${limit.unit === 'days' ? '日' : '工作日'}）`, limit.value, limit);
    const working = legs.filter(({ limit }) => limit.unit === 'workingDays').map(({ limit }) => limit.value);
    const workingDays = sum(working);
    const publicityDays = sum(legs.map(({ limit }) => limit.value)) - workingDays;
    const [main = parameters.approval] = legs.map(({ limit }) => limit);
    trace.step(`工作日合计：${working.join('+') || '0'}`, workingDays, main);
    trace.step('公示合计（日）', publicityDays, main);
    if (publicityDays > 0)
      this.notices.push(
        notice(
          'convention',
          '公示期写的是“日”，别处写“工作日”，公示按日历天计算。',
          parameters.approvalNotice,
        ),
      );
    return {
      status: 'ok',
      values: { workingDays, steps: working, publicityDays, ...this.lastDayOf(legs) },
      notices: this.notices,
      nextSteps: this.nextSteps,
    };
  }

  private lastDayOf(legs: readonly Leg[]): { deadline?: string | null; overdue?: boolean | null } {
    const { facts, trace, calendar } = this.input;
    const start = facts.peek('startDate');
    if (typeof start !== 'string') return {};
    const checkedOn = facts.peek('checkedOn');
    const without = (text: string): { deadline: null; overdue?: null } => {
      this.notices.push(notice('no_date', text));
      return typeof checkedOn === 'string' ? { deadline: null, overdue: null } : { deadline: null };
    };
    if (start.length < 10) return without('起算日期没有说到哪一天，只给天数，不给日期。');
    if (this.startsUnlimited) return without('入户调查没有写期限，只给天数，不给日期。');
    let day = start;
    for (const { who, text, limit } of legs) {
      const next =
        limit.unit === 'days' ? addDays(day, limit.value) : addWorkingDays(calendar, day, limit.value);
      if (next === null)
        return without(`没有${day.slice(0, 4)}年至次年的法定节假日和调休安排，只给工作日数，不给日期。`);
      day = next;
      if (legs.length > 1) trace.step(`${who}${text}最迟到`, day, limit);
    }
    this.notices.push(
      notice('convention', '从起算日期的第二天起算，按国务院公布的节假日和调休推算；当天也算的话会早一天。'),
    );
    trace.step('最后一天', day, legs.at(-1)?.limit ?? null);
    if (typeof checkedOn !== 'string') return { deadline: day };
    const overdue = firstDay(checkedOn) > day ? true : lastDay(checkedOn) <= day ? false : null;
    trace.step('核查时已超期', overdue, legs.at(-1)?.limit ?? null);
    return { deadline: day, overdue };
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

export const aidTimeline = createAidTimeline();
