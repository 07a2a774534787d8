/** Two hundred broken tables, and what somebody else notices of a large one. */
import { writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  plainText,
  serveTables,
  type ServedTables,
  tableOf,
  tableRow,
} from '../../../support/clerk-tables.ts';
import type { SignedInVisitor } from '../../../support/desk.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

let served: ServedTables;
let clerk: SignedInVisitor;
beforeAll(async () => {
  served = await serveTables({}, {}, { isQuick: true });
  clerk = await served.signedIn('clerk');
});

const median = (of: readonly number[]): number =>
  of.toSorted((left, right) => left - right)[Math.floor(of.length / 2)] ?? 0;

describe('tables', () => {
  it('of 20,000 rows hold up nobody else', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => tableRow(`张${at}`, `${at}.07`));
    const other = await served.signedIn('clerk');
    const timed = async (): Promise<number> => {
      const began = performance.now();
      const { status } = await other.get('/desk/eligibility?scheme=medical-aid');
      expect(status).toBe(200);
      return performance.now() - began;
    };
    const quiet: number[] = [];
    for (let times = 0; times < 30; times += 1) quiet.push(await timed());
    const { path } = await served.upload(clerk, tableOf(...rows));
    const busy: number[] = [];
    for (let isGoingOn = true; isGoingOn; ) {
      busy.push(await timed());
      await new Promise((resolve) => setTimeout(resolve, 20));
      ({ isGoingOn } = JSON.parse((await clerk.json(`${path}/progress`)).text));
    }
    const figures = {
      quiet: median(quiet),
      busy: median(busy),
      worst: Math.max(...busy),
      requests: busy.length,
    };
    process.stderr.write(`${JSON.stringify(figures)}\n`);
    expect(plainText((await clerk.get(path)).text)).toContain('共20000行');
    expect(figures.requests).toBeGreaterThan(20);
    // On the thread of the server the table would take seconds at once.
    expect(figures.worst).toBeLessThan(1000);
    await clerk.post(`${path}/remove`);
  });

  it('that are broken in two hundred ways end in a result or a sentence, and leave nothing behind', async () => {
    const random = seededRandom(20_261_129);
    const below = (count: number): number => random.whole(0, count - 1);
    const csv = Buffer.from(tableOf(...Array.from({ length: 20 }, (_, at) => tableRow(`张${at}`, `${at}`))));
    const sheet = csv
      .toString()
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const xlsx = Buffer.from(await writeXlsx({ sheets: [{ name: '一', rows: sheet }] }));
    const breakIt = (given: Buffer): Buffer => {
      const bytes = Buffer.from(given);
      switch (below(6)) {
        case 0:
          return bytes.subarray(0, below(bytes.length));
        case 1:
          for (let times = 0; times < 8; times += 1) bytes[below(bytes.length)] = below(256);
          return bytes;
        case 2:
          return Buffer.concat([bytes, bytes.subarray(below(bytes.length))]);
        case 3: {
          const at = below(bytes.length);
          return Buffer.concat([bytes.subarray(0, at), Buffer.from('"\n\r,;\t\0'), bytes.subarray(at)]);
        }
        case 4:
          return bytes.fill(below(256), below(bytes.length));
        default:
          return Buffer.from(
            bytes.toString('latin1').replaceAll(/\d/g, () => String(below(10))),
            'latin1',
          );
      }
    };
    const ends = { done: 0, refused: 0, atOnce: 0 };
    for (let times = 0; times < 200; times += 1) {
      const { status, path } = await served.upload(clerk, breakIt(times % 2 === 0 ? csv : xlsx));
      if (status === 400) {
        ends.atOnce += 1;
        continue;
      }
      expect(status).toBe(303);
      const page = await served.finished(clerk, path);
      expect(page).not.toMatch(/程序出了问题|undefined|NaN|\[object|Error/);
      const isDone = page.includes('data-state="done"');
      expect(isDone || /，请[^。]*。/.test(plainText(page))).toBe(true);
      ends[isDone ? 'done' : 'refused'] += 1;
      await clerk.post(`${path}/remove`);
    }
    process.stderr.write(`${JSON.stringify(ends)}\n`);
    expect(ends.done + ends.refused + ends.atOnce).toBe(200);
    expect(Math.min(ends.done, ends.refused)).toBeGreaterThan(10);
    expect(served.logged).toEqual([]);
    expect(served.files()).toEqual([]);
  }, 240_000);
});
