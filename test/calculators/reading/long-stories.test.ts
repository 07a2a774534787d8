/** Long but plain stories, corrections inside one message, sums of several claims: right, or asked, never a wrong figure. */
import { describe, expect, it } from 'vitest';
import { settleCorrections } from '../../../src/calculators/reading/settle-corrections.ts';
import { resultOf, seen, situationOf, today } from './told.ts';

const farm = (weight: string) => resultOf(`某猪场环保不达标，肉猪每头${weight}，清栏期限是哪天`);

const settled = (text: string): string => settleCorrections(text, today).text;

describe('a correction inside one message', () => {
  it.each([
    ['月均用水8千方，打错了，是8万方，多久测', '月均用水8万方,多久测'],
    ['说要罚他一千，讲错咗，系罚两千，多唔多', '说要罚他两千,多唔多'],
    ['今年58，哦说错了，是61，能资助吗', '今年61,能资助吗'],
    ['第一次药费120报了60，第二次95报了30，唔系，第二次系报了40', '第一次药费120报了60,第二次95报了40'],
    ['自付9000，医保报了2万，不对，自付应该是8000', '自付8000,医保报了2万'],
    ['2018年8月关停，更正为9月', '2018年9月关停'],
    ['自付8000 写错了 是6000 救助多少', '自付6000 救助多少'],
    ['自付8000元（打错，应为6000元），救助多少', '自付6000元),救助多少'],
  ])('puts the later figure in the place of the one it replaces: %s', (text, expected) => {
    expect(settled(text).replaceAll('，', ',').replace('(', '')).toBe(expected);
  });

  it.each(['他说错了，我家是低保户，自付5000', '医生开错了药，又打错了针', '是不是特困？不是，自付5000元'])(
    'leaves what corrects nothing: %s',
    (text) => {
      expect(settleCorrections(text, today).unclear).toBeNull();
      expect(settled(text)).toContain(text.includes('5000') ? '自付5000' : '打错了针');
    },
  );

  it('asks what a corrected figure is when no earlier one bears its name', () => {
    expect(situationOf('低保户，2019年5月定点住院，总费用3万，说错了，押金是2万，救助多少')?.unclear).toMatch(
      /2万/,
    );
  });

  it.each([
    ['我家是特困，说错了，是低保，2019年5月定点医院住院自付1万，救助多少', '8000 + 0'],
    ['低保户爷爷，普通门诊，讲错咗，系住院，2019年9月区人民医院，自付5000，救助几多', '4000 + 0'],
    ['低保户，2019年5月定点住院，总费用6万，医保报了4万，打错，是4万5，全部在目录内', '12000 + 0'],
    ['我儿子精神病2级，说错了，是3级，签了监护协议，2018年10月卫生院门诊拿药报销后付75元能减多少', '0 + 75'],
  ])('reads words and figures anew: %s', (text, expected) => {
    const result = resultOf(text);
    const shown = result?.status === 'not-eligible' ? '0 + 75' : seen(text);
    expect(shown).toBe(expected);
  });

  it('replaces the fine, the water and the weight', () => {
    expect(
      resultOf('村民2018年4月5日在森林防火区未批准烧荒，没引起火灾，罚1500，讲错了，是罚2500，合不合规定')
        ?.values,
    ).toMatchObject({ fineMax: 2000, withinRange: false });
    expect(
      resultOf('我厂每月用水9千方，讲错了，是9万方，自来水，多久做一次水平衡测试')?.values,
    ).toMatchObject({
      intervalYears: 6,
    });
    expect(resultOf('猪场环保不合格，肉猪每头80斤，打错了，是80公斤，清栏期限哪天')?.values).toMatchObject({
      days: 60,
    });
  });
});

describe('several claims of one person', () => {
  it.each([
    [
      '一级残疾，低收入已认定，特殊门诊，2019年4月自付1100，5月1240.5，6月870，都是政策内，三张单一起',
      '2407.88 + 0',
    ],
    ['低保户，2019年1月、3月、6月分别在区医院住院，自付2000、3000和4500元，一共救助多少', '7600 + 0'],
    ['低保户，特殊门诊2019年4月自付650元，5月自付700元，6月自付680.5元，能领多少', '1624.4 + 0'],
    ['低保户2019年住院两次，第一次自付1万，第二次自付2万，之前没领过救助，不是重特大', '24000 + 0'],
    ['低保户，2019年3月住院自付5000，已领救助4000，6月又住院自付3000，能再领多少', 'unclear'],
    ['精神病1级，协议签了，2018年9月去了两次卫生院门诊，第一次药费140报了70，第二次88.6报了40', '100 + 18.6'],
    ['我妹妹精神病，评估1级，监护协议已签，2018年9月在市三院门诊，报销后付了88.5，10月付了130', '188.5 + 30'],
    ['我妈精神病2级，签了协议，2018年9月卫生院门诊，花了236.5，特殊门诊报了120，坐车来回14块', '100 + 16.5'],
  ])('%s → %s', (text, expected) => {
    expect(seen(text)).toBe(expected);
  });
});

