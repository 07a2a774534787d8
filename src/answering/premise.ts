/** "是不是罚5000元", "公示10天对吗": a figure put to us for confirmation that the cited words do not hold. @module */
import type { Corpus } from '../gazette/model.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import { type FigureUnit, statedFigures, type StatedFigure, textWithUnits } from './stated-figures.ts';
import { overlap, type QuestionTerms, sentencesOf } from './find-evidence.ts';
import type { Understanding } from './understand.ts';

/** Share of the question that a sentence with a figure of the same unit has to hold to be about the same thing. */
const leastHeld = 0.2;

const confirmBefore = /(?:是不是|是否|系咪|系唔系|听说|听讲|听人讲|据说|网上说|网上讲|有人说|人哋话|都说)/g;
/** 5000元对吗, 10天吧; between the figure and the asking word nothing but signs of less and more. */
const confirmAfter =
  /^(?:以[上下内]|之内|左右|才行|封顶|救助|补助|补贴|报销|罚款)?(?:的|了|嘅)?[,，]?\s*(?:(?:是不是|系咪|系唔系|对吗|对吧|对不对|啱唔啱|啱吗|没错吧|是吗|是吧|系嘛|吗|嘛|吧|么))[?？。!！]*$/;
/** What the asker tells of himself: 我自付3万, 花了2万, 今年80岁. */
const ownFact =
  /(?:我|俺|阿[爷婆公嬷妈爸]|老[豆爸妈母公婆]|爸|妈|花了?|使咗|用了|用咗|自付|自费|自己出|欠|今年|住了|读|做了|养了?|住院)[^,，。；;？?]{0,8}$|(?:收入|存款|工资|退休金)[有是得]?$/;

/** The figure that the question wants confirmed; null where it asks for none, or tells it as a fact of the asker's own. */
export function figureToConfirm(normalised: string): StatedFigure | null {
  // 200元一平方米, 每年一次: the one is what the other is counted by
  const figures = statedFigures(normalised);
  const counting = figures.length === 1 ? figures : figures.filter((figure) => figure.value !== '1');
  const [asked, ...others] = counting.filter((figure) => isToConfirm(normalised, figure));
  if (asked === undefined || others.length > 0) return null;
  // 我自付3万是不是能报2万: what is to be confirmed follows from a fact of the asker's own
  const ofOneUnit = counting.filter((figure) => figure.unit === asked.unit);
  return ofOneUnit.length === 1 ? asked : null;
}

function isToConfirm(question: string, { unit, start, end }: StatedFigure): boolean {
  const before = /[^,，。；;？?]*$/.exec(question.slice(0, start))?.[0] ?? '';
  const after = question.slice(end);
  const asking = [...before.matchAll(confirmBefore)].at(-1);
  const said = asking === undefined ? before : before.slice(asking.index + asking[0].length);
  if (ownFact.test(said)) return false;
  // 80岁是不是能领: an age stands before what is asked
  if (unit === 'age' && !/[满过要到够].?$/.test(before) && !/^以[上下内]/.test(after)) return false;
  return confirmAfter.test(after) || (asking !== undefined && said.length <= longestBetween);
}

/** From the asking word to the figure: 是不是在公示期满以后还要再等10天. */
const longestBetween = 18;

/**
 * What is said before the answer when the cited clauses decide the thing and hold other figures of that unit only.
 * @param clauses Indices into `Corpus.clauses`, all that the answer rests on.
 * @param items Number of items of the list that the answer shows whole.
 * @returns null where nothing has to be put right.
 */
