import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pages of a browser that watch themselves. */
export interface OpenPages {
  /** A page whose every request is to this server, and whose script and policy complain of nothing. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Closes all. @throws Error with what they complained of; in an `afterEach` it fails the test that has just run. */
  close(): Promise<void>;
}

export function openPages(browser: Browser, url: () => string): OpenPages {
  const opened: Page[] = [];
  const complaints: string[] = [];
  return {
    async open(path, options = {}) {
      const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      opened.push(page);
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== url()) complaints.push(request.url());
      });
      // Listening from the start: begun just before a key is pressed, the browser half the time hears of it after the key.
      page.on('filechooser', () => undefined);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // A response that is refused is reported by the browser itself; that is what some tests are about.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(message.text());
        }
      });
      await page.goto(url() + path);
      return page;
    },
    async close() {
      for (const page of opened.splice(0)) {
        // A request that a test holds up may be under way still; it must not fail the test after its end.
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await page.context().close();
      }
      if (complaints.length > 0) throw new Error(complaints.splice(0).join('\n'));
    },
  };
}

/** CSS pixels that the page can be scrolled sideways by. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What can be pressed and is smaller than 24 px, which WCAG 2.2 forbids. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary, textarea')]
      .filter((element) => element.checkVisibility() && !element.matches('.skip-link'))
      .map((element) => ({ box: element.getBoundingClientRect(), name: element.textContent }))
      .filter(({ box: { width, height } }) => width < 24 || height < 24)
      .map(({ name, box: { width, height } }) => `${name} ${width}x${height}`),
  );
}

/** What axe finds, each with its elements. @param rules all of them, unless named. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const options = rules === undefined ? {} : { runOnly: rules };
  return page.evaluate<string[]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
}

const desktop = { width: 1280, height: 900 };
/** Half as many CSS pixels are what zoom to twice the size leaves. */
const zoomed = { width: 640, height: 450 };
const telephone = { width: 360, height: 740 };
/** All that depends on colours; the rest of a page is in the dark what it is in the light. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/**
 * The page in the state in which it is: on a desktop's screen in light and in dark, at twice the zoom, on a telephone.
 * One page for all of them, since opening it takes longer than looking.
 * @returns what axe finds, what is too small to be pressed, and how far it is wider than its window; leaves the page light
 *   and on the desktop's screen.
 */
export async function faultsOfLooks(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const viewport of [zoomed, telephone, desktop]) {
    await page.setViewportSize(viewport);
    const found = [...(await axeFindings(page)), ...(await smallTargets(page))];
    const beyond = await overflow(page);
    if (beyond > 0) found.push(`${beyond} px beside the page`);
    faults.push(...found.map((fault) => `${viewport.width} px: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  const scheme = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  if (!scheme) faults.push('not dark');
  faults.push(...(await axeFindings(page, rulesOfColours)).map((fault) => `dark: ${fault}`));
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}
