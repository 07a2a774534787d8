import { describe, expect, it } from 'vitest';
import { checkParameters } from '../../src/calculators/check-parameters.ts';
import { allParameters } from '../../src/calculators/parameters.ts';
import { checkFigures } from '../../src/channels/terminal/doctor-command.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

const corpus = readCorpus(realCorpusFolder);

describe('the check of the parameters in wenzheng doctor', () => {
  it('passes over the own corpus and counts the parameters', () => {
    const { passed, text } = checkFigures(corpus);
    expect(passed).toBe(true);
    expect(text).toContain(`${allParameters.length} 个参数`);
  });

  it('is red when a parameter is altered', () => {
    const altered = allParameters.map((each) =>
      each.id === 'medical-aid.class-one-rate' ? { ...each, value: 8500 } : each,
    );
    const { passed, text } = checkFigures(corpus, (textOf) => checkParameters(altered, textOf));
    expect(passed).toBe(false);
    expect(text).toMatch(/^计算参数：1 处.*medical-aid\.class-one-rate.*8500/);
  });

  it('is red when the words of a gazette are altered', () => {
    const clauses = corpus.clauses.map((clause) => ({
      ...clause,
      text: clause.text.replaceAll('80%', '85%'),
    }));
    expect(checkFigures({ ...corpus, clauses }).passed).toBe(false);
  });

  it('says that there is nothing to compare with in a corpus of other documents', () => {
    const { passed, text } = checkFigures({ ...corpus, documents: [] });
    expect(passed).toBe(true);
    expect(text).toContain('没有计算器依据的文件');
  });
});
