import { deriveKeys, keyedHash } from '../../conversations/derive-keys.ts';
import type { AnnounceHandover } from '../../conversations/handing-over.ts';
import { renderStaffNotice } from './render/render-handover-message.ts';

/** Tells the staff's chat that somebody waits, whichever channel they came by. @param secret see {@link deriveKeys}. */
export function announceInStaffChat(staffChat: string, secret: string): AnnounceHandover {
  const chatKey = keyedHash(deriveKeys(secret).hashing, 'chat', 'telegram', staffChat);
  return async (calls, handover, at) => {
    // Telegram takes twenty a minute: a notice that waits says already that somebody waits; who they are is in the queue.
    if ((await calls.outbox.first('telegram', chatKey)) !== null) return;
    for (const payload of renderStaffNotice(handover, staffChat, at)) {
      await calls.outbox.add({
        channel: 'telegram',
        chatKey,
        conversationId: null,
        payload: JSON.stringify(payload),
        createdAt: at,
      });
    }
  };
}
