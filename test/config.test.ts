import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  describeVariable,
  forgetForeignSwitches,
  loadConfig,
  packageRoot,
  readEnvironment,
  variableNames,
} from '../src/config.ts';
import { WenzhengError } from '../src/errors.ts';

const names = variableNames.toSorted();

function messageOf(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof WenzhengError && error.code === 'config_invalid') return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'wenzheng-env-'));
}

describe('the settings', () => {
  it('need nothing at all', () => {
    expect(loadConfig({})).toEqual({
      TELEGRAM_API_ROOT: 'https://api.telegram.org',
      WENZHENG_HOST: '127.0.0.1',
      WENZHENG_PORT: 3000,
      WENZHENG_TRUST_PROXY: false,
      WENZHENG_DATA_DIR: join(packageRoot, 'var'),
      WENZHENG_QUESTION_BANK: true,
      WENZHENG_LOG_LEVEL: 'info',
      WENZHENG_TELEGRAM_RATE: 30,
      WENZHENG_TELEGRAM_CHAT_RATE: 60,
      WENZHENG_OFFICE_HOURS: '1-5 08:30-12:00 14:30-17:30',
      WENZHENG_HANDOVER_MINUTES: 30,
      WENZHENG_RETENTION_DAYS: 180,
      WENZHENG_AUDIT_DAYS: 1095,
      WENZHENG_OIDC_CLAIM: 'preferred_username',
      WENZHENG_SEND_TO_MODEL: false,
      WENZHENG_MODEL_TIMEOUT: 20,
      WENZHENG_MODEL_DAILY_TOKENS: 2_000_000,
      WENZHENG_MODEL_USER_TOKENS: 100_000,
    });
  });

  it('take a variable that is set to nothing as not set, and ignore those that they do not know', () => {
    expect(loadConfig({ WENZHENG_PORT: ' ', DATABASE_URL: '', WENZHENG_COLOUR: 'red' })).toEqual(
      loadConfig({}),
    );
  });

  it('turn text into numbers, truth values and absolute folders', () => {
    const config = loadConfig({
      WENZHENG_PORT: '8080',
      WENZHENG_QUESTION_BANK: 'off',
      WENZHENG_EMBEDDING_DIMENSIONS: '1024',
      WENZHENG_DATA_DIR: 'data',
      OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1/',
    });
    expect(config).toMatchObject({
      WENZHENG_PORT: 8080,
      WENZHENG_QUESTION_BANK: false,
      WENZHENG_EMBEDDING_DIMENSIONS: 1024,
      WENZHENG_DATA_DIR: join(process.cwd(), 'data'),
      OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1',
    });
  });

  it.each([
    ['WENZHENG_PORT', 'abc'],
    ['WENZHENG_PORT', '65536'],
    ['WENZHENG_PORT', '-1'],
    ['WENZHENG_RETENTION_DAYS', '0'],
    ['WENZHENG_OFFICE_HOURS', '8-17'],
    ['WENZHENG_STAFF_CHAT', '@group'],
    ['WENZHENG_TELEGRAM_RATE', '0'],
    ['WENZHENG_HOST', 'http://localhost'],
    ['WENZHENG_API_HOSTS', 'https://api.example.gov.cn'],
    ['WENZHENG_LOG_LEVEL', 'loud'],
    ['WENZHENG_QUESTION_BANK', 'yes'],
    ['WENZHENG_EMBEDDING_DIMENSIONS', '0'],
    ['WENZHENG_SEND_TO_MODEL', 'true'],
    ['WENZHENG_MODEL_TIMEOUT', '0'],
    ['WENZHENG_MODEL_TIMEOUT', '301'],
    ['WENZHENG_MODEL_USER_TOKENS', '1e6'],
    ['OPENAI_BASE_URL', 'localhost:8000'],
    ['TELEGRAM_WEBHOOK_URL', 'ftp://example.org'],
    ['TELEGRAM_WEBHOOK_URL', 'http://example.gov.cn/telegram'],
    ['TELEGRAM_WEBHOOK_URL', 'http://localhost.example.org'],
    ['TELEGRAM_WEBHOOK_URL', 'https://'],
    ['WENZHENG_OIDC_ISSUER', 'http://sso.example.gov.cn'],
    ['WENZHENG_OIDC_ISSUER', 'http://localhost.example.org'],
    ['WENZHENG_OIDC_CLAIM', 'preferred username'],
  ] as const)('name the variable, its value and what is allowed: %s=%s', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toContain(name);
    expect(message).toContain(value);
    expect(message).toContain(describeVariable(name).allowed);
    expect(message).not.toMatch(/改为\w/);
    expect(message).not.toContain('\n');
  });

  it.each(['https://example.gov.cn/telegram', 'http://127.0.0.1:8080/telegram', 'http://localhost:8080'])(
    'take a webhook that Telegram can send to, or one of this machine: %s',
    (address) => {
      expect(loadConfig({ TELEGRAM_WEBHOOK_URL: `${address}/` }).TELEGRAM_WEBHOOK_URL).toBe(address);
    },
  );

  it.each([
    ['TELEGRAM_BOT_TOKEN', 'not a token'],
    ['TELEGRAM_WEBHOOK_SECRET', '口令'],
    ['DATABASE_URL', 'mysql://user:hunter2@host/base'],
    ['WENZHENG_SECRET', 'too short'],
  ])('never repeat a credential, even a wrong one: %s', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toContain(name);
    expect(message).not.toContain(value);
  });

  it('keep credentials out of print, JSON and inspection', () => {
    const config = loadConfig({
      DATABASE_URL: 'postgres://user:hunter2@host/base',
      OPENAI_API_KEY: 'hunter2',
    });
    expect([String(config.DATABASE_URL), JSON.stringify(config), inspect(config)].join()).not.toContain(
      'hunter2',
    );
    expect(config.DATABASE_URL?.reveal()).toBe('postgres://user:hunter2@host/base');
  });
});

