// Takes the pictures of docs/images from a running server:
// node scripts/screenshots.mjs [http://127.0.0.1:3000] [folder] [beginning of the names of those that are wanted]
// The browser is CHROMIUM_PATH, else /usr/bin/chromium. Somebody of the staff replies through the command line, which
// needs the database of the server: run this with the same WENZHENG_DATA_DIR or DATABASE_URL.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [base = 'http://127.0.0.1:3000', folder = join(root, 'docs', 'images'), wanted = ''] =
  process.argv.slice(2);

const question = '低保户住院，自己付的部分还能救助几成？';
const followUp = '那五保户呢？';
const told = '低保户，2019年6月在区人民医院住院，医保报完自己还出了3万，能报几多？';
const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' });

/** Opens a page in the given surroundings, lets `act` bring it where it should be, and takes the picture. */
async function picture(name, surroundings, act) {
  if (!name.startsWith(wanted)) return;
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...surroundings });
  const page = await context.newPage();
  await page.goto(base);
  const shown = (await act?.(page)) ?? page;
  // A stream of events never ends, so the network of some pages is never idle.
  await shown.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {});
  await shown.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
  process.stderr.write(`${name}.png\n`);
}

async function ask(page, text) {
  const count = await page.locator('.turn .answer').count();
  await page.getByLabel('您想问什么').fill(text);
  await page.getByRole('button', { name: '提问', exact: true }).click();
  await page.locator('.turn .answer').nth(count).waitFor();
}

/** Says that the answer is out of date, begins another topic, and shows where the one ends and the other begins. */
async function judgeAndGoOn(page) {
  await ask(page, question);
  const feedback = page.locator('.feedback').last();
  await feedback.getByRole('button', { name: '没用' }).click();
  await feedback.getByRole('button', { name: '过期' }).click();
  await feedback.getByText('谢谢').waitFor();
  await page.getByRole('button', { name: '换个话题' }).click();
  await page.locator('.topic-mark').waitFor();
  await ask(page, '精神病人每月拿药，政府补多少？');
  await page.locator('.topic-mark').evaluate((element) => element.scrollIntoView({ block: 'center' }));
}

async function talkToStaff(page) {
  await ask(page, question);
  await page.getByRole('button', { name: '转人工' }).click();
  const number = /\d+/.exec(await page.locator('.handover .case').textContent())[0];
  await page.getByLabel('写给工作人员').fill('我爸刚出院，医保报完自己还付了3万，去哪里办？');
  await page.getByRole('button', { name: '发送' }).click();
  await page.locator('.message-resident').waitFor();
  const reply = '您好，请到户籍所在的镇政府申请，带上户口簿、身份证复印件和医院的结算单。';
  const cli = join(root, 'dist', 'cli.js');
  execFileSync(process.execPath, [cli, 'handover', 'reply', number, '--by', '李芳', reply]);
  await page.locator('.message-operator').waitFor();
  await page.getByRole('heading', { name: /正在为您服务/ }).waitFor();
  await page.locator('.message-operator').evaluate((element) => element.scrollIntoView({ block: 'end' }));
}

async function openCitation(page) {
  await ask(page, question);
  const opened = page.waitForEvent('popup');
  await page
    .getByRole('link', { name: /看原文/ })
    .first()
    .click();
  const document = await opened;
  await document.locator('mark').first().waitFor();
  return document;
}

const dark = { colorScheme: 'dark' };
await picture('chat-start-desktop', desktop);
await picture('chat-answer-desktop', desktop, (page) => ask(page, question));
await picture('chat-answer-dark', { ...desktop, ...dark }, (page) => ask(page, question));
await picture('calculation-phone', phone, (page) => ask(page, told));
await picture('chat-start-phone', phone);
await picture('chat-answer-phone', phone, (page) => ask(page, question));
await picture('chat-follow-up-phone-dark', { ...phone, ...dark }, async (page) => {
  await ask(page, question);
  await ask(page, followUp);
});
await picture('history-phone', phone, judgeAndGoOn);
await picture('handover-phone', phone, talkToStaff);
await picture('handover-dark', { ...desktop, ...dark }, talkToStaff);
await picture('document-clause-desktop', desktop, openCitation);
await picture('document-clause-phone', phone, openCitation);
await picture('documents-desktop', desktop, async (page) => {
  await page.goto(`${base}/documents`);
});

const staffPassword = 'only for the pictures of the handbook';