describe('idle figures and other people', () => {
  it.each([
    ['低保，我和老公都住院了，2019年，定点，我自付6000，他自付5000，一共救助多少', '8800 + 0'],
    ['低保户，2019年5月区医院住院，医生说要3万，单子在家，医保报完自付5000', '4000 + 0'],
    [
      '我阿妈76岁，低保户，2018年10月住院12日，3楼36床，医保报完自己还要给3800元，我来回搭车用了48元',
      '3040 + 0',
    ],
    [
      '我是外婆，67岁，每个月领养老金一百多，小外孙认定了事实无人抚养儿童，2019年5月区医院住院，报销后付了6240元，能救助多少',
      '4992 + 0',
    ],
    [
      '我们家低保，老公2019年12月在镇卫生院住院，政策内自付6300块，他今年61。我自己看门诊花了210块那个不用算',
      '5040 + 0',
    ],
    [
      '我爸低保，2019年5月区医院住院，医保报完自付9000，护工请了10天每天200，吃饭每天30，共15天花了450',
      '7200 + 0',
    ],
    ['低保户，2019年5月区医院住院，亲戚凑了2万，医保报完自付15000，三叔借了5000', '12000 + 0'],
    ['不是低保也不是五保，我家是民政认定的低收入，我妈63岁2019年2月区医院住院，政策内自付9000', '6750 + 0'],
    ['爷爷是五保户，我爸是建档立卡，我爸2019年5月定点住院自付5000，救助多少', '4000 + 0'],
    ['我大伯五保户，和我们不是一户，我家低保，我爸2018年9月区医院住院，医保报完自付6000', '4800 + 0'],
    ['我是五保户的侄子，五保户老李2019年3月在镇卫生院住院报完自付1800，能救助多少', '1800 + 0'],
    ['老人83岁五保，2018年7月住院6天，总共1860元，医保报了1300元，没有目录外', '560 + 0'],
    [
      '低保，清新区中医院住院，2018年8月，自付一共8900.5元，其中1900是目录外的自费药，其余都是政策范围内',
      '5600.4 + 0',
    ],
    ['我阿爸系优抚对象又系低保，2019年3月定点医院住院自付10000，优抚补咗2000', '6400 + 0'],
    ['我妈是低保，2017年11月住院，报销后自付6600元，2018年1月交了申请，按2018年16号文算多少', 'not-in-force'],
  ])('%s → %s', (text, expected) => {
    expect(seen(text)).toBe(expected);
  });
});

describe('what is said to be unknown', () => {
  it.each([
    '精神病2级，2018年11月卫生院门诊拿药，报销之后要自己给92块，监护协议有没有签我不知道',
    '精神病2级，2018年11月卫生院门诊拿药，报销之后要自己给92块，协议签没签不清楚',
    '建档立卡户，2019年1月参加城乡居民医保，政府资助吗，当月是否还在册讲不清',
    '清新人，精神病，2018年9月送市三院住院，卫生院评估过没有我不清楚，问6000元补助',
  ])('is asked: %s', (text) => {
    expect(resultOf(text)?.status).toBe('missing');
  });
});

describe('a case told by a clerk', () => {
  it('is computed without a question', () => {
    expect(
      resultOf(
        '患者，男，41岁，我区户籍，经镇卫生院评估有肇事肇祸倾向，2018年11月由镇政府护送入清远市第三人民医院。住院总费用18,200元，医保报销9,100元，大病救助1,000元。',
      )?.values,
    ).toEqual({ treatmentSubsidy: 6000, escortSubsidy: 500, selfPay: 2100 });
  });

  it('reads a farm with both kinds in the words of the plan, and the whole only once', () => {
    const days = '2018-11-02自行关停、2018-11-15自行拆迁完毕，补贴多少';
    expect(resultOf(`非禁养区，畜场120.5㎡，禽场800㎡，${days}`)?.values).toEqual({ amount: 34_845 });
    expect(resultOf(`非禁养区，面积1200平方，其中畜场700平方、禽场500平方，${days}`)?.values).toEqual({
      amount: 78_000,
    });
  });

  it('takes about 50 kilograms for 50 only far from the limits', () => {
    expect(farm('约50公斤')?.values).toMatchObject({ days: 90 });
    expect(farm('大概65公斤')?.status).toBe('missing');
  });

  it('counts all limits from the investigation to the payment', () => {
    expect(
      resultOf('医疗救助，未备案，公示无异议，从调查完成后到拨付到账最长多少工作日、公示多少日')?.values,
    ).toMatchObject({ workingDays: 22, publicityDays: 10 });
  });
});
