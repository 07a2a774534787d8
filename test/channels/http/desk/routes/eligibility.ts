import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const lookers: readonly StaffRole[] = ['clerk', 'operator'];
const clerks: readonly StaffRole[] = ['clerk'];

export const eligibilityRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/eligibility', may: lookers },
  { method: 'POST', route: '/desk/eligibility', may: lookers },
  { method: 'POST', route: '/desk/eligibility/result', may: lookers },
  { method: 'POST', route: '/desk/eligibility/sheet', may: clerks },
  { method: 'POST', route: '/desk/eligibility/pdf', may: clerks },
];
