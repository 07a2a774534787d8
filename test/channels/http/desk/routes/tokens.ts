import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const may: readonly StaffRole[] = [];

/** For administrators alone. */
export const tokenRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/tokens', may },
  { method: 'POST', route: '/desk/tokens', may },
  { method: 'POST', route: '/desk/tokens/:id/revoke', path: '/desk/tokens/none/revoke', may },
];
