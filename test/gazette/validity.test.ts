import { beforeAll, describe, expect, test } from 'vitest';
import { cleanSpans } from '../../src/gazette/clean-text.ts';
import type { Corpus, ValidityFacts } from '../../src/gazette/model.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { readValidity, validityOn } from '../../src/gazette/validity.ts';
import type { ValidityStatus } from '../../src/gazette/validity.ts';
import { makeCorpus } from '../support/metadata-corpus.ts';

function facts(
  title: string,
  texts: readonly string[],
  issuedOn: string | null = '2018-03-23',
): ValidityFacts {
  const source = texts.join('\n');
  let at = 0;
  const clauses = texts.map((text) => {
    const start = source.indexOf(text, at);
    at = start + text.length;
    return { text, spans: [[start, at] as const] };
  });
  return readValidity({ title, issuedOn, standing: 'official', source: 0, sourceText: source, clauses });
}

describe('what the words say', () => {
  test.each([
    ['本办法自印发之日起实施，有效期至2020年3月31日。', '2018-03-23', '2020-03-31'],
    ['本办法自2018年5月1日起施行，有效期五年。', '2018-05-01', '2023-04-30'],
    ['本办法自2018年5月1日起施行，有效期为3年。', '2018-05-01', '2021-04-30'],
    ['本规定自发布之日起30日后施行。', '2018-04-22', null],
    ['本规定自公布之日起三十日后施行，试行期一年。', '2018-04-22', '2019-04-21'],
    ['本通知自印发之日起执行。', '2018-03-23', null],
    ['本办法有效期自2018年5月1日至2021年4月30日。', '2018-03-23', '2021-04-30'],
    ['本办法自2018年5月1日起试行，试行期两年。', '2018-05-01', '2020-04-30'],
    ['本办法自印发之日起试行两年。', '2018-03-23', '2020-03-22'],
    ['本办法自2018年5月1日起施行，至2020年12月31日止。', '2018-05-01', '2020-12-31'],
    ['以上标准自2018年7月1日起执行。', '2018-07-01', null],
  ])('%s', (text, effectiveFrom, lastDay) => {
    const read = facts('某某办法', ['第一条 为规范管理，制定本办法。', text]);
    expect(read).toMatchObject({ effectiveFrom, lastDay, lastDayKind: lastDay === null ? null : 'expiry' });
    expect(read.basis[0]?.text).toBe(text);
  });

  test.each([
    '持有效的《广东省居住证》，居住证有效期5年。',
    '有效期至2020年3月31日的证件可以使用。',
    '到2020年，全区基本形成大数据产业体系。',
    '从8月1日开始，对养殖户进行登记。',
  ])('%s says nothing of the document', (text) => {
    expect(facts('某某办法', [text])).toMatchObject({ lastDay: null, lastDayKind: null, basis: [] });
  });

  test('a plan ends with the period of its title, a campaign with that of its sentence, a ban with its own', () => {
    expect(facts('某某规划（2017~2025年）', ['为贯彻落实…'])).toMatchObject({
      lastDay: '2025-12-31',
      lastDayKind: 'period',
    });
    expect(
      facts('“夏季攻势”专项行动方案', ['决定从8月至10月在全区范围内组织开展专项行动。'], '2018-08-22'),
    ).toMatchObject({
      effectiveFrom: '2018-08-22',
      lastDay: '2018-10-31',
      lastDayKind: 'period',
    });
    expect(facts('森林防火令', ['一、从2018年3月23日至4月30日为禁火期。'], '2018-03-22')).toMatchObject({
      effectiveFrom: '2018-03-23',
      lastDay: '2018-04-30',
    });
  });

  test('the latest stage ends a plan, but stages do not end lasting rules', () => {
    const stages = [
      '（一）启动阶段（2019年5月~7月）。',
      '（二）实施阶段（2019年7月~2020年12月）。',
      '（三）总结阶段（2020年11月~12月）。',
    ];
    expect(facts('示范区建设实施方案', stages)).toMatchObject({
      lastDay: '2020-12-31',
      lastDayKind: 'period',
    });
    expect(facts('改革的实施意见（试行）', stages)).toMatchObject({ lastDay: null, provisional: true });
  });

  test('an impossible last day is not reckoned with; the year of the title is', () => {
    const stages = ['（一）前期阶段（2018年7月31日前）。', '（二）验收阶段（2018年11月31日前）。'];
    expect(facts('2018年“厕所革命”工程建设方案', stages)).toMatchObject({
      lastDay: '2018-12-31',
      lastDayKind: 'period',
    });
    expect(facts('“厕所革命”工程建设方案', stages).lastDay).toBeNull();
  });
});

