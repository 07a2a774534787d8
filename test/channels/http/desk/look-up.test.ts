import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../../src/app.ts';
import { createNarrowing } from '../../../../src/channels/http/desk/look-up/narrowing.ts';
import { readPlace, writePlace } from '../../../../src/channels/http/desk/look-up/place.ts';
import { scoreSentence } from '../../../../src/channels/http/desk/look-up/passages-view.ts';
import { spokenNumber } from '../../../../src/channels/http/desk/look-up/spoken.ts';
import { serveDesk, type ServedDesk, type SignedInVisitor } from '../../../support/desk.ts';
import { realCorpusFolder, realIndexFolder } from '../../../support/real-corpus.ts';

const question = '低保户住院自己付的部分能补几成';
let app: App;
let desk: ServedDesk;
let operator: SignedInVisitor;

beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-23',
  });
  desk = await serveDesk({ app, atEnd: afterAll });
  operator = await desk.signedIn('operator');
});

type Fields = Readonly<Record<string, string | readonly string[]>>;

async function ask(path: string, fields: Fields): Promise<Record<string, string>> {
  const { status, text } = await operator.post(`/desk/look-up/${path}`, fields, {
    Accept: 'application/json',
  });
  expect(status).toBe(200);
  return JSON.parse(text);
}

const plain = (html = ''): string => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
const openable = (html = ''): string[] =>
  [...html.matchAll(/name="open" value="([^"]+)"/g)].map((match) => match[1] ?? '');

describe('the look-up without a script', () => {
  it('answers a form, and opens the clause in its document', async () => {
    const { text } = await operator.post('/desk/look-up', { q: question });
    expect(plain(text)).toContain('可以照着念');
    expect(plain(text)).toContain('按80%给予救助');
    const place = openable(text).find((each) => each.endsWith('清新府办〔2018〕16号')) ?? '';
    const { text: opened } = await operator.post('/desk/look-up', { q: question, open: place });
    expect(plain(opened)).toContain('按80%给予救助');
    expect(opened).toMatch(/class="clause[^"]*is-cited"/);
    expect(opened).toContain(`value="${question}"`);
    expect(plain(opened)).toMatch(/第三章基本医疗救助 · 第七条，全文第\d+段，共\d+段/);
  });

  it('shows an empty page for no question, and one for a question that is too long', async () => {
    for (const q of ['', '  ', '低'.repeat(801)]) {
      const { status, text } = await operator.post('/desk/look-up', { q });
      expect(status).toBe(200);
      expect(text).not.toContain('answer-card');
    }
  });

  it('weighs little, and holds nothing inline', async () => {
    const { text } = await operator.get('/desk/look-up');
    expect(text).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=/);
    const addresses = new Set(
      [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? ''),
    );
    let bytes = Buffer.byteLength(text);
    // What a script imports is added while the list is gone through.
    for (const address of addresses) {
      const response = await desk.http.request(address);
      expect(response.status).toBe(200);
      const asset = await response.text();
      for (const [imported] of asset.matchAll(/(?<=from ')\/assets\/[^']+/g)) addresses.add(imported);
      bytes += Buffer.byteLength(asset);
    }
    expect([...addresses].join()).toContain('look-up-common');
    expect(bytes).toBeLessThan(150_000);
  });
});

describe('what is read out', () => {
  it('begins with what ended the rule, where it does not hold any more', async () => {
    const { answer = '' } = await ask('answer', { q: question });
    const readOut = plain(/class="read-out"[\s\S]*?<\/div>/.exec(answer)?.[0]);
    expect(readOut).toMatch(/^[^。]*先说明：清新府办〔2018〕16号：有效期至2020年3月31日，已届满/);
    expect(readOut).toContain('文号念作：清新府办，二零一八年，第16号');
    expect(answer).toContain('有效期已过');
    expect(answer).toContain('清新区');
    expect(plain(answer)).toContain('区民政局');
  });

  it('is the rule of the day that is asked about, and says which day', async () => {
    const { answer = '' } = await ask('answer', { q: question, asOf: '2019-06-01' });
    expect(answer).not.toContain('先说明');
    expect(plain(answer)).toContain('按2019年6月1日的规定');
    expect(answer).toContain('现行有效');
  });

  it('goes into the ticket with number, place, validity and a quotation that is marked as one', async () => {
    const { answer = '' } = await ask('answer', { q: question });
    const ticket = /id="answer-text"[^>]*>([\s\S]*?)<\/textarea>/.exec(answer)?.[1] ?? '';
    expect(ticket).toMatch(/^注意：清新府办〔2018〕16号：有效期至2020年3月31日，已届满/);
    expect(ticket).toMatch(
      /\[1\] 清新府办〔2018〕16号《[^》]+》第七条（有效期已过，清新区）\n原文摘录：“本区城乡最低生活保障家庭/,
    );
    expect(ticket).toContain('（效力按2026年11月23日判断。）');
  });

  it('spells a number as it is spoken', () => {
    expect(spokenNumber('清新府办〔2018〕16号第七条')).toBe('清新府办，二零一八年，第16号');
    expect(spokenNumber('国务院令第649号')).toBe('国务院令，第649号');
    expect(spokenNumber('《办法》第七条')).toBe('');
  });
});

