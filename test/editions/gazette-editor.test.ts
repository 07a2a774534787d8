import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { describePreview } from '../../src/channels/terminal/print-preview.ts';
import { createEditionFolder } from '../../src/editions/edition-folder.ts';
import { createGazetteEditor, type GazetteEditor } from '../../src/editions/gazette-editor.ts';
import { startFollowing } from '../../src/editions/start-following.ts';
import { WenzhengError } from '../../src/errors.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';
import { type CorpusFolders, gazettes, someGazettes } from '../support/some-gazettes.ts';

const today = '2026-11-29';
const text = [
  '关于印发《清新区稻谷烘干设备购置补贴办法》的通知',
  '清新府办〔2026〕9号',
  '各镇人民政府，区府直属各单位：',
  '现将《清新区稻谷烘干设备购置补贴办法》印发给你们，请遵照执行。',
  '清远市清新区人民政府办公室',
  '2026年3月2日',
  '清新区稻谷烘干设备购置补贴办法',
  '第一条　农户购置稻谷烘干设备的，每台补贴6200元，每户最多补贴2台。',
  '第二条　申请人应当向镇农业农村办公室提交购机发票和身份证复印件。',
  '第三条　本办法自2026年4月1日起施行，有效期至2031年3月31日。《清远市清新区严重精神障碍患者救治救助和监护补助方案》（清新府办〔2018〕41号）同时废止。',
  '',
].join('\n');
const questions = [
  '买稻谷烘干机补贴多少钱？',
  '精神病人每月拿药，政府补多少？',
  '清新府办〔2018〕41号还有效吗？',
  '厕所革命要建几间公厕？',
];
const corpus = someGazettes(gazettes.third);

let root: string;
let editor: GazetteEditor;

const open = (folders: CorpusFolders = corpus): Promise<App> =>
  createApp({ ...folders, editionsDir: join(root, 'editions'), today: () => today });
const editorOf = ({ corpusDir }: Pick<CorpusFolders, 'corpusDir'> = corpus): GazetteEditor =>
  createGazetteEditor({
    folder: createEditionFolder(join(root, 'editions')),
    corpusDir,
    now: () => new Date(`${today}T04:00:00Z`),
    today: () => today,
  });
const answers = (from: App) =>
  questions.map((q) => {
    const { timings, ...answer } = from.answer({ q });
    return { ...answer, isTimed: timings !== undefined };
  });
const add = (name = '清新区公报.txt', content = text) =>
  editor.draft(
    { name, bytes: Buffer.from(content), format: 'txt', text: content, warnings: [] },
    { publisher: '清远市清新区人民政府', region: '清新区', kind: 'gazette' },
    '张编辑',
  );
