import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const may: readonly StaffRole[] = ['operator', 'clerk', 'editor'];

export const lookUpRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/look-up', may },
  { method: 'GET', route: '/desk/keys', may },
  { method: 'POST', route: '/desk/look-up', may },
  { method: 'POST', route: '/desk/look-up/answer', may },
  { method: 'POST', route: '/desk/look-up/calculation', may },
  { method: 'POST', route: '/desk/look-up/calculator', may },
  { method: 'POST', route: '/desk/look-up/document', may },
  { method: 'POST', route: '/desk/look-up/forget', may },
  { method: 'POST', route: '/desk/look-up/search', may },
];
