import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { emptyCalendar } from '../../../src/calculators/schemes/working-days.ts';
import { announceInStaffChat } from '../../../src/channels/telegram/announce-handover.ts';
import { textPayloadSchema } from '../../../src/channels/telegram/outgoing-payload.ts';
import { createConversing } from '../../../src/conversations/create-conversing.ts';
import { parseOfficeHours } from '../../../src/conversations/office-hours.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { answerOf } from '../../conversations/support/open-conversing.ts';

it('the staff’s chat is told once of somebody who waits on the web page: number and time, no word of theirs', async () => {
  const logger = pino({ level: 'silent' });
  const store = await openStore({ dataDir: mkdtempSync(join(tmpdir(), 'wenzheng-announce-')), logger });
  const at = '2026-11-30T02:00:00.000Z';
  const secret = 'a secret of the tests';
  const conversing = createConversing({
    app: {
      answer: () => answerOf('按80%给予救助。'),
      calculate: () => answerOf('24000元'),
      corpus: { digest: 'x' },
    },
    store,
    secret,
    calendar: emptyCalendar,
    officeHours: parseOfficeHours('1-5 08:30-12:00'),
    handoverMinutes: 30,
    announceHandover: announceInStaffChat('-100777', secret),
    now: () => new Date(at),
    logger,
  });
  const conversation = await conversing
    .prepare(
      await store.conversations.open(
        { channel: 'web', userKey: 'u'.repeat(32), chatKey: 'c'.repeat(32), replyAddress: null },
        at,
      ),
      '我妈住院能报多少？',
    )
    .then(
      async (prepared) =>
        (await store.transaction((calls) => conversing.record(calls, prepared, null, at)))?.conversation,
    );
  if (conversation === undefined) throw new Error('the question was not recorded');
  await store.transaction((calls) => conversing.requestHandover(calls, conversation, at));
  await store.transaction((calls) => conversing.requestHandover(calls, conversation, at));
  const chatKey = conversing.keys.chat('telegram', '-100777');
  const message = await store.outbox.first('telegram', chatKey);
  const payload = textPayloadSchema.parse(JSON.parse(message?.payload ?? 'null'));
  expect(payload).toMatchObject({ method: 'sendMessage', chatId: '-100777' });
  expect(payload.text).toContain('编号1');
  expect(payload.text).not.toMatch(/住院|我妈/);
  expect(await store.outbox.countWaiting('telegram')).toBe(1);
  // What waits already says that somebody waits: a flood of requests is no flood of notices.
  const other = await store.conversations.open(
    { channel: 'web', userKey: 'v'.repeat(32), chatKey: 'd'.repeat(32), replyAddress: null },
    at,
  );
  await store.transaction((calls) => conversing.requestHandover(calls, other, at));
  expect(await store.outbox.countWaiting('telegram')).toBe(1);
  await store.close();
});
