import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ButtonAction,
  buttonActionSchema,
  mostCallbackBytes,
  readCallbackData,
  shortKey,
  writeCallbackData,
} from '../../../src/channels/telegram/callback-data.ts';
import { feedbackReasons } from '../../../src/store/store.ts';

const letters = Array.from('ABCXYZabcxyz0189-_');
const word = (length: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: length, maxLength: length }).map((all) => all.join(''));
const answer = word(12);
const key = word(10);
const count = fc.nat(99_999);
const scheme = fc
  .array(fc.constantFrom(...Array.from('abcxyz019-')), { minLength: 1, maxLength: 32 })
  .map((all) => all.join(''));
const code = fc
  .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 1, maxLength: 40 })
  .map((all) => String.fromCharCode(...all));

const kind = <Kind extends ButtonAction['kind']>(name: Kind) => fc.constant(name);
const anyAction: fc.Arbitrary<ButtonAction> = fc.oneof(
  fc.record({ kind: kind('citation'), answer, number: count }),
  fc.record({ kind: kind('notices'), answer }),
  fc.record({ kind: kind('nextSteps'), answer }),
  fc.record({ kind: kind('workings'), answer }),
  fc.record({ kind: kind('useful'), answer }),
  fc.record({ kind: kind('useless'), answer }),
  fc.record({ kind: kind('reason'), answer, reason: fc.constantFrom(...feedbackReasons) }),
  fc.record({ kind: kind('matter'), answer, number: count }),
  fc.record({ kind: kind('reply'), answer, number: count }),
  fc.record({ kind: kind('calculators') }),
  fc.record({ kind: kind('calculate'), scheme }),
  fc.record({ kind: kind('calculateFrom'), scheme, answer }),
  fc.record({ kind: kind('sources') }),
  fc.record({ kind: kind('document'), document: key }),
  fc.record({ kind: kind('read'), document: key, page: count }),
  fc.record({ kind: kind('sourcesPage'), page: count }),
  fc.record({ kind: kind('outline'), document: key, page: count }),
  fc.record({ kind: kind('page'), document: key, page: count }),
  fc.record({ kind: kind('sample'), sample: key }),
  fc.record({ kind: kind('human') }),
  fc.record({ kind: kind('leave') }),
  fc.record({ kind: kind('forget'), confirmed: fc.constantFrom('yes' as const, 'no' as const) }),
  fc.record({
    kind: kind('language'),
    script: fc.constantFrom('simplified' as const, 'traditional' as const),
  }),
  fc.record({ kind: kind('dialogue'), code }),
);

describe('the data of buttons', () => {
  it('has at most 64 bytes of ASCII and is read as it was written, whatever the action', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        const data = writeCallbackData(action);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(mostCallbackBytes);
        expect(data).toMatch(/^1[a-z][!-~]*$/);
        expect(readCallbackData(data)).toEqual(action);
      }),
      { numRuns: 1000 },
    );
  });

  it('covers every action', () => {
    const seen = new Set(fc.sample(anyAction, 2000).map((action) => action.kind));
    expect(seen.size).toBe(buttonActionSchema.options.length);
  });

  it('is never thrown at, and foreign data is not taken for one’s own', () => {
    const almost = anyAction.chain((action) => {
      const data = writeCallbackData(action);
      return fc.oneof(
        fc.nat(data.length).map((at) => data.slice(0, at) + data.slice(at + 1)),
        fc
          .tuple(fc.nat(data.length), fc.string({ maxLength: 3 }))
          .map(([at, more]) => data.slice(0, at) + more + data.slice(at)),
      );
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), almost), (data) => {
        const action = readCallbackData(data);
        expect(action === null ? data : writeCallbackData(action)).toBe(data);
      }),
      { numRuns: 1000 },
    );
    const foreign = [
      '',
      '1',
      '2h',
      '1h:',
      '1h:x',
      '1c',
      '1cabcdefghijkl',
      '1cabcdefghijkl:',
      '1cabcdefghijkl:01',
      '1cabcdefghijkl:1:2',
      '1?',
      '1zok\n',
      '1k医疗',
      '1constructor',
      '1__proto__',
    ];
    expect(foreign.filter((data) => readCallbackData(data) !== null)).toEqual([]);
  });

  it('keeps the meaning of what hangs under messages that were sent', () => {
    const sent: Readonly<Record<string, ButtonAction>> = {
      '1cAbCdEfGhIjK-:3': { kind: 'citation', answer: 'AbCdEfGhIjK-', number: 3 },
      '1wAbCdEfGhIjK-': { kind: 'notices', answer: 'AbCdEfGhIjK-' },
      '1nAbCdEfGhIjK-': { kind: 'nextSteps', answer: 'AbCdEfGhIjK-' },
      '1gAbCdEfGhIjK-': { kind: 'workings', answer: 'AbCdEfGhIjK-' },
      '1uAbCdEfGhIjK-': { kind: 'useful', answer: 'AbCdEfGhIjK-' },
      '1xAbCdEfGhIjK-': { kind: 'useless', answer: 'AbCdEfGhIjK-' },
      '1rAbCdEfGhIjK-:unclear': { kind: 'reason', answer: 'AbCdEfGhIjK-', reason: 'unclear' },
      '1mAbCdEfGhIjK-:2': { kind: 'matter', answer: 'AbCdEfGhIjK-', number: 2 },
      '1aAbCdEfGhIjK-:0': { kind: 'reply', answer: 'AbCdEfGhIjK-', number: 0 },
      '1l': { kind: 'calculators' },
      '1kmedical-aid': { kind: 'calculate', scheme: 'medical-aid' },
      '1fmedical-aid:AbCdEfGhIjK-': { kind: 'calculateFrom', scheme: 'medical-aid', answer: 'AbCdEfGhIjK-' },
      '1s': { kind: 'sources' },
      '1i2': { kind: 'sourcesPage', page: 2 },
      '1d0123456789': { kind: 'document', document: '0123456789' },
      '1v0123456789:4': { kind: 'read', document: '0123456789', page: 4 },
      '1o0123456789:1': { kind: 'outline', document: '0123456789', page: 1 },
      '1p0123456789:7': { kind: 'page', document: '0123456789', page: 7 },
      '1q0123456789': { kind: 'sample', sample: '0123456789' },
      '1h': { kind: 'human' },
      '1b': { kind: 'leave' },
      '1eyes': { kind: 'forget', confirmed: 'yes' },
      '1ttraditional': { kind: 'language', script: 'traditional' },
      '1zab.1.k3x.c0': { kind: 'dialogue', code: 'ab.1.k3x.c0' },
    };
    const read = Object.fromEntries(Object.keys(sent).map((data) => [data, readCallbackData(data)]));
    expect(read).toEqual(sent);
  });

  it('stands for long texts by a short key', () => {
    expect(shortKey('清新府办〔2018〕16号')).toMatch(/^[\w-]{10}$/);
    expect(shortKey('清新府办〔2018〕16号')).toBe(shortKey('清新府办〔2018〕16号'));
    expect(shortKey('清新府办〔2018〕16号')).not.toBe(shortKey('清新府办〔2018〕17号'));
  });
});
