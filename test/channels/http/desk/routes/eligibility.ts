import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const lookers: readonly StaffRole[] = ['clerk', 'operator'];
const clerks: readonly StaffRole[] = ['clerk'];

/** One that is not there. */
const job = '/desk/eligibility/batch/:id';
const noJob = '/desk/eligibility/batch/none';

export const eligibilityRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/eligibility', may: lookers },
  { method: 'POST', route: '/desk/eligibility', may: lookers },
  { method: 'POST', route: '/desk/eligibility/result', may: lookers },
  { method: 'POST', route: '/desk/eligibility/sheet', may: clerks },
  { method: 'POST', route: '/desk/eligibility/pdf', may: clerks },
  { method: 'GET', route: '/desk/eligibility/batch', may: clerks },
  { method: 'POST', route: '/desk/eligibility/batch', may: clerks },
  { method: 'GET', route: '/desk/eligibility/batch-template', may: clerks },
  { method: 'GET', route: job, path: noJob, may: clerks },
  { method: 'GET', route: `${job}/progress`, path: `${noJob}/progress`, may: clerks },
  { method: 'GET', route: `${job}/result`, path: `${noJob}/result`, may: clerks },
  { method: 'POST', route: `${job}/remove`, path: `${noJob}/remove`, may: clerks },
];
