/**
 * From a conversation to a case for a calculator, without a model.
 * @module
 */
import type { Origin } from '../kernel/facts.ts';
import type { Scheme } from '../scheme.ts';
import { isBareAnswer, isOrdinal } from './bare-reply.ts';
import {
  familyFacts,
  isSamePerson,
  secondClaim,
  severalPersons,
  turnover,
  whoOf,
} from './conversation-persons.ts';
import { correct, isCorrection } from './correction.ts';
import { type Going, firstPerson, isPersonal, rawOf, withFacts } from './known-facts.ts';
import {
  asksForOthers,
  cancel,
  closing,
  emptyTurn,
  hasFigure,
  invites,
  isReply,
  procedural,
  question,
  speaksInGeneral,
  startsCalculation,
  supposes,
  whatIsLeft,
} from './message-kind.ts';
import { type NextQuestion, nextQuestions } from './next-question.ts';
import { readers as allReaders } from './readers.ts';
import { pendingField, readReply } from './reply-in-context.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import { readSentence, type Sentence } from './sentence.ts';
import { type Settled, settleCorrections } from './settle-corrections.ts';

/** A case as the person told it. */
export interface Situation {
  readonly scheme: Scheme;
  /** For `run`. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** For `run`: said, assumed because the words allow it, or the answer to a question. */
  readonly origins: Readonly<Record<string, Origin>>;
  readonly said: readonly ReadFact[];
  /** A fact about the asker stands in the words (amount, class, date, yes/no), not only the rule's topic. */
  readonly personal: boolean;
  /** Contradictory, or the cases of several persons mixed: one sentence for the resident; nothing is certain then. */
  readonly unclear: string | null;
  /** What was said before narrows these questions, if they are asked next. */
  readonly questions: readonly NextQuestion[];
  /** The message adds nothing to a finished calculation (系, 冇, 那呢), or asks what is left to pay (仲要自己出几多); null: a case. */
  readonly remark: 'nothing_new' | 'what_is_left' | null;
}

export interface SituationInput {
  /** The latest message, simplified characters, its own punctuation. */
  readonly text: string;
  /** The user's earlier messages, oldest first. */
  readonly context: readonly string[];
  /** ISO day, for 今年 and 昨天. */
  readonly today: string;
  readonly asOf: string;
  readonly schemes: readonly Scheme[];
  /** Default: the readers of all schemes. */
  readonly readers?: readonly SchemeReader[];
}

interface Turn {
  readonly sentence: Sentence;
  readonly number: number;
  readonly input: SituationInput;
  readonly readers: readonly { readonly reader: SchemeReader; readonly scheme: Scheme }[];
}

/** What a message leaves behind: the calculation that goes on, and whether the message was about it. */
interface Step {
  readonly going: Going | null;
  readonly applies: boolean;
  readonly remark?: Situation['remark'];
}

/** null: the last message is no case to compute. */
export function readSituation(input: SituationInput): Situation | null {
  const readers = (input.readers ?? allReaders).flatMap((reader) => {
    const scheme = input.schemes.find(({ id }) => id === reader.scheme);
    return scheme === undefined ? [] : [{ reader: withPersons(reader), scheme }];
  });
  let step: Step = { going: null, applies: false };
  for (const [number, text] of [...input.context, input.text].entries()) {
    if (text.length > longest) {
      step = { going: step.going, applies: false };
      continue;
    }
    const settled = settleCorrections(text, input.today);
    const turn = { sentence: readSentence(settled.text, input.today), number, input, readers };
    step = withCorrections(advance(step.going, turn), turn, settled);
  }
  const { going } = step;
  if (going === null || !step.applies || !going.started) return null;
  const facts = [...going.facts.values()];
  return {
    scheme: going.scheme,
    raw: rawOf(going),
    origins: Object.fromEntries(facts.map(({ key, from }) => [key, from])),
    said: facts.map(({ key, value, words, origin }) => ({ key, value, words, ...(origin && { origin }) })),
    personal: going.personal,
    unclear: going.unclear,
    questions: nextQuestions(going, input.today),
    remark: step.remark ?? null,
  };
}

/** The scheme that words are surely about; null: none. */
export function matterOf(text: string, today: string): string | null {
  const sentence = readSentence(text, today);
  const scored = allReaders.map((reader) => ({ id: reader.scheme, score: reader.topic(sentence) }));
  const [best] = scored.toSorted((left, right) => right.score - left.score);
  return best === undefined || best.score < 2 ? null : best.id;
}

/** The reader, which also asks who is who where it takes several persons for one. */
const withPersons = (reader: SchemeReader): SchemeReader => ({
  ...reader,
  unclear: (sentence, facts) =>
    severalPersons(reader.scheme, sentence, facts) ?? reader.unclear?.(sentence, facts) ?? null,
});

