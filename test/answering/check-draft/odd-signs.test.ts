import { describe, expect, it } from 'vitest';
import { oddSign } from '../../../src/answering/check-draft/odd-signs.ts';

const rule = '最低生活保障家庭住院，个人自付部分按80%给予救助。';

describe('signs beside the words of a sentence', () => {
  it.each([
    '按≥80%给予救助',
    '按<80%给予救助',
    '按~80%给予救助',
    '按-80%给予救助',
    '按+80%给予救助',
    '按80%↓给予救助',
    '按80%～给予救助',
    '按8 0%给予救助',
    '≠按80%给予救助',
    '× 按80%给予救助',
    '按80%给予救助（×）',
    '按80%给予救助#救助',
    '按80%给予救助？',
    '谁说按80%给予救助？',
    '按80%给予救助吗？',
  ])('are seen: %s', (text) => {
    expect(oddSign(text, rule)).not.toBeNull();
  });

  it.each([
    rule,
    '住院（不含门诊）的，“个人自付部分”按80％救助；特困人员全额救助……',
    '10月30日-11月30日，2018—2020年，50—80%，21～70公斤',
    '按《办法》〔2018〕16号第七条，电话0763-5814709。',
  ])('of ordinary prose are none: %s', (text) => {
    expect(oddSign(text, rule)).toBeNull();
  });

  it('are none where the gazette has them too', () => {
    expect(oddSign('细颗粒物≤35微克', '细颗粒物≤35微克')).toBeNull();
  });
});
