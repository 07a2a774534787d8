import { describe, expect, it } from 'vitest';
import { albumOf, readUpdate, updateIdOf } from '../../../src/channels/telegram/read-update.ts';
import { telegramUpdateSchema } from '../../../src/channels/telegram/telegram-update.ts';

const bot = { id: '110201543', username: 'Wenzheng_bot' };
const person = {
  id: 7,
  is_bot: false,
  first_name: '张三丰',
  last_name: '某',
  username: 'zhang_san',
  language_code: 'zh-hant',
};
const privateChat = { id: 7, type: 'private', first_name: '张三丰' };
const group = { id: -1_001_234_567_890, type: 'supergroup', title: '街坊群', is_forum: true };
const botUser = { id: 110_201_543, is_bot: true, first_name: '问政', username: 'wenzheng_bot' };
const head = { message_id: 3, date: 1_764_000_000, from: person };

const read = (fields: object) => readUpdate({ update_id: 9, ...fields }, bot);
const inPrivate = (message: object) => read({ message: { ...head, chat: privateChat, ...message } });
const inGroup = (message: object) => read({ message: { ...head, chat: group, ...message } });

const edited = (content: object) => read({ edited_message: { ...head, chat: privateChat, ...content } });
const press = (fields: object) =>
  read({ callback_query: { id: '55', from: person, data: 'c:1', ...fields } });
const reply = (from: object) => ({ text: '那门诊呢', reply_to_message: { message_id: 2, from } });

describe('a message', () => {
  it('keeps the fields that are needed and nothing else', () => {
    expect(inPrivate({ text: '低保户能报几成？', link_preview_options: { url: 'https://a.cn' } })).toEqual({
      updateId: 9,
      kind: 'message',
      chatId: '7',
      isGroup: false,
      threadId: null,
      userId: '7',
      messageId: 3,
      text: '低保户能报几成？',
      masked: false,
      command: null,
      edited: false,
      addressed: true,
      languageCode: 'zh-hant',
    });
  });

  it.each([
    ['我身份证440102199001011234，电话１３８００１３８０００，卡6222021234567890123', 3],
    ['手机138\u200b0013\u200b8000', 1],
    ['电话 138-0013-\n8000', 1],
  ])('loses private numbers: %s', (text, count) => {
    const update = inPrivate({ text });
    expect(update).toMatchObject({ masked: true });
    const kept = JSON.stringify(update);
    expect(kept.match(/【已隐去/g)).toHaveLength(count);
    expect(kept).not.toMatch(/1380013|44010219900101|62220212345678|８００１３８/);
  });

  it('keeps amounts, and at most what Telegram sends', () => {
    expect(inPrivate({ text: '年收入 120000 元，邮编511800' })).toMatchObject({
      text: '年收入 120000 元，邮编511800',
      masked: false,
    });
    const long = inPrivate({ text: `${'民'.repeat(4090)}13800138000${'政'.repeat(90_000)}` });
    expect(long).toMatchObject({ text: '民'.repeat(4090) });
  });

  it.each([
    ['/calc', 'calc', ''],
    ['/CALC@wenzheng_BOT 低保 3万', 'calc', '低保 3万'],
    ['/doc清新府办〔2018〕16号', 'doc', '清新府办〔2018〕16号'],
    ['／help', 'help', ''],
    ['/start ask_1', 'start', 'ask_1'],
    ['/etc/passwd是什么', null, '/etc/passwd是什么'],
    ['看 /calc', null, '看 /calc'],
    ['/13800138000', null, '/【已隐去手机号】'],
    ['/calc13800138000', null, '/calc【已隐去手机号】'],
    ['／138_0013_8000 低保', null, '／【已隐去手机号】 低保'],
    ['/138 0013 8000', null, '/【已隐去手机号】'],
    ['/440102199001011234@wenzheng_bot', null, '/【已隐去身份证号】@wenzheng_bot'],
    ['/calc@other_bot 低保', null, '/calc@other_bot 低保'],
  ])('%s has the command %s', (text, command, rest) => {
    expect(inPrivate({ text })).toMatchObject({ command, text: rest, addressed: true });
  });

  it.each([
    ['@wenzheng_bot 低保能报多少', true, '低保能报多少'],
    ['请问 @WENZHENG_BOT，低保能报多少', true, '请问 ，低保能报多少'],
    ['请问@wenzheng_bot低保能报多少', true, '请问 低保能报多少'],
    ['＠wenzheng_bot 低保', true, '低保'],
    ['/calc', true, ''],
    ['/calc@wenzheng_bot', true, ''],
    ['/calc@other_bot', false, '/calc@other_bot'],
    ['@wenzheng_bot2 低保', false, '@wenzheng_bot2 低保'],
    ['写信到 a@wenzheng_bot 吧', false, '写信到 a@wenzheng_bot 吧'],
    ['今天吃什么', false, '今天吃什么'],
  ])('in a group, %s is meant for the bot: %s', (text, addressed, rest) => {
    expect(inGroup({ text })).toMatchObject({ addressed, text: rest, isGroup: true });
  });

  it('is meant for the bot as a reply to it, or with a mention by id', () => {
    expect(inGroup(reply(botUser))).toMatchObject({ addressed: true });
    expect(inGroup(reply(person))).toMatchObject({ addressed: false });
    expect(inGroup({ ...reply(botUser), text: '/calc@other_bot' })).toMatchObject({ addressed: false });
    const entities = [{ type: 'text_mention', offset: 2, length: 2, user: botUser }];
    expect(inGroup({ text: '请问问政低保', entities })).toMatchObject({
      addressed: true,
      text: '请问 低保',
    });
    const beyond = [{ type: 'text_mention', offset: 5000, length: 2, user: botUser }];
    expect(inGroup({ text: '低保', entities: beyond })).toMatchObject({ addressed: false });
  });

  it('knows the topic of a forum, but not the threads of replies', () => {
    expect(inGroup({ text: '一', message_thread_id: 5, is_topic_message: true })).toMatchObject({
      threadId: 5,
    });
    expect(inGroup({ text: '一', message_thread_id: 5 })).toMatchObject({ threadId: null });
  });

  it.each([
    [{ voice: {} }, 'voice'],
    [{ photo: [{}], caption: '这个能报吗' }, 'photo'],
    [{ animation: {}, document: {} }, 'video'],
    [{ video_note: {} }, 'video'],
    [{ sticker: {} }, 'sticker'],
    [{ venue: {}, location: {} }, 'location'],
    [{ contact: { phone_number: '13800138000' } }, 'contact'],
    [{ document: {} }, 'document'],
    [{ poll: {} }, 'other'],
  ])('without text is a medium, whatever its caption: %j', (content, media) => {
    const update = inPrivate(content);
    expect(update).toMatchObject({ kind: 'unsupported', media, addressed: true });
    expect(JSON.stringify(update)).not.toMatch(/这个能报吗|138/);
    expect(inGroup(content)).toMatchObject({ addressed: false });
    expect(inGroup({ ...content, caption: '@wenzheng_bot 看' })).toMatchObject({ addressed: true });
  });

  it('that was edited says so, and only when it has text', () => {
    expect(edited({ text: '门诊呢' })).toMatchObject({ kind: 'message', edited: true });
    expect(edited({ location: {} })).toBeNull();
    expect(edited({ photo: [{}], caption: '一' })).toBeNull();
  });
});

