import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanSpans, cleanText } from '../../src/gazette/clean-text.ts';
import { coverageOf } from '../../src/gazette/coverage.ts';
import type { Corpus } from '../../src/gazette/model.ts';
import { hasPrivateNumber } from '../../src/gazette/private-numbers.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

/** Read off the printed text by eye. number | title starts | issuer | issued | page | office | parts | leaf clauses */
const golden = [
  [
    '清新府〔2019〕60号',
    '清远市清新区人民政府印发清远市清新区深化公立医院综合改革行动实施方案的通知',
    '清远市清新区人民政府',
    '2019-07-23',
    1,
    '区医改办（区卫生健康局）',
    1,
    41,
  ],
  [
    '清新府办〔2019〕17号',
    '清远市清新区人民政府办公室印发清远市清新区省级电子商务进农村综合示范区建设实施方案的通知',
    '清远市清新区人民政府办公室',
    '2019-08-13',
    17,
    '区工业和信息化局',
    1,
    60,
  ],
  [
    '清新府办函〔2019〕106号',
    '清远市清新区人民政府办公室关于印发清远市清新区县域节水型社会达标建设实施方案的通知',
    '清远市清新区人民政府办公室',
    '2019-08-02',
    31,
    '区水利局',
    1,
    54,
  ],
  [
    null,
    '清远市清新区人民政府关于划定滨江干流浸潭镇留良洞村和黄田村汕昆高速浸潭北出口处河段河道管理范围的公示',
    '清远市清新区人民政府',
    '2019-09-19',
    45,
    null,
    0,
    12,
  ],
  [
    '清新府办〔2018〕35号',
    '清远市清新区人民政府办公室印发清远市清新区全民科学素质行动计划纲要实施方案（2016-2020年）的通知',
    '清远市清新区人民政府办公室',
    '2018-07-02',
    1,
    '区科协',
    1,
    137,
  ],
  [
    '清新府办〔2018〕37号',
    '清远市清新区人民政府办公室印发清远市清新区职业病防治规划(2017-2020年)的通知',
    '清远市清新区人民政府办公室',
    '2018-07-09',
    34,
    '区卫生计生局',
    1,
    24,
  ],
  [
    '清新府办〔2018〕38号',
    '清远市清新区人民政府办公室印发关于推进全区中小学教师“县管校聘”管理改革的实施意见（试行）的通知',
    '清远市清新区人民政府办公室',
    '2018-07-12',
    44,
    '区教育局',
    1,
    52,
  ],
  [
    '清新府办〔2018〕40号',
    '清远市清新区人民政府办公室印发清远市清新区2018年“厕所革命”工程建设方案的通知',
    '清远市清新区人民政府办公室',
    '2018-07-19',
    55,
    null,
    1,
    50,
  ],
  [
    '清新府办〔2018〕41号',
    '清远市清新区人民政府办公室印发清远市清新区0-2级严重精神障碍患者药物治疗救治经费补助实施方案和清远市清新区严重精神障碍患者强制送治经费补助实施方案的通知',
    '清远市清新区人民政府办公室',
    '2018-07-25',
    62,
    '区综治办、区卫生计生局',
    2,
    16,
  ],
  [
    '清新府办函〔2018〕81号',
    '清远市清新区人民政府办公室印发清远市清新区全面推进非禁养区畜禽养殖场污染整治工作方案的通知',
    '清远市清新区人民政府办公室',
    '2018-07-31',
    67,
    '区农业局',
    1,
    35,
  ],
  [
    '清新府办函〔2018〕91号',
    '清远市清新区人民政府办公室印发清远市清新区道路交通安全“夏季攻势”专项行动方案的通知',
    '清远市清新区人民政府办公室',
    '2018-08-22',
    78,
    '市公安局清新分局',
    1,
    41,
  ],
  [null, '连州市县域节水型社会达标建设实施方案', null, null, null, null, 0, 34],
  [
    '清新府〔2018〕19号',
    '清远市清新区人民政府森林防火令',
    '清远市清新区人民政府',
    '2018-03-22',
    1,
    null,
    0,
    12,
  ],
  [
    '清新府办〔2018〕5号',
    '清远市清新区人民政府办公室关于宣布失效部分区政府规范性文件（第一批）的通知',
    '清远市清新区人民政府办公室',
    '2018-01-25',
    3,
    null,
    0,
    24,
  ],
  [
    '清新府办〔2018〕13号',
    '清远市清新区人民政府办公室印发清远市清新区防治慢性病中长期规划(2017~2025年)的通知',
    '清远市清新区人民政府办公室',
    '2018-03-16',
    6,
    '区慢控办',
    1,
    51,
  ],
  [
    '清新府办〔2018〕16号',
    '清远市清新区人民政府办公室印发清远市清新区城乡困难群众医疗救助暂行办法的通知',
    '清远市清新区人民政府办公室',
    '2018-03-23',
    19,
    '区民政局',
    1,
    94,
  ],
  [
    '清新府办〔2018〕17号',
    '清远市清新区人民政府办公室印发清远市清新区大数据发展行动计划(2017~2020年)的通知',
    '清远市清新区人民政府办公室',
    '2018-03-23',
    35,
    '区大数据办',
    1,
    67,
  ],
] as const;

