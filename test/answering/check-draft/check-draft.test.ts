import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkDraft,
  composeChecked,
  createDraftChecker,
  type DraftContext,
} from '../../../src/answering/check-draft/check-draft.ts';
import { calculationEvidence, clauseEvidence } from '../../../src/answering/check-draft/make-evidence.ts';
import { calculationSchema } from '../../../src/calculators/calculation.ts';
import type { Corpus } from '../../../src/gazette/model.ts';
import { readCorpus } from '../../../src/gazette/read-corpus.ts';
import { parseThesaurus } from '../../../src/retrieval/thesaurus.ts';
import { realCorpusFolder } from '../../support/real-corpus.ts';
import { honestDrafts, lyingDrafts } from './drafts.ts';
import { evidenceOf } from './evidence-of.ts';
import { toldDrafts } from './told-drafts.ts';

const asOf = '2026-11-29';
let corpus: Corpus;
let context: DraftContext;

beforeAll(() => {
  corpus = readCorpus(realCorpusFolder);
  const thesaurus = parseThesaurus(readFileSync(join(realCorpusFolder, 'thesaurus.yaml'), 'utf8'));
  context = { corpus, asOf, question: '', thesaurus };
});

const check = (cites: readonly string[], text: string) =>
  checkDraft(text, evidenceOf(corpus, cites, asOf), context).sentences;
const compose = (cites: readonly string[], text: string) => {
  const evidence = evidenceOf(corpus, cites, asOf);
  return composeChecked(checkDraft(text, evidence, context), evidence, context);
};

/** Every sentence and row of running text with its clause. */
function printedSentences(): { clause: number; text: string }[] {
  return corpus.clauses.flatMap((clause, index) => {
    if (!['paragraph', 'item'].includes(clause.kind)) return [];
    const units = clauseEvidence(corpus, 'S1', [index], asOf)?.units ?? [];
    return units.flatMap(({ text }) => (text.length < 10 ? [] : [{ clause: index, text }]));
  });
}

const citing = (clause: number) => {
  const item = clauseEvidence(corpus, 'S1', [clause], asOf);
  return item === null ? [] : [item];
};
const passes = (text: string, clause: number): boolean =>
  checkDraft(text, citing(clause), context).sentences.every(({ verdict }) => verdict === 'kept');

