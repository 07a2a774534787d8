/** What wenzheng doctor says of the settings that fit together, the secret and the database. @module */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { parseOfficeHours } from '../../conversations/office-hours.ts';
import { findSecret, secretFile } from '../../conversations/read-secret.ts';
import { WenzhengError } from '../../errors.ts';
import { createLogger } from '../../logger.ts';
import { openStore } from '../../store/open-store.ts';
import type { Finding } from './finding.ts';
import { hasDatabase } from './folders.ts';

export async function checkStoreAndSettings(config: Config): Promise<Finding[]> {
  return [
    checkOfficeHours(config),
    ...checkTelegram(config),
    checkSecret(config),
    await checkDatabase(config),
  ];
}

function checkOfficeHours({ WENZHENG_OFFICE_HOURS: hours }: Config): Finding {
  return find('人工服务时间', () => parseOfficeHours(hours).text);
}

const wrong = (text: string): Finding => ({ passed: false, text: `Telegram：${text}` });

/** Looks at the settings only; nobody is connected to. */
export function checkTelegram(config: Config): Finding[] {
  const token = config.TELEGRAM_BOT_TOKEN !== undefined;
  const found: Finding[] = [];
  if (token) {
    const how = config.TELEGRAM_WEBHOOK_URL === undefined ? '轮询' : `推送到 ${config.TELEGRAM_WEBHOOK_URL}`;
    found.push({ passed: true, text: `Telegram：令牌已设置，${how}（这里没有连接，对不对启动后才知道）` });
  }
  if (config.TELEGRAM_WEBHOOK_URL !== undefined && !token)
    found.push(wrong('设置了 TELEGRAM_WEBHOOK_URL，还要设置 TELEGRAM_BOT_TOKEN；不用推送就去掉它'));
  if (config.WENZHENG_STAFF_CHAT !== undefined && !token)
    found.push(wrong('设置了 WENZHENG_STAFF_CHAT，没有 TELEGRAM_BOT_TOKEN 就发不出通知，请设置它'));
  return found;
}

function checkSecret(config: Config): Finding {
  const dataDir = config.WENZHENG_DATA_DIR;
  const file = join(dataDir, secretFile);
  return find('口令', () => {
    const given = config.WENZHENG_SECRET?.reveal() ?? null;
    const secret = findSecret({ given, dataDir, sharesDatabase: config.DATABASE_URL !== undefined });
    if (given !== null) return '用环境变量 WENZHENG_SECRET';
    if (secret !== null) {
      if ((statSync(file).mode & 0o077) !== 0)
        throw new WenzhengError('config_invalid', `别的用户能读 ${file}，请运行 chmod 600 ${file}`);
      return `保存在 ${file}，请和数据库分开备份`;
    }
    // A new secret would know nobody of a database that was made with another.
    if (hasDatabase(dataDir))
      throw new WenzhengError(
        'config_invalid',
        `文件夹 ${dataDir} 里有数据库，没有口令文件 ${secretFile}，请从备份恢复，或设置原来的 WENZHENG_SECRET`,
      );
    return '还没有，第一次启动时自动生成';
  });
}

/** Opening brings the tables up to date, as the next start would. */
async function checkDatabase(config: Config): Promise<Finding> {
  const dataDir = config.WENZHENG_DATA_DIR;
  const databaseUrl = config.DATABASE_URL?.reveal();
  if (databaseUrl === undefined && !hasDatabase(dataDir))
    return { passed: true, text: '数据库：还没有建立，第一次启动时自动建立' };
  try {
    const store = await openStore({ dataDir, databaseUrl, logger: createLogger('silent') });
    try {
      const waiting = await store.handovers.list(['waiting'], 1000);
      const name = store.kind === 'postgres' ? 'PostgreSQL' : '内置数据库';
      return { passed: true, text: `数据库：${name}可用，${waiting.length} 人在等人工服务` };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof WenzhengError)) throw error;
    return { passed: false, text: `数据库：${error.message}` };
  }
}

function find(subject: string, check: () => string): Finding {
  try {
    return { passed: true, text: `${subject}：${check()}` };
  } catch (error) {
    if (!(error instanceof WenzhengError)) throw error;
    return { passed: false, text: `${subject}：${error.message}` };
  }
}
