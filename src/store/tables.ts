/**
 * The tables as the last migration leaves them. Times are ISO text, truth values 0 and 1, JSON is text: the same in
 * both databases, so that one query serves both.
 * @module
 */
import type { ColumnType, Generated, Kysely, Selectable } from 'kysely';

interface ConversationsTable {
  id: string;
  channel: string;
  user_key: string;
  chat_key: string;
  reply_address: string | null;
  script: string;
  dialogue: string | null;
  topic_from: number;
  unreachable: number;
  revision: number;
  /** Turns so far. Counting up locks the row, so that two processes never give out one number. */
  turns: number;
  created_at: string;
  last_at: string;
}

interface TurnsTable {
  id: string;
  conversation_id: string;
  number: number;
  text: string;
  message_ref: string | null;
  asked_at: string;
}

interface AnswersTable {
  id: string;
  turn_id: string;
  conversation_id: string;
  status: string;
  /** The answer without its passages and its calculation. */
  body: string;
  calculation: string | null;
  corpus_digest: string;
  answered_at: string;
}

/** The words of a passage as they stood when it was under an answer; kept once for all answers. */
interface PassagesTable {
  /** SHA-256 of the other columns. */
  digest: string;
  passage_id: string;
  text: string;
  document_number: string | null;
  title: string;
  locator: string;
  source: string;
}

interface AnswerPassagesTable {
  answer_id: string;
  /** 0, 1, 2 … best first. */
  position: number;
  digest: string;
  score: number;
  parts: string;
  /** 1: the answer cites it. */
  used: number;
}

interface FeedbackTable {
  answer_id: string;
  user_key: string;
  useful: number;
  reason: string | null;
  given_at: string;
}

interface CountersTable {
  name: string;
  value: number;
}

interface HandoversTable {
  number: number;
  conversation_id: string;
  channel: string;
  state: string;
  summary: string;
  question: string;
  opened_at: string;
  taken_at: string | null;
  taken_by: string | null;
  closed_at: string | null;
  close_reason: string | null;
  /** Messages so far. */
  messages: number;
}

interface HandoverMessagesTable {
  handover: number;
  number: number;
  sender: string;
  said_by: string | null;
  text: string;
  sent_at: string;
  delivered_at: string | null;
  /** Given by who sent it, to know it again when it is sent twice. */
  message_key: string | null;
}

interface GapsTable {
  id: Generated<number>;
  kind: string;
  /** Digest of the key: a long question is longer than an index entry of PostgreSQL may be. */
  key_digest: string;
  key: string;
  question: string;
  /** Empty for none: an empty value counts as equal in a unique index, NULL does not. */
  reason: string;
  count: number;
  state: string;
  owner: string | null;
  note: string | null;
  first_at: string;
  last_at: string;
  changed_at: string | null;
  /** null unless closed. */
  closed_as: string | null;
}

interface ReceivedUpdatesTable {
  channel: string;
  update_id: string;
  /** The id so written that the order of texts is the order of numbers. */
  position: string;
  /** Empty once it is finished. */
  chat_key: string;
  /** null once it is finished, or the person deleted. */
  user_key: string | null;
  /** Empty once it is finished. */
  payload: string;
  received_at: string;
  finished_at: string | null;
}

interface OutgoingMessagesTable {
  id: Generated<number>;
  channel: string;
  chat_key: string;
  conversation_id: string | null;
  /** Empty once it is sent or given up. */
  payload: string;
  state: string;
  attempts: number;
  due_at: string;
  message_ref: string | null;
  created_at: string;
  sent_at: string | null;
  failed_at: string | null;
}

interface LeasesTable {
  name: string;
  owner: string;
  until_at: string;
}

interface AuditTable {
  id: Generated<number>;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: string | null;
}

/** Tokens of the chat model. */
interface ModelUsageTable {
  /** ISO day in China. */
  day: string;
  /** Empty for nobody in particular, and for people who were deleted. */
  user_key: string;
  /** PostgreSQL gives it as text. */
  input: ColumnType<number | string, number, number>;
  output: ColumnType<number | string, number, number>;
}

interface StaffAccountsTable {
  id: string;
  login_name: string;
  display_name: string;
  /** Separated by commas. */
  roles: string;
  is_disabled: number;
  password_hash: string;
  must_change_password: number;
  created_at: string;
  last_sign_in_at: string | null;
}

interface StaffSessionsTable {
  /** SHA-256 of the token. */
  token_hash: string;
  account_id: string;
  created_at: string;
  last_used_at: string;
  expires_at: string;
}

interface SignInFailuresTable {
  /** Keyed hash of a name, an address or a browser. */
  key: string;
  count: number;
  last_at: string;
}

/** Tokens of other systems. */
interface ApiTokensTable {
  id: string;
  name: string;
  /** SHA-256 of the token. */
  token_hash: string;
  /** Separated by commas. */
  scopes: string;
  per_minute: number;
  created_at: string;
  created_by: string;
  expires_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** A question that was answered, without its text, its person and its time of day. */
interface CountedQuestionsTable {
  id: Generated<number>;
  /** ISO day in China. */
  day: string;
  channel: string;
  status: string;
  words: string;
  /** Empty for none. */
  scheme: string;
  /** Two digits that count; null: not known. */
  latency_ms: number | null;
}

interface CitedDocumentsTable {
  digest: string;
  document_number: string | null;
  title: string;
}

/** That an answer of a day cited a document. */
interface CountedCitationsTable {
  id: Generated<number>;
  day: string;
  document: string;
}

interface RunSettingsTable {
  name: string;
  value: string;
  reason: string;
  note: string | null;
  changed_by: string;
  changed_at: string;
}

export interface Tables {
  conversations: ConversationsTable;
  turns: TurnsTable;
  answers: AnswersTable;
  passages: PassagesTable;
  answer_passages: AnswerPassagesTable;
  feedback: FeedbackTable;
  counters: CountersTable;
  handovers: HandoversTable;
  handover_messages: HandoverMessagesTable;
  gaps: GapsTable;
  received_updates: ReceivedUpdatesTable;
  outgoing_messages: OutgoingMessagesTable;
  leases: LeasesTable;
  audit: AuditTable;
  model_usage: ModelUsageTable;
  staff_accounts: StaffAccountsTable;
  staff_sessions: StaffSessionsTable;
  sign_in_failures: SignInFailuresTable;
  api_tokens: ApiTokensTable;
  counted_questions: CountedQuestionsTable;
  cited_documents: CitedDocumentsTable;
  counted_citations: CountedCitationsTable;
  run_settings: RunSettingsTable;
}

export type Database = Kysely<Tables>;
export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;
