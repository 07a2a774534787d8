/**
 * Words that both livestock readers read: where a farm lies and what it keeps.
 * @module
 */
import type { ReadFact } from './scheme-reader.ts';
import type { Mention, Sentence } from './sentence.ts';

const outside = /非禁养区?|禁养区(?:以|之)?外|(?:没有?|未|冇|唔|不)被?(?:划[入进到为成]|列[入为])了?禁养区/;
const inside = /(?<!非|[入进到为成列])禁养区(?!以?之?外)/;
const drawnIn = /(?<!(?:没有?|未|冇|唔|不)被?)(?:划[入进到为成]|列[入为])了?禁养区/;

/** 非禁养区 or 禁养区; nothing when both are named or it is asked. */
export function regionOf(sentence: Sentence): readonly ReadFact[] {
  const found = [
    ...meant(sentence.mentions(outside), '非禁养区', '禁养区'),
    ...meant(sentence.mentions(inside), '禁养区', '非禁养区'),
    ...meant(sentence.mentions(drawnIn), '禁养区', '非禁养区'),
  ];
  return new Set(found.map(({ value }) => value)).size === 1 ? found.slice(0, 1) : [];
}

function meant(mentions: readonly Mention[], said: string, denied: string): readonly ReadFact[] {
  return mentions.flatMap(({ polarity, words }) =>
    polarity === 'asked' ? [] : [{ key: 'region', value: polarity === 'said' ? said : denied, words }],
  );
}

/** An animal in the words, with the class that the plan knows. */
export interface Animal extends Mention {
  readonly kind: '猪' | '牛羊' | '家禽' | '其他';
}

const animals: readonly (readonly [kind: Animal['kind'], pattern: RegExp])[] = [
  ['猪', /猪(?![肉粮]价|肉价|粪|屎|尿)/],
  ['牛羊', /牛(?!奶|头)|羊|马(?!上|路|桥|先)|驴/],
  ['家禽', /鸡(?!蛋|粪)|鸭|鹅|家禽|鹌鹑|禽场|禽舍/],
  ['其他', /兔|鸽|养蛇|蛇场|狗场|养狗|竹鼠|养蜂|蜂场/],
];

/** Animals that are said to be kept, in order. */
export function animalsOf(sentence: Sentence): readonly Animal[] {
  return animals
    .flatMap(([kind, pattern]) =>
      sentence
        .mentions(pattern)
        .filter(({ polarity }) => polarity === 'said')
        .map((mention) => ({ ...mention, kind })),
    )
    .toSorted((left, right) => left.start - right.start);
}
