import { describe, expect, it } from 'vitest';
import { addDays, firstDay, lastDay, readPartialDate } from '../../../src/calculators/kernel/partial-date.ts';

describe('a date as people know it', () => {
  it.each([
    ['2019', '2019'],
    [2019, '2019'],
    ['2019年', '2019'],
    ['2019-2', '2019-02'],
    ['2019年2月', '2019-02'],
    ['2019年2月份', '2019-02'],
    ['2019/2/8', '2019-02-08'],
    ['2019年2月8日', '2019-02-08'],
    ['2019.2.8', '2019-02-08'],
    ['20190208', '2019-02-08'],
    ['２０１９年２月８号', '2019-02-08'],
    ['2020-02-29', '2020-02-29'],
  ])('%s is %s', (text, date) => {
    expect(readPartialDate(text)).toEqual({ date });
  });

  it.each(['2019-02-30', '2018年11月31日', '2019-13', '2019-00-01', '2019-02-29', '1000', '2019-1-0'])(
    '%s does not exist',
    (text) => {
      expect(readPartialDate(text)).toEqual({ problem: 'impossible' });
    },
  );

  it.each(['去年', '3月', '', '20191', '2019-1-2-3'])('%s is not read', (text) => {
    expect(readPartialDate(text)).toEqual({ problem: 'unreadable' });
  });

  it('spans the days that may be meant', () => {
    expect([firstDay('2020'), lastDay('2020')]).toEqual(['2020-01-01', '2020-12-31']);
    expect([firstDay('2020-02'), lastDay('2020-02')]).toEqual(['2020-02-01', '2020-02-29']);
    expect([firstDay('2020-02-03'), lastDay('2020-02-03')]).toEqual(['2020-02-03', '2020-02-03']);
    expect(addDays('2018-07-31', 120)).toBe('2018-11-28');
    expect(addDays('2019-12-31', 1)).toBe('2020-01-01');
  });
});
