import type { FileLimits } from './limits.ts';
import type { ReadText } from './read-txt.ts';
import { refuseFile } from './refuse-file.ts';
// oxlint-disable-next-line require-await -- to come
export async function readPdf(_bytes: Uint8Array, shown: string, _limits: FileLimits): Promise<ReadText> {
  throw refuseFile(`${shown}是 PDF，暂时不能读，请另存为 .docx 再上传。`);
}
