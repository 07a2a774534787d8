import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { lacksSubject } from '../../src/answering/clarify.ts';
import { realCorpusFolder, realIndexFolder } from '../support/real-corpus.ts';

let app: App;
beforeAll(async () => {
  app = await createApp({
    corpusDir: realCorpusFolder,
    indexDir: realIndexFolder(),
    today: () => '2026-11-22',
  });
});

const ask = (q: string, context: string[] = []) => app.answer({ q, context });
const firstPlace = (q: string, context: string[] = []) => {
  const [citation] = ask(q, context).citations;
  return `${citation?.documentNumber ?? ''}${citation?.locator ?? ''}`;
};

describe('whether a question names what it is about', () => {
  it.each([
    '补助多少？',
    '要交什么材料？',
    '罚多少',
    '期限多久',
    '去哪里申请？',
    '由哪个部门负责？',
    '補助幾多錢',
  ])('does not: %s', (question) => expect(lacksSubject(question)).toBe(true));
  it.each(['低保户补助多少？', '公厕由哪个部门负责？', '烧山罚多少', '河道公示期限多久'])(
    'does: %s',
    (question) => expect(lacksSubject(question)).toBe(false),
  );
});

describe('a question that fits several matters', () => {
  it.each(['补助多少？', '要交什么材料？', '罚多少', '期限多久', '目标是什么？'])(
    'is asked back with two to four cited choices: %s',
    (question) => {
      const answer = ask(question);
      expect(answer.status).toBe('clarification');
      expect(answer.citations.length).toBeGreaterThanOrEqual(2);
      expect(answer.citations.length).toBeLessThanOrEqual(4);
      expect(answer.citations.every(({ region }) => region === '清新区')).toBe(true);
      expect(answer.answer.match(/\[\d\]/g)).toHaveLength(answer.citations.length);
      expect(answer.answer.length).toBeLessThanOrEqual(400);
    },
  );

  it('offers matters by names from their titles', () => {
    const { answer } = ask('要交什么材料？');
    expect(answer).toContain('医疗救助');
    expect(answer).not.toContain('人民政府');
  });

  it('is not asked back when the turn before says what it is about', () => {
    expect(ask('要交什么材料？', ['低保户住院能报多少？']).status).toBe('answered');
  });
});

describe('the reply to a question that was asked back', () => {
  it('is read with the question: a name', () => {
    expect(firstPlace('医疗救助', ['要交什么材料？'])).toMatch(/16号第十二条/);
    expect(firstPlace('森林防火令', ['罚多少？'])).toBe('清新府〔2018〕19号九');
  });

  it('is read with the question: a number of the list', () => {
    const asked = ask('补助多少？');
    const second = asked.citations[1];
    const answer = ask('第二个', ['补助多少？']);
    expect(answer.status).toBe('answered');
    expect(answer.citations[0]?.documentNumber).toBe(second?.documentNumber);
    expect(answer.citations[0]?.title).toBe(second?.title);
  });

  it('may name the matter in other words', () => {
    expect(firstPlace('拆栏的', ['补助多少？'])).toMatch(/^清新府办函〔2018〕81号四（三）/);
  });
});

it('answers every evaluation question rather than asking back', () => {
  const lines = ['questions', 'fresh', 'ordinary'].flatMap((name) =>
    readFileSync(new URL(`../../eval/${name}.jsonl`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== ''),
  );
  const asked = lines
    .map((line) => JSON.parse(line) as { id: string; q: string; context?: string[] })
    .filter(({ q, context = [] }) => ask(q, context).status === 'clarification');
  expect(asked.map(({ id }) => id)).toEqual([]);
});
