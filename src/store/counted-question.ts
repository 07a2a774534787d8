import type { Answer } from '../answering/answer.ts';
import { chinaDay } from './china-day.ts';
import type { CitedDocument, CountedChannel, CountedQuestion } from './overview-records.ts';

/** What is counted of a question that was answered. @param latencyMs null: not known. */
export function questionOfAnswer(
  { status, calculation, model, citations }: Pick<Answer, 'status' | 'calculation' | 'model' | 'citations'>,
  channel: CountedChannel,
  at: string,
  latencyMs: number | null,
): CountedQuestion {
  const documents = new Map<string, CitedDocument>();
  for (const { documentNumber, title } of citations)
    documents.set(JSON.stringify([documentNumber, title]), { documentNumber, title });
  return {
    day: chinaDay(at),
    channel,
    status,
    scheme: calculation?.calculator ?? null,
    words: model !== undefined && model.fallback === null ? 'model' : 'engine',
    latencyMs,
    documents: [...documents.values()],
  };
}