describe('the list', () => {
  it('has the best passages with their validity, and each opens', async () => {
    const { passages = '' } = await ask('search', { q: question });
    const places = openable(passages);
    expect(places).toHaveLength(10);
    expect(passages).toContain('有效期已过');
    for (const open of places) {
      const { document = '' } = await ask('document', { open });
      expect(document).toContain('is-cited');
    }
  });

  it('says why the next ones are not in it: parts that add up to each score', async () => {
    const { why = '' } = await ask('answer', { q: question });
    expect(plain(why)).toContain('差一点的10条');
    expect(plain(why)).toMatch(/词\d\.\d\d.*分，比列出的最后一条少0\.\d\d分/);
    for (const { parts, score } of app.retriever.search({ text: question }).rejected) {
      const sum = Object.values(parts).reduce((total, part) => total + part, 0);
      expect(sum).toBeCloseTo(score, 6);
      expect(scoreSentence({ parts, score })).toMatch(new RegExp(`${score.toFixed(2)}分$`));
    }
  });

  it('refuses to open what is not there', async () => {
    for (const open of ['', '1-2@没有这份文件', '<script>']) {
      const { status, text } = await operator.post(
        '/desk/look-up/document',
        { open },
        { Accept: 'application/json' },
      );
      expect(status).toBe(404);
      expect(JSON.parse(text)).toEqual({ error: { message: '没有找到这份文件，请重新查一次。' } });
    }
  });

  it('shows a private telephone number nowhere', async () => {
    for (const q of ['13828551010', '河道管理范围公示联系电话 水利局']) {
      const { passages = '' } = await ask('search', { q });
      const opened = await Promise.all(openable(passages).map((open) => ask('document', { open })));
      const { answer = '', why = '' } = await ask('answer', { q });
      for (const html of [passages, answer, why, ...opened.map(({ document = '' }) => document)])
        expect(html).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
    }
  });
});

describe('narrowing', () => {
  it('keeps only documents of the kind that is wanted, in the list and in the answer', async () => {
    const { passages = '' } = await ask('search', { q: '救助', year: '2019' });
    const documents = openable(passages).map((open) => readPlace(app.corpus, open)?.document);
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents)
      expect(document?.issuedOn ?? `${document?.number?.year}`).toMatch(/^2019/);
    const { answer = '' } = await ask('answer', { q: question, year: '2019' });
    expect(answer).not.toContain('按80%给予救助');
    expect(plain(answer)).toMatch(/筛选以外最接近的：清新府办〔2018〕16号/);
  });

  it('never says that the gazettes hold nothing where only the filters leave it out', async () => {
    const { answer = '' } = await ask('answer', { q: '森林防火期内野外用火罚多少', region: '连州市' });
    expect(plain(answer)).toContain('筛选范围里没有查到');
    expect(plain(answer)).not.toContain('公报里没有');
  });

  it('goes by the validity on the day that is asked about', () => {
    const narrowing = createNarrowing(app.corpus);
    const medicalAid = app.corpus.documents.findIndex(({ id }) => id === '清新府办〔2018〕16号');
    expect(narrowing.accept({ validity: 'in_force' }, '2019-06-01')?.(medicalAid)).toBe(true);
    expect(narrowing.accept({ validity: 'in_force' }, '2026-11-23')?.(medicalAid)).toBe(false);
    expect(narrowing.accept({}, '2026-11-23')).toBeUndefined();
  });

  it('offers what the corpus holds, and takes nothing else to heart', async () => {
    const { text } = await operator.get('/desk/look-up');
    expect(text).toContain('<option value="连州市">');
    const { passages: all = '' } = await ask('search', { q: question });
    const { passages = '' } = await ask('search', {
      q: question,
      validity: 'eternal',
      year: 'x',
      asOf: 'never',
    });
    expect(passages).toBe(all);
  });
});

describe('a place', () => {
  it('is read as it was written', () => {
    const { documents } = app.corpus;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: documents.length - 1 }),
        fc.nat(),
        fc.nat(40),
        fc.boolean(),
        (at, skip, more, isPart) => {
          const document = documents[at];
          if (document === undefined || document.clauses[0] === document.clauses[1]) return;
          const [begin, end] = document.clauses;
          const first = begin + (skip % (end - begin));
          const highlighted = Array.from(
            { length: Math.min(more, end - first) },
            (_, offset) => first + offset,
          );
          const place = { document, highlighted, from: isPart ? first : null };
          expect(readPlace(app.corpus, writePlace(place))).toEqual(place);
        },
      ),
    );
  });
});

