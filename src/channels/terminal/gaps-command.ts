/** wenzheng gaps: what the gazettes do not answer, to be worked through. @module */
import {
  closeGap,
  describeGapKind,
  findGap,
  gapClosingNames,
  gapStateNames,
  reopenGap,
  takeGap,
} from '../../conversations/working-gaps.ts';
import type { Gap, GapState } from '../../store/store.ts';
import { type CommandContext, withStore } from './open-store.ts';
import { tellMasked } from './read-text.ts';
import { withoutControls } from './terminal-text.ts';

/** @returns exit code. */
export function runGapsList(
  {
    all,
    json,
    count,
  }: {
    readonly all?: boolean | undefined;
    readonly json?: boolean | undefined;
    readonly count: number;
  },
  { env }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store }) => {
    const states: GapState[] = all ? ['open', 'in_work', 'closed'] : ['open', 'in_work'];
    const gaps = await store.gaps.list(states, count);
    if (json) print(gaps.map((gap) => JSON.stringify(gap)));
    else if (gaps.length === 0) print([all ? '没有知识缺口的记录。' : '没有待处理的知识缺口。']);
    else print(gaps.map(describe));
    return 0;
  });
}

/** @returns exit code. */
export function runGapsShow(
  id: number,
  { json }: { readonly json?: boolean | undefined },
  { env }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store }) => {
    const gap = await findGap(store, id);
    print(json ? [JSON.stringify(gap)] : tellAll(gap));
    return 0;
  });
}

/** @returns exit code. */
export function runGapsChange(
  id: number,
  change: 'take' | 'close' | 'reopen',
  { by, note }: { readonly by: string; readonly note?: string | undefined },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store }) => {
    const at = now().toISOString();
    const gap = await store.transaction((calls) => {
      if (change === 'take') return takeGap(calls, id, by, at);
      return change === 'close'
        ? closeGap(calls, id, { by, note: note ?? null }, at)
        : reopenGap(calls, id, by, at);
    });
    if (note !== undefined) tellMasked(note, gap.note ?? '');
    print([describe(gap)]);
    return 0;
  });
}

function describe(gap: Gap): string {
  const { id, state, count, owner, question } = gap;
  const standing = `${gapStateNames[state]}${owner === null || state === 'open' ? '' : `（${owner}）`}`;
  return [`编号 ${id}`, standing, `${count}次`, describeGapKind(gap), question].join('  ');
}

function tellAll(gap: Gap): string[] {
  const { id, state, count, owner, question, note, firstAt, lastAt, closedAs } = gap;
  return [
    `编号 ${id}  ${gapStateNames[state]}`,
    `问题：${question}`,
    `来由：${describeGapKind(gap)}`,
    `次数：${count}`,
    `第一次：${chinaTime(firstAt)}`,
    `最近一次：${chinaTime(lastAt)}`,
    `处理人：${owner ?? '（没有）'}`,
    `说明：${note ?? '（没有）'}`,
    ...(closedAs === null ? [] : [`关闭的原因：${gapClosingNames[closedAs]}`]),
    `看检索结果：npx wenzheng search "${question.replace(/["\\$`]/g, '')}"`,
  ];
}

/** Gaps are kept for years, so the year is said: 2026-11-30 10:05. */
function chinaTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${withoutControls(lines.join('\n'))}\n`);
}