describe('sentences of a draft', () => {
  it('pass where they say what the cited clause says', () => {
    const lost = honestDrafts.flatMap(({ cites, text }) =>
      check(cites, text).filter(({ verdict }) => verdict === 'failed'),
    );
    expect(lost).toEqual([]);
  });

  it('do not pass where one claim is another than the clause’s', () => {
    const passed = lyingDrafts.filter(({ cites, text }) =>
      check(cites, text).every(({ verdict }) => verdict === 'kept'),
    );
    expect(passed).toEqual([]);
  });

  it('pass more often than not where they are told as to a neighbour, else the rule is quoted', () => {
    const told = toldDrafts.flatMap(({ cites, text }) => check(cites, text));
    const kept = told.filter(({ verdict }) => verdict === 'kept');
    expect(kept.length).toBeGreaterThan(told.length / 2);
    const quoted = told.filter(({ instead }) => instead !== undefined && instead !== null);
    expect(kept.length + quoted.length).toBe(told.length);
  });

  it('pass word for word, whatever the document', () => {
    // 密码, 点击 and 短信 are kept away from residents even where a gazette prints them.
    const lost = printedSentences().filter(
      ({ clause, text }) => !/密码|点击/.test(text) && !passes(`${text}[S1]`, clause),
    );
    expect(lost).toEqual([]);
  });

  it('are caught with any digit of a figure changed', () => {
    const numbered = printedSentences().filter(({ text }) => /\d/.test(text.replace(/^\W?\d+\W/, '')));
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 }), (which, where, by) => {
        const { clause, text } = numbered[which % numbered.length] ?? { clause: 0, text: '' };
        const start = /^\W?\d+\W/.exec(text)?.[0].length ?? 0;
        const digits = [...text.slice(start).matchAll(/\d/g)].map(({ index }) => index + start);
        const at = digits[where % digits.length] ?? 0;
        const changed = text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1);
        expect({ changed, passes: passes(`${changed}[S1]`, clause) }).toEqual({ changed, passes: false });
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('never make the checker throw', () => {
    const sign = fc.constantFrom(...Array.from('低保按80%救助，。：；[S1]（）《》“”2018年〔〕*|#\n、不除外'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: sign, maxLength: 80 })), (text) => {
        const evidence = evidenceOf(corpus, ['清新府办〔2018〕16号 第七条'], asOf);
        expect(() => composeChecked(checkDraft(text, evidence, context), evidence, context)).not.toThrow();
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('are checked one by one as they are for a whole draft', () => {
    const cites = ['清新府办〔2018〕16号 第七条'];
    const text = '要点如下：[S1]\n- 低保家庭按80%救助[S1]\n- 每人每年最高5万元\n';
    const checker = createDraftChecker(evidenceOf(corpus, cites, asOf), context);
    const one = text.split('\n').flatMap((line) => checker.check(line));
    expect(one).toEqual(check(cites, text));
    expect(one.map(({ tokens }) => tokens)).toEqual([['S1'], ['S1'], ['S1']]);
  });
});

describe('an answer of checked sentences', () => {
  const cites = ['清新府办〔2018〕16号 第七条', '清新府办〔2018〕16号 第九条'];

  it('says first that the document has expired, and cites the clauses that it rests on', () => {
    const answer = compose(cites, '低保家庭按80%救助[S1]。低收入家庭的老人按75%救助[S2]。');
    expect(answer?.text).toBe(
      '清新府办〔2018〕16号：有效期至2020年3月31日，已届满，截至2026年11月29日不再作为办事依据。\n低保家庭按80%救助。[1]低收入家庭的老人按75%救助。[2]',
    );
    expect(answer?.citations.map(({ n, locator }) => [n, locator])).toEqual([
      [1, '第七条'],
      [2, '第九条'],
    ]);
  });

  it('leaves out what failed and what leans on it, and says why', () => {
    const answer = compose(
      cites,
      '低保家庭按80%救助[S1]。低保家庭每人每年最高救助5万元[S1]。低保家庭一次最多60000元[S1]。其中住院也算[S1]。',
    );
    expect(answer?.text).not.toMatch(/60000|其中/);
    expect(answer?.removed.map(({ reason }) => reason)).toEqual(['figure', 'unsupported']);
  });

  it('lets the words of the rule stand for a first claim that failed', () => {
    const answer = compose(cites, '低保家庭按85%救助[S1]。每人每年最高救助5万元[S1]。');
    expect(answer?.text).toMatch(/\n原文：「第七条.*按80%给予救助。.*」\[1\]每人每年最高救助5万元。\[1\]$/);
    expect(answer?.removed).toEqual([{ sentence: '低保家庭按85%救助。', reason: 'figure' }]);
  });

  it('quotes of a long sentence only the case that was meant, behind what leads the cases in', () => {
    const [sentence] = check(
      ['清新府办函〔2018〕81号 四（三）'],
      '12月1日还没关停、拆迁的，镇政府再给工作经费[S1]。',
    );
    expect(sentence?.instead?.text).toMatch(/^原文：「自本文印发[^；]*：……自12月1日起[^；]*」$/);
  });

  it('gives way to the engine where the first claim cites nothing that was shown, or nothing is left', () => {
    expect(compose(cites, '低保家庭按80%救助[S9]。每人每年最高救助5万元[S1]。')).toBeNull();
    expect(compose(cites, '低保家庭按85%救助[S1]。')).toBeNull();
    expect(compose(cites, '您好！')).toBeNull();
  });

  it('names the place of another region’s document first', () => {
    const answer = compose(
      ['连州市县域节水型社会达标建设实施方案 主要目标'],
      '连州市到2021年上半年要达到县域节水型社会达标建设标准[S1]。',
    );
    expect(answer?.text).toMatch(/^《连州市.*不是清新区的规定。.*征求意见稿/);
  });
});

describe('a calculation', () => {
  const quote = '按80%给予救助';
  const source = { documentNumber: '清新府办〔2018〕16号', clause: '第七条', quote };
  const calculation = calculationSchema.parse({
    calculator: 'medical-aid',
    status: 'ok',
    eligible: true,
    values: { basicAid: 24_000, majorIllnessAid: 0, total: 24_000 },
    bounds: {},
    alternatives: [],
    facts: [{ key: 'ownShare', label: '政策范围内个人自付', value: 30_000, origin: 'said' }],
    missing: [],
    reasons: [],
    steps: [
      { text: '政策范围内个人自付', value: 30_000, ...source, applied: true },
      { text: '乘以80%', value: 24_000, ...source, applied: true },
    ],
    documents: [],
    notices: [],
    nextSteps: [],
    asOf,
  });
  const verdict = (text: string) =>
    checkDraft(text, [calculationEvidence('C1', calculation)], context).sentences[0]?.verdict;

  it.each([
    '基本医疗救助是24000元[C1]。',
    '一共可以救助2.4万元[C1]。',
    '您说的自付3万元[C1]，乘以80%等于24000元[C1]。',
  ])('lets its own results be said: %s', (text) => expect(verdict(text)).toBe('kept'));

  it.each([
    '一共可以救助25000元[C1]。',
    '重特大疾病救助24000元[C1]。',
    '乘以75%，可以救助24000元[C1]。',
    '您说的自付2.4万元[C1]。',
    '可以救助24000元以上[C1]。',
  ])('lets no other be said: %s', (text) => expect(verdict(text)).toBe('failed'));
});
