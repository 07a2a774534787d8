import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../src/gazette-files/number-format.ts';
import { readGazetteFile } from '../../src/gazette-files/read-gazette-file.ts';
import { type DocxParts, docxOf, paragraph, run } from '../support/gazette-files/make-docx.ts';

async function read(body: string, parts: DocxParts = {}) {
  const { text, warnings } = await readGazetteFile({ name: '公报.docx', bytes: docxOf(body, parts) });
  return { lines: text.split(/\n+/).filter((line) => line !== ''), codes: warnings.map(({ code }) => code) };
}

const numbered = (text: string, level: number, id = 1) =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`);

const level = (index: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;

const list = (levels: string, overrides = '') =>
  `<w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
  `<w:num w:numId="2"><w:abstractNumId w:val="0"/>${overrides}</w:num>`;

const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;

describe('automatic numbers of Word', () => {
  const outline = list(
    level(0, 'chineseCounting', '%1、') +
      level(1, 'chineseCounting', '（%2）') +
      level(2, 'decimal', '%3.') +
      level(3, 'decimal', '（%4）') +
      level(4, 'decimalEnclosedCircle', '%5'),
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
  );

  it('become text, and deeper ones begin anew under the next of the higher', async () => {
    const body = [
      numbered('甲', 0),
      numbered('乙', 1),
      numbered('2019年底前完成。', 2),
      numbered('丁', 2),
      numbered('戊', 3),
      numbered('己', 4),
      numbered('庚', 1),
      numbered('辛', 2),
      numbered('壬', 0),
      numbered('癸', 1),
    ];
    expect((await read(body.join(''), { numbering: outline })).lines).toEqual([
      '一、甲',
      '（一）乙',
      '1. 2019年底前完成。',
      '2. 丁',
      '（1）戊',
      '① 己',
      '（二）庚',
      '1. 辛',
      '二、壬',
      '（一）癸',
    ]);
  });

  it('go on over text without numbers, and begin anew where a list is begun anew', async () => {
    const body = numbered('甲', 0) + paragraph('说明。') + numbered('乙', 0) + numbered('丙', 0, 2);
    expect((await read(body, { numbering: outline })).lines).toEqual([
      '一、甲',
      '说明。',
      '二、乙',
      '一、丙',
    ]);
  });

  it('of articles go on over chapters where Word is told so', async () => {
    const numbering = list(
      level(0, 'chineseCounting', '第%1章', '<w:suff w:val="space"/>') +
        level(1, 'chineseCounting', '第%2条', '<w:lvlRestart w:val="0"/><w:suff w:val="space"/>'),
    );
    const body = numbered('总则', 0) + numbered('甲。', 1) + numbered('附则', 0) + numbered('乙。', 1);
    expect((await read(body, { numbering })).lines).toEqual([
      '第一章 总则',
      '第一条 甲。',
      '第二章 附则',
      '第二条 乙。',
    ]);
  });

  it('come from the style, by the level that is bound to it, unless the paragraph says that it has none', async () => {
    const numbering = list(
      level(0, 'decimal', '%1.') + level(1, 'upperLetter', '%1.%2', '<w:pStyle w:val="b"/>'),
    );
    const styles =
      '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const body =
      paragraph('甲', '<w:pStyle w:val="a"/>') +
      paragraph('乙', '<w:pStyle w:val="b"/>') +
      paragraph('丙', '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect((await read(body, { numbering, styles })).lines).toEqual(['1. 甲', '1.A 乙', '丙']);
  });

  it.each([
    [10, 'chineseCounting', '十'],
    [21, 'chineseCountingThousand', '二十一'],
    [105, 'chineseCounting', '一百零五'],
    [110, 'chineseCounting', '一百一十'],
    [20003, 'chineseCounting', '二万零三'],
    [12, 'chineseLegalSimplified', '壹拾贰'],
    [20, 'ideographDigital', '二〇'],
    [2, 'ideographTraditional', '乙'],
    [27, 'upperLetter', 'AA'],
    [1994, 'upperRoman', 'MCMXCIV'],
    [20, 'decimalEnclosedCircle', '⑳'],
    [7, 'decimalFullWidth', '７'],
    [7, 'decimalZero', '07'],
    [7, 'hebrew1', '7'],
  ])('write %i in %s as %s', (value, format, written) => {
    expect(formatNumber(value, format)).toBe(written);
  });
});

describe('tables of Word', () => {
  it('have a cell that goes over rows in each of them, and one that goes over columns in the first', async () => {
    const body = table(
      row(cell(paragraph('镇别')), cell(paragraph('对象')), cell(paragraph('标准'))),
      row(
        cell(paragraph('太和镇'), '<w:vMerge w:val="restart"/>'),
        cell(paragraph('低保')),
        cell(paragraph('90%')),
      ),
      row(cell(paragraph(''), '<w:vMerge/>'), cell(paragraph('其他')), cell(paragraph('60%'))),
      row(cell(paragraph('合计'), '<w:gridSpan w:val="2"/>'), cell(paragraph('2项'))),
    );
    expect((await read(body)).lines).toEqual([
      '镇别\t对象\t标准',
      '太和镇\t低保\t90%',
      '太和镇\t其他\t60%',
      '合计\t\t2项',
    ]);
  });

  it('keep paragraphs and a table inside a cell on its row', async () => {
    const inner = table(
      row(cell(paragraph('甲')), cell(paragraph('1'))),
      row(cell(paragraph('乙')), cell(paragraph('2'))),
    );
    const body = table(
      row(cell(paragraph('序号')), cell(paragraph('内容')), cell(paragraph('备注'))),
      row(cell(paragraph('1')), cell(paragraph('其一。') + paragraph('其二。')), cell(paragraph('无'))),
      row(cell(paragraph('2')), cell(inner), cell(paragraph('无'))),
    );
    expect((await read(body)).lines).toEqual([
      '序号\t内容\t备注',
      '1\t其一。 其二。\t无',
      '2\t甲 1；乙 2\t无',
    ]);
  });

  it('that only place text on the page are text', async () => {
    const body = table(row(cell(paragraph('专栏1') + paragraph('第一条 甲。'))));
    expect((await read(body)).lines).toEqual(['专栏1', '第一条 甲。']);
  });
});

describe('what else stands in a Word file', () => {
  it('is read as if all changes were accepted, with a sentence', async () => {
    const body =
      `<w:p>${run('补贴')}<w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins>${run('200')}</w:ins>${run('元。')}</w:p>` +
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('前半')}</w:p>${paragraph('后半。')}` +
      `<w:moveFrom>${paragraph('搬走')}</w:moveFrom><w:moveTo>${paragraph('搬来。')}</w:moveTo>`;
    expect(await read(body)).toEqual({ lines: ['补贴200元。', '前半后半。', '搬来。'], codes: ['changes'] });
  });

  it('leaves out hidden text, comments, headers and the code of fields', async () => {
    const body =
      `<w:p>${run('第一条 ')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:commentRangeStart w:id="0"/>${run('看得见。')}</w:p>` +
      `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://a"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('链接文字')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink>${run('，又一处')}</w:hyperlink></w:p>`;
    expect(await read(body, { header: paragraph('页眉') })).toEqual({
      lines: ['第一条 看得见。', '链接文字，又一处'],
      codes: ['hidden', 'comments'],
    });
  });

  it('has notes and text boxes after the paragraph that they belong to, each once', async () => {
    const box = `<w:txbxContent>${paragraph('框里的话。')}</w:txbxContent>`;
    const body =
      `<w:p>${run('正文')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('继续。')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
      paragraph('下一段。');
    const footnotes = `<w:footnote w:id="2">${paragraph('注解。')}</w:footnote>`;
    expect((await read(body, { footnotes })).lines).toEqual([
      '正文继续。',
      '框里的话。',
      '注1：注解。',
      '下一段。',
    ]);
  });

  it('breaks lines where it is told to, but not at the end of a page, and a tab makes no table', async () => {
    const body = `<w:p>${run('上')}<w:r><w:br/></w:r>${run('下')}<w:r><w:br w:type="page"/></w:r>${run('同一行')}<w:r><w:tab/></w:r>${run('右')}</w:p>`;
    expect((await read(body)).lines).toEqual(['上', '下同一行 右']);
  });

  it('tells of pictures, and refuses a file of nothing else', async () => {
    const picture = '<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>';
    expect((await read(picture + paragraph('甲。'))).codes).toEqual(['pictures']);
    await expect(read(picture)).rejects.toThrow('《公报.docx》里只有图片，没有文字');
  });

  it('is told apart from the name, and read by what it is', async () => {
    const result = await readGazetteFile({ name: '公报.pdf', bytes: docxOf(paragraph('甲。')) });
    expect(result.kind).toBe('docx');
    expect(result.warnings).toEqual([
      {
        code: 'kind_mismatch',
        message: '文件名以 .pdf 结尾，内容却是Word（docx），已经按Word（docx）来读，请确认没有传错文件。',
      },
    ]);
  });
});
