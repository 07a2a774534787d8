import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskLayout } from '../../../../src/channels/http/desk/desk-layout.ts';
import { createLogger } from '../../../../src/logger.ts';
import { serveDesk, staffPassword } from '../../../support/desk.ts';

/** Pieces of markup among other signs: what a name or an address may be made of by somebody who means harm. */
const nasty = fc
  .array(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '"',
      "'",
      '>',
      '&',
      '&lt;',
      '--',
      '</title>',
      '${1}',
      'a',
      '芳',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((pieces) => pieces.join(''));

/** The elements of a page with the names of their attributes: what a text must not change. */
const elements = (html: string): string[] =>
  [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, ''));

describe('what people called things', () => {
  it('is text on every page of the desk, whatever it is made of', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const plain = {
      at: '2026-10-01T00:00:00.000Z',
      actor: 'x',
      action: 'odd',
      subject: 'plain',
      detail: 'plain',
    };
    await desk.store.audit.add(plain);
    const { text: before } = await admin.get('/desk/audit?subject=plain');
    let times = 0;
    await fc.assert(
      fc.asyncProperty(nasty, async (words) => {
        const subject = `${words}${++times}`;
        await desk.store.audit.add({ ...plain, actor: words, action: words, subject, detail: words });
        const { text } = await admin.get(`/desk/audit?subject=${encodeURIComponent(subject)}`);
        expect(elements(text)).toEqual(elements(before));
        const wrong = await desk
          .visitor()
          .post('/desk/sign-in', { loginName: words, password: 'x', next: words });
        expect(wrong.text).not.toMatch(/<script>|<img/);
        const refused = await admin.post('/desk/accounts', {
          displayName: '',
          loginName: words,
          roles: [words],
        });
        expect(refused.status).toBe(400);
        expect(refused.text).not.toMatch(/<script>|<img/);
      }),
      { numRuns: 40 },
    );
  });

  it('is text in the name that the frame shows', async () => {
    const desk = await serveDesk();
    const displayName = '<b onclick="x">&"芳\'';
    const account = await desk.account(['admin'], displayName);
    const visitor = desk.visitor();
    await visitor.post('/desk/sign-in', { loginName: account.loginName, password: staffPassword });
    for (const path of ['/desk/accounts', `/desk/accounts/${account.id}`, '/desk/password', '/desk/audit']) {
      const { text } = await visitor.get(path);
      expect(text).not.toContain('<b onclick');
      expect(text).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;&quot;芳&#39;');
    }
  });

  it('is text in the title of a page', async () => {
    const page = String(
      await deskLayout({ title: '</title><script>', current: 'error', staff: null, body: '' as never }),
    );
    expect(page).not.toContain('</title><script>');
  });
});

describe('secrets', () => {
  it('are in no log and on no page', async () => {
    const lines: string[] = [];
    const logger = createLogger('trace', { write: (line) => void lines.push(line) });
    const desk = await serveDesk({ server: { logger } });
    const admin = await desk.signedIn('admin');
    const made = await admin.post('/desk/accounts', {
      displayName: '李芳',
      loginName: 'lifang',
      roles: ['clerk'],
    });
    const once = /<dd><code>([a-z0-9-]{19})<\/code>/.exec(made.text)?.[1] ?? '';
    const visitor = desk.visitor();
    await visitor.post('/desk/sign-in', { loginName: 'lifang', password: 'a guess of somebody' });
    await visitor.post('/desk/sign-in', { loginName: 'lifang', password: once });
    const own = await visitor.get('/desk/password');
    const secrets = [once, 'a guess of somebody', staffPassword, ...visitor.cookies.values()];
    const told = lines.join('') + own.text + JSON.stringify(await desk.store.audit.list(1000));
    expect(lines.length).toBeGreaterThan(3);
    for (const secret of secrets) expect(told).not.toContain(secret);
    expect(lines.join('')).not.toContain(admin.csrf);
  });
});
