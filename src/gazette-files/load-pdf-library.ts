/**
 * pdf.js wants the geometry of a browser while it loads, and takes it from a native canvas if it finds one. Native code
 * has no place where hostile files are read, and nothing is painted here: functions that make nothing do.
 * @module
 */
export type PdfLibrary = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** How many pictures pdf.js has left out so far: it says so by console.warn and nowhere else. */
export const leftOut = { pictures: 0 };

// A constructor, which an arrow function is not.
function nothing(): void {}

export async function loadPdfLibrary(): Promise<PdfLibrary> {
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) replace(globalThis, name, nothing);
  replace(console, 'warn', (...said: unknown[]): void => {
    if (said.some((each) => String(each).includes('Image exceeded maximum'))) leftOut.pictures += 1;
  });
  const builtin = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule');
  const get: unknown = builtin?.value;
  replace(process, 'getBuiltinModule', (name: string): unknown => {
    if (name === 'module') throw new Error('no native canvas');
    return typeof get === 'function' ? Reflect.apply(get, process, [name]) : undefined;
  });
  try {
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  } finally {
    if (builtin !== undefined) Object.defineProperty(process, 'getBuiltinModule', builtin);
  }
}

function replace(of: object, name: string, value: unknown): void {
  Object.defineProperty(of, name, { value, configurable: true, writable: true, enumerable: false });
}
