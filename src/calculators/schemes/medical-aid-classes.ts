/**
 * The five classes of 第三条 and the rule of each (第七条 to 第十一条).
 * @module
 */
import type { Parameter, Source } from '../kernel/parameter.ts';
import { type MedicalAidParameters, medicalAidSources as words } from './medical-aid-parameters.ts';

export interface AidClass {
  readonly id: 'one' | 'two' | 'three' | 'four' | 'five';
  /** 第三条's words for it. */
  readonly who: Source;
  readonly name: string;
  readonly rate: Parameter<number>;
  /** Ceiling of basic aid per person and year; null: none is written (第八条). */
  readonly cap: Parameter<number> | null;
  /** Whether the three deductions of 第十条 come first. */
  readonly deducts: boolean;
  /** The words that leave ordinary out-patient care out; null: all care counts. */
  readonly onlyInpatient: Source | null;
  /** Remainder above which 第十一条 helps; null: it does not name the class. */
  readonly threshold: Parameter<number> | null;
  /** Whether 第五条 names the class. */
  readonly testsAssets: boolean;
}

export type AidClasses = Readonly<Record<AidClass['id'], AidClass>>;

export function aidClasses(parameters: MedicalAidParameters): AidClasses {
  const four = {
    rate: parameters.classFourRate,
    cap: parameters.classFourCap,
    deducts: true,
    onlyInpatient: words.inpatientOnlyFour,
    threshold: parameters.highThreshold,
    testsAssets: true,
  };
  return {
    one: {
      id: 'one',
      who: words.classOne,
      name: '低保、建档立卡或事实无人抚养儿童',
      rate: parameters.classOneRate,
      cap: parameters.classOneCap,
      deducts: false,
      onlyInpatient: null,
      threshold: parameters.lowThreshold,
      testsAssets: false,
    },
    two: {
      id: 'two',
      who: words.classTwo,
      name: '特困供养人员（含农村五保、城镇“三无”人员、孤儿）',
      rate: parameters.classTwoRate,
      cap: null,
      deducts: false,
      onlyInpatient: null,
      threshold: null,
      testsAssets: false,
    },
    three: {
      id: 'three',
      who: words.classThree,
      name: '低收入家庭的老年人、未成年人、重度残疾人和重病患者',
      rate: parameters.classThreeRate,
      cap: parameters.classThreeCap,
      deducts: false,
      onlyInpatient: words.inpatientOnlyThree,
      threshold: parameters.lowThreshold,
      testsAssets: true,
    },
    four: { id: 'four', who: words.classFour, name: '因病致贫家庭重病患者', ...four },
    five: { id: 'five', who: words.classFive, name: '经区政府认定的其他特殊困难人员', ...four },
  };
}

/**
 * The classes that a person stands in, the governing one alone where the text decides the overlap:
 * 第三条（一） takes 特困 and 孤儿 out of 建档立卡, and 低保 has its own article (AMB-M11).
 */
export function classesOf(categories: readonly string[]): readonly AidClass['id'][] {
  const has = (...names: readonly string[]) => names.some((name) => categories.includes(name));
  if (has('特困供养', '孤儿')) return ['two'];
  if (has('低保')) return ['one'];
  const found: AidClass['id'][] = [];
  if (has('建档立卡', '事实无人抚养儿童')) found.push('one');
  if (categories.some((name) => name.startsWith('低收入'))) found.push('three');
  if (has('因病致贫重病患者')) found.push('four');
  if (has('其他特殊困难人员')) found.push('five');
  return found;
}
