import type { Handover } from '../../../store/store.ts';
import { isOpen } from '../chat-memory.ts';

/** How the page stands to a person, in one word that the page's script compares: none, waiting-12, taken-12. */
export function handoverState(handover: Handover | null): string {
  return handover === null || !isOpen(handover) ? 'none' : `${handover.state}-${handover.number}`;
}
