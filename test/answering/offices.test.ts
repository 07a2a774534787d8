import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeOffice, findOffice, officesFile, readOffices } from '../../src/answering/offices.ts';
import { hasPrivateNumber } from '../../src/gazette/private-numbers.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

const text = readFileSync(join(realCorpusFolder, officesFile), 'utf8');
const offices = readOffices(text);
const corpus = readCorpus(realCorpusFolder);

/** The texts of a document's clauses with that locator; all its clauses without one. */
function clauseTexts(document: string, locator?: string): string[] {
  return corpus.clauses
    .filter(
      (clause) =>
        corpus.documents[clause.document]?.id === document &&
        (locator === undefined || clause.locator === locator),
    )
    .map((clause) => clause.text);
}

/** Sorted ISO dates; an unknown document sorts first. */
function issueDates(ids: readonly string[]): string[] {
  return ids.map((id) => corpus.documents.find((document) => document.id === id)?.issuedOn ?? '').toSorted();
}

describe('corpus/offices.yaml', () => {
  it('names more than thirty-five offices, each name and alias once', () => {
    expect(offices.length).toBeGreaterThan(35);
    const names = offices.flatMap((office) => [office.name, ...office.alsoCalled]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('rests each office on clauses of the gazettes here, and each clause names it', () => {
    const unfounded = offices.flatMap(({ name, alsoCalled, source }) =>
      source
        .filter(
          ({ document, locator }) =>
            !clauseTexts(document, locator).some((each) =>
              [name, ...alsoCalled].some((own) => each.includes(own)),
            ),
        )
        .map(({ document, locator }) => `${name}: ${document} ${locator}`),
    );
    expect(unfounded).toEqual([]);
    const regions = offices
      .flatMap(({ source }) => source.map(({ document }) => document))
      .map((id) => corpus.documents.find((document) => document.id === id));
    expect(regions.every((document) => document?.standing === 'official')).toBe(true);
    expect(regions.every((document) => document?.region === corpus.homeRegion)).toBe(true);
  });

  it('gives a former or later name only with documents that print it, and both entries know of each other', () => {
    for (const office of offices) {
      for (const [other, back] of [
        ...office.later.map((each) => [each, 'former'] as const),
        ...office.former.map((each) => [each, 'later'] as const),
      ]) {
        for (const document of other.documents) {
          expect(clauseTexts(document).join('\n'), `${office.name}: ${document}`).toContain(other.name);
        }
        expect(findOffice(offices, other.name)?.[back].map((each) => each.name)).toContain(office.name);
      }
    }
  });

  it('dates every document of a later name after those of the former name', () => {
    const backwards = offices.flatMap((office) => {
      const own = issueDates(office.source.map(({ document }) => document));
      const later = office.later.flatMap(({ documents }) => issueDates(documents)).toSorted();
      const former = office.former.flatMap(({ documents }) => issueDates(documents)).toSorted();
      const inOrder = (former.at(-1) ?? '') < (own[0] ?? '') && (later[0] ?? '9999') > (own.at(-1) ?? '9999');
      return inOrder ? [] : [office.name];
    });
    expect(backwards).toEqual([]);
  });

  it('prints only telephones and mail addresses that a cited clause prints, and nobody’s own number', () => {
    const contacts = offices.flatMap(({ telephone, mail, source }) =>
      [telephone, mail].filter((contact) => contact !== undefined).map((contact) => ({ contact, source })),
    );
    expect(contacts.length).toBeGreaterThan(0);
    for (const { contact, source } of contacts) {
      const cited = source.flatMap(({ document, locator }) => clauseTexts(document, locator)).join('\n');
      expect(cited).toContain(contact);
    }
    expect(hasPrivateNumber(text)).toBe(false);
  });
});

const tiny = readOffices(`
- name: 区甲局
  alsoCalled: [区甲管理局]
  former: []
  later: [{name: 区乙局, documents: [清新府〔2019〕1号]}]
  handles: 管甲。
  source: [{document: 清新府〔2018〕1号, locator: ''}]
- name: 区乙局
  alsoCalled: []
  former: [{name: 区甲局, documents: [清新府〔2018〕1号]}]
  later: []
  handles: 管乙。
  source: [{document: 清新府〔2019〕1号, locator: 一}]
  telephone: 0763-1234567
  mail: yi@example.com
- name: 市丙局清新分局
  alsoCalled: []
  former: []
  later: []
  handles: 管丙。
  source: [{document: 清新府〔2019〕1号, locator: 一}]
`);

describe('findOffice', () => {
  it.each([
    ['区甲局', '区甲局'],
    ['區甲管理局', '区甲局'],
    ['甲局', '区甲局'],
    [' 区 乙局', '区乙局'],
    ['清新区乙局', '区乙局'],
    ['清远市清新区乙局', '区乙局'],
    ['清新乙局', '区乙局'],
    ['市丙局清新分局', '市丙局清新分局'],
    ['丙局清新分局', '市丙局清新分局'],
  ])('finds %s', (asked, name) => {
    expect(findOffice(tiny, asked, '清新区')?.name).toBe(name);
  });

  it.each(['', '局', '区丁局', '清城区乙局', '市乙局', '连州市乙局', '清新区'])(
    'finds nothing for %s',
    (asked) => {
      expect(findOffice(tiny, asked, '清新区')).toBeNull();
    },
  );

  it('knows no place without a home region', () => {
    expect(findOffice(tiny, '清新区乙局')).toBeNull();
    expect(findOffice(tiny, '乙局')?.name).toBe('区乙局');
  });
});

describe('describeOffice', () => {
  it('says what the office handles, and other names and contacts only where there are any', () => {
    expect(tiny.map(describeOffice)).toEqual([
      '区甲局（后来的公报称区乙局，见清新府〔2019〕1号）：管甲。',
      '区乙局（较早的公报称区甲局，见清新府〔2018〕1号）：管乙。电话：0763-1234567，邮箱：yi@example.com。',
      '市丙局清新分局：管丙。',
    ]);
  });
});

describe('readOffices', () => {
  it.each([
    ['no YAML', '- name: [', /不是正确的 YAML/],
    ['an unknown field', `${text}  fax: 1`, /个机构/],
    ['a private number as telephone', text.replace(/telephone: .*/, 'telephone: 13900000000'), /telephone/],
    [
      'an office without a source',
      text.replace(/ {2}source:(?:\n {4}- .*)+/, '  source: []'),
      /第 1 个机构的 source/,
    ],
  ])('refuses %s and says where it is', (_fault, broken, message) => {
    expect(() => readOffices(broken)).toThrow(message);
  });

  it('takes an empty file', () => {
    expect(readOffices('')).toEqual([]);
  });
});
