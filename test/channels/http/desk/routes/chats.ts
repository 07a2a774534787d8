import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const may: readonly StaffRole[] = ['operator'];
/** One that is not there. */
const chat = '/desk/chats/:number{[0-9]+}';
const none = '/desk/chats/987654';

export const chatDeskRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/chats', may },
  { method: 'GET', route: '/desk/chats/events', may },
  { method: 'GET', route: chat, path: none, may },
  { method: 'GET', route: `${chat}/suggestion`, path: `${none}/suggestion`, may },
  ...['take', 'reply', 'note', 'transfer', 'close'].map((action) => ({
    method: 'POST' as const,
    route: `${chat}/${action}`,
    path: `${none}/${action}`,
    may,
  })),
];
