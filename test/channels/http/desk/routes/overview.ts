import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const may: readonly StaffRole[] = [];

/** For administrators alone. */
export const overviewRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/overview', may },
  { method: 'GET', route: '/desk/overview/:file', path: '/desk/overview/channels.csv', may },
  { method: 'GET', route: '/desk/switches', may },
  { method: 'POST', route: '/desk/switches/:name', path: '/desk/switches/none', may },
  { method: 'POST', route: '/desk/switches/settings/:name', path: '/desk/switches/settings/none', may },
];