describe('what holds on a day', () => {
  const corpus = makeCorpus([
    {
      title: '某某区新办法',
      number: '某府办〔2018〕16号',
      issuedOn: '2018-03-23',
      office: '区民政局',
      clauses: [
        {
          text: '第三十条 本办法自印发之日起实施，有效期至2020年3月31日。《某某区旧办法》（某府办〔2014〕19号）同时废止。',
        },
      ],
    },
    {
      title: '某某区旧办法',
      number: '某府办〔2014〕19号',
      issuedOn: '2014-05-01',
      clauses: [{ text: '本办法自印发之日起实施。' }],
    },
    {
      title: '没有期限的方案',
      number: '某府办〔2018〕41号',
      issuedOn: '2018-07-25',
      office: '区综治办',
      clauses: [{ text: '每月补助100元。' }],
    },
    { title: '草案（征求意见稿）', standing: 'draft', clauses: [{ text: '有效期至2030年1月1日。' }] },
    { title: '外地样本', standing: 'reference', clauses: [{ text: '全省开展。' }] },
  ]);

  test.each<[number, string, ValidityStatus, string]>([
    [0, '2018-03-22', 'not_yet', '还没有生效'],
    [0, '2018-03-23', 'in_force', '有效期至2020年3月31日'],
    [0, '2020-03-31', 'in_force', '有效'],
    [0, '2020-04-01', 'expired', '有效期至2020年3月31日，已届满'],
    [1, '2018-03-22', 'in_force', '没有写到何时为止'],
    [1, '2018-03-23', 'repealed', '已被某府办〔2018〕16号废止'],
    [2, '2026-11-22', 'unstated', '文件未写有效期，所收公报里也没有废止它的文件，请向区综治办核实'],
    [3, '2026-11-22', 'draft', '征求意见稿'],
    [4, '2026-11-22', 'reference', '参考材料'],
  ])('document %i on %s is %s', (index, asOf, status, words) => {
    const found = validityOn(corpus, index, asOf);
    expect(found.status).toBe(status);
    expect(found.sentence).toContain(words);
  });

  test('every quotation is what stands in the source at its spans', () => {
    for (const document of corpus.documents) {
      for (const quotation of document.validity.basis) {
        const source = corpus.sources[quotation.source]?.text ?? '';
        expect(cleanSpans(source, quotation.spans).text.replace(/\s/g, '')).toBe(quotation.text);
      }
    }
  });
});

describe('the gazettes', () => {
  let corpus: Corpus;
  beforeAll(() => {
    corpus = readCorpus('corpus');
  });

  /** [文号 or title, 2018-06-01, 2019-06-01, 2026-11-22, last day] */
  const golden: readonly [string, ValidityStatus, ValidityStatus, ValidityStatus, string | null][] = [
    ['清新府〔2018〕19号', 'period_over', 'period_over', 'period_over', '2018-04-30'],
    ['清新府办〔2018〕5号', 'in_force', 'in_force', 'in_force', null],
    ['清新府办〔2018〕13号', 'in_force', 'in_force', 'period_over', '2025-12-31'],
    ['清新府办〔2018〕16号', 'in_force', 'in_force', 'expired', '2020-03-31'],
    ['清新府办〔2018〕17号', 'in_force', 'in_force', 'period_over', '2020-12-31'],
    ['清新府办〔2018〕35号', 'not_yet', 'in_force', 'period_over', '2020-12-31'],
    ['清新府办〔2018〕37号', 'not_yet', 'in_force', 'period_over', '2020-12-31'],
    ['清新府办〔2018〕38号', 'not_yet', 'unstated', 'unstated', null],
    ['清新府办〔2018〕40号', 'not_yet', 'period_over', 'period_over', '2018-12-31'],
    ['清新府办〔2018〕41号', 'not_yet', 'unstated', 'unstated', null],
    ['清新府办函〔2018〕81号', 'not_yet', 'period_over', 'period_over', '2018-11-30'],
    ['清新府办函〔2018〕91号', 'not_yet', 'period_over', 'period_over', '2018-10-31'],
    ['清新府〔2019〕60号', 'not_yet', 'not_yet', 'unstated', null],
    ['清新府办〔2019〕17号', 'not_yet', 'not_yet', 'period_over', '2020-12-31'],
    ['清新府办函〔2019〕106号', 'not_yet', 'not_yet', 'period_over', '2020-12-31'],
    ['滨江干流', 'not_yet', 'not_yet', 'unstated', null],
    ['连州市县域节水型社会', 'draft', 'draft', 'draft', null],
  ];

  test.each(golden)('%s', (name, in2018, in2019, in2026, lastDay) => {
    const index = corpus.documents.findIndex(
      (document) => document.number?.canonical === name || document.title.includes(name),
    );
    const statuses = ['2018-06-01', '2019-06-01', '2026-11-22'].map(
      (day) => validityOn(corpus, index, day).status,
    );
    expect(statuses).toEqual([in2018, in2019, in2026]);
    expect(corpus.documents[index]?.validity.lastDay).toBe(lastDay);
  });

  test('every quotation that validity rests on is what stands in the source, eight characters or more', () => {
    for (const document of corpus.documents) {
      for (const quotation of document.validity.basis) {
        const source = corpus.sources[quotation.source]?.text ?? '';
        expect(cleanSpans(source, quotation.spans).text.replace(/\s/g, '')).toBe(quotation.text);
        expect(quotation.text.length).toBeGreaterThanOrEqual(8);
      }
    }
  });
});
