/** The stretch of a long text that answers: whole sentences around the one that decides. @module */
import { tokenise } from '../retrieval/tokenise.ts';
import { heldShare } from './answer-shape.ts';
import { overlap, type QuestionTerms, sentencesOf } from './find-evidence.ts';
import type { Understanding } from './understand.ts';

/** Weight of holding the kind of thing that was asked for, beside the share of the question that a sentence holds. */
const shapeWeight = 0.15;

/** A neighbour is taken in when it holds this share of what the best sentence holds, … */
const neighbourShare = 0.2;
/** … when it goes on with the sentence before, … */
const goesOn = /^(?:但|其中|同时|另外|此外|逾期|否则|如|对|不|“|（|\()|除外/;
/** … or when the words are too few to be understood alone. */
const understoodAlone = 45;

/** The sentences around the one that answers, at most `longest` characters; that one sentence whole where it alone is longer. */
export function keyWindow(
  text: string,
  understanding: Understanding,
  terms: QuestionTerms,
  longest: number,
): string {
  const sentences = sentencesOf(text);
  const scores = sentences.map(
    (sentence) =>
      overlap(terms, new Set(tokenise(sentence))) + shapeWeight * heldShare(understanding.shapes, sentence),
  );
  const best = Math.max(...scores);
  let from = scores.indexOf(best);
  let to = from + 1;
  let length = sentences[from]?.length ?? 0;
  for (;;) {
    const after = sentences[to];
    const before = sentences[from - 1];
    const helps = (at: number) =>
      (scores[at] ?? 0) >= neighbourShare * best ||
      goesOn.test(sentences[at] ?? '') ||
      length < understoodAlone;
    const takeAfter = after !== undefined && length + after.length <= longest && helps(to);
    const takeBefore = before !== undefined && length + before.length <= longest && helps(from - 1);
    if (!takeAfter && !takeBefore) break;
    if (takeAfter && (!takeBefore || (scores[to] ?? 0) >= (scores[from - 1] ?? 0))) {
      length += after.length;
      to += 1;
    } else if (before !== undefined) {
      length += before.length;
      from -= 1;
    }
  }
  return sentences.slice(from, to).join('');
}

/** Cuts at the end of a sentence, where there is one in the second half of what fits. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const end = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('；'), cut.lastIndexOf('\n'));
  return end > limit / 2 ? cut.slice(0, end + 1) : `${cut}…`;
}