let corpus: Corpus;
beforeAll(() => {
  corpus = readCorpus(realCorpusFolder);
});

const documentNamed = (id: string) => {
  const index = corpus.documents.findIndex((document) => document.id === id);
  const document = corpus.documents[index];
  if (document === undefined) throw new Error(`no document ${id}`);
  return { document, index, clauses: corpus.clauses.slice(...document.clauses) };
};

describe('the four official sources', () => {
  it('hold exactly the 17 documents that are printed in them, with everything the text says of each', () => {
    const found = corpus.documents
      .filter((document) => document.standing !== 'reference')
      .map((document) => [
        document.number?.canonical ?? null,
        document.title,
        document.issuer,
        document.issuedOn,
        document.page,
        document.enquiryOffice?.name ?? null,
        document.parts.length,
        document.clauses[1] - document.clauses[0],
      ]);
    expect(found).toEqual(golden);
    expect(corpus.problems).toEqual([]);
  });

  it('speak for 清新区, but the plan of 连州 for 连州市 and only as a draft', () => {
    const byRegion = corpus.documents
      .filter((document) => document.standing !== 'reference')
      .map((document) => `${document.region} ${document.standing}`);
    expect(byRegion.filter((each) => each === '清新区 official')).toHaveLength(16);
    expect(byRegion.filter((each) => each === '连州市 draft')).toHaveLength(1);
  });

  it('carry the issue of the gazette they were printed in', () => {
    const { document } = documentNamed('清新府办〔2018〕16号');
    expect(document.gazette).toEqual({
      name: '清远市清新区人民政府公报',
      year: 2018,
      issue: 1,
      publishedOn: '2018-04-10',
    });
    expect(document.addressee).toBe('各镇人民政府、笔架林场，区政府各部门、各直属机构');
    expect(document.kind).toBe('通知');
  });

  it('keep the two schemes of 41号 apart', () => {
    const { document, clauses } = documentNamed('清新府办〔2018〕41号');
    expect(document.parts).toEqual([
      '清远市清新区0-2级严重精神障碍患者药物治疗救治经费补助实施方案',
      '清远市清新区严重精神障碍患者强制送治经费补助实施方案',
    ]);
    const standards = clauses
      .filter((clause) => clause.headings.at(-1) === '二、补助标准')
      .map((clause) => [clause.headings[0], clause.text.slice(0, 12)]);
    expect(standards).toEqual([
      [document.parts[0], '每名患者每月可享受100'],
      [document.parts[1], '我区严重精神障碍患者每例'],
    ]);
  });

  it('list the three annexes of 40号 and the columns of a two-line table head', () => {
    const { document, clauses } = documentNamed('清新府办〔2018〕40号');
    expect(document.annexes).toEqual([
      '清远市清新区中心城区公厕改建（造）计划',
      '清远市清新区镇级公厕新（改）建计划',
      '清远市清新区旅游公厕新（改）建计划',
    ]);
    const row = clauses.find((clause) => clause.text.includes('禾云镇沙河墟旅游厕所'));
    expect(row?.locator).toBe('附件3 序号3');
    expect(row?.row?.columns).toEqual([
      '序号',
      '企业名称',
      '面积(平方米)',
      '2018年计划新建(间)',
      '2018年计划改扩建(间)',
      '计划奖补资金(万元)',
    ]);
    expect(row?.row?.cells).toEqual(['3', '禾云镇沙河墟旅游厕所', '60', '1', '', '30']);
  });

  it('make one row of a row that a page end had cut in two', () => {
    const { clauses } = documentNamed('清新府办〔2018〕17号');
    const rows = clauses.filter((clause) => clause.kind === 'row');
    expect(rows.map((clause) => clause.row?.cells[0])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
    ]);
    expect(rows[1]?.row?.cells[3]).toMatch(/^1\.打造统一安全的政务云平台.*4\.依托“数字政府”建设/);
    expect(rows[1]?.row?.cells[4]).toBe('区综合政务服务中心牵头，区各相关单位参与。');
  });

  it('join paragraphs that page ends had broken and leave cross-references in their sentence', () => {
    const { clauses } = documentNamed('清新府办〔2018〕16号');
    const byLocator = new Map(clauses.map((clause) => [clause.locator, clause]));
    expect(byLocator.get('第七条')?.text).toContain('精准扶贫建档立卡中非低保（特困或孤儿）的贫困对象');
    expect(clauses.filter((clause) => clause.locator === '第五条第一款')).toHaveLength(1);
    expect(byLocator.get('第十六条（三）')?.text).toBe(
      '（三）酗酒、斗殴（含夫妻打架）、自杀、互杀、自伤所发生的医疗费用（精神病除外）；',
    );
    const leadIn = byLocator.get('第十六条（三）')?.leadIn ?? -1;
    expect(corpus.clauses[leadIn]?.text).toBe('第十六条属于下列情况之一者不享受医疗救助：');
    expect(byLocator.get('第十五条第二款')?.text).toContain('对不予批准的申请，在作出决定后3个工作日内');
  });

  it('number the articles of 16号 without a gap', () => {
    const { clauses } = documentNamed('清新府办〔2018〕16号');
    const articles = [
      ...new Set(
        clauses.map((clause) => /^第[^条]+条/.exec(clause.locator)?.[0]).filter((each) => each !== undefined),
      ),
    ];
    expect(articles).toHaveLength(30);
    expect(articles.at(-1)).toBe('第三十条');
  });
});

