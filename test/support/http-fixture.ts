/**
 * A small hand-made corpus and canned answers of every status: enough for the pages, with no search behind it.
 * The wording is that of the real gazettes, shortened.
 * @module
 */
import { createHash } from 'node:crypto';
import type { Answer, AnswerStatus, Citation, Question, ValidityStatus } from '../../src/answering/answer.ts';
import { type ChatBackend, describeGazettes } from '../../src/channels/http/chat-backend.ts';
import type {
  Clause,
  ClauseKind,
  Corpus,
  MentionedDocument,
  Passage,
  PolicyDocument,
  Source,
  Span,
  ValidityFacts,
} from '../../src/gazette/model.ts';

interface ClauseDraft {
  readonly text: string;
  readonly kind?: ClauseKind;
  readonly locator?: string;
  readonly headings?: readonly string[];
  readonly table?: { readonly columns: readonly string[]; readonly caption: string | null };
}

interface DocumentDraft {
  readonly id: string;
  readonly title: string;
  readonly number?: readonly [issuerCode: string, year: number, serial: number];
  readonly issuedOn?: string;
  readonly standing?: PolicyDocument['standing'];
  readonly region?: string | null;
  readonly issue?: readonly [year: number, issue: number, publishedOn: string];
  readonly lastDay?: readonly [day: string, kind: 'expiry' | 'period', basis: string];
  readonly office?: string;
  readonly clauses: readonly ClauseDraft[];
}

const reliefHeadings = ['第三章基本医疗救助'];
const toilets = {
  columns: ['序号', '镇', '建设地点', '新建或改扩建', '计划奖补资金（万元）'],
  caption: '2018年乡镇公厕建设计划表',
};

