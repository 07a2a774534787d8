/**
 * Who may see and do what with a handover. Everybody at the desk sees that it is there; a waiting one may be read by
 * whoever may take it, one that was taken only by who has or had it, and by administrators.
 * @module
 */
import type { StaffAccount } from '../../../../staff/staff.ts';
import type { Handover } from '../../../../store/store.ts';

type Held = Pick<Handover, 'state' | 'takenBy'>;

export function isAdministrator({ roles }: StaffAccount): boolean {
  return roles.includes('admin');
}

/** Who has it now, and so may answer it. */
export function isHolder({ state, takenBy }: Held, { displayName }: StaffAccount): boolean {
  return state === 'taken' && takenBy === displayName;
}

/** The words of the resident: summary, question, transcript, messages. */
export function mayRead(handover: Held, account: StaffAccount): boolean {
  return handover.state === 'waiting' || handover.takenBy === account.displayName || isAdministrator(account);
}
