import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBotApiHtml } from '../../support/bot-api-html.ts';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';

let server: BotApiServer;
beforeEach(async () => {
  server = await startBotApiServer();
});
afterEach(() => server.close());

interface Reply {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly result?: unknown;
}

async function call(method: string, parameters: object = {}, token = server.token): Promise<Reply> {
  const response = await fetch(`${server.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  const body = (await response.json()) as Reply;
  expect(response.status).toBe(body.ok ? 200 : body.error_code);
  return body;
}

const html = (text: string) => ({ chat_id: 7, text, parse_mode: 'HTML' });
const withButton = (button: object) => ({
  chat_id: 7,
  text: '一',
  reply_markup: { inline_keyboard: [[button]] },
});

describe('the Bot API server of the tests', () => {
  it('knows its token and its methods', async () => {
    expect(await call('getMe', {}, '1:wrong')).toMatchObject({ error_code: 401 });
    expect(await call('sendNothing')).toMatchObject({ error_code: 404 });
    expect(await call('getMe')).toMatchObject({ result: { username: 'wenzheng_bot', is_bot: true } });
  });

  it.each([
    [{ chat_id: 8, text: '一' }, 'chat not found'],
    [html('<b> </b>'), 'message text is empty'],
    [html('民'.repeat(4097)), 'message is too long'],
    [html('<b>低保'), `can't find end tag`],
    [html('<div>低保</div>'), 'unsupported start tag'],
    [html('甲 & 乙'), 'is not written &amp;'],
    [html('<a href="javascript:alert(1)">甲</a>'), 'are not allowed'],
    [{ chat_id: 7, text: '一', parse_mode: 'Markdown' }, 'unsupported parse_mode'],
    [withButton({ text: '看', callback_data: '民'.repeat(22) }), 'BUTTON_DATA_INVALID'],
    [withButton({ text: '看', callback_data: 'a', url: 'https://a.cn' }), 'text buttons are unallowed'],
    [{ chat_id: 7, text: '一', reply_parameters: { message_id: 55 } }, 'message to be replied not found'],
    [{ chat_id: 7, text: '一', replyTo: 3 }, 'unknown parameter replyTo'],
  ])('refuses %j', async (parameters, reason) => {
    server.userSays(7, '您好');
    expect((await call('sendMessage', parameters)).description).toContain(reason);
    expect(server.messages(7)).toEqual([]);
    expect(server.refused).toHaveLength(1);
  });

  it('counts the characters that are seen', async () => {
    server.userSays(7, '您好');
    expect(await call('sendMessage', html(`<b>${'民'.repeat(4095)}&lt;</b>`))).toMatchObject({ ok: true });
    expect(readBotApiHtml('<b>甲&amp;<i>乙</i></b>&#20013;\n')).toBe('甲&乙中');
  });

  it('edits what there is, and only when something changes', async () => {
    server.userSays(7, '您好');
    await call('sendMessage', html('一'));
    const edit = { chat_id: 7, message_id: 2, text: '二' };
    expect(await call('editMessageText', edit)).toMatchObject({ ok: true });
    expect((await call('editMessageText', edit)).description).toContain('message is not modified');
    expect((await call('editMessageText', { ...edit, message_id: 1 })).description).toContain('not found');
    expect(server.messages(7)).toMatchObject([{ text: '二', earlier: ['一'], edits: 1 }]);
  });

  it('gives updates by long poll, again until they are confirmed, and duplicates after', async () => {
    const polled = call('getUpdates', { timeout: 5 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { updateId } = server.userSays(7, '一');
    expect(await polled).toMatchObject({ result: [{ update_id: updateId, message: { text: '一' } }] });
    expect(await call('getUpdates')).toMatchObject({ result: [{ update_id: updateId }] });
    expect(await call('getUpdates', { offset: updateId + 1 })).toMatchObject({ result: [] });
    server.redeliver(updateId);
    expect(await call('getUpdates', { offset: updateId + 1 })).toMatchObject({
      result: [{ update_id: updateId }],
    });
    const first = call('getUpdates', { timeout: 5 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await call('getUpdates', { allowed_updates: ['message'] });
    expect(await first).toMatchObject({ error_code: 409 });
    await call('setWebhook', { url: 'http://127.0.0.1:1/telegram' });
    expect(await call('getUpdates')).toMatchObject({ error_code: 409 });
  });

  it('makes calls go wrong as told', async () => {
    server.userSays(7, '您好');
    server.failNext(
      'sendMessage',
      { kind: 'status', code: 429, retryAfter: 3 },
      { kind: 'reset', after: true },
    );
    expect(await call('sendMessage', html('一'))).toMatchObject({ parameters: { retry_after: 3 } });
    await expect(call('sendMessage', html('二'))).rejects.toThrow('fetch failed');
    expect(server.messages(7)).toMatchObject([{ visible: '二' }]);
    server.userBlocks(7);
    expect(await call('sendMessage', html('三'))).toMatchObject({ error_code: 403 });
  });
});
