/** The residents' page as a response: with the conversation that is kept, or without any. @module */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { faultOf } from '../../logger.ts';
import type { Conversation } from '../../store/store.ts';
import type { History } from './chat-memory.ts';
import type { Door } from './door.ts';
import { placeName } from './handover-events.ts';
import { chatPage, type KeptConversation } from './pages/chat-page.ts';
import type { KeptQuestion } from './pages/composer.ts';
import { conversationHistory, type Present } from './pages/conversation-history.ts';
import type { Markup } from './pages/layout.ts';
import { type ChatForm, newMessageKey } from './read-question.ts';
import type { Remembering } from './remembering.ts';

/** Turns on the page, and on the page that shows older ones as well: a hundred answers are a megabyte. */
const shownTurns = 20;
const shownEarlierTurns = 100;

export interface ChatPageState {
  /** Where it is known already; else the visitor's own is looked for. */
  readonly conversation?: Conversation;
  readonly answers?: boolean;
  readonly kept?: KeptQuestion;
  /** The form that comes back with its question, so that sending it again is the same message. */
  readonly form?: ChatForm;
  readonly status?: ContentfulStatusCode;
}

export interface ChatPages {
  show(context: Context, state?: ChatPageState): Promise<Response>;
  /** Without a conversation that is kept: the page itself carries the earlier questions. */
  showLoose(
    context: Context,
    loose: { readonly context?: readonly string[]; readonly turn?: Markup; readonly remark?: string },
  ): Promise<Response>;
  /** Against which answers of before are shown. */
  present(): Present;
}

export function createChatPages(door: Door, remembering: Remembering | null): ChatPages {
  const { backend, logger, lookup } = door;
  const present = (): Present => ({
    lookup,
    corpusDigest: backend.corpus.digest,
    today: backend.today(),
  });

  /** @returns null when there is none to show. */
  async function historyOf(context: Context, known: Conversation | undefined): Promise<History | null> {
    if (remembering === null) return null;
    const { memory, cookie } = remembering;
    let conversation: Conversation | null = known ?? null;
    if (known === undefined) {
      const visitor = await cookie.read(context);
      conversation = visitor === null ? null : await memory.find(visitor);
    }
    if (conversation === null) return null;
    const count = context.req.query('earlier') === undefined ? shownTurns : shownEarlierTurns;
    return memory.history(conversation, count);
  }

  /** What is on a page that is being sent counts as delivered. */
  async function markShown(history: History): Promise<void> {
    try {
      for (const { messages } of history.handovers) await remembering?.memory.markDelivered(messages);
    } catch (error) {
      logger.error(faultOf(error), 'messages could not be marked as delivered');
    }
  }

  return {
    present,
    async show(context, { conversation: known, answers = false, kept, form, status = 200 } = {}) {
      let history: History | null = null;
      let remark = '';
      try {
        history = await historyOf(context, known);
      } catch (error) {
        logger.error(faultOf(error), 'a conversation could not be read');
        remark = '以前的对话暂时打不开，您照样可以提问；过一会儿再打开这一页就能看到。';
      }
      if (history !== null) await markShown(history);
      // Whoever goes back after deleting must not find it in the browser; without a conversation there is nothing to find.
      const isPrivate = history !== null || kept !== undefined;
      context.header('Cache-Control', isPrivate ? 'no-store' : 'private, no-cache');
      const markup = chatPage({
        backend,
        message: kept === undefined ? newMessageKey() : (form?.message ?? newMessageKey()),
        keptDays: remembering?.retentionDays ?? null,
        conversation: history === null ? undefined : shownConversation(history, present(), answers),
        context: history === null ? (form?.context ?? []) : [],
        kept,
        remark,
      });
      return context.html(markup, status);
    },
    async showLoose(context, { context: asked = [], turn, remark = '' }) {
      context.header('Cache-Control', 'no-store');
      const markup = chatPage({
        backend,
        message: newMessageKey(),
        keptDays: turn === undefined ? (remembering?.retentionDays ?? null) : null,
        context: asked,
        remark,
        ...(turn === undefined ? {} : { turn }),
      });
      return context.html(markup);
    },
  };
}

function shownConversation(history: History, present: Present, answers: boolean): KeptConversation {
  const { conversation, open, more, handovers } = history;
  const last = handovers.find(({ handover }) => handover.number === open?.number)?.messages.at(-1);
  return {
    entries: conversationHistory(history, present),
    more,
    handover: open,
    place: last === undefined ? `${open?.number ?? 0}.0` : placeName(last),
    topicFrom: conversation.topicFrom,
    answers,
  };
}
