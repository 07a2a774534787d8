import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemes } from '../../../src/calculators/registry.ts';
import { type DeepLink, readDeepLink, writeDeepLink } from '../../../src/channels/telegram/deep-link.ts';
import { randomId } from '../../../src/store/random-id.ts';

const parameterOf = (link: DeepLink): string =>
  new URL(writeDeepLink('wenzheng_bot', link)).searchParams.get('start') ?? '';

describe('links from a group into the private chat', () => {
  it.each<DeepLink>([
    ...schemes.map(({ id }): DeepLink => ({ kind: 'calc', scheme: id })),
    { kind: 'ask', turn: randomId(21) },
    { kind: 'human' },
    { kind: 'forget' },
  ])('carries $kind in a form that Telegram passes on', (link) => {
    const parameter = parameterOf(link);
    expect(parameter).toMatch(/^[\w-]{1,64}$/);
    expect(readDeepLink(parameter)).toEqual(link);
  });

  it('is null for whatever else follows /start', () => {
    const foreign = [
      '',
      ' ',
      'calc',
      'calc_',
      'calc_医疗',
      'ask',
      'ask_',
      'human_1',
      'x',
      'calc_A',
      '__proto__',
    ];
    expect(foreign.filter((parameter) => readDeepLink(parameter) !== null)).toEqual([]);
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (parameter) => {
        const link = readDeepLink(parameter);
        expect(link === null ? parameter.trim() : parameterOf(link)).toBe(parameter.trim());
      }),
      { numRuns: 300 },
    );
  });
});
