/**
 * A typed reply as the answer to the field that is asked, by the readers of the calculators: 3万5, 系, 2018年8月, 低保、孤儿.
 * @module
 */
import { withReadableDates } from '../answering/calculation-wording.ts';
import type { Field } from '../calculators/kernel/field.ts';
import { matchChoice, squeeze } from '../calculators/kernel/match-choice.ts';
import { readFacts } from '../calculators/kernel/read-facts.ts';
import { readBareReply } from '../calculators/reading/bare-reply.ts';
import { type Amount, readSentence, type Sentence } from '../calculators/reading/sentence.ts';
import { type DialogueValue, dialogueValueSchema } from './calculation-dialogue-state.ts';
import { exampleOf, isNegative, offeredChoices, yesNoLabels } from './calculation-dialogue-wording.ts';

export type ReadAnswer =
  | { readonly kind: 'value'; readonly value: DialogueValue }
  /** Said to be unknown. */
  | { readonly kind: 'unknown' }
  /** One sentence that says why not. */
  | { readonly kind: 'unread'; readonly reason: string };

/** Characters of an answer in free words. */
const longestText = 100;
/** … and of one that names several choices. */
const longestList = 40;

const notKnown =
  /不清楚|不知道|唔知|唔清楚|唔肯定|记不清|记不得|不记得|唔记得|忘记|忘了|唔记得|说不准|讲唔准|不确定|没算过|冇计过/;
const asksHow = /怎么|怎样|点样|点填|点算|如何|为什么|点解|要不要|什么意思|咩意思/;

/** 记不清哪天了, 不知道有没有签: no question, and no figure. @param text simplified. */
export const isNotKnown = (text: string): boolean =>
  text.length <= 16 && notKnown.test(text) && !asksHow.test(text) && !/\d|[?？]/.test(text);

/** The words are the name of a choice, whatever else they look like. */
export const isChoiceName = ({ choices }: Field, text: string): boolean =>
  (choices ?? []).some(({ value, aliases }) =>
    [value, ...(aliases ?? [])].some((name) => squeeze(name) === squeeze(text)),
  );

/** @param text simplified characters. @param today ISO day, for 去年 and 昨天. */
export function readAnswer(field: Field, text: string, today: string): ReadAnswer {
  const sentence = readSentence(figureOnly(field, text), today);
  const bare = readBareReply(field, sentence);
  if (bare?.value === null || isNotKnown(text)) return { kind: 'unknown' };
  if (field.type === 'text') {
    return text.length <= longestText
      ? { kind: 'value', value: text }
      : { kind: 'unread', reason: `请用${longestText}个字以内说明。` };
  }
  if (isNegative(field)) return readNegative(field, text);
  // 约3万 stands for what is not exact: the kernel is to see the words themselves.
  if (bare !== null && !(typeof bare.value === 'string' && bare.value.startsWith('约')))
    return checked(field, bare.value, () => complaint(field, sentence));
  if (!isPlain(field, sentence.text)) return { kind: 'unread', reason: complaint(field, sentence) };
  return checked(field, sentence.text, () => complaint(field, sentence));
}

/**
 * 不是学生, 有居住证: yes or no with words of the question itself. undefined: no such answer. The readers come first, for they
 * know what else such words may mean.
 */
export function echoOf(field: Field, text: string): boolean | undefined {
  if (field.type !== 'boolean' || isNegative(field)) return undefined;
  const words = squeeze(text).replace(/(?:的|了|呀|啊|嘅|咗|喎)+$/, '');
  const [, sign = '', rest = ''] =
    /^(不是|没有|没|冇|唔系|未|不在|唔喺|是|系|有|已经|在|喺)(.{2,12})$/.exec(words) ?? [];
  const asked = squeeze(field.question.replace(/（[^（）]*）/g, ''));
  return rest === '' || !asked.includes(rest) ? undefined : !/^[不没冇唔未]/.test(sign);
}

/** Words in front of a figure that say no more than the question does. */
const lead =
  /^(?:我|佢|他|她|病人|自己|自家|今年|已经|大约是|要|就|都|一共|总共|付|出|俾|畀|花|交|用|使|咗|了|掉)+(?=[\d一二两三四五六七八九十百千万¥￥])/;

/** 超目录是5600 for 超目录费用: its own name, in front of the figure. */
const named =
  /^(\p{Script=Han}{3,}?)(?:费用?)?(?:大约是|就是|一共|总共|共|是|系|为|有|:|=|,)*(?=[\d一二两三四五六七八九十百千万¥￥])/u;

/** 每月800 for 元/月: the name and the period that is asked for are no part of the figure. */
function figureOnly({ unit, type, label }: Field, text: string): string {
  if (!['money', 'integer', 'decimal'].includes(type)) return text;
  const folded = text.normalize('NFKC').trim();
  const own = named.exec(folded);
  const bare =
    own !== null && label.includes(own[1] ?? '') ? folded.slice(own[0].length) : folded.replace(lead, '');
  if (unit === '元/月') return bare.replace(/^(?:每|一)个?月(?=.)|(?<=.)(?:[一每]个?月|\/月)$/, '');
  return unit === '元/年' ? bare.replace(/^(?:每|一)年(?=.)|(?<=.)(?:[一每]年|\/年)$/, '') : bare;
}

