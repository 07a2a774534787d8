/** The buttons under an answer. @module */
import type { Answer, AnswerStatus } from '../../../answering/answer.ts';
import { schemeOf } from '../../../calculators/registry.ts';
import type { StoredAnswer } from '../../../store/store.ts';
import type { CorpusLookup } from '../../http/corpus-lookup.ts';
import { writeDeepLink } from '../deep-link.ts';
import type { DocumentShelf } from '../document-shelf.ts';
import { labels, texts } from '../message-texts.ts';
import { offeredScheme } from './offered-scheme.ts';
import { isDescription, shownNotices, shownSteps, sortedNotices, sortedSteps } from './render-answer.ts';
import { own, published } from './rich-text.ts';
import { inRows, inRowsByLength, link, press, type SayingButton } from './saying.ts';

export interface ButtonSurroundings {
  readonly lookup: CorpusLookup;
  readonly shelf: DocumentShelf;
  readonly botName: string;
  readonly isGroup: boolean;
}

/** Has content that can have been of use or not; small talk and refusals have none. */
const isJudged = ({ citations, calculation, status }: Answer): boolean =>
  ['answered', 'answered_by_calculator'].includes(status) && (citations.length > 0 || calculation !== null);
/** Statuses after which somebody else may be able to help. */
const helpless: readonly AnswerStatus[] = [
  'unanswerable_no_source',
  'unanswerable_other_region',
  'unanswerable_out_of_scope',
  'refused_private_data',
  'refused_misuse',
  'clarification',
  'error_internal',
];

const mostCitationButtons = 16;

export function answerButtons(stored: StoredAnswer, place: ButtonSurroundings): SayingButton[][] {
  const { answer } = stored;
  if (answer.status === 'handed_over') return [[press(labels.leave, { kind: 'leave' })]];
  const isClarification = answer.status === 'clarification';
  return [
    ...matterButtons(stored),
    ...replyButtons(stored),
    ...(isClarification ? [] : citationButtons(stored)),
    ...(isClarification ? [] : moreButtons(stored)),
    calculationAndOriginal(stored, place),
    [
      ...(isJudged(answer)
        ? [
            press(labels.useful, { kind: 'useful', answer: stored.id }),
            press(labels.useless, { kind: 'useless', answer: stored.id }),
          ]
        : []),
      ...(isJudged(answer) || helpless.includes(answer.status) ? [humanButton(place)] : []),
    ],
  ].filter((row) => row.length > 0);
}

export const humanButton = ({ isGroup, botName }: Pick<ButtonSurroundings, 'isGroup' | 'botName'>) =>
  isGroup
    ? link(labels.humanInPrivate, writeDeepLink(botName, { kind: 'human' }))
    : press(labels.human, { kind: 'human' });

/** The numbered matters of a clarification, as they can be typed back. */
export function mattersOf({ status, answer }: Answer): { readonly number: number; readonly name: string }[] {
  if (status !== 'clarification') return [];
  return [
    ...answer.matchAll(/^(\d{1,2})\.\s*(.+?)\s*(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）)?\s*(?:\[\d+\])?$/gm),
  ].map(([, number, name]) => ({ number: Number(number), name: name ?? '' }));
}

function matterButtons({ id, answer }: StoredAnswer): SayingButton[][] {
  return mattersOf(answer).map(({ number, name }) => [
    { label: published(`${number}. ${name}`), action: { kind: 'matter', answer: id, number } },
  ]);
}

/** Words that answer the question which a calculation asks, where it offers any; typed, they mean the same. */
export function repliesOf({ answer, calculation }: Answer): readonly string[] {
  const [missing] = calculation?.missing ?? [];
  if (calculation === null || missing === undefined || !answer.includes('请告诉我：')) return [];
  const field = schemeOf(calculation.calculator)?.fields.find(({ key }) => key === missing.key);
  if (field === undefined) return [];
  if (field.type === 'boolean') return answer.includes('（回答“是”或“不是”）') ? ['是', '不是'] : [];
  const [, offered = ''] = /（可以回答：([^）]*(?:（[^）]*）[^）]*)*)）/.exec(answer) ?? [];
  if (field.type !== 'choice' || offered === '') return [];
  return (field.choices ?? []).map(({ value }) => value).filter((value) => offered.includes(value));
}

function replyButtons({ id, answer }: StoredAnswer): SayingButton[][] {
  const replies = repliesOf(answer).map((reply, number) =>
    press(reply, { kind: 'reply', answer: id, number }),
  );
  return inRowsByLength(replies);
}

function citationButtons({ id, answer }: StoredAnswer): SayingButton[][] {
  const { citations } = answer;
  const withPlace = citations.length <= 2;
  const buttons = citations.slice(0, mostCitationButtons).map(
    ({ n, locator }): SayingButton => ({
      label: withPlace ? published(`[${n}] ${locator.length < 3 ? labels.place : locator}`) : own(`[${n}]`),
      action: { kind: 'citation', answer: id, number: n },
    }),
  );
  return withPlace ? inRowsByLength(buttons, 12) : inRows(buttons, 4);
}

function moreButtons({ id, answer }: StoredAnswer): SayingButton[][] {
  const notices = sortedNotices(answer).length - shownNotices;
  const steps = sortedSteps(answer);
  const plain = steps.filter((step) => !isDescription(step));
  return [
    notices > 0 ? [press(texts.moreNotices(notices), { kind: 'notices', answer: id })] : [],
    steps.length > Math.min(plain.length, shownSteps(answer))
      ? [press(texts.moreSteps(steps.length), { kind: 'nextSteps', answer: id })]
      : [],
  ];
}

function calculationAndOriginal(stored: StoredAnswer, place: ButtonSurroundings): SayingButton[] {
  const { id, answer } = stored;
  const row: SayingButton[] = [];
  const { calculation } = answer;
  if (calculation !== null && calculation.steps.length > 0 && calculation.missing.length === 0)
    row.push(press(labels.workings, { kind: 'workings', answer: id }));
  const scheme =
    calculation?.calculator ??
    answer.nextSteps.map(({ text }) => offeredScheme(text)).find((each) => each !== null) ??
    null;
  if (scheme !== null) {
    const label =
      calculation === null
        ? labels.calculate
        : calculation.missing.length > 0
          ? labels.goOnCalculating
          : labels.calculateAgain;
    row.push(
      place.isGroup
        ? link(label, writeDeepLink(place.botName, { kind: 'calc', scheme }))
        : press(label, { kind: 'calculateFrom', scheme, answer: id }),
    );
  }
  const [first] = answer.citations;
  const cited =
    first === undefined || answer.status === 'clarification' ? undefined : place.lookup.cited(first);
  if (cited !== undefined)
    row.push({
      label: own(labels.original),
      action: { kind: 'document', document: place.shelf.keyOf(cited.document) },
    });
  return row;
}
