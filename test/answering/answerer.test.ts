import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { type Answer, answerSchema } from '../../src/answering/answer.ts';
import { fixedTexts } from '../../src/answering/fixed-texts.ts';
import { cleanText } from '../../src/gazette/clean-text.ts';
import { hasPrivateNumber } from '../../src/gazette/private-numbers.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const evaluationFile = new URL('../../eval/questions.jsonl', import.meta.url);
const questions = readFileSync(evaluationFile, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as { id: string; q: string; context: string[] });

let folder: string;
let app: App;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wenzheng-answerer-'));
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-22',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (q: string, context: string[] = [], asOf?: string) =>
  app.answer({ q, context, ...(asOf === undefined ? {} : { asOf }) });
const bare = (text: string) => text.replace(/<\/?[a-z][^<>]*>/gi, '').replace(/\s+/g, '');

const shownTexts = (answer: Answer) =>
  [
    answer.answer,
    ...answer.notices.map((notice) => notice.text),
    ...answer.nextSteps.map((step) => step.text),
    ...answer.citations.flatMap((citation) => [citation.quote, citation.text, citation.title]),
    ...answer.passages.map((passage) => passage.text),
  ].join('\n');

/** The check that anybody can make with the corpus folder alone. */
function expectReproducible(from: App, answer: Answer): void {
  for (const citation of answer.citations) {
    const source = from.corpus.sources.find((each) => each.file === citation.source.file);
    expect(source?.sha256).toBe(citation.source.sha256);
    const words = bare(
      citation.source.spans.map(([start, end]) => source?.text.slice(start, end) ?? '').join(''),
    );
    expect(citation.quote.length).toBeGreaterThanOrEqual(8);
    if (!words.includes(bare(citation.quote)))
      throw new Error(`${answer.id}: quote is not in its spans: ${citation.quote}`);
    if (!words.includes(bare(citation.text)))
      throw new Error(`${answer.id}: text is not in its spans: ${citation.text}`);
  }
  for (const passage of answer.passages) {
    const source = from.corpus.sources.find((each) => each.file === passage.source.file);
    const words = bare(
      passage.source.spans.map(([start, end]) => source?.text.slice(start, end) ?? '').join(''),
    );
    if (bare(passage.text) !== words)
      throw new Error(`${answer.id}: passage ${passage.id} does not reproduce`);
    expect(passage.text.length).toBeLessThanOrEqual(600);
  }
}

