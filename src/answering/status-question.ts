/**
 * Questions about a document itself, answered from metadata and the graph of documents, never by search:
 * 清新府办〔2015〕24号还有效吗, 谁废止了…, 16号文什么时候到期, 民宿管理办法还用得着吗.
 * @module
 */
import { asOfMention } from '../gazette/chinese-date.ts';
import type { Corpus, DocumentNumber } from '../gazette/model.ts';
import { normalise } from '../retrieval/normalise.ts';
import type { Notice } from './answer.ts';
import { asksForEndedList, asksValidityOfDocument, statusIntents } from './status-intent.ts';
import type { StatusIntent } from './status-intent.ts';
import { describedYear, resolveNumbers, resolveTitle, withoutNumbers } from './status-target.ts';
import type { Resolution, StatusTarget } from './status-target.ts';
import { withoutAskingWords } from './named-clause.ts';
import { Citations } from './status-citation.ts';
import type { StatusCitation } from './status-citation.ts';
import { answerNamedClause } from './status-named-clause.ts';
import { answerDocumentOnDay } from './status-on-day.ts';
import { endedListSentence, nameOf, statusSentence } from './status-wording.ts';
import type { AskedDays } from './status-wording.ts';

export interface StatusQuestion {
  /** As typed. */
  readonly text: string;
  /** Earlier turns of the user, oldest first. */
  readonly context: readonly string[];
  /** ISO day that the answer is for when the question names none. */
  readonly asOf: string;
  readonly corpus: Corpus;
}

export interface StatusAnswer {
  /** ISO day that the validity of the cited documents is given for. */
  readonly asOf: string;
  readonly status: 'answered' | 'unanswerable_no_source';
  /** At most 400 characters, with [1] marks that count `citations`. */
  readonly answer: string;
  readonly citations: readonly StatusCitation[];
  readonly notices: readonly Notice[];
  readonly nextSteps: readonly { readonly text: string }[];
}

const longestAnswer = 400;
/** A follow-up that leans on the turn before is short. */
const longestFollowUp = 24;

/** Answers a question about metadata; null when the question is about something else or it is unclear which document is meant. */
export function answerStatusQuestion(question: StatusQuestion): StatusAnswer | null {
  const { corpus, asOf } = question;
  const text = withoutTypedSpaces(normalise(question.text).replace(/\s+/g, ' ').trim());
  const context = question.context.map((turn) => normalise(turn));
  const named = answerNamedClause(corpus, text, context, asOf);
  if (named !== null) return named;
  const onDay = answerDocumentOnDay(corpus, text, asOf);
  if (onDay !== null) return onDay;
  const said = statusIntents(text);
  if (asksForEndedList(text) && resolveNumbers(corpus, text, false) === null)
    return answerEndedList(corpus, asOf);
  const resolution = resolve(corpus, text, said, context);
  if (resolution === null) return null;
  const intent = chooseIntent(said, resolution, context, text);
  if (intent === null) return null;
  return compose(corpus, resolution, intent, askedDays(text, asOf, resolution));
}

/** 还 有 效 吗: a text typed with a space after nearly every character is read without them. */
function withoutTypedSpaces(text: string): string {
  const words = text.split(' ');
  const single = words.filter((word) => word.length === 1);
  const spaced =
    single.length > words.length / 2 && single.filter((word) => /[\u4e00-\u9fff]/.test(word)).length >= 4;
  return spaced ? words.join('') : text;
}

