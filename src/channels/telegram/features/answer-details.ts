/** What stands behind the buttons of an answer: citations, warnings, steps to take, the sums. @module */
import { describeFacts, describeSteps } from '../../../answering/calculation-steps.ts';
import type { StoredAnswer } from '../../../store/store.ts';
import { type Bot, type Reaction, saying } from '../bot.ts';
import { texts } from '../message-texts.ts';
import { withQuotations } from '../render/quote-markup.ts';
import { sortedNotices, sortedSteps } from '../render/render-answer.ts';
import { renderCitation } from '../render/render-citation.ts';
import { lines, own, paragraphs, type RichText, strong } from '../render/rich-text.ts';
import { say } from '../render/saying.ts';
import { answerGone } from './own-answer.ts';

export function openCitation(bot: Bot, { answer }: StoredAnswer, number: number): Reaction {
  const citation = answer.citations.find(({ n }) => n === number);
  return citation === undefined
    ? answerGone
    : saying(renderCitation({ ...bot, today: bot.today() }, citation));
}

export function tellNotices({ answer }: StoredAnswer): Reaction {
  const notices = sortedNotices(answer).map(
    ({ text }): RichText => [own('⚠ '), ...withQuotations(text, answer.citations)],
  );
  return saying(say(paragraphs([strong(texts.notices)], ...notices)));
}

export function tellNextSteps({ answer }: StoredAnswer): Reaction {
  const steps = sortedSteps(answer).map(({ text }): RichText => [own(`• ${text}`)]);
  return saying(say(paragraphs([strong(texts.nextSteps)], ...steps)));
}

export function tellWorkings({ answer: { calculation } }: StoredAnswer): Reaction {
  const [facts, steps] =
    calculation === null ? [[], []] : [describeFacts(calculation), describeSteps(calculation)];
  if (steps.length === 0) return saying(say([own(texts.workingsNone)]));
  return saying(
    say(
      paragraphs(
        [strong(texts.workings)],
        facts.length === 0
          ? null
          : lines([own(`${texts.workingsFacts}：`)], ...facts.map((fact): RichText => [own(`• ${fact}`)])),
        lines(
          [own(`${texts.workingsSteps}：`)],
          ...steps.map((step, at): RichText => [own(`${at + 1}. ${step}`)]),
        ),
      ),
    ),
  );
}
