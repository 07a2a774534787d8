import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkStoreAndSettings } from '../../src/channels/terminal/doctor-store.ts';
import { loadConfig } from '../../src/config.ts';
import { readSecret } from '../../src/conversations/read-secret.ts';
import { openTalk } from '../conversations/support/open-conversing.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'wenzheng-doctor-'));
async function found(env: NodeJS.ProcessEnv): Promise<string[]> {
  const findings = await checkStoreAndSettings(loadConfig(env));
  return findings.map(({ passed, text }) => `${passed ? '✓' : '✗'} ${text}`);
}

describe('wenzheng doctor', () => {
  it('finds nothing wrong before the first start, and makes nothing', async () => {
    const dataDir = newFolder();
    expect(await found({ WENZHENG_DATA_DIR: dataDir })).toEqual([
      '✓ 人工服务时间：周一至周五 08:30-12:00、14:30-17:30',
      '✓ 口令：还没有，第一次启动时自动生成',
      '✓ 数据库：还没有建立，第一次启动时自动建立',
    ]);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('looks into a database that is in use, and misses its secret', async () => {
    const talk = await openTalk();
    await talk.request(talk.conversation);
    const env = { WENZHENG_DATA_DIR: talk.dataDir };
    expect(await found(env)).toEqual([
      expect.anything(),
      expect.stringMatching(/^✗ 口令：.*里有数据库，没有口令文件 secret，请从备份恢复/),
      '✓ 数据库：内置数据库可用，1 人在等人工服务',
    ]);
    readSecret({ given: null, dataDir: talk.dataDir, sharesDatabase: false });
    expect((await found(env))[1]).toBe(`✓ 口令：保存在 ${join(talk.dataDir, 'secret')}，请和数据库分开备份`);
    chmodSync(join(talk.dataDir, 'secret'), 0o644);
    expect((await found(env))[1]).toMatch(/^✗ 口令：别的用户能读 .*chmod 600/);
    await talk.store.close();
    rmSync(talk.dataDir, { recursive: true });
  });

  it('says which settings do not fit together', async () => {
    const lines = await found({
      WENZHENG_DATA_DIR: newFolder(),
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
      WENZHENG_OFFICE_HOURS: '1-5 14:30-17:30 08:30-12:00',
      TELEGRAM_WEBHOOK_URL: 'https://example.gov.cn/telegram',
      WENZHENG_STAFF_CHAT: '-1001',
    });
    expect(lines).toEqual([
      expect.stringMatching(/^✗ 人工服务时间：环境变量 WENZHENG_OFFICE_HOURS .*先后不重叠/),
      expect.stringMatching(/^✗ Telegram：设置了 TELEGRAM_WEBHOOK_URL，还要设置 TELEGRAM_BOT_TOKEN/),
      expect.stringMatching(/^✗ Telegram：设置了 WENZHENG_STAFF_CHAT/),
      expect.stringMatching(/^✗ 口令：设置了 DATABASE_URL 就必须设置环境变量 WENZHENG_SECRET/),
      expect.stringMatching(/^✗ 数据库：/),
    ]);
  });

  it('needs no secret of the webhook beside the token, for one is made of the token', async () => {
    const lines = await found({
      WENZHENG_DATA_DIR: newFolder(),
      TELEGRAM_WEBHOOK_URL: 'https://example.gov.cn/telegram',
      TELEGRAM_BOT_TOKEN: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9',
    });
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
  });

  it('says that a token is set, and how messages come, without connecting', async () => {
    const env = {
      WENZHENG_DATA_DIR: newFolder(),
      TELEGRAM_BOT_TOKEN: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9',
    };
    expect((await found(env))[1]).toMatch(/^✓ Telegram：令牌已设置，轮询/);
    const webhook = { ...env, TELEGRAM_WEBHOOK_URL: 'https://example.gov.cn/telegram' };
    expect((await found(webhook))[1]).toMatch(
      /^✓ Telegram：令牌已设置，推送到 https:\/\/example\.gov\.cn\/telegram/,
    );
    expect((await found(webhook)).join('')).not.toContain('AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9');
  });
});
