/** A person accepts what a model proposed: under the same checks as when it was proposed, since the bank has grown since. @module */
import { WenzhengError } from '../errors.ts';
import type { Corpus } from '../gazette/model.ts';
import { type BankQuestion, resolveQuestions } from '../retrieval/question-bank.ts';
import { faultOfWording, knownWordings, pairsOf, subjectOf } from './check-wordings.ts';
import { acceptProposal, type Proposal } from './proposals.ts';

export interface AcceptOptions {
  readonly corpusDir: string;
  readonly corpus: Corpus;
  /** Of the bank alone. */
  readonly questions: readonly BankQuestion[];
  readonly evaluation: readonly string[];
}

/** @throws WenzhengError `input_invalid` with what is wrong with it. */
export function accept(proposal: Proposal, options: AcceptOptions): void {
  const { corpusDir, corpus } = options;
  const { id, document, ask, also, locators } = proposal;
  const fail = (what: string) => new WenzhengError('input_invalid', `${id} 不能收入：${what}`);
  const text = JSON.stringify({ document, questions: [{ ask, also, locators }] });
  const resolved = resolveQuestions(corpus, [{ file: '', text }]);
  const [found] = resolved.questions;
  if (found === undefined || resolved.problems.length > 0)
    throw fail('文件或条款现在的公报里没有，请在文件里改正或删掉它。');
  const known = knownWordings(options);
  const subject = subjectOf(corpus, found.clauses);
  for (const wording of [ask, ...also]) {
    const fault = faultOfWording(wording, subject, known);
    if (fault !== null) throw fail(`“${wording}”${faultTexts[fault]}，请在文件里改正或删掉这一句。`);
    known.bank.push(pairsOf(wording));
  }
  acceptProposal(corpusDir, proposal);
}

/** What is wrong with a wording, for a person. */
export const faultTexts = {
  length: '太短或太长',
  language: '不是中文',
  markup: '有网址或多余的符号',
  refused: '像是命令或不能回答的请求',
  private_number: '有证件号、手机号或卡号',
  number: '有条文里没有的数字或文号',
  office: '有条文里没有的机关',
  off_topic: '和条文无关',
  evaluation: '和评测题太像',
  duplicate: '和已有的问法太像',
} as const;