/** Accounts that the pictures need, made through the command line; one that is there already gets the password. */
function staffAccount(loginName, displayName, ...roles) {
  const cli = join(root, 'dist', 'cli.js');
  const user = (...given) =>
    execFileSync(process.execPath, [cli, 'user', ...given], {
      input: `${staffPassword}\n`,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  try {
    user('add', loginName, '--display', displayName, '--password', '--role', ...roles);
  } catch {
    user('reset-password', loginName, '--password');
  }
}

/** A picture of a page of the desk, as somebody of the staff sees it. */
function deskPicture(name, surroundings, loginName, path, act) {
  return picture(name, surroundings, async (page) => {
    await page.goto(`${base}/desk/sign-in?next=${encodeURIComponent(path)}`);
    await page.getByLabel('登录名').fill(loginName);
    await page.getByLabel('密码').fill(staffPassword);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL(base + path);
    return act?.(page);
  });
}

staffAccount('admin', '陈主任', 'admin');
staffAccount('lifang', '李芳', 'operator');
staffAccount('zhaomin', '赵敏', 'operator');
staffAccount('wangwu', '王五', 'clerk', 'editor');
const toSignIn = async (page) => {
  await page.goto(`${base}/desk`);
};
await picture('desk-sign-in-desktop', desktop, toSignIn);
await picture('desk-sign-in-phone-dark', { ...phone, ...dark }, toSignIn);
await deskPicture('desk-accounts-desktop', desktop, 'admin', '/desk/accounts');
await deskPicture('desk-accounts-phone', phone, 'admin', '/desk/accounts');
await deskPicture('desk-tokens-desktop', desktop, 'admin', '/desk/tokens', async (page) => {
  await page.getByLabel('名称').fill('政务服务网');
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: '建立令牌' }).click();
  await page.waitForLoadState();
  // The list, in which no token can be read.
  await page.goto(`${base}/desk/tokens`);
});
await picture('api-docs-desktop', desktop, async (page) => {
  await page.goto(`${base}/api/docs`);
});
await deskPicture('desk-audit-dark', { ...desktop, ...dark }, 'admin', '/desk/audit');

/** Somebody calls: what is read out, the clause beside it. */
async function lookUp(page, text, ...keys) {
  await page.getByLabel('来电人问', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'answer-read-out');
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(400);
  }
}

async function lookUpAndOpen(page) {
  await lookUp(page, question, 'j', 'Enter');
  await page.evaluate(() => window.scrollTo(0, 0));
}
const lookUpPath = '/desk/look-up';
await deskPicture('desk-look-up-desktop', desktop, 'lifang', lookUpPath, lookUpAndOpen);
await deskPicture('desk-look-up-dark', { ...desktop, ...dark }, 'lifang', lookUpPath, (page) =>
  lookUp(page, question, 'r', 'w'),
);
await deskPicture('desk-look-up-phone', phone, 'lifang', lookUpPath, (page) => lookUp(page, question));
await deskPicture('desk-calculation-desktop', desktop, 'lifang', lookUpPath, (page) =>
  lookUp(page, told, 'm'),
);
await deskPicture('desk-keys-desktop', desktop, 'lifang', '/desk/keys');

/** A household at the counter: what they say goes into the form, the result beside it. */
async function checkCase(page) {
  await page.locator('.other-facts > summary').click();
  await page.getByLabel('低保', { exact: true }).check();
  await page.locator('[name="fact.designated"]').selectOption('是');
  await page.locator('[name="fact.careKind"]').selectOption('住院');
  await page.locator('[name="fact.receiptDate"]').fill('2019年6月');
  await page.locator('[name="fact.ownShare"]').fill('30000');
  await page.locator('#result .verdict', { hasText: '符合条件' }).waitFor();
  await page.locator('.other-facts > summary').click();
  await page.locator('#result:not([data-stale])').waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
}

async function printSheet(page) {
  await checkCase(page);
  await page.getByLabel('案卷编号').fill('清新民救〔2026〕17号');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: '打印核对表' }).click();
  const sheet = await opened;
  await sheet.setViewportSize({ width: 760, height: 1075 });
  return sheet;
}
const casePath = '/desk/eligibility?scheme=medical-aid';
await deskPicture('desk-eligibility-desktop', desktop, 'wangwu', casePath, checkCase);
await deskPicture('desk-eligibility-dark', { ...desktop, ...dark }, 'wangwu', casePath, checkCase);
await deskPicture('desk-eligibility-phone', phone, 'wangwu', casePath);
await deskPicture('desk-eligibility-sheet', desktop, 'wangwu', casePath, printSheet);

