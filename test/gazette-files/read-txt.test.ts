import { describe, expect, it } from 'vitest';
import { readGazetteFile } from '../../src/gazette-files/read-gazette-file.ts';

const sentence =
  '第一条 本办法所称补贴，是指区人民政府对种植户的补助。\n第二条 补贴标准为每亩100元，有效期至2030年12月31日。\n';

function read(bytes: Uint8Array, name = '公报.txt') {
  return readGazetteFile({ name, bytes });
}

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** 中文 in GB 18030, made by looking each character up in the decoder of the platform. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1)
      if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from(Array.from(text).flatMap((sign) => table.get(sign) ?? [sign.charCodeAt(0)]));
}

describe('reading a text file', () => {
  it.each([
    ['UTF-8', Buffer.from(sentence)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${sentence}`)],
    ['GB 18030', gb18030(sentence)],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(sentence, 'le')])],
    ['UTF-16 of the other order', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(sentence, 'be')])],
    ['UTF-16 without a mark', utf16(sentence, 'le')],
    ['UTF-16 of the other order without a mark', utf16(sentence, 'be')],
  ])('gives the same text for %s', async (_, bytes) => {
    const result = await read(bytes);
    expect(result.text).toBe(sentence);
    expect(result.kind).toBe('txt');
    expect(result.warnings).toEqual([]);
  });

  it('makes line ends alike and leaves out what nobody sees, with a sentence', async () => {
    const result = await read(Buffer.from('第一条 甲。\r\n第二条\u0007 乙。\r第三条\u202e 丙。\n'));
    expect(result.text).toBe('第一条 甲。\n第二条 乙。\n第三条 丙。\n');
    expect(result.warnings).toEqual([{ code: 'control_characters', message: '去掉了2个看不见的控制字符。' }]);
  });

  it('keeps full-width signs, combined characters and tags in cells as they are', async () => {
    const text = '１．甲\t<p>乙</p>\n\u0065\u0301 〔２０１８〕41号\n';
    expect((await read(Buffer.from(text))).text).toBe(text);
  });

  it('takes the digest of the bytes as they came', async () => {
    expect((await read(Buffer.from('abc 补贴'))).sha256).toBe(
      (await import('node:crypto')).createHash('sha256').update('abc 补贴').digest('hex'),
    );
  });

  it.each([
    ['nothing', Buffer.alloc(0), '《公报.txt》是空的，请检查文件后重新上传。'],
    ['zeros', Buffer.alloc(500), '《公报.txt》是空的，请检查文件后重新上传。'],
    [
      'Chinese in Big5, which GB 18030 turns into rare characters',
      Buffer.from('a4a4b5d8a5c1b0eaacb0a5fec5e9b0eaa5c1a4a7b0eaaeaaa1'.repeat(6), 'hex'),
      '《公报.txt》读出来是乱码，请用记事本另存为 UTF-8 编码的 .txt 再上传。',
    ],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      '《公报.txt》是图片，图片里的文字读不出来，请先做文字识别，再存为 .docx 或 .txt 上传。',
    ],
    [
      'RTF',
      Buffer.from('{\\rtf1 abc}'),
      '《公报.txt》是 RTF 文件，请用 Word 或 WPS 打开后另存为 .docx 再上传。',
    ],
    [
      'an old Word file',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('WordDocument', 'utf16le')]),
      '《公报.txt》是旧版 Word（.doc）或 WPS 文件，请用 Word 或 WPS 打开后另存为 .docx 再上传。',
    ],
    [
      'a Word file with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      '《公报.txt》加了密码，请打开后取消密码，另存为没有密码的 .docx 再上传。',
    ],
    [
      'a text with zeros',
      Buffer.from('第一条\0甲'.repeat(50)),
      '《公报.txt》不是文本文件，请上传 .txt、.docx、文字版 PDF 或网页文件。',
    ],
  ])('refuses %s with its own sentence', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'file_unreadable', message });
  });

  it('refuses what is larger than the limits', async () => {
    const bytes = Buffer.from(sentence.repeat(100));
    await expect(
      readGazetteFile({ name: '公报.txt', bytes }, { limits: { fileBytes: 1000 } }),
    ).rejects.toThrow('超过');
    await expect(
      readGazetteFile({ name: '公报.txt', bytes }, { limits: { characters: 1000 } }),
    ).rejects.toThrow('《公报.txt》超过1000字，请拆成几个文件再上传。');
  });

  it('keeps nobody waiting for a text of 20 MB that is too long', async () => {
    const bytes = Buffer.alloc(20_000_000, 'a');
    // Time of the processor, which other programs do not lengthen; what runs here runs beside everybody's requests.
    const before = process.cpuUsage();
    await expect(read(bytes)).rejects.toThrow('超过5000000字');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(500);
  });

  it('notices garbled parts of a long text wherever they are', async () => {
    const garbled = '锟斤拷烫屯葺'.repeat(100_000);
    await expect(read(Buffer.from(sentence + garbled + sentence))).rejects.toThrow('乱码');
  });

  it('shows of a name only its last part, without what could change how it reads', async () => {
    await expect(read(Buffer.alloc(0), '/etc/../公\u202e报\n.txt')).rejects.toThrow('《公报.txt》是空的');
  });
});
