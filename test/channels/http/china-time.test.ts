import { expect, test } from 'vitest';
import { chinaClock, chinaDay } from '../../../src/channels/http/pages/china-time.ts';

test('days and hours are those of China, whatever the server’s are', () => {
  expect(chinaDay('2026-11-29T15:59:59.999Z')).toBe('2026-11-29');
  expect(chinaDay('2026-11-29T16:00:00.000Z')).toBe('2026-11-30');
  expect(chinaClock('2026-11-29T16:05:00.000Z', '2026-11-30')).toBe('00:05');
  expect(chinaClock('2026-12-31T16:05:00.000Z', '2027-02-03')).toBe('1月1日 00:05');
  expect(chinaClock('2026-12-31T16:05:00.000Z', null)).toBe('00:05');
});
