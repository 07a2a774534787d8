import type { Corpus } from '../../gazette/model.ts';

/** Plain questions on what the gazettes are about; one is offered only when its document is in the corpus. */
const samples: readonly { readonly number: string; readonly question: string }[] = [
  { number: '清新府办〔2018〕16号', question: '低保户住院，自己付的部分还能救助几成？' },
  { number: '清新府办〔2018〕16号', question: '申请医疗救助要交哪些材料？' },
  { number: '清新府办〔2018〕41号', question: '精神病人每月拿药，政府补多少？' },
  { number: '清新府〔2018〕19号', question: '在山上烧荒被抓到，会罚多少钱？' },
  { number: '清新府办函〔2018〕81号', question: '养殖场自己拆除，每平方米补多少？' },
  { number: '清新府办〔2018〕5号', question: '哪些旧文件已经宣布失效？' },
];

const wanted = 6;

/** For other people's corpora the documents' own titles are what can be asked about. */
export function sampleQuestions(corpus: Corpus): readonly string[] {
  const numbers = new Set(corpus.documents.map((document) => document.number?.canonical));
  const own = samples.filter(({ number }) => numbers.has(number)).map(({ question }) => question);
  if (own.length > 0) return own.slice(0, wanted);
  return corpus.documents
    .filter((document) => document.standing !== 'reference' && document.title.length <= 40)
    .slice(0, wanted)
    .map((document) => `${document.number?.canonical ?? `《${document.title}》`}还有效吗？`);
}
