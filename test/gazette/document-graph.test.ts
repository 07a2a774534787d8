import { beforeAll, describe, expect, test } from 'vitest';
import { cleanSpans } from '../../src/gazette/clean-text.ts';
import type { Corpus } from '../../src/gazette/model.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { validityOn } from '../../src/gazette/validity.ts';
import { makeCorpus } from '../support/metadata-corpus.ts';

const columns = ['序号', '文件', '文号'];

function relationsIn(text: string): Record<string, string | undefined> {
  const corpus = makeCorpus([
    { title: '某某办法', number: '某府〔2020〕1号', issuedOn: '2020-01-01', clauses: [{ text }] },
  ]);
  return Object.fromEntries([...corpus.mentioned].map(([number, each]) => [number, each.relations[0]?.kind]));
}

describe('relations between documents', () => {
  test('only what 同时废止 is said of is repealed', () => {
    expect(
      relationsIn(
        '根据《上级办法》（粤府〔2016〕2号），制定本办法。《旧办法》（某府〔2014〕19号）、《更旧办法》（某府〔2010〕3号）同时废止。',
      ),
    ).toEqual({ '粤府〔2016〕2号': 'mentions', '某府〔2014〕19号': 'repeals', '某府〔2010〕3号': 'repeals' });
  });

  test.each([
    ['本办法代替《旧办法》（某府〔2014〕19号）。', 'repeals'],
    ['《旧办法》（某府〔2014〕19号）自2020年2月1日起停止执行。', 'repeals'],
    ['废止《旧办法》（某府〔2014〕19号）。', 'repeals'],
    ['按《旧办法》（某府〔2014〕19号）执行，逾期的申请予以废止。', 'mentions'],
    ['参照《旧办法》（某府〔2014〕19号）的规定执行。', 'mentions'],
  ])('%s', (text, kind) => {
    expect(relationsIn(text)).toEqual({ '某府〔2014〕19号': kind });
  });

  test('every number of a list is repealed, with titles or without, and what the repeal rests on is not', () => {
    expect(
      relationsIn(
        '本办法自2020年2月1日起施行。某府〔2014〕19号、某府办〔2016〕3号和《旧方案》（某府〔2010〕3号）同时废止。',
      ),
    ).toEqual({
      '某府〔2014〕19号': 'repeals',
      '某府办〔2016〕3号': 'repeals',
      '某府〔2010〕3号': 'repeals',
    });
    expect(relationsIn('某府〔2014〕19号文、某府〔2015〕2号文件即行废止。')).toEqual({
      '某府〔2014〕19号': 'repeals',
      '某府〔2015〕2号': 'repeals',
    });
    expect(relationsIn('根据粤府〔2016〕2号，某府〔2014〕19号同时废止。')).toEqual({
      '粤府〔2016〕2号': 'mentions',
      '某府〔2014〕19号': 'repeals',
    });
    expect(
      relationsIn('根据《上级办法》（粤府〔2016〕2号），《旧办法》（某府〔2014〕19号）予以废止。'),
    ).toEqual({
      '粤府〔2016〕2号': 'mentions',
      '某府〔2014〕19号': 'repeals',
    });
  });

  test.each([
    ['某府〔2014〕19号自2020年6月1日起废止。', '2020-06-01'],
    ['自2020年6月1日起，某府〔2014〕19号同时废止。', '2020-06-01'],
    ['本办法自2020年2月1日起施行，某府〔2014〕19号同时废止。', '2020-02-01'],
    ['某府〔2014〕19号同时废止。', '2020-01-01'],
  ])('%s ends it from %s', (text, from) => {
    const corpus = makeCorpus([
      { title: '某某办法', number: '某府〔2020〕1号', issuedOn: '2020-01-01', clauses: [{ text }] },
    ]);
    expect(corpus.mentioned.get('某府〔2014〕19号')?.relations).toMatchObject([{ kind: 'repeals', from }]);
  });

  test('a document that is ended by its title alone is found by it, if it is the only one and the older one', () => {
    const old = {
      title: '某某区人民政府办公室关于印发某某区烟花爆竹补助办法的通知',
      number: '某府办〔2014〕19号',
      issuedOn: '2014-03-01',
      clauses: [{ text: '第一条 每户补助三百元。' }],
    };
    const ending = (text: string, issuedOn = '2020-01-01', more: (typeof old)[] = []) =>
      makeCorpus([
        old,
        ...more,
        { title: '新办法', number: '某府〔2020〕1号', issuedOn, clauses: [{ text }] },
      ])
        .mentioned.get('某府办〔2014〕19号')
        ?.relations.map(({ kind, quotation }) => [kind, quotation.text]);
    const said = '本办法自2020年2月1日起施行，原《某某区烟花爆竹补助办法》同时废止。';
    expect(ending(said)).toEqual([['repeals', said]]);
    expect(ending('按《某某区烟花爆竹补助办法》执行，逾期的申请予以废止。')).toBeUndefined();
    expect(ending(said, '2013-01-01')).toBeUndefined();
    expect(
      ending(said, '2020-01-01', [{ ...old, number: '某府办〔2016〕7号', issuedOn: '2016-01-01' }]),
    ).toBeUndefined();
    expect(ending('《某某区烟花爆竹补助办法》（某府办〔2014〕19号）同时废止。')).toHaveLength(1);
  });

  test('the title beside a number is kept without its marks, nested ones too', () => {
    const corpus = makeCorpus([
      {
        title: '某某方案',
        number: '某府〔2020〕1号',
        clauses: [
          {
            text: '根据《某厅关于印发〈某某方案（2017-2020年）〉的通知》（粤水〔2017〕29号）和粤府〔2018〕3号《关于某事的意见》制定。',
          },
        ],
      },
    ]);
    expect([...corpus.mentioned.values()].map((each) => each.title)).toEqual([
      '某厅关于印发〈某某方案（2017-2020年）〉的通知',
      '关于某事的意见',
    ]);
  });

  test('rows of a list of void documents are voided from the day of the notice; rows of other tables are not', () => {
    const row = '1\t某某区民宿办法（试行）的通知\t某府办〔2015〕24号';
    const made = (title: string, caption: string): Corpus =>
      makeCorpus([
        {
          title,
          number: '某府办〔2018〕5号',
          issuedOn: '2018-01-25',
          clauses: [{ text: row, row: { columns, caption } }],
        },
      ]);
    const voided = made('关于宣布失效部分规范性文件的通知', '宣布失效的规范性文件目录').mentioned.get(
      '某府办〔2015〕24号',
    );
    expect(voided).toMatchObject({
      title: '某某区民宿办法（试行）的通知',
      relations: [{ kind: 'voids', from: '2018-01-25' }],
    });
    const listed = made('关于公布现行文件的通知', '现行有效的规范性文件目录').mentioned.get(
      '某府办〔2015〕24号',
    );
    expect(listed?.relations[0]?.kind).toBe('mentions');
  });
});

