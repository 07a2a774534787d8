/** The page where conversations that were handed over are taken and answered. @module */
import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { HandoverOnBoard } from '../../../../store/store.ts';
import { createCorpusLookup } from '../../corpus-lookup.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { readForm } from '../read-form.ts';
import { ChatRefusal, createChatActions, goneText, type Written } from './chat-actions.ts';
import { createChatEvents } from './chat-events.ts';
import { chatQueue } from './chat-queue.ts';
import { createChatReading } from './chat-reading.ts';
import { isHolder } from './chat-rights.ts';
import { suggestionCard } from './chat-suggestion.ts';
import { chatMessage } from './chat-transcript.ts';
import { closeReasons, type KeptText } from './chat-view.ts';
import { createChatWatch, readBoard } from './chat-watch.ts';
import { chatsPage } from './chats-page.ts';
import { following } from '../../../../editions/following.ts';

export function addChatDeskRoutes(app: Hono, parts: DeskParts): void {
  const { store, conversing, door, now, logger, stopping, pollInterval } = parts;
  const operator = door.requireStaff('operator');
  const actions = createChatActions({ store, staff: conversing.staff, now });
  const lookup = following(parts.app, () => createCorpusLookup(parts.app.corpus));
  const reading = createChatReading({ ...parts, lookup });
  const officeMinutes = (from: string, to: string): number => conversing.officeMinutes(from, to);
  const queue = (context: Context, board: readonly HandoverOnBoard[], open: number | null) => {
    const { account } = staffOf(context);
    return chatQueue({ board, account, open, now: now(), officeMinutes });
  };
  const events = createChatEvents({
    watch: createChatWatch({ store, now, logger, pollInterval }),
    door,
    queue,
    message: (message) => chatMessage(message),
  });
  if (stopping.aborted) events.stop();
  else stopping.addEventListener('abort', () => events.stop(), { once: true });

  async function page(context: Context, number: number | null, kept?: KeptText): Promise<Response> {
    const staff = staffOf(context);
    const board = await readBoard(store, now());
    const opened = number === null ? null : await reading.open(number, staff, { kept });
    return context.html(
      chatsPage({
        staff,
        queue: queue(context, board, number),
        conversation: opened?.markup ?? null,
        open: number,
        remark: opened?.remark ?? '',
      }),
      statusOf(opened?.kind, kept),
    );
  }

  /** Shows the page again, or tells the page's script what came of it. */
  function onChat(action: string, work: (context: Context, number: number) => Promise<Response>): void {
    app.post(`/desk/chats/:number{[0-9]+}/${action}`, operator, async (context) => {
      const number = numberOf(context);
      try {
        return await work(context, number);
      } catch (error) {
        if (!(error instanceof ChatRefusal)) throw error;
        if (!wantsPage(context)) return context.json({ error: { message: error.message } }, error.status);
        if (error.status === 404 || error.status === 403) return refuse(context, error.status, error.message);
        const form = await readForm(context);
        const field = action === 'note' ? 'note' : 'reply';
        return page(context, number, { field, text: form.text('text'), complaint: error.message });
      }
    });
  }

  app.get('/desk/chats', operator, (context) => page(context, null));
  app.get('/desk/chats/events', operator, (context) =>
    events.respond(context, {
      handover: whole(context.req.query('open')),
      after: whole(context.req.header('Last-Event-ID') ?? context.req.query('after')) ?? 0,
    }),
  );
  app.get('/desk/chats/:number{[0-9]+}', operator, async (context) => {
    const insert = context.req.query('insert');
    const number = numberOf(context);
    const text = insert === undefined ? '' : await reading.insertion(number, staffOf(context), insert);
    return page(context, number, text === '' ? undefined : { field: 'reply', text, complaint: '' });
  });
  app.get('/desk/chats/:number{[0-9]+}/suggestion', operator, async (context) => {
    const number = numberOf(context);
    const handover = await store.handovers.byNumber(number);
    if (handover === null) return refuse(context, 404, goneText(number));
    if (!isHolder(handover, staffOf(context).account)) return refuse(context, 403, '这个对话不在您手上。');
    return context.html(suggestionCard(number, await reading.suggestion(handover)));
  });

  onChat('take', async (context, number) => {
    await actions.take(number, staffOf(context).account);
    return done(context, number);
  });
  for (const action of ['reply', 'note'] as const) {
    onChat(action, async (context, number) => {
      const message = await actions[action](number, staffOf(context).account, await written(context));
      if (wantsPage(context)) return done(context, number);
      return context.json({ number: message.number, markup: String(await chatMessage(message)) });
    });
  }
  onChat('transfer', async (context, number) => {
    const to = (await readForm(context)).text('to');
    const { takenBy } = await actions.transfer(number, staffOf(context).account, to);
    if (wantsPage(context)) return context.redirect('/desk/chats', 303);
    return context.json({ done: true, takenBy });
  });
  onChat('close', async (context, number) => {
    const form = await readForm(context);
    const reason = closeReasons.find((each) => each === form.text('reason'));
    if (reason === undefined) throw new ChatRefusal(400, '没有选结束的原因，请选一个。');
    const detail = form.text('detail').trim();
    const said = detail === '' ? reason : `${reason}：${detail}`;
    await actions.close(number, staffOf(context).account, said.slice(0, 300));
    return wantsPage(context) ? context.redirect('/desk/chats', 303) : context.json({ done: true });
  });
}

function statusOf(
  opened: 'shown' | 'refused' | 'gone' | undefined,
  kept: KeptText | undefined,
): 200 | 400 | 403 | 404 {
  if (opened === 'refused') return 403;
  if (opened === 'gone') return 404;
  return kept === undefined || kept.complaint === '' ? 200 : 400;
}

function numberOf(context: Context): number {
  return Number(context.req.param('number'));
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The page as it is now, or a word to its script. */
function done(context: Context, number: number): Response {
  return wantsPage(context) ? context.redirect(`/desk/chats/${number}`, 303) : context.json({ done: true });
}

function wantsPage({ req }: Context): boolean {
  return (req.header('Accept') ?? '').includes('text/html');
}

/** Without a key of its own it is a message of its own. */
async function written(context: Context): Promise<Written> {
  const form = await readForm(context);
  const key = form.text('key');
  return { text: form.text('text'), key: /^[\w-]{10,60}$/.test(key) ? key : randomUUID() };
}
