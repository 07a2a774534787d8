/** What paragraph and character styles of a Word file say that matters to its text. @module */
import { child, childElements, switchOf, valueOf, type XmlElement } from './xml-tree.ts';

export interface ParagraphSettings {
  readonly numberingId: string | null;
  /** Null where only the style says it. */
  readonly level: number | null;
  /** The style that the numbering comes from. */
  readonly numberedBy: string | null;
  readonly hidden: boolean;
  /** A tab is drawn as a row of dots, as in a table of contents. */
  readonly dottedTab: boolean;
}

export interface DocxStyles {
  settings(paragraph: XmlElement | undefined): ParagraphSettings;
  /** Whether a run is hidden, by itself or by its style. */
  hides(runProperties: XmlElement | undefined): boolean | undefined;
  numberingOf(style: string): string | undefined;
}

/** Chains of styles are short; a file may say that a style is based on itself. */
const longestChain = 12;

/** What the nearest style says that says anything. */
function first<Value>(
  chain: readonly { readonly style: XmlElement }[],
  read: (style: XmlElement) => Value | undefined,
): Value | undefined {
  for (const { style } of chain) {
    const value = read(style);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** @param root w:styles, null where the file has none. */
export function docxStyles(root: XmlElement | null): DocxStyles {
  const styles = new Map<string, XmlElement>();
  let usual: string | undefined;
  for (const style of childElements(root ?? undefined)) {
    const id = style.attributes['styleId'];
    if (style.name !== 'w:style' || id === undefined) continue;
    styles.set(id, style);
    if (style.attributes['type'] === 'paragraph' && style.attributes['default'] === '1') usual = id;
  }
  /** The style and those that it is based on, nearest first. */
  const chain = (id: string | undefined): { id: string; style: XmlElement }[] => {
    const found: { id: string; style: XmlElement }[] = [];
    let next = id;
    while (next !== undefined && found.length < longestChain) {
      const style = styles.get(next);
      if (style === undefined) break;
      found.push({ id: next, style });
      next = valueOf(style, 'w:basedOn');
    }
    return found;
  };
  return {
    settings(paragraph) {
      const properties = child(paragraph, 'w:pPr');
      const inherited = chain(valueOf(properties, 'w:pStyle') ?? usual);
      const own = child(properties, 'w:numPr');
      const byStyle = inherited.find(({ style }) => valueOf(numPrOf(style), 'w:numId') !== undefined);
      const numberingId = valueOf(own, 'w:numId') ?? valueOf(numPrOf(byStyle?.style), 'w:numId') ?? null;
      const level = valueOf(own, 'w:ilvl') ?? valueOf(numPrOf(byStyle?.style), 'w:ilvl');
      return {
        numberingId: numberingId === '0' ? null : numberingId,
        level: level === undefined ? null : Number.parseInt(level, 10) || 0,
        numberedBy: own === undefined ? (byStyle?.id ?? null) : null,
        hidden: first(inherited, (style) => switchOf(child(style, 'w:rPr'), 'w:vanish')) ?? false,
        dottedTab: [properties, ...inherited.map(({ style }) => child(style, 'w:pPr'))].some(hasDottedTab),
      };
    },
    hides(runProperties) {
      return (
        switchOf(runProperties, 'w:vanish') ??
        first(chain(valueOf(runProperties, 'w:rStyle')), (style) =>
          switchOf(child(style, 'w:rPr'), 'w:vanish'),
        )
      );
    },
    numberingOf: (style) => valueOf(numPrOf(styles.get(style)), 'w:numId'),
  };
}

function numPrOf(style: XmlElement | undefined): XmlElement | undefined {
  return child(child(style, 'w:pPr'), 'w:numPr');
}

function hasDottedTab(properties: XmlElement | undefined): boolean {
  return childElements(child(properties, 'w:tabs')).some((tab) =>
    ['dot', 'middleDot', 'hyphen'].includes(tab.attributes['leader'] ?? ''),
  );
}
