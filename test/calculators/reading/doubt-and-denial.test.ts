/** Denials and doubts after the word, supposed classes, parts of a bill that do not count, years and halves as they are spoken. */
import { describe, expect, it } from 'vitest';
import { readSentence } from '../../../src/calculators/reading/sentence.ts';
import { resultOf, seen, situationOf, today } from './told.ts';

const raw = (text: string): Readonly<Record<string, unknown>> => situationOf(text)?.raw ?? {};
const identitiesOf = (who: string): unknown =>
  raw(`${who}，2018年12月参加城乡居民医保，资助多少？`)['identities'];
const about = (years: string): string => `低保，本区户籍，定点医院住院，${years}`;
const ill = (doubt: string): string => `低保，本区，2019年5月定点医院住院，政策范围内自付6万，${doubt}`;
const yuan = (text: string): readonly (number | null)[] =>
  readSentence(text, today).amounts.map(({ fen }) => (fen === null ? null : fen / 100));

describe('half of a yuan and half of a unit', () => {
  it.each([
    ['自己畀咗五十三蚊半', 53.5],
    ['自付了一千二百零七块半', 1207.5],
    ['自付218元半', 218.5],
    ['自付48块半钱', 48.5],
    ['自付两万半', 25_000],
    ['自付三千半', 3500],
    ['自付万半', 15_000],
    ['自付千半蚊', 1500],
  ])('%s', (text, expected) => {
    expect(yuan(text)).toEqual([expected]);
  });

  it('leaves open what half of it is', () => {
    expect(yuan('自付三万块半')).toEqual([null]);
  });

  it.each([
    ['自付300元半年', 300],
    ['自付2000块半个月', 2000],
    ['自付三万半年没上班', 30_000],
  ])('is no half of what a stretch of time begins with: %s', (text, expected) => {
    expect(yuan(text)).toEqual([expected]);
  });
});

describe('the year of 本年', () => {
  it.each([
    '2018全年政策内自付6万，本年此前没有领过',
    '2018整年政策内自付6万，本年度还未享受救助',
    '2018年政策内自付6万，本年度未领',
    '2018年度政策内自付6万，本年累计未领过任何救助',
    '2018那年政策内自付6万',
  ])('is the year that is written: %s', (text) => {
    expect(raw(about(text))['receiptDate']).toBe('2018');
  });

  it('with its month', () => {
    expect(raw(about('2018年政策内自付6万，本年8月出院'))['receiptDate']).toBe('2018-08');
  });

  it('is the year of the question where no other is written, and no date beside 未领过', () => {
    expect(raw(about('本年8月政策内自付6万'))['receiptDate']).toBe('2026-08');
    expect(raw(about('政策内自付6万，本年此前未领过'))['receiptDate']).toBeUndefined();
  });
});

describe('doubt about a yes/no fact', () => {
  it.each([
    '算不算重特大疾病不好说',
    '属不属于重特大疾病唔清楚',
    '唔知系唔系重特大疾病',
    '重特大疾病？医生冇讲',
    '是否重特大疾病未知',
    '是重特大疾病还是普通病我弄不清',
    '重特大疾病，这个不确定',
    '是不是重特大疾病医生还没说清楚',
    '系唔系重特大疾病要等结果',
    '重特大疾病还没有认定',
    '重特大疾病待认定',
  ])('asks for it: %s', (doubt) => {
    expect(seen(ill(doubt))).toMatch(/患重特大疾病/);
  });

  it('takes a plain answer', () => {
    expect(seen(ill('不算重特大疾病'))).toBe('48000 + 0');
    expect(seen(ill('是重特大疾病'))).toBe('48000 + 6000');
  });
});

