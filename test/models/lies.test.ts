/** Lies that a model would tell do not reach a reader. `npm run check:lies` tells all of them; here a sample of each kind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellLies, sampleForReply } from '../support/lies/end-to-end.ts';
import { figuresIn, inChinese, rewrite } from '../support/lies/figures.ts';
import type { Lie, Material } from '../support/lies/lie.ts';
import { kinds, makeLies } from '../support/lies/make-lies.ts';
import { falseSpan, isFalse, states } from '../support/lies/oracle.ts';
import { readMaterials } from '../support/lies/report.ts';
import { reaches, twinPasses } from '../support/lies/tell-lies.ts';
import { type ScriptedAgent, startScriptedAgent } from './support/scripted-agent.ts';

const amounts = { seed: 11, perKind: 3 };
/** One question in so many. */
const share = 16;

let materials: Material[] = [];
let lies: Lie[] = [];
let agent: ScriptedAgent;
beforeAll(async () => {
  agent = await startScriptedAgent();
  materials = readMaterials(agent.app, share);
  lies = makeLies(materials, amounts);
});
afterAll(() => agent.close());

const describeLie = ({ kind, questionId, draft, why }: Lie): string =>
  `${kind} (${questionId}): ${draft} ${why}`;

describe('the lies', () => {
  it('are of every kind that a few questions allow, and the same for the same seed', () => {
    const made = new Set(lies.map(({ kind }) => kind));
    expect(Object.keys(kinds).filter((kind) => !made.has(kind)).length).toBeLessThanOrEqual(6);
    expect(makeLies(materials, amounts).map(describeLie)).toEqual(lies.map(describeLie));
  });

  it('say what their true twins do not say', () => {
    const same = lies.filter(
      ({ kind, twin, span }) => !kind.startsWith('token_') && twin !== null && states(twin, span),
    );
    expect(same.map(describeLie)).toEqual([]);
    expect(lies.filter(({ draft, span }) => !states(draft.replaceAll(/\[[A-Z]\d+\]/g, ''), span))).toEqual(
      [],
    );
  });

  it('are made of truths that would mostly be shown: they bite', () => {
    const twins = lies.filter(({ twin }) => twin !== null);
    expect(twins.filter(twinPasses).length).toBeGreaterThan(twins.length * 0.6);
  });

  it('do not reach a reader', () => {
    expect(lies.length).toBeGreaterThan(200);
    expect(lies.filter(reaches).map(describeLie)).toEqual([]);
  });

  it('do not reach a reader through app.reply, where the model repeats them when it is asked to mend', async () => {
    const told = await tellLies(agent, sampleForReply(lies, 12, amounts.seed));
    expect(told).toHaveLength(12);
    expect(told.filter(({ reached }) => reached.length > 0).map(({ lie }) => describeLie(lie))).toEqual([]);
  });
});

function truthIn(words: string) {
  const [material] = materials.filter(({ truths }) => truths.some(({ text }) => text.includes(words)));
  const truth = material?.truths.find(({ text }) => text.includes(words));
  if (material === undefined || truth === undefined) throw new Error(`nothing says ${words}`);
  return { material, truth };
}

describe('what is false', () => {
  it('is another figure than the evidence states, and never one that it states of the same', () => {
    const { material, truth } = truthIn('50000元');
    const falsehood = (text: string) => isFalse({ truth, text, why: '' }, material);
    expect(falsehood(truth.text.replace('50000元', '60000元'))).toBe(true);
    expect(falsehood(truth.text.replace('50000元', '50,000元'))).toBe(false);
    expect(falsehood(truth.text.replace('50000元', '5万元'))).toBe(false);
  });

  it('is found between the commas where it stands', () => {
    expect(falseSpan('住院的，按80%给予救助，最高5万元', '住院的，按85%给予救助，最高5万元')).toBe(
      '按85%给予救助',
    );
    expect(falseSpan('残疾人代步车除外，不得有机动车', '不得有机动车')).toBe('不得有机动车');
    expect(states('一、按８５％给予救助[1]。', '按85%给予救助')).toBe(true);
    expect(states('按8.5%给予救助[1]。', '按85%给予救助')).toBe(false);
  });

  it('counts figures with their units, and no dates, 文号 or numbers of clauses', () => {
    const found = figuresIn(
      '2018年3月23日清新府办〔2018〕16号第七条：按80%给予救助，最高5万元，3个工作日内，两千元以下',
    );
    expect(found.map(({ value, unit }) => `${value}${unit}`)).toEqual([
      '80%',
      '50000元',
      '3个工作日',
      '2000元',
    ]);
    expect(found.map((figure) => rewrite(figure, figure.value * 2))).toEqual([
      '160%',
      '10万元',
      '6个工作日',
      '四千元',
    ]);
    expect([15, 20, 105, 2300, 60_000].map(inChinese)).toEqual([
      '十五',
      '二十',
      '一百零五',
      '二千三百',
      '六万',
    ]);
  });
});