describe('reference material', () => {
  it('is split into its sample documents and never called policy', () => {
    const samples = corpus.documents.filter((document) => document.standing === 'reference');
    expect(samples).toHaveLength(17);
    expect(samples.map((document) => document.region)).toContain('河南省');
    expect(samples.find((document) => document.title === '佛山市政府工作报告')?.region).toBe('佛山市');
  });
});

describe('coverage', () => {
  it('gives every non-blank character of each source exactly one role', () => {
    corpus.sources.forEach((source, index) => {
      const coverage = coverageOf(source, corpus.segments[index] ?? []);
      expect({ file: source.file, lost: coverage.lost, twice: coverage.twice }).toEqual({
        file: source.file,
        lost: 0,
        twice: 0,
      });
      expect(coverage.characters).toBe(source.text.replace(/\s+/g, '').length);
    });
  });

  it('knows a lost and a doubled character when it sees one', () => {
    const source = { file: 'a.txt', sha256: '', text: '甲乙 丙丁' };
    const coverage = coverageOf(source, [
      { role: 'clause', span: [0, 2], clause: 0 },
      { role: 'clause', span: [1, 4], clause: 1 },
    ]);
    expect(coverage).toEqual({ characters: 4, lost: 1, twice: 1, firstAt: 1 });
  });

  it('hides no failure in a giant clause', () => {
    const longest = Math.max(
      ...corpus.clauses.map((clause) => (clause.kind === 'row' ? 0 : clause.text.length)),
    );
    expect(longest).toBeLessThan(1300);
  });
});

const bare = (text: string) => text.replace(/<\/?[a-z][^<>]*>/gi, '').replace(/\s+/g, '');