describe('a button', () => {
  it('is known by its data and its message', () => {
    expect(press({ message: { ...head, chat: privateChat, from: botUser, text: '答' } })).toEqual({
      updateId: 9,
      kind: 'button',
      chatId: '7',
      isGroup: false,
      threadId: null,
      userId: '7',
      messageId: 3,
      callbackId: '55',
      data: 'c:1',
    });
    const topic = { ...head, chat: group, message_thread_id: 4, is_topic_message: true };
    expect(press({ message: topic })).toMatchObject({ threadId: 4, isGroup: true });
  });

  it('of a message that is too old has no message', () => {
    expect(press({ message: { chat: privateChat, message_id: 3, date: 0 } })).toMatchObject({
      messageId: null,
    });
  });

  it('with data that cannot be ours is nothing', () => {
    const message = { ...head, chat: privateChat };
    expect(press({ message, data: '民'.repeat(22) })).toBeNull();
    expect(press({ message, data: 'a:13800138000' })).toBeNull();
    expect(press({ message, data: undefined, game_short_name: 'x' })).toBeNull();
    expect(press({ inline_message_id: 'x' })).toBeNull();
  });
});

describe('a membership', () => {
  it.each([
    [{ status: 'kicked' }, false],
    [{ status: 'left' }, false],
    [{ status: 'member' }, true],
    [{ status: 'administrator' }, true],
    [{ status: 'restricted', is_member: true }, true],
    [{ status: 'restricted', is_member: false }, false],
  ])('%j can be written to: %s', (member, reachable) => {
    expect(read({ my_chat_member: { chat: privateChat, from: person, new_chat_member: member } })).toEqual({
      updateId: 9,
      kind: 'membership',
      chatId: '7',
      isGroup: false,
      threadId: null,
      userId: '7',
      reachable,
    });
  });
});

describe('what nobody said to the bot', () => {
  const message = { ...head, chat: privateChat, text: '低保' };
  it.each([
    ['a post of a channel', { channel_post: message }],
    ['a message in a channel', { message: { ...message, chat: { id: -5, type: 'channel' } } }],
    ['another bot', { message: { ...message, from: { ...person, is_bot: true } } }],
    ['an anonymous admin', { message: { ...message, sender_chat: group } }],
    ['a message without a sender', { message: { ...message, from: undefined } }],
    ['new members', { message: { ...message, text: undefined, new_chat_members: [person] } }],
    ['a pinned message', { message: { ...message, text: undefined, pinned_message: message } }],
    ['a payment', { message: { ...message, text: undefined, successful_payment: {} } }],
    ['an inline query', { inline_query: { id: '1', from: person, query: '低保' } }],
    ['a text that is none', { message: { ...message, text: { a: 1 } } }],
    ['an id that is none', { message: { ...message, message_id: '3' } }],
    ['an id beyond all numbers', { message: { ...message, chat: { id: 1e300, type: 'private' } } }],
    ['nothing', {}],
  ])('is null: %s', (_name, fields) => {
    expect(read(fields)).toBeNull();
  });

  it.each([[undefined], [null], [1], ['x'], [[]], [{}], [{ update_id: -1 }], [{ update_id: 1.5 }]])(
    'is null: %j',
    (raw) => {
      expect(readUpdate(raw, bot)).toBeNull();
      expect(updateIdOf(raw)).toBeNull();
      expect(albumOf(raw)).toBeNull();
    },
  );

  it('and what is, fits the schema of the store', () => {
    for (const update of [
      inPrivate({ text: '一' }),
      inGroup({ voice: {} }),
      read({ callback_query: { id: '1', from: person, data: 'x', message: { ...head, chat: group } } }),
    ])
      expect(telegramUpdateSchema.parse(update)).toEqual(update);
  });
});
