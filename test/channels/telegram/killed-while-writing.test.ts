/** The real program, a model that writes slowly, and a kill in the middle of the answer. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, type TestContext } from 'vitest';
import { modelLabel } from '../../../src/answering/reply.ts';
import { type BotApiServer, startBotApiServer } from '../../support/bot-api-server.ts';
import { type OpenAiServer, say, startOpenAiServer } from '../../support/openai-server.ts';
import { realIndexFolder } from '../../support/real-corpus.ts';
import { startCli } from '../../support/run-cli.ts';

const question = '低保户住院能报几成？';
const first = '低保户住院，政策范围内的个人自付部分按80%给予救助[S1]。';

interface Office {
  readonly telegram: BotApiServer;
  readonly model: OpenAiServer;
  readonly serve: () => ChildProcess;
  /** What a person sees. */
  readonly seen: () => string[];
  readonly until: (condition: () => boolean) => Promise<void>;
}

/** Of one test alone: they wait most of their time, and so run beside each other. */
async function openOffice({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-killed-'));
  const telegram = await startBotApiServer();
  const model = await startOpenAiServer({ apiKey: 'test-key' });
  const running: ChildProcess[] = [];
  onTestFinished(async () => {
    for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
    await telegram.close();
    await model.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function serve(): ChildProcess {
    const child = startCli(['serve', '--index', realIndexFolder()], {
      env: {
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.url,
        WENZHENG_DATA_DIR: folder,
        WENZHENG_PORT: '0',
        WENZHENG_LOG_LEVEL: 'silent',
        OPENAI_BASE_URL: model.url,
        OPENAI_API_KEY: 'test-key',
        WENZHENG_CHAT_MODEL: 'scripted',
        WENZHENG_SEND_TO_MODEL: 'on',
      },
    });
    child.stdout.resume();
    child.stderr.resume();
    running.push(child);
    return child;
  }

  const seen = (): string[] =>
    telegram
      .messages(7)
      .flatMap(({ messageId, visible }) =>
        telegram.chats.open(7).messageIds.has(messageId) ? [visible] : [],
      );
  const until = (condition: () => boolean) =>
    telegram.waitUntil(condition, () => JSON.stringify(seen()), 25_000);
  return { telegram, model, serve, seen, until };
}

it.concurrent('an answer that was being written when the program was killed becomes whole in its place', async (context) => {
  const { telegram, model, serve, seen, until } = await openOffice(context);
  // Enough for the first sentence to be checked, and then nothing more.
  const pieces = Math.ceil(first.length / 7) + 2;
  model.onChat = () => say(`${first}一年最多救助多少，还要看`, { stallAfter: pieces + 1 });
  const killed = serve();
  telegram.userSays(7, question);
  await until(() => seen().some((text) => text.includes('还没有写完')));
  expect(seen()).toHaveLength(1);
  expect(seen()[0]).toContain('80%');
  // Its id is kept within one write.
  await delay(300);
  killed.kill('SIGKILL');
  await once(killed, 'exit');

  model.onChat = () => say(first);
  serve();
  await until(() => seen().every((text) => !text.includes('还没有写完')));
  await delay(1000);
  expect(seen()).toHaveLength(1);
  expect(seen()[0]).toContain(modelLabel);
  expect(telegram.messages(7)[0]?.buttons.length).toBeGreaterThan(0);
  const refusals = telegram.refused.map(({ refusal }) => refusal ?? '');
  // The second process may begin with the same sentence.
  expect(refusals.filter((refusal) => !refusal.includes('not modified'))).toEqual([]);
});

it.concurrent('an orderly stop ends the work of the model, and the answer is whole before the program is gone', async (context) => {
  const { telegram, model, serve, seen, until } = await openOffice(context);
  model.onChat = () => say(`${first}一年最多`, { stallAfter: Math.ceil(first.length / 7) + 3 });
  const stopped = serve();
  telegram.userSays(7, question);
  await until(() => seen().some((text) => text.includes('还没有写完')));
  stopped.kill('SIGTERM');
  await once(stopped, 'exit');
  expect(seen()).toHaveLength(1);
  expect(seen()[0]).not.toContain('还没有写完');
  expect(seen()[0]).toContain('原文摘录');
  expect(model.requests.at(-1)?.aborted).toBe(true);
});
