import { describe, expect, it } from 'vitest';
import { inScript, own, plainTextOf, published } from '../../../src/channels/telegram/render/rich-text.ts';
import { scriptOf } from '../../../src/channels/telegram/render/to-script.ts';

const traditional = scriptOf('traditional');

describe('the script of our own words', () => {
  it('stays as it is for who reads simplified characters', () => {
    expect(scriptOf('simplified')('请问发文机关')).toBe('请问发文机关');
  });

  it('is traditional for who wants it, by words and not by single characters', () => {
    expect(traditional('请发消息，以后再回复；头发、干部、里面')).toBe(
      '請發消息，以後再回復；頭髮、幹部、裏面',
    );
  });

  it('leaves 文号 and titles as published', () => {
    expect(traditional('见清新府办〔2018〕16号《清远市医疗救助暂行办法》第七条，发 /help 。')).toBe(
      '見清新府办〔2018〕16号《清远市医疗救助暂行办法》第七條，發 /help 。',
    );
    expect(traditional('清新府办函〔2018〕81号、清新府〔2018〕19号：已经结束')).toBe(
      '清新府办函〔2018〕81号、清新府〔2018〕19号：已經結束',
    );
  });

  it('leaves what a gazette says as published', () => {
    expect(plainTextOf(inScript([own('发文机关：'), published('区综治办')], traditional))).toBe(
      '發文機關：区综治办',
    );
  });
});
