/**
 * A person takes the conversation from the bot and gives it back. Each beginning and end counts the conversation's
 * revision up, so that an answer that was on its way meanwhile is not recorded beside it.
 * @module
 */
import { WenzhengError } from '../errors.ts';
import type { Conversation, Handover, HandoverMessage, HandoverSender, StoreCalls } from '../store/store.ts';
import type { Conversing, HandoverRequest } from './conversing.ts';
import { handoverStateNames, handoverTexts } from './handover-texts.ts';
import type { OfficeClock } from './office-hours.ts';
import { checkStaffName, checkStaffText } from './staff-text.ts';
import { summarise } from './summarise.ts';
import { touchConversation } from './touch-conversation.ts';

/** Tells the staff that somebody waits, within the transaction that begins the handover. */
export type AnnounceHandover = (calls: StoreCalls, handover: Handover, at: string) => Promise<void>;

type HandingOver = Pick<Conversing, 'requestHandover' | 'leaveHandover' | 'staff' | 'timeOutHandovers'>;

const say = (
  calls: StoreCalls,
  handover: number,
  sender: HandoverSender,
  by: string | null,
  text: string,
  at: string,
  key?: string,
) => calls.handovers.say({ handover, sender, by, text, sentAt: at }, key);

const tell = (calls: StoreCalls, handover: number, text: string, at: string) =>
  say(calls, handover, 'system', null, text, at);

const note = (
  calls: StoreCalls,
  at: string,
  actor: string,
  action: string,
  number: number,
  detail: string | null = null,
) => calls.audit.add({ at, actor, action: `handover.${action}`, subject: String(number), detail });

/** @throws WenzhengError `not_found`. */
export async function findHandover(calls: StoreCalls, number: number): Promise<Handover> {
  const handover = await calls.handovers.byNumber(number);
  if (handover !== null) return handover;
  throw new WenzhengError('not_found', `没有编号 ${number} 的转人工，请用 wenzheng handover list 查看编号。`);
}

/** @returns null when it has ended already. */
async function end(
  calls: StoreCalls,
  handover: Handover,
  state: 'closed' | 'timed_out',
  reason: string,
  text: string,
  at: string,
): Promise<Handover | null> {
  // The conversation first: a message that is being recorded holds it, and two that wait for each other never end.
  await touchConversation(calls, handover.conversationId, at);
  const ended = await calls.handovers.end(handover.number, state, reason, at);
  if (ended !== null) await tell(calls, handover.number, text, at);
  return ended;
}

async function take(calls: StoreCalls, handover: Handover, by: string, at: string): Promise<Handover> {
  const taken = await calls.handovers.take(handover.number, by, at);
  if (taken === null) throw notWaiting(await findHandover(calls, handover.number));
  await note(calls, at, by, 'take', handover.number);
  return taken;
}

/** A reply or the end by somebody who does not have it: waiting ones are taken, those of others refused. */
async function takeIfWaiting(calls: StoreCalls, number: number, by: string, at: string): Promise<Handover> {
  const handover = await findHandover(calls, number);
  if (handover.state === 'waiting') return take(calls, handover, by, at);
  if (handover.state !== 'taken' || handover.takenBy !== by) throw notWaiting(handover);
  return handover;
}

/** The message that a key was given to; null for none, and for another person's. */
async function saidBefore(
  calls: StoreCalls,
  number: number,
  by: string,
  key: string | undefined,
): Promise<HandoverMessage | null> {
  const message = key === undefined ? null : await calls.handovers.messageByKey(number, key);
  return message?.by === by ? message : null;
}

