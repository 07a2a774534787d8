import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/answering/answer.ts';
import { cannedReplies } from '../../../../src/channels/http/desk/chats/canned-replies.ts';
import { hasPrivateNumber } from '../../../../src/gazette/private-numbers.ts';
import type { StaffRole } from '../../../../src/staff/staff.ts';
import { answeringApp, type ChatDesk, serveChatDesk } from '../../../support/chat-desk.ts';
import { openSmallApp, type SignedInVisitor, signInVisitor } from '../../../support/desk.ts';
import { sampleAnswer } from '../../../store/samples.ts';

const plain = (html: string): string => html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
const part = (html: string, title: string): string =>
  plain(new RegExp(`<h2>${title}<[\\s\\S]*?</section>`).exec(html)?.[0] ?? '').trim();
const errorOf = (text: string): string =>
  (JSON.parse(text) as { error?: { message?: string } }).error?.message ?? '';
let keys = 0;
const newKey = (): string => `key-of-the-tests-${++keys}`;
/** What the page's script does. */
const send = (who: SignedInVisitor, number: number, action: string, fields: Record<string, string> = {}) =>
  who.post(`/desk/chats/${number}/${action}`, fields, {
    Accept: 'application/json',
    'X-CSRF-Token': who.csrf,
  });

async function named(desk: ChatDesk, name: string, role: StaffRole): Promise<SignedInVisitor> {
  return signInVisitor(desk.http, desk.access, await desk.account([role], name));
}

describe('the queue', () => {
  it('has who waits, what one has, what colleagues have and what has ended today', async () => {
    const desk = await serveChatDesk();
    const [li, wang] = [await named(desk, '李芳', 'operator'), await named(desk, '王强', 'operator')];
    const [waits, own, others, ended] = [
      await desk.waiting('公厕补多少？'),
      await desk.waiting(),
      await desk.waiting(),
      await desk.waiting(),
    ];
    await send(li, own.number, 'take');
    await own.ask('还在吗');
    await send(wang, others.number, 'take');
    await send(li, ended.number, 'take');
    await send(li, ended.number, 'close', { reason: '已答复' });
    const { text } = await li.get('/desk/chats');
    expect(part(text, '等待中')).toBe(`等待中1 ${waits.number}号 网页 等了不到1分钟公厕补多少？`);
    expect(part(text, '我的')).toContain(`${own.number}号 网页 不到1分钟没有回复`);
    expect(part(text, '我的')).toContain('有新的话');
    expect(part(text, '同事处理中')).toMatch(
      new RegExp(`^同事处理中1 ${others.number}号 网页 王强 · 还没有回复`),
    );
    expect(part(text, '同事处理中')).not.toContain('低保户');
    expect(text).not.toContain(`href="/desk/chats/${others.number}"`);
    expect(part(text, '今天已结束')).toMatch(new RegExp(`${ended.number}号 网页 李芳 · 10:0\\d结束`));
    desk.kept.advance(1);
    const next = await signInVisitor(desk.http, desk.access, li.account);
    expect((await next.get('/desk/chats')).text).not.toContain('今天已结束');
  });

  it('counts waiting in minutes of office hours', async () => {
    const desk = await serveChatDesk();
    await desk.waiting();
    desk.kept.advance(1);
    const who = await desk.signedIn('operator');
    // From ten in the morning to ten the next day: two hours, three in the afternoon, one and a half.
    expect(part((await who.get('/desk/chats')).text, '等待中')).toContain('等了6小时30分钟');
  });
});

