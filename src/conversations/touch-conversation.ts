import { WenzhengError } from '../errors.ts';
import type { Conversation, ConversationChange, StoreCalls } from '../store/store.ts';

/** Others can be quicker only as often as they are many. */
const attempts = 20;

/**
 * Changes a conversation whatever its revision is at the moment, and so counts it up: what was prepared on an older
 * reading is prepared again.
 * @throws WenzhengError `not_found` when it was deleted meanwhile.
 */
export async function touchConversation(
  calls: StoreCalls,
  id: string,
  at: string,
  changeOf: (conversation: Conversation) => ConversationChange = () => ({}),
): Promise<Conversation> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const conversation = await calls.conversations.byId(id);
    if (conversation === null) break;
    const changed = await calls.conversations.change(id, conversation.revision, changeOf(conversation), at);
    if (changed !== null) return changed;
  }
  throw new WenzhengError('not_found', '这个对话已经删除，请重新开始提问。');
}
