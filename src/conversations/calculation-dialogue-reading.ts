/**
 * What a typed reply is: an answer to the field that is asked, something else about the case, an order (上一步), or a question
 * of its own.
 * @module
 */
import { cleanQuestion } from '../answering/intake.ts';
import type { Field } from '../calculators/kernel/field.ts';
import { cancel, procedural, question, supposes } from '../calculators/reading/message-kind.ts';
import { readSentence } from '../calculators/reading/sentence.ts';
import { simplify } from '../retrieval/normalise.ts';
import { echoOf, isChoiceName, isNotKnown, readAnswer } from './calculation-dialogue-answer.ts';
import type { DialogueFact } from './calculation-dialogue-state.ts';
import { readTold, standsAlone, type TellingSoFar } from './calculation-dialogue-told.ts';

export type ReadReply =
  /** `facts` hold the field that is asked, unless it was said to be unknown. */
  | { readonly kind: 'answer'; readonly facts: readonly DialogueFact[] }
  /** Facts about something else than what is asked. */
  | { readonly kind: 'told'; readonly facts: readonly DialogueFact[] }
  | {
      readonly kind: 'order';
      readonly order: 'back' | 'keep' | 'cancel' | 'restart' | 'why' | 'finish' | 'confirm';
    }
  /** 改3, 改年龄: number of the item, or words for it. */
  | { readonly kind: 'change'; readonly item: string }
  | { readonly kind: 'aside'; readonly text: string }
  | { readonly kind: 'unread'; readonly reason: string };

const back = /^(?:请)?(?:返回|回到|退回|回|翻返)?上一?(?:步|个|题|问|条|项)$|^(?:返回|后退|退回|返转头)$/;
/** 不改了, where an item of the recap is being changed. */
const keep =
  /^(?:算了?[，,。]?)?(?:我|先|还是|都)*(?:不用|不要|不想|唔使|唔好|唔想|不|唔|别|无需|冇)(?:再)?(?:改|修改|更改|变)(?:了|啦|喇|吧|这个|这项|这一项|呢个)*$|^(?:就|还是|都)*(?:照旧|照原来|照原样|按原来|跟返原来|原来的?|不变|保持不变|保持原样)(?:的|吧|就行|就好)*$/;
const restart = /^(?:重新(?:开始|来|填|算|计)(?:过)?|重来|从头(?:来|开始)?(?:过)?|重头来过?)$/;
const why =
  /^(?:这|呢)?(?:个|项)?(?:为什么|为何|点解|做咩|干嘛|干吗)(?:还)?(?:要|会)?(?:问|填|知道|讲)?(?:这个|呢个|这项|这些|呢啲)?(?:呢|呀|啊)?$|什么意思|咩意思|看不懂|睇唔明|听唔明|唔明白?|不明白|怎么填|点填|怎么写|点写|(?:在|去|喺)?(?:哪里|边度)(?:能|可以)?(?:看|查|找|睇|揾)(?:得到|到)?(?:呢|呀|啊)?$/;
const finish =
  /^(?:选好|选完|拣好|揀好|就这些|就这几项|就这样|就系咁多|没有别的|冇其他|没了|完了|好)(?:了|啦|晒)*$/;
const confirm =
  /^(?:都|全都?|全部)?(?:没错|无误|冇错|对|啱|是|系|正确|没问题|冇问题|确认|开始(?:算|计算)?|算|计|好|可以|ok|行|就这样)(?:吧|啊|了|呀|的|啦|嘅|数)*$/;
const change =
  /^(?:我要|我想|请)?(?:修改|更正|更改|改)(?:一下|下)?(?:第)?(.{1,20}?)(?:这|那)?(?:一)?(?:项|个|条)?$|^(?:第)?(\d{1,2})(?:项|个|条)?$/;
/** 我想问带什么材料: a question without its mark. */
const request = /想问|请问|想知道|想了解|想查|帮我查|咨询|请教|告诉我/;

/** What figures and days are made of: 去年5月 alone names nothing. */
const figures = /[\d零〇一二三四五六七八九十百千万亿两半.年月日号元块钱蚊去今前上个]/g;
const names = /\p{Script=Han}{2}/u;

/** Longest question about the field itself. */
const longestWhy = 16;

const noWords = '没有看到文字或数字，请再写一次。';
const tooLong = '这句话太长了，请只写这一项的答案。';
const isPrivate = '这里不用写身份证号、手机号、银行卡号，我没有记下来。';

type Cleaned = { readonly text: string } | { readonly reason: string };

/** Simplified, on one line; private numbers never come any further. */
function clean(raw: string): Cleaned {
  const cleaned = cleanQuestion(raw);
  if (!cleaned.ok) return { reason: cleaned.reason === 'too_long' ? tooLong : noWords };
  if (cleaned.removedPrivateNumbers || cleaned.text.includes('【已隐去')) return { reason: isPrivate };
  return { text: simplify(cleaned.text) };
}

const bare = (text: string): string => text.replace(/[\s。.!！?？~～,，]+$/, '').toLowerCase();

/**
 * While a field is asked.
 * @param selected what is chosen so far, where several may be.
 * @param changing the field was chosen in the recap to be changed.
 */
