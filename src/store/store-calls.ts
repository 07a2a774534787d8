import { answerCalls } from './answer-calls.ts';
import { apiTokenCalls } from './api-token-calls.ts';
import { auditCalls } from './audit-calls.ts';
import { citationCalls } from './citation-calls.ts';
import { conversationCalls } from './conversation-calls.ts';
import { feedbackCalls } from './feedback-calls.ts';
import { gapCalls } from './gap-calls.ts';
import { handoverCalls } from './handover-calls.ts';
import { leaseCalls } from './lease-calls.ts';
import { modelUsageCalls } from './model-usage-calls.ts';
import { outboxCalls } from './outbox-calls.ts';
import { overviewCalls } from './overview-calls.ts';
import { questionCalls } from './question-calls.ts';
import { runSettingCalls } from './run-setting-calls.ts';
import { signInFailureCalls } from './sign-in-failure-calls.ts';
import { staffCalls } from './staff-calls.ts';
import type { StoreCalls } from './store.ts';
import type { Database } from './tables.ts';
import { turnCalls } from './turn-calls.ts';
import { updateCalls } from './update-calls.ts';

/** All calls over a database or over a transaction in it. */
export function storeCalls(db: Database): StoreCalls {
  return {
    conversations: conversationCalls(db),
    turns: turnCalls(db),
    answers: answerCalls(db),
    feedback: feedbackCalls(db),
    handovers: handoverCalls(db),
    gaps: gapCalls(db),
    updates: updateCalls(db),
    outbox: outboxCalls(db),
    leases: leaseCalls(db),
    audit: auditCalls(db),
    modelUsage: modelUsageCalls(db),
    staff: staffCalls(db),
    signInFailures: signInFailureCalls(db),
    apiTokens: apiTokenCalls(db),
    questions: questionCalls(db),
    overview: overviewCalls(db),
    citations: citationCalls(db),
    runSettings: runSettingCalls(db),
  };
}
