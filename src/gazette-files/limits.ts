/** What an uploaded gazette may cost. Each limit holds for one file; tests set smaller ones. @module */

export interface FileLimits {
  readonly fileBytes: number;
  readonly inflatedBytes: number;
  readonly inflationRatio: number;
  readonly archiveEntries: number;
  readonly pages: number;
  readonly characters: number;
  /** Elements of one XML part or of an HTML page. */
  readonly elements: number;
  /** Elements inside one another. */
  readonly depth: number;
  readonly milliseconds: number;
  /** Heap of the thread that reads. */
  readonly heapMegabytes: number;
  /** Growth of the whole process while a file is read: what a library inflates does not lie on its heap. */
  readonly processMegabytes: number;
}

export const fileLimits: FileLimits = {
  // A printed issue of 100 pages is 2 to 8 MB as PDF; larger ones are scans.
  fileBytes: 20 * 1024 * 1024,
  // The largest part of a Word file is its text, ten to twenty times larger unpacked, and pictures, which do not grow.
  inflatedBytes: 60 * 1024 * 1024,
  inflationRatio: 200,
  // A Word file has some twenty parts and one for each picture.
  archiveEntries: 2000,
  pages: 1500,
  // The five gazettes of the corpus together hold 300,000.
  characters: 5_000_000,
  // About 300 bytes each in memory.
  elements: 1_000_000,
  depth: 400,
  milliseconds: 30_000,
  heapMegabytes: 768,
  processMegabytes: 1024,
};
