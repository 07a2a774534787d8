/** Whether a gap is one still: its question is asked again. @module */
import type { App } from '../../../../app.ts';
import type { Answer } from '../../../../answering/answer.ts';
import { fixedTexts } from '../../../../answering/fixed-texts.ts';
import { WenzhengError } from '../../../../errors.ts';
import { statusNames } from '../overview/status-names.ts';

/** What the question is met with instead of an answer; null: it is answered. */
export function missingIn({ status, answer }: Pick<Answer, 'status' | 'answer'>): string | null {
  // The nearest clause is shown for want of one that says it.
  if (status === 'answered') return answer.includes(fixedTexts.nearest_only) ? '只找到最接近的条文' : null;
  // A calculation that asks for the next fact has begun to answer.
  return status === 'answered_by_calculator' || status === 'needs_input' ? null : statusNames[status];
}

/** As a resident who asks now is answered. @param question as stored */
export async function askAgain(app: App, question: string): Promise<Answer> {
  // An edition that cannot be opened is told elsewhere; the one in use answers.
  await app.follow().catch(() => undefined);
  return app.answer({ q: question });
}

/** @throws WenzhengError `input_invalid` with what is missing */
export function refuseUnanswered(answer: Answer): void {
  const missing = missingIn(answer);
  if (missing === null) return;
  throw new WenzhengError(
    'input_invalid',
    `现在再问还是“${missing}”，不能按“现在能回答了”关闭；请先补公报或写标准问，或者换一个原因。`,
  );
}
