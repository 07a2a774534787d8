/** Whose facts a conversation tells, bare replies, second claims and what narrows the next question. */
import { describe, expect, it } from 'vitest';
import { resultOf, seen, situationOf } from './told.ts';

const stay = '低保，2019年5月住院自付3万';
const open = '我2019年5月住院自付3万，能补多少';

/** The next question where the conversation puts it another way; null: as the field map has it, or none is asked. */
function asked(...turns: readonly string[]): string | null {
  const key = resultOf(...turns)?.missing[0]?.key;
  return situationOf(...turns)?.questions.find((question) => question.key === key)?.text ?? null;
}

/** The classes that are still possible. */
const among = (...turns: readonly string[]): readonly string[] =>
  situationOf(...turns)?.questions.find(({ key }) => key === 'categories')?.among ?? [];

describe('a question for a rule gives no fact of the person who asked it', () => {
  it.each([
    ['特困人员全额救助吗', '特困人员'],
    ['五保户有什么待遇', '五保户'],
    ['假设我是特困人员', '特困人员'],
    ['我爸是低保户', '低保户'],
  ])('%s: the class is asked, and offered', (before, words) => {
    expect(seen(before, open)).toBe('missing: 对象类别');
    expect(asked(before, open)).toContain(`“${words}”`);
  });

  it.each([['五保和低保哪个多'], ['我爸是五保户'], ['我邻居是五保户']])(
    '%s: the class is asked',
    (before) => {
      expect(seen(before, open)).toBe('missing: 对象类别');
      expect(asked(before, open)).toBeNull();
    },
  );

  it.each([
    [['特困人员全额救助吗', open, '是'], '30000 + 0'],
    [['特困人员全额救助吗', open, '不是'], 'missing: 对象类别'],
    [['特困人员全额救助吗', open, '低保'], '24000 + 0'],
    [['五保和低保哪个多', open, '是'], 'missing: 对象类别'],
    [['低保户住院能报多少', '自己出咗三万'], 'missing: 对象类别'],
    [['低保户住院能报多少', '自己出咗三万', '系'], '24000 + 0'],
    [['低收入老人住院能报多少', '自己出咗三万', '系'], '22500 + 0'],
    [['补助多少？', '低保', '住院', '自己出咗三万'], 'missing: 对象类别'],
    [['低保户住院能报多少', '五保户住院能报多少', '我自付3万', '系'], '30000 + 0'],
    [['禁养区拆迁补助吗', '我猪场1200平方，2018年10月15号自己关停拆的'], 'missing: 区域'],
    [[stay, '我想问下五保户报几多'], 'nothing to compute'],
    [[stay, '五保户报几多', '那我自付4万呢'], '32000 + 0'],
  ])('%j', (turns, expected) => {
    expect(seen(...turns)).toBe(expected);
  });

  it('keeps what somebody says of the patient', () => {
    expect(seen('我爸是五保户', '他2019年5月住院自付3万')).toBe('30000 + 0');
    expect(seen('我爸是五保户', '2019年5月住院自付3万，能报多少')).toBe('30000 + 0');
    expect(seen('我是低保，2019年5月住院', '自付3万')).toBe('24000 + 0');
    expect(seen('我家低保，2019年5月住院', '我妈自付3万')).toBe('24000 + 0');
    expect(seen('我妈低保，2019年5月住院', '我自己出了3万')).toBe('24000 + 0');
  });

  it('says that a confirmed class is an answer', () => {
    const facts = resultOf('低保户住院能报多少', '自己出咗三万', '系')?.facts ?? [];
    expect(facts.find(({ key }) => key === 'categories')?.origin).toBe('asked');
  });
});

