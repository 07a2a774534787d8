import { describe, expect, it } from 'vitest';
import { serveDesk, staffPassword } from '../../../support/desk.ts';

describe('signing in', () => {
  it('leads to where somebody wanted to go, and signs nobody in who does not know the password', async () => {
    const desk = await serveDesk();
    const { loginName } = await desk.account(['operator']);
    const visitor = desk.visitor();
    const door = await visitor.get('/desk/chats?case=12');
    expect(door.status).toBe(303);
    expect(door.headers.get('Location')).toBe('/desk/sign-in?next=%2Fdesk%2Fchats%3Fcase%3D12');
    const next = '/desk/chats?case=12';
    const wrong = await visitor.post('/desk/sign-in', { loginName, password: 'no', next });
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain('登录名或密码不对');
    expect(visitor.cookies.size).toBe(0);
    const right = await visitor.post('/desk/sign-in', { loginName, password: staffPassword, next });
    expect(right.status).toBe(303);
    expect(right.headers.get('Location')).toBe(next);
    expect((await visitor.get('/desk')).headers.get('Location')).toBe('/desk/look-up');
  });
});
