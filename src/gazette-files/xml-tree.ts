/** XML of an office file → a tree with short names. No document type, no entities of its own, nothing fetched. @module */
import { SaxesParser } from 'saxes';
import type { FileLimits } from './limits.ts';
import { refuseFile } from './refuse-file.ts';

export interface XmlElement {
  /** w:p, m:t, …: the namespace by its usual prefix, whatever the file calls it. */
  readonly name: string;
  /** By local name. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

const prefixes: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'urn:schemas-microsoft-com:vml': 'v',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
};

/** @throws WenzhengError file_unreadable */
export function parseXml(bytes: Uint8Array, limits: FileLimits, shown: string): XmlElement {
  const damaged = (cause?: unknown) =>
    refuseFile(`${shown}的内部结构不对，可能已损坏，请用 Word 或 WPS 重新另存后上传。`, cause);
  const tooMuch = () => refuseFile(`${shown}的内部结构过于庞大，没有读取，请拆成几个文件再上传。`);
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  let elements = 0;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('doctype', () => {
    throw damaged();
  });
  parser.on('error', (error) => {
    throw damaged(error);
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > limits.elements || open.length > limits.depth) throw tooMuch();
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map((attribute) => [attribute.local, attribute.value]),
    );
    const element = { name: `${prefixes[tag.uri] ?? '?'}:${tag.local}`, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (text: string): void => {
    if (open.length > 1) open.at(-1)?.children.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(decodeXml(bytes) ?? fail(damaged())).close();
  const first = root.children[0];
  if (first === undefined || typeof first === 'string') throw damaged();
  return first;
}

function fail(error: Error): never {
  throw error;
}

function decodeXml(bytes: Uint8Array): string | null {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(wide, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function childElements(element: XmlElement | undefined): XmlElement[] {
  return element?.children.filter((each) => typeof each !== 'string') ?? [];
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childElements(element).find((each) => each.name === name);
}

/** The value of `<name val="…"/>` below the element. */
export function valueOf(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['val'];
}

/** `<w:vanish/>` is on, `<w:vanish w:val="0"/>` is off; undefined where it is not said. */
export function switchOf(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(element, name);
  if (found === undefined) return undefined;
  return !['0', 'false', 'off', 'none'].includes(found.attributes['val'] ?? '');
}

/** Whether the element holds one of these anywhere inside. */
export function holds(element: XmlElement, names: readonly string[]): boolean {
  const waiting: XmlElement[] = [element];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (names.includes(next.name)) return true;
    for (const each of next.children) if (typeof each !== 'string') waiting.push(each);
  }
  return false;
}
