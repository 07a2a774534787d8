/**
 * What a file is, told by its first bytes and not by its name. What is none of the four kinds is refused here, each kind
 * with its own remedy.
 * @module
 */
import { refuseFile } from './refuse-file.ts';

export type FileKind = 'txt' | 'docx' | 'pdf' | 'html';

/** 某市公报.pdf → 《某市公报.pdf》, cut where it is long; never a path. */
export function shownName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}《》]/gu, '').trim();
  if (plain === '') return '这个文件';
  return `《${plain.length > 60 ? `${plain.slice(0, 40)}…${plain.slice(-12)}` : plain}》`;
}

/** `docx` stands for any ZIP archive that may be one: what is inside is told by the reader. @throws WenzhengError file_unreadable */
export function fileKind(name: string, bytes: Uint8Array): FileKind {
  const shown = shownName(name);
  const start = latin(bytes, 0, 1024);
  if (isBlank(bytes)) throw refuseFile(`${shown}是空的，请检查文件后重新上传。`);
  if (start.startsWith('PK\x03\x04')) return 'docx';
  if (start.startsWith('PK\x05\x06')) throw refuseFile(`${shown}是空的压缩包，请上传公报文件本身。`);
  const foreign = foreignKind(start, bytes);
  if (foreign !== null) throw refuseFile(`${shown}${foreign}`);
  if (/^(?:\xef\xbb\xbf)?\s{0,64}%PDF-/.test(start)) return 'pdf';
  // Some programs put a few lines before the head of a PDF; a text that only speaks of PDF has no objects.
  if (start.includes('%PDF-') && /\d+ \d+ obj\b/.test(latin(bytes, 0, 65_536))) return 'pdf';
  return isHtml(name, bytes) ? 'html' : 'txt';
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

const saveAsDocx = '请用 Word 或 WPS 打开后另存为 .docx 再上传。';
const scanned = '图片里的文字读不出来，请先做文字识别，再存为 .docx 或 .txt 上传。';

const pictures = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*'];
const archives = ['Rar!', '7z\xbc\xaf', '\x1f\x8b', 'BZh', '\xfd7zXZ'];
const programs = ['\x7fELF', 'MZ\x90\0', '#!/'];

function foreignKind(start: string, bytes: Uint8Array): string | null {
  const begins = (marks: readonly string[]) => marks.some((mark) => start.startsWith(mark));
  if (begins(['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'])) return compoundKind(bytes);
  if (begins(['{\\rtf'])) return `是 RTF 文件，${saveAsDocx}`;
  if (begins(pictures) || isNewerPicture(start)) return `是图片，${scanned}`;
  if (begins(['AT&TFORM'])) return `是 DjVu 扫描件，${scanned}`;
  if (begins(archives) || start.slice(257, 262) === 'ustar') return '是压缩包，请解压后上传里面的公报文件。';
  if (begins(['HN\0', 'KDH ', 'CAJ\0', 'TEB\0']))
    return '是 CAJ 文件，请用阅读器导出为文字版 PDF 或 .txt 再上传。';
  if (begins(programs)) return '是程序，不是公报，请上传公报文件。';
  if (/^(?:[\w-]{1,40}:[^\n]{0,400}\n){0,12}?(?:MIME-Version:|Content-Type:\s{0,9}multipart\/)/i.test(start))
    return '是网页存档（MHT），请用浏览器打开后另存为“仅 HTML”的网页，或把文字复制到 .txt 再上传。';
  return null;
}

function isNewerPicture(start: string): boolean {
  if (start.startsWith('BM') && start.slice(6, 10) === '\0\0\0\0') return true;
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return true;
  return start.slice(4, 8) === 'ftyp' && ['heic', 'heix', 'mif1', 'avif'].includes(start.slice(8, 12));
}

/** OLE compound files: old Office and WPS documents, and encrypted new ones. The names of their streams tell which. */
function compoundKind(bytes: Uint8Array): string {
  const holds = (stream: string) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage') || holds('EncryptionInfo'))
    return '加了密码，请打开后取消密码，另存为没有密码的 .docx 再上传。';
  if (holds('Workbook') || holds('Book')) return '是旧版 Excel 表格，请把公报文字存为 .docx 或 .txt 再上传。';
  if (holds('PowerPoint Document')) return '是旧版演示文稿，请把公报文字存为 .docx 或 .txt 再上传。';
  return `是旧版 Word（.doc）或 WPS 文件，${saveAsDocx}`;
}

const opensHtml =
  /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^]{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|table|article|main|section|center|font|h[1-6]|p|span|ul|ol)\b/i;

/**
 * Gazette texts too hold a tag here and there (`<p>` in cells, left by conversion): only what begins with a tag is HTML,
 * or what is called so and holds tags.
 */
function isHtml(name: string, bytes: Uint8Array): boolean {
  const start = withoutZeros(latin(bytes, 0, 65_536)).replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  if (opensHtml.test(start)) return true;
  return /\.x?html?$/i.test(name.trim()) && /<[a-z][^<>]*>/i.test(start);
}

/** UTF-16 shows as Latin letters with zeros between them. */
function withoutZeros(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1');
}

const endings: Readonly<Record<string, FileKind>> = {
  txt: 'txt',
  text: 'txt',
  md: 'txt',
  docx: 'docx',
  docm: 'docx',
  pdf: 'pdf',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
};

const kindNames: Readonly<Record<FileKind, string>> = {
  txt: '文本',
  docx: 'Word（docx）',
  pdf: 'PDF',
  html: '网页（HTML）',
};

/** A sentence where the ending of the name says something else than the content; null where both agree. */
export function mismatch(name: string, kind: FileKind): string | null {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase();
  if (ending === undefined || endings[ending] === kind) return null;
  return `文件名以 .${ending} 结尾，内容却是${kindNames[kind]}，已经按${kindNames[kind]}来读，请确认没有传错文件。`;
}
