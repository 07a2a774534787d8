import { describe, expect, it } from 'vitest';
import { medicalAid } from '../../src/calculators/schemes/medical-aid.ts';
import { whatWouldChange } from '../../src/calculators/what-would-change.ts';

const common = { 户籍: '本区', 定点医疗机构: true, 就医方式: '住院', 收据日期: '2019' };
const low = { ...common, 待判定: '低收入老年人', 政策范围内个人自付: 1000 };
const family = {
  房屋套数: 1,
  机动车船: false,
  营利性组织: false,
  人均存款: 4000,
  证券收藏人均市值: 1000,
  十二个月城镇低保标准: 8640,
  '月人均收入在1.5倍以内': true,
};
const texts = (facts: Record<string, unknown>) =>
  whatWouldChange(medicalAid, facts, { asOf: '2019-12-31' }).map(({ text }) => text);

describe('what would change a refusal', () => {
  it('names the amount at which savings fit', () => {
    expect(texts({ ...low, 家庭: { ...family, 人均存款: 9000 } })).toEqual([
      '“家庭.人均存款”不超过7640元，就符合条件。',
      '“家庭.十二个月城镇低保标准”达到10000元，就符合条件。',
    ]);
  });

  it('names the yes or no that decides', () => {
    expect(texts({ ...low, 家庭: { ...family, 机动车船: true } })).toEqual([
      '“家庭.机动车船”为“否”，就符合条件。',
    ]);
  });

  it('names the kinds of care that are covered', () => {
    const facts = { ...common, 对象类别: '低收入老年人', 政策范围内个人自付: 1000, 就医方式: '普通门诊' };
    expect(texts(facts)).toEqual(['“就医方式”是“住院”或“特殊门诊”，就符合条件。']);
  });

  it('names the cost at which 60 per cent is reached', () => {
    const facts = { ...common, 待判定: '因病致贫重病患者', 起付标准: 0, 乙类自负: 0, 大病保险起付线: 0 };
    const poor = { 年可支配总收入: 20_000, 财产符合第五条: true };
    expect(texts({ ...facts, 合规个人负担费用: 11_000, 家庭: poor })).toEqual([
      '“家庭.年可支配总收入”不超过18333.33元，就符合条件。',
      '“合规个人负担费用”达到12000元，就符合条件。',
    ]);
  });

  it('says when other conditions are still open', () => {
    expect(
      texts({ ...common, 待判定: '低收入老年人', 政策范围内个人自付: 1, 家庭: { 营利性组织: true } }),
    ).toEqual(['“家庭.营利性组织”为“否”，就不因此排除，还要看其他条件。']);
  });

  it('is silent when two things stand in the way, and when nothing does', () => {
    expect(texts({ ...low, 家庭: { ...family, 机动车船: true, 营利性组织: true } })).toEqual([]);
    expect(texts({ ...low, 家庭: family })).toEqual([]);
    expect(texts({ ...low, 政策范围内个人自付: -1, 家庭: family })).toEqual([]);
  });
});
