import { describe, expect, it } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';

function logged(
  write: (logger: ReturnType<typeof createLogger>) => void,
  level: 'info' | 'warn' = 'info',
): string {
  let lines = '';
  write(createLogger(level, { write: (line) => (lines += line) }));
  return lines;
}

describe('the log', () => {
  it('is one JSON object a line with an ISO time, the level in words and the message', () => {
    const line = JSON.parse(logged((logger) => logger.info({ port: 3000 }, 'started')));
    expect(line).toMatchObject({ level: 'info', port: 3000, msg: 'started' });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('leaves out what is below its level', () => {
    expect(logged((logger) => logger.info('quiet'), 'warn')).toBe('');
  });

  it('never holds the text of a question or an answer', () => {
    const lines = logged((logger) => {
      logger.info({ q: '低保', answer: '低保' }, 'asked');
      logger.info({ body: { q: '低保' }, turn: { question: '低保', context: ['低保'] } }, 'asked');
    });
    expect(lines.match(/asked/g)).toHaveLength(2);
    expect(lines).not.toContain('低保');
  });

  it('never holds a credential, wherever it stands', () => {
    const token = '123456789:AAabcdefghijklmnopqrstuvwxyz-01234_5';
    const lines = logged((logger) => {
      logger.info(loadConfig({ TELEGRAM_BOT_TOKEN: token, OPENAI_API_KEY: 'hunter2' }), 'settings');
      logger.info({ req: { headers: { authorization: 'Bearer hunter2' } } }, 'request');
      logger.error(new Error(`invalid json at https://api.telegram.org/bot${token}/getMe`));
      logger.error(`sk-proj-abcdefghij0123456789`);
    });
    expect(lines.trim().split('\n')).toHaveLength(4);
    for (const credential of ['hunter2', token, 'abcdefghij0123456789'])
      expect(lines).not.toContain(credential);
  });
});
