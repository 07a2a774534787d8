/** Buttons of other questions, ending, beginning anew, what is kept between two replies, and the list to choose from. */
import { describe, expect, it } from 'vitest';
import { dialogueWordingOf } from '../../src/conversations/calculation-dialogue-fields.ts';
import { createCalculationDialogue } from '../../src/conversations/calculation-dialogue.ts';
import {
  buttonsOf,
  corpus,
  dialogue,
  fieldOf,
  schemes,
  shown,
  Talk,
  today,
} from './calculation-dialogue-talk.ts';

const medicalAid = () => new Talk({ scheme: 'medical-aid' });

describe('a button', () => {
  it('of an earlier question fills in nothing', () => {
    const talk = medicalAid().say('低保');
    const [yes, change] = [talk.code('是'), talk.code('不清楚')];
    talk.press('是');
    for (const code of [yes, change]) {
      const { state } = talk.turn;
      talk.reply({ kind: 'button', code });
      expect(talk.turn.state).toBe(state);
      expect(talk.lines.slice(0, 2)).toEqual([
        '这个按钮是前面的问题的，没有填进去。现在要答的是：',
        '医疗救助 · 第3问',
      ]);
    }
  });

  it('of another calculation, or of nobody, fills in nothing', () => {
    const other = dialogue.start({ scheme: 'medical-aid', serial: 'other' }, today);
    const codes = [...buttonsOf(other.result).map(({ code }) => code), '', 's1.0', 's1.0.zz.y', 's1.0._.o'];
    const talk = medicalAid();
    const { state } = talk.turn;
    for (const code of codes)
      expect([code, talk.reply({ kind: 'button', code }).turn]).toMatchObject([
        code,
        { state, result: { kind: 'stale' } },
      ]);
  });

  it('of the question before works again after 上一步', () => {
    const talk = medicalAid().say('低保');
    const no = talk.code('不是');
    const recap = talk.press('是').press('上一步').reply({ kind: 'button', code: no }).lines;
    expect(recap[1]).toBe('您回答的：1.对象类别=低保；2.定点医疗机构=不是');
  });

  it('pressed when all is over is told kindly that it is', () => {
    const code = medicalAid().code('低保');
    expect(dialogue.reply(null, { kind: 'button', code }, today)).toEqual({
      state: null,
      result: { kind: 'outdated', text: '这次计算已经结束了。要再算一次，请重新选一项。', scheme: null },
    });
  });
});

