import { text as readAll } from 'node:stream/consumers';

/** A text for a resident or a colleague: the words of the command line, else the standard input, which may have lines. */
export async function readText(words: readonly string[], prompt: string): Promise<string> {
  if (words.length > 0) return words.join(' ');
  if (process.stdin.isTTY) process.stderr.write(`${prompt}（写完按 Ctrl+D）：\n`);
  return readAll(process.stdin);
}

/** The writer is told, because the resident reads something else than what was written. */
export function tellMasked(written: string, kept: string): void {
  if (kept.includes('【已隐去') && !written.includes('【已隐去'))
    process.stderr.write('内容里的手机号、证件号、卡号或邮箱已经隐去，居民看不到。\n');
}
