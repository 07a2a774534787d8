import { describe, expect, it } from 'vitest';
import { calculationDetails } from '../../../src/channels/http/pages/calculation-details.ts';
import { schemes } from '../../../src/calculators/registry.ts';
import { run } from '../../../src/calculators/run.ts';

const [medicalAid] = schemes;
if (medicalAid === undefined) throw new Error('no schemes');
const show = async (facts: Record<string, unknown>) =>
  String(await calculationDetails(run(medicalAid, facts, { asOf: '2019-06-01' })));

describe('the working of a calculation on the page', () => {
  it('shows the facts, said and assumed, and each step with its clause', async () => {
    const html = await show({ 对象类别: '低保', 定点医疗机构: true, 政策范围内个人自付: 30_000 });
    expect(html).toContain('<li>政策范围内个人自付30000元</li>');
    expect(html).toContain('<li>户籍本区（按常见情况假设）</li>');
    expect(html).toContain('<li>乘以80% = 24000元（清新府办〔2018〕16号第七条）</li>');
  });

  it('escapes what a person wrote', async () => {
    const html = await show({ 对象类别: '低保', 定点医疗机构: true, 不计入原因: '<b onclick=x>' });
    expect(html).toContain('&lt;b onclick=x&gt;');
    expect(html).not.toContain('<b');
  });

  it('is absent where nothing was computed', async () => {
    expect(await show({ 对象类别: '没有这一类' })).toBe('');
  });
});
