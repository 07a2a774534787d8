/**
 * Corrections of what was said before: 说错了，是2万; 不是50公斤，是80公斤; 不是2018年，是2019年.
 * @module
 */
import type { Field } from '../kernel/field.ts';
import type { Going } from './known-facts.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

const words =
  /说错|讲错|搞错|打错|写错|记错|更正|纠正|改成|应该是|不对|唔啱|错了|准确(?:来说|地说|是|系)|(?:实际|其实|确切)(?:上)?(?:是|系)|^(?:那|咁)?(?:如果|要是|假如|假设|换成|改成)(?:是|系|有)?(?=[-\d一二两三四五六七八九十百千万])|(?:不是|唔系)[^,。;!?]{1,16}(?:[,，。;]|而)?(?:是|系)|[\d一二两三四五六七八九十百千万亿](?:元|块钱?|蚊|平方米?|方|号|日|岁)?[,，](?:而)?(?:不是|唔系)[^,。;!?]{0,4}[\d一二两三四五六七八九十百千]/;

export const isCorrection = ({ text }: Sentence): boolean => words.test(text);

/** An amount, a quantity or a date with what it may replace. */
interface Figure {
  readonly value: number | string;
  readonly words: string;
  readonly start: number;
  readonly fits: (field: Field) => boolean;
}

/**
 * The facts that a correction gives. A figure replaces the one that it denies (不是2万，是3万), else the only fact of its kind in the
 * last message that gave one. null: no correction, or nothing that can be told.
 * @param facts what the scheme's reader reads in the message.
 */
export function correct(
  going: Going,
  sentence: Sentence,
  facts: readonly ReadFact[],
): readonly ReadFact[] | null {
  if (!isCorrection(sentence)) return null;
  const figures = figuresOf(sentence);
  const denied = figures.find(({ start }) =>
    /(?:不是|唔系|不)(?:自付|花了?)?$/.test(sentence.before(start, 8)),
  );
  const [figure, ...more] = figures.filter((each) => each !== denied);
  const asRead = facts.length > 0 ? facts : null;
  if (figure === undefined || more.length > 0) return asRead;
  const fieldOf = (name: string) => going.scheme.fields.find(({ key }) => key === name);
  const ofItsKind = ({ key }: ReadFact) => {
    const field = fieldOf(key);
    return field !== undefined && figure.fits(field);
  };
  if (denied === undefined && facts.some((fact) => fact.value === figure.value && ofItsKind(fact)))
    return facts;
  const known = [...going.facts.values()].filter((fact) => fact.value !== null && ofItsKind(fact));
  const latest = Math.max(...known.map(({ turn }) => turn));
  const [target, ...others] = known.filter(({ value, turn }) =>
    denied === undefined ? turn === latest : value === denied.value,
  );
  if (target === undefined || others.length > 0) return asRead;
  return [
    ...facts.filter((fact) => !ofItsKind(fact)),
    { key: target.key, value: figure.value, words: figure.words },
  ];
}

/** All exact figures of a message. */
function figuresOf({ amounts, quantities, dates }: Sentence): readonly Figure[] {
  return [
    ...amounts.flatMap(({ fen, ...span }) =>
      fen === null ? [] : [{ ...span, value: fen / 100, fits: ({ type }: Field) => type === 'money' }],
    ),
    ...quantities.flatMap(({ value, unit, ...span }) =>
      value === null
        ? []
        : [
            {
              ...span,
              value,
              fits: (field: Field) => field.type !== 'money' && field.unit?.endsWith(unit) === true,
            },
          ],
    ),
    ...dates.flatMap(({ iso, ...span }) =>
      iso === null ? [] : [{ ...span, value: iso, fits: ({ type }: Field) => type === 'date' }],
    ),
  ];
}
