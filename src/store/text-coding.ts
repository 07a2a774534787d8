/**
 * Texts as a database keeps them. PostgreSQL refuses U+0000, the embedded database ends a text there when it reads,
 * and UTF-8 has no lone surrogates; people send all three. They are written as U+001A (substitute) and four
 * hexadecimal digits, and so is U+001A itself: each text has one form and comes back unchanged.
 * @module
 */

// The characters are meant: they are what cannot be stored.
// oxlint-disable-next-line no-control-regex
const unstorable = /[\u0000\u001a\p{Surrogate}]/gu;
// oxlint-disable-next-line no-control-regex
const written = /\u001a([0-9a-f]{4})/g;

export function encodeText(text: string): string {
  return text.replace(
    unstorable,
    (character) => `\u001a${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function decodeText(text: string): string {
  return text.includes('\u001a')
    ? text.replace(written, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

/**
 * The rows of a query, their texts decoded in place. That they are what the query's types say is held by the
 * migrations, and tested over both databases; no check at run time could add to it.
 */
export function decodeRows<Row>(rows: readonly unknown[]): Row[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  for (const row of rows as Record<string, unknown>[]) {
    for (const [column, value] of Object.entries(row)) {
      if (typeof value === 'string' && value.includes('\u001a')) row[column] = decodeText(value);
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return rows as Row[];
}
