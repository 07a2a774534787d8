import type { DeskRoute } from './desk-route.ts';

export const chatDeskRoutes: readonly DeskRoute[] = [];
