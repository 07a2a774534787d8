import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statedFigures } from '../../src/answering/stated-figures.ts';
import { formatChineseNumber } from '../../src/gazette/chinese-number.ts';

const read = (text: string) => statedFigures(text).map(({ unit, value }) => `${unit} ${value}`);

describe('the figures of a text', () => {
  it.each([
    ['处5000元罚款', ['money 5000']],
    ['罚五千块', ['money 5000']],
    ['罚款0.5万元', ['money 5000']],
    ['封顶5万', ['money 50000']],
    ['两百元以上两千元以下', ['money 200', 'money 2000']],
    ['报八成', ['share 0.8']],
    ['实行全额救助', ['share 1']],
    ['不超过低保标准一倍半', ['times 1.5']],
    ['公示期为５日', ['day 5']],
    ['在3个工作日内', ['day 3']],
    ['满2年的缴费证明', ['month 24']],
    ['为期半年', ['month 6']],
    ['未满16周岁的未成年人', ['age 16']],
    ['从2018年3月23日至4月30日为禁火期', ['date 3-23', 'date 4-30']],
    ['到5月31号', ['date 5-31']],
    ['100元/平方米', ['money 100']],
    ['不少于60平方米', ['area 60']],
    ['不得少于2人', ['people 2']],
    ['每组3个人', ['people 3']],
    ['共7项', ['piece 7']],
  ])('are read with what they count: %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(['第三十条第二款', '2018年的计划', '到2020年', '清新府办〔2018〕16号', '一定要统一安排'])(
    'are no ordinals, years, numbers of documents or words: %s',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('are the same in digits and in Chinese, and stand where they say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 9_999_999 }), (amount) => {
        for (const written of [`${amount}元`, `${formatChineseNumber(amount)}元`]) {
          const text = `每人给予${written}补助`;
          const [figure] = statedFigures(text);
          expect(figure?.value).toBe(String(amount));
          expect(text.slice(figure?.start, figure?.end)).toBe(written);
        }
      }),
      { numRuns: 300 },
    );
  });
});
