/** What was said before and since somebody asked for a person. @module */
import { html } from 'hono/html';
import type { HandoverMessage, HandoverSender, TurnWithAnswer } from '../../../../store/store.ts';
import type { CorpusLookup } from '../../corpus-lookup.ts';
import { chinaClock, chinaDay } from '../../pages/china-time.ts';
import type { Markup } from '../../pages/layout.ts';
import { turn } from '../../pages/turn.ts';
import { turnAnchor } from '../../pages/conversation-history.ts';

/** @param today ISO date; null for a message that has just come. */
export function chatMessage(message: HandoverMessage, today: string | null = null): Markup {
  const { handover, number, sender, text, sentAt } = message;
  return html`<li class="said said-${sender}" id="message-${handover}-${number}">
<p class="said-head"><span class="said-by">${speaker(message)}</span> <time datetime="${sentAt}">${chinaClock(sentAt, today)}</time></p>
<p class="said-text">${text}</p>
</li>`;
}

const speakers: Readonly<Record<HandoverSender, string>> = {
  resident: '居民',
  operator: '',
  note: '备注，居民看不到',
  system: '系统告诉居民',
};

function speaker({ sender, by }: HandoverMessage): string {
  return [speakers[sender], by].filter(Boolean).join(' · ');
}

/** Questions with the bot's answers, then what was said since; the words to a person stand in the messages. */
export function chatTranscript(
  turns: readonly TurnWithAnswer[],
  messages: readonly HandoverMessage[],
  { lookup, now }: { readonly lookup: CorpusLookup; readonly now: Date },
): Markup[] {
  const today = chinaDay(now.toISOString());
  const answered = turns.flatMap(({ turn: asked, answer }) =>
    answer === null
      ? []
      : turn(asked.text, answer.answer, turnAnchor(asked.id), lookup, {
          asker: `居民 ${chinaClock(asked.askedAt, today)}`,
          remark: `机器人 ${chinaClock(answer.answeredAt, today)}`,
        }),
  );
  return [...answered, ...messages.map((message) => chatMessage(message, today))];
}