/** 住院，说错了，是门诊: the words of the correction after those of the message that holds it. */
function withCorrections(step: Step, turn: Turn, { corrections, unclear }: Settled): Step {
  if (step.going === null || !step.applies) return step;
  let going: Going = step.going;
  for (const words of corrections) {
    const sentence = readSentence(words, turn.input.today);
    const facts = going.reader.read(sentence);
    going =
      facts.length === 0
        ? { ...going, unclear: `“${words}”更正的是什么，请再说一次。` }
        : withFacts(going, facts, { ...turn, sentence }, 'corrected');
  }
  return { ...step, going: unclear === null ? going : { ...going, unclear } };
}

/** Characters of a message that is read at all: nobody tells a case in more, and the patterns are not made for it. */
const longest = 1000;

function advance(going: Going | null, turn: Turn): Step {
  const { sentence } = turn;
  if (cancel.test(sentence.text)) return { going: null, applies: false };
  if (going !== null && closing.test(sentence.text) && !isAskedYesNo(going, turn)) {
    return { going, applies: false };
  }
  const best = bestOf(turn, going);
  if (going === null || best?.reader.scheme !== going.scheme.id) {
    const follows = going !== null && supposes.test(sentence.text) && going.reader.topic(sentence) > 0;
    const leaves =
      !follows && best !== null && best.score >= 3 && best.score > (going?.reader.topic(sentence) ?? 0);
    if (going === null || leaves)
      return best === null ? { going: null, applies: false } : begin(best, turn, null);
  }
  return going === null ? { going, applies: false } : proceed(going, turn);
}

function isAskedYesNo(going: Going, turn: Turn): boolean {
  const field = pendingField(going, turn);
  return field !== null && (field.type === 'boolean' || going.offered.has(field.key));
}

interface Candidate {
  readonly reader: SchemeReader;
  readonly scheme: Scheme;
  readonly score: number;
}

/** The scheme that the message is most about; a tie goes to the one that is going on, then to the order of the readers. */
function bestOf({ sentence, readers }: Turn, going: Going | null): Candidate | null {
  let best: Candidate | null = null;
  for (const { reader, scheme } of readers) {
    const score = reader.topic(sentence);
    const wins =
      best === null || score > best.score || (score === best.score && scheme.id === going?.scheme.id);
    if (score > 0 && wins) best = { reader, scheme, score };
  }
  return best;
}

/** @param earlier what was said of the same scheme just before, in general or of the same person. */
function begin({ reader, scheme }: Candidate, turn: Turn, earlier: Going | null): Step {
  const { sentence } = turn;
  const facts = reader.read(sentence);
  const unclear = reader.unclear?.(sentence, facts) ?? null;
  const replies = earlier?.invites === true && isReply(sentence) && (facts.length > 0 || unclear !== null);
  const started =
    isCase(reader, sentence, facts) ||
    startsCalculation.test(sentence.text) ||
    replies ||
    (unclear !== null && firstPerson.test(sentence.text));
  const who = whoOf(sentence);
  const known = earlier !== null && isSamePerson(earlier, sentence, facts) ? earlier : null;
  const offered = new Map(known === null && earlier !== null ? familyFacts(earlier) : known?.offered);
  const isGeneral = !started && speaksInGeneral(sentence, facts);
  if (isGeneral) for (const fact of facts.filter(isOneThing)) offered.set(fact.key, fact);
  const going: Going = {
    scheme,
    reader,
    facts: new Map(known?.facts),
    personal: false,
    unclear: null,
    started,
    text: known?.text ?? '',
    who: who ?? known?.who ?? null,
    offered,
    invites: !started && ((known?.invites ?? false) || invites.test(sentence.text)),
    openAmount: null,
  };
  if (isGeneral) return { going, applies: false };
  const next = withFacts(going, facts, turn);
  return { going: replies ? { ...next, personal: true } : next, applies: started };
}

/** Of two classes that are compared neither can be agreed to. */
const isOneThing = ({ value }: ReadFact) => value !== null && !(Array.isArray(value) && value.length > 1);

function proceed(going: Going, turn: Turn): Step {
  const { reader } = going;
  const sentence = withKnownYear(going, turn.sentence);
  if (sentence !== turn.sentence) return proceed(going, { ...turn, sentence });
  const read = reader.read(sentence);
  if (!going.started) {
    const candidate = { reader, scheme: going.scheme, score: 0 };
    const isAnswer = going.invites && isReply(sentence) && (read.length > 0 || isAmountAlone(sentence));
    const related =
      reader.topic(sentence) > 0 ||
      startsCalculation.test(sentence.text) ||
      isAnswer ||
      isCase(reader, sentence, read);
    return related ? begin(candidate, turn, going) : { going: null, applies: false };
  }
  if (!isCorrection(sentence)) {
    const turned = turnover(going, sentence, read);
    if (turned.kind === 'other') return beginOther(going, turned, turn, read);
    if (turned.who !== going.who) return proceedWith({ ...going, who: turned.who }, turn, read);
  }
  return proceedWith(going, turn, read);
}

