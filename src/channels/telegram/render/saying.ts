/** Something that the bot says, and how it becomes what the outbox keeps. @module */
import { type ButtonAction, writeCallbackData } from '../callback-data.ts';
import type { TelegramButton, TextPayload } from '../outgoing-payload.ts';
import { inScript, own, plainTextOf, type RichText, type Run, toHtml } from './rich-text.ts';
import { shorten } from './shorten.ts';
import { longestMessage, splitRichText } from './split-rich-text.ts';
import type { ToScript } from './to-script.ts';

export type SayingButton =
  | { readonly label: Run; readonly action: ButtonAction }
  | { readonly label: Run; readonly url: string };

export interface Saying {
  readonly text: RichText;
  /** Rows. */
  readonly buttons: readonly (readonly SayingButton[])[];
  /** The message of the bot whose place it takes; null: a new one. */
  readonly edits: number | null;
}

export const say = (text: RichText, buttons: Saying['buttons'] = []): Saying => ({
  text,
  buttons: buttons.filter((row) => row.length > 0),
  edits: null,
});

/** In the place of a message, where Telegram still shows it. */
export const sayInPlace = (messageId: number | null, saying: Saying): Saying => ({
  ...saying,
  edits: messageId,
});

/** A button with a label of ours. */
export const press = (label: string, action: ButtonAction): SayingButton => ({ label: own(label), action });
/** A button that leads out of the chat. */
export const link = (label: string, url: string): SayingButton => ({ label: own(label), url });

/** Buttons in rows: as many beside each other as can be read on a phone. */
export function inRows(buttons: readonly SayingButton[], perRow: number): SayingButton[][] {
  const rows: SayingButton[][] = [];
  for (let at = 0; at < buttons.length; at += perRow) rows.push(buttons.slice(at, at + perRow));
  return rows;
}

/** Beside each other where all labels are short, else one below the other. */
export const inRowsByLength = (buttons: readonly SayingButton[], most = 9): SayingButton[][] =>
  inRows(buttons, buttons.every(({ label }) => label.text.length <= most) ? 2 : 1);

export interface SayingPlace {
  readonly chatId: string;
  readonly threadId: number | null;
  /** The message that is answered; null for none. */
  readonly replyTo: number | null;
}

/** More is cut off by phones. */
const longestLabel = 60;
/** （12/12） and a line end. */
const numberingRoom = 10;

/** One payload for each part; the buttons stand under the last one, the answered message is quoted by the first. */
export function toPayloads(saying: Saying, place: SayingPlace, toScript: ToScript): TextPayload[] {
  const text = inScript(saying.text, toScript);
  const whole = splitRichText(text);
  const parts = whole.length === 1 ? whole : splitRichText(text, longestMessage - numberingRoom);
  const visible = parts.filter((part) => plainTextOf(part).trim() !== '');
  const buttons = saying.buttons.map((row) => row.map((button) => toButton(button, toScript)));
  return visible.map((part, at): TextPayload => {
    const numbering = visible.length === 1 ? [] : [own(`（${at + 1}/${visible.length}）\n`)];
    const shared = {
      chatId: place.chatId,
      threadId: place.threadId,
      text: toHtml([...numbering, ...part]),
      buttons: at === visible.length - 1 ? buttons : [],
    };
    return saying.edits !== null && at === 0
      ? { ...shared, method: 'editMessage', messageId: saying.edits }
      : { ...shared, method: 'sendMessage', replyTo: at === 0 ? place.replyTo : null };
  });
}

function toButton(button: SayingButton, toScript: ToScript): TelegramButton {
  const [label] = inScript([button.label], toScript);
  const text = shorten(label?.text ?? '', longestLabel);
  return 'url' in button ? { text, url: button.url } : { text, data: writeCallbackData(button.action) };
}
