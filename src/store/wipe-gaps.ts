/**
 * Overwrites what is left of deleted rows within the pages of the embedded database.
 *
 * `secure_delete` is not enough: when SQLite moves rows from one page to its neighbour, their copies stay behind in
 * the unused part of the page, and when the rows are deleted later, only their new places are overwritten. VACUUM would
 * do, but writes the whole file anew while everybody waits. So the unused parts are overwritten here, through SQLite's
 * own table of pages, a group of pages at a time.
 * @see https://www.sqlite.org/fileformat2.html#b_tree_pages
 * @module
 */
import type Libsql from 'libsql';

/** Kinds of pages in a pointer map that are pages of a b-tree: its root, and the others. */
const treePages = [1, 5];

/** The part of a page of a b-tree between the pointers to its cells and the cells. */
export function gapOf(page: Buffer): { readonly start: number; readonly end: number } {
  const isInterior = page[0] === 2 || page[0] === 5;
  const cells = page.readUInt16BE(3);
  return { start: (isInterior ? 12 : 8) + 2 * cells, end: page.readUInt16BE(5) || 65_536 };
}

/** Pages are taken in the groups of the pointer map: one page of it stands before the pages that it tells of. */
export class GapWiper {
  readonly #read: Libsql.Statement;
  readonly #write: Libsql.Statement;
  readonly #pageSize: number;
  readonly #groupSize: number;
  readonly #zeros: Buffer;

  constructor(database: Libsql.Database, pageSize: number) {
    this.#read = database.prepare('select data from sqlite_dbpage where pgno = ?');
    this.#write = database.prepare('update sqlite_dbpage set data = ? where pgno = ?');
    this.#pageSize = pageSize;
    this.#groupSize = Math.floor(pageSize / 5);
    this.#zeros = Buffer.alloc(pageSize);
  }

  /**
   * To be called within a transaction.
   * @param group 0, 1, 2 …
   * @returns false when there is no such group. Page 1 belongs to none: it holds the definitions of the tables.
   */
  wipeGroup(group: number): boolean {
    const mapNumber = 2 + group * (this.#groupSize + 1);
    const map = this.#page(mapNumber);
    if (!map) return false;
    for (let at = 0; at < this.#groupSize; at++) {
      if (treePages.includes(map[at * 5] ?? 0)) this.#wipe(mapNumber + 1 + at);
    }
    return true;
  }

  #wipe(number: number): void {
    const page = this.#page(number);
    if (!page) return;
    const { start, end } = gapOf(page);
    if (start >= end || page.compare(this.#zeros, 0, end - start, start, end) === 0) return;
    page.fill(0, start, end);
    this.#write.run(page, BigInt(number));
  }

  #page(number: number): Buffer | null {
    const rows: unknown[] = this.#read.all(BigInt(number));
    const row = rows[0];
    const data = typeof row === 'object' && row !== null && 'data' in row ? row.data : null;
    return data instanceof ArrayBuffer && data.byteLength === this.#pageSize ? Buffer.from(data) : null;
  }
}
