import type { Clause, Corpus, DocumentNumber, Passage, PolicyDocument } from '../../../src/gazette/model.ts';

export interface TinyDocument {
  readonly title: string;
  readonly number?: DocumentNumber;
  readonly passages: readonly (string | { readonly text: string; readonly headings: readonly string[] })[];
}

/** A corpus of a few documents, one clause a passage, whose single source is all texts one after another. */
export function tinyCorpus(tiny: readonly TinyDocument[], digest = 'a1b2c3'): Corpus {
  const documents: PolicyDocument[] = [];
  const clauses: Clause[] = [];
  const passages: Passage[] = [];
  let text = '';
  for (const [index, { title, number, passages: texts }] of tiny.entries()) {
    const first = clauses.length;
    const id = number?.canonical ?? `document-${index + 1}`;
    for (const [place, given] of texts.entries()) {
      const { text: body, headings } = typeof given === 'string' ? { text: given, headings: [] } : given;
      const spans = [[text.length, text.length + body.length]] as const;
      text += `${body}\n`;
      const locator = `第${place + 1}段`;
      passages.push({
        id: `${id}/${locator}`,
        document: index,
        clauses: [clauses.length],
        locator,
        headings,
        spans,
        text: body,
      });
      clauses.push({
        document: index,
        kind: 'paragraph',
        locator,
        headings,
        leadIn: null,
        row: null,
        spans,
        text: body,
      });
    }
    documents.push({
      id,
      source: 0,
      title,
      titleSpans: [],
      number: number ?? null,
      numberSpans: [],
      issuer: null,
      issuedOn: null,
      issuedOnSpans: [],
      kind: null,
      addressee: null,
      enquiryOffice: null,
      gazette: null,
      page: null,
      parts: [],
      annexes: [],
      standing: 'official',
      region: null,
      corrections: [],
      validity: { effectiveFrom: null, lastDay: null, lastDayKind: null, provisional: false, basis: [] },
      clauses: [first, clauses.length],
    });
  }
  return {
    digest,
    sources: [{ file: 'tiny.txt', sha256: '0'.repeat(64), text }],
    homeRegion: null,
    documents,
    clauses,
    passages,
    segments: [],
    mentioned: new Map(),
    problems: [],
  };
}

export const aidNotice: TinyDocument = {
  title: '东山区困难群众医疗救助办法',
  number: { canonical: '东山府办〔2020〕7号', issuerCode: '东山府办', year: 2020, serial: 7 },
  passages: [
    '最低生活保障对象住院治疗的，个人负担部分按百分之七十的比例给予救助，年度累计不超过30000元。',
    '特困供养人员住院治疗的，个人负担部分给予全额救助。',
    {
      text: '申请人应当提供户口簿、身份证复印件和诊断证明，向户籍所在镇提出申请。',
      headings: ['第三章 申请'],
    },
    '镇政府应当在十个工作日内完成入户调查，并将结果公示五日。',
  ],
};

export const fireNotice: TinyDocument = {
  title: '东山区森林防火令',
  number: { canonical: '东山府〔2021〕7号', issuerCode: '东山府', year: 2021, serial: 7 },
  passages: [
    '从2021年3月1日至4月30日为禁火期，林区禁止一切野外用火。',
    '违反规定野外用火的，对个人处二百元以上三千元以下罚款。',
    '各镇应当落实巡护和值班制度，储备防火物资。',
  ],
};

/** Two notices of different subjects, with a number each. */
export const twoNotices: readonly TinyDocument[] = [aidNotice, fireNotice];
