import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

let folder: string;
let app: Awaited<ReturnType<typeof createApp>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-other-'));
  writeFileSync(join(folder, 'a.txt'), text);
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
  ['who asks leave is told of the exception', '因为赌博没钱吃饭可以申请临时救助吗', '不予临时救助'],
])('%s', (_rule, question, expected) => {
  const { status, answer } = app.answer({ q: question });
  expect([status, answer]).toEqual(['answered', expect.stringContaining(expected)]);
});

it('a question that shares nothing with the gazettes is refused', () => {
  const { status } = app.answer({ q: '网吧营业执照怎么注销' });
  expect(status).toBe('unanswerable_no_source');
});
