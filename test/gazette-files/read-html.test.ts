import { describe, expect, it } from 'vitest';
import { readGazetteFile } from '../../src/gazette-files/read-gazette-file.ts';

async function linesOf(html: string | Uint8Array) {
  const bytes = typeof html === 'string' ? Buffer.from(`<!doctype html><meta charset="utf-8">${html}`) : html;
  const { text } = await readGazetteFile({ name: '公报.html', bytes });
  return text.split(/\n+/).filter((line) => line !== '');
}

describe('reading a web page', () => {
  it('has white space as a browser shows it, and lines where it breaks them', async () => {
    expect(
      await linesOf('<p>第一条\n  本办法<br>所称&nbsp;&#34;补贴&#34;<b>一百元</b>。</p>裸文字<div>块</div>'),
    ).toEqual(['第一条 本办法', '所称\u00a0"补贴"一百元。', '裸文字', '块']);
  });

  it('turns the numbers of lists into text', async () => {
    const list =
      '<ol start="3"><li>甲。</li><li>乙。</li></ol><ol style="list-style-type:cjk-ideographic"><li>丙。</li></ol><ul><li>丁。</li></ul>';
    expect(await linesOf(list)).toEqual(['3. 甲。', '4. 乙。', '一、丙。', '丁。']);
  });

  it('reads tables as rows, and tables that only place text as text', async () => {
    const table =
      '<table><caption>标准表</caption><tr><th>镇</th><th>对象</th><th>元</th></tr><tr><td rowspan="2">太和</td><td>低保</td><td>90</td></tr><tr><td>其他</td><td>60</td></tr></table>';
    expect(await linesOf(`<table><tr><td><p>第一条 甲。</p>${table}</td></tr></table>`)).toEqual([
      '第一条 甲。',
      '标准表',
      '镇\t对象\t元',
      '太和\t低保\t90',
      '太和\t其他\t60',
    ]);
  });

  it('is decoded as the page says, or as its bytes are where that is not true', async () => {
    const gbk = Buffer.concat([
      Buffer.from('<html><meta charset="gb2312"><p>'),
      Buffer.from('b2b9ccf9b1ead7bc', 'hex'),
      Buffer.from('</p>'),
    ]);
    expect(await linesOf(gbk)).toEqual(['补贴标准']);
    expect(await linesOf(Buffer.from('<html><meta charset="gb2312"><p>补贴标准和条件</p>'))).toEqual([
      '补贴标准和条件',
    ]);
  });
});
