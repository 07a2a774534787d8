import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixedTexts } from '../../src/answering/fixed-texts.ts';
import { createApp } from '../../src/app.ts';

const text = `东山县人民政府公报
2021年第1期
目　录
东山县犬类管理办法
东山县人民政府关于公布民生标准的通知
东山县临时救助细则

东山县犬类管理办法

第一条 养犬人应当到公安派出所办理养犬登记。
第二条 携犬出户未牵领的，处50元以上200元以下罚款。
第三条 养犬人不得有下列行为：
（一）放任犬只恐吓他人；
（二）用犬只看守通道。
违反前款规定的，处300元罚款。
第四条 本办法自2021年10月1日起施行，有效期至2031年9月30日。《东山县城区犬类管理办法》（东府发〔2011〕2号）同时废止。

东山县人民政府关于公布民生标准的通知
东府发〔2021〕8号
各乡镇人民政府：
现将标准通知如下：
一、城市居民最低生活保障标准为每人每月620元，农村居民最低生活保障标准为每人每年5600元。
二、80周岁以上低保老年人的补贴为每人每月100元，100周岁以上老年人每人每月500元。
东山县人民政府
2021年3月15日
附件1
收费项目表
序号	项目	收费标准（元）
1	遗体冷藏	80
2	告别厅	600

东山县临时救助细则

第一条 同一家庭申请临时救助，一年内不得超过2次。
第二条 有下列情形之一的，不予临时救助：
（一）拒绝调查的；
（二）因赌博等违法行为导致生活困难的。
第三条 本细则自2021年9月1日起施行，有效期至2031年8月31日。
`;

const lifts = `东山县既有住宅加装电梯实施意见
东府办〔2021〕9号

为方便居民生活，经县政府同意，现就我县既有住宅加装电梯工作提出如下意见。
一、四层及以上的住宅适用本意见。
二、加装电梯应当由本单元业主参与表决，经四分之三以上的业主同意。
三、加装电梯的费用由业主分摊，一层、二层不分摊。
四、加装电梯的补助标准如下：
楼层    补助（万元）    奖励（万元）
四层    12    1
五层    15    2
六层及以上    18    3
五、加装电梯的业主应当明确使用管理单位，电梯每15日维护保养一次。
六、承租直系亲属住房的，不予补助。
七、任何人不得阻挠加装电梯施工。
八、本意见自2021年5月1日起施行，有效期至2026年4月30日。
东山县人民政府办公室
2021年4月8日
`;

const fireworks = `东山县烟花爆竹管理办法

第一条 本办法适用于本县烟花爆竹的经营、燃放。
第二条 县人民政府可以根据实际情况确定限制燃放烟花爆竹的时间、地点和种类。
第三条 禁止在下列地点燃放烟花爆竹：
（一）文物保护单位；
（二）车站、码头；
（三）医疗机构。
第四条 申请从事烟花爆竹批发的企业，向市应急管理部门提出，自受理之日起30日内核发许可证。
申请从事烟花爆竹零售的经营者，向县应急管理部门提出，自受理之日起20日内核发许可证。
第五条 燃放的烟花爆竹造成他人伤亡的，死亡赔偿金为三倍年工资。
丧葬补助金为两倍年工资。
第六条 违反本办法燃放的，按照下列规定处罚：
（一）在车站、码头燃放的，处100元以上200元以下罚款；
（二）向行人、车辆投掷的，处300元以上500元以下罚款。
第七条 零售烟花爆竹应当向消费者说明燃放方法，消费者不得向行人、车辆投掷烟花爆竹。
第八条 本办法自2021年10月1日起施行。2001年公布的《东山县城区烟花管理规定》同时废止。
`;

const relief = `东山县人民政府关于临时救助标准的通知
东府办〔2021〕12号

一、临时救助按下表执行：
困难类型\t救助对象\t救助标准\t单次最高限额
意外事故\t住房因火灾受损不能居住\t6000元\t6000元
重大疾病\t自付医疗费用2万元以上的低保、特困对象\t自付部分的30%\t15000元
重大疾病\t自付医疗费用4万元以上的其他家庭\t自付部分的20%\t10000元
二、本通知自2021年10月1日起执行。
`;

const injuries = `东山县老年人意外伤害补助办法

第一条 为减轻老年人的负担，制定本办法。
第二条 老年人因意外伤害住院的，每次补助500元。
低保对象因意外伤害住院的，每次补助800元。
第三条 本办法自2021年10月1日起施行。
`;

