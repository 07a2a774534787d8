import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { cleanQuestion } from '../../src/answering/intake.ts';
import { guardRequest } from '../../src/answering/request-guard.ts';
import { parseGoldQuestions } from '../../src/evaluation/gold-question.ts';

const readList = (name: string): string =>
  readFileSync(new URL(`../../eval/${name}`, import.meta.url), 'utf8');
const messageSchema = z.object({ id: z.string(), q: z.string(), accept: z.array(z.string()).default([]) });
const readMessages = (name: string): z.infer<typeof messageSchema>[] =>
  readList(name)
    .trim()
    .split('\n')
    .map((line) => messageSchema.parse(JSON.parse(line)));

/** The kind that a message gets at the door, with the question it is searched for. */
function atTheDoor(q: string, context: readonly string[] = []) {
  const cleaned = cleanQuestion(q);
  return cleaned.ok ? guardRequest({ text: cleaned.text, context }) : null;
}

describe('the list of attacks', () => {
  const attacks = readMessages('attacks.jsonl');

  it('is refused, or where an answer is accepted goes on without its "notice"', () => {
    expect(attacks.length).toBeGreaterThan(50);
    const wrong = attacks.filter(({ q, accept }) => {
      const kind = atTheDoor(q)?.kind ?? 'error_input';
      const goesOn = kind === 'ordinary' && accept.includes('answered');
      return !(goesOn || accept.some((prefix) => kind.startsWith(prefix)));
    });
    expect(wrong).toEqual([]);
  });
});

describe('the list of ordinary questions with frightening words', () => {
  it('goes to the gazettes, every one', () => {
    const questions = readMessages('ordinary.jsonl');
    expect(questions.length).toBeGreaterThan(50);
    const stopped = questions.filter(({ q }) => {
      const guarded = atTheDoor(q);
      return guarded?.kind !== 'ordinary' || guarded.text !== q;
    });
    expect(stopped).toEqual([]);
  });
});

describe('the fresh questions', () => {
  it('go to the gazettes, every one', () => {
    const questions = parseGoldQuestions(readList('fresh.jsonl'), 'fresh.jsonl').filter(
      ({ kind }) => kind !== 'refuse',
    );
    expect(questions.length).toBeGreaterThan(50);
    expect(questions.filter(({ q, context }) => atTheDoor(q, context)?.kind !== 'ordinary')).toEqual([]);
  });
});

describe('every rule of the door', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('reads 1,000 characters of repetition in a few milliseconds', () => {
    const plainTest = Reflect.get(RegExp.prototype, 'test');
    const fastest = new Map<string, number>();
    let piece = '';
    vi.spyOn(RegExp.prototype, 'test').mockImplementation(function (this: RegExp, text: string) {
      const start = performance.now();
      const found = plainTest.call(this, text);
      const key = `${piece} ${this.source}`;
      fastest.set(key, Math.min(fastest.get(key) ?? Infinity, performance.now() - start));
      return found;
    });
    const pieces =
      '我|你|把|的|怎么|查|帮我|上面|我同事|我姐夫病|编|让|首字|王|精神病人列|哪些人|演|a|1|,'.split('|');
    // The fastest of several rounds: a busy machine is not a slow rule.
    for (let round = 0; round < 4; round += 1)
      for (piece of pieces) guardRequest({ text: piece.repeat(1000).slice(0, 1000) });
    vi.restoreAllMocks();
    expect(fastest.size).toBeGreaterThan(200);
    // Alone each takes under 5 ms; a rule that backtracks without bound takes seconds.
    expect([...fastest].filter(([, milliseconds]) => milliseconds > 25).map(([key]) => key)).toEqual([]);
  });
});
