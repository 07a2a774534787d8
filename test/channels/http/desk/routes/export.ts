import type { DeskRoute } from './desk-route.ts';

export const exportRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/export', may: ['editor'] },
  { method: 'POST', route: '/desk/export', may: ['editor'] },
];
