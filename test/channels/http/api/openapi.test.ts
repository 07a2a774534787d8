import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiScopes } from '../../../../src/staff/api-tokens.ts';
import { type ServedDoors, serveDoors } from '../../../support/system-doors.ts';

const operationSchema = z.looseObject({
  operationId: z.string(),
  description: z.string(),
  responses: z.record(z.string(), z.unknown()),
});
const documentSchema = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

let doors: ServedDoors;
let text: string;
let document: z.infer<typeof documentSchema>;
beforeAll(async () => {
  doors = await serveDoors();
  const response = await doors.http.request('/api/openapi.json');
  text = await response.text();
  document = documentSchema.parse(JSON.parse(text));
});

describe('the OpenAPI document', () => {
  it('describes exactly the routes that are served', () => {
    const served = doors.http.routes
      .filter(({ path, method }) => path.startsWith('/api/v1/') && method !== 'ALL')
      .map(({ path, method }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual([...new Set(served)].toSorted());
    expect(described.length).toBe(8);
  });

  it('refers to nothing that it does not have', () => {
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (each) => each[1] ?? '',
    );
    expect(references.length).toBeGreaterThan(10);
    for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it('names the scope, the refusals and the version, and has the facts of every calculator', () => {
    for (const operations of Object.values(document.paths))
      for (const { description, responses } of Object.values(operations)) {
        expect(apiScopes.some((scope) => description.endsWith(`权限：${scope}`))).toBe(true);
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '429']));
      }
    expect(document.info.version).toBe('1.2.3');
    for (const { id, fields } of doors.app.schemes) {
      const schema = z
        .looseObject({ properties: z.record(z.string(), z.unknown()) })
        .parse(document.components.schemas[`facts-${id}`]);
      expect(Object.keys(schema.properties)).toEqual(fields.map(({ key }) => key));
    }
  });
});

describe('the page of the API', () => {
  it('shows every route without a script and without anything from elsewhere', async () => {
    const response = await doors.http.request('/api/docs');
    const page = await response.text();
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, { operationId }] of Object.entries(operations)) {
        expect(page).toContain(`${method.toUpperCase()} ${path}`);
        expect(page).toContain(`id="${operationId}"`);
      }
    expect(page).not.toMatch(/<script|style=|https?:\/\//);
  });
});