const publishDraft = (parent = editor.current().edition) => {
  const draft = add();
  return editor.publish({
    changes: [{ kind: 'add_gazette', gazette: draft.gazette }],
    parent,
    by: '张编辑',
    reason: '新一期公报',
    drafts: [draft.id],
  });
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wenzheng-editions-'));
  editor = editorOf();
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('a gazette that is added', () => {
  it('is previewed with its documents, what they end, and what rested on that', async () => {
    const draft = add();
    const preview = await editor.preview([{ kind: 'add_gazette', gazette: draft.gazette }], today);

    expect(preview.faults).toEqual([]);
    expect(preview.sources.map(({ lost, problems }) => ({ lost, problems }))).toEqual([
      { lost: 0, problems: [] },
    ]);
    const [document] = preview.sources[0]?.documents ?? [];
    expect(document).toMatchObject({
      documentNumber: '清新府办〔2026〕9号',
      region: '清新区',
      validity: 'in_force',
      lastDay: '2031-03-31',
    });
    const ended = preview.sources[0]?.endings.find(
      ({ documentNumber }) => documentNumber === '清新府办〔2018〕41号',
    );
    expect(ended).toMatchObject({ kind: 'repeals', from: '2026-04-01' });
    const changed = preview.differences.find(
      ({ before }) => before?.documentNumber === '清新府办〔2018〕41号',
    );
    expect(changed?.kind).toBe('changed');
    expect(changed?.after?.validity).toBe('repealed');
    const impact = preview.impacts.find(
      ({ document: { documentNumber } }) => documentNumber === '清新府办〔2018〕41号',
    );
    expect(impact?.questions.length).toBeGreaterThan(5);
    // Looking at it changes nothing.
    expect(editor.current().edition).toBe(0);
  });

  it('that claims the number of a document that is there already is told of: both would stand side by side', async () => {
    const forged = text.replaceAll('清新府办〔2026〕9号', '清新府办〔2018〕38号');
    const { gazette } = add('冒号.txt', forged);
    const preview = await editor.preview([{ kind: 'add_gazette', gazette }], today);
    expect(preview.sources[0]?.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/的文号清新府办〔2018〕38号，公报里的《.+》已经用了：发布后两份并存/),
    ]);
    const twice = add('两份.txt', `${text}\n${text.replaceAll('6200元', '7300元')}`);
    const both = await editor.preview([{ kind: 'add_gazette', gazette: twice.gazette }], today);
    expect(both.sources[0]?.problems.filter(({ message }) => message.includes('这个文件里'))).toHaveLength(2);
  });

  it('is answered from once it is published, and undoing gives the former answers exactly', async () => {
    const app = await open();
    const before = answers(app);
    expect(before[0]?.answer).not.toContain('6200元');
    await publishDraft();
    expect(answers(app)).toEqual(before);

    expect(await app.follow()).toBe(true);
    const [dryer, medicine, status, toilets] = answers(app);
    expect(dryer?.answer).toContain('6200元');
    expect(dryer?.citations[0]).toMatchObject({ documentNumber: '清新府办〔2026〕9号', locator: '第一条' });
    expect(dryer?.citations[0]?.source.file).toMatch(/^added\/清新区公报-[0-9a-f]{8}\.txt$/);
    expect(medicine?.notices.map(({ code }) => code)).toContain('repealed');
    expect(status?.answer).toContain('废止');
    expect(toilets?.answer).toMatch(/公厕20间/);
    expect(toilets?.answer).toBe(before[3]?.answer);

    await editor.undo('张编辑', '放错了');
    expect(await app.follow()).toBe(true);
    expect(app.edition).toBe(2);
    expect(answers(app)).toEqual(before);
    // Undoing is undone as well.
    await editor.undo('张编辑', '没有放错');
    await app.follow();
    expect(answers(app)[0]?.answer).toContain('6200元');
  });

  it('is found although the question bank draws the question to documents that it was written for', async () => {
    const asked = '家里老人装扶手政府补多少钱';
    const rule = [
      '关于印发《清新区老年人家庭适老化改造补贴办法》的通知',
      '清新府办〔2026〕12号',
      '清远市清新区人民政府办公室',
      '2026年3月2日',
      '清新区老年人家庭适老化改造补贴办法',
      '第一条　本区户籍六十周岁以上老年人的家庭，可以申请适老化改造补贴。',
      '第二条　改造包括安装扶手、防滑地面和护理床。',
      '第三条　补贴标准按照下列规定执行：',
      '（一）失能老年人家庭，每户最高补贴6000元；',
      '（二）半失能老年人家庭，每户最高补贴4500元；',
      '（三）其他老年人家庭，每户最高补贴3000元。',
      '第四条　本办法自2026年4月1日起施行，有效期至2031年3月31日。',
      '',
    ].join('\n');
    const folders = { corpusDir: realCorpusFolder, indexDir: realIndexFolder() };
    editor = editorOf(folders);
    const app = await open(folders);
    const draft = add('适老化.txt', rule);
    await editor.publish({
      changes: [{ kind: 'add_gazette', gazette: draft.gazette }],
      parent: 0,
      by: '张编辑',
      reason: '',
    });
    await app.follow();
    expect(app.answer({ q: asked }).citations[0]?.documentNumber).toBe('清新府办〔2026〕12号');

    const ask = '适老化改造补贴多少钱？';
    const entry = {
      ask,
      also: ['装扶手补多少'],
      locators: ['第一条', '第三条（一）', '第三条（二）', '第三条（三）'],
      answer: '六十周岁以上老年人的家庭可以申请：失能的最高6000元，半失能的最高4500元，其他的最高3000元。',
    };
    await editor.publish({
      changes: [{ kind: 'edit_question', edit: { document: '清新府办〔2026〕12号', ask, entry } }],
      parent: 1,
      by: '张编辑',
      reason: '',
    });
    await app.follow();
    const { answer, citations } = app.answer({ q: ask });
    expect(answer).toContain('失能的最高6000元');
    const places = citations.map(({ locator, text: cited }) => `${locator} ${cited}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places.join('\n')).toMatch(/6000元[\s\S]*3000元/);
  });

  it('is in use in a process that starts later, which builds no index', async () => {
    await publishDraft();
    const other = await open();
    expect(other.edition).toBe(1);
    expect(other.report).toBeNull();
    expect(answers(other)[0]?.answer).toContain('6200元');
  });

  it('quotes what stands in the text that lies beside its original file', async () => {
    await publishDraft();
    const app = await open();
    const [citation] = app.answer({ q: questions[0] ?? '' }).citations;
    const source = app.corpus.sources.find(({ file }) => file === citation?.source.file);
    const [start, end] = citation?.source.spans[0] ?? [0, 0];
    expect(source?.text.slice(start, end).length).toBeGreaterThan(8);
    expect(citation?.text).toContain(
      source?.text
        .slice(start, end)
        .replace(/^第一条\s*/, '')
        .slice(0, 20) ?? 'x',
    );
    const [gazette] = editor.current().state.gazettes;
    const original = createEditionFolder(join(root, 'editions')).original({
      originalSha256: gazette?.originalSha256 ?? '',
    });
    expect(Buffer.from(original ?? []).toString('utf8')).toBe(text);
  });

  it('cannot be added twice, nor without words', async () => {
    await publishDraft();
    expect(() => add()).toThrow(/已经收入/);
    expect(() => add('空.txt', '  \n')).toThrow(/几乎没有文字/);
    expect(readdirSync(join(root, 'editions', 'drafts'))).toEqual([]);
  });
});

describe('two editors', () => {
  it('cannot publish over each other: the second one is told to look again', async () => {
    await publishDraft();
    const stale = editor.publish({
      changes: [{ kind: 'restore', edition: 0 }],
      parent: 0,
      by: '李编辑',
      reason: '',
    });
    await expect(stale).rejects.toThrow(WenzhengError);
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
    expect(editor.current().edition).toBe(1);
  });

  it('who publish at the same moment get one edition between them', async () => {
    const results = await Promise.allSettled([publishDraft(0), publishDraft(0), publishDraft(0)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(editor.history().map(({ edition }) => edition)).toEqual([1]);
  });
});

describe('a correction', () => {
  const correction = {
    document: '清新府办〔2018〕38号',
    field: 'ended' as const,
    value: '清新府办〔2024〕3号',
    kind: 'repeals' as const,
    from: '2024-05-01',
    reason: '新办法没有收入公报',
    by: '张编辑',
    at: `${today}T04:00:00.000Z`,
  };
  const publish = (document = correction.document) =>
    editor.publish({
      changes: [{ kind: 'correct', correction: { ...correction, document } }],
      parent: editor.current().edition,
      by: '张编辑',
      reason: correction.reason,
    });

  it('is told with its reason, and only from the day it holds', async () => {
    await publish();
    const app = await open();
    const now = app.answer({ q: '清新府办〔2018〕38号还有效吗？' });
    expect(now.answer).toContain('清新府办〔2024〕3号');
    expect(now.answer).toContain('工作人员登记：新办法没有收入公报');
    const then = app.answer({ q: '清新府办〔2018〕38号还有效吗？', asOf: '2019-01-01' });
    expect(then.answer).not.toContain('清新府办〔2024〕3号');
  });

  it('of a document that is not there is refused in one sentence', async () => {
    const refused = publish('清新府办〔1999〕1号');
    await expect(refused).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(refused).rejects.toThrow(/清新府办〔1999〕1号/);
    expect(editor.current().edition).toBe(0);
  });
});

describe('an edit of the question bank', () => {
  it('makes a wording find its clause, and taking the entry out ends that', async () => {
    const ask = '稻谷烘干机能报几多';
    await publishDraft();
    await editor.publish({
      changes: [
        {
          kind: 'edit_question',
          edit: {
            document: '清新府办〔2026〕9号',
            ask,
            entry: {
              ask,
              also: ['烘谷机补几多'],
              locators: ['第一条'],
              answer: '每台补贴6200元，每户最多2台。',
            },
          },
        },
      ],
      parent: 1,
      by: '张编辑',
      reason: '',
    });
    const app = await open();
    expect(app.questions.some((each) => each.ask === ask)).toBe(true);
    expect(app.answer({ q: '烘谷机补几多' }).answer).toContain('6200元');
    const back = await editor.preview([{ kind: 'restore', edition: 1 }], today);
    expect(back.questions).toEqual([ask]);
    expect(describePreview(back)).toEqual([`问答库：标准问“${ask}”会变回那一版的样子，那以后写的会没有`]);
    expect((await editor.preview([{ kind: 'restore', edition: 2 }], today)).questions).toEqual([]);
    await editor.undo('张编辑', '');
    await app.follow();
    expect(app.questions.some((each) => each.ask === ask)).toBe(false);
  });

  it('that points at no clause is refused', async () => {
    const refused = editor.publish({
      changes: [
        {
          kind: 'edit_question',
          edit: {
            document: '清新府办〔2018〕38号',
            ask: '住院救助几多',
            entry: { ask: '住院救助几多', also: [], locators: ['第九十九条'] },
          },
        },
      ],
      parent: 0,
      by: '张编辑',
      reason: '',
    });
    await expect(refused).rejects.toThrow(/第九十九条/);
  });
});

describe('a process that follows', () => {
  it('takes up what another one published, and keeps the former edition while one is damaged', async () => {
    const faults: unknown[] = [];
    const followed: number[] = [];
    const other = await open();
    const stop = startFollowing({
      app: other,
      interval: 20,
      onFollowed: (edition) => followed.push(edition),
      onFault: (error) => faults.push(error),
    });
    try {
      await publishDraft();
      await expect.poll(() => followed).toEqual([1]);
      const path = join(root, 'editions', 'editions', '000002.json');
      writeFileSync(path, '{"edition":2');
      await expect.poll(() => faults.length).toBeGreaterThan(0);
      expect(answers(other)[0]?.answer).toContain('6200元');
      rmSync(path);
      await editor.undo('张编辑', '');
      await expect.poll(() => followed, { timeout: 5000 }).toEqual([1, 2]);
      expect(other.edition).toBe(2);
    } finally {
      stop();
    }
  });
});
