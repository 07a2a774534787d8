/**
 * Figures of the running process for Prometheus. Labels hold the names of our own lists and nothing else: what a
 * person typed, who they are and which chat it was never become one.
 * @module
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** `api` is POST /api/ask, asked by other systems. */
export type MeasuredChannel = 'telegram' | 'web' | 'api';

/** What a model had to do with an answer: `Answer.model`. */
export interface ModelWork {
  /** null: the words are the model's. */
  readonly fallback: string | null;
  /** With the checker's code of the reason. */
  readonly removed: readonly { readonly reason: string }[];
  readonly rewritten: number;
  /** Tokens. */
  readonly usage: { readonly input: number; readonly output: number };
}

/** A value read when it is asked for, or one for each value of the label. */
export type GaugeReading = number | Readonly<Record<string, number>>;

export interface Metrics {
  /** An update or a question arrived, before it is handled; one that is delivered again counts again. */
  received(channel: MeasuredChannel): void;
  /** @param seconds From the arrival of the question until its answer was there. */
  answered(channel: MeasuredChannel, status: string, seconds: number): void;
  /** A model was asked for an answer, or was not because it could not be. */
  modelAnswered(work: ModelWork): void;
  /** A message reached the channel's server. */
  sent(channel: MeasuredChannel): void;
  /** A message will be tried again. */
  retried(channel: MeasuredChannel): void;
  /** A message was given up. */
  failed(channel: MeasuredChannel): void;
  /**
   * A figure that is read at each scrape. When it cannot be read it is left out of that scrape, and the others stay.
   * @param name Letters and underscores; `wenzheng_` is put before it.
   * @param label Name of the label where `read` gives a record.
   */
  gauge(
    name: string,
    help: string,
    read: () => GaugeReading | Promise<GaugeReading>,
    label?: 'channel' | 'queue' | 'state',
  ): void;
  /** In the text format of Prometheus. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Seconds. Answers without a model take milliseconds, those with one up to a minute. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Each has its own registry, so that two servers in one process (tests) do not count into each other. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `wenzheng_${name}_total`, help, labelNames, registers });
  const received = counter('received', 'Updates and questions that arrived.', ['channel']);
  const answers = counter('answers', 'Answers by status.', ['channel', 'status']);
  const sent = counter('sent', 'Messages that were sent.', ['channel']);
  const retries = counter('retries', 'Attempts to send that failed and are repeated.', ['channel']);
  const failed = counter('failed', 'Messages that were given up.', ['channel']);
  const modelAnswers = counter('model_answers', 'Answers by whose words they are.', ['words']);
  const fallbacks = counter('model_fallbacks', 'Answers of the engine in place of a model, by reason.', [
    'reason',
  ]);
  const sentences = counter('model_sentences', 'Sentences of a model that were removed or put right.', [
    'became',
    'reason',
  ]);
  const tokens = counter('model_tokens', 'Tokens that a model read and wrote for answers.', ['direction']);
  const latency = new Histogram({
    name: 'wenzheng_answer_seconds',
    help: 'Seconds from the arrival of a question until its answer was there.',
    labelNames: ['channel'],
    buckets,
    registers,
  });

  return {
    received: (channel) => received.inc({ channel }),
    answered(channel, status, seconds) {
      answers.inc({ channel, status });
      latency.observe({ channel }, seconds);
    },
    modelAnswered({ fallback, removed, rewritten, usage }) {
      modelAnswers.inc({ words: fallback === null ? 'model' : 'engine' });
      if (fallback !== null) fallbacks.inc({ reason: codeOf(fallback) });
      for (const { reason } of removed) sentences.inc({ became: 'removed', reason: codeOf(reason) });
      if (rewritten > 0) sentences.inc({ became: 'rewritten', reason: 'any' }, rewritten);
      if (usage.input > 0) tokens.inc({ direction: 'input' }, usage.input);
      if (usage.output > 0) tokens.inc({ direction: 'output' }, usage.output);
    },
    sent: (channel) => sent.inc({ channel }),
    retried: (channel) => retries.inc({ channel }),
    failed: (channel) => failed.inc({ channel }),
    gauge(name, help, read, label) {
      const gauge: Gauge = new Gauge({
        name: `wenzheng_${name}`,
        help,
        labelNames: label === undefined ? [] : [label],
        registers,
        async collect() {
          const reading = await readInTime(read);
          // A figure of old would look like one of now.
          gauge.reset();
          if (reading === null) {
            if (label === undefined) gauge.remove();
          } else if (typeof reading === 'number') gauge.set(reading);
          else
            for (const [value, count] of Object.entries(reading)) gauge.set({ [label ?? '']: value }, count);
        },
      });
    },
    async render() {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** A word of ours; never a piece of a text. */
function codeOf(reason: string): string {
  return /^[a-z_]{1,30}$/.test(reason) ? reason : 'other';
}

/** Prometheus itself waits ten seconds for everything together. */
const readingPatience = 2000;

/** @returns null when the figure cannot be had: what counts is that the other figures are. */
async function readInTime(read: () => GaugeReading | Promise<GaugeReading>): Promise<GaugeReading | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, readingPatience, null);
  });
  const reading = Promise.resolve()
    .then(read)
    .catch(() => null);
  try {
    return await Promise.race([reading, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
