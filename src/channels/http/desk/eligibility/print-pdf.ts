/**
 * A page as PDF, by a Chromium that is installed beside the program: a process of its own for each sheet, without network,
 * ended after some seconds. The page lies in a folder that only this user can read, and is removed with it.
 * @module
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type PrintedPdf =
  | { readonly kind: 'printed'; readonly bytes: Buffer }
  /** none: there is no Chromium; busy: another sheet is being printed; failed: it ended, or took too long. */
  | { readonly kind: 'none' | 'busy' | 'failed' };

export interface PdfPrinter {
  /** @param page a whole HTML document that refers to nothing outside itself. */
  print(page: string): Promise<PrintedPdf>;
}

/** The one without windows first: it starts in a third of the time and prints the same. */
export const chromiumPlaces: readonly string[] = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const longestMs = 30_000;

/** @param places where Chromium may be, the first one that exists is taken. */
export function createPdfPrinter(places = chromiumPlaces, timeoutMs = longestMs): PdfPrinter {
  let isBusy = false;
  return {
    async print(page) {
      const executable = places.find((place) => existsSync(place));
      if (executable === undefined) return { kind: 'none' };
      if (isBusy) return { kind: 'busy' };
      isBusy = true;
      const folder = await mkdtemp(join(tmpdir(), 'wenzheng-sheet-'));
      try {
        const source = join(folder, 'sheet.html');
        const target = join(folder, 'sheet.pdf');
        await writeFile(source, page, { mode: 0o600 });
        await runChromium(
          executable,
          [`--print-to-pdf=${target}`, pathToFileURL(source).href],
          folder,
          timeoutMs,
        );
        const bytes = await readFile(target).catch(() => null);
        return bytes === null ? { kind: 'failed' } : { kind: 'printed', bytes };
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
        isBusy = false;
      }
    },
  };
}

/** Ends with the process, however it ends. */
function runChromium(
  executable: string,
  task: readonly string[],
  folder: string,
  timeoutMs: number,
): Promise<void> {
  const given = [
    '--headless',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    '--no-pdf-header-footer',
    // Nothing is to be fetched; whatever tries meets a proxy that is not there.
    '--proxy-server=127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    `--user-data-dir=${join(folder, 'profile')}`,
    // Chromium refuses to run as root with its sandbox; the page is this program's own and holds no script.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...task,
  ];
  return new Promise((resolve) => {
    const child = spawn(executable, given, { stdio: 'ignore', timeout: timeoutMs, killSignal: 'SIGKILL' });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}