/** A table of many households: most are clear, some lack a fact, two have a cell that cannot be read. */
async function checkTable(page) {
  const families = '陈李张黄何罗梁谢';
  const rows = Array.from({ length: 126 }, (_, at) => {
    const name = `${families[at % 8]}某${at + 1}`;
    const amount = at === 2 ? '大约两万' : at === 47 ? '三千几' : `${((at * 7919) % 48000) + 1200.5}`;
    return `${name},低保,本区,${at % 9 === 4 ? '' : at % 31 === 7 ? '否' : '是'},住院,2019-0${(at % 9) + 1},${amount},否`;
  });
  const header = '姓名,对象类别,户籍,定点医疗机构,就医方式,收据日期,政策范围内个人自付,患重特大疾病';
  const buffer = Buffer.from(`${header}\n${rows.join('\n')}\n`);
  await page.locator('#file').setInputFiles({ name: '六月医疗救助名单.csv', mimeType: 'text/csv', buffer });
  await page.locator('#asOf').fill('2019-10-08');
  await page.getByRole('button', { name: '上传并计算' }).click();
  await page.locator('#job[data-state="done"]').waitFor();
  await page.setViewportSize({ width: 1280, height: 1240 });
}
const tablePath = '/desk/eligibility/batch?scheme=medical-aid';
await deskPicture('desk-batch-desktop', desktop, 'wangwu', tablePath, checkTable);

/** An issue that is added at the desk: a new rule that ends one of those that are there. */
const newIssue = `清远市清新区人民政府公报

2026

第4期

清远市清新区人民政府办公室关于印发清远市清新区稻谷烘干设备购置补贴办法的通知

清新府办〔2026〕21号

各镇人民政府，区政府各部门、各直属机构：

《清远市清新区稻谷烘干设备购置补贴办法》已经区政府同意，现印发给你们，请认真贯彻执行。执行中遇到的问题，请径向区农业农村局反映。

清远市清新区人民政府办公室

2026年10月15日

清远市清新区稻谷烘干设备购置补贴办法

第一条 为减轻农户负担，结合我区实际，制定本办法。

第二条 农户购置稻谷烘干设备的，按下表给予一次性补贴，每户最多补贴2台。

设备类别\t补贴标准（元/台）\t申请材料

批式循环\t6200\t购机发票、身份证复印件

连续式\t9800\t购机发票、身份证复印件、场地证明

第三条 本办法自2026年11月1日起施行，有效期至2031年10月31日。《清远市清新区人民政府办公室印发清远市清新区0-2级严重精神障碍患者药物治疗救治经费补助实施方案和清远市清新区严重精神障碍患者强制送治经费补助实施方案的通知》（清新府办〔2018〕41号）同时废止。
`;

async function handIn(page) {
  const name = '清新区公报2026年第4期.txt';
  await page
    .getByLabel('公报文件')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(newIssue) });
  await page.getByRole('button', { name: '上传并读取' }).click();
  await page.getByRole('heading', { name: /读出1份文件/ }).waitFor({ timeout: 30_000 });
}

/** Publishes what was handed in, shows the list, and takes it back when the picture is there. */
async function publishIssue(page) {
  await page.goto(`${base}/desk/corpus/add`);
  await handIn(page);
  await page.getByLabel('原因').fill('2026年第4期公报');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('heading', { name: /已经启用/ }).waitFor({ timeout: 60_000 });
  await page.goto(`${base}/desk/corpus`);
  // Counted by now.
  await page.waitForTimeout(3000);
  await page.reload();
}

async function takeBackIssue(page) {
  await page.goto(`${base}/desk/corpus/editions`);
  await page.getByRole('button', { name: /^撤销第/ }).click();
  await page.getByLabel('原因').fill('只是试一试');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('heading', { name: /已经启用/ }).waitFor({ timeout: 60_000 });
  await page.goto(`${base}/desk/corpus/editions`);
}

const parsePath = `/desk/corpus/document?id=${encodeURIComponent('清新府办〔2018〕16号')}`;
async function followClause(page) {
  const clause = page.locator('.corpus-clauses li', { hasText: '80%给予救助' }).first();
  await clause.getByRole('link').click();
  await page.locator('.corpus-parse').evaluate((element) => element.scrollIntoView({ block: 'center' }));
}
if ('desk-corpus'.startsWith(wanted) || wanted.startsWith('desk-corpus')) {
  const tall = { viewport: { width: 1280, height: 1640 } };
  await deskPicture('desk-corpus-preview-desktop', tall, 'wangwu', '/desk/corpus/add', handIn);
  await deskPicture('desk-corpus-desktop', desktop, 'wangwu', '/desk/corpus', publishIssue);
  await deskPicture('desk-corpus-parse-desktop', desktop, 'wangwu', parsePath, followClause);
  await deskPicture('desk-corpus-phone', phone, 'wangwu', '/desk/corpus', async (page) => {
    await page.getByRole('searchbox').fill('救助');
    await page.getByRole('button', { name: '查找' }).click();
  });
  await deskPicture(
    'desk-corpus-editions-desktop',
    desktop,
    'wangwu',
    '/desk/corpus/editions',
    takeBackIssue,
  );
}