describe('what libraries for models would read by themselves', () => {
  it('is taken away: nothing is traced, printed or sent elsewhere', () => {
    const env: NodeJS.ProcessEnv = {
      LANGSMITH_TRACING: 'true',
      LANGCHAIN_TRACING_V2: 'true',
      LANGSMITH_GATEWAY: 'true',
      LANGSMITH_API_KEY: 'key',
      OPENAI_LOG: 'debug',
      OPENAI_CUSTOM_HEADERS: 'x: y',
      OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1',
      OPENAI_API_KEY: 'key',
    };
    forgetForeignSwitches(env);
    expect(Object.keys(env)).toEqual(['OPENAI_BASE_URL', 'OPENAI_API_KEY']);
  });
});

describe('the .env file', () => {
  it('is not needed', () => {
    expect(readEnvironment(newFolder())).toBe(process.env);
  });

  it('completes the environment, which wins', () => {
    const directory = newFolder();
    writeFileSync(join(directory, '.env'), '\uFEFFWENZHENG_PORT=8080 # web\r\nPATH=/nowhere\r\n');
    const env = readEnvironment(directory);
    expect(env['WENZHENG_PORT']).toBe('8080');
    expect(env['PATH']).toBe(process.env['PATH']);
  });

  it('is named when it cannot be read', () => {
    const directory = newFolder();
    mkdirSync(join(directory, '.env'));
    expect(() => readEnvironment(directory)).toThrow(join(directory, '.env'));
  });
});

describe('what is written about the settings', () => {
  const example = readFileSync(join(packageRoot, '.env.example'), 'utf8');

  it('.env.example lists exactly the variables of the schema, each under a comment, none with a value', () => {
    const listed = parseEnv(example);
    expect(Object.keys(listed).sort()).toEqual(names);
    expect(Object.values(listed).join('')).toBe('');
    for (const name of names) expect(example).toMatch(new RegExp(`^# .*\\n${name}=$`, 'm'));
  });

  it.each(['README.md', 'README.en.md'])(
    'the table of %s lists exactly the variables of the schema',
    (file) => {
      const rows = readFileSync(join(packageRoot, file), 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm);
      const listed: string[] = [...rows].map((row) => row[1] ?? '');
      expect(listed.sort()).toEqual(names);
    },
  );
});
