import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const readers: readonly StaffRole[] = ['editor', 'operator'];
const editors: readonly StaffRole[] = ['editor'];
/** Ones that are not there. */
const entry = '/desk/bank/entry/:id';
const noEntry = '/desk/bank/entry/none';
const gap = '/desk/gaps/:number{[0-9]{1,15}}';
const noGap = '/desk/gaps/987654';

/** The question bank and the ledger of gaps. */
export const bankRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/bank', may: readers },
  { method: 'GET', route: '/desk/bank/try', may: readers },
  { method: 'POST', route: '/desk/bank/try', may: readers },
  { method: 'GET', route: '/desk/bank/proposed', may: readers },
  { method: 'POST', route: '/desk/bank/proposed', may: editors },
  { method: 'GET', route: '/desk/bank/entry', may: editors },
  { method: 'POST', route: '/desk/bank/entry', may: editors },
  { method: 'GET', route: entry, path: noEntry, may: readers },
  { method: 'POST', route: entry, path: noEntry, may: editors },
  { method: 'GET', route: '/desk/gaps', may: readers },
  { method: 'POST', route: '/desk/gaps', may: readers },
  { method: 'POST', route: '/desk/gaps/export', may: editors },
  { method: 'GET', route: gap, path: noGap, may: readers },
  ...['take', 'give-back', 'note', 'close', 'reopen'].map((action) => ({
    method: 'POST' as const,
    route: `${gap}/${action}`,
    path: `${noGap}/${action}`,
    may: editors,
  })),
];
