/**
 * The residents' page: asking, with and without a script. What is done to the conversation besides is in
 * {@link addConversationRoutes}.
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Answer } from '../../answering/answer.ts';
import { faultOf } from '../../logger.ts';
import type { Conversation } from '../../store/store.ts';
import type { Said } from './chat-memory.ts';
import type { ChatPages } from './chat-pages.ts';
import { type Door, noForm, tooManyQuestions } from './door.ts';
import type { Remembering } from './remembering.ts';
import { turn } from './pages/turn.ts';
import { storedTurn } from './pages/conversation-history.ts';
import { handoverMessage } from './pages/handover-message.ts';
import { handoverState } from './pages/handover-state.ts';
import type { Markup } from './pages/layout.ts';
import { type ChatForm, readChatForm, rememberedQuestions } from './read-question.ts';

/** What became of a message, whoever shows it. */
type Asked =
  | { readonly kind: 'refused'; readonly status: 400 | 429 | 500 | 503; readonly message: string }
  | { readonly kind: 'kept'; readonly said: Extract<Said, { conversation: Conversation }> }
  /** Answered without memory. `remark` says that it was not meant to be so. */
  | { readonly kind: 'loose'; readonly answer: Answer; readonly remark: string };

const unkept = '对话记录暂时存不了，这次的问答刷新页面以后就看不到了。';
const notSent = '现在发不出去，您写的话还在框里，请过一会儿再发；急事请拨12345。';

export function addChatRoutes(
  app: Hono,
  door: Door,
  pages: ChatPages,
  remembering: Remembering | null,
  bodyLimitBytes: number,
): void {
  async function ask(context: Context, form: ChatForm): Promise<Asked> {
    if (form.q === '')
      return { kind: 'refused', status: 400, message: '请先在框里写上要问的事，再按“提问”。' };
    const seconds = door.waitFor(context);
    if (seconds > 0) return { kind: 'refused', status: 429, message: tooManyQuestions(seconds) };
    return door.measured('web', () => askAllowed(context, form), statusOf);
  }

  async function askAllowed(context: Context, form: ChatForm): Promise<Asked> {
    const said = remembering === null ? null : await say(remembering, context, form);
    if (said !== null && 'conversation' in said) return { kind: 'kept', said };
    // The bot does not answer in the place of a person who has the conversation.
    if (form.toPerson || (said?.kind === 'unsaved' && said.isForPerson))
      return { kind: 'refused', status: 503, message: notSent };
    const answer = said?.answer ?? (await door.answer({ q: form.q, context: [...form.context] }));
    if (answer.status === 'error_internal') return { kind: 'refused', status: 500, message: answer.answer };
    return { kind: 'loose', answer, remark: said === null ? '' : unkept };
  }

  /** Says it in the visitor's conversation, which is begun when there is none. */
  async function say(parts: Remembering, context: Context, { q, message }: ChatForm): Promise<Said> {
    const { memory, cookie } = parts;
    try {
      const known = await cookie.read(context);
      const conversation = known === null ? null : await memory.find(known);
      const visitor = known === null || conversation === null ? cookie.firstVisitor(message, q) : known;
      const said = await memory.say(visitor, q, cookie.messageRef(message, q));
      if ('conversation' in said) await cookie.write(context, visitor);
      return said;
    } catch (error) {
      door.logger.error(faultOf(error), 'a conversation could not be kept');
      return { kind: 'unsaved', answer: null, isForPerson: false };
    }
  }

  app.get('/', (context) => pages.show(context));

  // Somebody reloads or types the address of an answer: the question was not in it.
  app.get('/ask', (context) => context.redirect('/', 303));

  app.post('/ask', ...door.guardPost(bodyLimitBytes * 4), async (context) => {
    context.header('Cache-Control', 'no-store');
    const form = await readForm(context);
    if (form === null) return door.refuse(context, noForm);
    const asked = await ask(context, form);
    if (asked.kind === 'kept')
      return pages.show(context, { conversation: asked.said.conversation, answers: true });
    if (asked.kind === 'refused') {
      const kept = { question: form.q, message: asked.message };
      return pages.show(context, { kept, form, status: asked.status });
    }
    const { answer, remark } = asked;
    return pages.showLoose(context, {
      context: [...form.context, form.q].slice(-rememberedQuestions),
      turn: turn(form.q, answer, looseKey(), door.lookup, { remark }),
    });
  });

  // The same for the page's script: the new entries alone, and in headers what they change on the page.
  app.post('/chat/ask', ...door.guardPost(bodyLimitBytes * 4), async (context) => {
    context.header('Cache-Control', 'no-store');
    const form = await readForm(context);
    if (form === null) return door.refuse(context, noForm);
    const asked = await ask(context, form);
    if (asked.kind === 'refused')
      return context.json({ error: { field: 'q', message: asked.message } }, asked.status);
    if (asked.kind === 'loose') {
      context.header('Wenzheng-Kept', 'no');
      return context.html(turn(form.q, asked.answer, looseKey(), door.lookup, { remark: asked.remark }));
    }
    return context.html(html`${await entriesOf(context, asked.said)}`);
  });

  /** The turn, or what was said in the handover: the page leaves out what it has. */
  async function entriesOf(
    context: Context,
    said: Extract<Said, { conversation: Conversation }>,
  ): Promise<Markup[]> {
    if (remembering === null) return [];
    const { memory } = remembering;
    const { conversation } = said;
    const newest = await memory.latestHandover(conversation);
    context.header('Wenzheng-Handover', handoverState(newest?.handover ?? null));
    context.header('Wenzheng-Topic', String(conversation.topicFrom));
    if (said.kind === 'answered') {
      const verdict = await memory.feedbackOn(conversation, said.answer.id);
      return [storedTurn(said.turn, said.answer, verdict, false, pages.present())];
    }
    const messages = newest?.messages ?? [];
    await memory.markDelivered(messages);
    return messages.map((message) => handoverMessage(message));
  }
}

async function readForm(context: Context): Promise<ChatForm | null> {
  try {
    return readChatForm(await context.req.formData());
  } catch {
    return null;
  }
}

function statusOf(asked: Asked): string | null {
  if (asked.kind === 'loose') return asked.answer.status;
  if (asked.kind === 'kept') return asked.said.kind === 'answered' ? asked.said.answer.answer.status : null;
  return asked.status === 500 ? 'error_internal' : null;
}

function looseKey(): string {
  return `turn-${randomUUID().slice(0, 8)}`;
}
