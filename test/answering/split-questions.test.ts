import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitQuestions } from '../../src/answering/split-questions.ts';

const parts = (message: string) => splitQuestions(message).map(({ text }) => text);
const bare = (text: string) => text.replace(/[\s，,；;。？?！!]/g, '');

describe('a message with two questions', () => {
  it('is split at the mark or the connecting word between them', () => {
    expect(splitQuestions('低保户住院报多少？另外临时救助去哪里申请？')).toEqual([
      { text: '低保户住院报多少？', leans: false },
      { text: '临时救助去哪里申请？', leans: false },
    ]);
    expect(parts('禁火期几时到几时，违反了罚几多')).toEqual(['禁火期几时到几时', '违反了罚几多']);
  });

  it('marks the part that takes its subject from the one before', () => {
    expect(splitQuestions('救助要交什么材料，几时公示')[1]).toEqual({ text: '几时公示', leans: true });
    expect(splitQuestions('低保户住院能报几成？孤儿呢？')[1]).toEqual({ text: '孤儿呢？', leans: true });
  });

  it('keeps what stands before a question with that question', () => {
    expect(parts('我是低保户，住院能报多少？我妈是五保户，她又能报多少？')).toEqual([
      '我是低保户，住院能报多少？',
      '我妈是五保户，她又能报多少？',
    ]);
  });

  it('reads Cantonese question words', () => {
    expect(parts('公厕边个起，几时起好')).toEqual(['公厕边个起', '几时起好']);
  });

  it('has at most three parts', () => {
    expect(parts('材料交什么？去哪里交？多久批？公示几天？钱几时到账？')).toHaveLength(3);
  });
});

describe('a message that is one question', () => {
  it.each([
    '低保户住院能报八成，还是全报？',
    '医疗救助资料要交去边度啊，村委定系镇府？',
    '家里有一台摩托车，存款不多，没有房子，能申请大病救助吗？',
    '我老公骑单车被小车撞断腿，住院这笔钱能走医疗救助不？',
    '猪场十月底前自己拆，每平方补100块，是吗？',
    '低收入身份被取消了，怎么办？',
    '路边晕倒送急诊，查不到是谁，医药费找哪里要？',
    '13号文和16号文哪个还有效？',
    '',
    '？？？',
  ])('stays whole: %s', (message) => {
    expect(parts(message)).toEqual([message]);
  });

  it('stays whole when it is a long story', () => {
    const story = `${'我家在太和镇住了很多年，老人一直有病。'.repeat(9)}能报多少？去哪里申请？`;
    expect(parts(story)).toEqual([story]);
  });
});

it('loses no word of any message but the connecting ones', () => {
  const words = fc.constantFrom(
    '低保户',
    '报多少',
    '去哪里申请',
    '几时公示',
    '？',
    '，',
    '。',
    '孤儿呢',
    '能报吗',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 14 }), (chosen) => {
      const message = chosen.join('');
      expect(bare(parts(message).join(''))).toBe(bare(message));
    }),
  );
});
