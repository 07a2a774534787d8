/** wenzheng store: what is kept of people, handed out, copied and deleted. @module */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { deriveKeys, keyedHash } from '../../conversations/derive-keys.ts';
import { purgeOld } from '../../conversations/housekeeping.ts';
import { findSecret, secretFile } from '../../conversations/read-secret.ts';
import { WenzhengError } from '../../errors.ts';
import { type Channel, type Conversation, channels } from '../../store/store.ts';
import { type CommandContext, type OpenedStore, withStore } from './open-store.ts';
import { withoutControls } from './terminal-text.ts';

/** @returns exit code. */
export function runStorePurge(
  { json }: { readonly json?: boolean | undefined },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store, config }) => {
    const retention = {
      conversationDays: config.WENZHENG_RETENTION_DAYS,
      auditDays: config.WENZHENG_AUDIT_DAYS,
    };
    const report = await purgeOld(store, retention, now().toISOString(), 'terminal');
    const { conversations, updates, outgoing, audit } = report;
    print(
      json
        ? JSON.stringify(report)
        : `已删除超过期限的：对话 ${conversations} 个，收到的消息 ${updates} 条，发出的消息 ${outgoing} 条，操作记录 ${audit} 条。`,
    );
    return 0;
  });
}

/** @returns exit code. */
export function runStoreBackup(file: string, { env, now }: CommandContext): Promise<number> {
  return withStore(env, async ({ store, config }) => {
    await store.backup(file);
    await store.audit.add({
      at: now().toISOString(),
      actor: 'terminal',
      action: 'store.backup',
      subject: 'store',
      detail: null,
    });
    print(`已备份到 ${file}。`);
    if (config.WENZHENG_SECRET === undefined)
      process.stderr.write(
        `口令文件 ${secretFile} 也要另外备份并保密：没有它，恢复后居民的对话接不上，也不能按用户查找和删除。\n`,
      );
    return 0;
  });
}

/** @param user see {@link findPerson}. @returns exit code. */
export function runStoreExport(
  { user, output }: { readonly user: string; readonly output?: string | undefined },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async (opened) => {
    const { channel, userKey } = await findPerson(opened, user);
    const exported = await opened.store.exportUser(channel, userKey);
    countKept(exported, user);
    const text = `${JSON.stringify(exported, null, 2)}\n`;
    if (output === undefined) process.stdout.write(text);
    else writeNew(output, text);
    const at = now().toISOString();
    await opened.store.audit.add({
      at,
      actor: 'terminal',
      action: 'user.export',
      subject: userKey,
      detail: null,
    });
    return 0;
  });
}

/**
 * Without `yes` only says what would go.
 * @param user see {@link findPerson}. @returns exit code: 1 when it was not deleted for want of `yes`.
 */
export function runStoreDelete(
  { user, yes }: { readonly user: string; readonly yes?: boolean | undefined },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async (opened) => {
    const { store } = opened;
    const { channel, userKey } = await findPerson(opened, user);
    const kept = countKept(await store.exportUser(channel, userKey), user);
    if (!yes) {
      print(`会删除这个人的${kept}。`);
      process.stderr.write('还没有删除；删除后不能恢复，确认请加上 --yes 再运行一次。\n');
      return 1;
    }
    await store.deleteUser(channel, userKey);
    const at = now().toISOString();
    await store.audit.add({ at, actor: 'terminal', action: 'user.delete', subject: userKey, detail: null });
    print(`已删除这个人的${kept}。以前的备份里还有，请照备份的期限处理。`);
    return 0;
  });
}

const keptSchema = z.object({
  conversations: z.array(
    z.object({
      turns: z.array(z.unknown()),
      handovers: z.array(z.object({ number: z.number() })),
    }),
  ),
  feedback: z.array(z.unknown()),
  updates: z.array(z.object({ payload: z.string() })),
});

/** @throws WenzhengError `not_found` when there is nothing of this person. */
function countKept(exported: unknown, user: string): string {
  const { conversations, feedback, updates: all } = keptSchema.parse(exported);
  // Of a message that was dealt with only its id is kept.
  const updates = all.filter(({ payload }) => payload !== '' && payload !== '{}');
  if (conversations.length + feedback.length + updates.length === 0) throw nobody(user);
  const turns = conversations.reduce((sum, each) => sum + each.turns.length, 0);
  const numbers = conversations.flatMap(({ handovers }) => handovers.map(({ number }) => number));
  const cases = numbers.length === 0 ? '' : `（编号 ${numbers.join('、')}）`;
  return `对话 ${conversations.length} 个、提问 ${turns} 条、转人工 ${numbers.length} 次${cases}、评价 ${feedback.length} 条、收到的消息 ${updates.length} 条`;
}

/**
 * Whom the clerk means: `telegram:123456789` (the id that Telegram shows; hashed here and nowhere written), a case
 * number that the resident was told, or the id of a conversation.
 * @throws WenzhengError `not_found` or `usage`.
 */
async function findPerson(
  { store, config }: OpenedStore,
  user: string,
): Promise<Pick<Conversation, 'channel' | 'userKey'>> {
  const [, name, rawId] = /^(\w+):(\S+)$/.exec(user) ?? [];
  const channel: Channel | undefined = channels.find((each) => each === name);
  if (channel !== undefined && rawId !== undefined) {
    const secret = findSecret({
      given: config.WENZHENG_SECRET?.reveal() ?? null,
      dataDir: config.WENZHENG_DATA_DIR,
      sharesDatabase: config.DATABASE_URL !== undefined,
    });
    if (secret === null) {
      throw new WenzhengError(
        'config_invalid',
        `文件夹 ${config.WENZHENG_DATA_DIR} 里没有口令文件 ${secretFile}，认不出用户，请恢复它，或设置服务所用的 WENZHENG_SECRET。`,
      );
    }
    return { channel, userKey: keyedHash(deriveKeys(secret).hashing, 'user', channel, rawId) };
  }
  const number = /^#?(\d{1,9})$/.exec(user)?.[1];
  const handover = number === undefined ? null : await store.handovers.byNumber(Number(number));
  const id = handover?.conversationId ?? (/^[\w-]{21}$/.test(user) ? user : null);
  if (number === undefined && id === null) {
    throw new WenzhengError(
      'usage',
      '--user 要写成 telegram:用户编号（例如 telegram:123456789）、转人工的编号或对话编号。',
    );
  }
  const conversation = id === null ? null : await store.conversations.byId(id);
  if (conversation === null) throw nobody(user);
  return conversation;
}

function nobody(user: string): WenzhengError {
  const hint = /^#?\d+$/.test(user) ? `；如果是 Telegram 的用户编号，请写成 telegram:${user}` : '，请核对';
  return new WenzhengError('not_found', `没有 ${user} 的记录${hint}。`);
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new WenzhengError(
      'usage',
      there ? `文件 ${file} 已经存在，请换一个名字。` : `文件 ${file} 写不出来，请检查文件夹和权限。`,
      { cause: error },
    );
  }
}

function print(line: string): void {
  process.stdout.write(`${withoutControls(line)}\n`);
}
