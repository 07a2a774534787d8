/**
 * Updates as they should never come: of every type, with fields missing, of the wrong type, huge, nested, in odd
 * Unicode, and with private numbers everywhere.
 * @module
 */
import type { Random } from './seeded-random.ts';

/** Planted wherever a text can stand; none may be found in a log or in the database. */
export const plantedNumbers = [
  '13800138000',
  '+86 139-0013-9000',
  '440102199001011234',
  '44010219900101123X',
  '440102900101123',
  '6222021234567890123',
  '1３８００１３８００１',
] as const;

const oddTexts = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udc00\ud800',
  '\u202e反了\u202c',
  'e\u0301'.repeat(50),
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u200b\u200d\ufeff',
  '<b>低保</b> & <script>',
  "'; drop table received_updates; --",
  '/calc@wenzheng_bot',
  '/',
  '//',
  '@wenzheng_bot',
  '@',
  '／help＠wenzheng_bot',
  '𠮷'.repeat(100),
  '低保户住院能报多少？',
  '__proto__',
  '{"update_id":1}',
  '{{name}} ${x} %s',
];

const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 63),
  '',
  'x',
  [],
  {},
  [[[[]]]],
  [null],
  { id: null },
  { toString: 1 },
];

/** An update; about half of them are well formed. `chat` is where it is, when it is anywhere. */
export function randomUpdate(random: Random, chat: number): Record<string, unknown> {
  const from = person(random, chat);
  const place = random.chance(0.7)
    ? { id: chat, type: 'private', first_name: text(random) }
    : {
        id: -1_001_000_000_000 - chat,
        type: random.pick(['group', 'supergroup', 'channel']),
        title: text(random),
      };
  const message = {
    message_id: random.whole(1, 100_000),
    date: 1_764_000_000,
    from,
    chat: place,
    ...(random.chance(0.2)
      ? { message_thread_id: random.whole(1, 9), is_topic_message: random.chance(0.5) }
      : {}),
    ...(random.chance(0.1)
      ? { reply_to_message: { message_id: 1, from: person(random, 110_201_543), text: text(random) } }
      : {}),
    ...content(random),
  };
  const update = random.pick<() => Record<string, unknown>>([
    () => ({ message }),
    () => ({ message }),
    () => ({ message }),
    () => ({ edited_message: { ...message, edit_date: 1 } }),
    () => ({ channel_post: message }),
    () => ({
      callback_query: {
        id: String(random.whole(1, 1e9)),
        from,
        message,
        chat_instance: '1',
        data: random.pick(['c:1', 'x'.repeat(64), 'x'.repeat(65), text(random)]),
      },
    }),
    () => ({
      my_chat_member: {
        chat: place,
        from,
        date: 1,
        old_chat_member: { user: from, status: 'member' },
        new_chat_member: {
          user: from,
          status: random.pick(['kicked', 'member', 'left', 'restricted', 'odd']),
        },
      },
    }),
    () => ({ [random.pick(otherKinds)]: { id: '1', from, query: text(random), user: from, chat: place } }),
  ])();
  return random.chance(0.5) ? spoil(update, random) : update;
}

const otherKinds = [
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
  'poll',
  'poll_answer',
  'chat_member',
  'chat_join_request',
  'message_reaction',
  'business_message',
  'purchased_paid_media',
  'of_next_year',
] as const;

function content(random: Random): Record<string, unknown> {
  return random.pick<() => Record<string, unknown>>([
    () => ({ text: text(random), entities: entities(random) }),
    () => ({ text: text(random), entities: entities(random) }),
    () => ({ text: `/${random.pick(['start', 'calc', 'doc', 'help', 'odd'])} ${text(random)}` }),
    () => ({ photo: [{ file_id: 'x' }], caption: text(random), caption_entities: entities(random) }),
    () => ({
      [random.pick(['voice', 'video', 'sticker', 'document', 'animation', 'dice', 'story'])]: {
        file_id: 'x',
      },
    }),
    () => ({ contact: { phone_number: random.pick(plantedNumbers), first_name: text(random) } }),
    () => ({ location: { latitude: 23.7, longitude: 113 } }),
    () => ({
      [random.pick(['new_chat_members', 'left_chat_member', 'pinned_message', 'migrate_to_chat_id'])]: [],
    }),
  ])();
}

function text(random: Random): string {
  const parts = Array.from({ length: random.whole(0, 3) }, () => random.pick(oddTexts));
  if (random.chance(0.3))
    parts.splice(random.whole(0, parts.length), 0, `（${random.pick(plantedNumbers)}）`);
  const whole = parts.join(random.pick(['', ' ', '\n']));
  return random.chance(0.02)
    ? whole.padEnd(random.whole(4000, 200_000), random.pick(['民', '1', ' ', '@', '\u0301']))
    : whole;
}

function entities(random: Random): unknown {
  return random.pick([
    undefined,
    [{ type: 'bot_command', offset: 0, length: 5 }],
    [{ type: 'mention', offset: random.whole(-5, 50), length: random.whole(-5, 50) }],
    [
      {
        type: 'text_mention',
        offset: random.whole(-5, 50),
        length: random.whole(-5, 5000),
        user: { id: 110_201_543 },
      },
    ],
    Array.from({ length: 300 }, () => ({ type: 'bold', offset: 0, length: 1 })),
    'odd',
  ]);
}

function person(random: Random, id: number): Record<string, unknown> {
  return {
    id,
    is_bot: random.chance(0.05),
    first_name: text(random),
    username: 'resident',
    language_code: random.pick(['zh-hans', 'zh-HK', 'en', '', 'x'.repeat(500), undefined]),
  };
}

/** Takes fields away, or puts something else in their place, anywhere. */
function spoil(update: Record<string, unknown>, random: Random): Record<string, unknown> {
  const copy = structuredClone(update);
  for (let count = random.whole(1, 4); count > 0; count -= 1) {
    let holder: Record<string, unknown> = copy;
    for (;;) {
      const names = Object.keys(holder);
      if (names.length === 0) break;
      const name = random.pick(names);
      const value = holder[name];
      if (typeof value === 'object' && value !== null && random.chance(0.8)) {
        holder = value as Record<string, unknown>;
        continue;
      }
      if (random.chance(0.4)) delete holder[name];
      else
        holder[name] = random.chance(0.1)
          ? nested(random.whole(1, 3000))
          : random.pick([...oddValues, text(random)]);
      break;
    }
  }
  return copy;
}

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = { message: value };
  return value;
}
