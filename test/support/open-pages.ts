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
      for (const page of opened.splice(0)) await page.context().close();
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

/** What axe finds, each with its elements. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
}
