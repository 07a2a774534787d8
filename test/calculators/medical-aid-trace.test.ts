/** The whole trace of medical aid: clause and value of every step, a minus for a rule that was looked at and not applied. */
import { describe, expect, it } from 'vitest';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { runChecked } from './support/run-checked.ts';

type Given = Readonly<Record<string, unknown>>;
const trace = (facts: Given): string[] =>
  runChecked(medicalAid, { ...facts }).steps.map(({ clause, value, applied }) =>
    [applied ? '' : '-', clause ?? '合计', ...(value === null ? [] : [` ${String(value)}`])].join(''),
  );

const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const poor = { ...common, 对象类别: '低保' };
const share = { 政策范围内个人自付: 1000 };
const low = { ...common, 对象类别: '低收入老年人', ...share };
const ill = {
  ...common,
  对象类别: '因病致贫重病患者',
  合规个人负担费用: 10_000,
  起付标准: 500,
  乙类自负: 500,
  大病保险起付线: 8000,
};
const family = {
  房屋套数: 1,
  机动车船: false,
  营利性组织: false,
  人均存款: 4000,
  证券收藏人均市值: 4000,
  十二个月城镇低保标准: 8000,
  月人均可支配收入: 1050,
  户籍所在地城镇低保月标准: 700,
};
const wanted = { ...low, 对象类别: undefined, 待判定: '低收入老年人' };
const ruined = { ...ill, 对象类别: undefined, 待判定: '因病致贫', 合规个人负担费用: 12_000 };

const gates = ['-第五条', '第三条（一） true', '第二条 true'];
const gatesIll = ['-第五条', '第三条（四） true', '第二条 true'];
const rest = ['第七条 800', '-第七条', '第十一条 200', '-第十一条（一）', '合计 800'];