const drafts: readonly DocumentDraft[] = [
  {
    id: '清新府办〔2018〕16号',
    title: '清远市清新区人民政府办公室印发清远市清新区城乡困难群众医疗救助暂行办法的通知',
    number: ['清新府办', 2018, 16],
    issuedOn: '2018-04-02',
    issue: [2018, 1, '2018-04-10'],
    lastDay: ['2020-03-31', 'expiry', '本办法自印发之日起实施，有效期至2020年3月31日。'],
    office: '区民政局',
    clauses: [
      { kind: 'addressee', text: '各镇人民政府，区政府各部门、各直属机构：' },
      {
        text: '《清远市清新区城乡困难群众医疗救助暂行办法》已经区政府同意，现印发给你们，请认真组织实施。实施过程中遇到的问题，请径向区民政局反映。',
      },
      { kind: 'signature', text: '清远市清新区人民政府办公室' },
      { kind: 'date', text: '2018年4月2日' },
      {
        text: '第二条本办法适用于本区行政区域内的医疗救助活动，救助对象患病就医，必须是在医疗保险规定的本地或外地定点医院治疗发生的医疗费用，方可申请医疗救助。',
        locator: '第二条',
        headings: ['第一章总则'],
      },
      {
        text: '第七条本区城乡最低生活保障家庭，以及精准扶贫建档立卡中非低保（特困或孤儿）的贫困对象、经本区认定的事实无人抚养儿童在定点医疗机构就医，基本医疗保险政策范围内医疗费用的个人自付部分（含门诊、住院），按80%给予救助。计算年度内费用可累计申请，救助对象每人每年最高救助金额为50000元。',
        locator: '第七条',
        headings: reliefHeadings,
      },
      {
        text: '第八条本区特困供养人员在定点医疗机构就医，基本医疗保险政策范围内医疗费用的个人自付部分（含门诊、住院），实行全额救助。',
        locator: '第八条',
        headings: reliefHeadings,
      },
      {
        text: '第九条本区低收入家庭的老年人、未成年人、重度残疾人和重病患者在定点医疗机构住院或特殊门诊治疗，基本医疗保险政策范围内医疗费用的个人自付部分，按75%给予救助，救助对象每人每年最高救助金额为50000元。',
        locator: '第九条',
        headings: reliefHeadings,
      },
      {
        text: '第十二条医疗救助的申请程序。申请基本医疗救助时，应当提交下列材料：',
        locator: '第十二条',
        headings: ['第五章医疗救助申请程序及要求'],
      },
      {
        kind: 'item',
        text: '（一）书面申请（需要村（居）委会对其所述内容进行核实，并出具相关意见及加盖公章）；',
        locator: '第十二条（一）',
        headings: ['第五章医疗救助申请程序及要求', '第十二条'],
      },
      {
        kind: 'item',
        text: '（二）共同生活家庭成员的户口簿和身份证复印件；',
        locator: '第十二条（二）',
        headings: ['第五章医疗救助申请程序及要求', '第十二条'],
      },
      {
        text: '第三十条本办法自印发之日起实施，有效期至2020年3月31日。',
        locator: '第三十条',
        headings: ['第九章附则'],
      },
    ],
  },
  {
    id: '清新府办〔2018〕40号',
    title: '清远市清新区人民政府办公室印发清远市清新区2018年“厕所革命”工程建设方案的通知',
    number: ['清新府办', 2018, 40],
    issuedOn: '2018-09-03',
    issue: [2018, 3, '2018-10-15'],
    lastDay: ['2018-12-31', 'period', '清远市清新区2018年“厕所革命”工程建设方案'],
    clauses: [
      { text: '一、总体要求', headings: [] },
      {
        text: '按照“数量充足、布局合理、管理有效、服务到位、卫生环保、如厕文明”的要求推进公厕建设。',
        locator: '一',
        headings: ['一、总体要求', '（一）指导思想'],
      },
      {
        kind: 'row',
        text: '1\t龙颈镇\t龙颈墟镇中心市场\t新建\t12',
        locator: '附件2 龙颈镇',
        headings: ['附件2'],
        table: toilets,
      },
      {
        kind: 'row',
        text: '2\t禾云镇\t沙河墟旅游服务点，沿省道进入右侧，含第三卫生间及无障碍通道\t改扩建\t20',
        locator: '附件2 禾云镇',
        headings: ['附件2'],
        table: toilets,
      },
      {
        kind: 'row',
        text: '3\t太平镇\t太平镇文化广场\t新建\t15',
        locator: '附件2 太平镇',
        headings: ['附件2'],
        table: toilets,
      },
    ],
  },
  {
    id: '000-4',
    title:
      '清远市清新区人民政府关于划定滨江干流浸潭镇留良洞村和黄田村汕昆高速浸潭北出口处河段河道管理范围的公示',
    issuedOn: '2019-09-20',
    issue: [2019, 3, '2019-10-25'],
    clauses: [{ text: '公示期间如有异议，请以书面形式向区水利局反映，联系电话：0763-5814709，13828551010' }],
  },
  {
    id: '002-1',
    title: '连州市县域节水型社会达标建设工作实施方案（征求意见稿）',
    standing: 'draft',
    region: '连州市',
    clauses: [{ text: '到2020年，力争达到县域节水型社会标准。', locator: '一', headings: ['一、工作目标'] }],
  },
  {
    id: '004-1',
    title: '健康知识巡讲活动方案范文',
    standing: 'reference',
    region: null,
    clauses: [{ text: '各级巡讲不少于4次，覆盖不少于1000人。' }],
  },
];

const file = 'fixture.txt';

