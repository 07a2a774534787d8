import { describe, expect, it } from 'vitest';
import { beginsTopic, readWish } from '../../src/conversations/read-wish.ts';

describe('what a message wishes', () => {
  it.each([
    ['转人工', 'person'],
    ['转人工！', 'person'],
    ['我要转人工客服', 'person'],
    ['人工', 'person'],
    ['人工服务', 'person'],
    ['找人工', 'person'],
    ['请帮我转接人工吧', 'person'],
    ['揾真人', 'person'],
    ['轉人工', 'person'],
    ['/转人工', 'person'],
    ['不等了', 'leave'],
    ['唔等喇', 'leave'],
    ['不想等了。', 'leave'],
    ['不用等了', 'leave'],
    ['我不等了，谢谢', 'leave'],
    ['取消人工', 'leave'],
    ['不用人工了', 'leave'],
    ['换个话题', 'new_topic'],
    ['換個話題', 'new_topic'],
    ['我想换一个问题', 'new_topic'],
    ['重新开始', 'new_topic'],
    ['低保户住院能报多少', null],
    ['人工关节能报销吗', null],
    ['人工晶体', null],
    ['换个问题，低保怎么申请', null],
    ['不等于低保户吗', null],
    ['申请人工资怎么算', null],
    ['取消低保资格要多久', null],
    ['重新开始申请低保要什么材料', null],
    ['转', null],
    ['', null],
    ['人'.repeat(5000), null],
  ] as const)('%s: %s', (text, wish) => {
    expect(readWish(text)).toBe(wish);
  });

  it('a topic can begin with its first question', () => {
    expect(beginsTopic('换个问题，低保怎么申请')).toBe(true);
    expect(beginsTopic('低保怎么申请')).toBe(false);
  });
});