/** @param handoverMinutes Of office hours, after which a handover that nobody took goes back to the bot. */
export function createHandingOver(
  clock: OfficeClock,
  handoverMinutes: number,
  announce?: AnnounceHandover,
): HandingOver {
  async function requestHandover(
    calls: StoreCalls,
    conversation: Conversation,
    at: string,
  ): Promise<HandoverRequest> {
    const moment = new Date(at);
    await touchConversation(calls, conversation.id, at);
    const open = await calls.handovers.openOf(conversation.id);
    if (open !== null) {
      const text =
        open.state === 'taken'
          ? handoverTexts.alreadyTaken(open.number)
          : handoverTexts.alreadyWaiting(open.number, clock, moment);
      return { handover: open, isNew: false, text };
    }
    const { summary, question } = await summarise(calls, conversation);
    const handover = await calls.handovers.open({
      conversationId: conversation.id,
      summary,
      question,
      openedAt: at,
    });
    await note(calls, at, 'resident', 'request', handover.number);
    await announce?.(calls, handover, at);
    return { handover, isNew: true, text: handoverTexts.requested(handover.number, clock, moment) };
  }

  return {
    requestHandover,
    async leaveHandover(calls, conversation, at) {
      const open = await calls.handovers.openOf(conversation.id);
      if (open === null) return null;
      const left = await end(calls, open, 'closed', '居民不再等待', handoverTexts.left(open.number), at);
      if (left !== null) await note(calls, at, 'resident', 'leave', open.number);
      return left;
    },
    staff: {
      async take(calls, number, by, at) {
        const name = checkStaffName(by);
        const handover = await findHandover(calls, number);
        const taken = await take(calls, handover, name, at);
        await tell(calls, number, handoverTexts.taken(number), at);
        return taken;
      },
      async reply(calls, number, by, text, at, key) {
        const name = checkStaffName(by);
        const written = checkStaffText(text);
        const before = await saidBefore(calls, number, name, key);
        if (before !== null) return before;
        await takeIfWaiting(calls, number, name, at);
        const message = await say(calls, number, 'operator', name, written, at, key);
        await note(calls, at, name, 'reply', number);
        return message;
      },
      async note(calls, number, by, text, at, key) {
        const name = checkStaffName(by);
        const written = checkStaffText(text);
        const before = await saidBefore(calls, number, name, key);
        if (before !== null) return before;
        await findHandover(calls, number);
        const message = await say(calls, number, 'note', name, written, at, key);
        await note(calls, at, name, 'note', number);
        return message;
      },
      async transfer(calls, number, from, to, at, by = from) {
        const [giver, receiver, actor] = [checkStaffName(from), checkStaffName(to), checkStaffName(by)];
        const given = await calls.handovers.transfer(number, giver, receiver);
        if (given === null) throw notWaiting(await findHandover(calls, number));
        await tell(calls, number, handoverTexts.transferred(number), at);
        await note(calls, at, actor, 'transfer', number, receiver);
        return given;
      },
      async close(calls, number, by, reason, at) {
        const name = checkStaffName(by);
        const why = checkStaffText(reason);
        const handover = await findHandover(calls, number);
        if (handover.state === 'taken' && handover.takenBy !== name) throw notWaiting(handover);
        const closed = await end(calls, handover, 'closed', why, handoverTexts.closed(number), at);
        if (closed === null) throw notWaiting(await findHandover(calls, number));
        await note(calls, at, name, 'close', number);
        return closed;
      },
    },
    async timeOutHandovers(calls, at) {
      const ended: Handover[] = [];
      for (const handover of await calls.handovers.list(['waiting'], 1000)) {
        const waited = clock.minutesBetween(new Date(handover.openedAt), new Date(at));
        if (waited < handoverMinutes) continue;
        const text = handoverTexts.timedOut(handover.number);
        const over = await end(calls, handover, 'timed_out', '没有人接手', text, at);
        if (over === null) continue;
        await note(calls, at, 'system', 'time_out', handover.number);
        ended.push(over);
      }
      return ended;
    },
  };
}

function notWaiting({ number, state, takenBy }: Handover): WenzhengError {
  if (state === 'taken') {
    return new WenzhengError(
      'input_invalid',
      `编号 ${number} 由${takenBy ?? '别人'}接手，请由其本人处理，或请其用 wenzheng handover transfer 转交。`,
    );
  }
  return new WenzhengError(
    'input_invalid',
    state === 'waiting'
      ? `编号 ${number} 还没有人接手，请先用 wenzheng handover take ${number} 接手。`
      : `编号 ${number} ${handoverStateNames[state]}，已经交还给机器人，请等居民再次转人工，那时会有新的编号。`,
  );
}