/** One source holds all drafts, clause after clause; spans are where they came to stand. */
function fixtureCorpus(): Corpus {
  const clauses: Clause[] = [];
  const passages: Passage[] = [];
  const documents: PolicyDocument[] = [];
  let text = '';
  const append = (piece: string): Span => {
    const start = text.length;
    text += `${piece}\n`;
    return [start, start + piece.length];
  };
  for (const [document, draft] of drafts.entries()) {
    const titleSpans = [append(draft.title)];
    const first = clauses.length;
    for (const clause of draft.clauses) {
      const index = clauses.length;
      const spans = [append(clause.text)];
      const { locator = '', headings = [], kind = 'paragraph', table } = clause;
      const row = table === undefined ? null : { ...table, cells: clause.text.split('\t'), headerSpans: [] };
      clauses.push({ document, kind, locator, headings, leadIn: null, row, spans, text: clause.text });
      passages.push({
        id: `${draft.id}/${locator}~${index}`,
        document,
        clauses: [index],
        locator,
        headings,
        spans,
        text: clause.text,
      });
    }
    documents.push(fixtureDocument(draft, titleSpans, [first, clauses.length]));
  }
  const source: Source = { file, sha256: createHash('sha256').update(text).digest('hex'), text };
  return {
    digest: 'fixture',
    sources: [source],
    homeRegion: '清新区',
    documents,
    clauses,
    passages,
    segments: [],
    mentioned: new Map<string, MentionedDocument>(),
    problems: [],
  };
}

function fixtureDocument(
  draft: DocumentDraft,
  titleSpans: readonly Span[],
  clauses: readonly [number, number],
): PolicyDocument {
  const { number, issue, lastDay } = draft;
  const validity: ValidityFacts = {
    effectiveFrom: draft.issuedOn ?? null,
    lastDay: lastDay?.[0] ?? null,
    lastDayKind: lastDay?.[1] ?? null,
    provisional: draft.title.includes('暂行'),
    basis: lastDay === undefined ? [] : [{ source: 0, spans: [], text: lastDay[2] }],
  };
  return {
    id: draft.id,
    source: 0,
    title: draft.title,
    titleSpans,
    number:
      number === undefined
        ? null
        : {
            canonical: `${number[0]}〔${number[1]}〕${number[2]}号`,
            issuerCode: number[0],
            year: number[1],
            serial: number[2],
          },
    numberSpans: [],
    issuer: draft.standing === undefined ? '清远市清新区人民政府办公室' : null,
    issuedOn: draft.issuedOn ?? null,
    issuedOnSpans: [],
    kind: '通知',
    addressee: null,
    enquiryOffice:
      draft.office === undefined
        ? null
        : { name: draft.office, quotation: { source: 0, spans: [], text: '' } },
    gazette:
      issue === undefined
        ? null
        : { name: '清远市清新区人民政府公报', year: issue[0], issue: issue[1], publishedOn: issue[2] },
    page: issue === undefined ? null : 19,
    parts: [],
    annexes: [],
    corrections: [],
    standing: draft.standing ?? 'official',
    region: draft.region === undefined ? '清新区' : draft.region,
    validity,
    clauses,
  };
}

function cite(corpus: Corpus, n: number, locator: string, quote: string, validity: ValidityStatus): Citation {
  const index = corpus.passages.findIndex((passage) => passage.locator === locator);
  const [passage, clause] = [corpus.passages[index], corpus.clauses[index]];
  const document = passage === undefined ? undefined : corpus.documents[passage.document];
  if (
    passage === undefined ||
    clause === undefined ||
    document === undefined ||
    !clause.text.includes(quote)
  ) {
    throw new Error(`the fixture has no ${locator} that says ${quote}`);
  }
  return {
    n,
    documentNumber: document.number?.canonical ?? null,
    title: document.title,
    issuer: document.issuer,
    locator,
    quote,
    text: clause.text,
    passageId: passage.id,
    validity,
    region: document.region,
    source: {
      file,
      sha256: corpus.sources[0]?.sha256 ?? '',
      spans: clause.spans.map(([start, end]) => [start, end]),
    },
  };
}

type Canned = Pick<Answer, 'status' | 'answer'> & Partial<Answer>;

const only = (status: AnswerStatus, answer: string): Canned => ({ status, answer });

