import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readXlsx } from '../../../../src/batch/read-xlsx.ts';
import { serveDesk } from '../../../support/desk.ts';

it('hands editors the knowledge base as a file, and the record of actions tells it', async () => {
  const desk = await serveDesk();
  const editor = await desk.signedIn('editor');
  const { text } = await editor.get('/desk/export');
  expect(text).toContain('共1条');
  expect(text).toContain('全部合录入规则');
  const response = await desk.http.request('/desk/export', {
    method: 'POST',
    headers: {
      Accept: 'text/html',
      'Content-Type': 'application/x-www-form-urlencoded',
      Cookie: [...editor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    body: new URLSearchParams({ csrf: editor.csrf, part: '0', format: 'xlsx' }).toString(),
  });
  expect(response.headers.get('Content-Type')).toContain('spreadsheetml');
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-desk-export-'));
  const file = join(folder, 'one.xlsx');
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const titles: unknown[] = [];
  for await (const { cells } of readXlsx(file, () => {})) titles.push(cells[1]);
  rmSync(folder, { recursive: true });
  expect(titles).toEqual(['标题', '清远市清新区人民政府办公室关于印发医疗救助办法的通知']);
  const [entry] = await desk.store.audit.list(1);
  expect(entry).toMatchObject({ action: 'export.knowledge', actor: editor.account.displayName });
});

it('has no other parts and formats than those of the page', async () => {
  const desk = await serveDesk();
  const editor = await desk.signedIn('editor');
  const wrong: Record<string, string>[] = [{ part: '1', format: 'csv' }, { part: '0', format: 'exe' }, {}];
  for (const fields of wrong) expect((await editor.post('/desk/export', fields)).status).toBe(404);
});
