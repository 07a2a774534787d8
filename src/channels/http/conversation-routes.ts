/** What can be done with a conversation besides asking: judge an answer, call a person, change the topic, delete it. @module */
import type { Context, Hono } from 'hono';
import { faultOf } from '../../logger.ts';
import type { Conversation } from '../../store/store.ts';
import type { ChatPages } from './chat-pages.ts';
import { type Door, noForm, tooManyQuestions } from './door.ts';
import { feedbackButtons, readVerdict } from './pages/feedback-buttons.ts';
import { readChatForm } from './read-question.ts';
import type { Remembering } from './remembering.ts';
import { isOwnRequest } from './request-guards.ts';

export function addConversationRoutes(
  app: Hono,
  door: Door,
  pages: ChatPages,
  { memory, cookie, events }: Remembering,
  bodyLimitBytes: number,
): void {
  /** A post with the visitor's conversation; without one there is nothing to do but to show the first page. */
  function onPost(
    path: string,
    act: (context: Context, conversation: Conversation, form: FormData) => Response | Promise<Response>,
  ): void {
    app.post(path, ...door.guardPost(bodyLimitBytes * 4), (context) =>
      guarded(context, async () => {
        const visitor = await cookie.read(context);
        const conversation = visitor === null ? null : await memory.find(visitor);
        if (conversation === null) return context.redirect('/', 303);
        const form = await context.req.formData().catch(() => null);
        if (form === null) return door.refuse(context, noForm);
        return act(context, conversation, form);
      }),
    );
  }

  async function guarded(context: Context, work: () => Promise<Response>): Promise<Response> {
    context.header('Cache-Control', 'no-store');
    const seconds = door.waitFor(context);
    if (seconds > 0) return door.refuse(context, { status: 429, message: tooManyQuestions(seconds) });
    try {
      return await work();
    } catch (error) {
      door.logger.error(faultOf(error), 'a conversation could not be changed');
      const message = '对话记录暂时打不开，请过一会儿再试；急事请拨12345。';
      return door.refuse(context, { status: 503, message });
    }
  }

  /** Changes the conversation and shows it; what was being written comes back with it. @param change gives back what to tell, where it could not. */
  function onChange(path: string, change: (conversation: Conversation) => Promise<string | null>): void {
    onPost(path, async (context, conversation, body) => {
      const refusal = await change(conversation);
      const form = readChatForm(body);
      if (form.q === '' && refusal === null) return context.redirect('/#latest', 303);
      return pages.show(context, { kept: { question: form.q, message: refusal ?? '' }, form });
    });
  }

  onChange('/chat/handover', async (conversation) => {
    const closed = door.backend.closed?.('web') ?? null;
    // Who talks to a person already goes on.
    if (closed !== null && !(await memory.hasPerson(conversation))) return closed;
    return memory.requestHandover(conversation);
  });
  onChange('/chat/leave', async (conversation) => {
    await memory.leaveHandover(conversation);
    return null;
  });
  onChange('/chat/topic', async (conversation) => {
    await memory.newTopic(conversation);
    return null;
  });

  onPost('/chat/feedback', async (context, conversation, form) => {
    const answerId = textOf(form, 'answer');
    const verdict = readVerdict(textOf(form, 'verdict'));
    const recorded =
      verdict !== undefined && (await memory.giveFeedback(conversation, { answerId, ...verdict }));
    // The page's script puts the buttons in the place of those that were pressed.
    if (textOf(form, 'part') !== '')
      return recorded ? context.html(feedbackButtons(answerId, verdict)) : context.body(null, 404);
    return context.redirect(recorded ? `/#feedback-${answerId}` : '/', 303);
  });

  app.post('/chat/forget', ...door.guardPost(bodyLimitBytes * 4), (context) =>
    guarded(context, async () => {
      const visitor = await cookie.read(context);
      if (visitor !== null) await memory.forget(visitor);
      cookie.clear(context);
      return pages.showLoose(context, { remark: '您的记录已经全部删除。您可以接着提问，也可以关掉这一页。' });
    }),
  );

  app.get('/chat/events', async (context) => {
    if (!isOwnRequest(context)) return context.body(null, 403);
    try {
      const visitor = await cookie.read(context);
      const conversation = visitor === null ? null : await memory.find(visitor);
      // 204 tells a browser not to come again.
      if (conversation === null) return context.body(null, 204);
      return await events.respond(context, conversation, door.client(context));
    } catch (error) {
      door.logger.error(faultOf(error), 'a page cannot be told of messages');
      return context.body(null, 503);
    }
  });

  // Somebody reloads or types the address that a form was sent to.
  app.get('/chat/:action', (context) => context.redirect('/', 303));
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
