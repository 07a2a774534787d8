import { beforeAll, describe, expect, it } from 'vitest';
import {
  hidden,
  type ServedCorpus,
  serveCorpus,
  unseenTxt,
  wordsOf,
} from '../../../../support/corpus-desk.ts';
import type { SignedInVisitor } from '../../../../support/desk.ts';
import { gazettes, someGazettes } from '../../../../support/some-gazettes.ts';

let served: ServedCorpus;
let editor: SignedInVisitor;

beforeAll(async () => {
  served = await serveCorpus();
  editor = await served.signedIn('editor');
});

const aid = '清新府办〔2018〕16号';
const patients = '清新府办〔2018〕41号';
const pageOf = (id: string, more = '') =>
  editor.get(`/desk/corpus/document?id=${encodeURIComponent(id)}${more}`);
const edition = (): string => String(served.app.edition);

async function publish(fields: Readonly<Record<string, string>>): Promise<string> {
  const sent = await editor.post('/desk/corpus/change', {
    parent: edition(),
    reason: '区政府来函',
    ...fields,
    step: 'publish',
  });
  expect(sent.status).toBe(303);
  const { said } = await served.finished(editor, sent.headers.get('Location') ?? '');
  return said;
}

describe('the list of documents', () => {
  it.each([
    ['医疗救助', '找到[1-9]'],
    ['清新府办[2018]16号', '找到1份'],
    ['2018 41号', '找到1份'],
    ['连州', '找到[1-9]'],
    ['没有这样的文件', '找到0份'],
  ])('is searched by title, number and issuer, however the brackets are typed: %s', async (q, found) => {
    const { text } = await editor.get(`/desk/corpus?q=${encodeURIComponent(q)}`);
    expect(wordsOf(text)).toMatch(new RegExp(found));
  });

  it('is narrowed by validity and region, counts the characters of each source, and tells what was not read', async () => {
    const { text: drafts } = await editor.get('/desk/corpus?validity=draft');
    expect(wordsOf(drafts)).toContain('找到1份');
    expect(wordsOf(drafts)).toContain('征求意见稿，未生效');
    await served.app.editor().then((opened) => opened.parts(0, null));
    await expect
      .poll(async () => wordsOf((await editor.get('/desk/corpus?region=连州市')).text), { timeout: 10_000 })
      .toMatch(/公报2018年第1期003_bdaeface9a7eb4db\.txt\d+份[\d,]+\d+\.?\d*%没有随系统交付/);
    expect(wordsOf((await editor.get('/desk/corpus')).text)).toContain('读的时候发现的问题');
  });
});

describe('a document as it was read', () => {
  it('shows every line with the clause that it became, and each leads to the other', async () => {
    const { text } = await pageOf(aid);
    const words = wordsOf(text);
    expect(words).toContain('漏掉的没有');
    // 第七条 goes over the end of a page.
    const clause =
      /<li id="clause-(\d+)"[^>]*>(?:(?!<\/li>).)*<strong>第七条<\/strong>/s.exec(text)?.[1] ?? '';
    expect(text).toContain(`href="#source-${clause}"`);
    expect(text).toContain(`id="source-${clause}" data-clauses="${clause}"`);
    expect(text).toMatch(new RegExp(`href="#clause-${clause}" aria-label="第\\d+行`));
    const clauses = [...text.matchAll(/<li id="clause-(\d+)"/g)].map(([, number]) => number);
    const document = served.app.corpus.documents.find(({ id }) => id === aid);
    const [first = 0, last = 0] = document?.clauses ?? [];
    expect(clauses).toHaveLength(last - first);
    for (const number of clauses) expect(text).toContain(`id="source-${number}"`);
    expect(words).toMatch(/成文日期2018年\d+月\d+日原文第\d+行/);
    expect(words).toMatch(/最后一天2020年3月31日（有效期的最后一天）“?[^”]*有效期/);
    expect(words).toMatch(/计算用它：[^。]*医疗救助/);
  });

  it('shows the lines of each clause, and each line once, for every document of the gazettes', async () => {
    for (const { id } of served.app.corpus.documents) {
      let page = 1;
      for (let pages = 1; page <= pages; page += 1) {
        const { status, text } = await pageOf(id, `&page=${page}`);
        expect(status).toBe(200);
        pages = Number(/第\d+页，共(\d+)页/.exec(text)?.[1] ?? '1');
        for (const [, number] of text.matchAll(/<li id="clause-(\d+)"/g))
          expect([id, number, text.includes(`id="source-${number}"`)]).toEqual([id, number, true]);
        const numbers = [...text.matchAll(/class="corpus-number"[^>]*>(\d+)</g)].map(([, each]) =>
          Number(each),
        );
        expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => left - right));
      }
    }
  }, 170_000);

  it('that is not there is told so', async () => {
    const { status, text } = await pageOf('清新府办〔1999〕1号');
    expect([status, wordsOf(text)]).toEqual([404, expect.stringContaining('公报里没有这份文件')]);
  });
});

