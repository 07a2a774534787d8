/** Replies of a model over the real corpus, spoken to over HTTP: the scripted server, LangChain's client, our loop. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatOpenAI } from '@langchain/openai';
import { type App, createApp } from '../../../src/app.ts';
import type { Answer, Question } from '../../../src/answering/answer.ts';
import type { ReplyOptions, StreamedSentence } from '../../../src/answering/reply.ts';
import type { AgentModel } from '../../../src/models/agent.ts';
import type { Checker } from '../../../src/models/checker.ts';
import { createModelReplies } from '../../../src/models/model-replies.ts';
import { readPrompts } from '../../../src/models/prompts.ts';
import { readTurn } from '../../../src/models/read-turn.ts';
import { type OpenAiServer, startOpenAiServer } from '../../support/openai-server.ts';
import { realCorpusFolder } from '../../support/real-corpus.ts';

export const today = '2026-11-22';

export interface ScriptedAgent {
  readonly app: App;
  readonly server: OpenAiServer;
  reply(question: Question, options?: ReplyOptions, own?: OwnOptions): Promise<Answer>;
  /** The reply with all that was shown on the way, put together as a channel would. */
  follow(question: Question, own?: OwnOptions): Promise<Followed>;
  close(): Promise<void>;
}

export interface OwnOptions {
  readonly checker?: Checker;
  readonly timeoutMs?: number;
  readonly onFault?: (error: unknown) => void;
}

export interface Followed {
  readonly answer: Answer;
  readonly events: readonly StreamedSentence[];
  /** What stands on the screen at the end. */
  readonly shown: string;
}

export async function startScriptedAgent(corpusDir: string = realCorpusFolder): Promise<ScriptedAgent> {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-agent-'));
  const server = await startOpenAiServer({ apiKey: 'test-key' });
  // Not the index that the tests share: `npm run check:lies` runs this outside of them.
  const app = await createApp({ corpusDir, indexDir: join(folder, 'index'), today: () => today });
  const prompts = readPrompts();
  const reply: ScriptedAgent['reply'] = (question, options, own = {}) =>
    createModelReplies({
      engine: app,
      corpus: app.corpus,
      retriever: app.retriever,
      schemes: app.schemes,
      offices: [],
      model: modelAt(server.url),
      prompts,
      today: () => today,
      timeoutMs: own.timeoutMs ?? 20_000,
      ...(own.checker === undefined ? {} : { checker: own.checker }),
      ...(own.onFault === undefined ? {} : { onFault: own.onFault }),
    })(question, options);
  return {
    app,
    server,
    reply,
    async follow(question, own) {
      const events: StreamedSentence[] = [];
      const answer = await reply(question, { onSentence: (sentence) => events.push(sentence) }, own);
      const shown = events.reduce((text, event) => (event.replaces ? event.text : text + event.text), '');
      return { answer, events, shown };
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function modelAt(baseURL: string): AgentModel {
  const chat = new ChatOpenAI({
    model: 'scripted',
    apiKey: 'test-key',
    temperature: 0,
    maxRetries: 0,
    configuration: { baseURL },
  });
  return {
    name: 'scripted',
    async turn({ messages, tools, signal, onText }) {
      const bound = tools.length === 0 ? chat : chat.bindTools([...tools]);
      return readTurn(await bound.stream([...messages], { signal }), onText);
    },
  };
}

/** Lets everything pass that cites a token and does not hold 假: for the way of a draft, apart from what is true. */
export const lenientChecker: Checker = {
  createDraftChecker: (evidence) => ({ check: (text) => judge(text, evidence) }),
  checkDraft: (draft, evidence) => ({ sentences: judge(draft, evidence) }),
  composeChecked: ({ sentences }, evidence) => {
    const kept = sentences.filter(({ verdict }) => verdict === 'kept');
    if (kept.length === 0) return null;
    const tokens = [...new Set(kept.flatMap((sentence) => sentence.tokens))];
    const text = kept
      .map((sentence, at) => {
        const marks = sentence.tokens.map((token) => `[${tokens.indexOf(token) + 1}]`).join('');
        return `${at > 0 && sentence.startsLine ? '\n' : ''}${sentence.bullet}${sentence.text}${marks}。`;
      })
      .join('');
    void evidence;
    return {
      text,
      citations: [],
      removed: sentences.flatMap(({ text: sentence, reason }) =>
        reason === null ? [] : [{ sentence, reason }],
      ),
    };
  },
};

function judge(
  draft: string,
  evidence: Parameters<Checker['checkDraft']>[1],
): ReturnType<ReturnType<Checker['createDraftChecker']>['check']> {
  return draft
    .split(/(?<=。)|(?=\n)/)
    .filter((sentence) => sentence.trim() !== '')
    .map((sentence, at) => {
      const tokens = [...sentence.matchAll(/\[([A-Z]\d+)\]/g)].map((match) => match[1] ?? '');
      const known = tokens.length > 0 && tokens.every((each) => evidence.some(({ token }) => token === each));
      const kept = known && !sentence.includes('假');
      return {
        text: sentence.replace(/\[[A-Z]\d+\]|。/g, '').trim(),
        tokens,
        verdict: kept ? ('kept' as const) : ('failed' as const),
        reason: kept ? null : ('unsupported' as const),
        detail: kept ? '' : '资料里没有',
        bullet: /^\s*([-·]|\d+[.、])\s*/.exec(sentence)?.[0] ?? '',
        startsLine: at === 0,
      };
    });
}
