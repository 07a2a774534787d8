/** Honest answers, written by hand, go through the checker of drafts almost whole. */
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

describe('honest answers', () => {
  it('are of at least fifty questions, in ten styles, and cite in at least 180 sentences', () => {
    const answers = readHonestAnswers();
    expect(new Set(answers.map(({ question }) => question)).size).toBeGreaterThanOrEqual(50);
    expect(new Set(answers.map(({ style }) => style)).size).toBeGreaterThanOrEqual(10);
    expect(sentences(results)).toBeGreaterThanOrEqual(180);
  });

  it.each(['seen', 'unseen'])('of the %s half lose at most one sentence in twenty', (set) => {
    const most = Math.floor(sentences(ofSet(set)) * mostLost);
    // What is beyond the limit is listed.
    expect(lost(ofSet(set)).slice(most)).toEqual([]);
  });
});
