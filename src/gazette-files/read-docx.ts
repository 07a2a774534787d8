/** Word files (.docx). @module */
import { DocxBody, type DocxFinding } from './docx-body.ts';
import { docxNumbering } from './docx-numbering.ts';
import { docxStyles } from './docx-styles.ts';
import { textOfBlocks } from './file-blocks.ts';
import type { FileLimits } from './limits.ts';
import { type Archive, openArchive } from './open-archive.ts';
import type { ReadText } from './read-txt.ts';
import { type FileWarning, refuseFile } from './refuse-file.ts';
import { child, childElements, parseXml, type XmlElement } from './xml-tree.ts';

/** In the order in which they are told. */
const sentences: Readonly<Record<DocxFinding, string>> = {
  changes: '文件里有修订痕迹，按接受全部修订后的样子读取，请核对是否为定稿。',
  hidden: '隐藏的文字没有读。',
  comments: '批注没有读。',
  pictures: '图片、图表里的文字没有读。',
  embedded: '嵌在文件里的其他文件没有读。',
};

/** @throws WenzhengError file_unreadable */
export async function readDocx(bytes: Uint8Array, shown: string, limits: FileLimits): Promise<ReadText> {
  const archive = await openArchive(bytes, limits, shown);
  const main = await mainPart(archive, limits, shown);
  const read = async (path: string | undefined): Promise<XmlElement | null> => {
    const part = path === undefined ? null : await archive.read(path);
    return part === null ? null : parseXml(part, limits, shown);
  };
  const related = await relatedParts(archive, main, limits, shown);
  const document = await read(main);
  const body = child(document ?? undefined, 'w:body');
  if (body === undefined)
    throw refuseFile(`${shown}里没有正文，可能已损坏，请用 Word 或 WPS 重新另存后上传。`);
  const styles = docxStyles(await read(related.get('styles')));
  const numbering = docxNumbering(await read(related.get('numbering')), (style) => styles.numberingOf(style));
  const notes = new Map<string, XmlElement>();
  for (const kind of ['footnote', 'endnote'])
    for (const note of childElements((await read(related.get(`${kind}s`))) ?? undefined))
      notes.set(`${kind} ${note.attributes['id'] ?? ''}`, note);
  const reader = new DocxBody(styles, numbering, notes);
  const text = textOfBlocks(reader.read(body), limits.characters, shown);
  const warnings = Object.entries(sentences).flatMap(([code, message]): FileWarning[] =>
    [...reader.findings].some((finding) => finding === code) ? [{ code, message }] : [],
  );
  if (text === '' && reader.findings.has('pictures'))
    throw refuseFile(`${shown}里只有图片，没有文字，请先做文字识别，再存为 .docx 或 .txt 上传。`);
  return { text, warnings, pages: null };
}

/** Path of the part with the text. Other kinds of archives are told here. */
async function mainPart(archive: Archive, limits: FileLimits, shown: string): Promise<string> {
  const has = (pattern: RegExp) => [...archive.names].some((name) => pattern.test(name));
  if (has(/^OFD\.xml$/i))
    throw refuseFile(`${shown}是 OFD 文件，请用阅读器导出为文字版 PDF 或 .docx 再上传。`);
  if (has(/^xl\//)) throw refuseFile(`${shown}是 Excel 表格，请把公报文字存为 .docx 或 .txt 再上传。`);
  if (has(/^ppt\//)) throw refuseFile(`${shown}是演示文稿，请把公报文字存为 .docx 或 .txt 再上传。`);
  if (archive.names.has('mimetype') && has(/^content\.xml$/))
    throw refuseFile(`${shown}是 OpenDocument 文件，请另存为 .docx 再上传。`);
  if (!archive.names.has('[Content_Types].xml'))
    throw refuseFile(`${shown}是压缩包或者别的文件，不是 Word 文件，请解压后上传里面的公报文件。`);
  const relations = await archive.read('_rels/.rels');
  const targets = relations === null ? [] : relationsOf(parseXml(relations, limits, shown));
  const target = targets.find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  const path = resolvePart('', target);
  if (!archive.names.has(path))
    throw refuseFile(`${shown}里没有正文，可能已损坏，请用 Word 或 WPS 重新另存后上传。`);
  return path;
}

/** Parts that the main part refers to, by the last word of their type. */
async function relatedParts(
  archive: Archive,
  main: string,
  limits: FileLimits,
  shown: string,
): Promise<ReadonlyMap<string, string>> {
  const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/') + 1) : '';
  const part = await archive.read(`${folder}_rels/${main.slice(folder.length)}.rels`);
  const found = new Map<string, string>();
  if (part === null) return found;
  for (const { type, target } of relationsOf(parseXml(part, limits, shown)))
    if (!found.has(type)) found.set(type, resolvePart(folder, target));
  return found;
}

function relationsOf(root: XmlElement): { type: string; target: string }[] {
  return childElements(root).flatMap((each) => {
    const { Type: type = '', Target: target = '', TargetMode: mode = '' } = each.attributes;
    // What lies outside the file is never read.
    return each.name !== 'rel:Relationship' || mode === 'External'
      ? []
      : [{ type: type.slice(type.lastIndexOf('/') + 1), target }];
  });
}

/** Only names a part of this archive: there is no other place that it could lead to. */
function resolvePart(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
