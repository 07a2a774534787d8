/** wenzheng handover: the queue of those who want to speak to a person. @module */
import { createHandingOver, findHandover } from '../../conversations/handing-over.ts';
import { handoverStateNames } from '../../conversations/handover-texts.ts';
import { createOfficeClock, parseOfficeHours, sayMoment } from '../../conversations/office-hours.ts';
import type { Handover, HandoverMessage, HandoverState, Store } from '../../store/store.ts';
import { loadWorkingDaysCalendar } from '../../working-days-calendar.ts';
import { type CommandContext, type OpenedStore, withStore } from './open-store.ts';
import { readText, tellMasked } from './read-text.ts';
import { withoutControls } from './terminal-text.ts';

const listed = 1000;
const shownTurns = 20;
const channelNames: Readonly<Record<Handover['channel'], string>> = { telegram: 'Telegram', web: '网页' };

/** @returns exit code. */
export function runHandoverList(
  options: { readonly all?: boolean | undefined; readonly json?: boolean | undefined },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store }) => {
    const states: HandoverState[] = options.all
      ? ['waiting', 'taken', 'closed', 'timed_out']
      : ['waiting', 'taken'];
    const handovers = await store.handovers.list(states, listed);
    if (options.json) print(handovers.map((handover) => JSON.stringify(handover)));
    else if (handovers.length === 0) print([options.all ? '没有转人工的记录。' : '没有人在等。']);
    else print(handovers.map((handover) => describe(handover, now())));
    return 0;
  });
}

/** @returns exit code. */
export function runHandoverShow(
  number: number,
  options: { readonly json?: boolean | undefined },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store }) => {
    const handover = await findHandover(store, number);
    if (options.json) {
      const messages = await store.handovers.messages(number);
      const turns = await store.turns.last(handover.conversationId, shownTurns);
      print([JSON.stringify({ ...handover, turns, messages })]);
    } else print(await tellAll(store, handover, now()));
    return 0;
  });
}

/** @returns exit code. */
export function runHandoverTake(number: number, by: string, { env, now }: CommandContext): Promise<number> {
  return withStore(env, async ({ store, config }) => {
    const at = now();
    const handover = await store.transaction((calls) =>
      createStaff(config).staff.take(calls, number, by, at.toISOString()),
    );
    print(await tellAll(store, handover, at));
    return 0;
  });
}

/** @param note For colleagues only. @returns exit code. */
export function runHandoverSay(
  number: number,
  { by, words, note }: { readonly by: string; readonly words: readonly string[]; readonly note: boolean },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store, config }) => {
    const text = await readText(words, note ? '请写备注，只有工作人员看得到' : '请写回复');
    const { staff } = createStaff(config);
    const at = now().toISOString();
    const message = await store.transaction((calls) =>
      note ? staff.note(calls, number, by, text, at) : staff.reply(calls, number, by, text, at),
    );
    tellMasked(text, message.text);
    print([note ? `编号 ${number} 的备注已记下。` : `编号 ${number} 的回复已交给机器人发送。`]);
    return 0;
  });
}

/** @returns exit code. */
export function runHandoverTransfer(
  number: number,
  { by, to }: { readonly by: string; readonly to: string },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store, config }) => {
    const { takenBy } = await store.transaction((calls) =>
      createStaff(config).staff.transfer(calls, number, by, to, now().toISOString()),
    );
    print([`编号 ${number} 已转给${takenBy ?? to}。`]);
    return 0;
  });
}

/** @returns exit code. */
export function runHandoverClose(
  number: number,
  { by, words }: { readonly by: string; readonly words: readonly string[] },
  { env, now }: CommandContext,
): Promise<number> {
  return withStore(env, async ({ store, config }) => {
    const reason = words.length === 0 ? '已答复' : words.join(' ');
    await store.transaction((calls) =>
      createStaff(config).staff.close(calls, number, by, reason, now().toISOString()),
    );
    print([`编号 ${number} 已结束，居民的下一句由机器人回答。`]);
    return 0;
  });
}

function createStaff({
  WENZHENG_OFFICE_HOURS: hours,
  WENZHENG_HANDOVER_MINUTES: minutes,
}: OpenedStore['config']): ReturnType<typeof createHandingOver> {
  return createHandingOver(createOfficeClock(parseOfficeHours(hours), loadWorkingDaysCalendar()), minutes);
}

function describe(handover: Handover, now: Date): string {
  const { number, channel, question } = handover;
  return [`编号 ${number}`, standing(handover, now), channelNames[channel], `问：${question}`].join('  ');
}

function standing({ state, openedAt, takenBy, closedAt, closeReason }: Handover, now: Date): string {
  const name = handoverStateNames[state];
  if (state === 'waiting') return `${name} ${sayMinutes(now.getTime() - Date.parse(openedAt))}`;
  if (state === 'taken') return `${name} ${takenBy ?? ''}`;
  return `${name} ${closedAt === null ? '' : sayMoment(new Date(closedAt), now)} ${closeReason ?? ''}`.trimEnd();
}

function sayMinutes(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  return minutes < 60 ? `${minutes}分钟` : `${Math.floor(minutes / 60)}小时${minutes % 60}分钟`;
}

async function tellAll(store: Store, handover: Handover, now: Date): Promise<string[]> {
  const turns = await store.turns.last(handover.conversationId, shownTurns);
  const messages = await store.handovers.messages(handover.number);
  const answered = turns.flatMap(({ turn, answer }) =>
    answer === null
      ? []
      : [
          line(turn.askedAt, '居民', turn.text, now),
          line(answer.answeredAt, '机器人', answer.answer.answer, now),
        ],
  );
  return [
    `编号 ${handover.number}  ${standing(handover, now)}  ${channelNames[handover.channel]}`,
    `问题：${handover.question}`,
    '摘要：',
    indent(handover.summary),
    '对话：',
    ...(answered.length === 0 ? ['  （没有）'] : answered),
    '转人工以后：',
    ...(messages.length === 0 ? ['  （还没有人说话）'] : messages.map((message) => said(message, now))),
  ];
}

function said({ sentAt, sender, by, text, deliveredAt }: HandoverMessage, now: Date): string {
  const names = {
    resident: '居民',
    operator: `工作人员${by ?? ''}`,
    note: `备注（${by ?? ''}）`,
    system: '系统',
  };
  const waiting = deliveredAt === null && (sender === 'operator' || sender === 'system');
  return line(sentAt, `${names[sender]}${waiting ? '〔待送达〕' : ''}`, text, now);
}

function line(at: string, who: string, text: string, now: Date): string {
  return indent(`${sayMoment(new Date(at), now)} ${who}：${text}`);
}

const indent = (text: string): string => text.replace(/^/gm, '  ');

function print(lines: readonly string[]): void {
  process.stdout.write(`${withoutControls(lines.join('\n'))}\n`);
}