describe('the trace of medical aid', () => {
  it.each<[string, Given, readonly string[]]>([
    ['第七条', { ...poor, ...share }, [...gates, '第七条 1000', ...rest]],
    [
      '第八条',
      { ...poor, ...share, 对象类别: '特困供养' },
      [
        '-第五条',
        '第三条（二） true',
        '第二条 true',
        '第八条 1000',
        '第八条 1000',
        '-第八条',
        '-第十一条（一）',
        '合计 1000',
      ],
    ],
    [
      '第十条',
      ill,
      [
        ...gatesIll,
        '第十条 10000',
        '第十条 1000',
        '第十条 700',
        '-第十条',
        '第十一条 9300',
        '-第十一条（二）',
        '合计 700',
      ],
    ],
    [
      '第十条 without any deduction',
      { ...ill, 起付标准: 0, 乙类自负: 0, 大病保险起付线: 0 },
      [
        ...gatesIll,
        '第十条 10000',
        '第十条 10000',
        '第十条 7000',
        '-第十条',
        '第十一条 3000',
        '-第十一条（二）',
        '合计 7000',
      ],
    ],
    [
      'half of the remainder',
      { ...poor, 政策范围内个人自付: 60_000, 患重特大疾病: true },
      [
        ...gates,
        '第七条 60000',
        '第七条 48000',
        '-第七条',
        '第十一条 12000',
        '第十一条（一） 6000',
        '-第十一条',
        '合计 54000',
      ],
    ],
    [
      'half of the remainder at its ceiling',
      { ...poor, 政策范围内个人自付: 110_000, 患重特大疾病: true },
      [
        ...gates,
        '第七条 110000',
        '第七条 88000',
        '第七条 50000',
        '第十一条 60000',
        '第十一条（一） 30000',
        '-第十一条',
        '合计 80000',
      ],
    ],
    [
      'both ceilings',
      { ...poor, 政策范围内个人自付: 200_000, 患重特大疾病: true },
      [
        ...gates,
        '第七条 200000',
        '第七条 160000',
        '第七条 50000',
        '第十一条 150000',
        '第十一条（一） 75000',
        '第十一条 30000',
        '合计 80000',
      ],
    ],
    [
      'aid received before',
      {
        ...poor,
        政策范围内个人自付: 70_000,
        患重特大疾病: true,
        本年度已领基本救助: 10_000,
        本年度已领重特大救助: 100,
      },
      [
        ...gates,
        '第七条 70000',
        '第七条 56000',
        '第七条 40000',
        '第十一条 20000',
        '第十一条（一） 10000',
        '第十一条 9900',
      ],
    ],
    [
      'no major illness',
      { ...poor, 政策范围内个人自付: 60_000, 患重特大疾病: false },
      [...gates, '第七条 60000', '第七条 48000', '-第七条', '第十一条 12000', '-第十一条', '合计 48000'],
    ],
    [
      'what others paid and what is left out',
      { ...poor, ...share, 不计入费用: 100, 不计入原因: '整容', 社会指定医疗捐赠: 200 },
      [
        ...gates,
        '第七条 1000',
        '第十六条（四） 900',
        '第二条 700',
        '第七条 560',
        '-第七条',
        '第十一条 140',
        '-第十一条（一）',
        '合计 560',
      ],
    ],
    [
      'two members merged (第十条)',
      { ...ill, 第二名共同生活成员: { 自付: 9000, 就医方式: '住院' } },
      [
        ...gatesIll,
        '第十条 10000',
        '第十条 1000',
        '第十条 7000',
        '-第十条',
        '第十一条 12000',
        '-第十一条（二）',
        '合计 7000',
      ],
    ],
    [
      'two members apart (第十条)',
      { ...ill, 第二名共同生活成员: { 自付: 9000, 就医方式: '特殊门诊' } },
      [
        ...gatesIll,
        '第十条 10000',
        '第十条 1000',
        '第十条 700',
        '-第十条',
        '-第十条',
        '-第十一条',
        '第十一条 9300',
        '-第十一条（二）',
        '合计 700',
      ],
    ],
    [
      'two members apart (第七条)',
      { ...poor, ...share, 第二名共同生活成员: { 自付: 2000, 就医方式: '特殊门诊' } },
      [
        ...gates,
        '第七条 1000',
        '第七条 800',
        '-第七条',
        '第七条 2400',
        '-第十一条',
        '第十一条 200',
        '-第十一条（一）',
        '合计 2400',
      ],
    ],
    [
      'two in-patients (第七条)',
      { ...poor, ...share, 第二名共同生活成员: { 自付: 2000, 就医方式: '住院' } },
      [
        ...gates,
        '第七条 1000',
        '第七条 800',
        '-第七条',
        '第七条 2400',
        '第十一条 600',
        '-第十一条（一）',
        '合计 2400',
      ],
    ],
    [
      'assets and income tested',
      { ...wanted, 家庭: family },
      [
        '第三条（三） true',
        '第三条（三） true',
        '第五条 true',
        '第二条 true',
        '第九条 1000',
        '第九条 750',
        '-第九条',
        '第十一条 250',
        '-第十一条（一）',
        '合计 750',
      ],
    ],
    [
      'a motorcycle',
      { ...wanted, 家庭: { ...family, 机动车船: true, 车辆类型: '摩托车' } },
      [
        '第三条（三） true',
        '第三条（三） true',
        '第五条（三） true',
        '第五条 true',
        '第二条 true',
        '第九条 1000',
        '第九条 750',
        '-第九条',
        '第十一条 250',
        '-第十一条（一）',
        '合计 750',
      ],
    ],
    [
      'costs against the income of the year',
      { ...ruined, 家庭: { 年可支配总收入: 20_000, 财产符合第五条: true } },
      [
        '第三条（四） true',
        '第三条（四） true',
        '第五条 true',
        '第二条 true',
        '第十条 12000',
        '第十条 3000',
        '第十条 2100',
        '-第十条',
        '第十一条 9900',
        '-第十一条（二）',
        '合计 2100',
      ],
    ],
    [
      'costs said to reach 60%',
      { ...ruined, 家庭: { '收入达到60%': true, 财产符合第五条: true } },
      [
        '第三条（四） true',
        '第三条（四） true',
        '第五条 true',
        '第二条 true',
        '第十条 12000',
        '第十条 3000',
        '第十条 2100',
        '-第十条',
        '第十一条 9900',
        '-第十一条（二）',
        '合计 2100',
      ],
    ],
    [
      'an emergency elsewhere',
      { ...poor, ...share, 定点医疗机构: false, 抢救: true, 抢救费用医保已认可: true },
      ['-第五条', '第三条（一） true', '第二十四条 true', '第七条 1000', ...rest],
    ],
    [
      'insured elsewhere',
      { ...poor, ...share, 参保地: '广州' },
      [...gates, '第十九条 true', '第七条 1000', ...rest],
    ],
    ['insured here', { ...poor, ...share, 参保地: '清新' }, [...gates, '第七条 1000', ...rest]],
    [
      'a mental patient',
      { ...poor, ...share, 排除情形: '自杀', 精神病: true },
      [...gates, '-第十六条（三）', '第七条 1000', ...rest],
    ],
    [
      'a refusal',
      { ...low, 就医方式: '普通门诊' },
      ['-第五条', '第三条（三） true', '第二条 true', '第九条 0'],
    ],
    ['nobody of 第三条', { ...poor, ...share, 对象类别: '都不是', 待判定: '都不是' }, ['第三条（五） 0']],
  ])('%s', (_, facts, expected) => {
    expect(trace(facts)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['违法', '第十六条（一）'],
    ['犯罪', '第十六条（一）'],
    ['交通事故', '第十六条（二）'],
    ['工伤', '第十六条（二）'],
    ['第三方', '第十六条（二）'],
    ['车祸', '第十六条（二）'],
    ['酗酒', '第十六条（三）'],
    ['醉酒', '第十六条（三）'],
    ['打架', '第十六条（三）'],
    ['自杀', '第十六条（三）'],
    ['互杀', '第十六条（三）'],
    ['美容', '第十六条（四）'],
    ['种牙', '第十六条（四）'],
    ['挂床', '第十六条（五）'],
    ['家庭病床', '第十六条（五）'],
    ['目录外', '第十六条（六）'],
    ['自费', '第十六条（六）'],
    ['自购', '第十六条（七）'],
    ['买药', '第十六条（七）'],
    ['出院以后', '第二十一条'],
    ['传染病', '第二条'],
    ['不明', '第二条'],
  ])('costs left out for %s rest on %s', (reason, clause) => {
    expect(trace({ ...poor, ...share, 不计入费用: 100, 不计入原因: reason })[4]).toBe(`${clause} 900`);
  });

  it('names the ground itself when no reason is given', () => {
    expect(trace({ ...poor, ...share, 不计入费用: 100, 排除情形: '整容' })[4]).toBe('第十六条（四） 900');
  });
});
