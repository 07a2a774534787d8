/**
 * Questions of many chats while Telegram delivers some twice and fails now and then, and while the bot is killed again
 * and again; then what every chat was told is compared with what it would have been told on a quiet day.
 * Knows nothing of the program: whatever is started answers for itself.
 * @module
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { BotApiFault, BotApiServer, SentMessage } from './bot-api-server.ts';
import { type Random, seededRandom } from './seeded-random.ts';

export interface ChaosProcess {
  /** kill -9. */
  kill(): Promise<void>;
}

export interface ChaosOptions {
  readonly server: BotApiServer;
  readonly chats: number;
  readonly questionsPerChat: number;
  /** The first one begins every chat; the others are asked by chance, never the same one twice in a row. */
  readonly questions: readonly string[];
  /** Share of the updates that are delivered again. */
  readonly duplicates: number;
  /** Share of the calls that go wrong without an effect (429, 5xx, a page, a reset). */
  readonly faults: number;
  /** Share of the calls that take effect, but whose answer is lost. */
  readonly lostAnswers: number;
  readonly kills: number;
  readonly processes: number;
  /** Starts a process; resolves when it runs. */
  readonly start: (number: number) => Promise<ChaosProcess>;
  /** How long all messages of one answer take on a quiet day, in milliseconds. */
  readonly settleMs: number;
  /** How long the last answers may take once all is quiet, in milliseconds. */
  readonly patienceMs: number;
  readonly seed: number;
  readonly report?: (line: string) => void;
}

export interface ChaosReport {
  readonly chats: number;
  readonly questions: number;
  readonly duplicates: number;
  readonly kills: number;
  readonly callsFailed: number;
  readonly answersLost: number;
  readonly messages: number;
  /** Chats that were told exactly what they asked, in order. */
  readonly chatsRight: number;
  /** Messages that came twice because a process was killed just after they were accepted. */
  readonly doubledByKill: number;
  /** Milliseconds from their acceptance until the kill: half of them at most, and the longest. */
  readonly doubledBeforeKill: { readonly half: number; readonly longest: number };
  /** Messages that came twice because Telegram's answer was lost. */
  readonly doubledByLostAnswer: number;
  /** Messages that came twice for no known reason: none may. */
  readonly doubledUnexplained: readonly string[];
  /** Chats that miss something or have it in another order: none may. */
  readonly wrong: readonly string[];
  /** Calls that Telegram refused because of the bot. */
  readonly refused: readonly string[];
  readonly seconds: number;
}

/** From the acceptance of a message until the process had kept that it was sent: what a kill in it may double. */
const killWindowMs = 3000;
/** The chat in which the answers of a quiet day are heard. */
const quietChat = 900_001;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { server, questions, report = () => {} } = options;
  const random = seededRandom(options.seed);
  const began = performance.now();
  const processes: ChaosProcess[] = [];
  for (let number = 0; number < options.processes; number += 1) processes.push(await options.start(number));
  try {
    const expected = await hearQuietAnswers(options);
    report(`quiet answers: ${expected.map((texts) => texts.length).join(' ')} messages`);
    const counts = { faults: 0, lost: 0 };
    server.chooseFault = (method) => chooseFault(method, options, random, counts);
    const plan = planQuestions(options, random);
    const asked = new Map<number, number[]>();
    const kills: number[] = [];
    let duplicates = 0;
    const share = Math.ceil(plan.length / (options.kills + 1));
    for (let at = 0; at < plan.length; at += share) {
      for (const { chat, question } of plan.slice(at, at + share)) {
        const { updateId } = server.userSays(chat, questions[question] ?? '');
        asked.set(chat, [...(asked.get(chat) ?? []), question]);
        if (random.chance(options.duplicates)) {
          duplicates += 1;
          setTimeout(() => server.redeliver(updateId), random.whole(0, 3000));
        }
      }
      if (kills.length === options.kills) break;
      const before = server.callsOf('sendMessage').length;
      await server.waitUntil(
        () => server.callsOf('sendMessage').length > before,
        () => 'the bot to go on',
        60_000,
      );
      await delay(random.whole(0, 1200));
      const victim = random.whole(0, processes.length - 1);
      await processes[victim]?.kill();
      kills.push(performance.now());
      processes[victim] = await options.start(victim);
      report(`kill ${kills.length}: ${countMessages(server)} messages, ${counts.faults} calls failed`);
    }
    await waitForAll(server, asked, expected, options.patienceMs);
    // What would come too much must have the time to come.
    await delay(options.patienceMs / 10);
    return {
      chats: options.chats,
      questions: plan.length,
      duplicates,
      kills: kills.length,
      callsFailed: counts.faults,
      answersLost: counts.lost,
      ...compare(server, asked, expected, kills),
      refused: server.refused.map(({ method, refusal }) => `${method}: ${refusal}`).filter(isFault),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    for (const process of processes) await process.kill();
  }
}

/** A killed process leaves its question for updates standing, and its successor ends that. */
function isFault(refusal: string): boolean {
  return !/^getUpdates: Conflict: terminated|^answerCallbackQuery: .*query is too old/.test(refusal);
}