describe('another person starts with no facts', () => {
  it.each([
    [['五保户，2019年5月住院自付3万', '我阿爸住院自己出咗4万，能报几多']],
    [['低收入老人，65岁，重特大疾病，2019年5月住院自付3万', '我阿妈都系住院，佢自付2万']],
    [[stay, '那我弟弟自付5万呢']],
    [['我妈低保，2019年5月住院自付3万', '我自己也住院自付1万']],
    [['五保户，2019年5月住院自付3万', '隔壁老王自付4万能报多少']],
  ])('%j', (turns) => {
    expect(seen(...turns)).toBe('missing: 对象类别');
    const raw = situationOf(...turns)?.raw ?? {};
    for (const key of ['categories', 'receiptDate', 'age', 'majorIllness'])
      expect(raw).not.toHaveProperty(key);
  });

  it('is asked whether the class of the family holds', () => {
    expect(asked(stay, '那我弟弟自付5万呢')).toContain('“低保”');
    expect(seen(stay, '那我弟弟自付5万呢', '系')).toBe('40000 + 0');
    expect(asked('五保户，2019年5月住院自付3万', '我阿爸自付4万能报几多')).toBeNull();
    expect(asked(stay, '我呢')).toContain('“低保”');
  });

  it('is not begun by what the asker adds', () => {
    expect(seen('我妈低保，2019年5月住院自付3万', '我有转诊手续的')).toBe('24000 + 0');
  });

  it('is not taken for one in a correction', () => {
    expect(seen('我妈低保，2019年5月住院自付3万', '不对，是4万')).toBe('32000 + 0');
  });
});

describe('a second claim of the year', () => {
  const again = [stay, '我2019年6月又住院，自付4万'];
  it.each([
    [again, 'missing: 本年度已领基本救助、本年度已领重特大救助、患重特大疾病'],
    // 80% of 70000 is over 50000; 24000 of it was paid.
    [[...again, '领了2万4', '没有', '不是'], '26000 + 0'],
    [[...again, '还没领', '不是重特大'], '50000 + 0'],
    [[stay, '又住院了，自付1万'], 'missing: 本年度此前自付、本年度已领基本救助'],
    [[stay, '又住院了，自付1万', '是', '领了24000'], '8000 + 0'],
    [['低保，2018年5月住院自付3万', '2019年6月又住院，自付4万'], '32000 + 0'],
    [[stay, '那如果2019年6月住院自付4万呢'], '32000 + 0'],
  ])('%j', (turns, expected) => {
    expect(seen(...turns)).toBe(expected);
  });
});

describe('corrections over turns', () => {
  it.each([
    [[stay, '不对，3万是总费用'], 'missing: 超目录费用、医保及大病报销'],
    [[stay, '不是低保，是低收入老人'], '22500 + 0'],
    [[stay, '不是自付3万，是自付2万'], '16000 + 0'],
    [['低保，2019年5月住院自付2万', '三万，不是两万'], '24000 + 0'],
    [['低保，2019年5月住院', '自付3万，哦不对，是5万'], '40000 + 0'],
    [[stay, '不是3万'], 'unclear'],
    [[stay, '里面有自费药2000'], 'unclear'],
  ])('%j', (turns, expected) => {
    expect(seen(...turns)).toBe(expected);
  });
});

describe('several persons in one message', () => {
  it.each([
    ['我妈五保，我低保，我2019年5月住院自付3万能补多少'],
    ['我和我爸都是低保，都住院，2019年5月各自付3万，一共能补多少'],
    ['我是低保，他是五保，我自付2万，他自付1万5，住院能补多少'],
    ['我和我爸都是低保，都住院，2019年5月一共自付6万'],
    ['我妈是低保，我爸是五保，我自付2万，他自付1万5，2019年5月住院能补多少'],
  ])('asks who is who: %s', (text) => {
    expect(seen(text)).toBe('unclear');
    expect(resultOf(text)?.values['total'] ?? null).toBeNull();
  });

  it('computes where one of them is the patient', () => {
    expect(seen('我同我老婆都系低保，佢住院自付2万，能报几多')).toBe('16000 + 0');
    expect(seen('我爸低保住院自付3万，我陪他，误工费2000')).toBe('24000 + 0');
  });
});

