/**
 * Corrections inside one message: 月均用水5千方，打错了，是5万方 is read as 月均用水5万方.
 * @module
 */
import { readSentence, type Sentence } from './sentence.ts';

/** A message without the words that it takes back. */
export interface Settled {
  readonly text: string;
  /** What corrects words and not figures (说错了，是门诊): to be read after the rest. */
  readonly corrections: readonly string[];
  /** A corrected figure whose old one cannot be told: one sentence for the resident; null: clear. */
  readonly unclear: string | null;
}

/** 哦说错了，是 · 唔系，讲错咗， · 更正为; at the head of a part, so that 他说错了政策 is none. */
const sigh = '哦|噢|啊|呃|诶|哎呀?|唉|嗯|不好意思|唔好意思|抱歉|对唔住|对不起';
const slip =
  '(?:说|讲|搞|打|写|记|算|输|填)(?:错|漏)(?:了|咗|啦|晒)?|更正(?:一下|下)?|纠正(?:一下|下)?|不对|唔啱|错了|错咗';
const marker = new RegExp(
  `(?<=^|[,。;!?() ])(?:(?:${sigh}|我|刚才|头先|前面|上面|不是|唔系|,| )*(?:${slip})(?:[,。:; ]+|为|成|(?=是|系|应|\\d|$))` +
    `|(?:${sigh}|,| )*(?<bare>(?:不是|唔系)[,。]+))(?:${sigh}|,| )*`,
  'g',
);

/** 应该是, 其实系 right after the marker. */
const copula = /^(?:应该|应当|应|其实|实际|准确|正确)?(?:上|来说|地说)?(?:是|系|为|的是)?/;
/** What stands between a name and its figure and names nothing. */
const filler =
  /(?:应该|应当|其实|实际|了|咗|过|的|嘅|是|系|为|他|她|佢|我|们|哋|要|就|都|也|还|仲|有|个|一共|总共|共|大概|大约|约|:|,|\s)+$/;

interface Figure {
  readonly words: string;
  readonly start: number;
  readonly end: number;
  /** Figures of one kind may replace each other; '' for a bare figure. */
  readonly kind: string;
}

/** Takes every correction in: the later figure stands where the one that it replaces stood. */
export function settleCorrections(text: string, today: string): Settled {
  let sentence = readSentence(text, today);
  const corrections: string[] = [];
  let unclear: string | null = null;
  // Each round takes one correction out of the text.
  for (let round = 0; round < 5; round += 1) {
    const found = [...sentence.text.matchAll(marker)].find(
      (match) => match.index > 0 && !isAnswer(sentence.text, match),
    );
    if (found === undefined) break;
    const head = sentence.text.slice(0, found.index);
    const from = found.index + found[0].length;
    const end = clauseEnd(sentence.text, from);
    const clause = sentence.text.slice(from, end);
    const rest = sentence.text.slice(end);
    const figures = figuresOf(sentence);
    const news = figures.filter((each) => each.start >= from && each.end <= end);
    const [figure, ...more] = news;
    const olds = figures.filter((each) => each.end <= found.index);
    if (figure === undefined || more.length > 0 || olds.length === 0) {
      corrections.push(clause.replace(copula, ''));
      sentence = readSentence(head.replace(/[,\s]+$/, '') + rest, today);
      continue;
    }
    const old = replacedBy(sentence.text, figure, olds, sentence.text.slice(from, figure.start));
    if (old === undefined) {
      unclear ??= `您更正了一个数（${figure.words}），请说明它是什么数。`;
      sentence = readSentence(head.replace(/[,\s]+$/, '') + rest, today);
      continue;
    }
    const tail = sentence.text.slice(figure.end, end);
    const after = head.slice(old.end).replace(/[,\s]+$/, '') + (tail.length > 3 ? `,${tail}` : '') + rest;
    sentence = readSentence(head.slice(0, old.start) + inPlaceOf(old, figure) + after, today);
  }
  return { text: sentence.text, corrections: corrections.filter((each) => each !== ''), unclear };
}

/** 唔系 alone may answer a question; it corrects where the figure after it follows a copula or the name of an earlier one. */
function isAnswer(text: string, { index, 0: words, groups }: RegExpMatchArray): boolean {
  if (groups?.['bare'] === undefined) return false;
  const clause = text.slice((index ?? 0) + words.length).split(/[,。;!?() ]/)[0] ?? '';
  if (/^(?:应|是|系)/.test(clause)) return false;
  const name = nameIn(/^[^\d一二两三四五六七八九十]*/.exec(clause)?.[0] ?? '');
  return name === '' || !/\d|[一二两三四五六七八九十]/.test(clause) || !text.slice(0, index).includes(name);
}

const clauseEnd = (text: string, from: number): number => {
  const length = text.slice(from).search(/[,。;!?() ]/);
  return length < 0 ? text.length : from + length;
};

function figuresOf({ amounts, quantities, dates }: Sentence): readonly Figure[] {
  const span = ({ words, start, end }: Figure | Omit<Figure, 'kind'>) => ({ words, start, end });
  return [
    ...amounts.map((each) => ({ ...span(each), kind: each.stated ? '元' : '' })),
    ...quantities.filter(({ unit }) => unit !== '').map((each) => ({ ...span(each), kind: each.unit })),
    ...dates.map((each) => ({ ...span(each), kind: '日期' })),
  ].toSorted((left, right) => left.start - right.start);
}

/**
 * The figure that is taken back: of those of its kind the one that the same word names (自付是3万 → 自付2万), without a name the
 * last one. undefined: a name that none of them has.
 */
function replacedBy(text: string, figure: Figure, olds: readonly Figure[], lead: string): Figure | undefined {
  const last = olds.at(-1);
  const same = olds.filter(
    ({ kind }) =>
      kind === figure.kind ||
      (isMoney(kind) && isMoney(figure.kind)) ||
      (figure.kind === '' && kind === last?.kind),
  );
  const name = nameIn(lead.replace(copula, ''));
  if (name === '') return same.at(-1);
  const scored = same.map((old) => ({ old, length: commonEnd(name, nameIn(text.slice(0, old.start))) }));
  const most = Math.max(0, ...scored.map(({ length }) => length));
  return most === 0 ? undefined : scored.findLast(({ length }) => length === most)?.old;
}

const isMoney = (kind: string): boolean => kind === '' || kind === '元';

const nameIn = (lead: string): string => lead.replace(filler, '');

function commonEnd(left: string, right: string): number {
  let length = 0;
  while (length < Math.min(left.length, right.length) && left.at(-1 - length) === right.at(-1 - length)) {
    length += 1;
  }
  return length;
}

/** 59岁，是60 → 60岁; 2018年8月，是9月 → 2018年9月. */
function inPlaceOf(old: Figure, figure: Figure): string {
  if (figure.kind === '日期' && !/^\d{4}/.test(figure.words)) {
    const year = /^(?:\d{4}年|今年|去年|前年)/.exec(old.words)?.[0];
    return year === undefined || /年/.test(figure.words) ? figure.words : year + figure.words;
  }
  return figure.kind === '' && old.kind !== '' && old.kind !== '元'
    ? figure.words + (/\D+$/.exec(old.words)?.[0] ?? '')
    : figure.words;
}