/** 11月20号拆的, after 2018年10月15号: of the same year, as in one message; the year of a bill is asked. */
function withKnownYear(going: Going, sentence: Sentence): Sentence {
  const [date, ...more] = sentence.dates;
  if (
    date === undefined ||
    more.length > 0 ||
    date.iso !== null ||
    !/^[\d一二三四五六七八九十]{1,3}月/.test(date.words)
  )
    return sentence;
  const keys = ['closedOn', 'demolishedOn'].map((key) => going.facts.get(key)?.value);
  const known = keys.find((value) => typeof value === 'string');
  if (typeof known !== 'string') return sentence;
  const { text, today } = sentence;
  const dated = readSentence(
    `${text.slice(0, date.start)}${known.slice(0, 4)}年${text.slice(date.start)}`,
    today,
  );
  return dated.dates[0]?.iso === null ? sentence : dated;
}

const isAmountAlone = ({ text, amounts }: Sentence): boolean => amounts.length === 1 && text.length <= 12;

/** The case of another person: what the family may have in common is asked. */
function beginOther(
  going: Going,
  { who, offered }: Extract<ReturnType<typeof turnover>, { kind: 'other' }>,
  turn: Turn,
  facts: readonly ReadFact[],
): Step {
  const fresh: Going = {
    ...going,
    facts: new Map(),
    unclear: null,
    text: '',
    who,
    offered,
    openAmount: null,
  };
  return { going: { ...withFacts(fresh, facts, turn), personal: true }, applies: true };
}

function proceedWith(going: Going, turn: Turn, facts: readonly ReadFact[]): Step {
  const { reader } = going;
  const { sentence } = turn;
  const candidate = { reader, scheme: going.scheme, score: 0 };
  const corrected = correct(going, sentence, facts);
  if (corrected !== null) return { going: withFacts(going, corrected, turn, 'corrected'), applies: true };
  const reply = readReply(going, turn, facts);
  if (reply !== null) return { going: reply, applies: true };
  if (whatIsLeft.test(sentence.text) && facts.length === 0)
    return { going, applies: true, remark: 'what_is_left' };
  const asks = question.test(sentence.text);
  const about = reader.topic(sentence);
  const tells = isCase(reader, sentence, facts);
  const second = tells && !supposes.test(sentence.text) ? secondClaim(going, sentence, facts) : null;
  if (second !== null) {
    return { going: { ...withFacts(going, second.facts, turn), offered: second.offered }, applies: true };
  }
  if (tells && isAnotherCase(facts, sentence)) return begin(candidate, turn, null);
  if (asks && !tells && !supposes.test(sentence.text)) {
    // A question about the rule in between; one about something else ends the calculation.
    return { going: about > 0 || procedural.test(sentence.text) ? going : null, applies: false };
  }
  if (facts.length === 0 && (reader.unclear?.(sentence, facts) ?? null) === null) {
    if (isBareAnswer(sentence) || emptyTurn.test(sentence.text)) return withoutFacts(going, turn);
    if (procedural.test(sentence.text)) return { going, applies: false };
    if (about === 0) return { going: asks ? null : going, applies: false };
    // 低收入家庭 alone names no class yet; with what follows it may.
    return { going: { ...going, text: `${going.text}。${sentence.text}` }, applies: !asks };
  }
  return { going: askedOutside(withFacts(going, facts, turn), facts, sentence), applies: true };
}

/** 自费药2000, told after 自付3万: in it or besides? */
function askedOutside(going: Going, facts: readonly ReadFact[], { text }: Sentence): Going {
  const outside = facts.find(({ key }) => key === 'outsideCost');
  const own = going.facts.get('ownShare');
  if (outside === undefined || outside.value === 0 || own === undefined || own.from !== 'assumed')
    return going;
  if (facts.includes(own) || going.facts.has('totalCost') || /还有|仲有|另外|不算|不包|唔包|唔算/.test(text))
    return going;
  return {
    ...going,
    facts: new Map([...going.facts, ['ownShare', { ...own, value: null }]]),
    unclear: `“${outside.words}”算不算在“${own.words}”里面，请说明政策范围内自付是多少元。`,
  };
}

/** 系, 都唔系, 最后一个 where it fits no question: the question again, or that all is told. */
function withoutFacts(going: Going, turn: Turn): Step {
  // What has to be cleared up first is told again: nothing was computed of it.
  if (pendingField(going, turn) === null)
    return { going, applies: true, remark: going.unclear === null ? 'nothing_new' : null };
  const words = isOrdinal(turn.sentence) ? `“${turn.sentence.text}”是哪一个，请写出它的名称。` : null;
  return { going: { ...going, unclear: words ?? going.unclear }, applies: true };
}

/** A whole case anew, or the case of another member of the family. */
function isAnotherCase(facts: readonly ReadFact[], sentence: Sentence): boolean {
  if (isCorrection(sentence)) return false;
  const has = (...keys: readonly string[]) =>
    facts.some(({ key, value }) => keys.includes(key) && value !== null);
  const classed = has('categories', 'pending', 'identities', 'patient', 'level');
  const costed = has('ownShare', 'compliantCost', 'totalCost', 'netCost', 'cost', 'visits');
  return classed && costed;
}

function isCase(reader: SchemeReader, sentence: Sentence, facts: readonly ReadFact[]): boolean {
  if (asksForOthers(sentence) && !hasFigure(facts)) return false;
  return reader.isCase?.(sentence, facts) ?? isPersonal(sentence, facts);
}
