/**
 * One structured line an event on stderr. Questions and answers are never logged: what residents ask is theirs.
 * @module
 */
import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';
import type { Config } from './config.ts';

export type Logger = PinoLogger;

/** Fields that hold what a person wrote or was told, or a credential; removed at the top and one level down. */
const hiddenFields = [
  'q',
  'question',
  'answer',
  'text',
  'context',
  'body',
  'token',
  'secret',
  'password',
  'apiKey',
  'authorization',
  'cookie',
];

/** A Telegram token or an API key that a library put into the text of an error message. */
const credential = /(?<!\d)\d{6,}:[\w-]{30,}|\bsk-[\w-]{16,}/g;

/**
 * @param level Lowest level that is written (WENZHENG_LOG_LEVEL).
 * @param destination For tests; stderr otherwise, written at once so that the last line of a crash is there.
 */
export function createLogger(level: Config['WENZHENG_LOG_LEVEL'], destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: hiddenFields.flatMap((field) => [field, `*.${field}`, `*.headers.${field}`]),
        remove: true,
      },
      hooks: { streamWrite: (line) => line.replace(credential, '[secret]') },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** What of an exception may be logged: its name and where it arose, not its message. */
export function faultOf(error: unknown): { fault: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { fault: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { fault: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
