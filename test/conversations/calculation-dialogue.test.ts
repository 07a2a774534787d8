/** Calculations as residents would have them, word for word. */
import { describe, expect, it } from 'vitest';
import { readCalculationCase } from '../../src/answering/calculation-case.ts';
import { run } from '../../src/calculators/run.ts';
import { inputOfCalculation } from '../../src/conversations/calculation-dialogue.ts';
import type { CalculationInput } from '../../src/conversations/conversing.ts';
import { buttonsOf, schemes, Talk, today } from './calculation-dialogue-talk.ts';

const medicalAid = (prefill?: CalculationInput) =>
  new Talk({ scheme: 'medical-aid', ...(prefill === undefined ? {} : { prefill }) });

/** The values that the end of a talk comes to. */
function computed(talk: Talk) {
  const { result } = talk.turn;
  if (result.kind !== 'done') throw new Error(`not at the end: ${talk.lines.join(' | ')}`);
  const scheme = schemes.find(({ id }) => id === result.input.scheme);
  if (scheme === undefined) throw new Error(result.input.scheme);
  return run(scheme, result.input.facts, { asOf: today, origins: result.input.origins });
}

const readCase = (text: string): CalculationInput => {
  const told = readCalculationCase({ text, context: [], asOf: today, schemes });
  if (told === null) throw new Error(text);
  return told;
};

const assumed =
  '没有问您，按常见情况假设的：4.户籍=本区；5.不予救助的情形=无；6.没有参加医保=不是，参加医保了；7.商业保险赔付=没有；8.社会指定医疗捐赠=没有；9.优抚医疗补助=没有；10.本年度此前自付=没有；11.本年度已领基本救助=没有；12.本年度已领重特大救助=没有';

describe('somebody on 低保', () => {
  it('is asked three questions and sees what was understood before the result', () => {
    const talk = medicalAid();
    expect(talk.lines).toEqual([
      '医疗救助 · 第1问',
      '病人属于哪一类人员？（可以选几类）',
      '可以选几项，选完点“选好了”。',
      '[低保][建档立卡][事实无人抚养儿童][特困供养][孤儿][低收入老年人][低收入未成年人][低收入重度残疾人][低收入重病患者][因病致贫重病患者][其他特殊困难人员][都不是]',
    ]);
    expect(talk.say('低保户').lines).toEqual([
      '医疗救助 · 第2问',
      '是在医保定点医院（医疗机构）看的吗？',
      '[是][不是]',
    ]);
    expect(talk.press('是').lines).toEqual([
      '医疗救助 · 第3问',
      '医保和大病保险报完后，政策范围内自己付了多少元？',
      '单位：元。例如：3万5、18600.50。',
    ]);
    expect(talk.say('3万').lines).toEqual([
      '我理解的情况（医疗救助）',
      '您回答的：1.对象类别=低保；2.定点医疗机构=是；3.政策范围内个人自付=30000元',
      assumed,
      '[收据是哪天开的]',
      '[里面有镶牙、美容这类费用]',
      '[家里还有一个病人]',
      '都对吗？都对就点“没错，开始算”；不对的点“改”，或者直接写出来。',
    ]);
    talk.press('没错，开始算');
    expect(talk.turn).toEqual({
      state: null,
      result: {
        kind: 'done',
        input: {
          scheme: 'medical-aid',
          facts: { categories: ['低保'], designated: true, ownShare: 30_000 },
          origins: { categories: 'asked', designated: 'asked', ownShare: 'asked' },
        },
        recap: '算一算医疗救助：低保，定点医疗机构，政策范围内个人自付30000元。',
      },
    });
    expect(computed(talk).values).toEqual({ basicAid: 24_000, majorIllnessAid: 0, total: 24_000 });
  });

  it('may choose several classes by buttons', () => {
    const talk = medicalAid().press('低保', '孤儿');
    expect(talk.lines.at(-1)).toContain('[✓低保][建档立卡][事实无人抚养儿童][特困供养][✓孤儿]');
    expect(talk.press('都不是').lines.at(-1)).toContain('[其他特殊困难人员][✓都不是]');
    expect(talk.lines.at(-1)).not.toContain('✓低保');
    expect(talk.press('都不是', '孤儿', '选好了').question).toBe('是在医保定点医院（医疗机构）看的吗？');
  });

  it('corrects the recap by button, by number and in own words', () => {
    const talk = medicalAid().say('低保', '是', '3万');
    expect(talk.press('改3').lines).toEqual([
      '医疗救助 · 改这一项',
      '医保和大病保险报完后，政策范围内自己付了多少元？',
      '单位：元。例如：3万5、18600.50。',
    ]);
    expect(talk.say('3万5').lines[1]).toBe(
      '您回答的：1.对象类别=低保；2.定点医疗机构=是；3.政策范围内个人自付=35000元',
    );
    expect(talk.say('其实自付是2万').lines.slice(1, 3)).toEqual([
      '记下了：政策范围内个人自付20000元。',
      '您回答的：1.对象类别=低保；2.定点医疗机构=是；3.政策范围内个人自付=20000元',
    ]);
    expect(talk.say('改1', '特困').lines[1]).toBe(
      '您回答的：1.对象类别=特困供养；2.定点医疗机构=是；3.政策范围内个人自付=20000元',
    );
    expect(talk.say('改户籍').question).toBe('病人的户籍在清新区吗？');
    talk.say('上一步', '对');
    expect(computed(talk).values['total']).toBe(20_000);
  });

  it('is asked for what a change opens, and keeps the rest', () => {
    const talk = medicalAid().say('低保', '是', '3万', '改1', '因病致贫重病患者');
    expect(talk.question).toBe('是住院、特殊门诊，还是普通门诊？');
    // What was paid oneself is kept: it is the cost that this class counts.
    expect(talk.say('住院').question).toBe('基本医保的起付标准（年度合计）多少元？');
    expect(talk.say('上一步', '上一步', '上一步').lines[1]).toBe(
      '您回答的：1.对象类别=低保；2.定点医疗机构=是；3.政策范围内个人自付=30000元',
    );
  });

  it('who does not know the own share is asked for the whole bill', () => {
    const talk = medicalAid().say('低保', '是').press('不清楚');
    expect(talk.question).toBe('医疗总费用多少元？');
    talk.say('6万', '2000', '3万', '没错');
    expect(computed(talk).values['total']).toBe(22_400);
  });

  it('who knows neither gets what can be said', () => {
    const talk = medicalAid().say('低保', '是').press('不清楚', '不清楚');
    expect(talk.lines.find((line) => line.startsWith('还不清楚的'))).toBe(
      '还不清楚的：6.政策范围内个人自付=不清楚；7.总费用=不清楚',
    );
    const { status, bounds } = computed(talk.say('没错'));
    expect([status, bounds['total']]).toEqual(['missing', [0, 80_000]]);
  });

  it('may tell of a second patient', () => {
    const talk = medicalAid().say('低保', '是', '3万').press('家里还有一个病人');
    expect(talk.question).toBe('另一名共同生活的病人自付多少元？');
  });
});

