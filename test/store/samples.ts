/** Things to be stored, as the channels hand them in. @module */
import { randomBytes } from 'node:crypto';
import type { Answer } from '../../src/answering/answer.ts';
import type { Conversation, NewConversation, StoreCalls, StoredAnswer, Turn } from '../../src/store/store.ts';

export const at = (minute: number): string => new Date(Date.UTC(2026, 10, 29, 8, minute)).toISOString();

/** In letters alone: digits may look like somebody's number, which the store refuses. */
export const unique = (word: string): string =>
  `${word}-${randomBytes(6)
    .toString('hex')
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}`;

export function newConversation(change: Partial<NewConversation> = {}): NewConversation {
  return {
    channel: 'telegram',
    userKey: unique('user'),
    chatKey: unique('chat'),
    // A chat number of Telegram looks like a mobile number or a bank card; it is needed to reply.
    replyAddress: '{"chat":13800138000,"thread":null}',
    ...change,
  };
}

export function begin(calls: StoreCalls, change: Partial<NewConversation> = {}): Promise<Conversation> {
  return calls.conversations.open(newConversation(change), at(0));
}

export function ask(
  calls: StoreCalls,
  conversation: Conversation,
  text: string,
  messageRef: string | null = null,
): Promise<Turn> {
  return calls.turns.add({ conversationId: conversation.id, text, messageRef, askedAt: at(1) });
}

export function answerTo(
  calls: StoreCalls,
  turn: Turn,
  answer: Answer = sampleAnswer(),
): Promise<StoredAnswer> {
  return calls.answers.add({
    turnId: turn.id,
    conversationId: turn.conversationId,
    answer,
    corpusDigest: 'f'.repeat(64),
    answeredAt: at(2),
  });
}

const source = {
  file: '003_bdaeface9a7eb4db.txt',
  sha256: 'ab'.repeat(32),
  spans: [[12_900, 13_049] as [number, number]],
};
const words = { documentNumber: '清新府办〔2018〕16号', clause: '第七条', quote: '按80%给予救助' };

/** An answer with passages used and unused and a calculation. */
export function sampleAnswer(change: Partial<Answer> = {}): Answer {
  return {
    id: null,
    status: 'answered_by_calculator',
    answer: '文件已届满，按原规定可以救助24000元[1]。咨询电话0763-5811234，邮箱 qxmz@example.gov.cn。',
    notices: [{ code: 'expired', text: '有效期至2020年3月31日，已届满。' }],
    nextSteps: [{ text: '到镇政府申请。', source }, { text: '或拨打12345热线。' }],
    citations: [
      {
        n: 1,
        documentNumber: '清新府办〔2018〕16号',
        title: '医疗救助暂行办法',
        issuer: '清新区人民政府办公室',
        locator: '第七条',
        quote: '按80%给予救助',
        text: '第七条 按80%给予救助。每人每年最高救助金额为50000元。',
        passageId: '清新府办〔2018〕16号/第七条',
        validity: 'expired',
        region: '清新区',
        source,
      },
    ],
    passages: ['第七条', '第八条', '第九条'].map((locator, position) => ({
      id: `清新府办〔2018〕16号/${locator}`,
      text: `${locator} 全文。\u3000𠀀😀`,
      score: 2.750064691765549 / (position + 1),
      parts: { lexical: 0.1 + 0.2, vector: 1e-7, number: 0 },
      documentNumber: position === 2 ? null : '清新府办〔2018〕16号',
      title: '医疗救助暂行办法',
      locator,
      source,
    })),
    calculation: {
      calculator: 'medical-aid',
      status: 'ok',
      eligible: true,
      values: { total: 24_000, capped: false, note: null },
      bounds: { total: [24_000, null] },
      alternatives: [{ reading: '按住院', values: { total: 24_000 } }],
      facts: [
        { key: 'identity', label: '身份', value: '低保', origin: 'said' },
        { key: 'selfPay', label: '自付', value: 30_000.01, origin: 'said' },
        { key: 'region', label: '户籍', value: '本区', origin: 'assumed' },
      ],
      missing: [],
      reasons: [],
      steps: [{ text: '乘以80%', value: 24_000, ...words, applied: true }],
      documents: [{ text: '户口簿', ...words }],
      notices: [{ code: 'period', text: '限2020年3月31日前的费用', ...words }],
      nextSteps: [{ text: '到镇政府申请', ...words }],
      asOf: '2026-11-29',
    },
    timings: { total: 1.25, retrieve: 0.5 },
    ...change,
  };
}
