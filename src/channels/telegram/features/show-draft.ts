/** An answer on the phone while a model writes it: what was checked so far, and that it is not all. @module */
import type { ReplyOptions } from '../../../answering/reply.ts';
import type { Visit } from '../bot.ts';
import { texts } from '../message-texts.ts';
import { renderDraft } from '../render/render-draft.ts';
import { inScript, own, paragraphs, toHtml } from '../render/rich-text.ts';
import { scriptOf } from '../render/to-script.ts';

/** @param heading over the answer, as over the whole one. */
export function showDraft(
  { conversation, progress }: Visit,
  heading?: string,
): Pick<ReplyOptions, 'onSentence' | 'signal'> {
  if (progress === undefined) return {};
  let written = '';
  let isWithdrawn = false;
  return {
    signal: progress.signal,
    onSentence({ text, replaces }) {
      // What takes the place of everything is the whole answer, which is sent as such.
      isWithdrawn ||= replaces;
      if (isWithdrawn) return;
      written += text;
      const shown = paragraphs(
        heading === undefined ? null : [own(texts.asked(heading))],
        renderDraft(written),
        [own(texts.stillWriting)],
      );
      progress.show(toHtml(inScript(shown, scriptOf(conversation.script))));
    },
  };
}
