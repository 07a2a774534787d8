/** PDF files that hold text. Scans without text, and text whose characters cannot be told, are refused. @module */
import { textOfBlocks } from './file-blocks.ts';
import type { FileLimits } from './limits.ts';
import { openPdf } from './open-pdf.ts';
import { blocksOfPages, layPage } from './pdf-flow.ts';
import { isRubbish, plainCharacters } from './plain-characters.ts';
import type { ReadText } from './read-txt.ts';
import { type FileWarning, refuseFile } from './refuse-file.ts';

/** @throws WenzhengError file_unreadable */
export async function readPdf(bytes: Uint8Array, shown: string, limits: FileLimits): Promise<ReadText> {
  const pdf = await openPdf(bytes, shown, limits);
  const pages = [];
  const scans: number[] = [];
  let [pictures, slanted, characters] = [false, false, 0];
  for (let number = 1; number <= pdf.pages; number += 1) {
    const page = await pdf.page(number);
    for (const run of page.runs) characters += run.text.length;
    if (characters > limits.characters)
      throw refuseFile(`${shown}里的文字超过${limits.characters}字，请拆成几个文件再上传。`);
    if (page.pictures && page.runs.length === 0) scans.push(number);
    pictures ||= page.pictures;
    slanted ||= page.slanted;
    pages.push(layPage(page));
  }
  if (characters === 0 && scans.length > 0)
    throw refuseFile(`${shown}是扫描件，里面只有图片没有文字，请先做文字识别，再存为 .docx 或 .txt 上传。`);
  const { text, removed } = plainCharacters(textOfBlocks(blocksOfPages(pages), limits.characters, shown));
  if (isRubbish(text) || removed > 20 + text.length * 0.05)
    throw refuseFile(
      `${shown}里的文字认不出来（字体没有编码表），请从 Word 重新导出 PDF，或另存为 .docx、.txt 上传。`,
    );
  const warnings: FileWarning[] = [];
  if (scans.length > 0)
    warnings.push({ code: 'scanned_pages', message: `第${listOf(scans)}页只有图片没有文字，没有读。` });
  else if (pictures) warnings.push({ code: 'pictures', message: '图片、图表里的文字没有读。' });
  if (/[\ue000-\uf8ff\ufffd]/.test(text))
    warnings.push({
      code: 'unknown_characters',
      message: '有些字认不出来（字体没有编码表），请对照原件核对。',
    });
  if (slanted) warnings.push({ code: 'slanted', message: '与正文方向不同的文字（如水印）没有读。' });
  if (pdf.hasAttachments) warnings.push({ code: 'embedded', message: '嵌在文件里的其他文件没有读。' });
  if (pdf.hasScripts) warnings.push({ code: 'active_content', message: 'PDF 里的脚本没有运行。' });
  return { text, warnings, pages: pdf.pages };
}

function listOf(pages: readonly number[]): string {
  return pages.length > 8 ? `${pages.slice(0, 8).join('、')}等${pages.length}` : pages.join('、');
}
