import type { App } from '../../../app.ts';
import type { Controls } from '../../../controls/create-controls.ts';
import type { Conversing } from '../../../conversations/conversing.ts';
import type { Logger } from '../../../logger.ts';
import type { StaffAccess } from '../../../staff/staff.ts';
import type { Store } from '../../../store/store.ts';
import type { DeskDoor } from './desk-door.ts';

/** What the pages of the desk are made of. */
export interface DeskParts {
  readonly app: App;
  readonly store: Store;
  readonly conversing: Conversing;
  readonly access: StaffAccess;
  readonly door: DeskDoor;
  /** Shared by all processes: where tables lie, and how far each reading and publication is. */
  readonly dataDir: string;
  readonly now: () => Date;
  /** Switches and settings of this process; absent: as the environment's defaults say, over the store. */
  readonly controls?: Controls;
  readonly logger: Pick<Logger, 'info' | 'error'>;
  /** Milliseconds between two looks for what changed in the handovers. Default 1,000. */
  readonly pollInterval?: number;
  /** Aborted when the server is about to close: streams must end then. */
  readonly stopping: AbortSignal;
}
