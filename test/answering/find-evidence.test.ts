import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { ClauseTermCache, findEvidence, questionTerms } from '../../src/answering/find-evidence.ts';
import { understand } from '../../src/answering/understand.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-evidence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const today = () => '2019-01-01';
const firstLocator = (app: App, q: string) => app.answer({ q }).citations[0]?.locator ?? '';

describe('an exception of the same document', () => {
  let app: App;
  beforeAll(async () => {
    const corpusDir = join(folder, 'corpus');
    const text = `某某区人民政府办公室关于印发某某区困难家庭住院救助办法的通知
某府办〔2018〕3号
各镇人民政府：
现将《某某区困难家庭住院救助办法》印发给你们，请认真贯彻执行。
某某区人民政府办公室
2018年2月1日
某某区困难家庭住院救助办法
第一条 为帮助困难家庭看病，制定本办法。
第二条 困难家庭成员在定点医院住院治疗，住院医疗费用的个人自付部分，按80%给予救助，每人每年最高救助金额为50000元。
第三条 困难家庭向户籍所在的镇提出救助申请，由镇审核后报区民政局审批。
第四条 属于下列情况之一的不享受救助：
（一）打架斗殴所发生的医疗费用；
（二）整容、镶牙发生的医疗费用；
（三）自行购买药品的费用。
第五条 本办法自2018年3月1日起施行。
`;
    mkdirSync(corpusDir);
    writeFileSync(join(corpusDir, '办法.txt'), text);
    app = await createApp({ corpusDir, indexDir: join(folder, 'index'), today });
  });

  /** The clauses in order, where search holds the rule for best and the words of the question weigh as given. */
  const order = (weights: Record<string, number>) => {
    const { corpus, retriever } = app;
    const at = (locator: string) => corpus.clauses.findIndex((clause) => clause.locator === locator);
    const hit = (locator: string, score: number) => ({
      passage: corpus.passages.findIndex((passage) => passage.clauses.includes(at(locator))),
      score,
      parts: {},
    });
    const hits = [hit('第二条', 1), hit('第四条（一）', 0.8), hit('第四条（二）', 0.7), hit('第三条', 0.6)];
    const terms = questionTerms(new Map(Object.entries(weights)));
    const understanding = understand('住院能救助吗', [], null, today());
    const bank = { matches: [], bankCovers: retriever.bankCovers };
    return findEvidence(corpus, new ClauseTermCache(corpus), hits, bank, terms, understanding).map(
      ({ clause }) => corpus.clauses[clause]?.locator,
    );
  };

  it('stands before the rule that holds more of the question, and the rule comes next', () => {
    const asked = { 家庭: 2, 住院: 3, 治疗: 3, 自付: 3 };
    expect(order({ ...asked, 斗殴: 3 }).slice(0, 2)).toEqual(['第四条（一）', '第二条']);
    expect(order({ ...asked, 镶牙: 3 }).slice(0, 2)).toEqual(['第四条（二）', '第二条']);
  });

  it('stays behind the rule when the question names no such case, or names it faintly', () => {
    const asked = { 家庭: 2, 住院: 3, 治疗: 3, 自付: 3 };
    expect(order(asked)[0]).toBe('第二条');
    expect(order({ ...asked, 斗殴: 1 })[0]).toBe('第二条');
  });

  it('stays behind a clause that grants nothing', () => {
    expect(order({ 申请: 9, 户籍: 9, 审核: 9, 审批: 9, 斗殴: 9 })[0]).toBe('第三条');
  });
});

describe('cases that the aid does not cover, in other words than those of the bank', () => {
  let app: App;
  beforeAll(async () => {
    app = await createApp({ corpusDir: realCorpusFolder, indexDir: realIndexFolder(), today });
  });

  it.each([
    ['五保户同人打交，打断手入院，民政报唔报得', '（三）'],
    ['建档立卡户俾泥头车撞亲住院，民政有冇得补', '（二）'],
    ['低保户上班受伤住院，厂里不赔，能报几成', '（二）'],
    ['低保户饮醉酒跌亲住院，能报吗', '（三）'],
    ['我低保，去做隆鼻手术能报销吗', '（四）'],
    ['低保户自己去药房买感冒药能报几多', '（七）'],
  ])('%s', (q, locator) => {
    expect(firstLocator(app, q)).toMatch(/^第十六条/);
    expect(firstLocator(app, q)).toContain(locator);
  });

  it.each(['低保户肺炎住院能报几成', '低保户阑尾炎开刀住院，自己俾嗰份报几多'])('the rule leads: %s', (q) => {
    expect(firstLocator(app, q)).toBe('第七条');
  });
});