export function readWhileAsked(
  raw: string,
  field: Field,
  selected: readonly string[],
  soFar: TellingSoFar,
  changing = false,
): ReadReply {
  const cleaned = clean(raw);
  if ('reason' in cleaned) return { kind: 'unread', reason: cleaned.reason };
  const { asOf } = soFar;
  const text = withoutSoftEnd(cleaned.text, asOf);
  if (changing && keep.test(bare(text))) return { kind: 'order', order: 'keep' };
  const order = orderOf(text);
  if (order !== null) return { kind: 'order', order };
  if (field.type === 'choices' && selected.length > 0 && finish.test(bare(text)))
    return { kind: 'order', order: 'finish' };
  if (text.length <= longestWhy && why.test(bare(text))) return { kind: 'order', order: 'why' };
  const isQuestion = asksSomething(text, asOf) && !isChoiceName(field, text) && !isNotKnown(text);
  const answer = readAnswer(field, text, asOf);
  if (answer.kind === 'unknown') return { kind: 'answer', facts: [factOf(field, null)] };
  if (isQuestion) return { kind: 'aside', text };
  const all = readTold(soFar, text, false);
  const told = withoutAssumed(all, field);
  const own = told?.find(({ key }) => key === field.key);
  const others = (told ?? []).filter((fact) => fact !== own);
  if (answer.kind === 'value') {
    if (namesAnother(field, answer.value, others)) return { kind: 'told', facts: others };
    // 低保户，自付3万: the rest is told on the way.
    const more = isChoiceName(field, text) ? [] : others.filter(({ value }) => value !== answer.value);
    return { kind: 'answer', facts: [...more, factOf(field, answer.value)] };
  }
  if (own !== undefined) return { kind: 'answer', facts: [...others, factOf(field, own.value)] };
  if (told !== null && names.test(text.replace(figures, '')) && standsAlone(told, field, soFar.known))
    return { kind: 'told', facts: told };
  const echo = told === null ? echoOf(field, text) : undefined;
  if (echo !== undefined) return { kind: 'answer', facts: [factOf(field, echo)] };
  return request.test(text) ? { kind: 'aside', text } : { kind: 'unread', reason: answer.reason };
}

/** While the recap is shown. */
export function readAtRecap(raw: string, soFar: TellingSoFar): ReadReply {
  const cleaned = clean(raw);
  if ('reason' in cleaned) return { kind: 'unread', reason: cleaned.reason };
  const text = withoutSoftEnd(cleaned.text, soFar.asOf);
  const order = orderOf(text);
  if (order !== null) return { kind: 'order', order };
  if (keep.test(bare(text))) return { kind: 'order', order: 'keep' };
  if (confirm.test(bare(text))) return { kind: 'order', order: 'confirm' };
  const isQuestion = asksSomething(text, soFar.asOf);
  const told = isQuestion ? null : readTold(soFar, text, true);
  if (told !== null) return { kind: 'told', facts: told };
  const [, words, number] = change.exec(bare(text)) ?? [];
  if (words !== undefined || number !== undefined)
    return { kind: 'change', item: (words ?? number ?? '').trim() };
  if (isQuestion || request.test(text)) return { kind: 'aside', text };
  return {
    kind: 'unread',
    reason:
      '没有看懂。都对就点“没错，开始算”；哪一项不对，就点它旁边的“改”，或者直接写出来，例如“自付是2万”。',
  };
}

function orderOf(text: string): 'back' | 'cancel' | 'restart' | null {
  const words = bare(text);
  if (back.test(words)) return 'back';
  if (restart.test(words)) return 'restart';
  return cancel.test(words) ? 'cancel' : null;
}

function asksSomething(text: string, asOf: string): boolean {
  const sentence = readSentence(text, asOf);
  return question.test(sentence.text) || procedural.test(sentence.text);
}

/** 自己付了两万呢 tells a figure: nothing in it asks, or supposes, but for the last word. */
function withoutSoftEnd(text: string, asOf: string): string {
  const told = text.replace(/呢[?？!！。.~～]*$/, '');
  if (told === text || supposes.test(told) || asksSomething(told, asOf)) return text;
  return readSentence(told, asOf).amounts.length > 0 ? told : text;
}

/** 自付3万 lets the readers assume that the hospital is a designated one: no answer to whether it is. */
const isOnlyAssumed = ({ value, origin }: DialogueFact): boolean =>
  origin === 'assumed' && typeof value !== 'number';

function withoutAssumed(facts: readonly DialogueFact[] | null, asked: Field): readonly DialogueFact[] | null {
  const left = (facts ?? []).filter((fact) => fact.key !== asked.key || !isOnlyAssumed(fact));
  return left.length === 0 ? null : left;
}

/** What somebody pays themselves has two names, by the class of the person. */
const ownCosts: ReadonlySet<string> = new Set(['ownShare', 'compliantCost']);

/** 自付3万, when the whole bill is asked: the figure has a name of its own. @param facts about other fields. */
function namesAnother(field: Field, value: unknown, facts: readonly DialogueFact[]): boolean {
  if (typeof value !== 'number') return false;
  return facts.some((fact) => fact.value === value && !(ownCosts.has(fact.key) && ownCosts.has(field.key)));
}

const factOf = ({ key }: Field, value: DialogueFact['value']): DialogueFact => ({
  key,
  value,
  origin: 'asked',
});
