import { Readable, Writable } from 'node:stream';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processJsonLines } from '../../src/channels/terminal/json-lines.ts';

const schema = z.object({ id: z.string(), q: z.string() });

async function process(chunks: readonly Uint8Array[]): Promise<{ allRead: boolean; lines: unknown[] }> {
  let written = '';
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  const allRead = await processJsonLines({
    input: Readable.from(chunks),
    output,
    schema,
    handle: ({ id, q }) => ({ id, q }),
    describeProblem: ({ id, line, message }) => ({ id, line, message }),
  });
  return {
    allRead,
    lines: written
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
  };
}

const processText = (text: string) => process([Buffer.from(text)]);

describe('JSON Lines on stdin', () => {
  it('give one line out for each line in, in order, and skip blank ones', async () => {
    const { allRead, lines } = await processText('{"id":"1","q":"a"}\n\n  \n{"id":"2","q":"b"}');
    expect(lines).toEqual([
      { id: '1', q: 'a' },
      { id: '2', q: 'b' },
    ]);
    expect(allRead).toBe(true);
  });

  it('may begin with a byte order mark and end in CRLF', async () => {
    const { allRead, lines } = await processText('\uFEFF{"id":"1","q":"a"}\r\n{"id":"2","q":"b"}\r\n');
    expect(lines).toHaveLength(2);
    expect(allRead).toBe(true);
  });

  it.each([
    ['broken JSON', '{"id":"x","q":', null],
    ['JSON that is no object', '["x"]', null],
    ['null', 'null', null],
    ['an object without a question', '{"id":"x"}', 'x'],
    ['a question that is no text', '{"id":"x","q":7}', 'x'],
  ])('lose only the line that is %s', async (_name, bad, id) => {
    const { allRead, lines } = await processText(`{"id":"1","q":"a"}\n\n${bad}\n{"id":"2","q":"b"}\n`);
    expect(lines).toMatchObject([{ id: '1' }, { id, line: 3 }, { id: '2' }]);
    expect(allRead).toBe(false);
  });

  it('lose only the line that is not UTF-8, and say so', async () => {
    const gbk = Buffer.from([0x7b, 0x22, 0x71, 0x22, 0x3a, 0x22, 0xb5, 0xcd, 0xb1, 0xa3, 0x22, 0x7d, 0x0a]);
    const { lines } = await process([gbk, Buffer.from('{"id":"2","q":"b"}\n')]);
    expect(lines).toMatchObject([
      { id: null, line: 1, message: expect.stringContaining('UTF-8') },
      { id: '2' },
    ]);
  });

  it('lose only the line that is too long', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const end = Buffer.from('\n{"id":"2","q":"b"}\n');
    const { lines } = await process([...Array.from({ length: 20 }, () => megabyte), end]);
    expect(lines).toMatchObject([
      { id: null, line: 1, message: expect.stringContaining('1 MB') },
      { id: '2' },
    ]);
  });

  it('are read the same however the bytes arrive', async () => {
    const text = fc.array(fc.record({ id: fc.string(), q: fc.string({ unit: 'binary' }) }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (requests, size) => {
        const bytes = Buffer.from(requests.map((request) => JSON.stringify(request)).join('\n'));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const { allRead, lines } = await process(chunks);
        expect(lines).toEqual(requests);
        expect(allRead).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