describe('a denial of classes', () => {
  const stay = '2019年5月在区人民医院住院政策范围内自付1万';

  it.each([
    `我们是认定的低收入家庭，我爸71岁，${stay}，五保那些我们没有`,
    `我哋系认定咗嘅低收入家庭，我爸71岁，${stay}，低保呢啲我哋都冇`,
    `我爸71岁，${stay}。低收入家庭已认定，特困之类的不是`,
    `我爸71岁，认定的低收入家庭，不是低保五保孤儿，${stay}`,
    `我爸71岁，认定的低收入家庭，没有低保或建档立卡，${stay}`,
    `我爸71岁，认定的低收入家庭，特困审核过没通过，${stay}`,
  ])('after the word, or for a row of them: %s', (text) => {
    expect(raw(text)['categories']).toEqual(['低收入老年人']);
  });

  it.each([
    [`不是低保是特困，${stay}`, ['特困供养']],
    [`我家不是低保的建档立卡户，${stay}`, ['建档立卡']],
    [`低保户，${stay}，村里没有其他补助`, ['低保']],
    [`我系低保嘅，${stay}`, ['低保']],
  ])('reaches no further: %s', (text, expected) => {
    expect(raw(text)['categories']).toEqual(expected);
  });

  it('tests 因病致贫 where that is the question', () => {
    const family =
      '清新户口，一家三口一年收入五万，定点医院住院，2019年，合规费用自己负担了两万八，没车，房子一套';
    const result = resultOf(`${family}，特困低保都不是，低收入去查过也不符合，属不属于因病致贫？`);
    expect(result?.status).toBe('not-eligible');
    expect(raw(`${family}，算不算因病致贫？`)['pending']).toBe('因病致贫重病患者');
  });

  it('holds for the support of premiums as well', () => {
    expect(identitiesOf('我家是低保户')).toEqual(['城乡最低生活保障对象']);
    expect(identitiesOf('我家低保申请没批')).toBeNull();
    expect(identitiesOf('我家低保去年取消了')).toBeNull();
    expect(identitiesOf('如果我家是低保户')).toBeNull();
    expect(identitiesOf('我家不是低保特困，是低收入家庭')).toEqual(['低收入家庭成员']);
  });
});

describe('a class that is only supposed', () => {
  const stay = '2019年5月区人民医院住院自付1万，救助多少';

  it.each([
    [`如果是低保，${stay}`, ['低保']],
    [`假如我是特困，${stay}`, ['特困供养']],
    [`我爸要是建档立卡户的话，${stay}`, ['建档立卡']],
  ])('is shown as assumed: %s', (text, expected) => {
    const fact = resultOf(text)?.facts.find(({ key }) => key === 'categories');
    expect(fact).toMatchObject({ value: expected, origin: 'assumed' });
  });

  it('is asked beside the class that is said', () => {
    expect(raw(`我是建档立卡户，如果是低保，${stay}`)['categories']).toBeNull();
    expect(raw(`我是建档立卡户，要是低收入老人，${stay}`)['categories']).toBeNull();
  });
});

describe('a part of the cost that does not count', () => {
  const bill = '低保，2019年5月区人民医院住院，医保报完自己要付5000元';

  it.each([
    [`${bill}，其中500是叫他出院后又多住的几天`, '3600 + 0'],
    [`${bill}。里面有500元是收到出院通知还赖着住的床位钱`, '3600 + 0'],
    [`${bill}，其中伙食费500元`, '3600 + 0'],
    [`${bill}，其中特需病房500`, '3600 + 0'],
    [`${bill}，其中镶牙花了500`, '3600 + 0'],
    [`${bill}，当中500元是陪护床同护工`, '3600 + 0'],
    [`${bill}，其中自费药300元，伙食费200元`, '3600 + 0'],
    [`${bill}，里面没有自费药`, '4000 + 0'],
    [`${bill}，不包括伙食费500元`, '4000 + 0'],
  ])('comes off: %s', (text, expected) => {
    expect(seen(text)).toBe(expected);
  });

  it('is asked where it is not told apart', () => {
    expect(seen(`${bill}，其中500是我不明白的`)).toBe('unclear');
    expect(seen(`低保，2019年5月定点医院住院，政策范围内自付5000元，其中自费药500元`)).toBe('unclear');
  });

  it('of the whole bill is outside the catalogue', () => {
    expect(raw('低保，2019年5月定点医院住院，总费用1万元，其中伙食费500元，医保报了5000元')).toMatchObject({
      totalCost: 10_000,
      outsideCost: 500,
    });
  });
});

describe('who escorted the patient', () => {
  const patient = '我弟清新户口，严重精神障碍，卫生院评估有肇事肇祸倾向，2019年4月';

  it.each(['派出所安排三名民警送到市三院', '街道办派人送佢去三院', '镇综治办组织人员护送到市三院'])(
    'is an office: %s',
    (sent) => {
      expect(resultOf(`${patient}${sent}，补多少？`)?.values).toMatchObject({ escortSubsidy: 500 });
    },
  );

  it.each(['我们自己送去市三院', '派出所叫我们自己送去市三院', '镇里不派人，送去市三院'])(
    'is none, or asked: %s',
    (sent) => {
      expect(raw(`${patient}${sent}，补多少？`)['sentBy']).not.toBe('镇、综治、公安等部门');
    },
  );
});
