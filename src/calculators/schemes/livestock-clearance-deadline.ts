/**
 * 空栏、清栏期限 of farms that do not meet the environmental requirements (清新府办函〔2018〕81号 二（二）).
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import type { Field } from '../kernel/field.ts';
import type { Parameter } from '../kernel/parameter.ts';
import { addDays, firstDay, lastDay } from '../kernel/partial-date.ts';
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
import { formatDate } from './date-in-period.ts';
import {
  type LivestockClearanceDeadlineParameters,
  livestockClearanceDeadlineParameters,
  livestockClearanceDeadlineSources as sources,
} from './livestock-clearance-deadline-parameters.ts';
import { livestockSources } from './livestock-parameters.ts';

const forbiddenZone = '禁养区';
const pig = '猪';
const piglet = '猪苗';
const fatPig = '肉猪';

const fieldsFor = (parameters: LivestockClearanceDeadlineParameters): readonly Field[] => [
  {
    key: 'region',
    label: '区域',
    question: '养殖场在禁养区还是非禁养区？',
    help: '这一段写在非禁养区的标题下面；禁养区另有清拆期限。',
    type: 'choice',
    choices: [
      { value: '非禁养区', aliases: ['禁养区外', '非禁养'] },
      { value: forbiddenZone, aliases: ['禁养区内'] },
    ],
    assumed: '非禁养区',
  },
  {
    key: 'compliant',
    label: '符合环保要求',
    question: '养殖场符合环保要求吗？',
    help: '责令空栏只对不符合环保要求的养殖场；看验收结果。',
    type: 'boolean',
  },
  {
    key: 'repaired',
    label: '期限前整改合格',
    question: '期限以前整改好并验收合格了吗？',
    help: '整改合格以后还要不要空栏，文件没有写。',
    type: 'boolean',
    when: '已经整改时',
  },
  {
    key: 'animal',
    label: '畜种',
    question: '养的是什么？',
    help: '只有猪苗和肉猪按体重分期限，其他按120天。',
    type: 'choice',
    choices: [
      { value: pig, aliases: ['生猪', '肉猪', '猪苗', '猪场'] },
      { value: '家禽', aliases: ['鸡', '鸭', '鹅', '禽'] },
      { value: '牛羊', aliases: ['牛', '羊'] },
      { value: '其他', aliases: ['兔', '鸽'] },
    ],
    when: '没有说猪苗还是肉猪时',
  },
  {
    key: 'class',
    label: '类别',
    question: '是猪苗、肉猪，还是母猪、种猪？',
    help: '文件只分猪苗和肉猪。',
    type: 'choice',
    choices: [
      { value: piglet, aliases: ['仔猪', '小猪'] },
      { value: fatPig, aliases: ['大猪', '中猪', '育肥猪'] },
      { value: '母猪、种猪', aliases: ['母猪', '种猪', '公猪'] },
    ],
    when: '养猪时',
  },
  {
    key: 'weight',
    label: '体重KG',
    aliases: ['体重'],
    question: '猪每头多少公斤？',
    help: '期限按体重分：20公斤以下、21到70公斤、70公斤以上。',
    type: 'decimal',
    unit: '公斤',
    min: 0.001,
    max: 2000,
    when: '猪苗、肉猪',
    probes: [
      parameters.pigletMost.value,
      parameters.pigletMost.value + 1,
      parameters.middleLeast.value,
      parameters.heavyLeast.value,
      parameters.heavyLeast.value + 1,
    ],
  },
  {
    key: 'checkedOn',
    label: '核查日期',
    question: '是哪一天核查的？',
    help: '用来看有没有超过期限。',
    type: 'date',
    when: '问是否超期时',
  },
];

export function createLivestockClearanceDeadline(
  parameters: LivestockClearanceDeadlineParameters = livestockClearanceDeadlineParameters,
): Scheme {
  return {
    id: 'livestock-clearance-deadline',
    title: '养殖场空栏、清栏期限',
    documentNumbers: [parameters.issued.documentNumber],
    parameters: Object.values(parameters),
    sources: [...Object.values(sources), ...Object.values(livestockSources)],
    fields: fieldsFor(parameters),
    outputs: [
      { name: 'days', label: '期限天数', type: 'number', unit: '天' },
      { name: 'deadline', label: '最后一天', type: 'date' },
      { name: 'overdue', label: '已超期', type: 'boolean' },
    ],
    compute: (facts, trace, { asOf }) => new Clearance(parameters, facts, trace, asOf).outcome(),
  };
}

class Clearance {
  private readonly parameters: LivestockClearanceDeadlineParameters;
  private readonly facts: Facts;
  private readonly trace: Trace;
  private readonly notices: CalculationNotice[];
  private readonly nextSteps = [
    remark('有问题向区农业局反映。', livestockSources.office),
    remark(
      '空栏后再进猪苗：进猪苗7天前向镇农办和兽医站申请数量，进猪苗后5天内到兽医站登记。',
      livestockSources.restocking,
    ),
  ];

  constructor(parameters: LivestockClearanceDeadlineParameters, facts: Facts, trace: Trace, asOf: string) {
    this.parameters = parameters;
    this.facts = facts;
    this.trace = trace;
    const { issued, allDays } = parameters;
    const last = addDays(issued.value, allDays.value);
    this.notices = [authorityDecides];
    if (asOf > last)
      this.notices.push(
        notice('period_over', `最长的期限到${formatDate(last)}为止，现在已经过去。`, allDays),
      );
  }

  outcome(): Outcome {
    const { facts, trace, parameters } = this;
    const conditions = new Conditions(trace);
    const ordered = conditions.check(
      '养殖场不符合环保要求',
      !facts.is('compliant'),
      sources.order,
      '责令空栏只对不符合环保要求的养殖场。',
    );
    if (!ordered)
      return {
        status: 'not-eligible',
        values: { days: null, deadline: null },
        reasons: conditions.reasons,
        notices: this.notices,
        nextSteps: this.nextSteps,
      };
    const { forbiddenZoneDay } = parameters;
    if (facts.text('region') === forbiddenZone)
      return this.ask(
        `这一段写在非禁养区的标题下；禁养区的养殖场要在${formatDate(forbiddenZoneDay.value)}前完成清拆，是否还按空栏期限请问区农业局。`,
        forbiddenZoneDay,
      );
    if (facts.peek('repaired') === true)
      return this.ask('期限以前整改合格的还要不要空栏，文件没有写，请问区农业局。', sources.order);
    return this.byWeight();
  }

  private ask(text: string, source: typeof sources.order): Outcome {
    this.trace.step(text, null, source);
    return {
      status: 'missing',
      values: { days: null, deadline: null },
      reasons: [remark(text, source)],
      notices: this.notices,
      nextSteps: this.nextSteps,
    };
  }

  private byWeight(): Outcome {
    const { facts, parameters } = this;
    const { allDays, pigletMost, pigletDays, middleLeast, middleMost, middleDays, heavyLeast, heavyDays } =
      parameters;
    const kind = facts.peek('class');
    const isPig = kind !== undefined || facts.text('animal') === pig;
    if (!isPig || kind === '母猪、种猪') {
      this.notices.push(
        notice(
          'ambiguous',
          '按体重分期限的只有猪苗和肉猪，其他按养殖场空栏的120天算，请向区农业局确认。',
          allDays,
        ),
      );
      return this.within(allDays);
    }
    this.notices.push(
      notice(
        'ask_authority',
        '按哪一天的体重文件没有写，建议按印发那天的体重，并向区农业局确认。',
        middleLeast,
      ),
    );
    const weight = facts.number('weight');
    const kilograms = `${weight / 1000}公斤`;
    const bands = [
      ...(weight <= pigletMost.value ? [pigletDays] : []),
      ...(weight >= middleLeast.value && weight <= middleMost.value ? [middleDays] : []),
      ...(weight >= heavyLeast.value ? [heavyDays] : []),
    ];
    const [only] = bands;
    if (only !== undefined && bands.length === 1) {
      if ((kind === piglet) !== (only === pigletDays) && kind !== undefined)
        this.notices.push(
          notice('ambiguous', `${kilograms}的${String(kind)}，按体重所在的一档计算，请核对。`, only),
        );
      return this.within(only);
    }
    return bands.length > 1
      ? this.either(`${kilograms}两档都写到了`, bands)
      : this.either(`${kilograms}在20公斤和21公斤之间，哪一档都没有写到`, [pigletDays, middleDays]);
  }

  private within(days: Parameter<number>): Outcome {
    const { trace, parameters } = this;
    trace.step('期限（天）', days.value, days);
    const values = this.valuesFor(days);
    const { deadline, overdue } = values;
    trace.step('最后一天（印发当天不算）', deadline, sources.fromIssue);
    const earlier = formatDate(addDays(deadline, -1));
    this.notices.push(
      notice(
        'convention',
        `从${formatDate(parameters.issued.value)}的第二天起算；如果印发当天也算一天，最后一天是${earlier}。`,
        sources.fromIssue,
      ),
    );
    if (overdue !== undefined) trace.step('核查时已超期', overdue, days);
    if (overdue === null)
      this.notices.push(notice('check_date', '核查日期没有说到哪一天，看不出有没有超期。', days));
    return { status: 'ok', values, notices: this.notices, nextSteps: this.nextSteps };
  }

  /** AMB-K2: the text does not decide. */
  private either(what: string, bands: readonly Parameter<number>[]): Outcome {
    for (const days of bands) this.trace.step(`如果按${days.value}天`, this.valuesFor(days).deadline, days);
    const text = `${what}，文件定不了，请问区农业局；稳妥的办法是按较短的期限。`;
    this.trace.step(text, null, bands[0] ?? null);
    const alternatives = bands.map((days) => ({
      reading: `按${days.value}天`,
      values: this.valuesFor(days),
    }));
    const answers = new Set(alternatives.map(({ values }) => values.overdue ?? null));
    const agreed = answers.size === 1 ? ([...answers][0] ?? null) : null;
    const checked: OutcomeValues = this.facts.knows('checkedOn') ? { overdue: agreed } : {};
    return {
      status: 'partial',
      values: { days: null, deadline: null, ...checked },
      alternatives,
      reasons: [remark(text, bands[0])],
      notices: this.notices,
      nextSteps: this.nextSteps,
    };
  }

  private valuesFor(days: Parameter<number>): OutcomeValues & {
    readonly deadline: string;
    readonly overdue?: boolean | null;
  } {
    const deadline = addDays(this.parameters.issued.value, days.value);
    const checkedOn = this.facts.peek('checkedOn');
    if (typeof checkedOn !== 'string') return { days: days.value, deadline };
    const overdue = firstDay(checkedOn) > deadline ? true : lastDay(checkedOn) <= deadline ? false : null;
    return { days: days.value, deadline, overdue };
  }
}

export const livestockClearanceDeadline = createLivestockClearanceDeadline();
