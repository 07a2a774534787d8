import { describe, expect, it } from 'vitest';
import { remember } from '../../src/retrieval/remember.ts';

describe('what is remembered', () => {
  it('is made once while it is kept, also where it is undefined', () => {
    const made: string[] = [];
    const lengthOf = remember(2, (key) => {
      made.push(key);
      return key === '' ? undefined : key.length;
    });
    expect(['ab', '', 'ab', ''].map(lengthOf)).toEqual([2, undefined, 2, undefined]);
    expect(made).toEqual(['ab', '']);
  });

  it('gives way, the oldest first', () => {
    const made: string[] = [];
    const same = remember(2, (key) => {
      made.push(key);
      return key;
    });
    for (const key of ['a', 'b', 'c', 'b', 'c', 'a']) same(key);
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });
});