describe('a correction', () => {
  beforeAll(async () => {
    served = await serveCorpus(someGazettes(gazettes.first, gazettes.third));
    editor = await served.signedIn('editor');
  });

  const ended = {
    what: 'correct',
    document: patients,
    field: 'ended',
    value: '清新府办〔2024〕3号',
    valueKind: 'repeals',
    from: '2024-05-01',
  };

  it('tells before it is published what rests on a document that it ends', async () => {
    const day = served.app.today();
    const documents = [{ documentNumber: patients, title: '随便' }];
    const asked = {
      day,
      channel: 'web',
      status: 'answered',
      scheme: null,
      words: 'engine',
      latencyMs: 1,
      documents,
    } as const;
    for (let times = 0; times < 3; times += 1) await served.store.questions.add(asked);
    const looked = await editor.post('/desk/corpus/change', {
      ...ended,
      parent: edition(),
      step: 'preview',
      reason: '区政府来函',
    });
    const words = wordsOf(looked.text);
    expect(looked.status).toBe(200);
    expect(words).toContain('效力：未写有效期→已废止');
    expect(words).toContain('发布后，回答仍引用原文，同时说明已经不再有效。');
    expect(words).toContain('原因回答里会写明，居民看得到');
    expect(words).toMatch(/计算用它：0-2级严重精神障碍患者服药补助、严重精神障碍患者强制送治补助/);
    expect(words).toMatch(/批准的答复\d+条/);
    expect(words).toContain('近90天有3次回答引用它，最近一次在2026年11月29日');
    expect(looked.text).toContain(`<input type="hidden" name="q" value="${patients}还有效吗">`);
    expect(looked.text).toContain('value="区政府来函"');
    expect(served.app.edition).toBe(0);
  });

  it('is in use once it is published, stands in the list, and withdrawing gives the former answers exactly', async () => {
    const ask = () => {
      const { timings, ...answer } = served.app.answer({ q: `${patients}还有效吗？` });
      return { ...answer, isTimed: timings !== undefined };
    };
    const before = ask();
    expect(await publish(ended)).toBe('办好了。');
    expect(ask().answer).toContain('清新府办〔2024〕3号');
    expect(ask().answer).toContain('工作人员登记：区政府来函');
    const { text } = await pageOf(patients);
    expect(wordsOf(text)).toContain(
      '废止或失效改为“已由清新府办〔2024〕3号废止，自2024年5月1日起”。区政府来函',
    );
    expect(wordsOf((await editor.get('/desk/corpus?mark=corrected')).text)).toContain('找到1份');
    const withdraw = { what: 'withdraw', document: patients, field: 'ended' };
    const looked = await editor.post('/desk/corpus/change', {
      ...withdraw,
      parent: edition(),
      step: 'preview',
    });
    expect(wordsOf(looked.text)).toContain('效力：已废止→未写有效期');
    expect(await publish(withdraw)).toBe('办好了。');
    expect(ask()).toEqual(before);
    expect((await served.store.audit.list(2)).map(({ action }) => action)).toEqual([
      'corpus.withdraw',
      'corpus.correct',
    ]);
  });

  it.each([
    ['title', '清远市清新区城乡困难群众医疗救助办法', {}],
    ['number', '清新府办〔2018〕17号', {}],
    ['number', '', {}],
    ['issuer', '清远市清新区民政局', {}],
    ['issuedOn', '2018-03-24', {}],
    ['region', '', {}],
    ['standing', 'draft', {}],
    ['effectiveFrom', '2018-05-01', {}],
    ['lastDay', '', { valueKind: 'expiry' }],
    ['lastDay', '2027-03-31', { valueKind: 'expiry' }],
  ])('can be looked at for each field: %s is “%s”', async (field, value, more) => {
    const fields = {
      what: 'correct',
      document: aid,
      field,
      value,
      ...more,
      parent: edition(),
      step: 'preview',
    };
    const looked = await editor.post('/desk/corpus/change', { ...fields, reason: '试一试' });
    expect(looked.status).toBe(200);
    expect(wordsOf(looked.text)).toMatch(/文件有什么变化(?!没有变化)/);
    expect(hidden(looked.text, 'value')).toBe(value);
  });

  it.each([
    [{ field: 'issuedOn', value: '去年三月' }, '成文日期：日期要写成2026-01-31的样子，请改好再提交。'],
    [{ field: 'number', value: '十六号' }, '文号：文号要写成清新府办〔2018〕16号的样子，请改好再提交。'],
    [{ field: 'title', value: '' }, '标题：不能空着，请改好再提交。'],
    [{ field: 'title', value: '长'.repeat(201) }, '标题：最多200个字，请改好再提交。'],
    [{ field: 'standing', value: 'nonsense' }, '性质：请从列出的选项里选，请改好再提交。'],
    [{ field: 'nonsense', value: '1' }, '没有选要更正哪一项，请回到文件页重新选。'],
    [
      { field: 'issuer', value: '张三 13812345678' },
      '发文机关里有像身份证号、手机号、银行卡号的数字，请去掉后再提交。',
    ],
    [{ field: 'issuer', value: '区民政局', parent: 'x' }, '这个页面已经过期，请回到公报页重新打开再改。'],
  ])('that is wrong is refused in one sentence: %o', async (fields, sentence) => {
    const sent = await editor.post('/desk/corpus/change', {
      what: 'correct',
      document: aid,
      parent: edition(),
      step: 'publish',
      reason: '试一试',
      ...fields,
    });
    expect([sent.status, wordsOf(sent.text)]).toEqual([400, expect.stringContaining(sentence)]);
  });

  it.each([
    ['', '原因还没有写'],
    ['电话13812345678的人说的', '原因里有像身份证号、手机号'],
    ['长'.repeat(201), '原因最多200个字'],
  ])('is not published for the reason “%s”, and what was typed is not lost', async (reason, sentence) => {
    const sent = await editor.post('/desk/corpus/change', {
      ...ended,
      parent: edition(),
      step: 'publish',
      reason,
    });
    expect([sent.status, wordsOf(sent.text)]).toEqual([400, expect.stringContaining(sentence)]);
    expect(hidden(sent.text, 'value')).toBe('清新府办〔2024〕3号');
  });

  it('over an edition that is not the last one any more is refused, to be looked at again', async () => {
    const parent = edition();
    await publish(ended);
    const late = await editor.post('/desk/corpus/change', {
      what: 'correct',
      document: aid,
      field: 'issuer',
      value: '清新区民政局',
      reason: '试一试',
      parent,
      step: 'publish',
    });
    expect([late.status, wordsOf(late.text)]).toEqual([409, expect.stringContaining('别人发布了新的一版')]);
    expect([hidden(late.text, 'value'), hidden(late.text, 'parent')]).toEqual(['清新区民政局', edition()]);
    const undo = { what: 'undo', edition: parent, parent, reason: '试', step: 'publish' };
    const tooLate = await editor.post('/desk/corpus/change', undo);
    expect([tooLate.status, tooLate.text.includes('name="what"')]).toEqual([409, false]);
    await served.undo(editor);
  });
});

