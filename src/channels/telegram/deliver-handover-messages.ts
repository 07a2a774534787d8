/**
 * What operators say comes from elsewhere (the terminal, another process), so it is looked for.
 * @module
 */
import { faultOf, type Logger } from '../../logger.ts';
import type { Conversation, HandoverMessage, Store } from '../../store/store.ts';
import { backoffMs } from './backoff.ts';
import type { TextPayload } from './outgoing-payload.ts';

/** How a message of a handover reads for the resident; none for what they are not to see. */
export type RenderHandoverMessage = (
  message: HandoverMessage,
  conversation: Conversation,
) => readonly TextPayload[];

export interface HandoverDeliveryOptions {
  readonly store: Store;
  readonly render: RenderHandoverMessage;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'error'>;
  /** There is something to send in this chat. */
  readonly onAdded: (chatKey: string) => void;
  /** Default 1,000. */
  readonly pollMs?: number;
}

/** Messages that are read at a time. */
const batch = 50;

/** @returns ends it, when what is going on is done. */
export function startHandoverDelivery(options: HandoverDeliveryOptions): { stop(): Promise<void> } {
  const { store, render, now, logger, onAdded, pollMs = 1000 } = options;
  let isStopped = false;
  let failures = 0;
  let timer = setTimeout(look, pollMs);
  let looking: Promise<void> = Promise.resolve();

  function look(): void {
    looking = deliverAll().then(
      () => again(true),
      (error: unknown) => {
        logger.error(faultOf(error), 'messages of operators could not be taken over');
        again(false);
      },
    );
  }

  function again(succeeded: boolean): void {
    failures = succeeded ? 0 : failures + 1;
    const pause = succeeded ? pollMs : backoffMs(failures, { firstMs: pollMs, mostMs: 10_000 });
    if (!isStopped) timer = setTimeout(look, pause);
  }

  async function deliverAll(): Promise<void> {
    for (;;) {
      const messages = await store.handovers.undelivered('telegram', batch);
      let delivered = 0;
      for (const message of messages) {
        if (isStopped) return;
        if (await deliver(message)) delivered += 1;
      }
      if (messages.length < batch || delivered === 0) return;
    }
  }

  /**
   * Delivered and in the outbox, or neither; another process may be at the same message.
   * @returns false when it stays where it is.
   */
  async function deliver(message: HandoverMessage): Promise<boolean> {
    const conversation = await store.conversations.byId(message.conversationId);
    let payloads: readonly TextPayload[] = [];
    try {
      if (conversation) payloads = render(message, conversation);
    } catch (error) {
      // The others must not wait for the one that the program cannot show.
      logger.error(
        { ...faultOf(error), handover: message.handover },
        'a message of a handover cannot be shown',
      );
      return false;
    }
    const isOurs = await store.transaction(async (calls) => {
      const at = now().toISOString();
      if (!(await calls.handovers.markDelivered(message.handover, message.number, at))) return false;
      if (!conversation) return false;
      const { id: conversationId, chatKey } = conversation;
      for (const payload of payloads)
        await calls.outbox.add({
          channel: 'telegram',
          chatKey,
          conversationId,
          payload: JSON.stringify(payload),
          createdAt: at,
        });
      return true;
    });
    if (isOurs && conversation) onAdded(conversation.chatKey);
    return true;
  }

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