async function hearQuietAnswers({ server, questions, settleMs }: ChaosOptions): Promise<string[][]> {
  const answers: string[][] = [];
  for (const question of questions) {
    const before = server.messages(quietChat).length;
    server.userSays(quietChat, question);
    await server.waitForMessages(quietChat, before + 1, 60_000);
    // An answer may have several messages.
    await delay(settleMs);
    answers.push(
      server
        .messages(quietChat)
        .slice(before)
        .map(({ visible }) => visible),
    );
  }
  const firsts = answers.map(([first]) => first);
  if (new Set(firsts).size !== firsts.length) throw new Error('two questions have the same answer');
  return answers;
}

function planQuestions(
  { chats, questionsPerChat, questions }: ChaosOptions,
  random: Random,
): { chat: number; question: number }[] {
  const left = Array.from({ length: chats }, (_, at) => ({ chat: at + 1, asked: 0, last: -1 }));
  const plan: { chat: number; question: number }[] = [];
  while (left.length > 0) {
    const at = random.whole(0, left.length - 1);
    const each = left[at];
    if (!each) break;
    let question = 0;
    if (each.asked > 0)
      do question = random.whole(1, questions.length - 1);
      while (question === each.last);
    plan.push({ chat: each.chat, question });
    each.last = question;
    each.asked += 1;
    if (each.asked === questionsPerChat) left.splice(at, 1);
  }
  return plan;
}

function chooseFault(
  method: string,
  { faults, lostAnswers }: ChaosOptions,
  random: Random,
  counts: { faults: number; lost: number },
): BotApiFault | undefined {
  if (method === 'sendMessage' && random.chance(lostAnswers)) {
    counts.lost += 1;
    return { kind: 'reset', after: true };
  }
  if (!random.chance(faults)) return undefined;
  counts.faults += 1;
  return random.pick<BotApiFault>([
    { kind: 'status', code: 429, retryAfter: 1 },
    { kind: 'status', code: 429, retryAfter: 1 },
    { kind: 'status', code: 502 },
    { kind: 'status', code: 500, description: 'Internal Server Error' },
    { kind: 'page', code: 502 },
    { kind: 'page', code: 200 },
    { kind: 'reset' },
  ]);
}

function countMessages(server: BotApiServer): number {
  return server.chats.all().reduce((sum, { sent }) => sum + sent.length, 0);
}

type Transcript = readonly (readonly string[])[];

/** Every chat has at least as many messages as it has to have. */
async function waitForAll(
  server: BotApiServer,
  asked: ReadonlyMap<number, readonly number[]>,
  expected: Transcript,
  patienceMs: number,
): Promise<void> {
  const isDone = (): boolean =>
    [...asked].every(([chat, questions]) => {
      const last = expected[questions.at(-1) ?? 0]?.at(-1);
      return (
        server.messages(chat).length >= wantedTexts(questions, expected).length &&
        server.messages(chat).at(-1)?.visible === last
      );
    });
  await server.waitUntil(isDone, () => 'all answers', patienceMs).catch(() => {});
}

function wantedTexts(questions: readonly number[], expected: Transcript): string[] {
  return questions.flatMap((question) => expected[question] ?? []);
}

function compare(
  server: BotApiServer,
  asked: ReadonlyMap<number, readonly number[]>,
  expected: Transcript,
  kills: readonly number[],
): Pick<
  ChaosReport,
  | 'messages'
  | 'chatsRight'
  | 'doubledByKill'
  | 'doubledBeforeKill'
  | 'doubledByLostAnswer'
  | 'doubledUnexplained'
  | 'wrong'
> {
  const wrong: string[] = [];
  const doubledUnexplained: string[] = [];
  const counts = { messages: 0, chatsRight: 0, doubledByLostAnswer: 0 };
  const gaps: number[] = [];
  for (const [chat, questions] of asked) {
    const sent = server.messages(chat);
    counts.messages += sent.length;
    const kept: SentMessage[] = [];
    for (const message of sent) {
      const before = kept.at(-1);
      if (before?.visible !== message.visible) {
        kept.push(message);
        continue;
      }
      const kill = kills.find((at) => at >= before.at && at - before.at < killWindowMs && at <= message.at);
      if (before.responseLost) counts.doubledByLostAnswer += 1;
      else if (kill !== undefined) gaps.push(Math.round(kill - before.at));
      else doubledUnexplained.push(`chat ${chat}, message ${message.messageId}`);
      // The next copy is judged by the latest one.
      kept[kept.length - 1] = message;
    }
    const texts = kept.map(({ visible }) => visible);
    const wanted = wantedTexts(questions, expected);
    const isRight = texts.length === wanted.length && texts.every((text, at) => text === wanted[at]);
    if (isRight) counts.chatsRight += 1;
    else wrong.push(describeDifference(chat, texts, wanted));
  }
  gaps.sort((left, right) => left - right);
  const doubledBeforeKill = { half: gaps[Math.floor(gaps.length / 2)] ?? 0, longest: gaps.at(-1) ?? 0 };
  return { ...counts, doubledByKill: gaps.length, doubledBeforeKill, doubledUnexplained, wrong };
}

function describeDifference(chat: number, texts: readonly string[], wanted: readonly string[]): string {
  const at = wanted.findIndex((text, index) => texts[index] !== text);
  return `chat ${chat}: ${texts.length} messages instead of ${wanted.length}; at ${at}: ${short(texts[at])} instead of ${short(wanted[at])}`;
}

function short(text: string | undefined): string {
  return text === undefined ? '(nothing)' : text.slice(0, 30);
}