/** What residents do before the next picture, so that it begins without them. */
const leaving = [];

/** Somebody on the web who asks, asks for a person and writes to them. @returns the page, and the number they were told. */
async function resident(asked, words) {
  const context = await browser.newContext({ locale: 'zh-CN', ...desktop });
  const page = await context.newPage();
  await page.goto(base);
  await ask(page, asked);
  await page.getByRole('button', { name: '转人工' }).click();
  const number = /\d+/.exec(await page.locator('.handover .case').textContent())[0];
  const say = async (text) => {
    const count = await page.locator('.message-resident').count();
    await page.getByLabel('写给工作人员').fill(text);
    await page.getByRole('button', { name: '发送' }).click();
    await page.locator('.message-resident').nth(count).waitFor();
  };
  await say(words);
  const leave = async () => {
    await page.getByRole('button', { name: /不等了|结束服务/ }).click();
    await page.getByText('您想问什么').waitFor();
    await context.close();
  };
  return { number, say, leave };
}

/** A conversation that goes on, beside others that wait. */
async function answerAtDesk(page) {
  const others = [await resident('禾云的公厕补多少？', '想问什么时候动工。')];
  const { number, say, leave } = await resident(
    '低保户住院，自己付的部分还能救助几成？',
    '我爸刚出院，去哪里办？',
  );
  await page.goto(`${base}/desk/chats/${number}`);
  await page.getByRole('button', { name: '接手' }).click();
  await page.getByLabel('回复居民').fill('您好，请到户籍所在的镇政府申请，带上户口簿和医院的结算单。');
  await page.getByRole('button', { name: '发送' }).click();
  await page.locator('#said .said-operator').waitFor();
  await page.getByLabel('备注').fill('上周打过热线，问的同一件事。');
  await page.getByRole('button', { name: '记备注' }).click();
  await page.locator('#said .said-note').waitFor();
  await say('五保户住院能报多少？');
  await page.locator('#said .said-resident').nth(1).waitFor();
  await page.locator('.suggestion-question', { hasText: '五保户' }).waitFor();
  await page.getByLabel('回复居民').focus();
  await page.locator('#said > :last-child').evaluate((last) => last.scrollIntoView({ block: 'nearest' }));
  leaving.push(leave, ...others.map((each) => each.leave));
}

async function chatPicture(name, surroundings) {
  await deskPicture(name, surroundings, 'lifang', '/desk/chats', answerAtDesk);
  for (const leave of leaving.splice(0)) await leave();
}

await chatPicture('desk-chats-desktop', desktop);
await chatPicture('desk-chats-dark', { ...desktop, ...dark });
await chatPicture('desk-chats-phone', phone);
const share = (n, ...values) => values[(n * 7919) % values.length];

/** Questions of a month, so that there is something to see: counted as the doors count them, without a word of anybody. */
async function countQuestions() {
  const { openStore } = await import(join(root, 'dist', 'store', 'open-store.js'));
  const { createLogger } = await import(join(root, 'dist', 'logger.js'));
  const dataDir = process.env.WENZHENG_DATA_DIR ?? join(root, 'var');
  const databaseUrl = process.env.DATABASE_URL;
  const store = await openStore({ dataDir, databaseUrl, logger: createLogger('silent') });
  const titles = [
    '医疗救助暂行办法',
    '畜禽养殖清理整治补助方案',
    '严重精神障碍患者救治救助实施细则',
    '森林防火管理办法',
  ];
  for (let day = 0; day < 30; day++) {
    const date = new Date(Date.now() + 8 * 3_600_000 - day * 86_400_000);
    const isWeekend = [0, 6].includes(date.getUTCDay());
    for (let n = 0; n < (isWeekend ? 14 : 34) + ((day * 13) % 11); n++) {
      const status = share(
        n + day,
        'answered',
        'answered',
        'answered',
        'answered_by_calculator',
        'answered',
        'unanswerable_no_source',
        'clarification',
        'answered',
        'needs_input',
        'answered',
        'refused_private_data',
        'answered_by_calculator',
        'handed_over',
      );
      const isCalculated = status === 'answered_by_calculator' || status === 'needs_input';
      await store.questions.add({
        day: date.toISOString().slice(0, 10),
        channel: share(
          n,
          'web',
          'telegram',
          'web',
          'web',
          'telegram',
          'api',
          'web',
          'chat',
          'telegram',
          'web',
          'mcp',
        ),
        status,
        scheme: isCalculated
          ? share(n, 'medical-aid', 'medical-aid', 'livestock-demolition', 'mental-health-medication')
          : null,
        words: 'engine',
        latencyMs: 6 + ((n * 37 + day * 11) % 38),
        documents: status.startsWith('answered')
          ? [{ documentNumber: `清新府办〔2018〕${16 + (n % 4)}号`, title: titles[n % 4] }]
          : [],
      });
    }
  }
  await store.close();
}

