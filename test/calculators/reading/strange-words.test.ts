/** Money that is no yuan, facts that do not hold, other people's money, dates in other forms: right or asked, never certain and wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSituation } from '../../../src/calculators/reading/read-situation.ts';
import { readSentence } from '../../../src/calculators/reading/sentence.ts';
import { schemes } from '../../../src/calculators/registry.ts';
import { run } from '../../../src/calculators/run.ts';

const asOf = '2019-07-01';

/** The main value of a message when it is certain; 'asked' with what is missing or unclear; 'no case'. */
function outcome(text: string): string {
  const situation = readSituation({ text, context: [], today: asOf, asOf, schemes });
  if (situation === null) return 'no case';
  if (situation.unclear !== null) return 'unclear';
  const result = run(situation.scheme, situation.raw, { asOf, origins: situation.origins });
  if (result.missing.length > 0) return `asked: ${result.missing.map(({ label }) => label).join('、')}`;
  const { basicAid, subsidy, amount } = result.values;
  return result.status === 'ok' ? String(basicAid ?? subsidy ?? amount) : result.status;
}

const unclearOf = (text: string): string | null | undefined =>
  readSituation({ text, context: [], today: asOf, asOf, schemes })?.unclear;

const causedFire = (text: string): unknown =>
  readSituation({ text, context: [], today: asOf, asOf, schemes })?.raw['causedFire'];

const aid = '低保，2019年5月住院自付';
const pills = '评估1级，签了监护协议，2019年5月市三院门诊报销后自付';
const sheds = (size: string) => `我在非禁养区自行关停并自行拆迁了${size}的猪栏，2018年9月10日，补多少`;

it('computes the plain sentences that the others vary', () => {
  expect(outcome(`${aid}3万`)).toBe('24000');
  expect(outcome(`${pills}80元`)).toBe('80');
  expect(outcome(sheds('600平方米'))).toBe('60000');
});

