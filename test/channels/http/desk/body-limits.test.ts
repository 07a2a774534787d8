import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeskDoor } from '../../../../src/channels/http/desk/desk-door.ts';
import { readForm } from '../../../../src/channels/http/desk/read-form.ts';
import type { StaffRole } from '../../../../src/staff/staff.ts';
import { type ServedDesk, serveDesk, signInVisitor } from '../../../support/desk.ts';

let desk: ServedDesk;
let http: Hono;

beforeAll(async () => {
  desk = await serveDesk({ atEnd: afterAll });
  const door = createDeskDoor({
    access: desk.access,
    store: desk.store,
    now: desk.kept.options.now,
    trustProxy: false,
    bodyLimitBytes: 1000,
    bodyLimits: [{ path: '/desk/files', bytes: 2 * 1024 * 1024 + 5000, roles: ['editor'] }],
  });
  http = new Hono();
  http.use('/desk/*', door.enter);
  for (const path of ['/desk/files', '/desk/files/other', '/desk/words'])
    http.post(path, async (context) => context.text(`${(await readForm(context)).text('word').length}`));
});

async function statusOf(role: StaffRole, path: string, length: number): Promise<number> {
  const visitor = await signInVisitor(http, desk.access, await desk.account([role]));
  const body = new FormData();
  body.set('csrf', visitor.csrf);
  body.set('word', 'x'.repeat(length));
  const Cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  // A length is stated by browsers.
  const sent = new Response(body);
  const bytes = new Uint8Array(await sent.arrayBuffer());
  const headers = {
    Cookie,
    'Content-Type': sent.headers.get('Content-Type') ?? '',
    'Content-Length': String(bytes.length),
  };
  const response = await http.request(path, { method: 'POST', body: bytes, headers });
  const text = await response.text();
  return response.status === 200 && text !== String(length) ? 500 : response.status;
}

describe('how much a request to the desk may hold', () => {
  it('is more on a path that files are sent to, for those who send them', async () => {
    expect(await statusOf('editor', '/desk/files', 2_000_000)).toBe(200);
    expect(await statusOf('admin', '/desk/files', 2_000_000)).toBe(200);
    expect(await statusOf('editor', '/desk/files', 3_000_000)).toBe(413);
  });

  it('is no more than a hundred parts, since each takes its time however empty it is', async () => {
    const visitor = await signInVisitor(http, desk.access, await desk.account(['editor']));
    const Cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const send = async (parts: number): Promise<number> => {
      // As long as browsers make it: Node looks for the words of the boundary alone, and a token may hold a letter.
      const boundary = '4827350916';
      const part = `--${boundary}\r\nContent-Disposition: form-data; name=""\r\n\r\n\r\n`;
      const csrf = `--${boundary}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${visitor.csrf}\r\n`;
      const body = `${csrf}${part.repeat(parts)}--${boundary}--\r\n`;
      const headers = {
        Cookie,
        'Content-Type': `multipart/form-data; boundary="${boundary}"`,
        'Content-Length': String(body.length),
      };
      return (await http.request('/desk/files', { method: 'POST', body, headers })).status;
    };
    expect([await send(90), await send(100), await send(20_000)]).toEqual([200, 400, 400]);
  });

  it('is the usual on every other path, and for everybody else', async () => {
    expect(await statusOf('clerk', '/desk/files', 600)).toBe(200);
    expect(await statusOf('clerk', '/desk/files', 2000)).toBe(413);
    expect(await statusOf('editor', '/desk/words', 2000)).toBe(413);
    expect(await statusOf('editor', '/desk/files/other', 2000)).toBe(413);
    expect((await http.request('/desk/files', { method: 'POST', body: 'x'.repeat(2000) })).status).toBe(401);
  });

  it('is the usual for fields without a file, which would be taken apart one by one', async () => {
    const visitor = await signInVisitor(http, desk.access, await desk.account(['editor']));
    expect((await visitor.post('/desk/files', { word: 'x'.repeat(2000) })).status).toBe(413);
    expect((await visitor.post('/desk/files', { word: 'x'.repeat(500) })).status).toBe(200);
  });

  it('is told with the size of a file, and also found out where no length is stated', async () => {
    const visitor = await signInVisitor(http, desk.access, await desk.account(['editor']));
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = new ReadableStream({
      start(controller) {
        for (let piece = 0; piece < 30; piece += 1) controller.enqueue(new Uint8Array(100_000));
        controller.close();
      },
    });
    const headers = { Cookie: cookie, Accept: 'application/json', 'Content-Type': 'multipart/form-data' };
    const streamed = { method: 'POST', headers, body, duplex: 'half' };
    const response = await http.request('/desk/files', streamed);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      error: { message: '文件超过 2 MB，没有收下，请拆成小一些的文件再上传。' },
    });
  });
});
