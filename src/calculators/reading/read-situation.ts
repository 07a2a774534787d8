/**
 * From a conversation to a case for a calculator, without a model.
 * @module
 */
import type { Origin } from '../kernel/facts.ts';
import { nextField } from '../run.ts';
import type { Scheme } from '../scheme.ts';
import { readBareReply } from './bare-reply.ts';
import { correct, isCorrection } from './correction.ts';
import { type Going, firstPerson, isPersonal, rawOf, withFacts } from './known-facts.ts';
import { readers as allReaders } from './readers.ts';
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
}

/** null: the last message is no case to compute. */
export function readSituation(input: SituationInput): Situation | null {
  const readers = (input.readers ?? allReaders).flatMap((reader) => {
    const scheme = input.schemes.find(({ id }) => id === reader.scheme);
    return scheme === undefined ? [] : [{ reader, scheme }];
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
  };
}

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

const cancel =
  /^(?:取消|不算了|算了|不用算了?|唔计了?|唔使计了?|停止计算|结束|退出|重新开始|重来|不问了|唔问了)(?:吧|啦|了|咯|。|!)*$/;
const closing = /^(?:谢谢|多谢|唔该|好的?|知道了|明白了?|收到|ok|嗯|哦)(?:你|您|晒|哦|啊|了|。|!|~)*$/;
const question =
  /[?]|吗|多少|几多|几成|几钱|怎么|点样|如何|什么|乜|哪|边度|能不能|可不可以|可唔可以|是不是|系唔系|有没有|有冇|呢$/;
const supposes = /^(?:那|咁|如果|要是|换成|假如|若|改成|假设)|呢[?]?$/;
const startsCalculation =
  /(?:帮我|帮手|来|请|可以)?(?:算|计|计算)(?:一下|下|吓|一算|计)|(?:帮我|帮手)(?:算|计)/;

function advance(going: Going | null, turn: Turn): Step {
  const { sentence } = turn;
  if (cancel.test(sentence.text)) return { going: null, applies: false };
  if (going !== null && closing.test(sentence.text) && pendingField(going, turn)?.type !== 'boolean') {
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

/** @param earlier a rule question of the same scheme just before, whose class and care still hold. */
function begin({ reader, scheme }: Candidate, turn: Turn, earlier: Going | null): Step {
  const facts = reader.read(turn.sentence);
  const unclear = reader.unclear?.(turn.sentence, facts) ?? null;
  const started =
    isCase(reader, turn.sentence, facts) ||
    startsCalculation.test(turn.sentence.text) ||
    (unclear !== null && firstPerson.test(turn.sentence.text));
  const going: Going = {
    scheme,
    reader,
    facts: new Map(earlier?.facts),
    personal: false,
    unclear: null,
    started,
    text: earlier?.text ?? '',
  };
  return { going: withFacts(going, facts, turn), applies: started };
}

function proceed(going: Going, turn: Turn): Step {
  const { reader } = going;
  const { sentence } = turn;
  const facts = reader.read(sentence);
  const candidate = { reader, scheme: going.scheme, score: 0 };
  if (!going.started) {
    const related = reader.topic(sentence) > 0 || startsCalculation.test(sentence.text);
    return related ? begin(candidate, turn, going) : { going: null, applies: false };
  }
  const corrected = correct(going, sentence, facts);
  if (corrected !== null) return { going: withFacts(going, corrected, turn, 'corrected'), applies: true };
  const field = pendingField(going, turn);
  const reply = field === null ? null : readBareReply(field, sentence);
  if (reply !== null) return { going: withFacts(going, [reply], turn, 'asked'), applies: true };
  const asks = question.test(sentence.text);
  const about = reader.topic(sentence);
  const tells = isCase(reader, sentence, facts);
  if (tells && isAnotherCase(facts, sentence)) return begin(candidate, turn, null);
  if (asks && !tells && !supposes.test(sentence.text)) {
    // A question about the rule in between; one about something else ends the calculation.
    return { going: about > 0 ? going : null, applies: false };
  }
  if (facts.length === 0 && (reader.unclear?.(sentence, facts) ?? null) === null) {
    if (about === 0) return { going: asks ? null : going, applies: false };
    // 低收入家庭 alone names no class yet; with what follows it may.
    return { going: { ...going, text: `${going.text}。${sentence.text}` }, applies: !asks };
  }
  return { going: withFacts(going, facts, turn), applies: true };
}

const pendingField = (going: Going, { input }: Turn) =>
  going.started ? nextField(going.scheme, rawOf(going), { asOf: input.asOf }) : null;

/** A whole case anew, or the case of another member of the family. */
function isAnotherCase(facts: readonly ReadFact[], sentence: Sentence): boolean {
  if (isCorrection(sentence)) return false;
  const has = (...keys: readonly string[]) =>
    facts.some(({ key, value }) => keys.includes(key) && value !== null);
  const classed = has('categories', 'pending', 'identities', 'patient', 'level');
  const costed = has('ownShare', 'compliantCost', 'totalCost', 'netCost', 'cost', 'visits');
  if (classed && costed) return true;
  return (
    costed &&
    /(?:也|另外|还有|又).{0,12}(?:老公|老婆|爸|妈|儿子|女儿|爷爷|奶奶)|(?:老公|老婆|爸|妈|儿子|女儿|爷爷|奶奶).{0,4}(?:也|又)/.test(
      sentence.text,
    )
  );
}

function isCase(reader: SchemeReader, sentence: Sentence, facts: readonly ReadFact[]): boolean {
  return reader.isCase?.(sentence, facts) ?? isPersonal(sentence, facts);
}
