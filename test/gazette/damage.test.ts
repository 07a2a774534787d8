import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDamage } from '../../src/gazette/damage.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

describe('visible damage', () => {
  it.each([
    ['取消定点医疗机构资格，并依法追究responsibility。', 'foreign-word', 'responsibility'],
    ['结合农业龙头企业and农民专业合作社的需要', 'foreign-word', 'and'],
    ['各有关部門要密切配合，落实各项工作责任', 'traditional-character', '关部門'],
    ['2018年11月31日前进行检查验收。', 'impossible-date', '2018年11月31日'],
    ['根据《通知》（清新府2014〕78号）等规定', 'broken-number', '清新府2014〕78号'],
    ['按照清新府办〔2018 16号的要求', 'broken-number', '〔2018 16号'],
    ['下降27%（$19.3\\text{m}^3$以下）', 'markup', '\\text{m}'],
    ['资金用途：1.开展培训<p>2.建立基地', 'markup', '<p>'],
    ['财政部\ufffd门', 'unreadable', '政部\ufffd'],
  ])('is found in %s', (text, kind, written) => {
    expect(findDamage(text)).toEqual([{ kind, written }]);
  });

  it.each([
    '电子邮箱：qxslggg@126.com，网址www.qingxin.gov.cn',
    '同时播放ppt、音像资料，建立移动APP和wifi覆盖',
    '城市道路设计标准（CJJ14—2016）',
    '广东省水利厅关于印发<广东省县域节水型社会达标建设工作实施方案>的通知',
    '黏多醣症等罕见病，乾隆年间的著名河段',
    '2020年2月29日前完成，清新府办〔2018〕16号同时废止。',
    '申請醫療救助應當提交下列材料：身份證明、診斷證明',
    '',
  ])('is not seen in a sound text: %s', (text) => {
    expect(findDamage(text)).toEqual([]);
  });

  it('shows in eight of the clauses of the gazettes and in no other', () => {
    const corpus = readCorpus(realCorpusFolder);
    const damaged = corpus.clauses.flatMap((clause) =>
      findDamage(clause.text).map(
        ({ kind }) => `${corpus.documents[clause.document]?.id ?? ''} ${clause.locator} ${kind}`,
      ),
    );
    expect(damaged.toSorted()).toEqual(
      [
        '清新府办〔2019〕17号 二（二）3 foreign-word',
        '清新府办函〔2019〕106号 二（一） markup',
        '清新府办〔2018〕35号 三（二）2（2） traditional-character',
        '清新府办〔2018〕37号 三（二） traditional-character',
        '清新府办〔2018〕40号 六（三） impossible-date',
        '清新府办函〔2018〕91号 三（三） foreign-word',
        '清新府办〔2018〕5号  broken-number',
        '清新府办〔2018〕16号 第二十七条（三） foreign-word',
      ].toSorted(),
    );
  });

  it('is always quoted as it stands', () => {
    const pieces = fc.constantFrom(
      '部門',
      'and',
      '，依法',
      '2018年2月30日',
      '救助',
      '〔2018 5号',
      '<p>',
      '。',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        for (const { written } of findDamage(text)) expect(text).toContain(written);
      }),
    );
  });
});
