import { describe, expect, test, vi } from 'vitest';
import { createMetrics } from '../src/metrics.ts';

/** The samples of our own figures, without help texts and those of the process. */
async function samples(metrics: ReturnType<typeof createMetrics>): Promise<string[]> {
  const { text } = await metrics.render();
  return text.split('\n').filter((line) => line.startsWith('wenzheng_') && !line.includes('_bucket'));
}

describe('the figures', () => {
  test('count what arrives, is answered and is sent, each by channel', async () => {
    const metrics = createMetrics();
    metrics.received('telegram');
    metrics.received('telegram');
    metrics.received('web');
    metrics.answered('web', 'answered', 0.02);
    metrics.answered('web', 'unanswerable_no_source', 0.5);
    metrics.sent('telegram');
    metrics.retried('telegram');
    metrics.failed('telegram');
    expect(await samples(metrics)).toEqual([
      'wenzheng_received_total{channel="telegram"} 2',
      'wenzheng_received_total{channel="web"} 1',
      'wenzheng_answers_total{channel="web",status="answered"} 1',
      'wenzheng_answers_total{channel="web",status="unanswerable_no_source"} 1',
      'wenzheng_sent_total{channel="telegram"} 1',
      'wenzheng_retries_total{channel="telegram"} 1',
      'wenzheng_failed_total{channel="telegram"} 1',
      'wenzheng_answer_seconds_sum{channel="web"} 0.52',
      'wenzheng_answer_seconds_count{channel="web"} 2',
    ]);
    const { text } = await metrics.render();
    expect(text).toContain('wenzheng_answer_seconds_bucket{le="0.025",channel="web"} 1');
  });

  test('tell how a model does, by our own words alone', async () => {
    const metrics = createMetrics();
    const usage = { input: 900, output: 40 };
    const failed = { sentence: '我妈的卡号', reason: 'figure' };
    metrics.modelAnswered({ fallback: null, removed: [failed, failed], rewritten: 1, usage });
    metrics.modelAnswered({
      fallback: 'timeout',
      removed: [{ reason: '75%不在条文里' }],
      rewritten: 0,
      usage: { input: 0, output: 0 },
    });
    expect(await samples(metrics)).toEqual([
      'wenzheng_model_answers_total{words="model"} 1',
      'wenzheng_model_answers_total{words="engine"} 1',
      'wenzheng_model_fallbacks_total{reason="timeout"} 1',
      'wenzheng_model_sentences_total{became="removed",reason="figure"} 2',
      'wenzheng_model_sentences_total{became="rewritten",reason="any"} 1',
      'wenzheng_model_sentences_total{became="removed",reason="other"} 1',
      'wenzheng_model_tokens_total{direction="input"} 900',
      'wenzheng_model_tokens_total{direction="output"} 40',
    ]);
  });

  test('tell of the process too, in the format of Prometheus', async () => {
    const { contentType, text } = await createMetrics().render();
    expect(contentType).toContain('text/plain; version=0.0.4');
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(text).toMatch(/^# HELP wenzheng_answers_total /m);
  });

  test('of two servers do not mix', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.received('web');
    expect(await samples(other)).toEqual([]);
  });
});

describe('a figure that is read at the scrape', () => {
  test('is read anew each time, alone or by label', async () => {
    const metrics = createMetrics();
    let waiting = 3;
    const lengths: Record<string, number> = { updates: 1, outbox: 2 };
    metrics.gauge('handovers_waiting', 'People who wait.', () => waiting);
    metrics.gauge('queue_length', 'What waits.', () => Promise.resolve(lengths), 'queue');
    expect(await samples(metrics)).toEqual([
      'wenzheng_handovers_waiting 3',
      'wenzheng_queue_length{queue="updates"} 1',
      'wenzheng_queue_length{queue="outbox"} 2',
    ]);
    waiting = 0;
    delete lengths['outbox'];
    expect(await samples(metrics)).toEqual([
      'wenzheng_handovers_waiting 0',
      'wenzheng_queue_length{queue="updates"} 1',
    ]);
  });

  test('is left out when it cannot be read, and nothing else is', async () => {
    const metrics = createMetrics();
    let broken = false;
    const read = (): number => {
      if (broken) throw new Error('no database');
      return 7;
    };
    metrics.gauge('alone', 'One.', read);
    metrics.gauge('labelled', 'By state.', () => Promise.resolve({ waiting: read() }), 'state');
    metrics.received('web');
    expect(await samples(metrics)).toHaveLength(3);
    broken = true;
    expect(await samples(metrics)).toEqual(['wenzheng_received_total{channel="web"} 1']);
  });

  test('that never comes does not hold up the scrape', async () => {
    vi.useFakeTimers();
    try {
      const metrics = createMetrics();
      metrics.gauge('stuck', 'Never.', () => new Promise<number>(() => {}));
      metrics.received('web');
      const scrape = samples(metrics);
      await vi.advanceTimersByTimeAsync(2000);
      expect(await scrape).toEqual(['wenzheng_received_total{channel="web"} 1']);
    } finally {
      vi.useRealTimers();
    }
  });
});
