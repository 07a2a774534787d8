/**
 * 重点用水单位 and how often it must do a 水平衡测试 (清新府办函〔2019〕106号 三（一）3).
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import type { Field } from '../kernel/field.ts';
import { everyOf } from '../kernel/three-values.ts';
import type { Trace } from '../kernel/trace.ts';
import { type CalculationNotice, notice, type Outcome, remark, type Scheme } from '../scheme.ts';
import { authorityDecides } from './common-notices.ts';
import { Conditions } from './conditions.ts';
import { formatDate } from './date-in-period.ts';
import {
  type WaterBalanceTestParameters,
  waterBalanceTestParameters,
  waterBalanceTestSources as sources,
} from './water-balance-test-parameters.ts';

const monthsInYear = 12;
const mixedUse = '农业和非农业都有';
const mixedSupply = '管网和自备水源都有';

const fieldsFor = ({ keyMonthly, largeMonthly }: WaterBalanceTestParameters): readonly Field[] => [
  {
    key: 'use',
    label: '用水类别',
    question: '是农业用水还是非农业用水？',
    help: '三（一）3只确定非农业用水单位。',
    type: 'choice',
    choices: [
      {
        value: '非农业',
        aliases: ['非农业用水', '工业', '工厂', '学校', '医院', '商业', '酒店', '机关', '服务业', '企业'],
      },
      { value: '农业', aliases: ['农业用水', '灌溉', '种植', '养殖'] },
      { value: mixedUse, aliases: ['混合', '都有', '兼有'] },
    ],
  },
  {
    key: 'supply',
    label: '供水来源',
    question: '用的水从哪里来？',
    help: '三（一）3：使用供水工程、公共供水管网等供水单位供应的水。',
    type: 'choice',
    choices: [
      {
        value: '公共供水管网',
        aliases: ['自来水', '公共管网', '市政管网', '管网', '供水公司', '自来水公司', '自来水管网'],
      },
      { value: '供水工程', aliases: ['水厂', '农村供水工程'] },
      { value: '自备水源', aliases: ['自备井', '自打井', '井水', '地下水', '河水', '自取水', '自备'] },
      { value: mixedSupply, aliases: ['混合', '都有', '部分自备'] },
    ],
  },
  {
    key: 'monthly',
    label: '月均用水量立方米',
    aliases: ['月均用水量'],
    question: '平均每个月用多少立方米（吨）水？',
    help: '用最近一个整年的用水量除以12；看水费单。',
    type: 'decimal',
    unit: '立方米',
    max: 10_000_000,
    probes: [keyMonthly.value - 1, keyMonthly.value, largeMonthly.value - 1, largeMonthly.value],
  },
  {
    key: 'yearly',
    label: '年用水量立方米',
    aliases: ['年用水量'],
    question: '一年用多少立方米（吨）水？',
    help: '知道年用水量就不用填月均，除以12计算。',
    type: 'decimal',
    unit: '立方米',
    max: 120_000_000,
    when: '不知道月均用水量时',
  },
  {
    key: 'lastTest',
    label: '上次水平衡测试日期',
    question: '上一次水平衡测试是什么时候？',
    help: '文件只写每几年至少一次，没有写到哪一天。',
    type: 'date',
    when: '问下次什么时候测时',
  },
];

export function createWaterBalanceTest(
  parameters: WaterBalanceTestParameters = waterBalanceTestParameters,
): Scheme {
  return {
    id: 'water-balance-test',
    title: '重点用水单位和水平衡测试',
    documentNumbers: [parameters.keyMonthly.documentNumber],
    parameters: Object.values(parameters),
    sources: Object.values(sources),
    fields: fieldsFor(parameters),
    outputs: [
      { name: 'keyUnit', label: '重点用水单位', type: 'boolean' },
      { name: 'intervalYears', label: '至少几年一次', type: 'number', unit: '年' },
    ],
    conflicts: (facts) => {
      const [monthly, yearly] = [facts.peek('monthly'), facts.peek('yearly')];
      if (typeof monthly !== 'number' || typeof yearly !== 'number') return [];
      // A monthly mean that was rounded to whole cubic metres is no contradiction.
      return Math.abs(yearly - monthly * monthsInYear) < monthsInYear * 1000
        ? []
        : [{ text: '“年用水量立方米”除以12不等于“月均用水量立方米”，请核对。', keys: ['monthly', 'yearly'] }];
    },
    compute: (facts, trace) => compute(parameters, facts, trace),
  };
}

function compute(parameters: WaterBalanceTestParameters, facts: Facts, trace: Trace): Outcome {
  const { keyMonthly, largeMonthly, largeYears, smallYears } = parameters;
  const notices: CalculationNotice[] = [
    authorityDecides,
    notice('validity_unstated', '文件没有写有效期，现在是否仍执行请问区水利局。', sources.office),
    notice('convention', '月均用水量按最近一个整年的用水量除以12；按哪一段时间平均文件没有写。', sources.key),
  ];
  const nextSteps = [remark('有问题向区水利局反映。', sources.office)];
  const conditions = new Conditions(trace);
  const isKey = everyOf([
    () =>
      conditions.check(
        '非农业用水',
        facts.text('use') !== '农业',
        sources.key,
        '农业用水不确定为重点用水单位。',
      ),
    () =>
      conditions.check(
        '使用供水单位供应的水',
        facts.text('supply') !== '自备水源',
        sources.supply,
        '自备水源不是供水单位供应的水，按这份文件不确定为重点用水单位。',
      ),
    () =>
      conditions.check(
        '月均用水量1万立方米以上',
        usesAtLeast(facts, keyMonthly.value),
        keyMonthly,
        '月均用水量不到1万立方米。',
      ),
  ]);
  if (!isKey) {
    trace.step('重点用水单位', false, sources.key);
    trace.step('没有必须测试的年限，文件只是鼓励', null, sources.encouraged);
    return {
      status: 'not-eligible',
      values: { keyUnit: false, intervalYears: null },
      reasons: conditions.reasons,
      notices,
      nextSteps,
    };
  }
  const open = [
    ...(facts.text('use') === mixedUse ? ['农业和非农业混合用水'] : []),
    ...(facts.text('supply') === mixedSupply ? ['一部分水是自备水源'] : []),
  ];
  if (open.length > 0) {
    const text = `${open.join('、')}，用水量怎么算文件没有写，请问区水利局。`;
    trace.step(text, null, sources.key);
    return {
      status: 'missing',
      values: { keyUnit: null, intervalYears: null },
      reasons: [remark(text, sources.key)],
      notices,
      nextSteps,
    };
  }
  trace.step('重点用水单位', true, sources.key);
  const years = usesAtLeast(facts, largeMonthly.value) ? largeYears : smallYears;
  const lastTest = facts.peek('lastTest');
  const next =
    typeof lastTest === 'string'
      ? `上次测试在${formatDate(lastTest)}，下一次要在那以后${years.value}年之内；到哪一天文件没有写。`
      : '第一次要在哪一天以前测，文件没有写。';
  notices.push(notice('ask_authority', next, years));
  trace.step('水平衡测试至少几年一次', years.value, years);
  return { status: 'ok', values: { keyUnit: true, intervalYears: years.value }, notices, nextSteps };
}

/** The yearly quantity is compared with twelve times the threshold: no division, no rounding. */
function usesAtLeast(facts: Facts, monthlyThreshold: number): boolean {
  const yearly = facts.peek('yearly');
  if (facts.knows('monthly') || typeof yearly !== 'number')
    return facts.number('monthly') >= monthlyThreshold;
  return yearly >= monthlyThreshold * monthsInYear;
}

export const waterBalanceTest = createWaterBalanceTest();
