/** True sentences of the evidence → lies of every generated kind. @module */
import type { Material } from '../lies/lie.ts';
import { seededRandom, type Random } from '../seeded-random.ts';
import { generatedKinds, type TrueSentence } from './kinds.ts';
import { type SecondLie, secondLie } from './told-lie.ts';

/** What a model says in one sentence. */
const shortest = 12;
const longest = 110;
/** Sentences that a kind is tried on for each lie that is wanted. */
const tries = 40;

/** How models begin such a sentence; the first most often. */
const openings = ['', '', '', '简单说，', '您好，', '按规定，', '具体来说，', '也就是说，'];

function trueSentences(materials: readonly Material[]): TrueSentence[] {
  return materials.flatMap((material) =>
    material.evidence
      .filter(({ kind }) => kind === 'clause')
      .flatMap((item) =>
        item.units.flatMap((unit) => {
          const text = unit.text
            .replace(
              /^(?:第[一二三四五六七八九十]+条|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、]|[一二三四五六七八九十]+、)\s*/,
              '',
            )
            .replace(/[。；：\s]+$/, '');
          return text.length < shortest || text.length > longest || /[\n“”]/.test(text)
            ? []
            : [{ text, token: item.token, unit, item, material }];
        }),
      ),
  );
}

/** @param perKind Lies of one kind at most. */
export function makeSecondLies(
  materials: readonly Material[],
  { seed, perKind }: { readonly seed: number; readonly perKind: number },
): SecondLie[] {
  const sentences = trueSentences(materials);
  return Object.entries(generatedKinds).flatMap(([kind, falsify], at) => {
    const random = seededRandom(seed * 1000 + at);
    const made = new Map<string, SecondLie>();
    for (let tried = 0; tried < perKind * tries && made.size < perKind; tried += 1) {
      const lie = lieOf(kind, falsify, random.pick(sentences), random);
      if (lie !== null) made.set(lie.draft, lie);
    }
    return [...made.values()];
  });
}

function lieOf(
  kind: string,
  falsify: (typeof generatedKinds)[string],
  sentence: TrueSentence,
  random: Random,
): SecondLie | null {
  const told = falsify(sentence, random);
  if (told === null) return null;
  const opening = random.pick(openings);
  const cited = (text: string): string => `${opening}${text}[${sentence.token}]。`;
  return typeof told === 'string'
    ? secondLie(kind, sentence.material, cited(sentence.text), cited(told))
    : secondLie(kind, sentence.material, told.twin ?? cited(sentence.text), told.draft);
}
