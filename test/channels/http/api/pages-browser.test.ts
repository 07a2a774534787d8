import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGazetteData } from '../../../../src/channels/gazette-data/gazette-data.ts';
import { type RunningHttpServer, startHttpServer } from '../../../../src/channels/http/start-http-server.ts';
import { createApiTokens } from '../../../../src/staff/api-tokens.ts';
import { findChromium } from '../../../support/chromium.ts';
import { openSmallApp, type ServedDesk, serveDesk, type SignedInVisitor } from '../../../support/desk.ts';
import { axeFindings, type OpenPages, openPages, overflow } from '../../../support/open-pages.ts';

const executablePath = findChromium(process.env);

describe.skipIf(executablePath === undefined)('the pages about other systems in a browser', () => {
  let browser: Browser;
  let desk: ServedDesk;
  let admin: SignedInVisitor;
  let server: RunningHttpServer;
  let pages: OpenPages;

  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    pages = openPages(browser, () => server.url);
    const app = await openSmallApp();
    desk = await serveDesk({
      app,
      atEnd: afterAll,
      server: {
        systems: {
          data: createGazetteData(app),
          tokens: { admit: () => Promise.resolve({ kind: 'unknown' }) },
          hosts: [],
          version: '1.2.3',
          now: () => new Date(0),
        },
      },
    });
    admin = await desk.signedIn('admin');
    const tokens = createApiTokens({ store: desk.store, now: desk.kept.options.now });
    const wanted = { scopes: ['ask', 'search'] as const, days: 30, perMinute: 60 };
    await tokens.create({ ...wanted, name: '政务服务网' }, '李芳');
    await tokens.create({ ...wanted, name: '旧系统' }, '李芳');
    await tokens.revoke('旧系统', '李芳');
    server = await startHttpServer(desk.http, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each([
    ['/desk/tokens', 'light', 1280],
    ['/desk/tokens', 'dark', 360],
    ['/api/docs', 'light', 1280],
    ['/api/docs', 'dark', 360],
  ] as const)('%s can be read by everybody (%s, %i px)', async (path, colorScheme, width) => {
    const { name, value } = admin.browserCookie(server.url);
    const cookie = { name, value, domain: '127.0.0.1', path: '/', expires: -1 };
    const cookies = [{ ...cookie, httpOnly: true, secure: false, sameSite: 'Lax' as const }];
    const page = await pages.open(path, {
      colorScheme,
      viewport: { width, height: 900 },
      storageState: { cookies, origins: [] },
    });
    await page.getByRole('heading', { level: 1, name: path === '/api/docs' ? '接口' : '令牌' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await pages.close();
  });
});