/** 病人没有参加基本医疗保险吗: 没有 may mean either. */
function readNegative(field: Field, text: string): ReadAnswer {
  const words = squeeze(text);
  if (/^(?:是|系)(?:的|呀|啊|嘅)*$/.test(words)) return { kind: 'value', value: true };
  if (/^(?:不是|唔系|否)(?:的|呀|啊|嘅)*$/.test(words)) return { kind: 'value', value: false };
  const [yes, no] = yesNoLabels(field);
  if (squeeze(yes) === words) return { kind: 'value', value: true };
  if (squeeze(no) === words) return { kind: 'value', value: false };
  return { kind: 'unread', reason: `请说清楚：“${yes}”，还是“${no}”。` };
}

/** What the kernel may read of the bare words; a choice only by its name, for a longer sentence may say the contrary. */
function isPlain(field: Field, text: string): boolean {
  switch (field.type) {
    case 'choice':
      return isChoiceName(field, text);
    case 'choices':
      return text.length <= longestList && !/不|没|冇|唔|未|[?？]/.test(text);
    default:
      return text.length <= longestList;
  }
}

/** The value as the kernel reads it, so that nothing impossible becomes a fact. */
function checked(field: Field, raw: unknown, complain: () => string): ReadAnswer {
  const value = valueOf(field, raw);
  if ('problem' in value) {
    const wrongChoice = field.type === 'choice' || field.type === 'choices';
    const reason = value.problem === null || wrongChoice ? complain() : withReadableDates(value.problem);
    return { kind: 'unread', reason };
  }
  const left = vagueOf(field, value.value);
  return left === null ? { kind: 'value', value: value.value } : { kind: 'unread', reason: left };
}

/**
 * What `run` makes of a value of this field, in the units of the field; or a sentence for what is impossible, null for what
 * cannot be read. Used for all that is taken over from elsewhere too.
 */
export function valueOf(
  field: Field,
  raw: unknown,
): { readonly value: DialogueValue } | { readonly problem: string | null } {
  const read = readFacts([field], { [field.key]: raw });
  if (read.errors[0] !== undefined) return { problem: read.errors[0] };
  const fact = read.origins.has(field.key) ? read.facts.peek(field.key) : undefined;
  if (fact === undefined) return { problem: null };
  const scale =
    field.type === 'money' || field.type === 'amounts' ? 100 : field.type === 'decimal' ? 1000 : 1;
  const inUnit = (each: number | string) => (typeof each === 'number' ? each / scale : each);
  const value = typeof fact === 'object' ? fact.map(inUnit) : typeof fact === 'boolean' ? fact : inUnit(fact);
  const kept = dialogueValueSchema.safeParse(value);
  return kept.success ? { value: kept.data } : { problem: null };
}

/** 门诊 leaves open which kind: the kinds are asked for; null: it leaves nothing open. */
export function vagueOf(field: Field, value: DialogueValue): string | null {
  const vague = (field.choices ?? []).filter((choice) => choice.vague === true).map((choice) => choice.value);
  const said = (Array.isArray(value) ? value : [value]).find((each) => vague.includes(String(each)));
  if (said === undefined) return null;
  const kinds = offeredChoices(field).map((choice) => choice.value);
  const near = kinds.filter((kind) => kind.includes(String(said)));
  return `“${String(said)}”还分几种，请选一种：${(near.length > 0 ? near : kinds).join('、')}。`;
}

/** Why a reply is no answer, with what one looks like. */
function complaint(field: Field, sentence: Sentence): string {
  const example = `例如：${exampleOf(field)}`;
  switch (field.type) {
    case 'boolean': {
      const [yes, no] = yesNoLabels(field);
      return `没有看出是哪一种，请回答“${yes}”或者“${no}”。`;
    }
    case 'choice':
    case 'choices': {
      const near = matchChoice(field.choices ?? [], sentence.text);
      const left = near === undefined ? null : vagueOf(field, near);
      return left ?? '没有看出是哪一种，请点下面的按钮，或者写出它的名称。';
    }
    case 'date':
      return dateComplaint(sentence, example);
    default:
      return figureComplaint(field, sentence, example);
  }
}

function dateComplaint({ dates }: Sentence, example: string): string {
  if (dates.length > 1) return `您写了几个日期，请只写这一项的。${example}。`;
  if (dates[0]?.isForeign === true) return `请写公历的年月日。${example}。`;
  if (dates[0]?.iso === null) return `请写上年份。${example}。`;
  return `没有看出是哪一天。${example}。`;
}

function figureComplaint(field: Field, { amounts, quantities }: Sentence, example: string): string {
  const unit = field.unit ?? '元';
  const inexact = [...amounts, ...quantities].find((each) => each.inexact !== null);
  if (inexact !== undefined) {
    return inexact.inexact === 'foreign'
      ? `请换算成${unit}再写。${example}。`
      : `要写准确的数才能算，不能是大约的数。${example}；不清楚就点“不清楚”。`;
  }
  if (unit.includes('/') && quantities.some((each) => each.unit === '年' || each.unit === '个月'))
    return `单位是${unit}，请换算好再写。${example}。`;
  if (field.type === 'amounts') return `请把每一笔写成数字，用顿号隔开。${example}。`;
  if (amounts.length + quantities.length > 1) return `您写了几个数，请只写这一项的。${example}。`;
  if (quantities.length > 0 && field.unit !== undefined) return `单位要用${unit}。${example}。`;
  return `没有读出数字。${example}${/填0/.test(field.question) ? '；没有就写0' : ''}。`;
}

/** Amounts of a message that no fact holds. */
export const amountsOutside = (amounts: readonly Amount[], held: readonly unknown[]): readonly Amount[] =>
  amounts.filter(({ fen }) => fen === null || !held.some((value) => value === fen / 100));
