/** From when to when each document's figures hold, and how many there are: literals from the texts. */
import { expect, it } from 'vitest';
import { schemes } from '../../src/calculators/registry.ts';

it.each([
  ['medical-aid', '清新府办〔2018〕16号', '2018-03-23', '2020-03-31', 19],
  ['premium-support', '清新府办〔2018〕16号', '2018-03-23', '2020-03-31', 3],
  ['aid-timeline', '清新府办〔2018〕16号', '2018-03-23', '2020-03-31', 14],
  ['mental-health-medication', '清新府办〔2018〕41号', '2018-07-25', null, 4],
  ['compulsory-admission', '清新府办〔2018〕41号', '2018-07-25', null, 4],
  ['livestock-demolition', '清新府办函〔2018〕81号', '2018-07-31', null, 7],
  ['livestock-clearance-deadline', '清新府办函〔2018〕81号', '2018-07-31', null, 10],
  ['forest-fire-penalty', '清新府〔2018〕19号', '2018-03-22', null, 10],
  ['water-balance-test', '清新府办函〔2019〕106号', '2019-08-02', null, 4],
])('the figures of %s are those of %s, from %s to %s', (id, documentNumber, from, to, count) => {
  const scheme = schemes.find((each) => each.id === id);
  expect(scheme?.documentNumbers).toEqual([documentNumber]);
  expect(scheme?.parameters).toHaveLength(count);
  const found = new Set(
    scheme?.parameters.map((each) => [each.documentNumber, each.from, each.to].join(' ')),
  );
  expect([...found]).toEqual([[documentNumber, from, to].join(' ')]);
  // Further quotations, which the check of the build reads too.
  expect(scheme?.sources?.length).toBeGreaterThan(2);
  for (const parameter of scheme?.parameters ?? []) expect(parameter.id.startsWith(`${id}.`)).toBe(true);
});
