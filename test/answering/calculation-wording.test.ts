import { describe, expect, it } from 'vitest';
import { withReadableDates } from '../../src/answering/calculation-wording.ts';

describe('withReadableDates', () => {
  it('writes days and months as people do and leaves other figures alone', () => {
    expect(withReadableDates('费用发生在2021-02，有效期至2020-03-31')).toBe(
      '费用发生在2021年2月，有效期至2020年3月31日',
    );
    expect(withReadableDates('电话0763-5812345，12345-67')).toBe('电话0763-5812345，12345-67');
  });
});
