/**
 * What becomes of the message whose button was pressed in a calculation, so that the chat reads like a talk: a question
 * that was answered stays with its answer and without buttons, and the next one follows. What only explains, goes back,
 * changes or ends takes the place of the message.
 * @module
 */
import type { DialogueTurn, OpenDialogue } from '../../../conversations/calculation-dialogue-result.ts';
import type { Bot, Visit } from '../bot.ts';
import { renderAnswered, renderDialogue } from '../render/render-dialogue.ts';
import { type Saying, sayInPlace } from '../render/saying.ts';

export interface DialoguePress {
  /** null: Telegram does not show the message any more. */
  readonly messageId: number | null;
  /** The message as it stays; none where its place is taken, or nothing was answered. */
  readonly trace: readonly Saying[];
}

/** @param code of the button. */
export function pressOf(bot: Bot, { update, conversation }: Visit, code: string): DialoguePress {
  const messageId = update.kind === 'button' ? update.messageId : null;
  if (messageId === null || conversation.dialogue === null) return { messageId, trace: [] };
  const { result } = bot.dialogue.show(conversation.dialogue, bot.today());
  const stays = result.kind === 'ask' || result.kind === 'recap' ? remains(result, code) : null;
  return { messageId, trace: stays === null ? [] : [sayInPlace(messageId, stays)] };
}

/** The question with the answer that was pressed, or the recap that was confirmed; null: nothing was answered. */
function remains(shown: OpenDialogue, code: string): Saying | null {
  if (shown.kind === 'recap')
    return shown.recap.confirm?.code === code ? { ...renderDialogue(shown), buttons: [] } : null;
  const { choices, multiple, unknown, finish } = shown.prompt;
  const selected = choices.filter((choice) => choice.selected).map(({ label }) => label);
  const label =
    finish?.code === code
      ? selected.join('、')
      : [unknown, ...(multiple ? [] : choices)].find((button) => button.code === code)?.label;
  return label === undefined ? null : renderAnswered(shown.prompt, label);
}

/** @param sayings what the dialogue says next. */
export function afterPress(
  { messageId, trace }: DialoguePress,
  { result }: DialogueTurn,
  sayings: readonly Saying[],
): readonly Saying[] {
  const [first, ...more] = sayings;
  if (!['ask', 'recap', 'cancelled'].includes(result.kind) || first === undefined) return sayings;
  return trace.length > 0 ? [...trace, ...sayings] : [sayInPlace(messageId, first), ...more];
}
