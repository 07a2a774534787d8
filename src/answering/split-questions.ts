/**
 * Two questions in one message, told apart by their own question words. Splitting is the exception: a story with one
 * question, a choice (A还是B), a list of conditions and a tail such as 对吗 stay whole.
 * @module
 */
import { normalise } from '../retrieval/normalise.ts';
import { maskStopWords } from '../retrieval/stop-words.ts';

export interface QuestionPart {
  readonly text: string;
  /** It names no subject of its own: it is read after the part before it. */
  readonly leans: boolean;
}

/** More parts than this are no longer read by anybody; what is over stays with the last. */
const maxParts = 3;
/** A longer message is a story, whose questions belong together. */
const longestSplit = 160;
/** Informative characters from which a part stands on its own: after 另外 and the like, and after a mere mark. */
const ownSubject = { afterConnector: 5, afterMark: 9 } as const;

const asksOpenly =
  /多少|(?<![好十无])几(?=多|时|号|月|年|天|日|成|钱|元|块|蚊|个|间|家|份|项|次|人|岁|倍|长|大|耐|点|类|种|处|位|名|米|平|方|级)|哪|(?<!(?:不到|不知|不知道)是)谁|(?<![没管论])什么(?!都|的)|边(?:度|个|处|间|啲|份|几|日)|咩|乜|点(?:样|算|解|做|罚|计|办|申请|收费)|怎|如何|何时|多[久长大高远重]|为何|啥/;
const asksYesOrNo =
  /[吗嘛么][?？]?$|是不是|是否|能不能|可不可以|有没有|有冇|系咪|系唔系|得唔得|可唔可以|会唔会|会不会|要不要|使唔使|算不算/;
const asksByName = /^.{2,14}呢[?？]?$/;
/** 还是…, 或者…: the other half of a choice. 对吗, 怎么办: the tail of what was said before. */
const belongsToBefore = /^(?:还是|或者|或|抑或|定系|定还是|以及|和|跟|同埋)/;
const connector =
  /^(?:另外|此外|还有|仲有|重有|顺便|顺带|再问|再请问|还想问|仲想问|我还想|第二|其次|另)(?:一下|下|再)?(?:问|请问)?(?:一下|下|个|一个问题)?[，,、：:\s]*/;
const pointsBack = /^(?:那|咁|它|他|她|佢|这|该|其中|要是|如果|违反|逾期|过期|没)/;

interface Segment {
  readonly text: string;
  /** It stands after a full stop, a question mark or a connector. */
  readonly apart: boolean;
}

/** The parts of a message, in order; one part when it is not to be split. */
export function splitQuestions(message: string): QuestionPart[] {
  const whole = [{ text: message, leans: false }];
  if (message.length > longestSplit) return whole;
  const groups: Segment[][] = [];
  /** What stands between two questions: it belongs to the later one, or to the last when none follows. */
  let between: Segment[] = [];
  for (const segment of segmentsOf(message)) {
    const group = groups.at(-1);
    if (group === undefined) {
      between.push(segment);
      if (isFirstQuestion(segment)) [groups[0], between] = [between, []];
      continue;
    }
    between.push(segment);
    if (!isNextQuestion(segment, between[0] ?? segment)) continue;
    if (groups.length < maxParts) groups.push(between);
    else group.push(...between);
    between = [];
  }
  groups.at(-1)?.push(...between);
  if (groups.length < 2) return whole;
  return groups.map((group, index) => {
    const joined = group.map(({ text }) => text).join('');
    const text = trimMarks(index === 0 ? joined : joined.replace(connector, ''));
    return { text, leans: index > 0 && leansOnBefore(text, connector.test(joined)) };
  });
}

function segmentsOf(message: string): Segment[] {
  const segments: Segment[] = [];
  let apart = false;
  for (const text of message.match(/[^？?；;。！!，,\s]+[？?；;。！!，,\s]*|[？?；;。！!，,\s]+/g) ?? []) {
    segments.push({ text, apart: apart || connector.test(text) });
    apart = /[？?；;。！!]/.test(text);
  }
  return segments;
}

function isFirstQuestion({ text }: Segment): boolean {
  const words = normalise(text).trim();
  return asksOpenly.test(words) || (/[?？]\s*$/.test(text) && asksYesOrNo.test(trimMarks(words)));
}

/** @param first the first words after the question before. */
function isNextQuestion({ text }: Segment, first: Segment): boolean {
  const words = trimMarks(normalise(text));
  if (belongsToBefore.test(words)) return false;
  if (informative(words.replace(connector, '')).length < 2) return false;
  if (asksOpenly.test(words)) return true;
  return first.apart && (asksYesOrNo.test(words) || asksByName.test(words));
}

function leansOnBefore(text: string, connected: boolean): boolean {
  const words = normalise(text);
  if (pointsBack.test(words) || asksByName.test(trimMarks(words))) return true;
  return informative(words).length < (connected ? ownSubject.afterConnector : ownSubject.afterMark);
}

/** The characters that say what is asked about. */
export function informative(normalised: string): string {
  return maskStopWords(normalised).replace(/[^\p{Script=Han}\p{L}\p{N}]/gu, '');
}

function trimMarks(text: string): string {
  return text.replace(/^[\s，,；;。]+|[\s，,；;。]+$/g, '');
}
