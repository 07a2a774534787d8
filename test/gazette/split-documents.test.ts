import { describe, expect, it } from 'vitest';
import { sourceLines } from '../../src/gazette/source-lines.ts';
import { splitDocuments } from '../../src/gazette/split-documents.ts';

/** Titles of the documents that a text is cut into. */
function titlesOf(text: string): string[] {
  return split(text).documents.map(
    ({ title, titleLines }) => title ?? titleLines.map((line) => line.text).join(''),
  );
}

function split(text: string) {
  return splitDocuments(sourceLines(text), 'a.txt', null);
}

const bodyOfTwo = `东山县人民政府关于印发东山县公园管理办法的通知
东府发〔2021〕3号
各乡镇人民政府：
现将《东山县公园管理办法》印发给你们。
东山县人民政府
2021年3月1日
东山县公园管理办法
第一条 公园免费开放。
第二条 本办法自2021年4月1日起施行。

东山县人民政府关于李某同志任职的通知
各乡镇人民政府：
任命李某同志为东山县水利局局长。
东山县人民政府
2021年3月5日
`;
const twoTitles = ['东山县人民政府关于印发东山县公园管理办法的通知', '东山县人民政府关于李某同志任职的通知'];

describe('a table of contents', () => {
  it.each([
    ['with pages in brackets', '……………（1）', '……………（4）'],
    ['with bare pages', ' 1', ' 4'],
    ['without pages', '', ''],
  ])('%s is no part of a document', (_kind, first, second) => {
    const text = `东山县人民政府公报\n2021年第1期\n目　录\n县政府文件\n东山县人民政府关于印发东山县公园管理办法的通知（东府发〔2021〕3号）${first}\n人事任免\n东山县人民政府关于李某同志任职的通知${second}\n\n${bodyOfTwo}`;
    expect(titlesOf(text)).toEqual(twoTitles);
    expect(split(text).gazette).toMatchObject({ year: 2021, issue: 1 });
    expect(split(text).problems).toEqual([]);
  });

  const number = '东府发〔2021〕3号';
  it.each<[string, string, (title: string, at: number) => string]>([
    [
      'with ordinals and numbers',
      '目录',
      (title, at) => `${['一', '二'][at]}、${title}${at === 0 ? `（${number}）` : ''}`,
    ],
    ['with signs', '目  录', (title, at) => `●${title}${at === 0 ? `（${number}）` : ''}`],
    ['with the page before the title', '目录', (title, at) => `${1 + 3 * at} ${title}`],
    [
      'with the number on a line of its own',
      '· 目次 ·',
      (title, at) => `${title}\n${at === 0 ? `${number}　（1）` : '　（4）'}`,
    ],
    ['with titles over two lines', '【目录】', (title) => `☆${title.slice(0, 14)}\n${title.slice(14)}`],
    ['with pages behind a stroke', '本期目录', (title, at) => `${title} /${1 + 3 * at}`],
    ['with numbers and pages between dots', '目 录', (title, at) => `${title}……${number}……P${1 + 3 * at}`],
    ['with pages before a bar', '目录', (title, at) => `${1 + 3 * at}｜${title}`],
  ])('%s, under a running head, is no part of a document', (_kind, heading, entry) => {
    const head = '东山县人民政府公报　2021年第1期　';
    const text = `东山县人民政府公报\n2021年第1期\n${heading}\n县政府文件\n${twoTitles.map(entry).join('\n')}\n${head}1\n${bodyOfTwo.replace('第二条', `${head}2\n第二条`)}${head}3\n`;
    expect(titlesOf(text)).toEqual(twoTitles);
    expect(split(text).documents[0]?.lines[0]?.text).toBe(number);
    expect(split(text).problems).toEqual([]);
  });

  it('that lists the chapters of a law makes no documents of them', () => {
    const text =
      '湖泊保护条例\n目录\n第一章 总则\n第二章 罚则\n\n第一章 总则\n第一条 为保护湖泊，制定本条例。\n第二章 罚则\n第二条 违者罚款。\n';
    expect(titlesOf(text)).toEqual(['湖泊保护条例']);
  });
});

describe('a gazette without contents', () => {
  it('has a cover, and documents with and without a number', () => {
    const text = `东山县人民政府公报\n2021\n1\n（季刊）\n\n${bodyOfTwo}`;
    expect(titlesOf(text)).toEqual(twoTitles);
    expect(split(text).gazette).toMatchObject({ year: 2021, issue: 1 });
    expect(split(text).masthead).toHaveLength(4);
  });

  it('may print the number over the title, and the name of a section over both', () => {
    const text =
      '·部门文件·\n东教规字〔2021〕2号\n东山县教育局关于招生工作的通知\n各学校：\n招生自5月开始。\n东山县教育局\n2021年4月9日\n·公示公告·\n东山县民政局关于补助对象的公示\n公示期七天。\n';
    expect(titlesOf(text)).toEqual(['东山县教育局关于招生工作的通知', '东山县民政局关于补助对象的公示']);
  });

  it('keeps the text that an order puts into force with its order, and tells orders and announcements apart', () => {
    const text =
      '东山市人民政府令\n第12号\n《东山市养蜂办法》已经通过，现予公布。\n市长 甲某\n2021年7月5日\n\n东山市养蜂办法\n第一条 为规范养蜂，制定本办法。\n第二条 本办法自公布之日起施行。\n\n东山市人民政府公告\n2021年第3号\n即日起封山。\n东山市人民政府\n2021年8月10日\n\n《东山市养蜂办法》解读\n一、要不要登记？\n要。\n';
    expect(titlesOf(text)).toEqual(['东山市人民政府令', '东山市人民政府公告', '《东山市养蜂办法》解读']);
  });
});

describe('what belongs to the page', () => {
  it('is left out: page numbers, the file card and the navigation of a web page', () => {
    const text =
      '首页 > 政策文件\n索引号：A-1\n文　号：东府发〔2021〕3号\n关于停水的通知\n各住户：\n明日停水。\n— 2 —\n请储水。\n【打印】【关闭】\n上一篇：关于停电的通知\n';
    expect(titlesOf(text)).toEqual(['关于停水的通知']);
    expect(split(text).furniture.map((line) => line.number)).toEqual([1, 2, 3, 7, 9, 10]);
  });
});