/** By a word of the question; the rest is not in the gazettes. A question that says 出错 throws. */
function cannedAnswer(corpus: Corpus, { q, context = [] }: Question): Canned {
  const asked = `${context.join(' ')} ${q}`;
  if (q.includes('出错')) throw new Error(`broken by: ${q}`);
  if (q.includes('低保户住院')) {
    return {
      status: 'answered',
      answer:
        '按80%给予救助，每人每年最高50000元，门诊和住院都算。[1]\n- 特困供养人员：全额救助 [2]\n- 低收入家庭的老年人、未成年人、重度残疾人和重病患者：75%',
      notices: [
        {
          code: 'expired',
          text: '这份文件有效期至2020年3月31日，已经届满。以上是当时的规定，现行标准请向区民政局核实。',
        },
      ],
      nextSteps: [
        { text: '到户籍所在的镇（场）提出申请，带上书面申请、户口簿和身份证复印件。' },
        { text: '咨询部门：区民政局。' },
      ],
      citations: [
        cite(
          corpus,
          1,
          '第七条',
          '按80%给予救助。计算年度内费用可累计申请，救助对象每人每年最高救助金额为50000元。',
          'expired',
        ),
        cite(
          corpus,
          2,
          '第八条',
          '本区特困供养人员在定点医疗机构就医，基本医疗保险政策范围内医疗费用的个人自付部分（含门诊、住院），实行全额救助。',
          'expired',
        ),
      ],
    };
  }
  if (q.includes('五保') || (asked.includes('低保户住院') && q.startsWith('那'))) {
    return {
      status: 'answered',
      answer: '特困供养人员（五保户）实行全额救助。[1]',
      notices: [{ code: 'expired', text: '这份文件有效期至2020年3月31日，已经届满。' }],
      citations: [cite(corpus, 1, '第八条', '个人自付部分（含门诊、住院），实行全额救助。', 'expired')],
    };
  }
  if (q.includes('公厕')) {
    return {
      status: 'answered',
      answer: '禾云镇沙河墟的是改扩建，计划奖补20万元。[1]\n镇\t新建或改扩建\t万元\n禾云镇\t改扩建\t20',
      citations: [cite(corpus, 1, '附件2 禾云镇', '2\t禾云镇\t沙河墟旅游服务点', 'period_over')],
    };
  }
  if (q.includes('补助多少'))
    return only('clarification', '您问的是哪一种补助？请说明是看病的救助、精神病人的药费，还是养殖场拆除。');
  if (q.includes('阳山'))
    return only('unanswerable_other_region', '这里没有收录阳山县的政策。请拨打阳山县当地的12345热线。');
  if (q.includes('几粒'))
    return only('unanswerable_out_of_scope', '吃什么药要听医生的。如果突然加重，请马上打120。');
  if (q.includes('邻居')) return only('refused_private_data', '这涉及他人的个人信息，我不能查询，也不提供。');
  if (q.includes('忽略')) return only('refused_injection', '我不能照这样的要求做。请直接说您想了解的政策。');
  if (q.includes('转走存款')) return only('refused_misuse', '这个忙我不能帮。请如实申报。');
  if (q.includes('故障'))
    return only('error_internal', '系统出了点问题，这次没有答上来。请过一会儿再问一遍。');
  return only(
    'unanswerable_no_source',
    '公报里没有收录这个问题的答案，我不能凭空回答。您可以拨打12345政务服务热线。',
  );
}

/** The fixture as the composition root would hand it in; `asked` is every question that came through. */
export function fixtureBackend(): ChatBackend & { readonly asked: Question[] } {
  const corpus = fixtureCorpus();
  const asked: Question[] = [];
  return {
    corpus,
    asked,
    today: () => '2026-11-23',
    homeName: '清新区',
    gazettes: describeGazettes(corpus),
    answer(question) {
      asked.push(question);
      return {
        id: question.id === undefined || question.id === null ? null : String(question.id),
        notices: [],
        nextSteps: [],
        citations: [],
        passages: [],
        calculation: null,
        timings: {},
        ...cannedAnswer(corpus, question),
      };
    },
  };
}
