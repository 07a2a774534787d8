import { expect, it } from 'vitest';
import { describeOverBoth } from '../over-both-databases.ts';
import { at, begin } from '../samples.ts';

const request = (conversationId: string, minute = 3) => ({
  conversationId,
  summary: '问低保报销',
  question: '住院报多少？',
  openedAt: at(minute),
});

export function testHandovers(): void {
  describeOverBoth('handovers', (database) => {
    it('are opened once a conversation, with a case number', async () => {
      const { handovers } = database.store;
      const { id } = await begin(database.store);
      const handover = await handovers.open(request(id));
      expect(handover).toEqual({
        ...request(id),
        number: expect.any(Number),
        channel: 'telegram',
        state: 'waiting',
        takenAt: null,
        takenBy: null,
        closedAt: null,
        closeReason: null,
      });
      expect(await handovers.open({ ...request(id, 9), question: '别的' })).toEqual(handover);
      expect(await handovers.openOf(id)).toEqual(handover);
      expect(await handovers.byNumber(handover.number)).toEqual(handover);
      expect(await handovers.byNumber(987_654)).toBeNull();
      expect((await database.store.conversations.byId(id))?.lastAt).toBe(at(9));
      await expect(handovers.open(request('none'))).rejects.toThrow('已经删除');
    });

    it('opened by many at once for one conversation are one, for many conversations have numbers of their own', async () => {
      const { id } = await begin(database.store);
      const storeOf = (n: number) => (n % 2 ? database.store : database.other);
      const same = await Promise.all(
        Array.from({ length: 10 }, (_each, n) => storeOf(n).handovers.open(request(id))),
      );
      expect(new Set(same.map(({ number }) => number)).size).toBe(1);
      const conversations = await Promise.all(Array.from({ length: 10 }, () => begin(database.store)));
      const opened = await Promise.all(
        conversations.map((conversation, n) =>
          storeOf(n).transaction((calls) => calls.handovers.open(request(conversation.id))),
        ),
      );
      const numbers = opened.map(({ number }) => number).sort((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_each, n) => (numbers[0] ?? 0) + n));
    });

    it('never give a number a second time, even when its handover was removed', async () => {
      const last = await begin(database.store);
      const { number } = await database.store.handovers.open(request(last.id));
      await database.store.deleteUser('telegram', last.userKey);
      expect(await database.store.handovers.byNumber(number)).toBeNull();
      const { id } = await begin(database.store);
      expect((await database.store.handovers.open(request(id))).number).toBe(number + 1);
    });

    it('are taken by one of many', async () => {
      const { number } = await database.store.handovers.open(request((await begin(database.store)).id));
      const taken = await Promise.all(
        ['甲', '乙', '丙', '丁', '戊', '己'].map((by, n) =>
          (n % 2 ? database.store : database.other).handovers.take(number, by, at(5)),
        ),
      );
      const winners = taken.filter((handover) => handover !== null);
      expect(winners).toHaveLength(1);
      expect(await database.store.handovers.byNumber(number)).toEqual(winners[0]);
      expect(winners[0]).toMatchObject({ state: 'taken', takenAt: at(5) });
    });

    it('go from one operator to another, and end once', async () => {
      const { handovers } = database.store;
      const { id } = await begin(database.store);
      const { number } = await handovers.open(request(id));
      expect(await handovers.transfer(number, '甲', '乙')).toBeNull();
      await handovers.take(number, '甲', at(4));
      expect(await handovers.transfer(number, '丙', '乙')).toBeNull();
      expect(await handovers.transfer(number, '甲', '乙')).toMatchObject({ takenBy: '乙', takenAt: at(4) });
      const ended = await handovers.end(number, 'closed', '已答复', at(6));
      expect(ended).toMatchObject({ state: 'closed', closedAt: at(6), closeReason: '已答复', takenBy: '乙' });
      expect(await handovers.end(number, 'timed_out', '没有人接', at(7))).toBeNull();
      expect(await handovers.take(number, '丁', at(7))).toBeNull();
      expect(await handovers.transfer(number, '乙', '丁')).toBeNull();
      expect(await handovers.openOf(id)).toBeNull();
      const next = await handovers.open(request(id, 8));
      expect(next.number).toBeGreaterThan(number);
      expect(await handovers.ofConversation(id)).toEqual([ended, next]);
    });

    it('are listed by state, the longest waiting first', async () => {
      const { handovers } = database.store;
      const conversations = [
        await begin(database.store),
        await begin(database.store),
        await begin(database.store),
      ];
      const numbers: number[] = [];
      for (const [n, { id }] of conversations.entries())
        numbers.push((await handovers.open(request(id, [-30, -50, -40][n]))).number);
      const [a, b, c] = numbers;
      await handovers.take(c ?? 0, '甲', at(5));
      const waiting = (await handovers.list(['waiting'], 100)).map(({ number }) => number);
      expect(waiting.filter((number) => numbers.includes(number))).toEqual([b, a]);
      const both = (await handovers.list(['waiting', 'taken'], 100)).map(({ number }) => number);
      expect(both.filter((number) => numbers.includes(number))).toEqual([b, c, a]);
      expect((await handovers.list(['waiting', 'taken'], 1)).map(({ number }) => number)).toEqual([both[0]]);
      expect(await handovers.list([], 10)).toEqual([]);
    });

    it('tell for many conversations how far the newest has got', async () => {
      const { handovers } = database.store;
      const [one, two, none] = [
        await begin(database.store),
        await begin(database.store),
        await begin(database.store),
      ];
      const old = await handovers.open(request(one.id));
      await handovers.end(old.number, 'closed', '完', at(4));
      const newer = await handovers.open(request(one.id, 5));
      const other = await handovers.open(request(two.id));
      await handovers.say({
        handover: newer.number,
        sender: 'resident',
        by: null,
        text: '在吗',
        sentAt: at(6),
      });
      await handovers.say({ handover: newer.number, sender: 'note', by: '甲', text: '稍后', sentAt: at(7) });
      const newest = await handovers.newest([two.id, none.id, one.id, 'gone']);
      expect(newest).toHaveLength(2);
      expect(newest).toEqual(
        expect.arrayContaining([
          { handover: newer, lastMessage: 2 },
          { handover: other, lastMessage: 0 },
        ]),
      );
      expect(await handovers.newest([])).toEqual([]);
      expect(await handovers.newest(Array.from({ length: 1000 }, (_each, n) => `c${n}`))).toEqual([]);
    });
  });

  describeOverBoth('the board of handovers', (database) => {
    it('has the open ones, the longest waiting first, then what ended since, each with what is to be answered', async () => {
      const { handovers } = database.store;
      const open = async (minute: number) =>
        (await handovers.open(request((await begin(database.store)).id, minute))).number;
      const [late, early, taken, ended, before] = [
        await open(-70),
        await open(-90),
        await open(-80),
        await open(-60),
        await open(-60),
      ];
      const say = (handover: number, sender: 'resident' | 'operator' | 'note' | 'system', minute: number) =>
        handovers.say({ handover, sender, by: null, text: sender, sentAt: at(minute) });
      await handovers.take(taken, '甲', at(5));
      await say(taken, 'resident', 5);
      await say(taken, 'operator', 6);
      await say(early, 'operator', 6);
      await say(early, 'resident', 7);
      await say(early, 'note', 8);
      await say(early, 'system', 9);
      await handovers.end(before, 'closed', '完', at(2));
      await handovers.end(ended, 'timed_out', '没有人接', at(8));
      const numbers = [late, early, taken, ended, before];
      const board = (await database.other.handovers.board(at(3), 1000)).filter(({ handover }) =>
        numbers.includes(handover.number),
      );
      expect(
        board.map(({ handover, lastMessage, unanswered, isAnswered }) => [
          handover.number,
          lastMessage,
          unanswered,
          isAnswered,
        ]),
      ).toEqual([
        [early, 4, { number: 2, sentAt: at(7) }, false],
        [taken, 2, null, true],
        [late, 0, null, false],
        [ended, 0, null, false],
      ]);
      expect(board[1]?.handover).toEqual(await handovers.byNumber(taken));
      expect(await handovers.board(at(3), 1)).toHaveLength(1);
    });
  });

  describeOverBoth('messages of a handover', (database) => {
    const openOne = async () => {
      const { id } = await begin(database.store);
      const opened = { conversationId: id, summary: '问', question: '问', openedAt: at(3) };
      return (await database.store.handovers.open(opened)).number;
    };

    it('are numbered in the order in which they were said, by many at once too', async () => {
      const handover = await openOne();
      const said = await Promise.all(
        Array.from({ length: 12 }, (_each, n) =>
          (n % 2 ? database.store : database.other).transaction(({ handovers }) =>
            handovers.say({ handover, sender: 'resident', by: null, text: `第${n}句`, sentAt: at(4) }),
          ),
        ),
      );
      const messages = await database.store.handovers.messages(handover);
      expect(messages.map(({ number }) => number)).toEqual(said.map((_each, n) => n + 1));
      expect(messages).toEqual(said.toSorted((a, b) => a.number - b.number));
      expect((await database.store.handovers.messages(handover, 10)).map(({ number }) => number)).toEqual([
        11, 12,
      ]);
      const lost = { handover: 987_654, sender: 'resident', by: null, text: '喂', sentAt: at(4) } as const;
      await expect(database.store.handovers.say(lost)).rejects.toThrow('没有 987654 号转人工记录');
    });

    it('with a key are found by it, and one handover has a key once', async () => {
      const { handovers } = database.store;
      const [one, other] = [await openOne(), await openOne()];
      const message = { handover: one, sender: 'operator', by: '甲', text: '您好', sentAt: at(4) } as const;
      const said = await handovers.say(message, 'key');
      expect(await handovers.messageByKey(one, 'key')).toEqual(said);
      expect(await handovers.messageByKey(other, 'key')).toBeNull();
      expect(await handovers.messageByKey(one, 'another')).toBeNull();
      await expect(handovers.say(message, 'key')).rejects.toThrow(/unique/i);
      await handovers.say({ ...message, handover: other }, 'key');
      await handovers.say(message);
      await handovers.say(message);
      expect(await handovers.messages(one)).toHaveLength(3);
    });

    it('of operators and of the system wait until they are delivered, once', async () => {
      const { handovers } = database.store;
      const handover = await openOne();
      const say = (sender: 'resident' | 'operator' | 'note' | 'system', minute: number) =>
        handovers.say({
          handover,
          sender,
          by: sender === 'operator' ? '甲' : null,
          text: sender,
          sentAt: at(minute),
        });
      const late = await say('operator', 9);
      const early = await say('system', 5);
      await say('resident', 4);
      await say('note', 4);
      const waiting = async () =>
        (await handovers.undelivered('telegram', 1000)).filter((message) => message.handover === handover);
      expect(await waiting()).toEqual([early, late]);
      expect((await handovers.undelivered('web', 1000)).filter((each) => each.handover === handover)).toEqual(
        [],
      );
      expect(await handovers.undelivered('telegram', 1)).toHaveLength(1);
      const marked = await Promise.all([
        handovers.markDelivered(handover, early.number, at(10)),
        database.other.handovers.markDelivered(handover, early.number, at(11)),
      ]);
      expect(marked.filter(Boolean)).toHaveLength(1);
      expect(await waiting()).toEqual([late]);
      expect(await handovers.markDelivered(handover, 99, at(10))).toBe(false);
      expect((await handovers.messages(handover))[1]?.deliveredAt).toBe(marked[0] ? at(10) : at(11));
    });
  });
}
