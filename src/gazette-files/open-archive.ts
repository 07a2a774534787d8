/**
 * The archive that a Word file is. Parts are inflated one by one, in memory, never to a path; an archive that would
 * inflate to more than the limits is refused by what it declares, and a part that inflates to more than it declares while
 * it is read.
 * @module
 */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { WenzhengError } from '../errors.ts';
import type { FileLimits } from './limits.ts';
import { refuseFile } from './refuse-file.ts';

export interface Archive {
  readonly names: ReadonlySet<string>;
  /** Null where there is no such part. */
  read(name: string): Promise<Uint8Array | null>;
}

/** Small archives may be made of a few repeated lines. */
const anyRatioBytes = 1024 * 1024;

/** @throws WenzhengError file_unreadable */
export async function openArchive(bytes: Uint8Array, limits: FileLimits, shown: string): Promise<Archive> {
  try {
    const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
    });
    const entries = await listEntries(archive, bytes.length, limits, shown);
    return {
      names: new Set(entries.keys()),
      async read(name) {
        const entry = entries.get(name);
        if (entry === undefined) return null;
        try {
          return await inflate(archive, entry);
        } catch (cause) {
          throw refuseFile(`${shown}已损坏，打不开其中的 ${name}，请用 Word 或 WPS 重新另存后上传。`, cause);
        }
      },
    };
  } catch (error) {
    if (error instanceof WenzhengError) throw error;
    throw refuseFile(`${shown}已损坏或者没有传完整，请用 Word 或 WPS 重新另存后上传。`, error);
  }
}

async function listEntries(
  archive: ZipFile,
  size: number,
  limits: FileLimits,
  shown: string,
): Promise<ReadonlyMap<string, Entry>> {
  if (archive.entryCount > limits.archiveEntries)
    throw refuseFile(
      `${shown}里有${archive.entryCount}个部分，多得不正常，请用 Word 或 WPS 重新另存后上传。`,
    );
  const entries = new Map<string, Entry>();
  let inflated = 0;
  for await (const entry of archive.eachEntry()) {
    if (entry.isEncrypted()) throw refuseFile(`${shown}加了密码，请取消密码后重新上传。`);
    inflated += entry.uncompressedSize;
    if (inflated > limits.inflatedBytes)
      throw refuseFile(
        `${shown}解压后超过 ${Math.floor(limits.inflatedBytes / 1024 / 1024)} MB，没有读取，请删去图片或拆成几个文件再上传。`,
      );
    if (entries.has(entry.fileName))
      throw refuseFile(`${shown}的内部结构不对（同名的部分有两个），请用 Word 或 WPS 重新另存后上传。`);
    entries.set(entry.fileName, entry);
  }
  if (inflated > anyRatioBytes && inflated > size * limits.inflationRatio)
    throw refuseFile(`${shown}的压缩比例不正常，没有读取，请用 Word 或 WPS 重新另存后上传。`);
  return entries;
}

/** yauzl ends the stream with an error where a part does not inflate to the size that it declares. */
async function inflate(archive: ZipFile, entry: Entry): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of await archive.openReadStreamPromise(entry))
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
