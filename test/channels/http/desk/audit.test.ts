import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionNames } from '../../../../src/channels/http/desk/audit/action-names.ts';
import { packageRoot } from '../../../../src/config.ts';
import { serveDesk, type SignedInVisitor } from '../../../support/desk.ts';

const rows = (html: string): string[] =>
  [...html.matchAll(/<tr>\s*<th scope="row">[\s\S]*?<\/tr>/g)].map(([row]) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

async function shown(admin: SignedInVisitor, query = ''): Promise<string[]> {
  return rows((await admin.get(`/desk/audit${query}`)).text);
}

describe('the record of actions', () => {
  it('is shown newest first, with the day and the hour in China', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const at = '2026-11-30T16:05:00.000Z';
    await desk.store.audit.add({
      at,
      actor: '李芳',
      action: 'handover.take',
      subject: '12',
      detail: '第一次',
    });
    expect((await shown(admin))[0]).toBe('2026年12月1日 00:05 李芳 接手 12 第一次');
    expect((await shown(admin)).join()).toMatch(/命令行 建立账号 person\d+ 角色 管理员/);
  });

  it('is filtered by who, what, on what and when', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const add = (at: string, actor: string, action: string, subject: string) =>
      desk.store.audit.add({ at, actor, action, subject, detail: null });
    await add('2026-10-01T15:59:00.000Z', '李芳', 'handover.take', '1');
    await add('2026-10-01T16:01:00.000Z', '李芳', 'handover.close', '1');
    await add('2026-10-02T15:59:00.000Z', '王五', 'gap.close', '1');
    await add('2026-10-02T16:00:00.000Z', '李芳', 'new.action', '2');
    expect(await shown(admin, '?actor=%E6%9D%8E%E8%8A%B3')).toHaveLength(3);
    expect(await shown(admin, '?action=handover.&subject=1')).toHaveLength(2);
    // Days are days in China, both included.
    expect(await shown(admin, '?from=2026-10-02&until=2026-10-02')).toEqual([
      '2026年10月2日 23:59 王五 关闭知识缺口 1',
      '2026年10月2日 00:01 李芳 结束对话 1',
    ]);
    expect((await shown(admin, '?subject=2'))[0]).toContain('new.action');
    expect(await shown(admin, '?subject=none')).toEqual([]);
    expect((await admin.get('/desk/audit?subject=none')).text).toContain('没有符合条件的记录');
    expect((await admin.get('/desk/audit?from=2026-13-45&before=x')).status).toBe(200);
  });

  it('calls everything by the words of the other pages, and finds it by them', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const subjects = [
      ['channel.off', 'web', '关闭渠道 网页问答'],
      ['setting.change', 'announcement', '修改设置 公告'],
      ['batch.done', 'medical-aid', '批量核对 医疗救助'],
      ['token.create', '热线', '建立令牌 热线'],
      ['store.purge', 'store', '删除过期数据 数据库'],
    ] as const;
    for (const [action, subject] of subjects)
      await desk.store.audit.add({
        at: '2026-11-30T01:00:00Z',
        actor: '李芳',
        action,
        subject,
        detail: null,
      });
    const all = await shown(admin, '?actor=李芳');
    for (const [, , words] of subjects) expect(all.join('\n')).toContain(words);
    expect(await shown(admin, '?subject=公告')).toHaveLength(1);
    expect(await shown(admin, '?subject=announcement')).toHaveLength(1);
  });

  it('has a name for every action that the program writes down', () => {
    const texts = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(packageRoot, 'src', file), 'utf8'));
    const written = texts.flatMap((text) =>
      [...text.matchAll(/\b(?:action: |audited\(context, )'([a-z]+\.[a-z-_]+)'/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect(written).toContain('batch.done');
    expect(written.filter((name) => actionNames[name] === undefined)).toEqual([]);
  });

  it('goes on to older pages with the same filters', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    for (let n = 0; n < 120; n++)
      await desk.store.audit.add({
        at: new Date(Date.UTC(2026, 9, 1, 0, n)).toISOString(),
        actor: '李芳',
        action: 'handover.take',
        subject: String(n),
        detail: null,
      });
    const subjects: string[] = [];
    let path = '?action=handover.';
    for (let page = 0; path !== '' && page < 10; page++) {
      const { text } = await admin.get(`/desk/audit${path}`);
      subjects.push(...rows(text).map((row) => row.split(' ').at(-1) ?? ''));
      path = /href="\/desk\/audit(\?[^"]*before=\d+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    }
    expect(subjects).toEqual(Array.from({ length: 120 }, (_each, n) => String(119 - n)));
  });
});