const kindsOf = (corpus: Corpus) =>
  [...corpus.mentioned].map(([key, each]) => [key, each.document, each.relations.map(({ kind }) => kind)]);

const edition = (issuedOn: string, text = '为防火，制定本条例。') => ({
  title: '某某市防火条例',
  issuedOn,
  clauses: [{ text }],
});

describe('what is ended by its title alone', () => {
  const ending = '本条例自2020年3月1日起施行。1990年5月1日公布的《某某市防火条例》同时废止。';

  test('is known by its title where its text is not here; a form, or what is only cited, is not', () => {
    const clauses = [
      { text: `${ending}申请人填写《登记表》，按照《某某市供水条例》缴费。《收费许可证》同时废止。` },
    ];
    const corpus = makeCorpus([{ title: '某某市消防条例', issuedOn: '2020-01-01', clauses }]);
    expect(kindsOf(corpus)).toEqual([['《某某市防火条例》', null, ['repeals']]]);
    expect(corpus.mentioned.get('《某某市防火条例》')).toMatchObject({
      number: null,
      title: '某某市防火条例',
    });
  });

  test('no longer holds from that day where its text is here, with a number or without', () => {
    const corpus = makeCorpus([
      { title: '某某市防火条例', issuedOn: '1990-04-01', clauses: [{ text: '为防火，制定本条例。' }] },
      { title: '某某市消防条例', issuedOn: '2020-01-01', clauses: [{ text: ending }] },
    ]);
    expect(kindsOf(corpus)).toEqual([[corpus.documents[0]?.id, 0, ['repeals']]]);
    const until = corpus.mentioned.get(corpus.documents[0]?.id ?? '')?.relations[0]?.from ?? '';
    expect(validityOn(corpus, 0, '2019-12-31').status).not.toBe('repealed');
    expect(validityOn(corpus, 0, until).status).toBe('repealed');
    expect(validityOn(corpus, 1, until).status).not.toBe('repealed');
  });

  test('is the older of two of one name, and none where several may be meant', () => {
    expect(kindsOf(makeCorpus([edition('1990-04-01'), edition('2020-01-01', ending)]))).toMatchObject([
      [expect.any(String), 0, ['repeals']],
    ]);
    expect(
      kindsOf(makeCorpus([edition('1990-04-01'), edition('1995-04-01'), edition('2020-01-01', ending)])),
    ).toEqual([]);
  });
});