function expectReproducible(read: Corpus): void {
  for (const passage of read.passages) {
    const text = read.sources[read.documents[passage.document]?.source ?? -1]?.text ?? '';
    const fromSpans = bare(passage.spans.map(([start, end]) => text.slice(start, end)).join(''));
    if (fromSpans !== bare(passage.text)) throw new Error(`passage ${passage.id} does not reproduce`);
    if (passage.text.length > 600)
      throw new Error(`passage ${passage.id} has ${passage.text.length} characters`);
    if (hasPrivateNumber(passage.text)) throw new Error(`passage ${passage.id} shows a private number`);
  }
  for (const clause of read.clauses) {
    const text = read.sources[read.documents[clause.document]?.source ?? -1]?.text ?? '';
    if (bare(clause.spans.map(([start, end]) => text.slice(start, end)).join('')) !== bare(clause.text))
      throw new Error(`clause ${clause.locator} does not reproduce`);
  }
  expect(new Set(read.passages.map((passage) => passage.id)).size).toBe(read.passages.length);
}

describe('passages', () => {
  it('reproduce from their spans, are at most 600 characters and show no private number', () => {
    expect(corpus.passages.length).toBeGreaterThan(1000);
    expectReproducible(corpus);
  });

  it('hold every clause that can answer', () => {
    const held = new Set(corpus.passages.flatMap((passage) => passage.clauses));
    const missing = corpus.clauses.filter(
      (clause, index) => !held.has(index) && !['addressee', 'signature', 'date'].includes(clause.kind),
    );
    expect(missing.map((clause) => clause.text)).toEqual([]);
  });

  it('leave out the mobile number of a private person and keep the office line', () => {
    const text = corpus.passages.map((passage) => passage.text).join('\n');
    expect(text).toContain('0763-5814709');
    expect(text).not.toContain('13828551010');
  });
});

