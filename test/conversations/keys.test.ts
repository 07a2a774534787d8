import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { deriveKeys, keyedHash } from '../../src/conversations/derive-keys.ts';
import { findSecret, readSecret, secretFile } from '../../src/conversations/read-secret.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'wenzheng-secret-'));
const own = (dataDir: string) => ({ given: null, dataDir, sharesDatabase: false });

describe('the keys', () => {
  it('follow from the secret, and differ by what they are for', () => {
    const keys = deriveKeys('a secret of the tests');
    expect(keys).toEqual(deriveKeys('a secret of the tests'));
    expect(keys.hashing).toHaveLength(32);
    expect(keys.hashing.equals(keys.cookies)).toBe(false);
    expect(keys.hashing.equals(deriveKeys('another secret').hashing)).toBe(false);
  });

  it('hash people and chats apart, by channel', () => {
    const { hashing } = deriveKeys('a secret of the tests');
    const hashes = [
      keyedHash(hashing, 'user', 'telegram', '1001'),
      keyedHash(hashing, 'user', 'web', '1001'),
      keyedHash(hashing, 'chat', 'telegram', '1001'),
      keyedHash(hashing, 'user', 'telegram', '1002'),
      keyedHash(deriveKeys('another secret').hashing, 'user', 'telegram', '1001'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const hash of hashes) expect(hash).toMatch(/^[\w-]{32}$/);
  });
});

describe('the secret', () => {
  it('is the one that is given', () => {
    const dataDir = newFolder();
    expect(readSecret({ given: 'x'.repeat(16), dataDir, sharesDatabase: true })).toBe('x'.repeat(16));
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is made once, in a file that nobody else can read', () => {
    const dataDir = join(newFolder(), 'not', 'there');
    const secret = readSecret(own(dataDir));
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(readSecret(own(dataDir))).toBe(secret);
    expect(readdirSync(dataDir)).toEqual([secretFile]);
    expect(statSync(join(dataDir, secretFile)).mode & 0o777).toBe(0o600);
  });

  it('is not made by who only looks for it', () => {
    const dataDir = newFolder();
    expect(findSecret(own(dataDir))).toBeNull();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is the same for all that start at once', async () => {
    const dataDir = newFolder();
    const compiled = pathToFileURL(join(dirname(inject('cliPath')), 'conversations', 'read-secret.js')).href;
    const script = `const { readSecret } = await import(${JSON.stringify(compiled)});
      process.stdout.write(readSecret({ given: null, dataDir: ${JSON.stringify(dataDir)}, sharesDatabase: false }));`;
    const told = await Promise.all(
      Array.from({ length: 6 }, () => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
        let text = '';
        child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
        return new Promise<string>((resolve) => {
          child.once('close', () => resolve(text));
        });
      }),
    );
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toBe(readFileSync(join(dataDir, secretFile), 'utf8').trim());
    expect(readdirSync(dataDir)).toEqual([secretFile]);
  });

  it('has to be given where several machines share a database', () => {
    const settings = { given: null, dataDir: newFolder(), sharesDatabase: true };
    for (const read of [readSecret, findSecret])
      expect(() => read(settings)).toThrow(/DATABASE_URL.*WENZHENG_SECRET.*openssl rand -hex 32/);
  });

  it('is complained of when its file is cut off or cannot be read or written', () => {
    const dataDir = newFolder();
    writeFileSync(join(dataDir, secretFile), 'short');
    expect(() => readSecret(own(dataDir))).toThrow(/不完整.*备份/);
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    expect(() => readSecret(own(file))).toThrow(/口令文件/);
  });
});