describe('the gazettes', () => {
  let corpus: Corpus;
  beforeAll(() => {
    corpus = readCorpus('corpus');
  });

  test('the nineteen documents declared void are known with title, number, day and row', () => {
    const voided = [...corpus.mentioned.values()].filter((each) =>
      each.relations.some((relation) => relation.kind === 'voids'),
    );
    expect(voided.map((each) => each.number?.canonical)).toEqual([
      '清新府办函〔2015〕33号',
      '清新府办函〔2015〕35号',
      '清新府办函〔2015〕49号',
      '清新府办函〔2015〕56号',
      '清新府办函〔2015〕131号',
      '清新府办〔2015〕17号',
      '清新府办〔2015〕18号',
      '清新府办〔2015〕20号',
      '清新府办〔2015〕24号',
      '清新府〔2015〕6号',
      '清新府〔2015〕59号',
      '清新府〔2015〕60号',
      '清新府〔2015〕85号',
      '清新府办函〔2016〕27号',
      '清新府办函〔2016〕53号',
      '清新府办〔2016〕11号',
      '清新府办〔2016〕24号',
      '清新府〔2016〕10号',
      '清新府〔2016〕33号',
    ]);
    for (const each of voided) {
      const [relation] = each.relations;
      expect(relation?.from).toBe('2018-01-25');
      expect(corpus.documents[relation?.by ?? -1]?.number?.canonical).toBe('清新府办〔2018〕5号');
      expect(relation?.quotation.text).toContain(each.title?.replace(/\s/g, ''));
    }
  });

  test('one document is repealed by another', () => {
    const repealed = [...corpus.mentioned.values()].filter((each) =>
      each.relations.some((relation) => relation.kind === 'repeals'),
    );
    expect(repealed.map((each) => each.number?.canonical)).toEqual(['清新府办〔2014〕19号']);
    expect(repealed[0]?.relations[0]?.quotation.text).toContain('同时废止');
  });

  test('a number with a lost bracket is read and quoted as it is printed', () => {
    const mentioned = corpus.mentioned.get('清新府〔2014〕78号');
    expect(mentioned?.relations[0]?.quotation.text).toContain('清新府2014〕78号');
  });

  test('every quotation stands in the source at its spans and lies in the clause that it names', () => {
    let count = 0;
    for (const mentioned of corpus.mentioned.values()) {
      for (const { quotation, clause, by } of mentioned.relations) {
        const source = corpus.sources[quotation.source]?.text ?? '';
        expect(cleanSpans(source, quotation.spans).text.replace(/\s/g, '')).toBe(quotation.text);
        const begins = quotation.spans[0]?.[0] ?? -1;
        const holder = corpus.clauses[clause ?? -1];
        expect(holder?.document).toBe(by);
        expect(holder?.spans.some(([start, end]) => begins >= start && begins < end)).toBe(true);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(60);
  });
});
