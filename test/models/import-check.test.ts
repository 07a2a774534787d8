/** Without a model nothing of LangChain, of the OpenAI client or of our own code for models is loaded, whatever is started. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { packageRoot } from '../../src/config.ts';
import { runCli, startCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenzheng-imports-'));
const loaded = join(folder, 'loaded');
const index = ['--index', join(folder, 'index')];
const listing = pathToFileURL(join(packageRoot, 'test', 'support', 'list-modules.mjs')).href;
const listed = { NODE_OPTIONS: `--import ${listing}`, LOADED_MODULES: loaded };
/** A model is set, and nobody has allowed that anything is sent. */
const withoutConsent = {
  OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
  WENZHENG_CHAT_MODEL: 'chat',
  WENZHENG_EMBEDDING_MODEL: 'vectors',
  WENZHENG_RERANK_MODEL: 'ranker',
};

afterEach(() => rmSync(loaded, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function modules(): string[] {
  const all = readFileSync(loaded, 'utf8').split('\n');
  // The list is one: what the process surely loads stands in it.
  expect(all.filter((address) => address.includes('/dist/')).length).toBeGreaterThan(20);
  return all;
}

const ofModels =
  /node_modules\/(?:@langchain|langchain|langsmith|openai|cockatiel|js-tiktoken)\/|\/dist\/models\//;

/** What draws the charts of the administrator's overview: loaded with the first of them. */
const ofCharts = /node_modules\/(?:@observablehq|linkedom|d3(?:-[a-z-]+)?)\//;

describe('no code for models is loaded', () => {
  it.each([
    ['index', ['index', ...index]],
    ['doctor', ['doctor', ...index]],
  ])('by wenzheng %s', async (_name, args) => {
    await runCli(args, { env: { ...withoutConsent, ...listed, WENZHENG_DATA_DIR: join(folder, 'data') } });
    expect(modules().filter((address) => ofModels.test(address))).toEqual([]);
  });

  // The switches of the administrators are in the database, and there is nothing to switch where no model is set.
  it('nor anything of the database, by wenzheng ask', async () => {
    const data = join(folder, 'data');
    await runCli(['ask', '低保户住院能报几成', ...index], { env: { ...listed, WENZHENG_DATA_DIR: data } });
    const ofTheStore = /node_modules\/(?:kysely|@libsql|pg)\/|\/dist\/(?:store|controls)\//;
    expect(modules().filter((address) => ofModels.test(address) || ofTheStore.test(address))).toEqual([]);
  });

  it('by the server, also when it has answered', async () => {
    const server = startCli(['serve', ...index], {
      env: { ...listed, ...withoutConsent, WENZHENG_PORT: '0', WENZHENG_DATA_DIR: join(folder, 'data') },
    });
    const ended = new Promise((resolve) => server.once('close', resolve));
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (address !== undefined) resolve(address);
      });
      server.once('close', () => reject(new Error('the server ended')));
    });
    const response = await fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ q: '低保户住院能报几成' }),
    });
    expect(await response.json()).toMatchObject({ status: 'answered' });
    server.kill('SIGTERM');
    await ended;
    expect(modules().filter((address) => ofModels.test(address))).toEqual([]);
    expect(modules().filter((address) => ofCharts.test(address))).toEqual([]);
  });

  it('by a program that uses the application', async () => {
    const app = pathToFileURL(join(dirname(inject('cliPath')), 'app.js')).href;
    const program = `
      const { createApp } = await import(${JSON.stringify(app)});
      const app = await createApp({ corpusDir: ${JSON.stringify(join(packageRoot, 'corpus'))}, indexDir: ${JSON.stringify(index[1])} });
      process.stdout.write((await app.reply({ q: '低保户住院能报几成' })).status);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, ...listed },
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await new Promise((resolve) => child.once('close', resolve));
    expect(said).toBe('answered');
    expect(modules().filter((address) => ofModels.test(address))).toEqual([]);
  });
});