let folder: string;
let app: Awaited<ReturnType<typeof createApp>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-other-'));
  writeFileSync(join(folder, 'a.txt'), text);
  writeFileSync(join(folder, 'b.txt'), lifts);
  writeFileSync(join(folder, 'c.txt'), fireworks);
  writeFileSync(join(folder, 'd.txt'), relief);
  writeFileSync(join(folder, 'e.txt'), injuries);
  app = await createApp({ corpusDir: folder, indexDir: join(folder, 'index'), today: () => '2022-06-01' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['the words of everyday speech are known for any folder', '遛狗不牵绳罚几多', '200元'],
  [
    'who says 低保 means the minimum living allowance, not those who receive it',
    '农村低保一年多少钱',
    '5600元',
  ],
  ['a figure in a table answers with the unit of its column', '告别厅收多少钱', '600'],
  ['the fine stands in the paragraph under the list of what is forbidden', '放任狗恐吓人罚多少钱', '300元'],
  [
    'one telling word names a document, though its ended predecessor shares it',
    '犬类办法还有效吗',
    '2031年9月30日',
  ],
  [
    'what is ended by its title alone is known by it',
    '城区烟花管理规定还有效吗',
    '《东山县城区烟花管理规定》已被《东山县烟花爆竹管理办法》废止',
  ],
  [
    'what another class of persons gets is told beside the rule that holds more of the question',
    '老年人意外伤害住院一次补助多少',
    '每次补助500元。\n低保对象因意外伤害住院的，每次补助800元',
  ],
  ['who asks leave is told of the exception', '因为赌博没钱吃饭可以申请临时救助吗', '不予临时救助'],
  ['a row of a table typed with spaces answers by its columns', '五层楼装电梯补多少钱', '补助：15万元'],
  [
    'the paragraph that announces a document does not lead, though it says all that the document is about',
    '装电梯要多少户同意',
    '二：加装电梯应当由本单元业主',
  ],
  ['a clause need not repeat what its document is about', '租爸妈的房子装电梯有补助吗', '不予补助'],
  ['of a class that the clause does not speak of it is said so', '70岁的低保老人每月补多少', '没有写70岁的'],
])('%s', (_rule, question, expected) => {
  const { status, answer } = app.answer({ q: question });
  expect([status, answer]).toEqual(['answered', expect.stringContaining(expected)]);
});

it.each([
  [
    'of paragraphs with a figure each the one that the question speaks of',
    { q: '零售烟花爆竹的许可证几天核发' },
    '20日',
    '30日',
  ],
  [
    'of items with a fine each the one that the question speaks of, and not the rule that is broken',
    { q: '消费者向车辆投掷烟花爆竹罚多少钱' },
    '300元以上500元以下',
    '100元',
  ],
  [
    'of a document that is named by its title what is asked beside it',
    { q: '东山县烟花爆竹管理办法规定零售的许可证几天核发' },
    '20日',
    '30日',
  ],
  [
    'what a turn asks for that only names another thing',
    { q: '那丧葬补助呢', context: ['放烟花炸死人赔几倍工资'] },
    '丧葬补助金为两倍年工资',
    '三倍',
  ],
  [
    'a row of a table without the rows that hold less of the question',
    { q: '低保户重大疾病自付3万元，临时救助的比例是多少' },
    '30%',
    '20%',
  ],
])('is shown alone: %s', (_rule, question, expected, other) => {
  const { status, answer } = app.answer(question);
  expect([status, answer]).toEqual(['answered', expect.stringContaining(expected)]);
  expect(answer).not.toContain(other);
});

it('a clause that answers in place of the best one answers for no year that its document does not cover', () => {
  const { status, answer } = app.answer({ q: '2035年消费者向车辆投掷烟花爆竹罚多少钱' });
  expect([status, answer]).toEqual(['unanswerable_no_source', expect.stringContaining('没有收录2035年的')]);
});

it('a clause on the matter that says little of what was asked is called the nearest', () => {
  const { status, answer } = app.answer({ q: '养犬的摩托车年检修理多久一次' });
  expect([status, answer]).toEqual(['answered', expect.stringContaining(fixedTexts.nearest_only)]);
});

it('a matter that the nearest document says nothing of is not answered', () => {
  const { status, citations } = app.answer({ q: '加班费怎么领' });
  expect([status, citations.length <= 1]).toEqual(['unanswerable_no_source', true]);
});

it('a question that shares nothing with the gazettes is refused', () => {
  const { status } = app.answer({ q: '网吧营业执照怎么注销' });
  expect(status).toBe('unanswerable_no_source');
});
