/** Every case of eval/calculator-cases.jsonl comes out alike at each door. */
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemeOf } from '../../../src/calculators/registry.ts';
import { run } from '../../../src/calculators/run.ts';
import { calculationResultSchema } from '../../../src/channels/gazette-data/schemas.ts';
import { calculatorToolName } from '../../../src/channels/mcp/tools.ts';
import { type ServedDoors, serveDoors } from '../../support/system-doors.ts';

const asOf = '2019-12-31';
const caseSchema = z.object({
  id: z.string(),
  calculator: z.string(),
  facts: z.record(z.string(), z.unknown()),
  expected: z.looseObject({ status: z.string() }),
});
const cases = readFileSync('eval/calculator-cases.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => caseSchema.parse(JSON.parse(line)));

let doors: ServedDoors;
let client: Client;
let headers: Record<string, string>;
beforeAll(async () => {
  doors = await serveDoors();
  headers = { Authorization: `Bearer ${await doors.token(['calculate'])}` };
  client = new Client({ name: 'tests', version: '1' });
  const at = new URL('/mcp', doors.url);
  await client.connect(new StreamableHTTPClientTransport(at, { requestInit: { headers } }));
});
afterAll(() => client.close());

async function overApi(calculator: string, facts: unknown) {
  const response = await fetch(`${doors.url}/api/v1/calculators/${calculator}/run`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ facts, asOf }),
  });
  return calculationResultSchema.parse(await response.json()).calculation;
}

async function overMcp(id: string, facts: Record<string, unknown>) {
  const { structuredContent } = await client.callTool({
    name: calculatorToolName({ id }),
    arguments: { ...facts, asOf },
  });
  return calculationResultSchema.parse(structuredContent).calculation;
}

describe('a calculation', () => {
  it('has sixty cases', () => {
    expect(cases.length).toBe(60);
  });

  it.each(cases)('is the same from the kernel, over the API and over MCP: $id', async (each) => {
    const { calculator, facts, expected } = each;
    const scheme = schemeOf(calculator, doors.app.schemes);
    if (scheme === undefined) throw new Error(`no scheme ${calculator}`);
    const result = run(scheme, facts, { asOf });
    expect(result.status).toBe(expected.status);
    expect(await overApi(calculator, facts)).toEqual(result);
    expect(await overMcp(calculator, facts)).toEqual(result);
  });
});
