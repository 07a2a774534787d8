import { existsSync } from 'node:fs';

const usualPlaces = [
  // Without windows it needs half the processor time of the whole browser.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const howToInstall =
  '找不到浏览器，网页测试没有运行：Debian/Ubuntu 请装 `apt-get install chromium-headless-shell fonts-noto-cjk`（没有这个包时装 chromium），或用环境变量 CHROMIUM_PATH 指出浏览器程序。';

/**
 * The browser for the page tests: `CHROMIUM_PATH`, else the first of the usual places.
 * @returns undefined when there is none, after a loud warning; the tests are then skipped.
 * @throws Error when there is none and `CI` is `true`: there, skipping would be a silent hole.
 */
export function findChromium(environment: NodeJS.ProcessEnv): string | undefined {
  const candidates =
    environment['CHROMIUM_PATH'] === undefined ? usualPlaces : [environment['CHROMIUM_PATH']];
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined && environment['CI'] === 'true') throw new Error(howToInstall);
  if (found === undefined) console.warn(`\n${'!'.repeat(72)}\n${howToInstall}\n${'!'.repeat(72)}\n`);
  return found;
}
