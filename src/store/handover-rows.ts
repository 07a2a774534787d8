import { channelOf } from './conversation-calls.ts';
import { handoverStates } from './store.ts';
import type { Handover, HandoverMessage, HandoverSender } from './store.ts';
import type { Row } from './tables.ts';

const senders: readonly HandoverSender[] = ['resident', 'operator', 'note', 'system'];

export function handoverOf(row: Row<'handovers'>): Handover {
  const state = handoverStates.find((candidate) => candidate === row.state);
  if (!state) throw new Error(`unknown state of a handover: ${row.state}`);
  return {
    number: row.number,
    conversationId: row.conversation_id,
    channel: channelOf(row.channel),
    state,
    summary: row.summary,
    question: row.question,
    openedAt: row.opened_at,
    takenAt: row.taken_at,
    takenBy: row.taken_by,
    closedAt: row.closed_at,
    closeReason: row.close_reason,
  };
}

export function messageOf(
  row: Row<'handover_messages'> & { readonly conversation_id: string },
): HandoverMessage {
  const sender = senders.find((candidate) => candidate === row.sender);
  if (!sender) throw new Error(`unknown sender of a message: ${row.sender}`);
  return {
    handover: row.handover,
    conversationId: row.conversation_id,
    number: row.number,
    sender,
    by: row.said_by,
    text: row.text,
    sentAt: row.sent_at,
    deliveredAt: row.delivered_at,
  };
}
