import { deflateSync } from 'node:zlib';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { WenzhengError } from '../../src/errors.ts';
import type { FileLimits } from '../../src/gazette-files/limits.ts';
import { readGazetteFile } from '../../src/gazette-files/read-gazette-file.ts';
import { zipArchive } from '../batch/zip-archive.ts';
import { docxOf, paragraph } from '../support/gazette-files/make-docx.ts';
import { pdfOf } from '../support/gazette-files/plain-pdf.ts';

const oneSentence = /^[^。！？\n]*《[^》]+》[^。！？\n]*。$/;

function read(name: string, bytes: Uint8Array, limits: Partial<FileLimits> = {}) {
  return readGazetteFile({ name, bytes }, { limits: { milliseconds: 20_000, ...limits } });
}

/** The sentence of the refusal; fails where the file is read. */
async function refusal(name: string, bytes: Uint8Array, limits: Partial<FileLimits> = {}): Promise<string> {
  const error: unknown = await read(name, bytes, limits).then(
    (result) => new Error(`was read: ${result.text.slice(0, 80)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof WenzhengError)) throw error;
  expect(error.code).toBe('file_unreadable');
  expect(error.message).toMatch(oneSentence);
  return error.message;
}

/** The text, or the sentence of the refusal; whatever else happens fails the test. */
async function textOrRefusal(name: string, bytes: Uint8Array, limits: Partial<FileLimits> = {}) {
  try {
    return (await read(name, bytes, limits)).text;
  } catch (error) {
    if (error instanceof WenzhengError && oneSentence.test(error.message)) return error.message;
    throw error;
  }
}

const documentWith = (xml: string) =>
  zipArchive([
    { name: '[Content_Types].xml', text: '<Types/>' },
    { name: 'word/document.xml', text: xml },
  ]);
const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const bodyOf = (text: string) =>
  `<w:document ${main}><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;

const leftFiles = () => [...readdirSync(tmpdir()), ...readdirSync(process.cwd())];
const before = leftFiles();

describe('a hostile Word file', () => {
  it('that inflates to more than the limit is not inflated', async () => {
    const bomb = docxOf(paragraph('一'.repeat(24 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusal('a.docx', bomb)).toContain('解压后超过 60 MB');
  });

  it('that is packed more tightly than text can be is refused', async () => {
    expect(await refusal('a.docx', docxOf(paragraph('一'.repeat(2_000_000))))).toContain('压缩比例不正常');
  });

  it('that lies about its sizes is refused while it inflates', async () => {
    const lying = zipArchive([
      { name: '[Content_Types].xml', text: '<Types/>' },
      { name: 'word/document.xml', text: bodyOf('一'.repeat(5_000_000)), declared: 500 },
    ]);
    expect(await refusal('a.docx', lying)).toContain('已损坏');
  });

  it('with an archive in the archive leaves that closed', async () => {
    const nested = docxOf(paragraph('第一条 正文。'), {
      others: [
        { name: 'word/embeddings/a.zip', text: zipArchive([{ name: 'x', text: '0' }]).toString('latin1') },
      ],
    });
    expect((await read('a.docx', nested)).text).toBe('第一条 正文。\n');
  });

  it.each([
    ['billion laughs', `<!DOCTYPE a [<!ENTITY b "哈"><!ENTITY c "&b;&b;&b;&b;">]>${bodyOf('&c;')}`],
    ['an external entity', `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${bodyOf('&b;')}`],
    ['an unknown entity', bodyOf('&b;')],
    ['XML that ends in the middle', bodyOf('第一条').slice(0, -20)],
  ])('with %s is refused', async (_, xml) => {
    expect(await refusal('a.docx', documentWith(xml))).toContain('内部结构不对');
  });

  it.each(['../../etc/cron.d/a', '/etc/passwd', 'word\\..\\..\\a', 'C:/a'])(
    'with a part called %s is refused or leaves it alone, and writes nothing',
    async (name) => {
      const others = [{ name, text: 'x' }];
      const said = await textOrRefusal('a.docx', docxOf(paragraph('正文。'), { others }));
      expect(['正文。\n', '《a.docx》已损坏或者没有传完整，请用 Word 或 WPS 重新另存后上传。']).toContain(
        said,
      );
    },
  );

  it('with the same part twice, or with thousands of parts, is refused', async () => {
    const twice = docxOf(paragraph('甲'), { others: [{ name: 'word/document.xml', text: bodyOf('乙') }] });
    expect(await refusal('a.docx', twice)).toContain('同名');
    const many = Array.from({ length: 2001 }, (_, index) => ({ name: `word/media/${index}.xml`, text: '' }));
    expect(await refusal('a.docx', docxOf(paragraph('甲'), { others: many }))).toContain('多得不正常');
  });

  it('with elements inside one another without end is refused', async () => {
    const cells = 600;
    const nested = `${'<w:tbl><w:tr><w:tc>'.repeat(cells)}${paragraph('底')}${'</w:tc></w:tr></w:tbl>'.repeat(cells)}`;
    expect(await refusal('a.docx', docxOf(nested))).toContain('过于庞大');
  });

  it('with more text than the limit is refused', async () => {
    const sentence = Array.from({ length: 3000 }, (_, index) =>
      paragraph(`第${index}条 补贴${index * 7919}元。`),
    );
    expect(await refusal('a.docx', docxOf(sentence.join('')), { characters: 10_000 })).toContain(
      '超过10000字',
    );
  });

  it('whose styles are based on themselves, and whose cells are wider than any table, is read', async () => {
    const circle = '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>';
    const wide = `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>${paragraph('甲', '<w:pStyle w:val="a"/>')}</w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr></w:tbl>`;
    const { text } = await read('a.docx', docxOf(wide, { styles: circle }));
    expect(text.replace(/\t+/g, '\t')).toBe('甲\t乙\n');
  });

  it.each([
    ['xl/workbook.xml', 'Excel'],
    ['ppt/presentation.xml', '演示文稿'],
    ['OFD.xml', 'OFD'],
    ['a.txt', '压缩包'],
  ])('that is no Word file but holds %s is told so', async (name, word) => {
    expect(await refusal('a.docx', zipArchive([{ name, text: '<a/>' }]))).toContain(word);
  });
});

describe('a hostile PDF', () => {
  it('with a script, an opening action and an attached file gives its text, with a sentence', async () => {
    const bytes = pdfOf(['Subsidy rules of 2026'], {
      catalog:
        '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 3 0 R >> >>] >> >>',
    });
    const result = await read('a.pdf', bytes);
    expect(result.text).toContain('Subsidy rules of 2026');
    expect(result.warnings.map(({ code }) => code)).toEqual(['embedded', 'active_content']);
  });

  it('with a password is refused', async () => {
    const bytes = pdfOf(['secret'], {
      trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> /P -4 >> /ID [<00> <00>]`,
    });
    expect(await refusal('a.pdf', bytes)).toContain('加了密码');
  });

  it('without pages, without text, or cut short is refused', async () => {
    expect(await refusal('a.pdf', pdfOf([]))).toMatch(/一页也没有|已损坏/);
    expect(await refusal('a.pdf', pdfOf(['']))).toContain('没有文字');
    expect(await refusal('a.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<'))).toContain('已损坏');
  });

  it('whose streams inflate without end is ended', async () => {
    const bomb = deflateSync(Buffer.alloc(400 * 1024 * 1024, 0x20), { level: 9 });
    const message = await refusal('a.pdf', pdfOf([bomb]), { processMegabytes: 300, milliseconds: 10_000 });
    expect(message).toMatch(/内存|没有读完|没有文字|读不出来/);
  });

  it('of more pages than the limit is refused', async () => {
    expect(await refusal('a.pdf', pdfOf(['a', 'b', 'c']), { pages: 2 })).toContain('有3页');
  });

  it('of a million objects is read or refused within the time', async () => {
    const objects = '9 0 obj\n1\nendobj\n'.repeat(1_000_000);
    const bytes = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.from(objects),
      pdfOf(['text']).subarray(9),
    ]);
    expect(await textOrRefusal('a.pdf', bytes, { milliseconds: 15_000 })).toMatch(/text|没有读完|已损坏/);
  });

  it('that is an archive too is taken for what it begins with', async () => {
    const zip = docxOf(paragraph('甲'));
    const pdf = pdfOf(['Subsidy rules']);
    expect((await read('a.pdf', Buffer.concat([pdf, zip]))).kind).toBe('pdf');
    expect((await read('a.docx', zip)).kind).toBe('docx');
  });
});

describe('a hostile web page', () => {
  it('runs nothing and shows nothing of what is hidden', async () => {
    const page =
      '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><style>.secret{display:none}</style>' +
      '<script>throw 1</script><iframe src="http://127.0.0.1:9/">框</iframe><svg onload="alert(1)"><text>图</text></svg>' +
      '<p onclick="alert(1)">第一条 补贴100元。</p><p class="secret">第二条 补贴900元。</p><p style="display:none">第三条</p><p hidden>第四条</p><!-- 第五条 -->' +
      '<noscript>第六条</noscript><template>第七条</template>';
    const result = await read('a.html', Buffer.from(page));
    expect(result.text).toBe('第一条 补贴100元。\n');
    expect(result.warnings.map(({ code }) => code)).toEqual(['active_content', 'hidden']);
  });

  it('cannot choose an encoding that hides markup', async () => {
    const page = '<html><meta charset="utf-7"><p>+ADw-script+AD4-补贴</p></html>';
    expect((await read('a.html', Buffer.from(page))).text).toBe('+ADw-script+AD4-补贴\n');
  });

  it('of elements inside one another without end is refused in time', async () => {
    expect(await refusal('a.html', Buffer.from(`<html>${'<div>'.repeat(50_000)}甲`))).toContain('过于庞大');
    expect(await refusal('a.html', Buffer.from(`<html>${'<table><tr><td>'.repeat(3000)}甲`))).toContain(
      '过于庞大',
    );
  });

  it('whose cells claim millions of places is read without making them', async () => {
    const page = `<html><table>${'<tr><td rowspan=65000 colspan=1000>甲</td></tr>'.repeat(300)}</table></html>`;
    expect((await textOrRefusal('a.html', Buffer.from(page))).length).toBeLessThan(200_000);
  });

  it('with one huge cell is read or refused by its length', async () => {
    const page = `<html><table><tr><td>甲</td><td>${'补贴标准。'.repeat(100_000)}</td></tr></table></html>`;
    expect((await read('a.html', Buffer.from(page))).text.length).toBeGreaterThan(500_000);
    expect(await refusal('a.html', Buffer.from(page), { characters: 100_000 })).toContain('超过100000字');
  });
});

describe('the limits of reading', () => {
  it('end a file that takes too long, and one that is no longer wanted', async () => {
    const long = Buffer.from(`<html>${'<p>第一条 补贴。</p>'.repeat(200_000)}`);
    expect(await refusal('a.html', long, { milliseconds: 1 })).toContain('还没有读完');
    const stop = new AbortController();
    const reading = readGazetteFile({ name: 'a.html', bytes: long }, { signal: stop.signal });
    stop.abort();
    await expect(reading).rejects.toThrow('没有读完就停下了');
  });

  it('end a file that takes too much memory, and the next one is read', async () => {
    const heavy = Buffer.from(`<html>${'<p>a</p>'.repeat(900_000)}`);
    expect(await refusal('a.html', heavy, { heapMegabytes: 24 })).toMatch(/内存/);
    expect((await read('a.html', Buffer.from('<html><p>甲'))).text).toBe('甲\n');
  });
});

describe('reading hostile files', () => {
  it('leaves no file behind, neither where it runs nor among the temporary ones', () => {
    const left = leftFiles().filter((name) => !before.includes(name));
    expect(left.filter((name) => /gazette|pdf|docx|公报|passwd|cron/i.test(name))).toEqual([]);
  });
});
