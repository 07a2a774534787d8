import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerStatuses, noticeCodes, type Citation } from '../../../src/answering/answer.ts';
import { offerToCompute } from '../../../src/answering/calculation-offer.ts';
import type { CorpusLookup } from '../../../src/channels/http/corpus-lookup.ts';
import type { DocumentShelf } from '../../../src/channels/telegram/document-shelf.ts';
import { answerButtons, mattersOf } from '../../../src/channels/telegram/render/answer-buttons.ts';
import { withQuotations } from '../../../src/channels/telegram/render/quote-markup.ts';
import { renderAnswer } from '../../../src/channels/telegram/render/render-answer.ts';
import { inScript, plainTextOf } from '../../../src/channels/telegram/render/rich-text.ts';
import { say, toPayloads } from '../../../src/channels/telegram/render/saying.ts';
import { scriptOf } from '../../../src/channels/telegram/render/to-script.ts';
import { validityStatuses } from '../../../src/gazette/validity.ts';
import { checkPayload } from './support/bot-talk.ts';

/** Nothing of the corpus is there any more. */
const lookup: CorpusLookup = { document: () => undefined, passageClauses: () => [], cited: () => undefined };
const shelf: DocumentShelf = {
  sorted: [],
  byKey: () => undefined,
  keyOf: () => '0123456789',
  indexOf: () => -1,
  find: () => ({ kind: 'none' }),
};
const place = { chatId: '7', threadId: null, replyTo: null };

const plain: Answer = {
  id: null,
  status: 'answered',
  answer: '按80%给予救助。[1]',
  notices: [],
  nextSteps: [],
  citations: [],
  passages: [],
  calculation: null,
  timings: {},
};
const citation: Citation = {
  n: 1,
  documentNumber: '清新府办〔2018〕16号',
  title: '医疗救助暂行办法',
  issuer: null,
  locator: '第七条',
  quote: '政策范围内医疗费用的个人自付部分，按80%给予救助。',
  text: '第七条政策范围内医疗费用的个人自付部分，按80%给予救助。',
  passageId: '清新府办〔2018〕16号/第七条',
  validity: 'expired',
  region: '清新区',
  source: { file: 'a.txt', sha256: '0'.repeat(64), spans: [[0, 9]] },
};

const words = fc
  .array(
    fc.constantFrom(
      '救助',
      '<b>',
      '&',
      '按80%',
      '。',
      '\n',
      '\t',
      '[1]',
      '“政策范围内”',
      '- ',
      '👨‍👩‍👧',
      '【规则计算】',
      '请告诉我：',
      '？',
      '清新府办〔2018〕16号',
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((all) => all.join(''));
const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, fc.constant(value)])),
  status: fc.constantFrom(...answerStatuses),
  answer: words,
  notices: fc.array(fc.record({ code: fc.constantFrom(...noticeCodes), text: words }), { maxLength: 6 }),
  nextSteps: fc.array(
    fc.record({ text: fc.oneof(words, fc.constant(offerToCompute('medical-aid') ?? '')) }),
    { maxLength: 12 },
  ),
  citations: fc.array(
    fc.record({
      ...Object.fromEntries(Object.entries(citation).map(([name, value]) => [name, fc.constant(value)])),
      n: fc.integer({ min: 1, max: 99 }),
      quote: fc.oneof(
        words,
        words.map((each) => each.repeat(40)),
      ),
      locator: fc.constantFrom('', '第七条', '附件2 龙颈<镇>', '三（二）1（5）'),
      validity: fc.constantFrom(...validityStatuses),
    }),
    { maxLength: 30 },
  ),
} as { [Name in keyof Answer]: fc.Arbitrary<Answer[Name]> });

const payloadsOf = (answer: Answer, isGroup = false, masked = false) => {
  const stored = {
    id: 'abcdefghijkl',
    turnId: 't',
    conversationId: 'c',
    answer,
    corpusDigest: 'd',
    answeredAt: '',
  };
  const buttons = answerButtons(stored, { lookup, shelf, botName: 'wenzheng_bot', isGroup });
  return toPayloads(say(renderAnswer(answer, masked), buttons), place, (each) => each);
};

