import type { Answer } from '../answering/answer.ts';

/** What an answer asks to mind, without what its own text has said already, such as that a document has expired. */
export function noticesBeside({ answer, notices }: Pick<Answer, 'answer' | 'notices'>): Answer['notices'] {
  return notices.filter(({ text }) => !answer.includes(text));
}
