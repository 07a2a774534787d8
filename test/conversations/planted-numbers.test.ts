/** Numbers that a resident or a clerk types are nowhere afterwards: not in the files of the database, not in an export. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answerOf, openTalk } from './support/open-conversing.ts';

const planted = [
  '441827199001011234', // an identity card, its check digit wrong
  '44182719900101123X',
  '123456789012345678',
  '441827900101123',
  '999999999999999',
  '13800138000',
  '19912345678',
  '6222021234567890123',
  '9999888877776666',
  'zhang.san@example.com',
];
const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const spaced = (text: string) => text.replace(/(\d{4})(?=\d)/g, '$1 ');

it('leaves no planted number in the database, its log, a copy or an export', async () => {
  const talk = await openTalk({
    answer: ({ q }) => answerOf(`您问的是${q}`, { status: 'unanswerable_no_source' }),
  });
  const { store, conversing, conversation, say, current, request, inOne, at, dataDir } = talk;
  for (const number of planted) {
    for (const text of [
      `我的号码${number}能查低保吗`,
      fullWidth(number),
      `查${spaced(number)}`,
      `第1句\n${number}`,
    ])
      await say(await current(), text);
    const recap = await conversing.prepareCalculation(await current(), `自付3万，卡${number}`, {
      scheme: 'medical-aid',
      facts: {},
      origins: {},
    });
    await inOne((calls) => conversing.record(calls, recap, null, at()));
  }
  await request(await current());
  for (const [index, number] of planted.entries()) {
    await say(await current(), `再说一次${number}`);
    const { staff } = conversing;
    if (index % 2 === 0) await inOne((calls) => staff.reply(calls, 1, '李', `您的${number}收到`, at()));
    else await inOne((calls) => staff.note(calls, 1, '李', `号码${spaced(number)}`, at()));
  }
  await inOne((calls) => conversing.staff.close(calls, 1, '李', `已查${planted.join('，')}`, at()));
  const exported = JSON.stringify(await store.exportUser('telegram', conversation.userKey));
  const copy = join(mkdtempSync(join(tmpdir(), 'wenzheng-copy-')), 'copy.db');
  await store.backup(copy);

  const files = () => readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name)));
  const before = files();
  await store.close();
  const held = [...before, ...files(), readFileSync(copy), Buffer.from(exported)];
  expect(before.length).toBeGreaterThan(1);
  expect(held.some((bytes) => bytes.includes('已隐去手机号'))).toBe(true);
  for (const number of planted) {
    for (const written of [number, fullWidth(number), spaced(number), number.slice(0, 12)]) {
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(held.some((bytes) => bytes.includes(Buffer.from(written, encoding)))).toBe(false);
    }
  }
});
