import { afterEach, describe, expect, it, vi } from 'vitest';
import { purgeOld, startHousekeeping } from '../../src/conversations/housekeeping.ts';
import { openTalk, quiet } from './support/open-conversing.ts';

const retention = { conversationDays: 180, auditDays: 1095 };
const day = 24 * 60;

const opened: Awaited<ReturnType<typeof openTalk>>[] = [];
async function begin() {
  const talk = await openTalk();
  opened.push(talk);
  return talk;
}
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(opened.splice(0).map(({ store }) => store.close()));
});

describe('what is too old', () => {
  it('is deleted, and the audit says how much', async () => {
    const { store, conversation, say, pass, open, at } = await begin();
    await say(conversation, '半年前问的');
    pass(179 * day);
    expect(await purgeOld(store, retention, at(), 'terminal')).toMatchObject({ conversations: 0 });
    expect(await store.audit.list(5)).toEqual([]);
    const recent = await open('2002');
    pass(2 * day);
    expect(await purgeOld(store, retention, at(), 'terminal')).toMatchObject({ conversations: 1 });
    expect(await store.conversations.byId(conversation.id)).toBeNull();
    expect(await store.conversations.byId(recent.id)).not.toBeNull();
    expect(await store.audit.list(5)).toEqual([
      {
        at: at(),
        actor: 'terminal',
        action: 'store.purge',
        subject: 'store',
        detail: '对话 1，收到的消息 0，发出的消息 0，操作记录 0',
      },
    ]);
  });
});

describe('the housekeeping', () => {
  it('hands back and deletes at the start, then every minute and every day', async () => {
    const { store, conversing, conversation, request, pass, clock } = await begin();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await request(conversation);
    pass(60);
    let looked = 0;
    const purged: string[] = [];
    const housekeeping = startHousekeeping({
      store: {
        ...store,
        purge: async (now: string) => {
          purged.push(now);
          return store.purge(now, retention);
        },
      },
      conversing: {
        timeOutHandovers: (calls, at) => {
          looked += 1;
          return conversing.timeOutHandovers(calls, at);
        },
      },
      retention,
      now: () => clock.now,
      logger: quiet,
    });
    /** A round that still goes on is not begun again, so minutes are let pass until one has. */
    const untilLooked = (times: number) =>
      vi.waitFor(() => {
        vi.advanceTimersByTime(60_000);
        expect(looked).toBeGreaterThanOrEqual(times);
      });
    await vi.waitFor(() => expect(purged).toHaveLength(1));
    expect(await store.handovers.openOf(conversation.id)).toBeNull();
    pass(day - 1);
    await untilLooked(looked + 2);
    expect(purged).toHaveLength(1);
    pass(1);
    await untilLooked(looked + 2);
    expect(purged).toHaveLength(2);
    await housekeeping.stop();
    pass(2 * day);
    vi.advanceTimersByTime(120_000);
    expect(purged).toHaveLength(2);
  });

  it('goes on after a fault, and leaves the deleting to one process', async () => {
    const { store, clock, at } = await begin();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const faults: unknown[] = [];
    let looked = 0;
    let purged = 0;
    const broken = {
      ...store,
      purge: async () => {
        purged += 1;
        throw new Error('the disk is full');
      },
    };
    const until = new Date(clock.now.getTime() + 60_000).toISOString();
    await store.leases.acquire('purge', 'another process', at(), until);
    const housekeeping = startHousekeeping({
      store: broken,
      conversing: {
        timeOutHandovers: () => {
          looked += 1;
          return Promise.reject(new Error('the database is away'));
        },
      },
      retention,
      now: () => clock.now,
      logger: { error: (fault: unknown) => faults.push(fault), info: () => {} },
    });
    await vi.waitFor(() => expect(looked).toBe(1));
    vi.advanceTimersByTime(60_000);
    await vi.waitFor(() => expect(looked).toBe(2));
    await housekeeping.stop();
    expect(purged).toBe(0);
    expect(faults).toHaveLength(2);
  });
});
