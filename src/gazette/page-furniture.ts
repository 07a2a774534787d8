/**
 * Lines that belong to the page and not to the text on it: page numbers, running heads, the navigation and the file card
 * of a web page. Only what any reader would leave out; a source with habits of its own has rules in the catalog.
 * @module
 */
import { compact } from './clean-text.ts';
import { isTableLine, type Line } from './source-lines.ts';

const rule = /^[-=_*—·.\s]{6,}$/;
const dashedPage = /^[-—–－―·•]+\s*(?:第\s*)?\d{1,4}(?:\s*页)?\s*[-—–－―·•]+$/;
const wordedPage = /^第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?$/;
const navigation =
  /^(?:首页|当前位置|您?现?在?的?位置)\s*[:：>＞»]|^(?:[【[]\s*(?:打印|关闭|字体|收藏|返回|分享|大\s*中\s*小)[^】\]]*[】\]]\s*)+$|^(?:上一[篇条页]|下一[篇条页])\s*[:：]|^(?:责任编辑|浏览次数|点击数|访问量|分享到|扫一扫)(?:[:：]|在手机)/;
const card =
  /^(?:索\s*引\s*号|主题分类|发布机构|发文机关|信息来源|成文日期|发文日期|发布日期|发布时间|生效日期|废止日期|名\s*称|标\s*题|文\s*号|主\s*题\s*词|有\s*效\s*性|公开方式|公开日期)\s*[:：]/;
/** The file card of a web page stands within its first lines. */
const cardLines = 15;
/** A running head is printed on so many pages at least. */
const fewestPages = 3;

/** A line drawn with dashes or dots. */
export function isRule(line: Line): boolean {
  return rule.test(line.text);
}

/** The lines of a source that are furniture of its pages. */
export function pageFurniture(lines: readonly Line[]): ReadonlySet<Line> {
  const found = new Set<Line>();
  const heads = new Map<string, Line[]>();
  for (const line of lines) {
    if (isTableLine(line) || line.text.length > 60) continue;
    if (dashedPage.test(line.text) || wordedPage.test(line.text) || navigation.test(line.text))
      found.add(line);
    const head = compact(line.text).replace(/\d+/g, '#');
    if (/公报/.test(head) && /期|\d|^[^，。]*公报$/.test(head) && head.length <= 30)
      heads.set(head, [...(heads.get(head) ?? []), line]);
  }
  for (const printed of heads.values())
    if (printed.length >= fewestPages) for (const line of printed.slice(1)) found.add(line);
  const cards = lines.slice(0, cardLines).filter((line) => card.test(line.text));
  if (cards.length >= 2) for (const line of cards) found.add(line);
  for (const line of barePages(lines)) found.add(line);
  return found;
}

/** Bare figures on lines of their own that rise by one or two through the text: page numbers. */
function barePages(lines: readonly Line[]): Line[] {
  const bare = lines.filter((line) => /^\d{1,4}$/.test(line.text));
  const pages: Line[] = [];
  for (const line of bare) {
    const last = pages.at(-1);
    const step = last === undefined ? 1 : Number(line.text) - Number(last.text);
    if (step >= 1 && step <= 2) pages.push(line);
  }
  return pages.length >= fewestPages && pages.length >= bare.length * 0.8 ? pages : [];
}
