/**
 * Areas and kinds of the sheds that were pulled down.
 * @module
 */
import { type Animal, animalsOf } from './livestock-demolition-words.ts';
import { isDenied } from './close-polarity.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Quantity, Sentence } from './sentence.ts';

const livestock = '畜场';
const poultry = '禽场';
const other = '其他';
const kindOf = { 猪: livestock, 牛羊: livestock, 家禽: poultry, 其他: other } as const;

/** 畜场 and 禽场 in the words of the plan. */
const plainKinds = [
  [livestock, /(?<!养|家)畜(?:牧?场|舍|栏)|牲畜/],
  [poultry, /家禽|禽(?:场|舍)/],
] as const;

/** Not the size of what was pulled down: 占地, 全部土地, 1平方米补多少. */
const otherArea =
  /(?:占地|用地|土地|总面积|宅基地|住房|房屋|房子|果园|鱼塘|每|一共|总共|合共|合计|共)(?:面积|有|是|为|约|:)*$/;

/** 每间100平方米: how many there are is another matter. */
const ofEach = /[每一](?:间|栋|个|排|座|条|幢|层)(?:都|有|是|为|约)*$/;

export function areasOf(sentence: Sentence): readonly ReadFact[] {
  const animals = ownersOf(sentence);
  const kinds = kindsOf(sentence, animals);
  const areas = squareMetres(sentence);
  const isEach = areas.some(({ start }) => /各[^,。;!?\d]{0,6}$/.test(sentence.before(start)));
  if (areas.some(({ value }) => value === null) || (isEach && kinds.size === 1)) return kindFact(kinds);
  const [only] = areas;
  if (kinds.size === 1) {
    const size = only !== undefined && (areas.length === 1 || same(areas)) ? only : undefined;
    const total = size === undefined ? sumOf(sentence, areas, animals) : size.value;
    return [
      ...kindFact(kinds),
      ...(total === null ? [] : [{ key: 'area', value: total, words: wordsOf(sentence, areas) }]),
    ];
  }
  if (kinds.size === 0)
    return only !== undefined && areas.length === 1
      ? [{ key: 'area', value: only.value, words: only.words }]
      : [];
  return mixed(sentence, areas, animals);
}

/** The animals, and 畜场 in the words of the plan. */
const ownersOf = (sentence: Sentence): readonly Animal[] =>
  [
    ...animalsOf(sentence),
    ...sentence
      .mentions(plainKinds[0][1])
      .filter(({ polarity }) => polarity === 'said')
      .map((mention): Animal => ({ ...mention, kind: '牛羊' })),
  ].toSorted((left, right) => left.start - right.start);

/** The kinds that are named, each with its first words. */
function kindsOf(sentence: Sentence, animals: readonly Animal[]): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const { kind, start } of animals) {
    // 猪栏, 鸡场: the animal with its shed.
    const words = /^\p{Script=Han}{1,2}/u.exec(sentence.text.slice(start))?.[0];
    if (!kinds.has(kindOf[kind])) kinds.set(kindOf[kind], words ?? '');
  }
  for (const [kind, pattern] of plainKinds) {
    const said = sentence.says(pattern);
    if (said !== null && !kinds.has(kind)) kinds.set(kind, said.words);
  }
  return kinds;
}

const kindFact = (kinds: ReadonlyMap<string, string>): readonly ReadFact[] =>
  kinds.size === 1 ? [...kinds].map(([value, words]) => ({ key: 'kind', value, words })) : [];

/** 300平方米, 300方 of sheds; the whole that the parts add up to is left out. */
function squareMetres(sentence: Sentence): readonly Quantity[] {
  const found = sentence.quantities.filter(
    ({ unit, words, value, start }) =>
      value !== 1 &&
      !isDenied(sentence, start) &&
      (unit === '平方米' || (unit === '立方米' && /\S方$/.test(words) && !/立方/.test(words))),
  );
  const beside = found.length > 1 && found.every(({ start }) => oneOfSeveral.test(sentence.before(start)));
  const exact = found.map((area) =>
    !beside && ofEach.test(sentence.before(area.start)) ? { ...area, value: null } : area,
  );
  const parts = exact.filter(({ start }) => !otherArea.test(sentence.before(start)));
  if (parts.length === 0) return exact.length === 1 ? exact : [];
  const whole = parts.length > 2 ? parts.find((area) => isSumOf(area, parts)) : undefined;
  return parts.filter((area) => area !== whole);
}

/** 面积1200平方，其中畜场700平方、禽场500平方: the whole is not counted again. */
const isSumOf = (area: Quantity, all: readonly Quantity[]): boolean =>
  area.value !== null && sum(all.filter((each) => each !== area)) === area.value;

const sum = (areas: readonly Quantity[]): number =>
  areas.reduce((total, { value }) => total + Math.round((value ?? 0) * 1000), 0) / 1000;

/** 一个300平方，一个260平方: sheds beside each other. */
const oneOfSeveral = /(?:一|另一|另外一|第[一二三四五])(?:个|间|栋|座|排|处)(?:有|是|系|就)?$/;

const same = (areas: readonly Quantity[]): boolean => new Set(areas.map(({ value }) => value)).size === 1;
const wordsOf = ({ text }: Sentence, areas: readonly Quantity[]): string =>
  text.slice(areas[0]?.start, areas.at(-1)?.end);

/** Sheds of different animals of one kind may be added up; several sheds of one animal may be parts of each other. */
function sumOf(sentence: Sentence, areas: readonly Quantity[], animals: readonly Animal[]): number | null {
  if (areas.length < 2) return null;
  if (areas.every(({ start }) => oneOfSeveral.test(sentence.before(start)))) return sum(areas);
  const owners = areas.map((area) => ownerOf(sentence, area, animals)?.words);
  if (owners.includes(undefined) || new Set(owners).size < owners.length) return null;
  return sum(areas);
}

/** 猪栏300平方米、鸡舍450平方米; 300平方米的猪栏; 猪栏、鸡舍各200平方米. */
function mixed(
  sentence: Sentence,
  areas: readonly Quantity[],
  animals: readonly Animal[],
): readonly ReadFact[] {
  const [only] = areas;
  if (only !== undefined && areas.length === 1 && /各(?:有|是|为|自)*$/.test(sentence.before(only.start))) {
    return [livestock, poultry].map((kind) => partFact(kind, only.value, only.words));
  }
  const sizes = new Map<string, number>();
  const words = new Map<string, string>();
  for (const area of areas) {
    const owner = ownerOf(sentence, area, animals);
    if (owner === undefined || owner.kind === '其他' || sizes.has(kindOf[owner.kind])) return [];
    sizes.set(kindOf[owner.kind], area.value ?? 0);
    words.set(kindOf[owner.kind], area.words);
  }
  return sizes.size === 2
    ? [...sizes].map(([kind, value]) => partFact(kind, value, words.get(kind) ?? ''))
    : [];
}

const partFact = (kind: string, value: number | null, words: string): ReadFact => ({
  key: kind === livestock ? 'areas.livestock' : 'areas.poultry',
  value,
  words,
});

/** The animal whose shed it is: 300平方米(的)猪栏, else the last one before it since the area before. */
function ownerOf(sentence: Sentence, area: Quantity, animals: readonly Animal[]): Animal | undefined {
  const after = animals.find(
    ({ start }) => start >= area.end && /^的?[养大小旧]?$/.test(sentence.text.slice(area.end, start)),
  );
  if (after !== undefined) return after;
  const from = sentence.quantities.findLast(({ end }) => end <= area.start)?.end ?? 0;
  return animals.findLast(({ start }) => start >= from && start < area.start);
}