describe('a calculator beside the call', () => {
  const told = '低保户，2019年6月在区人民医院住院，医保报完自己还出了3万，能报几多？';

  it('is filled in from what the caller said', async () => {
    const { calculator = '' } = await ask('calculator', { q: told });
    expect(calculator).toContain('data-scheme="medical-aid"');
    expect(calculator).toMatch(/value="低保" checked/);
    expect(calculator).toMatch(/id="fact-[^"]*" name="fact\.[^"]*" value="30000"/);
    expect(plain(calculator)).toContain('规则计算：能确定');
    expect(plain(calculator)).toContain('基本医疗救助24000元');
  });

  it('says what is certain, what is not and what to ask next', async () => {
    const fields = app.schemes.find(({ id }) => id === 'medical-aid')?.fields ?? [];
    const fact = (label: string) => `fact.${fields.find((field) => field.label === label)?.key}`;
    const known = { scheme: 'medical-aid', [fact('对象类别')]: ['低保'] };
    const { result: open = '' } = await ask('calculation', known);
    expect(plain(open)).toContain('规则计算：还不能确定');
    expect(plain(open)).toMatch(/接着问：.{4,}？/);
    expect(open).toContain(`data-fact="${fact('定点医疗机构').replace('.', '-')}"`);
    const { result: none = '' } = await ask('calculation', { ...known, [fact('定点医疗机构')]: '否' });
    expect(plain(none)).toContain('规则计算：不符合');
    const { result: odd = '' } = await ask('calculation', { ...known, [fact('政策范围内个人自付')]: '-5' });
    expect(plain(odd)).toContain('规则计算：填的内容有矛盾');
  });

  it('takes its label along into the ticket and the note', async () => {
    const { calculator = '' } = await ask('calculator', { q: told });
    const texts = [
      ...calculator.matchAll(/<textarea id="calculation-(?:text|told)"[^>]*>([\s\S]*?)<\/textarea>/g),
    ];
    expect(texts).toHaveLength(2);
    for (const [, text] of texts) expect(text).toContain('规则计算');
  });

  it('is only offered where its documents are', async () => {
    const small = await serveDesk();
    const { text } = await (await small.signedIn('clerk')).get('/desk/look-up');
    expect(text).not.toContain('livestock-demolition');
    const { result = '' } = await ask('calculation', { scheme: 'nothing' });
    expect(plain(result)).toContain('没有这种计算');
  });
});

describe("today's look-ups", () => {
  it('are those of one operator alone, masked, and go when they are told to', async () => {
    const mine = await desk.signedIn('operator');
    await mine.post('/desk/look-up', { q: '我的手机号是13912345678，低保怎么申请' });
    const { text } = await mine.get('/desk/look-up');
    expect(text).toContain('低保怎么申请');
    expect(text).not.toContain('13912345678');
    expect((await operator.get('/desk/look-up')).text).not.toContain('低保怎么申请');
    await mine.post('/desk/look-up/forget');
    expect((await mine.get('/desk/look-up')).text).not.toContain('低保怎么申请');
  });

  it('leave no trace in the store, the audit or the log', async () => {
    const before = await desk.store.audit.list(1000);
    await operator.post('/desk/look-up', { q: '我想查清栏期限有多久' });
    expect(await desk.store.audit.list(1000)).toEqual(before);
    expect(JSON.stringify(desk.logged)).not.toContain('清栏');
  });
});

describe('what somebody wrote', () => {
  const nasty = fc
    .array(
      fc.constantFrom(
        '<script>x</script>',
        '<img src=x onerror=y>',
        '"',
        "'",
        '>',
        '</textarea>',
        '&amp;',
        '${1}',
        '低保',
        ' ',
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((pieces) => pieces.join(''));

  it('in the box, the filters and the place is text', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (words) => {
        const fields = { q: `低保${words}`, region: words, open: words };
        const { text } = await operator.post('/desk/look-up', fields);
        const { answer = '', passages = '' } = {
          ...(await ask('answer', fields)),
          ...(await ask('search', fields)),
        };
        const { calculator = '' } = await ask('calculator', fields);
        for (const html of [text, answer, passages, calculator]) expect(html).not.toMatch(/<script>|<img/);
      }),
      { numRuns: 25 },
    );
  });

  it('in a gazette is text in the list, the answer, the copies and the document', async () => {
    const evil = mkdtempSync(join(tmpdir(), 'wenzheng-evil-'));
    const markup = '<img src=x onerror=alert(1)>"\'</textarea><script>alert(2)</script>';
    writeFileSync(
      join(evil, 'one.txt'),
      `清远市清新区人民政府办公室关于印发${markup}救助办法的通知\n清新府办〔2018〕16号\n\n第一条 低保户住院自付部分按80%给予救助${markup}。\n`,
    );
    const harmed = await createApp({
      corpusDir: evil,
      indexDir: join(evil, 'index'),
      today: () => '2026-11-23',
    });
    const served = await serveDesk({ app: harmed });
    const reader = await served.signedIn('editor');
    const { text } = await reader.post('/desk/look-up', {
      q: '低保户住院救助',
      open: '1-9@清新府办〔2018〕16号',
    });
    rmSync(evil, { recursive: true, force: true });
    expect(text).toContain('按80%给予救助');
    expect(text).not.toMatch(/<img|<script>/);
    expect(text.match(/<\/textarea>/g)?.length).toBe(text.match(/<textarea/g)?.length);
  });
});
