/** One handover as somebody of the staff may read it. @module */
import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../../../../staff/staff.ts';
import type { Handover, HandoverMessage, TurnWithAnswer } from '../../../../store/store.ts';
import type { CorpusLookup } from '../../corpus-lookup.ts';
import { chinaClock, chinaDay } from '../../pages/china-time.ts';
import type { Markup } from '../../pages/layout.ts';
import type { DeskParts } from '../desk-parts.ts';
import { cannedReplies } from './canned-replies.ts';
import { goneText, receiversOf } from './chat-actions.ts';
import { duration } from './chat-queue.ts';
import { isHolder, mayRead } from './chat-rights.ts';
import { chatTranscript } from './chat-transcript.ts';
import { chatView, type KeptText } from './chat-view.ts';
import { type SuggestedReply, suggestReply } from './suggest-reply.ts';

export interface OpenedChat {
  readonly kind: 'shown' | 'refused' | 'gone';
  /** null where it is not shown. */
  readonly markup: Markup | null;
  /** Why it is not shown; empty where it is. */
  readonly remark: string;
}

export interface ChatReading {
  /** Reading what one does not have is in the audit. */
  open(
    number: number,
    staff: SignedIn,
    surroundings: { readonly kept?: KeptText | undefined },
  ): Promise<OpenedChat>;
  suggestion(handover: Handover): Promise<SuggestedReply | null>;
  /** What is to be put into the box, for a page without a script. @param what id of a canned reply, or `suggestion`. */
  insertion(number: number, staff: SignedIn, what: string): Promise<string>;
}

type Parts = Pick<DeskParts, 'app' | 'store' | 'conversing' | 'now'> & { readonly lookup: CorpusLookup };

/** Turns before the handover: what an operator can take in while somebody waits. */
const shownTurns = 20;

export function createChatReading(parts: Parts): ChatReading {
  const { app, store, conversing, now, lookup } = parts;

  async function said(handover: Handover): Promise<{ turns: TurnWithAnswer[]; messages: HandoverMessage[] }> {
    const conversation = await store.conversations.byId(handover.conversationId);
    const [last, messages] = await Promise.all([
      // Of one that has ended, the topic may have been left since.
      store.turns.last(
        handover.conversationId,
        shownTurns,
        handover.closedAt === null ? conversation?.topicFrom : undefined,
      ),
      store.handovers.messages(handover.number),
    ]);
    // What was asked after its end is between the resident and the bot.
    const { closedAt } = handover;
    return { turns: last.filter(({ turn }) => closedAt === null || turn.askedAt <= closedAt), messages };
  }

  const suggest = (handover: Handover, { turns, messages }: Awaited<ReturnType<typeof said>>) =>
    suggestReply((question) => app.answer(question), handover, turns, messages);

  return {
    async open(number, staff, { kept }) {
      const handover = await store.handovers.byNumber(number);
      if (handover === null) return { kind: 'gone', markup: null, remark: goneText(number) };
      const { account } = staff;
      if (!mayRead(handover, account)) {
        const who = handover.takenBy === null ? '没有人接手就结束了' : `由${handover.takenBy}处理`;
        const remark = `${number}号${who}，对话只有处理的人和管理员能看。`;
        return { kind: 'refused', markup: null, remark };
      }
      const at = now();
      if (handover.takenBy !== account.displayName) {
        await store.audit.add({
          at: at.toISOString(),
          actor: account.displayName,
          action: 'handover.read',
          subject: String(number),
          detail: null,
        });
      }
      const own = isHolder(handover, account);
      const [talk, conversation, ofResident] = await Promise.all([
        said(handover),
        store.conversations.byId(handover.conversationId),
        store.handovers.ofConversation(handover.conversationId),
      ]);
      const markup = chatView({
        handover,
        staff,
        transcript: chatTranscript(talk.turns, talk.messages, { lookup, now: at }),
        place: talk.messages.at(-1)?.number ?? 0,
        standing: standing(handover, at, (from, to) => conversing.officeMinutes(from, to)),
        isUnreachable: conversation?.unreachable === true,
        suggestion: own ? suggest(handover, talk) : null,
        receivers: handover.state === 'taken' ? await receiversOf(store, handover) : [],
        earlier: ofResident.filter((each) => each.number < number && mayRead(each, account)),
        key: randomUUID,
        kept,
      });
      return { kind: 'shown', markup, remark: '' };
    },

    suggestion: async (handover) => suggest(handover, await said(handover)),

    async insertion(number, { account }, what) {
      const canned = cannedReplies.find(({ id }) => id === what);
      if (canned !== undefined || what !== 'suggestion') return canned?.text ?? '';
      const handover = await store.handovers.byNumber(number);
      if (handover === null || !isHolder(handover, account)) return '';
      return suggest(handover, await said(handover))?.text ?? '';
    },
  };
}

function standing(
  { state, openedAt, takenAt, takenBy, closedAt, closeReason }: Handover,
  now: Date,
  officeMinutes: (from: string, to: string) => number,
): string {
  const at = now.toISOString();
  const today = chinaDay(at);
  if (state === 'waiting') return `工作时间里等了${duration(officeMinutes(openedAt, at))}`;
  const waited = takenAt === null ? '' : `，等了${duration(officeMinutes(openedAt, takenAt))}`;
  if (state === 'taken') return `${takenBy ?? ''} ${chinaClock(takenAt ?? openedAt, today)}接手${waited}`;
  return `${takenBy === null ? '' : `${takenBy}处理，`}${chinaClock(closedAt ?? openedAt, today)}结束：${closeReason ?? ''}`;
}
