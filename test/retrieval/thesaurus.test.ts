import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load as parse } from 'js-yaml';
import { normalise } from '../../src/retrieval/normalise.ts';
import { expand, parseThesaurus, thesaurusSchema } from '../../src/retrieval/thesaurus.ts';

const tiny = parseThesaurus(`
- say: [老人家, 老人]
  official: [老年人]
  note: 口语
- say: [老人家园]
  official: [养老机构]
  note: 名称
`);

describe('expand', () => {
  it('adds the official words for what is said, in traditional characters too', () => {
    expect(expand(tiny, '屋企有老人家')).toEqual(['老年人']);
    expect(expand(tiny, '老人家園')).toEqual(['养老机构']);
  });

  it('lets a longer word hide the shorter ones inside it', () => {
    expect(expand(tiny, '老人家园在哪')).toEqual(['养老机构']);
    expect(expand(tiny, '老人家园里的老人')).toEqual(['养老机构', '老年人']);
  });

  it('adds nothing to a text that says none of them', () => {
    expect(expand(tiny, '森林防火')).toEqual([]);
  });
});

describe('parseThesaurus', () => {
  it.each([
    ['no YAML', '- say: [', /不是正确的 YAML/],
    ['an unknown field', '- {say: [低保户], official: [低保对象], note: x, weigth: 2}', /第 1 条/],
    ['a missing note', '- {say: [低保户], official: [低保对象]}', /第 1 条的 note/],
    ['a word of one character', '- {say: [车], official: [机动车], note: x}', /第 1 条/],
  ])('refuses %s and says where it is', (_fault, text, message) => {
    expect(() => parseThesaurus(text)).toThrow(message);
  });

  it('takes an empty file', () => {
    expect(parseThesaurus('').size).toBe(0);
  });
});

describe('corpus/thesaurus.yaml', () => {
  const text = readFileSync(new URL('../../corpus/thesaurus.yaml', import.meta.url), 'utf8');
  const entries = thesaurusSchema.parse(parse(text));

  it('has more than 150 entries and is in order', () => {
    expect(entries.length).toBeGreaterThan(150);
    expect(parseThesaurus(text).size).toBeGreaterThan(entries.length);
  });

  it('holds words, not sentences, and none that stands for itself', () => {
    const words = entries.flatMap(({ say, official }) => [...say, ...official]);
    expect(words.filter((word) => word.length > 14)).toEqual([]);
    const idle = entries.filter(({ say, official }) => say.some((word) => official.includes(word)));
    expect(idle).toEqual([]);
  });

  it('says each word once', () => {
    const said = entries.flatMap((entry) => entry.say.map(normalise));
    expect(said.filter((word, at) => said.indexOf(word) !== at)).toEqual([]);
  });
});
