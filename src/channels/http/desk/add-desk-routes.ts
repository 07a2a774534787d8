import type { Hono } from 'hono';
import { mayAct } from '../../../staff/staff.ts';
import { addAccountRoutes } from './accounts/add-account-routes.ts';
import { addAuditRoutes } from './audit/add-audit-routes.ts';
import { addBankRoutes } from './bank/add-bank-routes.ts';
import { addChatDeskRoutes } from './chats/add-chat-desk-routes.ts';
import { addCorpusRoutes } from './corpus/add-corpus-routes.ts';
import { corpusUpload } from './corpus/add-draft-routes.ts';
import { createDeskDoor, staffOf } from './desk-door.ts';
import { deskPages } from './desk-layout.ts';
import type { DeskParts } from './desk-parts.ts';
import { addEligibilityRoutes } from './eligibility/add-eligibility-routes.ts';
import { addBatchRoutes, type BatchOptions, batchUpload } from './eligibility/batch/add-batch-routes.ts';
import { addExportRoutes } from './export/add-export-routes.ts';
import { addGapRoutes } from './gaps/add-gap-routes.ts';
import { addOverviewRoutes } from './overview/add-overview-routes.ts';
import { addSwitchRoutes } from './switches/add-switch-routes.ts';
import { addLookUpRoutes } from './look-up/add-look-up-routes.ts';
import { addTokenRoutes } from './tokens/add-token-routes.ts';
import { addSignInRoutes, type ProviderOptions } from './sign-in/add-sign-in-routes.ts';

export interface DeskOptions extends Omit<DeskParts, 'door' | 'logger' | 'stopping'> {
  /** Absent: passwords only. */
  readonly identity?: ProviderOptions | undefined;
  /** For tests. */
  readonly tables?: BatchOptions | undefined;
}

/** Everything under /desk. */
export function addDeskRoutes(
  app: Hono,
  options: DeskOptions & Pick<DeskParts, 'logger' | 'stopping'> & { readonly trustProxy: boolean },
): void {
  const door = createDeskDoor({ ...options, bodyLimits: [batchUpload, corpusUpload] });
  const parts: DeskParts = { ...options, door };
  app.use('/desk/*', door.enter);
  app.get('/desk', door.requireStaff(), (context) => {
    const { account } = staffOf(context);
    const first = deskPages.find(({ roles }) => mayAct(account, roles));
    return context.redirect(first?.href ?? '/desk/password', 303);
  });
  addSignInRoutes(app, parts, options.identity ?? null);
  addAccountRoutes(app, parts);
  addTokenRoutes(app, parts);
  addOverviewRoutes(app, parts);
  addSwitchRoutes(app, parts);
  addAuditRoutes(app, parts);
  addLookUpRoutes(app, parts);
  addChatDeskRoutes(app, parts);
  addEligibilityRoutes(app, parts);
  addBatchRoutes(app, parts, options.tables);
  addCorpusRoutes(app, parts);
  addBankRoutes(app, parts);
  addGapRoutes(app, parts);
  addExportRoutes(app, parts);
}
