/** Switches and settings over both databases; each test has two openings of one database, as two processes have. */
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { createControls, type Controls } from '../../src/controls/create-controls.ts';
import { settingNames, settingsInForce } from '../../src/controls/run-settings.ts';
import { closedText, switchNames } from '../../src/controls/switches.ts';
import { type ControlsWatch, watchControls } from '../../src/controls/watch-controls.ts';
import { describeOverBoth } from '../store/over-both-databases.ts';

const config = loadConfig({ WENZHENG_MODEL_DAILY_TOKENS: '1000' });
const now = (): Date => new Date('2026-11-29T08:00:00.000Z');
const watches: ControlsWatch[] = [];
afterEach(async () => {
  for (const watch of watches.splice(0)) await watch.stop();
});

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 5000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('it did not become so in five seconds');
    await delay(10);
  }
}

describeOverBoth('what administrators switch and set', (database) => {
  const open = (which: 'store' | 'other'): Controls =>
    createControls({ store: database[which], config, now });
  function watched(): { readonly controls: Controls; readonly faults: unknown[] } {
    const controls = open('other');
    const faults: unknown[] = [];
    watches.push(
      watchControls(controls, { logger: { error: (fault: unknown) => void faults.push(fault) }, pollMs: 20 }),
    );
    return { controls, faults };
  }

  it('is followed by another process without a new start, and held over one', async () => {
    const one = open('store');
    const { controls: other } = watched();
    expect(other.closed('telegram')).toBeNull();
    await one.switchOff('telegram', { reason: '核对', note: '明早8点恢复。' }, '陈主任');
    expect(one.closed('telegram')).toBe(closedText('telegram', '明早8点恢复。'));
    await until(() => other.closed('telegram') !== null);
    expect(other.closed('telegram')).toBe(one.closed('telegram'));
    expect(other.current.off.telegram).toEqual({
      reason: '核对',
      note: '明早8点恢复。',
      by: '陈主任',
      since: now().toISOString(),
    });
    const restarted = open('other');
    await restarted.refresh();
    expect(restarted.closed('telegram')).not.toBeNull();
    await one.switchOn('telegram', { reason: '' }, 'terminal');
    await until(() => other.closed('telegram') === null);
    for (const name of switchNames) expect(other.current.off[name]).toBeNull();
  });

  it('takes settings over in another process, and gives them back to the environment', async () => {
    const one = open('store');
    const { controls: other } = watched();
    const set = (name: (typeof settingNames)[number], value: string) =>
      one.change(name, { value, reason: '试' }, '陈主任');
    await set('officeHours', '1-7 09:00-17:00');
    await set('announcement', '今晚维护');
    await set('handover', 'off');
    await set('dailyTokens', '500');
    await until(() => other.current.dailyTokens === 500);
    expect(other.current).toMatchObject({ announcement: '今晚维护', handover: false });
    expect(other.current.officeHours.text).toBe('每天 09:00-17:00');
    for (const name of settingNames) await set(name, '');
    await until(() => other.current.dailyTokens === 1000);
    expect(other.current).toMatchObject({ announcement: '', handover: true });
    expect(other.current.officeHours.text).toContain('周一至周五');
  });

  it('stands in the record of actions: who, what, why, and what was there before', async () => {
    const one = open('store');
    await one.switchOff('mcp', { reason: '升级', note: '' }, '陈主任');
    await one.switchOn('mcp', { reason: '升级好了' }, 'terminal');
    await one.change('announcement', { value: '甲', reason: '一' }, '陈主任');
    await one.change('announcement', { value: '乙', reason: '二' }, '陈主任');
    const [second, first, on, off] = await database.store.audit.list(4);
    expect(off).toMatchObject({
      actor: '陈主任',
      action: 'channel.off',
      subject: 'mcp',
      detail: '原因：升级',
    });
    expect(on).toMatchObject({
      actor: 'terminal',
      action: 'channel.on',
      subject: 'mcp',
      detail: '原因：升级好了',
    });
    expect(first).toMatchObject({
      action: 'setting.change',
      subject: 'announcement',
      detail: ' → 甲；原因：一',
    });
    expect(second?.detail).toBe('甲 → 乙；原因：二');
    await one.change('announcement', { value: '', reason: '三' }, '陈主任');
  });

  it.each([
    ['officeHours', '随便', '人工服务时间'],
    ['officeHours', '1-5 17:00-09:00', '人工服务时间'],
    ['handover', 'maybe', '转人工'],
    ['dailyTokens', '1001', '不超过环境变量给的 1000'],
    ['dailyTokens', '0', '模型每天的词元上限'],
    ['dailyTokens', '1e3', '模型每天的词元上限'],
    ['announcement', '长'.repeat(201), '公告'],
    ['announcement', '一行\n两行', '公告'],
    ['announcement', '反\u202e转', '公告'],
    ['announcement', '找张三 13800138000', '请先隐去'],
  ] as const)('refuses %s = %j with a sentence, and changes nothing', async (name, value, words) => {
    const one = open('store');
    const before = await one.board();
    await expect(one.change(name, { value, reason: '试' }, '陈主任')).rejects.toThrow(words);
    expect(await one.board()).toEqual(before);
  });

  it('needs a reason of one line, and no private number in it', async () => {
    const one = open('store');
    await expect(one.switchOff('web', { reason: ' ', note: '' }, 'a')).rejects.toThrow('请写上原因');
    await expect(one.switchOff('web', { reason: 'x'.repeat(201), note: '' }, 'a')).rejects.toThrow(
      '200个字以内',
    );
    await expect(one.switchOff('web', { reason: '13800138000投诉', note: '' }, 'a')).rejects.toThrow(
      '请先隐去',
    );
    await expect(one.switchOff('web', { reason: '因', note: '请打13800138000' }, 'a')).rejects.toThrow(
      '请先隐去',
    );
    await one.refresh();
    expect(one.closed('web')).toBeNull();
  });

  it('stays as it was read last while the store is away, which is said once', async () => {
    let isAway = false;
    const { store } = database;
    const list = () => (isAway ? Promise.reject(new Error('away')) : store.runSettings.list());
    const controls = createControls({
      store: { ...store, runSettings: { ...store.runSettings, list } },
      config,
      now,
    });
    const faults: unknown[] = [];
    watches.push(
      watchControls(controls, { logger: { error: (fault: unknown) => void faults.push(fault) }, pollMs: 5 }),
    );
    await controls.switchOff('api', { reason: '因', note: '' }, 'a');
    isAway = true;
    await until(() => faults.length > 0);
    await delay(50);
    expect(faults).toHaveLength(1);
    expect(controls.closed('api')).not.toBeNull();
    isAway = false;
    await open('other').switchOn('api', { reason: '' }, 'b');
    await until(() => controls.closed('api') === null);
  });
});

it('settings that are stored never go beyond the environment, whatever stands there', () => {
  const most = fc.constantFrom(0, 10, 5000);
  fc.assert(
    fc.property(most, fc.string(), fc.nat(10_000), (ceiling, text, number) => {
      const own = { ...config, WENZHENG_MODEL_DAILY_TOKENS: ceiling };
      for (const value of [text, String(number)]) {
        const stored = new Map(settingNames.map((name) => [name, value]));
        const { dailyTokens, officeHours, announcement } = settingsInForce(stored, own);
        expect(ceiling === 0 || (dailyTokens > 0 && dailyTokens <= ceiling)).toBe(true);
        expect(officeHours.periods.length).toBeGreaterThan(0);
        expect(announcement).not.toMatch(/[\n\r\u202a-\u202e]/);
      }
    }),
  );
});