describe('a gazette that was added', () => {
  it('is marked, tells who added it, and can be taken out after its removal was looked at', async () => {
    await served.add(editor, unseenTxt(), '第4期.txt');
    const words = wordsOf((await editor.get('/desk/corpus?mark=added')).text);
    expect(words).toContain('找到3份');
    expect(words).toContain('后来添加');
    const page = await pageOf('清新府办〔2026〕21号');
    expect(wordsOf(page.text)).toMatch(/原件第4期\.txt（文本）谁添加的某人\d+，.*校验码SHA-256[0-9a-f]{64}/);
    expect(wordsOf(page.text)).toContain('添加时登记');
    expect(wordsOf((await pageOf(patients)).text)).toMatch(/它被谁废止清新府办〔2026〕23号废止/);
    const [file = ''] = served.app.corpus.sources
      .map((each) => each.file)
      .filter((each) => each.startsWith('added/'));
    const looked = await editor.post('/desk/corpus/change', {
      what: 'remove',
      file,
      parent: edition(),
      step: 'preview',
    });
    expect(wordsOf(looked.text)).toMatch(/没有了清新府办〔2026〕21号/);
    expect(wordsOf(looked.text)).toContain('“没有了”的文件不再引用，文件页也打不开。');
    expect(wordsOf(looked.text)).not.toContain('说明已经不再有效');
    expect(await publish({ what: 'remove', file })).toBe('办好了。');
    expect(served.app.corpus.sources.some((each) => each.file === file)).toBe(false);
    expect((await pageOf('清新府办〔2026〕21号')).status).toBe(404);
  });
});
