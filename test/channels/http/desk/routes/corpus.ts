import type { StaffRole } from '../../../../../src/staff/staff.ts';
import type { DeskRoute } from './desk-route.ts';

const editors: readonly StaffRole[] = ['editor'];
const work = '/desk/corpus/work/:id';

export const corpusRoutes: readonly DeskRoute[] = [
  { method: 'GET', route: '/desk/corpus', may: editors },
  { method: 'GET', route: '/desk/corpus/document', may: editors },
  { method: 'GET', route: '/desk/corpus/original', may: editors },
  { method: 'GET', route: '/desk/corpus/add', may: editors },
  { method: 'POST', route: '/desk/corpus/add', may: editors },
  { method: 'GET', route: '/desk/corpus/draft', may: editors },
  { method: 'POST', route: '/desk/corpus/draft', may: editors },
  { method: 'POST', route: '/desk/corpus/draft/publish', may: editors },
  { method: 'POST', route: '/desk/corpus/draft/discard', may: editors },
  { method: 'POST', route: '/desk/corpus/change', may: editors },
  { method: 'GET', route: '/desk/corpus/editions', may: editors },
  { method: 'GET', route: '/desk/corpus/published', may: editors },
  { method: 'POST', route: '/desk/corpus/try', may: editors },
  { method: 'GET', route: work, path: '/desk/corpus/work/none', may: editors },
  { method: 'GET', route: `${work}/progress`, path: '/desk/corpus/work/none/progress', may: editors },
];