describe('bare replies', () => {
  const farm = ['猪场拆迁补助多少', '非禁养区', '1200平方', '10月15号'];
  it.each([
    [['低保户住院能报多少', '低保'], 'missing: 定点医疗机构、政策范围内个人自付'],
    [['低保户住院能报多少', '低保', '住院', '3万'], 'unclear'],
    [['低保户住院能报多少', '低保', '住院', '3万', '自己出嘅'], '24000 + 0'],
    [['低保户住院能报多少', '低保', '3万', '总费用', '报了1万', '目录外没有'], '16000 + 0'],
    [farm.slice(0, 2), 'missing: 自行关停日期、自行拆迁日期、场类、面积平方米'],
    [farm.slice(0, 3), 'missing: 自行关停日期、自行拆迁日期、场类'],
    [farm, 'unclear'],
    [[...farm, '2018年'], 'missing: 自行拆迁日期、场类'],
    [[...farm, '2018年', '同一天拆的'], 'missing: 场类'],
    [[open, '低收入', '65'], '22500 + 0'],
    [[open, '低收入', '老年人'], '22500 + 0'],
    [[open, '低收入', '30'], 'missing: 对象类别'],
    [[open, '最后一个'], 'unclear'],
    [[open, '唔清楚喎'], 'missing: 对象类别'],
  ])('%j', (turns, expected) => {
    expect(seen(...turns)).toBe(expected);
  });

  it('takes none of them for a class of its own', () => {
    expect(situationOf(open, '都唔系')?.raw).toMatchObject({ categories: ['都不是'] });
  });

  it('takes the year of the other deed, as in one message', () => {
    const told = '猪场1200平方，非禁养区，2018年10月15号自己关停拆的，补多少';
    expect(resultOf(told, '11月20号自己拆的')?.values).toEqual({ amount: 108_000 });
  });

  it('computes the farm once the kind is confirmed', () => {
    expect(resultOf(...farm, '2018年', '同一天拆的', '系')?.values).toEqual({ amount: 120_000 });
  });

  it('narrows the class to those of 低收入, and leaves out what was denied', () => {
    expect(among(open, '低收入')).toEqual([
      '低收入老年人',
      '低收入未成年人',
      '低收入重度残疾人',
      '低收入重病患者',
    ]);
    const left = among('唔系低保唔系五保唔系低收入，2019年住院自付5万能报几多');
    expect(left).not.toContain('低保');
    expect(left).not.toContain('特困供养');
    expect(left).not.toContain('低收入老年人');
    expect(left).toContain('因病致贫重病患者');
    expect(among(open, '不是低保', '也不是五保')).not.toContain('特困供养');
  });

  it.each([['系'], ['冇'], ['都唔系'], ['唔系喎'], ['唔清楚喎'], ['自己出嘅'], ['那呢']])(
    '%s adds nothing to a finished calculation',
    (reply) => {
      expect(situationOf(stay, reply)?.remark).toBe('nothing_new');
    },
  );
});

describe('questions after a calculation', () => {
  it.each([['那几时批到'], ['去边度办'], ['要带什么'], ['点解唔系全部'], ['重特大系咩意思']])(
    '%s is no case again, and the calculation goes on after it',
    (question) => {
      expect(situationOf(stay, question)).toBeNull();
      expect(seen(stay, question, '如果自付2万呢')).toBe('16000 + 0');
    },
  );

  it('asks what is left', () => {
    expect(situationOf(stay, '仲要自己出几多')?.remark).toBe('what_is_left');
  });
});

describe('people from elsewhere', () => {
  it('are not asked for the 户籍 that the 居住证 tells', () => {
    const raw = situationOf(
      '我系外地人，在清新打工3年，有居住证，买咗两年半医保，住院自付5万，能救助吗',
    )?.raw;
    expect(raw).toMatchObject({ residence: '非本区', 'nonLocal.working': true, 'nonLocal.totalMonths': 30 });
  });
});
