import { describe, expect, it } from 'vitest';
import { patiently } from '../../src/store/sqlite-faults.ts';

const fault = (code: string): Error => Object.assign(new Error('a fault of the tests'), { code });

describe('a call of the embedded database', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_BUSY_RECOVERY', 'SQLITE_PROTOCOL'])(
    'is made again after %s, which other processes cause and which passes',
    async (code) => {
      let calls = 0;
      const result = await patiently(() => {
        calls += 1;
        if (calls < 3) throw fault(code);
        return 'done';
      }, 'wenzheng.db');
      expect([result, calls]).toEqual(['done', 3]);
    },
  );

  it('is not made again after a fault that stays, which is told in a sentence', async () => {
    let calls = 0;
    const call = patiently(() => {
      calls += 1;
      throw fault('SQLITE_CORRUPT');
    }, 'wenzheng.db');
    await expect(call).rejects.toThrow('数据库 wenzheng.db 已损坏');
    expect(calls).toBe(1);
  });
});