describe('somebody of low income who is not recognised yet', () => {
  it('is asked for class, income and property, step by step', () => {
    const talk = medicalAid();
    const questions = [
      ['都不是', '还没有认定的话，想按哪一种人员申请？'],
      ['低收入老人', '病人的户籍在清新区吗？'],
      ['本区', '家庭每人每月可支配收入是多少元？'],
      ['每月800', '户籍所在地的城镇低保标准是每月多少元？（公报没有写，请问镇政府）'],
      ['780', '共同生活的家庭成员名下有机动车或者船吗？（摩托车、残疾人代步车不算）'],
      ['冇车', '家庭成员名下有公司、店铺等营利性组织吗？'],
      ['冇', '家庭成员名下一共有几套产权房屋？'],
      ['1套', '家庭成员名下的存款，平均每人多少元？'],
      ['两千', '股票、基金、字画等收藏品的市值，平均每人多少元？（没有填0）'],
      ['冇', '清新区12个月的城镇低保标准一共多少元？（公报没有写，请问区民政局）'],
      ['9360', '是在医保定点医院（医疗机构）看的吗？'],
      ['系', '是住院、特殊门诊，还是普通门诊？'],
      ['住院', '医保和大病保险报完后，政策范围内自己付了多少元？'],
      ['2万8', 'recap'],
    ] as const;
    for (const [reply, question] of questions)
      expect([reply, talk.say(reply).question]).toEqual([reply, question]);
    talk.say('病人今年71岁');
    expect(talk.lines[1]).toBe('记下了：年龄71岁。');
    const result = computed(talk.say('没错'));
    // 28000 × 75%.
    expect(result.values['total']).toBe(21_000);
    expect(result.facts.find(({ key }) => key === 'age')).toMatchObject({ value: 71, origin: 'said' });
  });
});

describe('somebody from elsewhere', () => {
  it('may say that 低保 is not of here', () => {
    const talk = medicalAid().say('低保', '是', '3万', '改 户籍').press('非本区').say('没错');
    expect(computed(talk)).toMatchObject({ status: 'not-eligible', eligible: false });
  });

  it('is asked for work, permit, home and insurance', () => {
    const talk = medicalAid().say('都不是', '因病致贫', '非本区');
    const asked = ['不是学生', '有', '有居住证', '有固定住所', '3年'].map((reply) => {
      const { question } = talk;
      talk.say(reply);
      return question;
    });
    expect(asked).toEqual([
      '病人是全日制普通高等院校的在校学生吗？',
      '病人在清新区就业或者创业吗？',
      '有没有在有效期内的《广东省居住证》？',
      '在本区有固定住所吗？',
      '申请前在清新区连续参加基本医疗保险多少个月？（中断过的只算最近连续的）',
    ]);
    expect(talk.question).toBe('全家过去一年的可支配收入一共多少元？（没有收入填0）');
    expect(talk.say('上一步', '12个月').lines[1]).toContain('连续参保月数=12个月');
  });
});