describe('a dialogue', () => {
  it('can be given up, also by an old button', () => {
    const talk = medicalAid();
    const cancel = talk.code('取消');
    talk.say('低保', '是').reply({ kind: 'button', code: cancel });
    expect(talk.turn).toEqual({
      state: null,
      result: { kind: 'cancelled', text: '好的，这次计算取消了，您填的内容没有留下来。' },
    });
    expect(medicalAid().say('唔计了').turn.state).toBeNull();
  });

  it('can begin anew', () => {
    expect(medicalAid().say('低保', '是', '重新开始').turn).toEqual(medicalAid().turn);
  });

  it('says at the beginning that there is nothing to go back to', () => {
    expect(medicalAid().say('上一步').lines[1]).toBe('已经是第一问了。');
  });

  it('of an older version, or damaged, is told kindly to begin anew', () => {
    const { state } = medicalAid().turn;
    const older = JSON.stringify({ ...JSON.parse(state ?? ''), version: 0 });
    const gone = (state ?? '').replaceAll('"categories"', '"gone"');
    const text = '系统更新过，这次计算不能接着做了，要从头填一次。给您添麻烦了。';
    for (const [kept, scheme] of [
      [older, 'medical-aid'],
      [gone, 'medical-aid'],
      ['{"scheme":"gone"}', null],
      ['{', null],
      ['null', null],
    ] as const) {
      const turn = { state: null, result: { kind: 'outdated', text, scheme } };
      expect(dialogue.show(kept, today)).toEqual(turn);
      expect(dialogue.reply(kept, { kind: 'text', text: '是' }, today)).toEqual(turn);
    }
  });

  it('goes back to the recap when somebody leaves the item that they wanted to change as it is', () => {
    const recap = medicalAid().say('低保', '是', '3万').lines;
    for (const words of ['不改了', '唔改喇', '不用改了', '还是原来的', '算了，不改了']) {
      const talk = medicalAid().say('低保', '是', '3万', '改3', words);
      expect([words, talk.lines]).toEqual([words, recap]);
      expect(talk.say('不改了').lines).toEqual(recap);
    }
    // Where nothing is being changed it is no answer.
    expect(medicalAid().say('低保', '是', '不改了').lines[1]).toContain('没有读出数字');
  });

  it('takes a figure with a 呢 behind it for a fact, and a supposition for a question', () => {
    const talk = medicalAid().say('低保', '是', '不清楚', '30000', '45600', '改4', '自己付了两万呢');
    expect(talk.lines.slice(0, 3)).toEqual([
      '医疗救助 · 改这一项',
      '记下了：政策范围内个人自付20000元。',
      '其中超出医保目录的费用多少元？',
    ]);
    expect(talk.say('5600呢', '自己付了一万八呢').lines[1]).toBe('记下了：政策范围内个人自付18000元。');
    expect(talk.say('那如果自己付了两万呢').turn.result.kind).toBe('aside');
    expect(talk.say('那特困呢').turn.result.kind).toBe('aside');
  });

  it('stays small, however often somebody changes something', () => {
    const talk = medicalAid().say('低保', '是', '3万');
    for (let round = 1; round <= 100; round += 1) talk.say('改3', String(round));
    expect(talk.turn.state?.length).toBeLessThan(20_000);
    expect(talk.lines[1]).toContain('政策范围内个人自付=100元');
    expect(talk.say('上一步', '上一步').lines[1]).toContain('政策范围内个人自付=99元');
  });

  it('counts 去年 from the day of the reply', () => {
    const talk = new Talk({ scheme: 'aid-timeline' })
      .say('镇审核意见')
      .press('想知道最后是哪一天')
      .say('去年3月');
    expect(talk.lines.find((line) => line.startsWith('您回答的'))).toContain('起算日期=2025年3月');
  });
});

describe('the list of calculators', () => {
  it('names each in plain words, with what it needs and whether its rule is expired', () => {
    const list = dialogue.list(today);
    expect(list.map(({ scheme }) => scheme)).toEqual(schemes.map(({ id }) => id));
    expect(list[0]).toEqual({
      scheme: 'medical-aid',
      title: '看病住院，医疗救助能给多少',
      needs: '哪一类人员（低保、特困、低收入等）、是不是定点医院、医保报销后自己付了多少元',
      expired: '清新府办〔2018〕16号：有效期至2020年3月31日，已届满，截至2026年11月29日不再作为办事依据。',
    });
    expect(list.find(({ scheme }) => scheme === 'mental-health-medication')?.expired).toBeNull();
    expect(dialogue.list('2019-06-01')[0]?.expired).toBeNull();
    for (const { title, needs } of list) {
      expect(title.length).toBeLessThanOrEqual(26);
      expect(needs).not.toBe('');
    }
  });

  it('has no calculator whose document is not there', () => {
    const empty = createCalculationDialogue({ schemes, corpus: { ...corpus, documents: [] } });
    expect(empty.list(today)).toEqual([]);
    expect(shown(empty.start({ scheme: 'medical-aid', serial: 'a' }, today).result)).toEqual([
      '这里没有这一种计算，请重新选一项。',
    ]);
  });

  it('names only fields that there are, and asks instead only what leads to the same', () => {
    for (const scheme of schemes) {
      const { instead, extras } = dialogueWordingOf(scheme);
      for (const key of [...Object.entries(instead).flat(), ...Object.keys(extras)])
        expect(fieldOf(scheme.id, key).key).toBe(key);
    }
  });
});
