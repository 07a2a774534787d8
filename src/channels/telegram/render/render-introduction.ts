/** Who answers, from which gazettes, up to when, what is kept: what /start says. @module */
import { formatDate } from '../../../gazette/chinese-date.ts';
import type { Corpus } from '../../../gazette/model.ts';
import { validityOn } from '../../../gazette/validity.ts';
import { sampleQuestions } from '../../http/sample-questions.ts';
import { shortKey } from '../callback-data.ts';
import { type Introduction, labels, texts } from '../message-texts.ts';
import { own, paragraphs, type RichText, strong } from './rich-text.ts';
import { press, type Saying, say } from './saying.ts';

export interface IntroductionView {
  readonly corpus: Corpus;
  readonly homeName: string;
  readonly gazettes: string;
  readonly today: string;
  readonly retentionDays: number;
  /** A model gets to read what is asked. */
  readonly sendsToModel: boolean;
}

export function introductionOf({
  corpus,
  homeName,
  gazettes,
  today,
  retentionDays,
}: IntroductionView): Introduction {
  const local = corpus.documents.flatMap(({ standing }, index) => (standing === 'official' ? [index] : []));
  const ended = local.filter((index) =>
    ['expired', 'repealed', 'period_over'].includes(validityOn(corpus, index, today).status),
  );
  const latest = corpus.documents
    .map(({ gazette, issuedOn }) => gazette?.publishedOn ?? issuedOn ?? '')
    .reduce((newest, date) => (date > newest ? date : newest), '');
  return {
    homeName,
    gazettes,
    latest: latest === '' ? null : formatDate(latest),
    local: local.length,
    ended: ended.length,
    retentionDays,
  };
}

/** @param remark said last; null for none. */
export function renderIntroduction(view: IntroductionView, remark: string | null): Saying {
  const told = introductionOf(view);
  const samples = sampleQuestions(view.corpus);
  return say(
    paragraphs(
      [strong(texts.greeting)],
      [own(texts.introduction(told))],
      [own(texts.sources(told))],
      told.ended === 0 ? null : [own(texts.ended(told))],
      [own(texts.privacy)],
      [own(texts.retention(told))],
      view.sendsToModel ? [own(texts.model)] : null,
      [own(texts.notAnOfficer)],
      remark === null ? null : [own(remark)],
      samples.length === 0 ? null : ([strong(texts.samples)] satisfies RichText),
    ),
    [
      ...samples.map((question) => [press(question, { kind: 'sample', sample: shortKey(question) })]),
      [press(labels.calculators, { kind: 'calculators' })],
      [
        press(labels.sources, { kind: 'sources' }),
        press(labels.traditional, { kind: 'language', script: 'traditional' }),
      ],
    ],
  );
}
