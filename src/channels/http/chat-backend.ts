import type { Answer, Question } from '../../answering/answer.ts';
import type { ReplyOptions } from '../../answering/reply.ts';
import type { Corpus } from '../../gazette/model.ts';

/** Sentences of an answer as they come, and the sign that nobody waits for it any more. */
export type AnswerWay = Pick<ReplyOptions, 'onSentence' | 'signal'>;

/** What the web door needs from the application. The composition root hands it in; the pages know nothing else. */
export interface ChatBackend {
  answer(question: Question, way?: AnswerWay): Answer | Promise<Answer>;
  readonly corpus: Corpus;
  /** ISO date as of which documents are called valid or expired. */
  today(): string;
  /** The place whose residents are served, as in a sentence: 清新区. Empty for a corpus without a region. */
  readonly homeName: string;
  /** Which gazettes were read, as in a sentence; {@link describeGazettes} writes it from the corpus. */
  readonly gazettes: string;
  /** A model gets to read what is asked: the page says so. Default false. */
  readonly sendsToModel?: boolean;
  /** What people read in place of an answer while an administrator has closed the door; null: it is open. Absent: never closed. */
  closed?(door: 'web' | 'api'): string | null;
  /** A line on top of the residents' page; empty for none. */
  announcement?(): string;
  /** Whether people of the staff can be asked for at present. Absent: always. */
  isHandoverOn?(): boolean;
  /** For whoever watches the server: off, on, breaker_open. Absent: not told. */
  modelState?(): string;
}

/** 清远市清新区人民政府公报2018年第1期、2018年第3期、2019年第3期; for texts outside a gazette, how many there are. */
export function describeGazettes(corpus: Corpus): string {
  const issues = new Map<string, Set<string>>();
  for (const { gazette } of corpus.documents) {
    if (gazette === null) continue;
    const numbers = issues.get(gazette.name) ?? new Set();
    issues.set(gazette.name, numbers.add(`${gazette.year}年第${gazette.issue}期`));
  }
  const sentences = [...issues].map(([name, numbers]) => `${name}${[...numbers].sort().join('、')}`);
  return sentences.length > 0 ? sentences.join('；') : `${corpus.documents.length}份文件`;
}
