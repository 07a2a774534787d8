/**
 * How the next question is put when what was said before narrows it: a class that was only asked about, 低收入 of four kinds,
 * classes that were denied.
 * @module
 */
import type { Field } from '../kernel/field.ts';
import type { Going } from './known-facts.ts';
import { readSentence } from './sentence.ts';

/** Takes the place of the question of one field. */
export interface NextQuestion {
  readonly key: string;
  /** One question in plain words. */
  readonly text: string;
  /** The choices that are still possible; null: all of the field. */
  readonly among: readonly string[] | null;
}

const lowIncome = /低收入/;
const lowIncomeKinds = ['低收入老年人', '低收入未成年人', '低收入重度残疾人', '低收入重病患者'];

/** Words that, denied, leave a class out. */
const deniable: readonly (readonly [pattern: RegExp, values: readonly string[], name: string])[] = [
  [/低保(?!边缘|标准|线)/, ['低保'], '低保'],
  [/特困|五保/, ['特困供养'], '特困（五保）'],
  [/孤儿/, ['孤儿'], '孤儿'],
  [/建档立卡|建卡户|贫困户/, ['建档立卡'], '建档立卡'],
  [/低收入(?!标准|线)/, lowIncomeKinds, '低收入'],
  [/因病致贫/, ['因病致贫重病患者'], '因病致贫'],
];

/** Questions that the words of the conversation put another way. */
export function nextQuestions(going: Going, today: string): readonly NextQuestion[] {
  const questions: NextQuestion[] = [];
  for (const [key, { words }] of going.offered) {
    if (going.facts.has(key) && going.facts.get(key)?.value !== null) continue;
    const all = [...going.offered.values()]
      .filter((fact) => (going.facts.get(fact.key)?.value ?? null) === null)
      .map((fact) => `“${fact.words}”`);
    const said = all.length === 0 ? `“${words}”` : [...new Set(all)].join('、');
    const field = going.scheme.fields.find((each) => each.key === key);
    questions.push({
      key,
      text: `前面说到${said}，${confirming(key)}？回答“是”，或者直接说明：${plain(field?.question ?? '')}`,
      among: null,
    });
  }
  if (questions.some(({ key }) => key === 'categories') || isKnown(going)) return questions;
  const sentence = readSentence(going.text, today);
  const field = going.scheme.fields.find(({ key }) => key === 'categories');
  if (going.scheme.id !== 'medical-aid' || field === undefined) return questions;
  if (sentence.says(lowIncome) !== null) {
    return [
      ...questions,
      {
        key: 'categories',
        text: '低收入家庭里，病人是老年人、未成年人、重度残疾人，还是重病患者？',
        among: lowIncomeKinds,
      },
    ];
  }
  const denied = deniable.filter(([pattern]) => sentence.denies(pattern) !== null);
  if (denied.length === 0) return questions;
  const out = new Set(denied.flatMap(([, values]) => values));
  return [
    ...questions,
    {
      key: 'categories',
      text: `不是${denied.map(([, , name]) => name).join('、')}的话，病人属于下面哪一类人员？`,
      among: (field.choices ?? [])
        .filter(({ value, vague }) => vague !== true && !out.has(value))
        .map(({ value }) => value),
    },
  ];
}

const confirming = (key: string): string =>
  key.startsWith('previous') ? '是同一年度里这次之前的费用吗' : '现在说的也是这种情况吗';

const plain = (question: string): string => question.replace(/（[^（）]*）$/, '');

const isKnown = ({ facts }: Going): boolean =>
  ['categories', 'pending'].some((key) => (facts.get(key)?.value ?? null) !== null);

/** The field as it is asked. */
export function fieldAsAsked(field: Field, questions: readonly NextQuestion[]): Field {
  const found = questions.find(({ key }) => key === field.key);
  if (found === undefined) return field;
  const { text, among } = found;
  return {
    ...field,
    question: text,
    ...(among === null
      ? {}
      : { choices: (field.choices ?? []).filter(({ value }) => among.includes(value)) }),
  };
}
