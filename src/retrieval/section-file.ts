/**
 * A file of named typed arrays that loads without parsing: magic number, length of the JSON header, header, arrays at
 * multiples of eight bytes. The magic number is written in the machine's byte order, so a foreign order is noticed.
 * @module
 */

const magic = 0x575a4931;
const arrayTypes = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
};

type Section = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;
type TypeName = keyof typeof arrayTypes;

interface Header {
  readonly sections: Readonly<Record<string, { type: TypeName; offset: number; length: number }>>;
  readonly meta: Readonly<Record<string, number | string>>;
}

export interface SectionFile {
  readonly meta: Readonly<Record<string, number | string>>;
  /** @throws Error when the section is missing or of another type */
  u8(name: string): Uint8Array;
  u16(name: string): Uint16Array;
  u32(name: string): Uint32Array;
  f32(name: string): Float32Array;
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function typeOf(section: Section): TypeName {
  if (section instanceof Uint16Array) return 'u16';
  if (section instanceof Uint32Array) return 'u32';
  if (section instanceof Float32Array) return 'f32';
  if (section instanceof Float64Array) return 'f64';
  return 'u8';
}

/** The bytes of the file as pieces to be written one after another; the arrays are not copied. */
export function encodeSections(
  sections: Readonly<Record<string, Section>>,
  meta: Readonly<Record<string, number | string>> = {},
): Uint8Array[] {
  const described: Record<string, { type: TypeName; offset: number; length: number }> = {};
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (const [name, section] of Object.entries(sections)) {
    described[name] = { type: typeOf(section), offset, length: section.length };
    const bytes = new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
    pieces.push(bytes, new Uint8Array(aligned(bytes.length) - bytes.length));
    offset += aligned(bytes.length);
  }
  const header = Buffer.from(JSON.stringify({ sections: described, meta } satisfies Header), 'utf8');
  const start = new Uint8Array(aligned(8 + header.length));
  new Uint32Array(start.buffer, 0, 2).set([magic, header.length]);
  start.set(header, 8);
  return [start, ...pieces];
}

/** @throws Error when the bytes are no such file or are cut */
export function decodeSections(file: Uint8Array): SectionFile {
  // Views need aligned memory; a small file may come out of a shared pool.
  const bytes = file.byteOffset % 8 === 0 ? file : new Uint8Array(file);
  if (bytes.length < 8) throw new Error('too short');
  const [found, headerLength = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (found !== magic) throw new Error('not a section file of this machine');
  const headerText = Buffer.from(bytes.buffer, bytes.byteOffset + 8, headerLength).toString('utf8');
  const header: Header = JSON.parse(headerText);
  const base = bytes.byteOffset + aligned(8 + headerLength);

  function place(name: string, type: TypeName): [ArrayBufferLike, number, number] {
    const section = header.sections[name];
    if (section?.type !== type) throw new Error(`section ${name} is missing`);
    const end =
      base - bytes.byteOffset + section.offset + section.length * arrayTypes[type].BYTES_PER_ELEMENT;
    if (end > bytes.length) throw new Error(`section ${name} is cut`);
    return [bytes.buffer, base + section.offset, section.length];
  }
  return {
    meta: header.meta,
    u8: (name) => new Uint8Array(...place(name, 'u8')),
    u16: (name) => new Uint16Array(...place(name, 'u16')),
    u32: (name) => new Uint32Array(...place(name, 'u32')),
    f32: (name) => new Float32Array(...place(name, 'f32')),
  };
}