describe('money that is no yuan', () => {
  it.each([
    '3万美元',
    '3万港币',
    '2万加元',
    '2万欧',
    '2万刀',
    'HK$30000',
    '$30000',
    '€30000',
    'USD 30000',
    '30000 usd',
    '300万越南盾',
    '3万日元',
    '三万韩元',
    '3万元港币',
    '3万元（港币）',
    '3万分',
    '3万角',
    '3万毛',
  ])('asks for yuan: %s', (amount) => {
    expect(unclearOf(`${aid}${amount}`)).toMatch(/人民币/);
  });

  it('asks in other schemes too', () => {
    expect(unclearOf(`${pills}80美元`)).toMatch(/人民币/);
  });

  it.each(['人民币3万元', '30000人民币', '¥30000', '3万块钱', '3万元，分两次付', '3万分两次付'])(
    'takes for yuan: %s',
    (amount) => {
      expect(outcome(`${aid}${amount}`)).toBe('24000');
    },
  );

  it('gives no figure for any amount with the name of another currency', () => {
    const names = fc.constantFrom(
      '美元',
      '港币',
      '欧元',
      '英镑',
      '日元',
      '韩元',
      '加元',
      '澳元',
      '刀',
      '新台币',
      '泰铢',
      '卢布',
      '卢比',
      '越南盾',
      '印尼盾',
      '瑞士法郎',
      '比索',
      '令吉',
      'usd',
      'hkd',
      'eur',
      '积分',
    );
    const written = fc.tuple(
      fc.integer({ min: 1, max: 9_000_000 }),
      fc.constantFrom('', '万', '千', '.5', '.50', 'w', '元', '块'),
    );
    fc.assert(
      fc.property(written, names, ([value, tail], name) => {
        const { amounts } = readSentence(`住院自付${value}${tail}${name}，能报多少`, asOf);
        // 2003.5美元 is read as a month, and then there is no amount at all.
        const expected = /^20\d\d\.5/.test(`${value}${tail}`) ? [] : [null];
        expect(amounts.map(({ fen }) => fen)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is not exact', () => {
  it.each([
    '3.5w5',
    '3万/月',
    '人均3万',
    '3万除以2',
    '3万的一半',
    '3万×2',
    '两个3万',
    '3万每次',
    '3万至少',
    '起码3万',
    '不止3万',
    '3万大概',
    '3万吧',
    '3万，记不清了',
    '1e4元',
  ])('asks for the sum: %s', (amount) => {
    expect(outcome(`${aid}${amount}`)).toBe('asked: 政策范围内个人自付');
  });

  it.each([
    ['低保，2019年5月住院，大概自付3万', 'asked: 政策范围内个人自付'],
    ['低保，2019年5月住院，最近自付3万', '24000'],
    ['低保，2019年5月住院，一次性自付3万', '24000'],
    ['低保，2019年5月住院自付三万二千五百元零六角', '26000.48'],
    ['低保，2019年5月住院自付三万二千五百元六角五分', '26000.52'],
  ])('%s: %s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });

  it.each(['600平方尺', '600平方英尺', '600平方厘米', '2平方公里', '1e3平方米', '600平方码', '2公顷'])(
    'asks for square metres: %s',
    (size) => {
      expect(outcome(sheds(size))).toBe('asked: 面积平方米');
    },
  );

  it('takes no figure in brackets for an amount', () => {
    expect(readSentence('[1]低保户住院能报几成[2]？', asOf).amounts).toEqual([]);
    expect(outcome('[1]低保户住院能报几成[2]？')).toBe('no case');
  });
});

describe('a class that does not hold', () => {
  it.each([
    '低保申请没批',
    '低保还没批下来',
    '低保没有评上',
    '够不上低保',
    '差一点就低保',
    '差点就成低保',
    '跟低保差不多',
    '和低保户一样穷',
    '比低保户还穷',
    '我是低保户的邻居',
    '邻居是低保，我',
    '低保证去年注销了',
    '我的低保证2018年已经注销了',
    '低保证到期了',
    '被取消低保',
    '被民政局取消了低保资格',
    '正在申请低保',
    '我申请的低保还在审核',
    '低保名额没轮到我',
    '我应该是低保',
    '特困还没评上',
    '低收入老人认定没通过',
  ])('asks for the class: %s', (words) => {
    expect(outcome(`${words}，2019年5月住院自付3万`)).toBe('asked: 对象类别');
  });

  it.each(['村里评了我家低保', '低保户没拿到过救助', '低保户的儿子', '我低保', '低保证还没过期'])(
    'keeps the class: %s',
    (words) => {
      expect(outcome(`${words}，2019年5月住院自付3万`)).toBe('24000');
    },
  );
});

describe('定点', () => {
  it.each([
    ['低保，2019年5月在定点医院外住院自付3万', 'not-eligible'],
    ['低保，2019年5月在定点医院以外住院自付3万', 'not-eligible'],
    ['低保，2019年5月在定点外医院住院自付3万', 'not-eligible'],
    ['低保，2019年5月住院，医院以前是定点现在不是，自付3万', 'not-eligible'],
    ['低保，2019年5月住院，医院以前是定点，自付3万', 'asked: 定点医疗机构'],
    ['低保，2019年5月住院，是不是定点不清楚，自付3万', 'asked: 定点医疗机构'],
    ['低保，2019年5月在定点医院外科住院自付3万', '24000'],
    ['低保，2019年5月在外地定点医院住院自付3万', '24000'],
    ['没买医保的低保户住院花了5万能补多少，在区人民医院', 'asked: 合规医疗费用'],
    ['没买医保的低保户，合规医疗费用5万，如果有医保可以报3万，在区人民医院住院', '16000'],
  ])('%s: %s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('money that was not had', () => {
  it.each([
    ['没有水滴筹2万', 'asked: 社会指定医疗捐赠'],
    ['打算水滴筹2万', 'asked: 社会指定医疗捐赠'],
    ['好心人答应捐1万', 'asked: 社会指定医疗捐赠'],
    ['水滴筹2万还没到账', 'asked: 社会指定医疗捐赠'],
    ['保险公司拒赔1万', 'asked: 商业保险赔付'],
    ['保险公司还没赔1万', 'asked: 商业保险赔付'],
    ['保险公司答应赔1万', 'asked: 商业保险赔付'],
    ['里面没有自费药1万', '24000'],
    ['单位给我报了2万', 'unclear'],
    ['邻居今年领了5万救助', '24000'],
    ['隔壁老王今年已经领了5万救助金', '24000'],
    ['邻居水滴筹了2万', '24000'],
    ['我妈今年领过4万救助', 'unclear'],
    ['水滴筹了2万', '8000'],
    ['女儿帮我水滴筹了2万', '8000'],
    ['社会捐赠1万', '16000'],
    ['保险公司赔了1万', '16000'],
    ['今年已经领了4万救助', '10000'],
  ])('自付3万，%s: %s', (words, expected) => {
    expect(outcome(`${aid}3万，${words}`)).toBe(expected);
  });

  it('never takes off what is said to be no money yet', () => {
    const unreal = fc.constantFrom('没有', '打算', '准备', '想', '答应', '如果');
    const source = fc.constantFrom('水滴筹', '轻松筹', '社会捐赠', '商业保险赔');
    fc.assert(
      fc.property(unreal, source, fc.integer({ min: 1, max: 29_999 }), (word, name, value) => {
        expect(outcome(`${aid}3万，${word}${name}${value}元`)).toMatch(/^(?:asked|24000)/);
      }),
      { numRuns: 100 },
    );
  });
});

describe('dates in other forms', () => {
  it.each([
    '农历2020年三月初十',
    '阴历五月初三',
    '腊月初八',
    '民国109年5月',
    '己亥年五月',
    'May 2020',
    'March 5, 2020',
    '5th May 2020',
    'dec 8',
    '5/3/2020',
    '08-05-2019',
    '一九年五月',
    '两千零一十九年五月',
  ])('asks for the date: %s', (date) => {
    expect(unclearOf(`低保，${date}住院自付3万`)).toMatch(/公历/);
  });

  it.each([
    ['下个月', ['2019-08']],
    ['上上个月', ['2019-05']],
    ['后年', ['2021']],
    ['明年3月', ['2020-03']],
  ])('reads %s of a stay', (words, expected) => {
    expect(readSentence(`低保，${words}住院`, asOf).dates.map(({ iso }) => iso)).toEqual(expected);
  });

  it('knows that a date beyond the validity is none of the past', () => {
    expect(outcome('低保，后年住院自付3万')).toBe('expired');
  });

  it('takes no word for a month', () => {
    expect(readSentence('may i ask，低保能报多少，sept', asOf).dates).toEqual([]);
  });

  it('leaves a birthday alone', () => {
    expect(outcome('低保，我农历三月初三生日，2019年5月住院自付3万')).toBe('24000');
  });
});

describe('服药补助', () => {
  it.each([
    ['评估1级，签了监护协议，2019年在市三院门诊，报销后一年自付3000元，补多少', 'asked: 报销后费用'],
    ['评估1级，签了监护协议，2019年在市三院门诊，报销后半年一共自付300元，补多少', 'asked: 报销后费用'],
    ['评估1级，签了监护协议，2019年在市三院门诊，报销后自付3000元一年，补多少', 'asked: 报销后费用'],
    ['评估1级，签了监护协议，2019年1月到3月在市三院门诊，报销后自付300元，补多少', 'asked: 报销后费用'],
    ['评估1级，签了监护协议但已经作废，2019年5月市三院门诊报销后自付80元', 'asked: 已签监护协议'],
    ['评估1级，准备签监护协议，2019年5月市三院门诊报销后自付80元', 'asked: 已签监护协议'],
    [`${pills}300元，邻居自付80元`, '100'],
    ['评估1级，签了监护协议，2019年5月市三院门诊，哥哥报销后自付300元，弟弟自付80元', 'asked: 报销后费用'],
  ])('%s: %s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('other schemes', () => {
  it.each([
    [
      '非禁养区的猪场600平方米，本来要2018年9月20日自行关停并拆迁但没做到，补多少',
      'asked: 自行关停日期、自行拆迁日期',
    ],
    [
      '非禁养区的猪场600平方米，原计划2018年9月20日自行关停并自行拆迁，结果没拆，补多少',
      'asked: 自行关停日期、自行拆迁日期',
    ],
    ['烧山罚我5000元合不合理，个人，没有引起火灾', 'asked: 地点在森林防火区、经批准'],
    ['邻居在森林防火区烧荒引起火灾，我没有，罚我多少', 'asked: 经批准'],
    ['50公斤的猪要几时清栏', 'asked: 符合环保要求'],
    ['十五公斤猪苗要几时清', 'asked: 符合环保要求'],
    ['猪苗要几时清栏', 'no case'],
    ['镇里2019年9月30日受理，区民政审批最后期限是哪天', 'unclear'],
    ['低保户2019年9月30日交了申请，区民政什么时候审批完', 'unclear'],
    ['医疗救助2019年2月29日受理，区民政审批最后期限是哪天', 'unclear'],
    ['低保户医疗救助镇里2019年2月29日受理，最迟哪天报区民政局', 'input-error'],
  ])('%s: %s', (text, expected) => {
    expect(outcome(text)).toBe(expected);
  });

  it('says from which day the step counts', () => {
    expect(unclearOf('镇里2019年9月30日受理，区民政审批最后期限是哪天')).toMatch(/收到材料那天/);
    expect(unclearOf('医疗救助2019年2月29日受理，区民政审批最后期限是哪天')).toMatch(/没有这一天/);
  });

  it('keeps that there was no fire', () => {
    expect(causedFire('烧山罚我5000元合不合理，个人，没有引起火灾')).toBe(false);
    expect(causedFire('邻居引起火灾，我没有，罚我多少')).toBe(false);
  });
});