export function correctPremise(
  corpus: Corpus,
  { normalised }: Pick<Understanding, 'normalised'>,
  terms: QuestionTerms,
  clauses: readonly number[],
  items?: number,
): string | null {
  const asked = figureToConfirm(normalised);
  if (asked === null) return null;
  const held = clauses.flatMap((index) => {
    const clause = corpus.clauses[index];
    if (clause === undefined) return [];
    const above = [...clause.headings.slice(-2), corpus.clauses[clause.leadIn ?? -1]?.text ?? ''].join(' ');
    return sentencesOf(textWithUnits(clause)).flatMap((sentence) => {
      const figures = figuresOf(sentence, asked.unit);
      const about = overlap(terms, new Set(tokenise(`${above} ${sentence}`))) >= leastHeld;
      return figures.map((figure) => ({ figure, sentence, about }));
    });
  });
  if (items !== undefined && asked.unit === 'piece') {
    const counted = `共${items}项`;
    held.push(...figuresOf(counted, 'piece').map((figure) => ({ figure, sentence: counted, about: true })));
  }
  if (held.some(({ figure }) => figure.value === asked.value)) return null;
  // 特困 is not answered by what is said of 低保.
  const persons = normalised.match(personWords) ?? [];
  // 非低保（特困或孤儿）的贫困对象 speaks of neither.
  const spoken = clauses
    .map((index) => spokenOf(corpus, index).replace(/[（(][^（()）]*[）)]/g, ''))
    .join(' ');
  if (persons.some((person) => !spoken.includes(person))) return null;
  const about = held.filter((each) => each.about);
  if (about.length === 0 || about.some(({ figure, sentence }) => allows(figure, sentence, asked, normalised)))
    return null;
  return `下面引用的条文写的不是${asked.written}：`;
}

const personWords =
  /低保|特困|五保|孤儿|低收入|建档立卡|因病致贫|残疾|老年|未成年|非本区|外地|单位|(?<![\d一二三四五六七八九十两几多少])个人|畜场|禽场/g;

/** The clause with what stands over it and its neighbours of one article, where the persons are named. */
function spokenOf(corpus: Corpus, index: number): string {
  const clause = corpus.clauses[index];
  return [...(clause?.headings ?? []), corpus.clauses[clause?.leadIn ?? -1]?.text, clause?.text].join(' ');
}

function figuresOf(text: string, unit: FigureUnit): StatedFigure[] {
  return statedFigures(text).filter((figure) => figure.unit === unit);
}

/** 两百元以上两千元以下 allows 1000元, and 不超过50000元 allows 3万元, unless the limit itself was asked about. */
function allows(figure: StatedFigure, sentence: string, asked: StatedFigure, question: string): boolean {
  if (asked.unit === 'date') return false;
  const value = Number(asked.value);
  const limit = Number(figure.value);
  const before = sentence.slice(0, figure.start);
  const after = sentence.slice(figure.end);
  const asksLimit = /最[高低多少]|封顶|上限|下限|至[少多]|起码|不超过|以[上下内]/.test(question);
  const asksDemand = /要|须|需/.test(question);
  const upper =
    /(?:最高|不超过|不得超过|控制在|至多|最多)[^,，。；]{0,8}$/.test(before) || /^以[下内]/.test(after);
  const lower =
    /(?:不得?少于|不得?低于|至少|超过|最少)[^,，。；]{0,4}$/.test(before) &&
    !/不(?:得)?超过[^,，。；]{0,4}$/.test(before);
  const fromTo = figuresOf(sentence, asked.unit);
  const at = fromTo.findIndex((each) => each.start === figure.start);
  const above = fromTo[at + 1];
  if (above !== undefined && /^以上[^,，。；]{0,2}$/.test(sentence.slice(figure.end, above.start)))
    return limit <= value && value <= Number(above.value);
  if (asksLimit) return false;
  return (
    (upper && value < limit && !after.startsWith('以上') && rangeStart(fromTo, at, sentence) === null) ||
    (lower && value > limit && !asksDemand)
  );
}

/** The lower figure of a range that this one ends; null when it ends none. */
function rangeStart(figures: readonly StatedFigure[], at: number, sentence: string): StatedFigure | null {
  const below = figures[at - 1];
  const figure = figures[at];
  if (below === undefined || figure === undefined) return null;
  return /^以上[^,，。；]{0,2}$/.test(sentence.slice(below.end, figure.start)) ? below : null;
}
