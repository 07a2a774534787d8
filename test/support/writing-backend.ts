/** A backend whose answers come as a model writes them: when the test says so. */
import { EventEmitter, once } from 'node:events';
import type { ChatBackend } from '../../src/channels/http/chat-backend.ts';
import { modelLabel } from '../../src/answering/reply.ts';
import { fixtureBackend } from './http-fixture.ts';

export interface WritingBackend extends ChatBackend {
  /** Resolves when a question has arrived. */
  asked(): Promise<unknown>;
  say(text: string, replaces?: boolean): void;
  /** The whole answer is there, in a model's words. */
  end(text?: string): void;
  /** Nobody waits for the answer any more. */
  readonly isAborted: boolean;
}

export function writingBackend(): WritingBackend {
  const backend = fixtureBackend();
  const steps = new EventEmitter();
  let way: Parameters<ChatBackend['answer']>[1];
  let arrived = once(steps, 'asked');
  return {
    ...backend,
    sendsToModel: true,
    async answer(question, own) {
      way = own;
      const ended = once(steps, 'end');
      own?.signal?.addEventListener('abort', () => steps.emit('end', '引擎的回答。'), { once: true });
      steps.emit('asked');
      const [text] = await ended;
      return { ...(await backend.answer(question)), answer: String(text) };
    },
    async asked() {
      await arrived;
      arrived = once(steps, 'asked');
    },
    say: (text, replaces = false) => way?.onSentence?.({ text, replaces }),
    end: (text = `按80%给予救助[1]。${modelLabel}`) => void steps.emit('end', text),
    get isAborted() {
      return way?.signal?.aborted === true;
    },
  };
}
