/** How the application and the channels come to a model's words, and what people are told about it. */
import { describe, expect, it } from 'vitest';
import { createApp, type ModelOptions } from '../../src/app.ts';
import { modelConsent, withoutRemoved } from '../../src/answering/reply.ts';
import { introduction } from '../../src/channels/http/pages/introduction.ts';
import { renderIntroduction } from '../../src/channels/telegram/render/render-introduction.ts';
import type { AgentModel } from '../../src/models/agent.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const q = '低保户住院能报几成？';
const silent: AgentModel = {
  name: 'silent',
  turn: () => Promise.resolve({ text: '无', calls: [], usage: { input: 1, output: 1 } }),
};
const open = (model?: ModelOptions, onFault: (error: unknown) => void = () => {}) =>
  createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-22',
    onFault,
    ...(model === undefined ? {} : { model }),
  });
const timeless = <Answer extends { timings: unknown }>(answer: Answer) => ({ ...answer, timings: {} });

describe('app.reply', () => {
  it('is the engine’s answer without a model', async () => {
    const app = await open();
    expect(timeless(await app.reply({ q }))).toEqual(timeless(app.answer({ q })));
  });

  it('asks the model that was connected, once', async () => {
    let connected = 0;
    const connect = () => {
      connected += 1;
      return Promise.resolve(silent);
    };
    const app = await open({ connect, timeoutMs: 1000 });
    expect(connected).toBe(0);
    expect((await app.reply({ q })).model).toMatchObject({ name: 'silent', fallback: 'empty' });
    await app.reply({ q });
    expect(connected).toBe(1);
  });

  it('knows how the model does, before and after it was asked', async () => {
    expect((await open()).modelState()).toBe('off');
    let isResting = false;
    const resting = {
      ...silent,
      get isResting() {
        return isResting;
      },
    };
    const app = await open({ connect: () => Promise.resolve(resting), timeoutMs: 1000 });
    expect(app.modelState()).toBe('on');
    isResting = true;
    await app.reply({ q });
    expect(app.modelState()).toBe('breaker_open');
  });

  it('is the engine’s answer when the model cannot be connected, and the next question tries again', async () => {
    const faults: unknown[] = [];
    let isThere = false;
    const connect = () => (isThere ? Promise.resolve(silent) : Promise.reject(new Error('no endpoint')));
    const app = await open({ connect, timeoutMs: 1000 }, (error) => faults.push(error));
    expect(timeless(await app.reply({ q }))).toEqual(timeless(app.answer({ q })));
    expect(faults).toHaveLength(1);
    isThere = true;
    expect((await app.reply({ q })).model?.name).toBe('silent');
  });
});

describe('who asks', () => {
  it('is told in the bot and on the page when a model reads along, and only then', async () => {
    const { corpus } = await open();
    const page = async (sendsToModel: boolean) =>
      String(
        await introduction({
          backend: {
            answer: () => Promise.reject(new Error('not asked')),
            corpus,
            today: () => '2026-11-22',
            homeName: '清新区',
            gazettes: '公报',
            sendsToModel,
          },
          message: 'key',
          keptDays: 30,
        }),
      );
    const bot = (sendsToModel: boolean) =>
      JSON.stringify(
        renderIntroduction(
          {
            corpus,
            homeName: '清新区',
            gazettes: '公报',
            today: '2026-11-22',
            retentionDays: 30,
            sendsToModel,
          },
          null,
        ),
      );
    expect(await page(true)).toContain(modelConsent);
    expect(bot(true)).toContain(modelConsent);
    expect((await page(false)) + bot(false)).not.toContain('人工智能');
  });

  it('is not shown what did not pass', async () => {
    const app = await open({ connect: () => Promise.resolve(silent), timeoutMs: 1000 });
    const answer = await app.reply({ q });
    const model = answer.model;
    expect(model).toBeDefined();
    const stored = {
      ...answer,
      ...(model && { model: { ...model, removed: [{ sentence: '假话', reason: 'figure' }] } }),
    };
    expect(JSON.stringify(withoutRemoved(stored))).not.toContain('假话');
    expect(withoutRemoved(app.answer({ q })).model).toBeUndefined();
  });
});