/** Which documents are meant: said in the question, else named by title words, else those of the turns before. */
function resolve(
  corpus: Corpus,
  text: string,
  said: readonly StatusIntent[],
  context: readonly string[],
): Resolution | null {
  const direct = resolveNumbers(corpus, text, said.length > 0 || isBareFollowUp(text, context));
  if (direct !== null) return direct;
  const followUp = text.length <= longestFollowUp;
  const asks = asksValidityOfDocument(text);
  if (asks) {
    const targets = resolveTitle(corpus, text);
    if (targets.length > 0) return found(targets, 'title');
  }
  const pointsBack =
    /^(?:那|咁|它|佢|这|呢份|嗰份|该|以前|旧|老|原来)|它|佢|(?:这|那|嗰|呢|该)(?:份|个|部)?(?:文件|办法|方案|规定|规划|通知|政策)/.test(
      text,
    );
  if (!followUp || context.length === 0 || (!pointsBack && !asks)) return null;
  const year = describedYear(text) ?? yearSaid(text);
  if (said.length === 0 && year === null) return null;
  for (const turn of context.toReversed()) {
    const before = resolveNumbers(corpus, turn, true);
    if (before !== null && before.targets.length > 0) {
      if (year === null || before.targets.some((target) => target.number?.year === year))
        return { ...before, by: 'context' };
      const related = relatedOfYear(corpus, before.targets, year);
      if (related.length > 0) return found(related, 'context');
    }
    const targets = resolveTitle(corpus, turn, year === null ? text : `${year}年的 ${text}`);
    if (targets.length > 0 && (year === null || targets.some((target) => target.number?.year === year))) {
      return found(targets, 'context');
    }
  }
  return null;
}

/** 以前那份2014年的呢, after a question about its successor: what that one ended, or what ended it. */
function relatedOfYear(corpus: Corpus, targets: readonly StatusTarget[], year: number): StatusTarget[] {
  const related: StatusTarget[] = [];
  for (const target of targets) {
    for (const mentioned of corpus.mentioned.values()) {
      const linked = mentioned.relations.some(
        (each) => each.kind !== 'mentions' && each.by === target.document,
      );
      if (linked && mentioned.number?.year === year && mentioned.document === null) {
        related.push({ document: null, number: mentioned.number, title: mentioned.title });
      }
    }
    if (target.title === null) continue;
    for (const other of resolveTitle(corpus, normalise(target.title), `${year}年的`)) {
      if (
        other.number?.year === year &&
        !related.some((each) => each.number?.canonical === other.number?.canonical)
      ) {
        related.push(other);
      }
    }
  }
  return related.slice(0, 3);
}

function yearSaid(text: string): number | null {
  const year = /(?:19|20)\d{2}(?=年)/.exec(text)?.[0];
  return year === undefined ? null : Number(year);
}

function found(targets: readonly StatusTarget[], by: Resolution['by']): Resolution {
  return { targets, unknown: [], unknownSerial: null, by, explicit: false };
}

/** 那41号呢 */
function isBareFollowUp(text: string, context: readonly string[]): boolean {
  return (
    context.length > 0 &&
    text.length <= longestFollowUp &&
    /呢[?？]?$|^那|^咁/.test(text) &&
    lastIntent(context) !== null
  );
}

function lastIntent(context: readonly string[]): StatusIntent | null {
  for (const turn of context.toReversed()) {
    const [intent] = statusIntents(turn);
    if (intent !== undefined) return intent;
  }
  return null;
}

function chooseIntent(
  said: readonly StatusIntent[],
  resolution: Resolution,
  context: readonly string[],
  text: string,
): StatusIntent | null {
  const [first] = said;
  if (first !== undefined) {
    // 16号文里低保是什么意思 asks for the content
    if (first === 'name' && resolution.by !== 'context' && !isAboutNameAlone(text)) return null;
    return first;
  }
  if (resolution.by === 'context' || isBareFollowUp(text, context)) return lastIntent(context) ?? 'validity';
  if (!resolution.explicit) return null;
  // a number that nothing has is said to be unknown whatever is asked; a number alone asks how it stands
  return resolution.targets.length === 0 || withoutNumbers(text).trim().length <= 2 ? 'validity' : null;
}

/** Nothing but the number and the question about its name or content. */
function isAboutNameAlone(text: string): boolean {
  return withoutAskingWords(withoutNumbers(text).replace(nameWords, '')).length <= 2;
}

const nameWords =
  /叫什么|什么文件|标题|全称|名称|名字|关于什么|主要|大概|大致|内容|说明|用来|用途|规定|干|做|搞|嘛|名/g;

