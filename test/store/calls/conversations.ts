import { expect, it } from 'vitest';
import fc from 'fast-check';
import { answerSchema } from '../../../src/answering/answer.ts';
import { describeOverBoth } from '../over-both-databases.ts';
import { answerTo, ask, at, begin, newConversation, sampleAnswer, unique } from '../samples.ts';

export function testConversations(): void {
  describeOverBoth('conversations', (database) => {
    it('are begun once for each user in each chat', async () => {
      const wanted = newConversation();
      const first = await database.store.conversations.open(wanted, at(0));
      expect(first).toEqual({
        ...wanted,
        id: expect.stringMatching(/^[\w-]{21}$/),
        script: 'simplified',
        dialogue: null,
        topicFrom: 1,
        unreachable: false,
        revision: 1,
        createdAt: at(0),
        lastAt: at(0),
      });
      expect(await database.store.conversations.open({ ...wanted, replyAddress: null }, at(5))).toEqual(
        first,
      );
      const inGroup = await database.store.conversations.open({ ...wanted, chatKey: unique('group') }, at(5));
      const onWeb = await database.store.conversations.open({ ...wanted, channel: 'web' }, at(5));
      expect(new Set([first.id, inGroup.id, onWeb.id]).size).toBe(3);
      expect(await database.store.conversations.ofUser('telegram', wanted.userKey)).toEqual([first, inGroup]);
      expect(await database.store.conversations.byId(first.id)).toEqual(first);
      expect(await database.store.conversations.byId('none')).toBeNull();
    });

    it('are begun once when many messages come first at the same time', async () => {
      const wanted = newConversation();
      const opened = await Promise.all(
        Array.from({ length: 20 }, (_each, n) =>
          (n % 2 ? database.store : database.other).conversations.open(wanted, at(0)),
        ),
      );
      expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
      const inTransactions = newConversation();
      const again = await Promise.all(
        Array.from({ length: 10 }, (_each, n) =>
          (n % 2 ? database.store : database.other).transaction(({ conversations }) =>
            conversations.open(inTransactions, at(0)),
          ),
        ),
      );
      expect(new Set(again.map(({ id }) => id)).size).toBe(1);
    });

    it('are changed only on the newest reading', async () => {
      const { conversations } = database.store;
      const read = await begin(database.store);
      const change = { script: 'traditional', dialogue: '{"step":1}', unreachable: true } as const;
      const changed = await conversations.change(read.id, read.revision, change, at(3));
      expect(changed).toEqual({ ...read, ...change, revision: 2, lastAt: at(3) });
      expect(await conversations.change(read.id, read.revision, { topicFrom: 9 }, at(4))).toBeNull();
      expect(await conversations.change('none', 1, {}, at(4))).toBeNull();
      const cleared = await conversations.change(read.id, 2, { dialogue: null, replyAddress: null }, at(2));
      expect(cleared).toEqual({ ...changed, dialogue: null, replyAddress: null, revision: 3, lastAt: at(3) });
    });

    it('let one of many changes on one reading win', async () => {
      const read = await begin(database.store);
      const changes = await Promise.all(
        Array.from({ length: 12 }, (_each, n) =>
          (n % 2 ? database.store : database.other).transaction(({ conversations }) =>
            conversations.change(read.id, read.revision, { topicFrom: n }, at(1)),
          ),
        ),
      );
      expect(changes.filter((changed) => changed !== null)).toHaveLength(1);
      expect((await database.store.conversations.byId(read.id))?.revision).toBe(2);
    });
  });

  describeOverBoth('turns', (database) => {
    it('are numbered within their conversation, without a gap when many are added at once', async () => {
      const conversation = await begin(database.store);
      const turns = await Promise.all(
        Array.from({ length: 16 }, (_each, n) =>
          ask(n % 2 ? database.store : database.other, conversation, `第${n}问`),
        ),
      );
      expect(turns.map(({ number }) => number).sort((a, b) => a - b)).toEqual(turns.map((_each, n) => n + 1));
      const last = await database.store.turns.last(conversation.id, 3);
      expect(last.map(({ turn }) => turn.number)).toEqual([14, 15, 16]);
      expect(last.map(({ turn }) => turn)).toEqual(
        [14, 15, 16].map((number) => turns.find((turn) => turn.number === number)),
      );
      expect(
        (await database.store.turns.last(conversation.id, 99, 15)).map(({ turn }) => turn.number),
      ).toEqual([15, 16]);
      expect(await database.store.turns.last('none', 5)).toEqual([]);
    });

    it('are found by the message, the newest where it was edited', async () => {
      const conversation = await begin(database.store);
      const first = await ask(database.store, conversation, '低保', '77');
      const answer = await answerTo(database.store, first);
      expect(await database.store.turns.byMessage(conversation.id, '77')).toEqual({ turn: first, answer });
      const edited = await ask(database.store, conversation, '低保标准', '77');
      expect(await database.store.turns.byMessage(conversation.id, '77')).toEqual({
        turn: edited,
        answer: null,
      });
      expect(await database.store.turns.byMessage(conversation.id, '78')).toBeNull();
      expect(await database.store.turns.byMessage((await begin(database.store)).id, '77')).toBeNull();
    });

    it('are not added to a conversation that is gone', async () => {
      const conversation = await begin(database.store);
      await database.store.deleteUser('telegram', conversation.userKey);
      await expect(ask(database.store, conversation, '低保')).rejects.toThrow('这个对话已经删除');
    });

    it('keep every text as it was typed', async () => {
      const conversation = await begin(database.store);
      const oddities = fc.constantFrom(
        '\0',
        '\u001a',
        '\u001a0000',
        '\ud800',
        '\udc00',
        '\ud83d\ude00',
        '\ufeff',
        '\uffff',
        "'",
        '%',
        '\r\n',
      );
      const text = fc
        .array(fc.oneof(fc.string({ unit: 'binary' }), oddities, fc.string({ unit: 'grapheme' })))
        .map((parts) => parts.join(''))
        .filter((typed) => !/\d{5}|@/.test(typed));
      await fc.assert(
        fc.asyncProperty(text, async (typed) => {
          const { number } = await ask(database.store, conversation, typed, typed);
          const [kept] = await database.other.turns.last(conversation.id, 1, number);
          expect(kept?.turn.text).toBe(typed);
          expect(kept?.turn.messageRef).toBe(typed);
          expect((await database.store.turns.byMessage(conversation.id, typed))?.turn.text).toBe(typed);
        }),
        { numRuns: 60, examples: [['\ud800'], ['a\0b'], ['\u001a0000'], ['\udc00\ud800'], ['']] },
      );
    });
  });

  describeOverBoth('answers', (database) => {
    it('come back as they were given, whatever the index holds today', async () => {
      const conversation = await begin(database.store);
      const turn = await ask(database.store, conversation, '低保户住院自付3万能报多少？');
      const answer = sampleAnswer();
      const stored = await answerTo(database.store, turn, answer);
      expect(stored.id).toMatch(/^[\w-]{12}$/);
      const read = await database.other.answers.byId(stored.id);
      expect(read).toEqual(stored);
      expect(JSON.stringify(read?.answer)).toBe(JSON.stringify(answer));
      expect(answerSchema.parse(read?.answer)).toEqual(answer);
      expect(await database.store.answers.byId('none')).toBeNull();
      expect(await database.store.turns.last(conversation.id, 1)).toEqual([{ turn, answer: stored }]);
    });

    it('come back unchanged for any words and scores', async () => {
      const conversation = await begin(database.store);
      const word = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !/\d{5}|@/.test(text));
      const source = fc.record({
        file: word,
        sha256: fc.constant('0f'.repeat(32)),
        spans: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
      });
      const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
      const passage = fc.record({
        id: word,
        text: word,
        score: number,
        parts: fc.dictionary(fc.constantFrom('lexical', 'vector', '问'), number),
        documentNumber: fc.option(word),
        title: word,
        locator: word,
        source,
      });
      await fc.assert(
        fc.asyncProperty(word, fc.array(passage, { maxLength: 12 }), async (text, passages) => {
          const turn = await ask(database.store, conversation, '问');
          const answer = sampleAnswer({ answer: text, passages });
          const { id } = await answerTo(database.store, turn, answer);
          expect(JSON.stringify((await database.store.answers.byId(id))?.answer)).toBe(
            JSON.stringify(answer),
          );
        }),
        { numRuns: 60 },
      );
    });

    it('are given once a turn', async () => {
      const turn = await ask(database.store, await begin(database.store), '低保');
      await answerTo(database.store, turn);
      await expect(answerTo(database.store, turn)).rejects.toThrow(/unique/i);
    });
  });

  describeOverBoth('feedback', (database) => {
    it('of a person on an answer takes the place of what they said before', async () => {
      const { feedback } = database.store;
      const { id } = await answerTo(
        database.store,
        await ask(database.store, await begin(database.store), '低保'),
      );
      const verdict = {
        answerId: id,
        userKey: 'a',
        useful: false,
        reason: 'outdated',
        givenAt: at(3),
      } as const;
      await feedback.give(verdict);
      expect(await feedback.of(id, 'a')).toEqual(verdict);
      expect(await feedback.of(id, 'b')).toBeNull();
      await feedback.give({ ...verdict, useful: true, reason: null, givenAt: at(4) });
      expect(await feedback.of(id, 'a')).toEqual({ ...verdict, useful: true, reason: null, givenAt: at(4) });
    });
  });
}
