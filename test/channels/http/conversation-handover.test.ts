import { describe, expect, test } from 'vitest';
import { type ServedWeb, serveWeb } from '../../support/serve-web.ts';

const question = '低保户住院报几成？';

const conversing = ({ kept }: ServedWeb) => kept.options.conversing;
const later = ({ kept }: ServedWeb): string => kept.options.now().toISOString();

describe('a person takes over', () => {
  test('without a script: called, heard on reloading, written to, and left', async () => {
    const served = await serveWeb();
    const { store } = served;
    const { staff } = conversing(served);
    const visitor = served.visitor();
    await visitor.ask(question);
    const { html: waiting } = await visitor.post('/chat/handover');
    expect(waiting).toContain('正在等工作人员');
    expect(waiting).toMatch(/message-system[\s\S]*已经转给工作人员，您的编号是1/);
    expect(waiting).toContain('href="/#latest">看有没有新消息');
    expect(waiting).toContain('>不等了</button>');
    // Pressed twice: one case, told once.
    expect((await visitor.post('/chat/handover')).html.match(/您的编号是1/g)).toHaveLength(1);

    const { html: written } = await visitor.ask('我爸住院了，医保报完还剩3万');
    expect(written).toContain('我爸住院了，医保报完还剩3万</p>');
    expect(served.backend.asked).toHaveLength(1);

    await store.transaction((calls) =>
      staff.reply(calls, 1, '李四', '您好，请带<b>户口簿</b>来。', later(served)),
    );
    await store.transaction((calls) => staff.note(calls, 1, '李四', '家里困难', later(served)));
    const { html: replied } = await visitor.get();
    expect(replied).toContain('工作人员正在为您服务');
    expect(replied).toContain('您好，请带&lt;b&gt;户口簿&lt;/b&gt;来。');
    expect(replied).not.toMatch(/家里困难|李四/);
    expect(replied).toContain('>结束服务</button>');
    const messages = await store.handovers.messages(1);
    expect(messages.filter(({ sender }) => sender === 'operator' || sender === 'system')).not.toContainEqual(
      expect.objectContaining({ deliveredAt: null }),
    );

    const { html: left } = await visitor.post('/chat/leave');
    expect(left).toContain('已经为您取消人工服务');
    expect(left).not.toContain('id="handover"');
    expect(left).toContain('您好，请带&lt;b&gt;户口簿');
    const { html: next } = await visitor.ask('公厕', { message: '' });
    expect(next).toContain('计划奖补20万元');
    expect(next.indexOf('户口簿')).toBeLessThan(next.indexOf('您问：</span>公厕'));
  });

  test('words can call and leave a person too, and a message is not recorded twice', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    expect((await visitor.ask('转人工')).html).toContain('正在等工作人员');
    const key = { message: 'a-key-of-the-page-0005' };
    await visitor.ask('有人吗', key);
    const { html } = await visitor.ask('有人吗', key);
    expect(html.match(/有人吗<\/p>/g)).toHaveLength(1);
    expect((await visitor.ask('不等了', { message: '' })).html).not.toContain('正在等工作人员');
  });

  test('the script gets what was said, and how the page stands now', async () => {
    const served = await serveWeb();
    const visitor = served.visitor();
    const asked = await visitor.post('/chat/ask', { q: question });
    expect(asked.headers.get('Wenzheng-Handover')).toBe('none');
    expect(asked.html).toMatch(/^<li class="turn" id="turn-[\w-]+">/);
    expect(asked.html).toContain('class="feedback"');
    const called = await visitor.post('/chat/ask', { q: '转人工' });
    expect(called.headers.get('Wenzheng-Handover')).toBe('waiting-1');
    const said = await visitor.post('/chat/ask', { q: '有人吗', to: 'person' });
    expect(said.html).toMatch(/<li class="message message-resident" id="message-1-\d+">/);
  });
});