/** Telegram is off, and there is a line for residents. */
async function switchTelegramOff(page) {
  await page.goto(`${base}/desk/switches`);
  if ((await page.getByText('关闭Telegram 机器人', { exact: true }).count()) > 0) {
    await page.getByText('关闭Telegram 机器人', { exact: true }).first().click();
    await page.locator('#off-telegram-reason').fill('群里有人反映回答过时，正在核对');
    await page.locator('#off-telegram-note').fill('预计明天上午8点恢复。');
    await page.getByRole('button', { name: '关闭Telegram 机器人' }).click();
  }
  await page.goto(`${base}/desk/switches`);
}

const overviewNames = ['desk-overview-desktop', 'desk-overview-phone', 'desk-overview-dark'];
if (overviewNames.some((name) => name.startsWith(wanted))) await countQuestions();
const overviewPath = '/desk/overview';
await deskPicture(
  'desk-overview-desktop',
  { viewport: { width: 1280, height: 1300 } },
  'admin',
  overviewPath,
);
await deskPicture(
  'desk-overview-phone',
  { ...phone, viewport: { width: 390, height: 1000 } },
  'admin',
  overviewPath,
  async (page) => {
    await page.evaluate(() => window.scrollTo(0, document.querySelector('.desk-panel').offsetTop - 20));
  },
);
await deskPicture(
  'desk-overview-dark',
  { viewport: { width: 1280, height: 1300 }, ...dark },
  'admin',
  overviewPath,
);
const switchesTall = { viewport: { width: 1280, height: 1150 } };
await deskPicture('desk-switches-desktop', switchesTall, 'admin', '/desk/switches', switchTelegramOff);

const tall = { viewport: { width: 1280, height: 1640 } };
const paid = '吃精神药政府一个月贴几多';

/** An entry of the question bank with another wording, before and after. */
async function editEntry(page) {
  await page.getByLabel('找').fill('服药补助每个月多少钱');
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByRole('link', { name: '精神病人的服药补助每个月多少钱？' }).click();
  const also = page.getByLabel('相似问');
  await also.fill(`${await also.inputValue()}\n${paid}`);
  await page.getByLabel('审定答案').fill('每人每月100元，用来买精神类药物，由政府补助。');
  await page.getByLabel('试着问').fill(paid);
  await page.getByRole('button', { name: '看改前改后' }).click();
  await page.locator('#trial').waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
}

async function tryQuestion(page) {
  await page.getByLabel('问题').fill(paid);
  await page.getByRole('button', { name: '试一试' }).click();
  await page.locator('.try-result').waitFor();
}

/** Residents ask what no gazette says; one of the editors works on the first. */
async function fillGaps(page) {
  const context = await browser.newContext({ locale: 'zh-CN', ...desktop });
  const web = await context.newPage();
  await web.goto(base);
  const asked = ['高龄津贴每个月几多钱', '残疾人护理补贴怎么领', '生育津贴要带什么材料', '新生儿落户要几天'];
  for (const text of ['清新2024年低保标准是多少？', '清新2024年低保标准是多少', ...asked])
    await ask(web, text);
  await context.close();
  await page.reload();
  await page.locator('.gaps-table a').first().click();
  const take = page.getByRole('button', { name: '我来处理' });
  if (await take.isVisible()) await take.click();
  await page.goto(`${base}/desk/gaps`);
}
await deskPicture('desk-bank-desktop', desktop, 'wangwu', '/desk/bank');
await deskPicture('desk-bank-entry-desktop', tall, 'wangwu', '/desk/bank', editEntry);
await deskPicture('desk-bank-try-desktop', tall, 'wangwu', '/desk/bank/try', tryQuestion);
await deskPicture('desk-gaps-desktop', desktop, 'wangwu', '/desk/gaps', fillGaps);
await browser.close();
