/** What honest answers, written by hand, say reaches the reader almost whole: as written, or in the words of the rule. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHonestAnswers, type HonestResult, readHonestAnswers } from '../support/lies/honest.ts';
import { type ScriptedAgent, startScriptedAgent } from './support/scripted-agent.ts';

let results: HonestResult[] = [];
let agent: ScriptedAgent;
beforeAll(async () => {
  agent = await startScriptedAgent();
  results = checkHonestAnswers(agent.app);
});
afterAll(() => agent.close());

const sentences = (own: readonly HonestResult[]): number =>
  own.reduce((all, { sentences: each }) => all + each, 0);
const lost = (own: readonly HonestResult[]): string[] =>
  own.flatMap(({ honest, lost: each }) => each.map(({ text, reason }) => `${honest.id} ${reason}: ${text}`));
const ofSet = (set: string): HonestResult[] => results.filter(({ honest }) => honest.set === set);
const mostLost = 0.05;
/** Shown in their own words at least; the unseen half was never looked at when the checker was mended. */
const leastWritten = { seen: 0.85, unseen: 0.6, second_seen: 0.65, second_unseen: 0.5 } as const;
const sets = ['seen', 'unseen', 'second_seen', 'second_unseen'] as const;

describe('honest answers', () => {
  it('are of at least fifty questions, in ten styles, and cite in at least 180 sentences', () => {
    const answers = readHonestAnswers();
    expect(new Set(answers.map(({ question }) => question)).size).toBeGreaterThanOrEqual(50);
    expect(new Set(answers.map(({ style }) => style)).size).toBeGreaterThanOrEqual(10);
    expect(sentences(results)).toBeGreaterThanOrEqual(180);
  });

  it.each(sets)('of the %s half are mostly shown as they were written', (set) => {
    const own = ofSet(set);
    const other = own.reduce((all, { quoted, lost: each }) => all + quoted + each.length, 0);
    expect(1 - other / sentences(own)).toBeGreaterThanOrEqual(leastWritten[set]);
  });

  it.each(sets)('of the %s half lose at most one sentence in twenty', (set) => {
    const most = Math.floor(sentences(ofSet(set)) * mostLost);
    // What is beyond the limit is listed.
    expect(lost(ofSet(set)).slice(most)).toEqual([]);
  });
});
