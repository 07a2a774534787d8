// Takes docs/images/telegram-*.png: node scripts/telegram-picture.mjs [folder]
// The real program (dist/) talks to the Bot API server of the tests; what was said is drawn as a phone shows it.
// Needs fonts with Chinese letters and emoji (fonts-noto-cjk, fonts-noto-color-emoji). The browser is CHROMIUM_PATH, else /usr/bin/chromium.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { loadSupport, project } from '../bench/telegram-support.mjs';

const [folder = join(project, 'docs', 'images')] = process.argv.slice(2);
const { startBotApiServer } = await loadSupport('bot-api-server');

const server = await startBotApiServer();
const dataDir = mkdtempSync(join(tmpdir(), 'wenzheng-picture-'));
const bot = spawn(process.execPath, [join(project, 'dist', 'cli.js'), 'serve'], {
  cwd: dataDir,
  stdio: 'inherit',
  env: {
    ...process.env,
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
    WENZHENG_PORT: '0',
    WENZHENG_DATA_DIR: dataDir,
    WENZHENG_LOG_LEVEL: 'warn',
  },
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' });

/** One conversation in a chat of its own; each step is what the person types, or `{ press }` a button. */
async function converse(chat, steps) {
  const talk = [];
  let seen = 0;
  for (const step of steps) {
    if (typeof step === 'string') server.userSays(chat, step);
    else server.userPresses(chat, step.press);
    talk.push({ mine: true, text: typeof step === 'string' ? step : `［按钮：${step.press}］` });
    const messages = await server.waitForMessages(chat, seen + 1, 60_000);
    for (const { text, buttons } of messages.slice(seen)) talk.push({ mine: false, text, buttons });
    seen = messages.length;
  }
  return talk;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const bubble = ({ mine, text, buttons = [] }) => `<div class="${mine ? 'mine' : 'bot'}">
<article>${mine ? escaped(text) : text.replaceAll('\n', '<br>').replaceAll('<br><blockquote>', '<blockquote>')}</article>
${buttons.map((row) => `<div class="row">${row.map((each) => `<span>${escaped(each.text)}</span>`).join('')}</div>`).join('')}</div>`;

async function draw(name, talk) {
  const page = await browser.newPage({ viewport: { width: 420, height: 400 }, deviceScaleFactor: 1.5 });
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
body{margin:0;padding:14px;background:#d6e2ea;font:16px/1.5 "Noto Sans CJK SC",sans-serif;color:#111}
.mine,.bot{max-width:88%;margin:0 0 10px}.mine{margin-left:auto;width:fit-content}
article{padding:8px 12px;border-radius:14px;background:#fff;overflow-wrap:anywhere}.mine article{background:#e3f6cf}
blockquote{margin:4px 0;padding-left:8px;border-left:3px solid #4a90c2}
.row{display:flex;gap:4px;margin-top:4px}.row span{flex:1;padding:5px;border-radius:8px;background:#6f93ab;color:#fff;text-align:center;font-size:14px}
</style>${talk.map(bubble).join('')}`);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.close();
  process.stderr.write(`${name}.png\n`);
}

try {
  await draw('telegram-question', await converse(71, ['养猪场自己拆除，每平方米补多少？']));
  await draw(
    'telegram-calculation',
    await converse(72, ['低保户，2019年6月在区人民医院住院，医保报完自己还出了3万，能报几多？']),
  );
  await draw('telegram-start', await converse(73, ['/start']));
} finally {
  bot.kill('SIGTERM');
  await browser.close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
}