describe("other people's folders", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wenzheng-corpus-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const readFiles = (files: Readonly<Record<string, string | Buffer>>): Corpus => {
    rmSync(folder, { recursive: true, force: true });
    folder = mkdtempSync(join(tmpdir(), 'wenzheng-corpus-'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return readCorpus(folder);
  };

  it.each([
    ['本办法由县农业农村局负责解释。', '县农业农村局'],
    ['本办法由县财政局负责解释。执行中遇到问题，请径向县农业农村局反映。', '县农业农村局'],
    ['本办法自印发之日起施行。', undefined],
  ])('read whom to ask: who takes enquiries, else who explains the document: %s', (last, office) => {
    const text = `某某县稻谷补贴办法\n\n某府〔2021〕3号\n\n第一条 每亩补贴五十元。\n第二条 ${last}\n\n某某县人民政府\n2021年5月6日\n`;
    const [document] = readFiles({ 'a.txt': text }).documents;
    expect(document?.enquiryOffice?.name).toBe(office);
    // What says so is quoted.
    expect(document?.enquiryOffice?.quotation.text ?? '').toContain(office ?? '');
  });

  it('read a plain notice with articles and one without', () => {
    const read = readFiles({
      'a.txt':
        '某某县垃圾分类管理办法\n\n某府〔2021〕3号\n\n第一条 为了加强管理，制定本办法。\n第二条 厨余垃圾每日清运一次。\n第三条 违反第二条规定的，处五十元罚款。\n\n某某县人民政府\n2021年5月6日\n',
      'b.txt': '关于停水的通知\n\n各住户：\n因管道维修，6月1日8时至18时停水。\n\n请提前储水。\n',
    });
    expect(
      read.documents.map((document) => [
        document.title,
        document.number?.canonical ?? null,
        document.issuedOn,
      ]),
    ).toEqual([
      ['某某县垃圾分类管理办法', '某府〔2021〕3号', '2021-05-06'],
      ['关于停水的通知', null, null],
    ]);
    expect(
      read.clauses.map((clause) => clause.locator).filter((locator) => locator.startsWith('第')),
    ).toEqual(['第一条', '第二条', '第三条']);
    expect(read.documents.map((document) => document.region)).toEqual([null, null]);
    expect(read.problems).toEqual([]);
    expectReproducible(read);
  });

  it('tell the laws of one file apart by their titles', () => {
    const read = readFiles({
      'laws.txt':
        '道路照明条例\n\n第一条 路灯应当在日落时开启。\n第二条 本条例自公布之日起施行。\n\n河道采砂办法\n第一章 总则\n第一条 采砂须经许可。\n第二条 无许可采砂的，没收所得。\n',
    });
    expect(read.documents.map((document) => document.title)).toEqual(['道路照明条例', '河道采砂办法']);
  });

  it('read GBK, a byte order mark, CRLF, emoji, a huge line and an empty file alike', () => {
    const gbk = Buffer.from('cda8d6aa0a0ad6c2a3baa1a30a', 'hex');
    const read = readFiles({
      'bom.txt': '\ufeff关于测试的通知\r\n\r\n第一条 测试。\r\n第二条 😀也是字。\r\n',
      'gbk.txt': gbk,
      'huge.txt': '长'.repeat(700_000) + '😀'.repeat(40_000),
      'empty.txt': '',
    });
    expect(read.problems).toEqual([]);
    expect(read.documents.map((document) => document.title)).toEqual(
      expect.arrayContaining(['关于测试的通知', '通知']),
    );
    expectReproducible(read);
    for (const passage of read.passages)
      expect(passage.text).not.toMatch(
        /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
      );
  });

  it('report a source that is no text by name and read the others', () => {
    const read = readFiles({
      'bad.txt': Buffer.from([0, 1, 2, 0, 255, 0, 3]),
      'good.txt': '关于好的通知\n\n一、好。\n',
    });
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]?.file).toBe('bad.txt');
    expect(read.documents.map((document) => document.title)).toEqual(['关于好的通知']);
  });

  it('report a source in another encoding, or a damaged one, with the remedy', () => {
    const text = '关于编码的通知\n\n一、灌溉水费每亩30元。\n';
    const read = readFiles({
      'be.txt': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      'cut.txt': Buffer.from(text.repeat(20)).subarray(0, -2),
      'damaged.txt': Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xff, 0x80]), Buffer.from(text)]),
      'good.txt': text,
      'le.txt': Buffer.from(`\ufeff${text}`, 'utf16le'),
      'nameless.txt': Buffer.from(text, 'utf16le'),
    });
    expect(read.sources.map((source) => source.file)).toEqual(['good.txt']);
    expect(read.problems.map((problem) => problem.file)).toEqual([
      'be.txt',
      'cut.txt',
      'damaged.txt',
      'le.txt',
      'nameless.txt',
    ]);
    for (const { file, message } of read.problems)
      expect(message).toMatch(new RegExp(`^文件 ${file} [^。]+，请换成 UTF-8 或 GBK 的 \\.txt。$`));
  });

  it('take time in proportion to the length of a line', () => {
    const sentences = Array.from({ length: 12_000 }, (_, at) => `第${at}号泵站灌溉水费每亩${at}元。`);
    const line = sentences.join('');
    const started = performance.now();
    cleanSpans(line, [[0, line.length]]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('read more lines than a call can have arguments', () => {
    const read = readFiles({ 'many.txt': '甲乙丙丁，戊己庚辛。\n'.repeat(130_000) });
    expect(read.problems).toEqual([]);
    expect(read.clauses).toHaveLength(130_000);
  });

  it('name the contents entry whose document cannot be found, with its line', () => {
    const read = readFiles({
      'gazette.txt':
        '某县人民政府公报\n2020\n第1期\n2020年2月1日出版\n目 录\n关于甲的通知 某府〔2020〕1号..... 1\n关于乙的通知 某府〔2020〕2号..... 3\n\n关于甲的通知\n\n某府〔2020〕1号\n\n一、甲。\n二、甲甲。\n',
    });
    expect(read.documents.map((document) => document.title)).toEqual(['关于甲的通知']);
    expect(read.problems).toEqual([
      { file: 'gazette.txt', line: 7, message: expect.stringContaining('关于乙的通知') },
    ]);
  });

  it('cover and reproduce whatever lines they are given', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '第一章 总则',
        '第一条 甲乙丙。',
        '第二条规定的内容，',
        '（一）丙丁；',
        '一、戊己',
        '1.庚辛：',
        '附件',
        '附件：1.表',
        '序号\t名称\t金额',
        '1\t甲\t2',
        '目 录',
        '2020年1月2日',
        '某县人民政府',
        '各单位：',
        '<p>甲</p>\t乙',
        '- （一）条',
        '**粗** 字',
        '专栏1 甲',
        '某府〔2020〕1号',
        '',
      ),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.boolean(), (lines, gazette) => {
        const head = gazette ? '某县公报\n2020\n第1期\n目 录\n关于甲的通知..... 1\n\n关于甲的通知\n' : '';
        const read = readFiles({ 'any.txt': head + lines.join('\n') });
        expect(read.problems.filter((problem) => problem.message.includes('没有归入'))).toEqual([]);
        expectReproducible(read);
      }),
      { numRuns: 150 },
    );
  });
});

