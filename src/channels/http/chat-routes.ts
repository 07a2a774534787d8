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
import { streamAnswer, wantsEvents } from './answer-stream.ts';
import type { AnswerWay } from './chat-backend.ts';
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
  | {
      readonly kind: 'loose';
      readonly question: string;
      readonly answer: Answer;
      readonly remark: string;
    };

/** A visitor with the key of the message that they send. */
interface Speaker {
  readonly visitor: string;
  readonly messageRef: string;
}

/** What the page's script adds to the page. */
interface Added {
  readonly markup: string;
  /** false: the page itself carries the question along. */
  readonly kept: boolean;
  readonly handover: string | null;
  readonly topic: string | null;
}

const unkept = '对话记录暂时存不了，这次的问答刷新页面以后就看不到了。';
const notSent = '现在发不出去，您写的话还在框里，请过一会儿再发；急事请拨12345。';

const notShown = '已经记下，但暂时显示不出来，请刷新页面；急事请拨12345。';

export interface ChatRoutesOptions {
  readonly door: Door;
  readonly pages: ChatPages;
  readonly remembering: Remembering | null;
  readonly bodyLimitBytes: number;
  /** Raised when the server ends. */
  readonly stopping: AbortSignal | undefined;
}

export function addChatRoutes(
  app: Hono,
  { door, pages, remembering, bodyLimitBytes, stopping }: ChatRoutesOptions,
): void {
  /** null: it may be asked. */
  function refusalOf(context: Context, form: ChatForm): Extract<Asked, { kind: 'refused' }> | null {
    if (form.q === '')
      return { kind: 'refused', status: 400, message: '请先在框里写上要问的事，再按“提问”。' };
    const seconds = door.waitFor(context);
    return seconds > 0 ? { kind: 'refused', status: 429, message: tooManyQuestions(seconds) } : null;
  }

  /** Who talks to a person of the staff goes on while the door is closed; others are told where to turn. null: it may be asked. */
  async function closedTo(speaker: Speaker | null): Promise<Extract<Asked, { kind: 'refused' }> | null> {
    const message = door.backend.closed?.('web') ?? null;
    if (message === null) return null;
    try {
      const conversation = speaker === null ? null : await remembering?.memory.find(speaker.visitor);
      if (conversation && (await remembering?.memory.hasPerson(conversation)) === true) return null;
    } catch (error) {
      door.logger.error(faultOf(error), 'a conversation could not be read');
    }
    return { kind: 'refused', status: 503, message };
  }

  async function ask(context: Context, form: ChatForm): Promise<Asked> {
    const refused = refusalOf(context, form);
    if (refused !== null) return refused;
    const speaker = await speakerOf(context, form);
    const closed = await closedTo(speaker);
    if (closed !== null) return closed;
    const asked = await askAllowed(form, speaker, { signal: context.req.raw.signal });
    if (asked.kind === 'kept' && speaker !== null) await remembering?.cookie.write(context, speaker.visitor);
    return asked;
  }

  const askAllowed = (form: ChatForm, speaker: Speaker | null, way: AnswerWay): Promise<Asked> =>
    door.measured('web', () => askMeasured(form, speaker, way), statusOf);

  async function askMeasured(form: ChatForm, speaker: Speaker | null, way: AnswerWay): Promise<Asked> {
    const said = remembering === null ? null : await say(remembering, form, speaker, way);
    if (said !== null && 'conversation' in said) return { kind: 'kept', said };
    // The bot does not answer in the place of a person who has the conversation.
    if (form.toPerson || (said?.kind === 'unsaved' && said.isForPerson))
      return { kind: 'refused', status: 503, message: notSent };
    const answer = said?.answer ?? (await door.answer({ q: form.q, context: [...form.context] }, way));
    if (answer.status === 'error_internal') return { kind: 'refused', status: 500, message: answer.answer };
    return { kind: 'loose', question: form.q, answer, remark: said === null ? '' : unkept };
  }

  /** Who has a conversation keeps it; else one is begun. null: nothing can be kept. */
  async function speakerOf(context: Context, { q, message }: ChatForm): Promise<Speaker | null> {
    if (remembering === null) return null;
    const { memory, cookie } = remembering;
    try {
      const known = await cookie.read(context);
      const conversation = known === null ? null : await memory.find(known);
      const visitor = known === null || conversation === null ? cookie.firstVisitor(message, q) : known;
      return { visitor, messageRef: cookie.messageRef(message, q) };
    } catch (error) {
      door.logger.error(faultOf(error), 'a conversation could not be kept');
      return null;
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

  // The same for the page's script: the new entries alone, and beside them what they change on the page.
  app.post('/chat/ask', ...door.guardPost(bodyLimitBytes * 4), async (context) => {
    context.header('Cache-Control', 'no-store');
    const form = await readForm(context);
    if (form === null) return door.refuse(context, noForm);
    // Without a model an answer is there at once.
    if (wantsEvents(context) && door.backend.sendsToModel === true) return askStreaming(context, form);
    const added = await addedBy(await ask(context, form));
    if ('message' in added)
      return context.json({ error: { field: 'q', message: added.message } }, added.status);
    const { markup, kept, handover, topic } = added;
    if (!kept) context.header('Wenzheng-Kept', 'no');
    if (handover !== null) context.header('Wenzheng-Handover', handover);
    if (topic !== null) context.header('Wenzheng-Topic', topic);
    return context.html(markup);
  });

  /** Events: sentences as they come, then `entries` with what is added to the page, or `refused` with the reason. */
  async function askStreaming(context: Context, form: ChatForm): Promise<Response> {
    const refused = refusalOf(context, form);
    if (refused !== null)
      return context.json({ error: { field: 'q', message: refused.message } }, refused.status);
    const speaker = await speakerOf(context, form);
    const closed = await closedTo(speaker);
    if (closed !== null)
      return context.json({ error: { field: 'q', message: closed.message } }, closed.status);
    // Headers go first; who has nothing in the end is taken for new the next time.
    if (speaker !== null) await remembering?.cookie.write(context, speaker.visitor);
    return streamAnswer(
      context,
      async (way) => {
        const added = await addedBy(await askAllowed(form, speaker, way));
        return { event: 'message' in added ? 'refused' : 'entries', data: added };
      },
      stopping,
    );
  }

  async function addedBy(asked: Asked): Promise<Added | Extract<Asked, { kind: 'refused' }>> {
    try {
      if (asked.kind === 'refused') return asked;
      if (asked.kind === 'kept') return await addedByKept(asked.said);
      const markup = await turn(asked.question, asked.answer, looseKey(), door.lookup, {
        remark: asked.remark,
      });
      return { markup: String(markup), kept: false, handover: null, topic: null };
    } catch (error) {
      door.logger.error(faultOf(error), 'what was said could not be shown');
      return { kind: 'refused', status: 503, message: notShown };
    }
  }

  /** The turn, or what was said in the handover: the page leaves out what it has. */
  async function addedByKept(said: Extract<Said, { conversation: Conversation }>): Promise<Added> {
    if (remembering === null) return { markup: '', kept: true, handover: null, topic: null };
    const { memory } = remembering;
    const { conversation } = said;
    const newest = await memory.latestHandover(conversation);
    const messages = newest?.messages ?? [];
    let entries: Markup[];
    if (said.kind === 'answered') {
      const verdict = await memory.feedbackOn(conversation, said.answer.id);
      entries = [storedTurn(said.turn, said.answer, verdict, false, pages.present())];
    } else {
      await memory.markDelivered(messages);
      entries = messages.map((message) => handoverMessage(message));
    }
    return {
      markup: String(await html`${entries}`),
      kept: true,
      handover: handoverState(newest?.handover ?? null),
      topic: String(conversation.topicFrom),
    };
  }
}

async function say(
  { memory }: Remembering,
  { q }: ChatForm,
  speaker: Speaker | null,
  way: AnswerWay,
): Promise<Said> {
  if (speaker !== null) return memory.say(speaker.visitor, q, speaker.messageRef, way);
  return { kind: 'unsaved', answer: null, isForPerson: false };
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
