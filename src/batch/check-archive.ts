/**
 * The door before an .xlsx file: an archive that would inflate to more than a table of a sensible size is refused.
 * @module
 */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { WenzhengError } from '../errors.ts';
import { createMarkupMeter, type MarkupFault } from './measure-markup.ts';

const largest = {
  entries: 1000,
  /** All parts inflated. The sheet itself is read as a stream and is never held. */
  totalBytes: 400 * 1024 * 1024,
  /** All other parts together (shared words, formats), which are held; each of their tags takes about 300 bytes. */
  heldBytes: 64 * 1024 * 1024,
  tags: 1_500_000,
};

/**
 * Sizes are what the archive declares; a part that inflates to more is refused by the reader.
 * @returns the number of sheets.
 * @throws WenzhengError input_invalid
 */
export async function checkArchive(file: string, bytes: Buffer): Promise<number> {
  const refuse = (reason: string) =>
    new WenzhengError('input_invalid', `${file} ${reason}，没有读取，请另存为 CSV 后再试。`);
  if (bytes.readUInt16BE(0) === 0xd0cf) throw refuse('是旧版 Excel 或者加了密码的文件');
  let sheets = 0;
  let tags = 0;
  let total = 0;
  let held = 0;
  try {
    const archive = await fromBufferPromise(bytes, { lazyEntries: true });
    if (archive.entryCount > largest.entries) throw refuse(`里有${archive.entryCount}个部分，多得不正常`);
    for await (const entry of archive.eachEntry()) {
      total += entry.uncompressedSize;
      if (total > largest.totalBytes) throw refuse('解压后太大');
      // The reader takes a size of 0 for "not stated".
      if (entry.uncompressedSize === 0 && entry.compressedSize > 2)
        throw refuse('的压缩内容和它写的大小不符');
      const isSheet = /(?:^|\/)worksheets\/[^/]+\.xml$/i.test(entry.fileName);
      if (!isSheet && !/\.(?:xml|rels)$/i.test(entry.fileName)) continue;
      const measured = await measure(archive, entry);
      if (measured.fault !== null) throw refuse(`里${measured.fault}`);
      if (isSheet) {
        sheets += 1;
        continue;
      }
      tags += measured.tags;
      held += measured.bytes;
      if (tags > largest.tags || held > largest.heldBytes) throw refuse('里不同的文字太多');
      if (entry.fileName.endsWith('.rels') && isPassedOff(await textOf(archive, entry)))
        throw refuse('的内部结构不对');
    }
  } catch (error) {
    if (error instanceof WenzhengError) throw error;
    throw new WenzhengError(
      'input_invalid',
      `${file} 不是 .xlsx 表格或者已损坏，请用 Excel 或 WPS 重新另存。`,
      {
        cause: error,
      },
    );
  }
  return sheets;
}

/**
 * A sheet that is passed off as another part would be held as a whole, and a part that is not called .xml would be read
 * without having been measured.
 */
function isPassedOff(relationships: string): boolean {
  const elements = relationships.match(/<[\w:]*Relationship\s(?:[^"'>]|"[^"]*"|'[^']*')*>/g) ?? [];
  return elements.some((element) => {
    if (/TargetMode\s*=\s*["']External/.test(element)) return false;
    const isSheet = /Type\s*=\s*["'][^"']*\/worksheet["']/.test(element);
    const isRead =
      isSheet || /Type\s*=\s*["'][^"']*(?:&|(?:officeDocument|sharedStrings|styles)["'])/.test(element);
    if (isRead && !/Target\s*=\s*["'][^"'&]*\.xml["']/i.test(element)) return true;
    return !isSheet && /Target\s*=\s*["'][^"']*(?:worksheets|&)/i.test(element);
  });
}

async function textOf(archive: ZipFile, entry: Entry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

interface Measured {
  readonly bytes: number;
  readonly tags: number;
  readonly fault: MarkupFault | null;
}

/** Inflates a part once and holds nothing of it; ends at the first fault. */
async function measure(archive: ZipFile, entry: Entry): Promise<Measured> {
  const meter = createMarkupMeter();
  let tags = 0;
  let bytes = 0;
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    for (let at = chunk.indexOf('<'); at >= 0; at = chunk.indexOf('<', at + 1)) tags += 1;
    const fault = meter(chunk);
    if (fault !== null) return { bytes, tags, fault };
  }
  return { bytes, tags, fault: null };
}
