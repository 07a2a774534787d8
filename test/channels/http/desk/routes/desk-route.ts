import type { StaffRole } from '../../../../../src/staff/staff.ts';

export interface DeskRoute {
  readonly method: 'GET' | 'POST';
  /** As it is registered. */
  readonly route: string;
  /** With something for each parameter; nothing that exists is needed, since nobody gets that far. Default: the route. */
  readonly path?: string;
  /** nobody: needs no session. everyone: whoever is signed in. Roles: these and the administrator. */
  readonly may: 'nobody' | 'everyone' | readonly StaffRole[];
}