const labels = (answer: Answer): string[] =>
  payloadsOf(answer).flatMap(({ buttons }) => buttons.flat().map(({ text }) => text));

describe('an answer on a phone', () => {
  it('can be sent whatever it holds', () => {
    fc.assert(
      fc.property(anyAnswer, fc.boolean(), fc.boolean(), (answer, isGroup, masked) => {
        const payloads = payloadsOf(answer, isGroup, masked);
        expect(payloads.map(checkPayload).every((text) => text.length <= 4096)).toBe(true);
        expect(payloads.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('names many citations by their documents, and shows the words of few', () => {
    const many = Array.from({ length: 12 }, (_, at) => ({ ...citation, n: at + 1 }));
    const text = plainTextOf(renderAnswer({ ...plain, citations: many }, false));
    expect(text).toContain('清新府办〔2018〕16号（✕ 有效期已过）：[1] 第七条 [2] 第七条');
    expect(text).toContain('还有4处');
    expect(text).not.toContain(citation.quote);
    expect(plainTextOf(renderAnswer({ ...plain, citations: [citation] }, false))).toContain(citation.quote);
  });

  it('makes items of lines with a dash, but no amount of a minus', () => {
    const text = plainTextOf(renderAnswer({ ...plain, answer: '- 户口簿\n-500元\n- 1.5万元' }, false));
    expect(text).toContain('• 户口簿\n-500元\n- 1.5万元');
  });

  it('shows the warnings that matter most', () => {
    const notices = [
      { code: 'provisional' as const, text: '暂行' },
      { code: 'convention' as const, text: '约定' },
      { code: 'expired' as const, text: '已届满' },
      { code: 'false_notice' as const, text: '无法核实' },
    ];
    const text = plainTextOf(renderAnswer({ ...plain, notices }, false));
    expect(text).toContain('⚠ 无法核实\n⚠ 已届满');
    expect(text).not.toContain('暂行');
  });

  it('says once that numbers were taken out', () => {
    const told = { ...plain, notices: [{ code: 'private_data_removed' as const, text: '已经隐去' }] };
    expect(plainTextOf(renderAnswer(told, true)).split('已经隐去')).toHaveLength(2);
    expect(plainTextOf(renderAnswer(plain, true))).toContain('已经隐去');
  });

  it('reads the options of a clarification, with brackets in names and places', () => {
    const answer = [
      '您问的是哪一项？',
      '1. 0-2级严重精神障碍患者治疗（清新府办〔2018〕41号二）[1]',
      '2. 非禁养区（含限养区）污染整治（清新府办函〔2018〕81号四（三））[2]',
      '3. 医疗救助',
    ].join('\n');
    expect(mattersOf({ ...plain, status: 'clarification', answer })).toEqual([
      { number: 1, name: '0-2级严重精神障碍患者治疗' },
      { number: 2, name: '非禁养区（含限养区）污染整治' },
      { number: 3, name: '医疗救助' },
    ]);
    expect(mattersOf({ ...plain, answer })).toEqual([]);
  });

  it('has nothing to judge where nothing was told', () => {
    expect(labels({ ...plain, answer: '您好！' })).toEqual([]);
    expect(labels({ ...plain, citations: [citation] })).toEqual([
      '[1] 第七条',
      '👍 有用',
      '👎 没用',
      '🙋 转人工',
    ]);
    expect(labels({ ...plain, status: 'unanswerable_no_source' })).toEqual(['🙋 转人工']);
  });

  it('quotes as published in whatever script, and tells its own words in the person’s', () => {
    const text = withQuotations('规定：第七条：“政策范围内医疗费用的个人自付部分”，请问“这里的内容”？', [
      citation,
    ]);
    expect(plainTextOf(inScript(text, scriptOf('traditional')))).toBe(
      '規定：第七條：“政策范围内医疗费用的个人自付部分”，請問“這裏的內容”？',
    );
  });
});
