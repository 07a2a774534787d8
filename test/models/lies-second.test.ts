/** A liar who had seen neither the checker nor the first liar; `npm run check:lies` tells more of its lies. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMaterials } from '../support/lies/report.ts';
import { generatedKinds } from '../support/lies-second/kinds.ts';
import { makeSecondLies } from '../support/lies-second/make-second-lies.ts';
import { readWritten } from '../support/lies-second/read-written.ts';
import { isRead, isTwinShown, plain, type SecondLie } from '../support/lies-second/told-lie.ts';
import { type ScriptedAgent, startScriptedAgent } from './support/scripted-agent.ts';

const amounts = { seed: 11, perKind: 2 };
/** One question in so many. */
const share = 16;

let agent: ScriptedAgent;
let written: SecondLie[] = [];
let generated: SecondLie[] = [];
beforeAll(async () => {
  agent = await startScriptedAgent();
  written = readWritten(agent.app);
  generated = makeSecondLies(readMaterials(agent.app, share), amounts);
});
afterAll(() => agent.close());

const described = ({ kind, draft, twin }: SecondLie): string => `${kind}: ${draft} for ${twin}`;

describe('the lies of the second liar', () => {
  it('are of at least forty kinds by hand and forty by rule', () => {
    expect(new Set(written.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(40);
    expect(written.length).toBeGreaterThan(500);
    expect(Object.keys(generatedKinds).length).toBeGreaterThanOrEqual(40);
    expect(new Set(generated.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(40);
  });

  it('hold false words that their truths do not hold', () => {
    const all = [...written, ...generated];
    expect(all.filter(({ draft, window }) => !plain(draft).includes(window)).map(described)).toEqual([]);
    expect(all.filter(({ twin, window }) => plain(twin).includes(window)).map(described)).toEqual([]);
  });

  it('stand beside truths that would mostly be shown: they bite', () => {
    const twins = [...new Map([...written, ...generated].map((lie) => [lie.twin, lie])).values()].filter(
      (_, at) => at % 3 === 0,
    );
    expect(twins.filter(isTwinShown).length).toBeGreaterThan(twins.length * 0.8);
  });

  it('do not reach a reader where they were written by hand', () => {
    expect(written.filter(isRead).map(described)).toEqual([]);
  });

  it('do not reach a reader where they were made by rule', () => {
    // A condition may be told by the question in words that the liar does not know for the same.
    const told = generated.filter(({ kind }) => kind !== 'condition let go');
    expect(told.length).toBeGreaterThan(100);
    expect(told.filter(isRead).map(described)).toEqual([]);
  });
});