describe('cleaning', () => {
  it('gives the same text with and without origins, and origins point at the same characters', () => {
    const piece = fc.oneof(
      fc.constantFrom(' ', '\t', '\n', '<p>', '</p>', '<', '中', 'A', '1', '。', '\u3000', '\ufeff'),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const cleaned = cleanSpans(text, [[0, text.length]]);
        expect(bare(cleaned.text)).toBe(bare(cleanText(text)));
        const kept = cleaned.origins.map((origin, at) =>
          /\s/.test(cleaned.text[at] ?? '') ? cleaned.text[at] : text[origin],
        );
        expect(kept.join('')).toBe(cleaned.text);
      }),
    );
  });
});

describe('orders, notes of adoption and lists of repealed rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-orders-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (text: string): Corpus => {
    writeFileSync(join(folder, 'a.txt'), text);
    return readCorpus(folder);
  };

  it('an ordered text goes by its own name, with the number, day and issuer of the order', () => {
    const [document] = read(
      '东山市人民政府令\n第12号\n《东山市养蜂办法》已经通过，现予公布，自2021年10月1日起施行。\n市长 甲某\n2021年7月5日\n\n东山市养蜂办法\n\n第一条 为规范养蜂，制定本办法。\n第二条 蜂箱应当登记。\n',
    ).documents;
    expect(document).toMatchObject({
      title: '东山市养蜂办法',
      number: { canonical: '东山市人民政府令第12号' },
      issuer: '东山市人民政府',
      issuedOn: '2021-07-05',
      validity: { effectiveFrom: '2021-10-01' },
    });
  });

  it('a note of adoption under the title gives number and day', () => {
    const [document] = read(
      '东山市放灯规定\n（2022年11月30日东山市人民政府第15次常务会议通过 2022年12月15日东山市人民政府令第6号公布 自2023年1月1日起施行）\n第一条 禁止放灯。\n第二条 本规定自2023年1月1日起施行。\n',
    ).documents;
    expect(document).toMatchObject({
      number: { canonical: '东山市人民政府令第6号' },
      issuedOn: '2022-12-15',
      validity: { effectiveFrom: '2023-01-01' },
    });
  });

  it('a list says of each rule whether it is repealed or has lapsed, whatever stands in the title of its notice', () => {
    const { mentioned } = read(
      '东山市人民政府关于公布继续有效、废止和失效的规范性文件目录的通知\n东府发〔2021〕8号\n各县：\n现将清理结果公布如下。\n东山市人民政府\n2021年3月15日\n附件1\n继续有效的规范性文件目录\n1．东山市渔港办法（东府发〔2011〕1号）\n附件2\n废止的规范性文件目录\n1．东山市渔船办法（东府发〔2012〕2号）\n附件3\n失效的规范性文件目录\n1．东山市渔网办法（东府发〔2013〕3号）\n',
    );
    const kinds = [...mentioned.values()].map(({ number, relations }) => [
      number?.canonical,
      relations[0]?.kind,
    ]);
    expect(kinds).toEqual([
      ['东府发〔2011〕1号', 'mentions'],
      ['东府发〔2012〕2号', 'repeals'],
      ['东府发〔2013〕3号', 'voids'],
    ]);
  });
});
