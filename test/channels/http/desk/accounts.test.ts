import { describe, expect, it } from 'vitest';
import { serveDesk } from '../../../support/desk.ts';

describe('the accounts page', () => {
  it('makes an account and shows its password once', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const made = await admin.post('/desk/accounts', {
      displayName: '李芳',
      loginName: 'LiFang',
      roles: ['operator', 'editor', 'boss'],
    });
    expect(made.status).toBe(200);
    const password = /<dd><code>([a-z0-9-]{19})<\/code>/.exec(made.text)?.[1] ?? '';
    const account = await desk.access.byLoginName('lifang');
    expect(account).toMatchObject({
      displayName: '李芳',
      roles: ['operator', 'editor'],
      mustChangePassword: true,
    });
    const entered = await desk.visitor().post('/desk/sign-in', { loginName: 'lifang', password });
    expect(entered.headers.get('Location')).toBe('/desk/password');
    const list = await admin.get('/desk/accounts');
    expect(list.text).toContain('查询，资格核对、打印核对表、批量核对');
    expect(list.text).toContain('查询，添加和更正公报，问答库和知识缺口，导出');
    expect(list.text).toContain('李芳');
    const one = await admin.get(`/desk/accounts/${account?.id}`);
    for (const { text } of [list, one]) {
      expect(text).not.toContain(password);
      expect(text).not.toContain('scrypt');
    }
    expect(JSON.stringify(await desk.store.audit.list(100))).not.toContain(password);
  });

  it('keeps what was typed when something stands in the way', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const refused = await admin.post('/desk/accounts', {
      displayName: '李芳',
      loginName: '李',
      roles: ['clerk'],
    });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('登录名要用2–64个英文字母');
    expect(refused.text).toContain('value="李芳"');
    expect(refused.text).toMatch(/value="clerk" checked/);
    expect(refused.text).not.toMatch(/value="operator" checked/);
  });

  it('changes roles, disables, enables and resets, in the name of who does it', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const { account, ...other } = await desk.signedIn('operator');
    const path = `/desk/accounts/${account.id}`;
    const roles = await admin.post(`${path}/roles`, { roles: ['clerk'] });
    expect(roles.headers.get('Location')).toBe(`${path}?done=roles`);
    expect((await admin.get(`${path}?done=roles`)).text).toContain('角色已经修改');
    await admin.post(`${path}/disable`);
    expect((await other.get('/desk')).headers.get('Location')).toContain('sign-in');
    expect((await admin.get(path)).text).toContain('已停用');
    await admin.post(`${path}/enable`);
    const reset = await admin.post(`${path}/reset-password`);
    expect(reset.text).toMatch(/<dd><code>[a-z0-9-]{19}<\/code>/);
    const entries = (await desk.store.audit.list(4)).toReversed();
    expect(entries.map(({ actor, action, subject }) => [actor, action, subject])).toEqual(
      ['roles', 'disable', 'enable', 'reset-password'].map((action) => [
        admin.account.displayName,
        `staff.${action}`,
        account.loginName,
      ]),
    );
  });

  it('says why the last administrator stays, and that an account is not there', async () => {
    const desk = await serveDesk();
    const admin = await desk.signedIn('admin');
    const path = `/desk/accounts/${admin.account.id}`;
    for (const [action, fields] of [
      ['disable', {}],
      ['roles', { roles: ['clerk'] }],
    ] as const) {
      const refused = await admin.post(`${path}/${action}`, fields);
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('最后一个管理员');
    }
    expect((await admin.post(`${path}/roles`)).text).toContain('请至少选一个角色');
    expect((await admin.get('/desk/accounts/nobody')).status).toBe(404);
    expect((await admin.post('/desk/accounts/nobody/disable')).status).toBe(404);
  });
});
