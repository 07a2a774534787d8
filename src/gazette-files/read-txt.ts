/** Text files: UTF-8, GB 18030 (and so GBK), UTF-16. @module */
import type { FileLimits } from './limits.ts';
import { isRubbish, plainCharacters } from './plain-characters.ts';
import { type FileWarning, refuseFile } from './refuse-file.ts';

export interface ReadText {
  readonly text: string;
  readonly warnings: readonly FileWarning[];
  readonly pages: number | null;
}

/**
 * Runs beside everybody's requests: what takes long looks at a sample, or only at a text that is not too long.
 * @param shown The name as messages show it. @throws WenzhengError file_unreadable
 */
export function readTxt(
  bytes: Uint8Array,
  shown: string,
  { characters }: Pick<FileLimits, 'characters'>,
): ReadText {
  const decoded = decodeText(bytes);
  if (decoded === null)
    throw refuseFile(`${shown}的文字编码认不出来或者内容有损坏，请用记事本另存为 UTF-8 编码的 .txt 再上传。`);
  const { text, removed } = plainCharacters(decoded);
  if (text.length > characters) throw refuseFile(`${shown}超过${characters}字，请拆成几个文件再上传。`);
  if (removed > 20 && removed > text.length * 0.01)
    throw refuseFile(`${shown}不是文本文件，请上传 .txt、.docx、文字版 PDF 或网页文件。`);
  if (isRubbish(sampleOf(text)))
    throw refuseFile(`${shown}读出来是乱码，请用记事本另存为 UTF-8 编码的 .txt 再上传。`);
  const warnings: FileWarning[] = [];
  if (removed > 0)
    warnings.push({ code: 'control_characters', message: `去掉了${removed}个看不见的控制字符。` });
  return { text, warnings, pages: null };
}

/** By its mark where there is one; else UTF-8, UTF-16 where it shows, GB 18030. Nothing is replaced: null where nothing fits. */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode(bytes.subarray(3), 'utf-8');
  if (first === 0xff && second === 0xfe) return decode(bytes.subarray(2), 'utf-16le');
  if (first === 0xfe && second === 0xff) return decode(bytes.subarray(2), 'utf-16be');
  const utf8 = decode(bytes, 'utf-8');
  const hasZeros = bytes.includes(0);
  if (utf8 !== null && !hasZeros) return utf8;
  for (const encoding of ['utf-16le', 'utf-16be']) {
    if (bytes.length % 2 !== 0 || bytes.length < 4) break;
    const wide = decode(bytes, encoding);
    if (wide !== null && looksChinese(wide)) return wide;
  }
  if (utf8 !== null) return utf8;
  return hasZeros ? null : decode(bytes, 'gb18030');
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

const sampledPieces = 64;
const sampledCharacters = 4000;

/** A short text whole; of a long one pieces from beginning to end. */
function sampleOf(text: string): string {
  if (text.length <= sampledPieces * sampledCharacters) return text;
  const distance = (text.length - sampledCharacters) / (sampledPieces - 1);
  return Array.from({ length: sampledPieces }, (_, at) => {
    const from = Math.floor(at * distance);
    return text.slice(from, from + sampledCharacters);
  }).join('');
}

/** Any even number of bytes is UTF-16 of something; of Chinese it is only when line ends and usual characters show. */
function looksChinese(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const good = sample.match(/[\p{Script=Han}\p{P}\s\da-z]/giu)?.length ?? 0;
  return good > sample.length * 0.9 && /[\n\r，。]/.test(sample) && !isRubbish(sample);
}
