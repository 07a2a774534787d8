import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TelegramUpdate } from '../../../../src/channels/telegram/telegram-update.ts';
import { maskLines } from '../../../../src/conversations/mask-typed.ts';
import { talkForEach } from './talk-for-each.ts';

const text = fc.oneof(
  fc.constantFrom(
    '低保户住院能报几成？',
    '补助多少？',
    '我妈低保住院花了3万',
    '是',
    '不清楚',
    '3万',
    '取消',
    '转人工',
    '不等了',
    '换个话题',
    '<b>&',
    '👨‍👩‍👧',
    '',
  ),
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constant('救助<'.repeat(1300)),
);
const command = fc.constantFrom(
  null,
  null,
  null,
  'start',
  'calc',
  'sources',
  'doc',
  'human',
  'new',
  'lang',
  'forget',
  'help',
  'x',
);
const place = fc.constantFrom({ isGroup: false, chatId: '7' }, { isGroup: true, chatId: '-5' });
const media = fc.constantFrom(
  'voice',
  'photo',
  'video',
  'sticker',
  'location',
  'contact',
  'document',
  'other' as const,
);

type Drawn =
  | { readonly kind: 'press'; readonly which: number }
  | { readonly kind: 'update'; readonly update: Partial<TelegramUpdate> & Pick<TelegramUpdate, 'kind'> };

const anything: fc.Arbitrary<Drawn> = fc.oneof(
  // What hangs under messages is pressed most of the time, as people do.
  { weight: 4, arbitrary: fc.nat().map((which) => ({ kind: 'press' as const, which })) },
  {
    weight: 5,
    arbitrary: fc
      .record({
        where: place,
        text,
        command,
        edited: fc.boolean(),
        addressed: fc.boolean(),
        messageId: fc.nat(40),
        userId: fc.constantFrom('7', '8'),
        threadId: fc.option(fc.nat(3)),
      })
      .map(({ where, text: said, ...more }) => ({
        kind: 'update' as const,
        update: { kind: 'message' as const, ...where, ...maskLines(said), languageCode: 'zh-hk', ...more },
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ where: place, media }).map(({ where, media: sent }) => ({
      kind: 'update' as const,
      update: { kind: 'unsupported' as const, ...where, media: sent, messageId: 1, addressed: true },
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ where: place, data: fc.string({ minLength: 1, maxLength: 64 }) })
      .map(({ where, data }) => ({
        kind: 'update' as const,
        update: { kind: 'button' as const, ...where, data, callbackId: '1', messageId: null },
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ where: place, reachable: fc.boolean() }).map(({ where, reachable }) => ({
      kind: 'update' as const,
      update: { kind: 'membership' as const, ...where, reachable },
    })),
  },
);

export function describeRandomUpdates(): void {
  describe('whatever comes', () => {
    const talk = talkForEach();

    it('is handled, and what is said to it can be sent', async () => {
      const drawn = fc.sample(anything, { numRuns: 150, seed: 20_261_129 });
      for (const each of drawn) {
        if (each.kind === 'update') {
          await talk().handles(each.update);
          continue;
        }
        const buttons = talk().messages.flatMap((message) =>
          message.buttons
            .flat()
            .flatMap((button) => ('data' in button ? [{ message, data: button.data }] : [])),
        );
        const pressed = buttons[each.which % Math.max(buttons.length, 1)];
        if (pressed === undefined) continue;
        const { chatId } = pressed.message;
        await talk().handles({
          kind: 'button',
          chatId,
          isGroup: chatId.startsWith('-'),
          userId: each.which % 3 === 0 ? '8' : '7',
          messageId: pressed.message.id,
          callbackId: '1',
          data: pressed.data,
        });
      }
      expect(talk().messages.length).toBeGreaterThan(50);
    }, 60_000);
  });
}
