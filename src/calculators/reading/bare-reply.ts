/**
 * A short answer to the question that was asked: 住院, 2万, 是, 不清楚, 2018年8月.
 * @module
 */
import type { Field } from '../kernel/field.ts';
import { matchChoice } from '../kernel/read-facts.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Amount, Sentence } from './sentence.ts';

/** Characters of a message that may be a bare reply. */
export const longestReply = 24;

const yes =
  /^(?:是|系|有|对|嗯|好|符合|属于|已经?|(?:已经?)?签|(?:已经?)?办|达到|在|能|可以|yes|y|ok)(?:的|呀|啊|咯|了|嘅|哦|喎|㖞|咗|过|好|有)*$/;
const no =
  /^(?:不是|没有|没|不|唔系|冇|无|否|未|还没(?:有)?|仲未|都不是|不属于|不符合|不能|不可以|没签|没办|未签|未办|no|n)(?:的|呀|啊|咯|了|嘅|哦|喎|㖞|咗|过|签|办|有)*$/;
const unknown =
  /^(?:我)?(?:也|都)?(?:不清楚|不知道|唔知道?|唔清楚|不确定|忘记?了?|不记得|唔记得|不懂|说不准|讲唔准|未知|不详|没留意|不晓得)(?:的|呀|啊|了|哦|喔|喎|㖞|㗎|架|嘅|呢|是多少|多少|几多)*$/;
const noneOfThem =
  /^(?:以上|上面|呢啲|这些)?(?:全部|全|什么|乜|乜嘢|哪个|边样|边个|一个)?(?:都|也)(?:不是|唔系|不属于|唔属于|没有|冇)(?:的|呀|啊|了|哦|喔|喎|㖞|㗎|架|嘅)*$/;
/** 最后一个: which of those that were offered is not certain. */
const ordinal =
  /^(?:是|系|选|拣)?(?:第[一二三四五六七八九十\d]+|最后一?|最尾|头先|前面|上面|后面)(?:一)?(?:个|种|类|项|样)(?:的|嘅|啊|呀|吧)*$/;
/** What may stand around an answer. */
const filler =
  /^(?:嗯|哦|噢|啊|准确|确切|实际|就|应该|那个|这个|我|是|系|有|一共|总共|共|大概|大约|差不多|约|的话|在|于|就是|即系|付了|花了|自付|,|:| )*|(?:左右|吧|啊|呀|喔|哦|咯|啦|了|的|嘅|,|。|!|~| )*$/g;

/** 系, 冇, 都唔系, 唔清楚喎: an answer, whatever was asked. */
export function isBareAnswer({ text }: Sentence): boolean {
  const words = bareText(text);
  return [yes, no, unknown, noneOfThem].some((pattern) => pattern.test(words)) || isOrdinal({ text });
}

export const isOrdinal = ({ text }: Pick<Sentence, 'text'>): boolean => ordinal.test(bareText(text));

/** Agrees or not to what was asked; undefined: neither. */
export function agrees({ text }: Sentence): boolean | undefined {
  const words = bareText(text);
  return yes.test(words) ? true : no.test(words) || noneOfThem.test(words) ? false : undefined;
}

const bareText = (text: string): string => text.replace(/[。!~,]+$/, '').trim();

/** The fact that a bare answer gives to a field; null: it is no such answer. */
export function readBareReply(field: Field, sentence: Sentence): ReadFact | null {
  const text = bareText(sentence.text);
  if (text === '' || text.length > longestReply || /[?]|吗$|呢$/.test(text)) return null;
  const fact = (value: unknown): ReadFact => ({ key: field.key, value, words: text });
  if (unknown.test(text)) return fact(null);
  const value = valueOf(field, sentence, text);
  return value === undefined ? null : fact(value);
}

function valueOf(field: Field, sentence: Sentence, text: string): unknown {
  switch (field.type) {
    case 'boolean':
      return yes.test(text) ? true : no.test(text) ? false : undefined;
    case 'choice':
    case 'choices':
      return choiceOf(field, text);
    case 'money':
    case 'integer':
    case 'decimal':
      return quantityOf(field, sentence, text);
    case 'date': {
      const [date] = sentence.dates;
      const only = sentence.dates.length === 1 && isAll(text, date?.words ?? '');
      return only && date?.iso !== null ? date?.iso : undefined;
    }
    case 'amounts': {
      const all = sentence.amounts.map(({ fen }) => fen);
      return all.length > 0 && all.every((fen) => fen !== null) ? all.map((fen) => fen / 100) : undefined;
    }
    default:
      return text;
  }
}

function choiceOf(field: Field, text: string): unknown {
  const choices = field.choices ?? [];
  const words = text.replace(filler, '');
  const none = choices.find(({ value }) => value === '都不是');
  if (none !== undefined && noneOfThem.test(text))
    return field.type === 'choices' ? [none.value] : none.value;
  if (
    /不|没|冇|唔|未/.test(words) &&
    !choices.some(({ value, aliases }) => [value, ...(aliases ?? [])].includes(words))
  ) {
    return undefined;
  }
  if (words.length > 14) return undefined;
  const value = matchChoice(choices, words);
  if (value === undefined) return undefined;
  return field.type === 'choices' ? [value] : value;
}

function quantityOf(field: Field, sentence: Sentence, text: string): unknown {
  const { amounts, quantities } = sentence;
  // 没有 is 0 only where the question says so.
  if (no.test(text) || /^(?:零|一分(?:钱)?(?:都|也)?没有?)$/.test(text)) {
    return /填0/.test(field.question) || text === '零' ? 0 : undefined;
  }
  if (amounts.length + quantities.length !== 1) return undefined;
  const [quantity] = quantities;
  const [amount] = amounts;
  if (quantity !== undefined) {
    if (!isAll(text, quantity.words) || field.type === 'money') return undefined;
    if (quantity.value === null) return `约${quantity.words}`;
    if (quantity.unit === '年' && field.unit === '个月') return quantity.value * 12;
    return field.unit === undefined || field.unit.endsWith(quantity.unit) ? quantity.value : undefined;
  }
  if (amount === undefined || !isAll(text, amount.words)) return undefined;
  if (field.type !== 'money' && /[元块蚊]/.test(amount.words)) return undefined;
  return amount.fen === null ? `约${amount.words}` : yuanOf(amount);
}

const yuanOf = ({ fen }: Amount): number => (fen ?? 0) / 100;

/** Nothing but the answer and words around it. */
function isAll(text: string, words: string): boolean {
  const bare = text.replace(filler, '').replace(/(?:元|块钱|块|蚊)$/, '');
  const wanted = words.replace(/(?:元|块钱|块|蚊)$/, '');
  return bare === wanted || bare.replace(/[多几]$/, '') === wanted;
}
