import { expect, it } from 'vitest';
import { describeOverBoth } from '../over-both-databases.ts';
import { answerTo, ask, at, begin, sampleAnswer, unique } from '../samples.ts';

const numbers = [
  '我是13800138000',
  '身份证44180219900307751X',
  '卡号6222021234567890123',
  '邮箱 wang@example.com',
];

export function testPrivateNumbers(): void {
  describeOverBoth('private numbers', (database) => {
    it('are refused wherever a resident or a member of staff types', async () => {
      const { store } = database;
      const conversation = await begin(store);
      const request = { conversationId: conversation.id, summary: '问', question: '问', openedAt: at(1) };
      const { number } = await store.handovers.open(request);
      const other = await begin(store);
      const gap = { kind: 'no_source', key: unique('问'), question: '问', reason: null } as const;
      const { id } = await store.gaps.count(gap, at(1));
      const turn = await ask(store, conversation, '低保');
      const { calculation } = sampleAnswer();
      for (const text of numbers) {
        const said = { key: 'name', label: '姓名', value: text, origin: 'said' as const };
        const refused: (() => Promise<unknown>)[] = [
          () => ask(store, conversation, text),
          () => store.handovers.open({ ...request, conversationId: other.id, summary: text }),
          () => store.handovers.open({ ...request, conversationId: other.id, question: text }),
          () => store.handovers.say({ handover: number, sender: 'operator', by: '甲', text, sentAt: at(2) }),
          () => store.handovers.say({ handover: number, sender: 'note', by: '甲', text, sentAt: at(2) }),
          () => store.handovers.end(number, 'closed', text, at(2)),
          () => store.gaps.count({ ...gap, key: unique('问'), question: text }, at(2)),
          () => store.gaps.count({ ...gap, key: text }, at(2)),
          () => store.gaps.change(id, { note: text }, at(2)),
          () =>
            store.conversations.change(
              conversation.id,
              1,
              { dialogue: JSON.stringify({ facts: { a: [text] } }) },
              at(2),
            ),
          () =>
            answerTo(
              store,
              turn,
              sampleAnswer({ calculation: calculation && { ...calculation, facts: [said] } }),
            ),
          () => store.audit.add({ at: at(1), actor: '甲', action: 'gap.close', subject: '1', detail: text }),
        ];
        for (const call of refused)
          await expect(call()).rejects.toMatchObject({
            code: 'input_invalid',
            message: expect.not.stringContaining(text),
          });
      }
      const mobile = sampleAnswer({ answer: '请打13800138000' });
      await expect(answerTo(store, turn, mobile)).rejects.toMatchObject({ code: 'input_invalid' });
      expect(await store.handovers.messages(number)).toEqual([]);
      expect(await store.handovers.openOf(other.id)).toBeNull();
      expect(await store.handovers.openOf(conversation.id)).not.toBeNull();
      expect(await store.turns.last(conversation.id, 5)).toEqual([{ turn, answer: null }]);
    });

    it('are not seen in amounts, years, document numbers, offices and addresses of channels', async () => {
      const { store } = database;
      const conversation = await begin(store, {
        replyAddress: '{"chat":13800138000,"user":6222021234567890}',
      });
      const turn = await ask(
        store,
        conversation,
        '年收入120000元，2018年3月23日，清新府办〔2018〕16号，打12345',
        '13800138000',
      );
      // The sample has an office's telephone and mail address.
      expect((await answerTo(store, turn)).answer).toEqual(sampleAnswer());
      const digest = '13800138000'.padEnd(64, 'a');
      const dialogue = JSON.stringify({ scheme: 'medical-aid', digest, message: 13_800_138_000 });
      const { revision } = (await store.conversations.byId(conversation.id)) ?? { revision: 0 };
      expect(await store.conversations.change(conversation.id, revision, { dialogue }, at(2))).toMatchObject({
        dialogue,
      });
      const audit = { at: at(1), actor: 'terminal', action: 'user.delete', subject: digest, detail: null };
      await store.audit.add(audit);
      expect(await store.audit.list(1)).toEqual([audit]);
      const message = {
        channel: 'telegram',
        chatKey: unique('chat'),
        conversationId: null,
        createdAt: at(1),
      } as const;
      expect(await store.outbox.add({ ...message, payload: '{"chat_id":13800138000}' })).toMatchObject(
        message,
      );
    });
  });
}
