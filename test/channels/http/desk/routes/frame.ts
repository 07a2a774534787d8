import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const administrators: readonly StaffRole[] = [];

/** Signing in, accounts, record of actions. */
export const frameRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk', may: 'everyone' },
  { method: 'GET', route: '/desk/sign-in', may: 'nobody' },
  { method: 'POST', route: '/desk/sign-in', may: 'nobody' },
  { method: 'POST', route: '/desk/sign-out', may: 'everyone' },
  { method: 'GET', route: '/desk/password', may: 'everyone' },
  { method: 'POST', route: '/desk/password', may: 'everyone' },
  { method: 'GET', route: '/desk/accounts', may: administrators },
  { method: 'POST', route: '/desk/accounts', may: administrators },
  { method: 'GET', route: '/desk/accounts/:id', path: '/desk/accounts/none', may: administrators },
  {
    method: 'POST',
    route: '/desk/accounts/:id/roles',
    path: '/desk/accounts/none/roles',
    may: administrators,
  },
  {
    method: 'POST',
    route: '/desk/accounts/:id/disable',
    path: '/desk/accounts/none/disable',
    may: administrators,
  },
  {
    method: 'POST',
    route: '/desk/accounts/:id/enable',
    path: '/desk/accounts/none/enable',
    may: administrators,
  },
  {
    method: 'POST',
    route: '/desk/accounts/:id/reset-password',
    path: '/desk/accounts/none/reset-password',
    may: administrators,
  },
  { method: 'GET', route: '/desk/audit', may: administrators },
];
