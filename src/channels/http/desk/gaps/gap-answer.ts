/** Whether a gap is one still: its question is asked again. @module */
import type { App } from '../../../../app.ts';
import type { Answer } from '../../../../answering/answer.ts';
import { WenzhengError } from '../../../../errors.ts';
import { statusNames } from '../overview/status-names.ts';

/** A calculation that asks for the next fact has begun to answer. */
export const isAnswer = ({ status }: Pick<Answer, 'status'>): boolean =>
  status === 'answered' || status === 'answered_by_calculator' || status === 'needs_input';

/** As a resident who asks now is answered. @param question as stored */
export async function askAgain(app: App, question: string): Promise<Answer> {
  await app.follow();
  return app.answer({ q: question });
}

/** @throws WenzhengError `input_invalid` with what is missing */
export function refuseUnanswered(answer: Answer): void {
  if (isAnswer(answer)) return;
  throw new WenzhengError(
    'input_invalid',
    `现在再问还是“${statusNames[answer.status]}”，不能按“现在能回答了”关闭；请先补公报或写标准问，或者换一个原因。`,
  );
}