/** The day or year asked about; a year before a serial or beside a title may only tell which document is meant. */
function askedDays(text: string, asOf: string, resolution: Resolution): AskedDays {
  const today = { first: asOf, last: asOf };
  const numberless = withoutNumbers(text);
  const mention = asOfMention(numberless, asOf);
  if (mention === null) return today;
  const year = Number(mention.first.slice(0, 4));
  const wholeYear = mention.first.endsWith('-01-01') && mention.last.endsWith('-12-31');
  const beforeSerial = resolution.by !== 'serial' || text.startsWith(mention.written);
  const namesDocument =
    resolution.by !== 'number' &&
    wholeYear &&
    beforeSerial &&
    resolution.targets.some((target) => target.number?.year === year);
  return namesDocument ? today : { first: mention.first, last: mention.last };
}

function compose(
  corpus: Corpus,
  resolution: Resolution,
  intent: StatusIntent,
  days: AskedDays,
): StatusAnswer {
  const citations = new Citations();
  const notices: Notice[] = [];
  const steps: string[] = [];
  const lines: string[] = [];
  let settled = false;
  for (const target of resolution.targets) {
    const sentence = statusSentence(corpus, target, intent, days, citations);
    lines.push(sentence.text);
    settled ||= sentence.settled;
    for (const notice of sentence.notices)
      if (!notices.some((each) => each.text === notice.text)) notices.push(notice);
    if (sentence.nextStep !== null && !steps.includes(sentence.nextStep)) steps.push(sentence.nextStep);
  }
  for (const number of resolution.unknown) lines.push(unknownSentence(corpus, number));
  if (resolution.targets.length === 0 && resolution.unknownSerial !== null) {
    lines.push(
      `所收公报里没有“${resolution.unknownSerial}”，既没有它的原文，也没有别的文件提到它，无法说明它是否有效。`,
    );
  }
  if (resolution.unknown.length > 0 || resolution.unknownSerial !== null) {
    steps.push('请核对文号，或拨打12345、向发文机关查询。');
  }
  const head =
    resolution.by === 'serial' && resolution.targets.length > 1
      ? `同样编号的文件有${resolution.targets.length}份，请看是哪一份：\n`
      : '';
  return {
    asOf: days.last,
    status: settled ? 'answered' : 'unanswerable_no_source',
    answer: head + fit(lines, longestAnswer - head.length),
    citations: citations.list,
    notices,
    nextSteps: steps.map((text) => ({ text })),
  };
}

/** Whole lines while they fit; a line that does not is left out rather than cut. */
function fit(lines: readonly string[], limit: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > limit && kept.length > 0) break;
    kept.push(line);
  }
  return kept.join('\n');
}

/** Says plainly that a number is not here, and which near ones are. */
function unknownSentence(corpus: Corpus, number: DocumentNumber): string {
  const sameSerial: StatusTarget[] = [];
  const sameYear: number[] = [];
  corpus.documents.forEach((document, index) => {
    const own = document.number;
    if (own === null || own.year !== number.year) return;
    if (own.serial === number.serial)
      sameSerial.push({ document: index, number: own, title: document.title });
    else if (own.issuerCode === number.issuerCode) sameYear.push(own.serial);
  });
  const near =
    sameSerial.length > 0
      ? `编号相近的有${sameSerial.map((target) => nameOf(corpus, target)).join('、')}。`
      : sameYear.length > 0
        ? `公报里${number.issuerCode}〔${number.year}〕的文件只有${listSerials(sameYear)}。`
        : '';
  return `所收公报里没有${number.canonical}，既没有它的原文，也没有别的文件提到它，无法说明它的内容或是否有效。${near}`;
}

function listSerials(serials: readonly number[]): string {
  const sorted = serials.toSorted((left, right) => left - right).map((serial) => `${serial}号`);
  return sorted.length > 10 ? `${sorted.slice(0, 10).join('、')}等${sorted.length}份` : sorted.join('、');
}

function answerEndedList(corpus: Corpus, asOf: string): StatusAnswer | null {
  const counts = new Map<number, number>();
  for (const mentioned of corpus.mentioned.values()) {
    for (const relation of mentioned.relations) {
      if (relation.kind === 'voids') counts.set(relation.by, (counts.get(relation.by) ?? 0) + 1);
    }
  }
  const citations = new Citations();
  const lines = [...counts.keys()].map((by) => endedListSentence(corpus, by, citations));
  if (lines.length === 0) return null;
  return {
    asOf,
    status: 'answered',
    answer: fit(lines, longestAnswer),
    citations: citations.list,
    notices: [],
    nextSteps: [],
  };
}
