import { testApiTokens } from './calls/api-tokens.ts';
import { testCitations } from './calls/citations.ts';
import { testConversations } from './calls/conversations.ts';
import { testGapsAndAudit } from './calls/gaps-and-audit.ts';
import { testHandovers } from './calls/handovers.ts';
import { testModelUsage } from './calls/model-usage.ts';
import { testOverview } from './calls/overview.ts';
import { testPrivateNumbers } from './calls/private-numbers.ts';
import { testStaff } from './calls/staff.ts';
import { testTransactions } from './calls/transactions.ts';
import { testUpdatesAndOutbox } from './calls/updates-and-outbox.ts';

// Topic by topic, but in one file for vitest, so that they share one PostgreSQL: its start takes longer than most of them.
testConversations();
testHandovers();
testGapsAndAudit();
testUpdatesAndOutbox();
testModelUsage();
testOverview();
testCitations();
testPrivateNumbers();
testStaff();
testApiTokens();
testTransactions();
