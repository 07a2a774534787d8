/** What was said so far, in the order in which it was said: questions with their answers, and words with the staff. @module */
import { html } from 'hono/html';
import { type History, isOpen } from '../chat-memory.ts';
import type { CorpusLookup } from '../corpus-lookup.ts';
import type { StoredAnswer, Turn } from '../../../store/store.ts';
import { chinaDay } from './china-time.ts';
import { canBeJudged, feedbackButtons, type Verdict } from './feedback-buttons.ts';
import { handoverMessage } from './handover-message.ts';
import { chineseDate, type Markup } from './layout.ts';
import { turn } from './turn.ts';

/** What of the present an old answer is shown against. */
export interface Present {
  readonly lookup: CorpusLookup;
  readonly corpusDigest: string;
  /** ISO date. */
  readonly today: string;
}

/** The entries of the page's list, oldest first: turns, messages, and a mark where the present topic begins. */
export function conversationHistory(history: History, present: Present): Markup[] {
  const { conversation, turns, handovers, feedback } = history;
  const entries: { readonly at: string; readonly past: boolean; readonly markup: readonly Markup[] }[] = [];
  const topic = turns.find(({ turn: asked }) => asked.number >= conversation.topicFrom);
  const topicBegan = topic?.turn.askedAt ?? null;
  for (const { turn: asked, answer } of turns) {
    // What was said to a person stands among the messages of the handover.
    if (answer === null) continue;
    const past = asked.number < conversation.topicFrom;
    const verdict = feedback.get(answer.id) ?? null;
    entries.push({ at: asked.askedAt, past, markup: [storedTurn(asked, answer, verdict, past, present)] });
  }
  for (const { handover, messages } of handovers) {
    const at = handover.openedAt;
    const past = !isOpen(handover) && (topicBegan === null || at < topicBegan);
    entries.push({
      at,
      past,
      markup: messages.map((message) => handoverMessage(message, { today: present.today, past })),
    });
  }
  // Stable: the question that asked for a person stands before what that person said.
  const inOrder = entries.sort((one, other) => one.at.localeCompare(other.at));
  const from = inOrder.findLastIndex(({ past }) => past) + 1;
  const markup = (those: typeof inOrder): Markup[] => those.flatMap((entry) => entry.markup);
  if (from === 0) return markup(inOrder);
  return [...markup(inOrder.slice(0, from)), topicMark, ...markup(inOrder.slice(from))];
}

const topicMark = html`<li class="topic-mark">换了话题，上面说的不再算在内</li>`;

/** An answer as it was given, whatever the corpus says today; where that has changed, it says so. */
export function storedTurn(
  { id, text }: Turn,
  { id: answerId, answer, corpusDigest, answeredAt }: StoredAnswer,
  verdict: Verdict | null,
  past: boolean,
  present: Present,
): Markup {
  const day = chinaDay(answeredAt);
  const changed = corpusDigest !== present.corpusDigest;
  const remark =
    day === present.today && !changed
      ? ''
      : `这是${day === present.today ? '刚才' : chineseDate(day)}的回答${changed ? '，此后收录的公报有更新；要现在的说法，请再问一次' : ''}。`;
  return turn(text, answer, turnAnchor(id), present.lookup, {
    remark,
    past,
    ...(canBeJudged(answer.status) ? { feedback: feedbackButtons(answerId, verdict) } : {}),
  });
}

/** An id of the store may begin with a digit or a dash, which an anchor may not. */
export function turnAnchor(turnId: string): string {
  return `turn-${turnId}`;
}