describe('every answer to the evaluation questions', () => {
  it('fits the contract, keeps its limits and reproduces every citation and passage', () => {
    for (const question of questions) {
      const answer = app.answer({ id: question.id, q: question.q, context: question.context });
      answerSchema.parse(answer);
      expectReproducible(app, answer);
      expect(answer.id).toBe(question.id);
      expect(answer.answer.length).toBeLessThanOrEqual(800);
      const marks = [...answer.answer.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
      const numbers = answer.citations.map((citation) => citation.n);
      expect(marks.every((mark) => numbers.includes(mark))).toBe(true);
      expect(hasPrivateNumber(shownTexts(answer))).toBe(false);
      if (answer.status.startsWith('error')) throw new Error(`${question.id} ended in ${answer.status}`);
    }
  });

  it('carries words of the cited clauses only, beside its fixed sentences', () => {
    const answer = ask('特困供养人员住院，个人自付部分怎么救助？');
    const cited = answer.citations.find((citation) => citation.locator === '第八条');
    expect(cited?.documentNumber).toBe('清新府办〔2018〕16号');
    expect(answer.answer).toContain('实行全额救助');
    expect(cleanText(cited?.text ?? '')).toContain('实行全额救助');
  });
});

describe('validity beside the answer', () => {
  it('calls an expired rule expired, in the answer and as a notice', () => {
    const answer = ask('低保户住院个人自付部分按多少比例救助？');
    expect(answer.status).toBe('answered');
    expect(answer.answer).toContain('80%');
    expect(answer.answer).toContain('有效期至2020年3月31日，已届满');
    expect(answer.notices.map((notice) => notice.code)).toEqual(
      expect.arrayContaining(['expired', 'provisional']),
    );
    expect(answer.citations[0]?.validity).toBe('expired');
  });

  it('calls the same rule in force as of a day inside its period', () => {
    const answer = ask('低保户住院个人自付部分按多少比例救助？', [], '2018-06-01');
    expect(answer.citations[0]?.validity).toBe('in_force');
    expect(answer.answer).not.toContain('已届满');
    expect(answer.notices.map((notice) => notice.code)).not.toContain('expired');
  });

  it('says that a document states no validity and whom to ask', () => {
    const answer = ask('严重精神障碍患者每个月的服药补助标准是多少？');
    expect(answer.answer).toContain('100元');
    const notice = answer.notices.find((each) => each.code === 'validity_unstated');
    expect(notice?.text).toContain('区综治办、区卫生计生局');
    expect(answer.nextSteps.some((step) => step.text.includes('区综治办、区卫生计生局'))).toBe(true);
  });

  it('does not give an old figure for a year that no document covers', () => {
    const answer = ask('2024年清新的最低生活保障标准是多少钱？');
    expect(answer.status).toBe('unanswerable_no_source');
    expect(answer.answer).toContain('2024年');
  });
});

describe('places', () => {
  it('answers for another county only from its own document and says so', () => {
    const answer = ask('连州市节水工作由哪个局统筹协调？');
    expect(answer.citations.every((citation) => citation.region === '连州市')).toBe(true);
    expect(answer.notices.map((notice) => notice.code)).toEqual(
      expect.arrayContaining(['draft', 'other_region']),
    );
  });

  it('refuses a county whose documents are not there, naming it', () => {
    const answer = ask('阳山县的医疗救助比例是多少？');
    expect(answer.status).toBe('unanswerable_other_region');
    expect(answer.answer).toContain('阳山县');
    expect(answer.citations).toEqual([]);
  });

  it('keeps to home when another place only says where somebody comes from', () => {
    const answer = ask('我是湖南人，在太和镇打工，得了重病在清新能申请医疗救助吗？');
    expect(answer.status).toBe('answered');
    expect(answer.citations[0]?.region).toBe('清新区');
  });

  it('never presents reference material as home policy', () => {
    const answer = ask('省本级、市、县各级开展健康巡讲活动不少于几次？');
    expect(answer.citations[0]?.validity).toBe('reference');
    expect(answer.answer).toContain('不是清新区的规定');
  });
});

describe('the form of an answer', () => {
  it('gives a list whole, in order, with its number of items', () => {
    const answer = ask('申请医疗救助应当提交哪些材料？');
    expect(answer.answer).toContain('共7项');
    const order = ['书面申请', '户口簿', '调查表', '诊断证明', '凭据', '是否取得', '银行存折'].map((word) =>
      answer.answer.indexOf(word),
    );
    expect(order.every((at) => at >= 0)).toBe(true);
    expect(order).toEqual(order.toSorted((left, right) => left - right));
  });

  it('keeps an exception with its rule', () => {
    const answer = ask('自杀自伤的医疗费用能享受医疗救助吗？');
    expect(answer.answer).toContain('不享受医疗救助');
    expect(answer.answer).toContain('精神病除外');
  });

  it('reads a table row with its column heads and units', () => {
    const answer = ask('龙颈镇级公厕建几间，奖补多少万元？');
    expect(answer.answer).toContain('公厕数量：4间');
    expect(answer.answer).toContain('计划奖补资金：100万元');
  });

  it('gives the office line and mail of a notice but not the private mobile number in the same clause', () => {
    const answer = ask('留良洞村河道管理范围公示的联系电话和邮箱是什么？');
    expect(answer.answer).toContain('0763-5814709');
    expect(shownTexts(answer)).not.toContain('13828551010');
    expectReproducible(app, answer);
  });

  it('refuses a telephone number that no passage holds', () => {
    expect(ask('区民政局的办公电话是多少？').status).toBe('unanswerable_no_source');
    // What it names as nearest lacks it; that no other clause has it was not looked into, and is not said.
    const { answer } = ask('人民医院院长搞年薪制，一年到底拿几多钱？');
    expect(answer).toMatch(/^公报里没有查到您问的金额.*\[1\]，这里没有写。/);
  });

  it('uses the turn before for a question that goes on', () => {
    const answer = ask('那特困供养人员呢？', ['低保户住院个人自付部分按多少比例救助？']);
    expect(answer.answer).toContain('全额救助');
  });
});

describe('whatever is typed', () => {
  it('looks for nothing in the gazettes when a word answers something and nothing was asked', () => {
    for (const q of [
      '1',
      '是',
      '上一步',
      '唔知',
      '帮帮我',
      '第二个',
      '开始算',
      '冇',
      '返回上一步',
      '上一页',
    ]) {
      const { answer, citations } = ask(q);
      expect({ q, answer }).toEqual({ q, answer: fixedTexts.small_talk_bare });
      expect(citations).toEqual([]);
    }
    // After a question the same word may answer it.
    const before = ['低保，2019年6月住院，总费用三万，能报几多'];
    expect(ask('不是', before).answer).not.toBe(fixedTexts.small_talk_bare);
  });

  it('takes 取消 and 算了 as the end of a matter, at any time', () => {
    for (const q of ['取消', '算了吧', '不问了', '唔使啦']) {
      expect(ask(q).answer).toBe(fixedTexts.small_talk_acknowledged);
      expect(ask(q, ['低保户住院能报几成']).answer).toBe(fixedTexts.small_talk_acknowledged);
    }
  });

  it('excuses itself when it was not understood, and says whom to ask', () => {
    const { answer, citations } = ask('听不懂你说什么', ['低保户住院能报几成']);
    expect(answer).toMatch(/对不起.*转人工.*12345/);
    expect(citations).toEqual([]);
  });

  it('gives one clear answer and never throws', () => {
    const hard = [
      '',
      ' ',
      '😀😀',
      '\u0000\u0001',
      "'; DROP TABLE answers; --",
      '<script>alert(1)</script>',
      'a'.repeat(10_000),
      '？？？',
      '\ud800',
      '[1][2][3]',
    ];
    for (const q of hard) {
      const answer = ask(q);
      answerSchema.parse(answer);
      expect(answer.answer.length).toBeGreaterThan(5);
      expect(answer.answer).not.toMatch(/Error|undefined|null|\bat \w+/);
    }
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 }),
        (q, context) => {
          const answer = app.answer({ q, context });
          answerSchema.parse(answer);
          expect(answer.status).not.toBe('error_internal');
          expectReproducible(app, answer);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('turns a fault inside into an answer that shows nothing of it', async () => {
    const { createAnswerer } = await import('../../src/answering/answerer.ts');
    const broken = createAnswerer({
      corpus: app.corpus,
      retriever: {
        ...app.retriever,
        search: () => {
          throw new Error('secret detail');
        },
      },
      today: () => '2026-11-22',
    });
    const answer = broken.answer({ q: '低保户住院能报多少？' });
    expect(answer.status).toBe('error_internal');
    expect(JSON.stringify(answer)).not.toContain('secret detail');
  });
});

describe('another corpus', () => {
  it('answers from plain notices and laws, without region refusals', async () => {
    const corpusDir = join(folder, 'other');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(corpusDir);
    writeFileSync(
      join(corpusDir, 'laws.txt'),
      '城市照明管理条例\n\n第一条 为了加强城市照明管理，制定本条例。\n第二条 路灯应当在日落后十分钟内开启。\n第三条 损坏路灯的，处五百元以上一千元以下罚款。\n\n河道采砂办法\n\n第一条 采砂须经水行政主管部门许可。\n第二条 许可证有效期一年。\n',
    );
    writeFileSync(
      join(corpusDir, 'notice.txt'),
      '关于春节期间垃圾清运的通知\n\n各住户：\n春节期间垃圾每日清运一次，时间为早上七点。\n\n大件垃圾请提前一天联系物业。\n',
    );
    const other = await createApp({
      corpusDir,
      indexDir: join(folder, 'other-index'),
      today: () => '2026-11-22',
    });
    const fine = other.answer({ q: '弄坏路灯罚多少钱？' });
    expect(fine.citations[0]).toMatchObject({ title: '城市照明管理条例', locator: '第三条' });
    expect(fine.answer).toContain('五百元以上一千元以下');
    expectReproducible(other, fine);
    const notice = other.answer({ q: '春节垃圾几点清运？' });
    expect(notice.citations[0]?.title).toBe('关于春节期间垃圾清运的通知');
    expect(other.answer({ q: '阳山县采砂要谁许可？' }).status).toBe('answered');
  });
});

describe('honesty', () => {
  it('shows two documents that give different figures side by side, by name', () => {
    const answer = ask('到2020年人均每日食盐摄入量要下降多少');
    expect(answer.answer).toContain('10%');
    expect(answer.answer).toContain('20%');
    expect(new Set(answer.citations.map((citation) => citation.documentNumber))).toEqual(
      new Set(['清新府办〔2018〕13号', '清新府办〔2018〕35号']),
    );
    expect(answer.notices.map((notice) => notice.code)).toContain('conflict');
  });

  it('corrects a percentage that the cited clause does not hold, and says nothing where it does', () => {
    expect(ask('低保户住院是不是100%报销').answer).toMatch(/^下面引用的条文写的不是100%：/);
    expect(ask('低保户住院是不是80%报销').answer).not.toContain('不是80%');
  });

  it.each(['高龄津贴80岁每个月多少', '离婚冷静期有几天', '1; DROP TABLE users', '<script>alert(1)</script>'])(
    'says that it is not in the gazettes: %s',
    (question) => {
      expect(ask(question).status).toMatch(/^unanswerable/);
    },
  );

  it('answers from the document whose 文号 is said and from no other', () => {
    const answer = ask('清新府办函〔2018〕81号 补贴标准');
    expect(new Set(answer.citations.map((citation) => citation.documentNumber))).toEqual(
      new Set(['清新府办函〔2018〕81号']),
    );
  });

  it('does not answer for another place from a document that is about something else', () => {
    expect(ask('连州的低保户住院补多少').status).toBe('unanswerable_other_region');
  });

  it('names the clause in the answer as the citation names it', () => {
    for (const { q, context } of questions) {
      const answer = ask(q, context);
      for (const [, place = '', n] of answer.answer.matchAll(/另见([^：:、[\]（]+?)\[(\d)\]/g)) {
        const cited = answer.citations.find((citation) => citation.n === Number(n));
        expect(`${cited?.documentNumber ?? cited?.title ?? ''}${cited?.locator ?? ''}`).toContain(
          place.replace(/^《|》$/g, '').replace('正文', ''),
        );
      }
    }
  });
});

describe('next steps', () => {
  it('tell the office of offices.yaml with its later name, apart from the rule', () => {
    const answer = ask('职业病防治规划由哪个部门牵头');
    const texts = answer.nextSteps.map((step) => step.text).join('\n');
    expect(texts).toContain('机构资料（不是上面引用的规定）');
    expect(texts).toContain('区卫生健康局');
  });
});