describe('a conversation', () => {
  it('is taken by one: the other is told who has it', async () => {
    const desk = await serveChatDesk();
    const [li, wang] = [await named(desk, '李芳', 'operator'), await named(desk, '王强', 'operator')];
    const resident = await desk.waiting();
    const { number } = resident;
    const [first, second] = await Promise.all([send(li, number, 'take'), send(wang, number, 'take')]);
    const [winner, loser] = first.status === 200 ? [li, wang] : [wang, li];
    expect([first.status, second.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
    const told = await send(loser, number, 'take');
    expect(errorOf(told.text)).toBe(`编号 ${number} 已经由${winner.account.displayName}接手。`);
    // Pressed twice, or sent again by the browser.
    expect((await send(winner, number, 'take')).status).toBe(200);
    const page = await loser.post(`/desk/chats/${number}/take`);
    expect(page.status).toBe(403);
    expect(page.text).toContain(`由${winner.account.displayName}处理`);
    const taken = (await desk.read(resident)).filter((text) => text.includes('已经接手'));
    expect(taken).toHaveLength(1);
  });

  it('is read by whoever may take it, then by who has it and by administrators, who leave a trace', async () => {
    const desk = await serveChatDesk();
    const [li, wang, chief] = [
      await named(desk, '李芳', 'operator'),
      await named(desk, '王强', 'operator'),
      await named(desk, '陈主任', 'admin'),
    ];
    const { number } = await desk.waiting();
    const path = `/desk/chats/${number}`;
    const sees = async (who: SignedInVisitor): Promise<boolean> => {
      const { status, text } = await who.get(path);
      const shown = text.includes('id="transcript"') && text.includes('低保户住院');
      expect(status).toBe(shown ? 200 : 403);
      expect(text.includes('低保户住院')).toBe(shown);
      return shown;
    };
    expect(await sees(wang)).toBe(true);
    await send(li, number, 'take');
    expect([await sees(li), await sees(wang), await sees(chief)]).toEqual([true, false, true]);
    const refused = [
      await send(wang, number, 'reply', { text: '插一句' }),
      await send(wang, number, 'note', { text: '插一句' }),
      await send(wang, number, 'transfer', { to: wang.account.id }),
      await send(wang, number, 'close', { reason: '已答复' }),
      await wang.get(`${path}/suggestion`, { Accept: 'application/json' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([409, 403, 403, 409, 403]);
    // An administrator reads and notes, but speaks only to whom they have taken over.
    expect((await send(chief, number, 'reply', { text: '插一句' })).status).toBe(409);
    expect((await send(chief, number, 'note', { text: '请加快' })).status).toBe(200);
    await send(li, number, 'close', { reason: '已答复' });
    expect([await sees(li), await sees(wang), await sees(chief)]).toEqual([true, false, true]);
    const readers = (await desk.store.audit.list(100)).filter(({ action }) => action === 'handover.read');
    expect(readers.map(({ actor }) => actor).toReversed()).toEqual(['王强', '陈主任', '陈主任']);
    expect(JSON.stringify(readers)).not.toContain('低保');
  });

  it('shows what the bot answered with its sources, who said what, and a note that the resident never sees', async () => {
    const desk = await serveChatDesk();
    const li = await named(desk, '李芳', 'operator');
    const resident = await desk.waiting('低保户住院，自己付的部分还能救助几成？');
    const { number } = resident;
    await send(li, number, 'take');
    await resident.ask('要带什么？');
    await li.post(`/desk/chats/${number}/reply`, { text: '请带户口簿。\n还有结算单。', key: newKey() });
    await li.post(`/desk/chats/${number}/note`, { text: '上周来过', key: newKey() });
    const { text } = await li.get(`/desk/chats/${number}`);
    expect(text).toContain('清新府办〔2018〕16号');
    expect(text).toContain('有效期已过');
    const said = [...text.matchAll(/<li class="said said-(\w+)"[\s\S]*?<\/li>/g)].map((match) => [
      match[1],
      plain(match[0]).trim(),
    ]);
    expect(said.slice(-3)).toEqual([
      ['resident', expect.stringMatching(/^居民 10:0\d 要带什么？$/)],
      ['operator', expect.stringMatching(/^李芳 10:0\d 请带户口簿。 还有结算单。$/)],
      ['note', expect.stringMatching(/^备注，居民看不到 · 李芳 10:0\d 上周来过$/)],
    ]);
    expect(await desk.read(resident)).toContain('请带户口簿。\n还有结算单。');
    expect((await resident.get()).html).not.toContain('上周来过');
  });

  it('records a text that is sent again once, whatever has become of the conversation', async () => {
    const desk = await serveChatDesk();
    const [li, wang] = [await named(desk, '李芳', 'operator'), await named(desk, '王强', 'operator')];
    const { number } = await desk.waiting();
    await send(li, number, 'take');
    const [reply, note] = [
      { text: '您好', key: newKey() },
      { text: '记一下', key: newKey() },
    ];
    const answers = [
      ...(await Promise.all([send(li, number, 'reply', reply), send(li, number, 'reply', reply)])),
      await send(li, number, 'note', note),
      await send(li, number, 'note', note),
    ].map(({ text }) => JSON.parse(text) as { number: number; markup: string });
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[2]).toEqual(answers[3]);
    expect(answers[0]?.markup).toContain(`id="message-${number}-${answers[0]?.number}"`);
    await send(li, number, 'transfer', { to: wang.account.id });
    expect((await send(li, number, 'reply', reply)).status).toBe(200);
    // The same key of another person is another text.
    expect((await send(wang, number, 'reply', reply)).status).toBe(200);
    await send(wang, number, 'close', { reason: '已答复' });
    expect((await send(li, number, 'reply', reply)).status).toBe(200);
    expect((await send(wang, number, 'reply', { text: '再说一句', key: newKey() })).status).toBe(409);
    const said = await desk.store.handovers.messages(number);
    const count = (sender: string) => said.filter((message) => message.sender === sender).length;
    expect([count('operator'), count('note')]).toEqual([2, 1]);
  });

  it('takes no private number from the staff, says so, and gives the text back', async () => {
    const desk = await serveChatDesk();
    const li = await named(desk, '李芳', 'operator');
    const { number } = await desk.waiting();
    await send(li, number, 'take');
    const before = await desk.store.handovers.messages(number);
    const text = '请打小张的手机13800138000<b>';
    for (const action of ['reply', 'note']) {
      const page = await li.post(`/desk/chats/${number}/${action}`, { text, key: newKey() });
      expect(page.status).toBe(400);
      expect(page.text).toContain('内容里有手机号');
      expect(page.text).toMatch(
        new RegExp(`id="${action}"[^>]*>\\s*请打小张的手机13800138000&lt;b&gt;</textarea>`),
      );
    }
    const closing = await send(li, number, 'close', { reason: '其他', detail: '已打13800138000' });
    expect(errorOf(closing.text)).toContain('手机号');
    expect((await send(li, number, 'reply', { text: '  ', key: newKey() })).status).toBe(400);
    expect(await desk.store.handovers.messages(number)).toEqual(before);
    const landline = { text: '请打0763-5811234或12345。', key: newKey() };
    expect((await send(li, number, 'reply', landline)).status).toBe(200);
  });

  it('goes to a colleague who may have it, and only then is theirs', async () => {
    const desk = await serveChatDesk();
    const [li, wang, chief] = [
      await named(desk, '李芳', 'operator'),
      await named(desk, '王强', 'operator'),
      await named(desk, '陈主任', 'admin'),
    ];
    const [clerk, gone] = [
      await desk.account(['clerk'], '窗口赵'),
      await desk.account(['operator'], '离职钱'),
    ];
    await desk.access.setDisabled(gone.id, true, 'terminal');
    const { number } = await desk.waiting();
    expect((await send(li, number, 'transfer', { to: wang.account.id })).status).toBe(409);
    await send(li, number, 'take');
    const { text } = await li.get(`/desk/chats/${number}`);
    const offered = [...text.matchAll(/<option value="[^"]+">([^<]+)/g)].map((match) => match[1]);
    expect(offered.toSorted()).toEqual(['王强', '陈主任'].toSorted());
    for (const to of [clerk.id, gone.id, li.account.id, 'nobody', ''])
      expect((await send(li, number, 'transfer', { to })).status).toBe(400);
    expect((await li.post(`/desk/chats/${number}/transfer`, { to: wang.account.id })).status).toBe(303);
    expect((await li.get(`/desk/chats/${number}`)).status).toBe(403);
    expect((await send(wang, number, 'reply', { text: '我是王强', key: newKey() })).status).toBe(200);
    // Somebody went home without passing it on.
    expect((await send(chief, number, 'transfer', { to: li.account.id })).status).toBe(200);
    expect(await desk.store.handovers.byNumber(number)).toMatchObject({ takenBy: '李芳' });
    expect((await desk.store.audit.list(1))[0]).toMatchObject({ actor: '陈主任', detail: '李芳' });
  });

  it('is closed with a reason that the resident does not read, and the bot goes on', async () => {
    const desk = await serveChatDesk();
    const li = await named(desk, '李芳', 'operator');
    const resident = await desk.waiting();
    const { number } = resident;
    expect((await send(li, number, 'close', { reason: '已答复' })).status).toBe(409);
    await send(li, number, 'take');
    expect((await send(li, number, 'close', { reason: '乱写的' })).status).toBe(400);
    const closed = await li.post(`/desk/chats/${number}/close`, {
      reason: '交还机器人继续回答',
      detail: '只是问公厕',
    });
    expect(closed.headers.get('Location')).toBe('/desk/chats');
    expect(await desk.store.handovers.byNumber(number)).toMatchObject({
      state: 'closed',
      closeReason: '交还机器人继续回答：只是问公厕',
    });
    const page = (await resident.get()).html;
    expect(page).toContain('人工服务已经结束');
    expect(page).not.toContain('只是问公厕');
    expect((await resident.ask('禾云的公厕补多少')).html).toContain('计划奖补20万元');
    // What is asked afterwards is between the resident and the bot.
    expect((await li.get(`/desk/chats/${number}`)).text).not.toContain('禾云');
  });

  it('is gone everywhere when the resident deletes their records', async () => {
    const desk = await serveChatDesk();
    const li = await named(desk, '李芳', 'operator');
    const resident = await desk.waiting();
    const { number } = resident;
    await send(li, number, 'take');
    await resident.post('/chat/forget');
    const replied = await send(li, number, 'reply', { text: '您好', key: newKey() });
    expect(replied.status).toBe(404);
    expect(errorOf(replied.text)).toContain('居民删除了自己的记录');
    const page = await li.get(`/desk/chats/${number}`);
    expect(page.status).toBe(404);
    expect(page.text).toContain('居民删除了自己的记录');
    expect(part(page.text, '我的')).toContain('还没有接手');
  });
});

const answered = sampleAnswer({
  status: 'answered',
  answer: '按80%给予救助[1]。',
  notices: [{ code: 'expired', text: '有效期至2020年3月31日，已届满。' }],
});
const nothing: Answer = { ...answered, status: 'unanswerable_no_source', citations: [] };
const serveAnswers = async (answer: (question: string) => Answer) => {
  const asked: unknown[] = [];
  const app = answeringApp(await openSmallApp(), (question) => {
    asked.push(question);
    return answer(question.q);
  });
  const desk = await serveChatDesk({ app });
  const li = await named(desk, `李芳${++keys}`, 'operator');
  const resident = await desk.waiting('五保户住院报多少？');
  await send(li, resident.number, 'take');
  const card = async () => plain((await li.get(`/desk/chats/${resident.number}/suggestion`)).text);
  return { desk, li, resident, asked, card };
};

const decode = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('whatever is written', () => {
  const pieces = [
    '<script>',
    '</p>',
    '<img src=x onerror=a()>',
    '&lt;',
    '&amp;amp;',
    '"',
    "'",
    '<',
    '>',
    '&',
    '话',
  ];
  it('is on the page as text, whoever wrote it', async () => {
    const desk = await serveChatDesk();
    const li = await named(desk, `"><b>李</b>&`, 'operator');
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
          .map((all) => `话${all.join('')}`),
        async (text) => {
          const resident = await desk.waiting(text);
          await send(li, resident.number, 'take');
          await resident.ask(text);
          await send(li, resident.number, 'reply', { text, key: newKey() });
          await send(li, resident.number, 'note', { text, key: newKey() });
          const page = (await li.get(`/desk/chats/${resident.number}`)).text;
          const said = [...page.matchAll(/<p class="said-text">([\s\S]*?)<\/p>/g)].map(
            (match) => match[1] ?? '',
          );
          const stored = await desk.store.handovers.messages(resident.number);
          expect(said.map(decode)).toEqual(stored.map((message) => message.text));
          expect(said.join('')).not.toMatch(/[<>"']/);
          expect(page).not.toMatch(/<img|<b>|<script>/);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the suggested answer', () => {
  it('answers what the resident said last, in its context, and says what to mind and where it stands', async () => {
    const { li, resident, asked, card } = await serveAnswers(() => answered);
    expect(await card()).toContain('针对“五保户住院报多少？”');
    await resident.ask('那门诊呢？');
    expect(await card()).toContain('针对“那门诊呢？”');
    expect(asked.at(-1)).toEqual({ q: '那门诊呢？', context: ['五保户住院报多少？'] });
    const page = await li.get(`/desk/chats/${resident.number}?insert=suggestion`);
    const box = /id="reply"[^>]*>\s*([\s\S]*?)<\/textarea>/.exec(page.text)?.[1];
    expect(box?.split('\n')).toEqual([
      '按80%给予救助。',
      '有效期至2020年3月31日，已届满。',
      expect.stringMatching(/^依据：清新府办〔2018〕16号.*（有效期已过）。$/),
    ]);
    expect(page.text).toContain('机器人的建议');
  });

  it('goes back to the open question where the last words are none, and is silent where there is nothing to send', async () => {
    const { resident, card } = await serveAnswers((q) => (q === '谢谢' ? nothing : answered));
    await resident.ask('谢谢');
    expect(await card()).toContain('针对“五保户住院报多少？”');
    const other = await serveAnswers(() => nothing);
    expect(await other.card()).toContain('没有找到可以直接发的回答');
  });

  it('and canned replies can be put into the box without a script', async () => {
    const { li, resident } = await serveAnswers(() => answered);
    const page = await li.get(`/desk/chats/${resident.number}?insert=hello`);
    expect(page.text).toMatch(/id="reply"[^>]*>\s*您好，我是工作人员/);
    expect((await li.get(`/desk/chats/${resident.number}?insert=none`)).text).toMatch(
      /id="reply"[^>]*>\s*<\/textarea>/,
    );
  });
});

describe('canned replies', () => {
  it('have ids and titles of their own, and tell no figure, rule or private number', () => {
    expect(new Set(cannedReplies.map(({ id }) => id)).size).toBe(cannedReplies.length);
    expect(new Set(cannedReplies.map(({ title }) => title)).size).toBe(cannedReplies.length);
    for (const { id, text } of cannedReplies) {
      expect(id).toMatch(/^[a-z]+$/);
      expect(text.replaceAll(/12345|1[12][09]/g, '')).not.toMatch(/[\d%％元〔]/);
      expect(hasPrivateNumber(text, 'typed')).toBe(false);
      expect(text.length).toBeLessThan(100);
    }
  });
});