describe('what was said in a question', () => {
  it('is shown first and not asked again', () => {
    const talk = medicalAid(readCase('我是低保户，住院自付3万，能报多少？'));
    expect(talk.lines.slice(0, 2)).toEqual([
      '我理解的情况（医疗救助）',
      '我已从您的话里知道：低保，定点医疗机构，住院，政策范围内个人自付30000元。不对的，最后可以改。',
    ]);
    expect(computed(talk.say('没错')).values['total']).toBe(24_000);
  });

  it('leaves only the rest to be asked', () => {
    const talk = medicalAid(readCase('我妈因病致贫，住院自付5万，能报多少？'));
    expect(talk.lines[1]).toMatch(/^我已从您的话里知道：因病致贫重病患者，/);
    expect(talk.turn.result.kind).toBe('ask');
  });

  it('of another calculator, or impossible, is left out', () => {
    const other = { scheme: 'water-balance-test', facts: { monthly: 3 }, origins: {} };
    expect(medicalAid(other).question).toBe('病人属于哪一类人员？（可以选几类）');
    const facts = { categories: ['富人'], designated: '是', ownShare: -3, nothing: 1 };
    const talk = medicalAid({ scheme: 'medical-aid', facts, origins: {} });
    expect(talk.lines[1]).toBe('我已从您的话里知道：定点医疗机构。不对的，最后可以改。');
  });

  it('and was not known then is asked', () => {
    const facts = { categories: ['低保'], designated: true, ownShare: null };
    const talk = medicalAid({ scheme: 'medical-aid', facts, origins: { ownShare: 'asked' } });
    expect(talk.question).toBe('医保和大病保险报完后，政策范围内自己付了多少元？');
  });

  it('of an earlier answer begins another one', () => {
    const result = computed(medicalAid(readCase('我是低保户，住院自付3万')).say('没错'));
    const talk = medicalAid(inputOfCalculation(result)).say('改成自付5万', '对');
    expect(computed(talk).values['total']).toBe(40_000);
  });

  it('is told again by the recap of the result', () => {
    const talk = medicalAid().say('低保', '是', '3万', '对');
    const { result } = talk.turn;
    if (result.kind !== 'done') throw new Error(result.kind);
    expect(readCase(result.recap).facts).toEqual(result.input.facts);
  });
});

describe('a reply that is no answer', () => {
  it('repeats the question with the reason, and loses nothing', () => {
    const talk = medicalAid().say('低保', '是');
    const { state } = talk.turn;
    expect(talk.say('大概3万').lines).toEqual([
      '医疗救助 · 第3问',
      '要写准确的数才能算，不能是大约的数。例如：3万5、18600.50；不清楚就点“不清楚”。',
      '医保和大病保险报完后，政策范围内自己付了多少元？',
      '单位：元。例如：3万5、18600.50。',
    ]);
    for (const reply of ['', '   ', '。', '🙂', '好多', 'x'.repeat(3000), '13800138000', '\u0000\ud800'])
      expect([reply, talk.say(reply).turn.state]).toEqual([reply, state]);
  });

  it('is answered for itself when it is a question', () => {
    const talk = medicalAid().say('低保').say('要带什么材料？');
    expect(talk.lines).toEqual([
      '（先回答：要带什么材料？）',
      '医疗救助 · 第2问',
      '是在医保定点医院（医疗机构）看的吗？',
      '[是][不是]',
    ]);
    expect(talk.press('是').question).toBe('医保和大病保险报完后，政策范围内自己付了多少元？');
  });

  it('may ask why', () => {
    const talk = medicalAid().say('低保', '是').press('为什么要问');
    expect(talk.lines[1]).toBe(
      '为什么要问：第七条至第九条：基本医保政策范围内的个人自付部分，看结算单。（低保、建档立卡、事实无人抚养儿童、特困、低收入才要填。）',
    );
    expect(buttonsOf(talk.turn.result).map(({ label }) => label)).toEqual(['不清楚', '上一步', '取消']);
    expect(medicalAid().say('什么意思').lines[1]).toMatch(/^为什么要问：/);
  });
});

describe('facts that contradict each other', () => {
  it('are told in the recap, which cannot be agreed to before one is changed', () => {
    const talk = medicalAid().say('低保', '是').press('不清楚').say('2万', '3万');
    expect(talk.lines.at(-2)).toMatch(/超目录费用.*总费用|总费用.*超目录费用/);
    expect(talk.lines.at(-1)).toBe('请看看上面哪一项不对，点“改”，或者直接写出来；改好才能算。');
    expect(buttonsOf(talk.turn.result).map(({ label }) => label)).not.toContain('没错，开始算');
    expect(talk.say('没错').turn.result.kind).toBe('recap');
    expect(talk.say('改超目录费用', '3000').question).toBe('基本医保和大病保险一共报了多少元？');
  });
});
