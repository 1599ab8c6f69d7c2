// Generated from the migrated database by `npm run -s atrium -- schema`; do not edit.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Numeric = ColumnType<string, number | string, number | string>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface AcceptedHoliday {
  accepted_at: Timestamp;
  closure: string;
  day: string;
  location_id: string;
  name: string;
  practice_id: string;
}

export interface ApiKey {
  created_at: Timestamp;
  created_by: string;
  expires_at: Timestamp | null;
  hint: string;
  id: string;
  key_hash: string;
  name: string;
  practice_id: string;
  revoked_at: Timestamp | null;
  role: string;
  scopes: string[] | null;
}

export interface Appointment {
  arrived_at: Timestamp | null;
  assistant_id: string | null;
  booked_at: Timestamp | null;
  buffer_after_minutes: number;
  buffer_before_minutes: number;
  bundle_id: string | null;
  cancel_reason: string | null;
  cancelled_at: Timestamp | null;
  cancelled_by: string | null;
  cancelled_late: boolean | null;
  chosen_because: Json | null;
  client_id: string | null;
  confirmed_at: Timestamp | null;
  created_at: Timestamp;
  created_by: string;
  done_at: Timestamp | null;
  ends_at: Timestamp;
  episode_id: string | null;
  facts: Generated<Json>;
  held_by: string | null;
  held_until: Timestamp | null;
  hour_known: Generated<boolean>;
  id: string;
  import_key: string | null;
  in_room_at: Timestamp | null;
  is_first: Generated<boolean>;
  lead_id: string | null;
  location_id: string;
  mode: Generated<string>;
  no_show_at: Timestamp | null;
  notes: string | null;
  overlap_reason: string | null;
  plan_id: string | null;
  practice_id: string;
  practitioner_id: string | null;
  price_minor: number;
  requested_at: Timestamp | null;
  room_id: string | null;
  row_version: Generated<number>;
  sequence: Generated<number>;
  series_id: string | null;
  service_id: string;
  session_id: string | null;
  source: string;
  starts_at: Timestamp;
  state: string;
  zone: string;
}

export interface AuditEntry {
  actor_id: string | null;
  actor_kind: string;
  actor_name: string;
  address: string | null;
  at: Timestamp;
  changes: Generated<Json>;
  client_id: string | null;
  id: string;
  operation: string;
  outcome: string;
  practice_id: string;
  reason: string | null;
  subject_id: string | null;
  subject_type: string | null;
}

export interface AuditSeal {
  entry_id: string;
  hash: string;
  practice_id: string;
  seq: number;
}

export interface AuthAccount {
  account_id: string;
  created_at: Timestamp;
  id: string;
  password: string | null;
  provider_id: string;
  updated_at: Timestamp;
  user_id: string;
}

export interface AuthGuess {
  count: number;
  key: string;
  window_ends_at: Timestamp;
}

export interface AuthKnownDevice {
  created_at: Timestamp;
  device_hash: string;
  last_used_at: Timestamp;
  user_id: string;
}

export interface AuthSession {
  address: string | null;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  last_used_at: Timestamp;
  password_at: Timestamp;
  setup_only: Generated<boolean>;
  token_hash: string;
  user_agent: string | null;
  user_id: string;
}

export interface AuthTwoFactor {
  backup_codes: string;
  failed_verification_count: Generated<number>;
  id: string;
  last_step: number | null;
  locked_until: Timestamp | null;
  secret: string;
  user_id: string;
  verified: boolean;
}

export interface AuthUser {
  created_at: Timestamp;
  disabled_at: Timestamp | null;
  email: string;
  email_verified: Generated<boolean>;
  id: string;
  image: string | null;
  name: string;
  two_factor_enabled: Generated<boolean>;
  updated_at: Timestamp;
}

export interface AuthVerification {
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  identifier: string;
  updated_at: Timestamp;
  value: string;
}

export interface Automation {
  created_at: Timestamp;
  created_by: string;
  id: string;
  key: string | null;
  name: string;
  paused_at: Timestamp | null;
  practice_id: string;
  problem: Json | null;
  removed_at: Timestamp | null;
  row_version: Generated<number>;
  since: Timestamp;
  state: string;
  version: Generated<number>;
}

export interface AutomationRun {
  automation_id: string;
  began_at: Timestamp;
  by_person: boolean;
  client_id: string | null;
  depth: Generated<number>;
  due_at: Timestamp | null;
  ended_at: Timestamp | null;
  event_id: string;
  event_name: string;
  id: string;
  practice_id: string;
  refs: Json;
  state: string;
  step: Generated<number>;
  subject_id: string;
  subject_type: string;
  version: number;
  why: Json | null;
}

export interface AutomationStep {
  at: Timestamp;
  outcome: string;
  practice_id: string;
  run_id: string;
  step: number;
  tries: Generated<number>;
  words: Json;
}

export interface AutomationVersion {
  automation_id: string;
  definition: Json;
  events: string[];
  practice_id: string;
  saved_at: Timestamp;
  saved_by: string;
  version: number;
}

export interface Autopay {
  agreed_at: Timestamp;
  agreed_by: string;
  agreed_how: string;
  agreed_text: string;
  agreed_to: string;
  client_id: string;
  end_reason: string | null;
  ended_at: Timestamp | null;
  ended_by: string | null;
  id: string;
  limit_minor: number | null;
  practice_id: string;
  row_version: Generated<number>;
}

export interface AutopayRun {
  amount_minor: number;
  card_charge_id: string | null;
  changed_at: Timestamp;
  charge_on: string;
  client_id: string;
  currency: string;
  invoice_id: string;
  notice_on: string;
  noticed_at: Timestamp | null;
  planned_at: Timestamp;
  practice_id: string;
  row_version: Generated<number>;
  state: string;
  tries: Generated<number>;
  why: string | null;
}

export interface BankAccount {
  archived_at: Timestamp | null;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  id: string;
  map: Json | null;
  name: string;
  practice_id: string;
  row_version: Generated<number>;
}

export interface BankImport {
  added: number;
  bank_account_id: string;
  created_at: Timestamp;
  created_by: string;
  file_name: string;
  id: string;
  known: number;
  practice_id: string;
  refused: Json;
  rows_read: number;
  sha256: string;
}

export interface BankLine {
  amount_minor: number;
  bank_account_id: string;
  booked_on: string;
  counterparty: string | null;
  currency: string;
  id: string;
  import_id: string;
  key: string;
  note: string | null;
  practice_id: string;
  purpose: string | null;
  reference: string | null;
  row_version: Generated<number>;
  settled_as: string | null;
  settled_at: Timestamp | null;
  settled_by: string | null;
}

export interface BankMatch {
  amount_minor: number;
  entry_id: string | null;
  id: string;
  is_made: boolean;
  line_id: string;
  payment_id: string | null;
  payout_id: string | null;
  practice_id: string;
  refund_id: string | null;
  undone_at: Timestamp | null;
  undone_by: string | null;
}

export interface BillingCode {
  code: string;
  id: string;
  kind: string;
  label: string;
  practice_id: string;
  valid_from: string;
  valid_until: string | null;
}

export interface BillingPolicy {
  name: string;
  practice_id: string;
  row_version: Generated<number>;
  rules: Json;
}

export interface BillingSettings {
  approval_step: Generated<boolean>;
  bank_lines: Generated<string[]>;
  discount_limits: Generated<Json>;
  due_days: number;
  invoice_mode: string;
  invoice_note: string | null;
  online_provider: string | null;
  practice_id: string;
  prices_include_tax: boolean;
  row_version: Generated<number>;
  tax_rounding: Generated<string>;
}

export interface BillPayer {
  address_lines: string[];
  archived_at: Timestamp | null;
  client_id: string | null;
  email: string | null;
  id: string;
  kind: string;
  locale: string;
  name: string;
  practice_id: string;
  row_version: Generated<number>;
  tax_number: string | null;
}

export interface BlockedAddress {
  address: string;
  channel: string;
  lifted_at: Timestamp | null;
  practice_id: string;
  reason: string;
  since: Timestamp;
}

export interface BookingInvitation {
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  expires_at: Timestamp;
  id: string;
  practice_id: string;
  practitioner_id: string | null;
  revoked_at: Timestamp | null;
  service_id: string | null;
  single_use: boolean;
  used_at: Timestamp | null;
  uses: Generated<number>;
}

export interface BookingProfile {
  about: string | null;
  languages: Generated<string[]>;
  photo_file_id: string | null;
  practice_id: string;
  practitioner_id: string;
}

export interface BookingToConfirm {
  appointment_id: string;
  asked_at: Timestamp;
  details: Json;
  email: string;
  language: string;
  mails: Generated<number>;
  practice_id: string;
}

export interface CalendarFeed {
  created_at: Timestamp;
  created_by: string;
  detail: Generated<string>;
  id: string;
  last_read_at: Timestamp | null;
  name: string;
  practice_id: string;
  practitioner_id: string;
  revoked_at: Timestamp | null;
}

export interface Campaign {
  again: string;
  created_at: Timestamp;
  ended_at: Timestamp | null;
  goal: string;
  id: string;
  kind: string;
  name: string;
  per_minute: Generated<number>;
  practice_id: string;
  purpose: string;
  row_version: Generated<number>;
  segment: Generated<Json>;
  started_at: Timestamp | null;
  starts_with: Json | null;
  state: string;
  steps: Json;
}

export interface CampaignRun {
  began_at: Timestamp;
  campaign_id: string;
  client_id: string;
  ended_at: Timestamp | null;
  ended_because: string | null;
  id: string;
  key: string;
  practice_id: string;
  state: string;
  steps_planned: Generated<number>;
}

export interface CardCharge {
  amount_minor: number;
  because: string;
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  failure: string | null;
  finished_at: Timestamp | null;
  id: string;
  invoice_id: string;
  is_final: Generated<boolean>;
  practice_id: string;
  provider_ref: string | null;
  saved_card_id: string;
  state: string;
}

export interface CardRequest {
  appointment_id: string | null;
  asked_at: Timestamp;
  asked_by: string;
  asks_policy: boolean;
  client_id: string;
  id: string;
  kinds: string[];
  practice_id: string;
  received_at: Timestamp | null;
  state: string;
}

export interface CardSetup {
  client_id: string;
  created_at: Timestamp;
  finished_at: Timestamp | null;
  id: string;
  practice_id: string;
  problem: string | null;
  provider: string;
  return_path: string;
  state: string;
  url: string | null;
}

export interface CashDrawer {
  archived_at: Timestamp | null;
  id: string;
  location_id: string;
  name: string;
  practice_id: string;
  row_version: Generated<number>;
}

export interface CashSession {
  closed_at: Timestamp | null;
  closed_by: string | null;
  closed_on: string | null;
  counted: Json | null;
  counted_minor: number | null;
  difference_reason: string | null;
  drawer_id: string;
  expected_minor: number | null;
  float_minor: number;
  id: string;
  opened_at: Timestamp;
  opened_by: string;
  opened_on: string;
  practice_id: string;
}

export interface Charge {
  appointment_id: string | null;
  client_id: string;
  code: string | null;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  description: string;
  discount_basis_points: number | null;
  discount_minor: number | null;
  discount_reason: string | null;
  discounted_by: string | null;
  id: string;
  invoice_id: string | null;
  kind: string;
  location_id: string | null;
  net_minor: number;
  payer_id: string | null;
  practice_id: string;
  practitioner_id: string | null;
  price_from: Json | null;
  price_includes_tax: boolean;
  product_id: string | null;
  quantity: Numeric;
  row_version: Generated<number>;
  served_on: string;
  service_id: string | null;
  share_of: string | null;
  share_whole_minor: number | null;
  source_key: string | null;
  tax_basis_points: number;
  tax_minor: number;
  tax_note: string | null;
  taxes: Json | null;
  total_minor: number;
  unit_price_minor: number;
  void_code: string | null;
  void_reason: string | null;
  voided_at: Timestamp | null;
}

export interface ChartFact {
  changed_at: Timestamp;
  changed_by: string;
  client_id: string;
  field: string;
  form_request_id: string | null;
  practice_id: string;
  row_version: Generated<number>;
  said: string;
}

export interface CheckIn {
  appointment_id: string;
  checked_in_at: Timestamp | null;
  details_confirmed_at: Timestamp | null;
  kiosk_id: string | null;
  override_at: Timestamp | null;
  override_by: string | null;
  override_reason: string | null;
  practice_id: string;
  ready_at: Timestamp | null;
  ready_by: string | null;
  way: string | null;
}

export interface Checkout {
  amount_minor: number;
  client_id: string;
  closed_at: Timestamp | null;
  created_at: Timestamp;
  currency: string;
  deposit_id: string | null;
  finished_at: Timestamp | null;
  id: string;
  invoice_id: string | null;
  keeps_card: Generated<boolean>;
  practice_id: string;
  problem: string | null;
  provider: string;
  provider_ref: string | null;
  state: string;
  url: string | null;
}

export interface Clearinghouse {
  ahead_days: Generated<number>;
  is_trial: Generated<boolean>;
  kind: string;
  next_control: Generated<number>;
  npi: Generated<string>;
  practice_id: string;
  provider_name: Generated<string>;
  receiver_id: Generated<string>;
  receiver_qualifier: Generated<string>;
  row_version: Generated<number>;
  secret_sealed: string | null;
  sender_id: Generated<string>;
  sender_qualifier: Generated<string>;
  service_types: Generated<string[]>;
  stale_days: Generated<number>;
  url: string | null;
  user_name: string | null;
}

export interface Client {
  address_lines: Generated<string[]>;
  archived_at: Timestamp | null;
  born_on: string | null;
  created_at: Timestamp;
  facts: Generated<Json>;
  family_name: string;
  given_name: string;
  id: string;
  import_key: string | null;
  language: string | null;
  last_key: string;
  notes: string | null;
  number: number;
  practice_id: string;
  preferred_name: string | null;
  pronouns: string | null;
  row_version: Generated<number>;
  search_key: string;
  sex: string | null;
  usual_practitioner_id: string | null;
  zone: string | null;
}

export interface ClientCounter {
  last_number: number;
  practice_id: string;
}

export interface ClientPackage {
  charge_id: string;
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  ended_at: Timestamp | null;
  ended_because: string | null;
  expires_on: string | null;
  for_family: boolean;
  id: string;
  is_taxed: Generated<boolean>;
  name: string;
  on_expiry: string;
  practice_id: string;
  row_version: Generated<number>;
  service_ids: string[];
  sold_on: string | null;
  type_id: string;
  unit: string;
  units: number;
  units_ended: Generated<number>;
  units_left: number;
  valid_months: number | null;
  value_left_minor: Generated<number>;
  value_minor: Generated<number>;
}

export interface ClientPayer {
  amount_minor: number | null;
  client_id: string;
  id: string;
  payer_id: string;
  practice_id: string;
  reference: string | null;
  share_basis_points: number | null;
  valid_from: string;
  valid_until: string | null;
}

export interface ClientPractitioner {
  client_id: string;
  practice_id: string;
  practitioner_id: string;
  since: Timestamp;
}

export interface ClientTag {
  added_at: Timestamp;
  added_by: string;
  client_id: string;
  id: string;
  practice_id: string;
  tag: string;
  tag_key: string;
}

export interface Closure {
  ends_on: string;
  id: string;
  location_id: string | null;
  name: string;
  practice_id: string;
  starts_on: string;
}

export interface ConsentAct {
  act: string;
  at: Timestamp;
  by_kind: string;
  by_name: string;
  client_id: string;
  expires_at: Timestamp | null;
  how: string;
  id: string;
  locale: string;
  nth: number;
  practice_id: string;
  purpose_id: string;
  reason: string | null;
  relation: string;
  request_id: string | null;
  signer_name: string;
  text_id: string;
}

export interface ConsentPurpose {
  created_at: Timestamp;
  draft: Json | null;
  id: string;
  key: string;
  may_decline: Generated<boolean>;
  message_purpose: string | null;
  position: Generated<number>;
  practice_id: string;
  retired_at: Timestamp | null;
  row_version: Generated<number>;
  signing: string;
  valid_months: number | null;
}

export interface ConsentRequest {
  answered_at: Timestamp | null;
  appointment_id: string | null;
  ask_at: Timestamp | null;
  blocks_check_in: Generated<boolean>;
  client_id: string;
  id: string;
  practice_id: string;
  purpose_id: string;
  requested_at: Timestamp;
  rule_id: string | null;
  state: string;
  why: string;
}

export interface ConsentText {
  asks_again: boolean;
  id: string;
  minor_reason: string | null;
  practice_id: string;
  published_at: Timestamp;
  published_by: string;
  purpose_id: string;
  sha256: string;
  texts: Json;
  version: number;
}

export interface ContactConsent {
  allowed: boolean;
  at: Timestamp;
  by_name: string;
  channel: string;
  client_id: string;
  id: string;
  note: string | null;
  practice_id: string;
  purpose: string;
  source: string;
}

export interface ContactPoint {
  client_id: string;
  created_at: Timestamp;
  id: string;
  is_preferred: Generated<boolean>;
  kind: string;
  label: string | null;
  practice_id: string;
  value: string;
}

export interface ContactPreference {
  changed_at: Timestamp;
  channel: string;
  client_id: string;
  practice_id: string;
}

export interface Conversation {
  asked_at: Timestamp | null;
  assigned_to: string | null;
  client_id: string;
  id: string;
  last_at: Timestamp;
  last_channel: string;
  last_direction: string;
  last_text: string;
  practice_id: string;
  row_version: Generated<number>;
  snoozed_until: Timestamp | null;
  state: string;
  unread: Generated<number>;
}

export interface ConversationAnswer {
  answered_at: Timestamp;
  asked_at: Timestamp;
  by_name: string;
  conversation_id: string;
  id: string;
  practice_id: string;
}

export interface ConversationNote {
  at: Timestamp;
  body: string;
  by_name: string;
  client_id: string;
  id: string;
  kind: string;
  practice_id: string;
}

export interface CoverCheck {
  answer_text: string | null;
  answered_at: Timestamp | null;
  appointment_id: string | null;
  asked_at: Timestamp;
  asked_by: string;
  client_id: string;
  control: number;
  id: string;
  policy_id: string;
  practice_id: string;
  reference: string;
  request_text: string;
  sent_at: Timestamp | null;
  service_on: string;
  settled_at: Timestamp | null;
  settled_by: string | null;
  settled_note: string | null;
  state: string;
  statement: Json | null;
  tries: Generated<number>;
  trouble: string | null;
  trouble_text: string | null;
  verdict: string | null;
  why: string;
}

export interface CreditNote {
  created_at: Timestamp;
  created_by: string;
  id: string;
  invoice_id: string;
  issued_on: string;
  kind: Generated<string>;
  number: number;
  practice_id: string;
  reason: string;
  total_minor: number;
}

export interface CreditNoteLine {
  credit_note_id: string;
  line_id: string;
  net_minor: number;
  position: number;
  practice_id: string;
  tax_minor: number;
  taxes: Json;
  total_minor: number;
}

export interface DayClose {
  closed_at: Timestamp;
  closed_by: string;
  day: string;
  figures: Json;
  id: string;
  left_open_reason: string | null;
  location_id: string;
  note: string | null;
  practice_id: string;
  reopen_reason: string | null;
  reopened_at: Timestamp | null;
  reopened_by: string | null;
}

export interface Deposit {
  amount_minor: number;
  appointment_id: string;
  asked_at: Timestamp;
  asked_by: string;
  because: string;
  client_id: string;
  currency: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  due_at: Timestamp | null;
  held_at: Timestamp | null;
  id: string;
  invoice_id: string | null;
  payment_id: string | null;
  practice_id: string;
  reason: string | null;
  row_version: Generated<number>;
  state: string;
}

export interface DocumentCounter {
  last_number: number;
  practice_id: string;
  series: string;
}

export interface DunningLetter {
  act: string;
  client_id: string | null;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  day: string;
  fee_invoice_id: string | null;
  fee_minor: number | null;
  id: string;
  is_by_hand: boolean;
  message_id: string | null;
  payer_id: string | null;
  practice_id: string;
  step: number;
  stopped_at: Timestamp | null;
  total_minor: number;
  wording: string | null;
}

export interface DunningLetterInvoice {
  counts: boolean;
  days_overdue: number;
  invoice_id: string;
  letter_id: string;
  open_minor: number;
  practice_id: string;
  step: number | null;
}

export interface DunningPause {
  client_id: string | null;
  created_at: Timestamp;
  created_by: string;
  ended_at: Timestamp | null;
  ended_by: string | null;
  id: string;
  invoice_id: string | null;
  payer_id: string | null;
  practice_id: string;
  reason: string;
  until_day: string | null;
}

export interface DunningSequence {
  id: string;
  payer_id: string | null;
  practice_id: string;
  row_version: Generated<number>;
  steps: Json;
}

export interface DunningSettings {
  is_active: boolean;
  min_open_minor: number;
  practice_id: string;
  row_version: Generated<number>;
  send_hour: number;
  swept_on: string | null;
  switched_at: Timestamp | null;
  switched_by: string | null;
}

export interface Episode {
  client_id: string;
  closed_on: string | null;
  id: string;
  opened_on: string;
  practice_id: string;
  practitioner_id: string | null;
  row_version: Generated<number>;
  stage: string;
  title: string;
}

export interface EquipmentPool {
  archived_at: Timestamp | null;
  id: string;
  location_id: string;
  name: string;
  pack_key: string | null;
  practice_id: string;
}

export interface EquipmentUnit {
  archived_at: Timestamp | null;
  id: string;
  name: string;
  pool_id: string;
  practice_id: string;
}

export interface Estimate {
  accepted_at: Timestamp | null;
  accepted_name: string | null;
  bill_to: Json;
  cancelled_at: Timestamp | null;
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  diagnoses: string[];
  id: string;
  issued_on: string;
  letterhead: Json;
  locale: string;
  net_minor: number;
  note: string | null;
  number: number;
  payer_id: string | null;
  practice_id: string;
  row_version: Generated<number>;
  sent_at: Timestamp | null;
  tax_minor: number;
  total_minor: number;
  valid_until: string;
  wording: string;
}

export interface EstimateLine {
  code: string | null;
  description: string;
  estimate_id: string;
  id: string;
  net_minor: number;
  position: number;
  practice_id: string;
  price_includes_tax: boolean;
  quantity: Numeric;
  service_id: string | null;
  tax_minor: number;
  taxes: Json;
  total_minor: number;
  unit_price_minor: number;
}

export interface EstimateVisit {
  appointment_id: string;
  estimate_id: string;
  practice_id: string;
}

export interface Event {
  actor_id: string | null;
  actor_kind: string;
  actor_name: string;
  at: Timestamp;
  cause_depth: number | null;
  caused_by: string | null;
  client_id: string | null;
  data: Generated<Json>;
  id: string;
  name: string;
  operation: string;
  practice_id: string;
  subject_id: string;
  subject_type: string;
}

export interface ExtraCharge {
  amount_minor: number | null;
  basis_points: number | null;
  created_at: Timestamp;
  created_by: string;
  description: string;
  from_time: string | null;
  id: string;
  kind: string;
  location_id: string | null;
  practice_id: string;
  removed_at: Timestamp | null;
  service_id: string | null;
  to_time: string | null;
  valid_from: string;
  valid_until: string | null;
  weekdays: number[];
}

export interface FeeSchedule {
  client_tag: string | null;
  client_tag_key: string | null;
  id: string;
  location_id: string | null;
  name: string;
  payer_id: string | null;
  practice_id: string;
  practitioner_id: string | null;
  row_version: Generated<number>;
  valid_from: string;
  valid_until: string | null;
}

export interface FeeSchedulePrice {
  practice_id: string;
  price_minor: number;
  schedule_id: string;
  service_id: string;
}

export interface Form {
  created_at: Timestamp;
  definition: Json;
  id: string;
  key: string;
  practice_id: string;
  retired_at: Timestamp | null;
  title: string;
  version: number;
}

export interface FormAlert {
  client_id: string;
  form_request_id: string;
  id: string;
  link_id: string;
  note: string | null;
  practice_id: string;
  raised_at: Timestamp;
  seen_at: Timestamp | null;
  seen_by: string | null;
  words: string;
}

export interface FormChartChange {
  after: string;
  before: string | null;
  client_id: string;
  created_at: Timestamp;
  decided_at: Timestamp | null;
  decided_by: string | null;
  field: string;
  form_request_id: string;
  id: string;
  practice_id: string;
  state: string;
}

export interface FormDraft {
  based_version: number | null;
  created_at: Timestamp;
  definition: Json;
  id: string;
  key: string;
  practice_id: string;
  row_version: Generated<number>;
  title: string;
  updated_at: Timestamp;
  updated_by: string;
}

export interface FormFile {
  created_at: Timestamp;
  file_id: string;
  form_request_id: string;
  id: string;
  link_id: string;
  practice_id: string;
}

export interface FormRequest {
  answers: Generated<Json>;
  appointment_id: string | null;
  ask_at: Timestamp | null;
  blocks_check_in: Generated<boolean>;
  client_id: string;
  completed_at: Timestamp | null;
  form_id: string;
  id: string;
  practice_id: string;
  requested_at: Timestamp;
  response: Json | null;
  row_version: Generated<number>;
  rule_id: string | null;
  started_at: Timestamp | null;
  state: string;
  why: string;
}

export interface GatewayConnection {
  account_name: string;
  account_ref: string;
  connected_at: Timestamp;
  connected_by: string;
  is_live: boolean;
  practice_id: string;
  provider: string;
  row_version: Generated<number>;
  sealed_key: string;
  sealed_webhook_secret: string;
  webhook_ref: string | null;
}

export interface GatewayCustomer {
  account_ref: string;
  client_id: string;
  created_at: Timestamp;
  customer_ref: string;
  practice_id: string;
  provider: string;
}

export interface GiftCard {
  balance_minor: Generated<number>;
  charge_id: string;
  client_id: string;
  code_hash: string;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  ended_at: Timestamp | null;
  ended_because: string | null;
  expires_on: string | null;
  id: string;
  last4: string;
  message: string | null;
  on_expiry: string;
  practice_id: string;
  recipient: string | null;
  row_version: Generated<number>;
  sealed_code: string;
  sold_on: string | null;
  valid_months: number | null;
  value_minor: Generated<number>;
}

export interface HolidayRegion {
  country: string;
  languages: Generated<string[]>;
  location_id: string;
  practice_id: string;
  region: string | null;
  state: string | null;
}

export interface HoursException {
  effect: Generated<string>;
  ends: string | null;
  id: string;
  location_id: string | null;
  next_day: Generated<boolean>;
  note: string | null;
  on_day: string;
  practice_id: string;
  practitioner_id: string;
  starts: string | null;
}

export interface Idempotency {
  answer: Json | null;
  at: Timestamp;
  caller: string;
  input_hash: string;
  key: string;
  operation: string;
  practice_id: string;
  status: number | null;
}

export interface IdPhoto {
  client_id: string;
  file_id: string;
  height: number;
  hints: Generated<string[]>;
  id: string;
  kind: string;
  practice_id: string;
  replaced_at: Timestamp | null;
  taken_at: Timestamp;
  taken_by: string;
  width: number;
}

export interface ImportBatch {
  counts: Generated<Json>;
  created_at: Timestamp;
  created_by: string;
  failure: string | null;
  file_name: string;
  file_sha256: string;
  file_size: number;
  finished_at: Timestamp | null;
  id: string;
  kind: string;
  map: Json | null;
  practice_id: string;
  row_version: Generated<number>;
  rows_read: Generated<number>;
  started_at: Timestamp | null;
  state: string;
  undone_at: Timestamp | null;
  undone_by: string | null;
}

export interface ImportItem {
  batch_id: string;
  line: number;
  practice_id: string;
  subject_id: string;
  subject_type: string;
}

export interface ImportProblem {
  batch_id: string;
  cells: Json;
  code: string;
  id: string;
  kind: string;
  line: number;
  message: string;
  practice_id: string;
}

export interface InboundMessage {
  attachments: Generated<Json>;
  body: string;
  channel: string;
  client_id: string | null;
  dismissed_at: Timestamp | null;
  dismissed_by: string | null;
  from_address: string;
  from_name: string | null;
  id: string;
  key: string;
  kind: string;
  matched_by: string | null;
  outcome: string | null;
  practice_id: string;
  received_at: Timestamp;
  subject: string | null;
}

export interface Invoice {
  bill_to: Json | null;
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  credited_minor: Generated<number>;
  currency: string;
  due_on: string | null;
  id: string;
  issued_at: Timestamp | null;
  issued_by: string | null;
  issued_on: string | null;
  letterhead: Json | null;
  locale: string;
  moved_on: string | null;
  net_minor: Generated<number>;
  note: string | null;
  number: number | null;
  open_minor: Generated<number>;
  payer_id: string | null;
  practice_id: string;
  row_version: Generated<number>;
  sent_at: Timestamp | null;
  tax_minor: Generated<number>;
  total_minor: Generated<number>;
  void_reason: string | null;
  voided_at: Timestamp | null;
  voided_by: string | null;
}

export interface InvoiceLine {
  charge_id: string;
  code: string | null;
  description: string;
  discount_minor: number | null;
  discount_reason: string | null;
  id: string;
  invoice_id: string;
  kind: string;
  location_id: string | null;
  net_minor: number;
  position: number;
  practice_id: string;
  practitioner_id: string | null;
  price_includes_tax: boolean;
  quantity: Numeric;
  served_on: string;
  service_id: string | null;
  share_whole_minor: number | null;
  tax_basis_points: number;
  tax_minor: number;
  tax_note: string | null;
  taxes: Json | null;
  total_minor: number;
  unit_price_minor: number;
}

export interface Job {
  attempts: Generated<number>;
  created_at: Timestamp;
  dead_at: Timestamp | null;
  id: string;
  key: string | null;
  kind: string;
  last_error: string | null;
  leased_until: Timestamp | null;
  max_attempts: Generated<number>;
  payload: Json;
  practice_id: string;
  run_at: Timestamp;
}

export interface Kiosk {
  created_at: Timestamp;
  created_by: string;
  id: string;
  kind: Generated<string>;
  last_seen_at: Timestamp | null;
  location_id: string;
  misses: Generated<number>;
  misses_since: Timestamp | null;
  name: string;
  phone_misses: Generated<number>;
  phone_misses_since: Timestamp | null;
  practice_id: string;
  revoked_at: Timestamp | null;
}

export interface Lead {
  client_id: string | null;
  created_at: Timestamp;
  email: string | null;
  id: string;
  language: string | null;
  lost_reason: string | null;
  message: string | null;
  name: string;
  next_action: string | null;
  next_action_on: string | null;
  owner_id: string | null;
  phone: string | null;
  practice_id: string;
  row_version: Generated<number>;
  source: string;
  stage: string;
  stage_changed_at: Timestamp;
}

export interface LedgerAccount {
  code: string;
  practice_id: string;
  type: string;
}

export interface LedgerEntry {
  actor_name: string;
  at: Timestamp;
  id: string;
  kind: string;
  posted_on: string;
  practice_id: string;
  reverses: string | null;
  subject_id: string;
  subject_type: string;
  total_minor: number;
  transfer_count: number;
}

export interface LedgerTransfer {
  amount_minor: number;
  client_id: string | null;
  credit: string;
  currency: string;
  debit: string;
  entry_id: string;
  id: string;
  invoice_id: string | null;
  line_id: string | null;
  location_id: string | null;
  payer_id: string | null;
  payment_id: string | null;
  posted_on: string;
  practice_id: string;
  practitioner_id: string | null;
  service_id: string | null;
}

export interface Location {
  address_lines: Generated<string[]>;
  archived_at: Timestamp | null;
  id: string;
  name: string;
  phone: string | null;
  position: Generated<number>;
  practice_id: string;
  row_version: Generated<number>;
  zone: string;
}

export interface LocationTravel {
  from_location_id: string;
  minutes: number;
  practice_id: string;
  to_location_id: string;
}

export interface Membership {
  client_id: string;
  counted_from: string;
  created_at: Timestamp;
  created_by: string;
  discount_basis_points: number;
  end_reason: string | null;
  ends_on: string | null;
  every: string;
  id: string;
  location_id: string | null;
  name: string;
  next_on: string;
  notice_days: number;
  paused_from: string | null;
  paused_until: string | null;
  periods: Generated<number>;
  plan_id: string;
  practice_id: string;
  price_minor: number;
  row_version: Generated<number>;
  service_ids: string[];
  started_on: string;
  visits: number;
}

export interface MembershipPeriod {
  charge_id: string;
  ends_before: string;
  id: string;
  membership_id: string;
  practice_id: string;
  starts_on: string;
  visits: number;
  visits_left: number;
}

export interface MembershipPlan {
  archived_at: Timestamp | null;
  discount_basis_points: number;
  every: string;
  id: string;
  name: string;
  notice_days: number;
  practice_id: string;
  price_minor: number;
  row_version: Generated<number>;
  service_ids: string[];
  visits: number;
}

export interface MembershipUse {
  charge_id: string;
  id: string;
  period_id: string;
  practice_id: string;
  undone_at: Timestamp | null;
  used_on: string;
}

export interface Message {
  address: string | null;
  attachments: Generated<Json>;
  attempts: Generated<number>;
  body: string;
  button: Generated<string>;
  by_name: string | null;
  cancelled_by: string | null;
  channel: string;
  client_id: string | null;
  created_at: Timestamp;
  data: Json | null;
  delivery: string | null;
  delivery_at: Timestamp | null;
  error: string | null;
  gateway_answer: string | null;
  gateway_id: string | null;
  ics: string | null;
  ics_method: string | null;
  id: string;
  key: string;
  link: Json | null;
  locale: string;
  practice_id: string;
  purpose: Generated<string>;
  recipient_name: string;
  rule: string;
  segments: number | null;
  send_at: Timestamp;
  sent_again: Generated<number>;
  sent_at: Timestamp | null;
  sms_text: string | null;
  state: string;
  subject: string;
  subject_id: string;
  subject_type: string;
  taken_until: Timestamp | null;
  template: string | null;
  title: string;
  try_again_at: Timestamp | null;
  undo_until: Timestamp | null;
  why: string;
}

export interface MessageReport {
  detail: string | null;
  id: string;
  message_id: string;
  practice_id: string;
  reported_at: Timestamp;
  state: string;
}

export interface MessageSettings {
  changed_at: Timestamp;
  inbound_secret: string | null;
  practice_id: string;
  reply_domain: string | null;
  row_version: Generated<number>;
  sms_config: Generated<Json>;
  sms_from: string | null;
  sms_kind: string | null;
  sms_secret: string | null;
  undo_seconds: Generated<number>;
}

export interface MessageSnippet {
  body: string;
  changed_at: Timestamp;
  id: string;
  name: string;
  practice_id: string;
  row_version: Generated<number>;
}

export interface MessageTemplate {
  body: string;
  changed_at: Timestamp;
  id: string;
  key: string;
  locale: string;
  practice_id: string;
  row_version: Generated<number>;
  sms: string | null;
  subject: string;
  title: string;
}

export interface Migration {
  applied_at: Generated<Timestamp>;
  checksum: string;
  name: string;
}

export interface NoShowModel {
  absences: number;
  clients: number;
  first_day: string | null;
  id: string;
  last_day: string | null;
  learned_at: Timestamp;
  model: Json | null;
  practice_id: string;
  state: string;
  test: Json | null;
  visits: number;
}

export interface Note {
  appointment_id: string | null;
  author_id: string;
  client_id: string;
  content: Json;
  document: string;
  document_sha256: string;
  id: string;
  practice_id: string;
  privacy: string;
  signed_at: Timestamp;
  signed_by: string;
  started_at: Timestamp;
  template_id: string;
}

export interface NoteAmendment {
  amended_at: Timestamp;
  author_id: string | null;
  author_name: string;
  body: string;
  id: string;
  note_id: string;
  practice_id: string;
  reason: string;
}

export interface NoteDraft {
  appointment_id: string | null;
  author_id: string;
  client_id: string;
  content: Generated<Json>;
  id: string;
  practice_id: string;
  privacy: string;
  row_version: Generated<number>;
  saved_at: Timestamp;
  started_at: Timestamp;
  template_id: string;
}

export interface NoteTemplate {
  created_at: Timestamp;
  id: string;
  key: string;
  practice_id: string;
  sections: Json;
  title: Json;
  version: number;
}

export interface Occupancy {
  appointment_id: string | null;
  ends_at: Timestamp;
  held_until: Timestamp | null;
  lead: string;
  practice_id: string;
  resource_id: string;
  resource_kind: string;
  session_id: string | null;
  starts_at: Timestamp;
  tail: string;
}

export interface OpeningHours {
  closes: string;
  id: string;
  location_id: string;
  opens: string;
  practice_id: string;
  weekday: number;
}

export interface Overbooking {
  absent_percent: number;
  appointment_id: string;
  beside_id: string;
  booked_at: Timestamp;
  booked_by: string;
  both_percent: number;
  model_id: string;
  on_day: string;
  practice_id: string;
  practitioner_id: string;
}

export interface OverbookingLimit {
  both_percent: number;
  most_per_day: number;
  practice_id: string;
  practitioner_id: string;
}

export interface PackageType {
  archived_at: Timestamp | null;
  for_family: boolean;
  id: string;
  name: string;
  on_expiry: string;
  practice_id: string;
  price_minor: number;
  row_version: Generated<number>;
  service_ids: string[];
  unit: string;
  units: number;
  valid_months: number | null;
}

export interface PackageUse {
  charge_id: string;
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  id: string;
  package_id: string;
  payment_id: string | null;
  practice_id: string;
  undone_at: Timestamp | null;
  undone_by: string | null;
  units: number;
  used_on: string;
  value_minor: number;
}

export interface PacketRule {
  ask_when: string;
  audience: string;
  categories: Generated<string[]>;
  chase_gap_hours: number;
  chase_last_hours: number;
  chase_times: number;
  days_before: number | null;
  id: string;
  items: Json;
  languages: Generated<string[]>;
  max_age: number | null;
  min_age: number | null;
  position: Generated<number>;
  practice_id: string;
  ready_key: string | null;
  row_version: Generated<number>;
  service_ids: Generated<string[]>;
  switched_off_at: Timestamp | null;
  title: string;
  valid_months: number | null;
}

export interface Payer {
  code: string | null;
  created_at: Timestamp;
  id: string;
  is_demo: Generated<boolean>;
  name: string;
  phone: string | null;
  practice_id: string;
  retired_at: Timestamp | null;
  row_version: Generated<number>;
}

export interface Payment {
  amount_minor: number;
  card_charge_id: string | null;
  checkout_id: string | null;
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  drawer_id: string | null;
  gift_card_id: string | null;
  id: string;
  location_id: string | null;
  moved_on: string;
  package_id: string | null;
  payer_id: string | null;
  practice_id: string;
  provider: string | null;
  received_on: string;
  reference: string | null;
  refunded_minor: Generated<number>;
  reverse_reason: string | null;
  reversed_at: Timestamp | null;
  reversed_by: string | null;
  row_version: Generated<number>;
  tender: string;
  unapplied_minor: number;
}

export interface PaymentDispute {
  amount_minor: number;
  closed_at: Timestamp | null;
  currency: string;
  evidence_due_at: Timestamp | null;
  held_entry: string | null;
  held_minor: number | null;
  id: string;
  opened_at: Timestamp;
  payment_id: string;
  practice_id: string;
  provider: string;
  provider_ref: string;
  reason: string;
  refund_id: string | null;
  state: string;
}

export interface PaymentPlan {
  agreed_at: Timestamp | null;
  agreed_by: string | null;
  agreed_how: string | null;
  agreed_text: string | null;
  agreed_to: string | null;
  client_id: string;
  currency: string;
  end_reason: string | null;
  ended_at: Timestamp | null;
  ended_by: string | null;
  finished_at: Timestamp | null;
  grace_days: number;
  how: string;
  id: string;
  invoice_id: string;
  missed_at: Timestamp | null;
  missed_rule: string;
  practice_id: string;
  proposed_at: Timestamp;
  proposed_by: string;
  row_version: Generated<number>;
  total_minor: number;
}

export interface PaymentPlanPart {
  amount_minor: number;
  due_on: string;
  plan_id: string;
  position: number;
  practice_id: string;
  reminded_at: Timestamp | null;
}

export interface Payout {
  account_ref: string;
  amount_minor: number;
  arrives_on: string;
  currency: string;
  descriptor: string | null;
  fee_minor: Generated<number>;
  fetched_at: Timestamp;
  id: string;
  posted_on: string | null;
  practice_id: string;
  provider: string;
  provider_ref: string;
  row_version: Generated<number>;
  state: string;
}

export interface PayoutLine {
  description: string | null;
  difference: string | null;
  fee_minor: number;
  gross_minor: number;
  happened_on: string;
  id: string;
  kind: string;
  net_minor: number;
  payment_id: string | null;
  payout_id: string;
  practice_id: string;
  provider_ref: string;
  resolved_as: string | null;
  resolved_at: Timestamp | null;
  resolved_by: string | null;
  resolved_note: string | null;
  source_ref: string | null;
}

export interface Policy {
  client_id: string;
  confirmed_at: Timestamp | null;
  confirmed_by: string | null;
  copay_minor: number | null;
  created_at: Timestamp;
  end_reason: string | null;
  ended_at: Timestamp | null;
  entered_by: string;
  group_number: string | null;
  holder_born_on: string | null;
  holder_client_id: string | null;
  holder_family_name: string | null;
  holder_given_name: string | null;
  id: string;
  member_id: string;
  payer_id: string | null;
  payer_name: string;
  plan_name: string | null;
  practice_id: string;
  priority: number;
  relation: string;
  replaces_id: string | null;
  row_version: Generated<number>;
  state: string;
  valid_from: string | null;
  valid_to: string | null;
}

export interface PolicyVersion {
  changed_at: Timestamp;
  changed_by: string;
  facts: Json;
  policy_id: string;
  practice_id: string;
  version: number;
}

export interface Practice {
  address_lines: Generated<string[]>;
  country: string;
  created_at: Timestamp;
  currency: string;
  email: string | null;
  embed_hosts: Generated<string[]>;
  legal_name: string | null;
  locale: string;
  name: string;
  pack: string;
  phone: string | null;
  practice_id: string;
  row_version: Generated<number>;
  second_factor_required: Generated<boolean>;
  settings: Generated<Json>;
  slug: string;
  tax_number: string | null;
  website: string | null;
  zone: string;
}

export interface PractitionerLimit {
  max_minutes_per_day: number | null;
  max_minutes_per_week: number | null;
  max_per_day: number | null;
  max_per_week: number | null;
  practice_id: string;
  practitioner_id: string;
}

export interface Product {
  archived_at: Timestamp | null;
  barcode: string | null;
  id: string;
  keeps_stock: boolean;
  low_stock: number;
  may_go_negative: boolean;
  name: string;
  practice_id: string;
  price_minor: number;
  row_version: Generated<number>;
  sku: string;
  tax_basis_points: number;
}

export interface QuietHours {
  channel: string | null;
  id: string;
  practice_id: string;
  purpose: string | null;
  quiet_from: string;
  quiet_until: string;
}

export interface Recall {
  calculated_due_on: string | null;
  chosen_at: Timestamp | null;
  client_id: string;
  created_at: Timestamp;
  days: number | null;
  disabled_at: Timestamp | null;
  disabled_until: string | null;
  disabled_until_balance_minor: number | null;
  due_on: string;
  id: string;
  is_urgent: Generated<boolean>;
  months: number | null;
  note: Generated<string>;
  practice_id: string;
  previous_on: string | null;
  recall_type_id: string;
  reminded_at: Timestamp | null;
  reminders_sent: Generated<number>;
  replaced_at: Timestamp | null;
  row_version: Generated<number>;
  told_booked_id: string | null;
  told_due_on: string | null;
  told_overdue_on: string | null;
}

export interface RecallContact {
  at: Timestamp;
  by_name: string;
  due_on: string;
  how: string;
  id: string;
  message_id: string | null;
  note: Generated<string>;
  nth: number;
  practice_id: string;
  recall_id: string;
}

export interface RecallTrigger {
  practice_id: string;
  recall_type_id: string;
  service_id: string;
}

export interface RecallType {
  again_after_days: Generated<number[]>;
  archived_at: Timestamp | null;
  book_service_id: string | null;
  days: number;
  exclusive_group: string | null;
  first_reminder_days: Generated<number>;
  from_age: number | null;
  id: string;
  months: number;
  name: string;
  position: Generated<number>;
  practice_id: string;
  row_version: Generated<number>;
  until_age: number | null;
}

export interface RecurringCharge {
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  description: string;
  ended_at: Timestamp | null;
  ends_on: string | null;
  every: number;
  id: string;
  kind: string;
  location_id: string | null;
  mode: string;
  next_on: string | null;
  paused_at: Timestamp | null;
  paused_by: string | null;
  practice_id: string;
  practitioner_id: string | null;
  quantity: Numeric;
  row_version: Generated<number>;
  service_id: string | null;
  starts_on: string;
  unit: string;
  unit_price_minor: number | null;
}

export interface RecurringRun {
  at: Timestamp;
  charge_id: string;
  period_on: string;
  practice_id: string;
  recurring_id: string;
}

export interface Refund {
  amount_minor: number;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  drawer_id: string | null;
  id: string;
  payment_id: string;
  practice_id: string;
  provider_ref: string | null;
  reason: string;
  refunded_on: string;
  state: string;
  tender: string;
}

export interface Relationship {
  client_id: string;
  created_at: Timestamp;
  id: string;
  kind: string;
  may_book: Generated<boolean>;
  may_pay: Generated<boolean>;
  may_see_records: Generated<boolean>;
  may_sign: Generated<boolean>;
  practice_id: string;
  related_client_id: string;
}

export interface ReminderPin {
  channel: string | null;
  client_id: string;
  hour: number | null;
  pinned_at: Timestamp;
  pinned_by: string;
  practice_id: string;
}

export interface Replanning {
  answer_hours: number;
  approved_at: Timestamp | null;
  approved_by: string | null;
  bound: Generated<number>;
  cost: Generated<number>;
  created_at: Timestamp;
  created_by: string;
  discarded_at: Timestamp | null;
  ends_at: Timestamp;
  id: string;
  kind: string;
  location_id: string | null;
  practice_id: string;
  practitioner_id: string | null;
  reason: string | null;
  room_id: string | null;
  search_until: Timestamp;
  starts_at: Timestamp;
  undone_at: Timestamp | null;
  undone_by: string | null;
  unit_id: string | null;
}

export interface ReplanningRow {
  answer_by: Timestamp | null;
  answered_at: Timestamp | null;
  appointment_id: string;
  choice: string;
  cost: Generated<number>;
  id: string;
  new_assistant_id: string | null;
  new_ends_at: Timestamp | null;
  new_location_id: string | null;
  new_practitioner_id: string | null;
  new_room_id: string | null;
  new_starts_at: Timestamp | null;
  new_unit_ids: Generated<string[]>;
  offered_at: Timestamp | null;
  old_assistant_id: string | null;
  old_ends_at: Timestamp;
  old_location_id: string;
  old_practitioner_id: string | null;
  old_room_id: string | null;
  old_starts_at: Timestamp;
  pinned: Generated<boolean>;
  position: number;
  practice_id: string;
  replanning_id: string;
  reproposed_at: Timestamp | null;
  settled_at: Timestamp | null;
  state: string;
  terms: Generated<Json>;
  todo_note: string | null;
  todo_staff_id: string | null;
  todo_tries: Generated<number>;
  todo_why: string | null;
  why_not: string | null;
}

export interface ReservedHours {
  clients: string | null;
  ends: string;
  id: string;
  location_id: string | null;
  practice_id: string;
  practitioner_id: string;
  release_minutes: number | null;
  starts: string;
  valid_from: string;
  valid_to: string | null;
  weekday: number;
}

export interface ReservedHoursService {
  practice_id: string;
  reserved_hours_id: string;
  service_id: string;
}

export interface Room {
  archived_at: Timestamp | null;
  id: string;
  location_id: string;
  name: string;
  position: Generated<number>;
  practice_id: string;
}

export interface RunningTimer {
  client_id: string | null;
  episode_id: string | null;
  narrative: string;
  practice_id: string;
  running_since: Timestamp | null;
  seconds_before: number;
  staff_id: string;
  started_at: Timestamp;
}

export interface SavedCard {
  account_ref: string;
  agreed_at: Timestamp;
  agreed_to: string;
  brand: string;
  card_ref: string;
  client_id: string;
  customer_ref: string;
  exp_month: number;
  exp_year: number;
  id: string;
  is_default: boolean;
  last4: string;
  practice_id: string;
  provider: string;
  removed_at: Timestamp | null;
  removed_by: string | null;
  row_version: Generated<number>;
}

export interface SealedDocument {
  created_at: Timestamp;
  file_id: string;
  practice_id: string;
  sha256: string;
  signature_id: string;
}

export interface SecretLink {
  client_id: string | null;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  practice_id: string;
  purpose: string;
  revoked_at: Timestamp | null;
  subject_id: string;
  subject_type: string;
  token_hash: string;
  used_at: Timestamp | null;
}

export interface Series {
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  id: string;
  practice_id: string;
  rule: string;
  starts_on: string;
  starts_time: string;
  zone: string;
}

export interface Service {
  archived_at: Timestamp | null;
  billing_code: string | null;
  bookable_online: Generated<boolean>;
  buffer_after_minutes: Generated<number>;
  buffer_before_minutes: Generated<number>;
  cancel_cutoff_minutes: Generated<number>;
  capacity: Generated<number>;
  category: string | null;
  checklist: Generated<string[]>;
  clients_only: string | null;
  color: string | null;
  continuity: Generated<string>;
  deposit_minor: number | null;
  deposit_percent: number | null;
  description: string | null;
  duration_minutes: number;
  duration_variants: Generated<Json>;
  form_keys: Generated<string[]>;
  home_travel_minutes: Generated<number>;
  horizon_days: Generated<number>;
  id: string;
  instructions: string | null;
  link_key: string | null;
  link_only: Generated<boolean>;
  max_minutes_per_day: number | null;
  max_minutes_per_week: number | null;
  max_per_day: number | null;
  max_per_week: number | null;
  min_notice_minutes: Generated<number>;
  modes: Generated<string[]>;
  name: string;
  needs_room: Generated<boolean>;
  note_template_key: string | null;
  position: Generated<number>;
  practice_id: string;
  price_minor: Generated<number>;
  reminder_minutes: Generated<number[]>;
  requires_approval: Generated<boolean>;
  reschedule_cutoff_minutes: Generated<number>;
  row_version: Generated<number>;
  scheduled_only: Generated<boolean>;
  series_online_max: number | null;
  slot_interval_minutes: Generated<number>;
  slot_offset_minutes: Generated<number>;
  tax_basis_points: Generated<number>;
  translations: Generated<Json>;
}

export interface ServiceAssistant {
  practice_id: string;
  service_id: string;
  staff_id: string;
}

export interface ServiceCoding {
  code: string | null;
  minutes_per_unit: number | null;
  modifiers: string[];
  place_of_service: string | null;
  practice_id: string;
  service_id: string;
}

export interface ServiceEquipment {
  pool_id: string;
  practice_id: string;
  service_id: string;
}

export interface ServiceLocation {
  location_id: string;
  practice_id: string;
  service_id: string;
}

export interface ServicePractitioner {
  buffer_after_minutes: number | null;
  buffer_before_minutes: number | null;
  capacity: number | null;
  duration_minutes: number | null;
  horizon_days: number | null;
  min_notice_minutes: number | null;
  practice_id: string;
  practitioner_id: string;
  price_minor: number | null;
  priority: Generated<number>;
  service_id: string;
  slot_interval_minutes: number | null;
  weight: Generated<number>;
}

export interface ServiceRoom {
  practice_id: string;
  room_id: string;
  service_id: string;
}

export interface Session {
  assistant_id: string | null;
  auto_promote: Generated<boolean>;
  buffer_after_minutes: number;
  buffer_before_minutes: number;
  cancel_reason: string | null;
  cancelled_at: Timestamp | null;
  cancelled_by: string | null;
  capacity: number;
  class_id: string | null;
  created_at: Timestamp;
  created_by: string;
  ends_at: Timestamp;
  id: string;
  location_id: string;
  mode: Generated<string>;
  notes: string | null;
  on_demand: Generated<boolean>;
  practice_id: string;
  practitioner_id: string;
  room_id: string | null;
  row_version: Generated<number>;
  service_id: string;
  starts_at: Timestamp;
  taken: Generated<number>;
  title: string | null;
  zone: string;
}

export interface SessionWaiting {
  added_at: Timestamp;
  added_by: string;
  appointment_id: string | null;
  client_id: string;
  id: string;
  left_at: Timestamp | null;
  notes: string | null;
  practice_id: string;
  session_id: string;
}

export interface Signature {
  address: string | null;
  client_id: string;
  consent_act_id: string | null;
  device: string | null;
  document: string;
  document_sha256: string;
  form_request_id: string | null;
  id: string;
  method: string;
  practice_id: string;
  relation: string;
  seal_sha256: string | null;
  signed_at: Timestamp;
  signer_client_id: string | null;
  signer_name: string;
  strokes: Json | null;
  text_version: string | null;
}

export interface SpentPuzzle {
  expires_at: Timestamp;
  nonce: string;
  practice_id: string;
}

export interface Staff {
  bookable_online: Generated<boolean>;
  color: string | null;
  created_at: Timestamp;
  denies: Generated<string[]>;
  disabled_at: Timestamp | null;
  email: string | null;
  id: string;
  is_practitioner: Generated<boolean>;
  name: string;
  own_clients_only: Generated<boolean>;
  practice_id: string;
  provider_number: string | null;
  role: string;
  row_version: Generated<number>;
  title: string | null;
  user_id: string | null;
}

export interface Stock {
  location_id: string;
  may_go_negative: boolean;
  on_hand: number;
  practice_id: string;
  product_id: string;
}

export interface StockMovement {
  at: Timestamp;
  by_name: string;
  charge_id: string | null;
  id: string;
  kind: string;
  location_id: string;
  practice_id: string;
  product_id: string;
  quantity: number;
  reason: string | null;
}

export interface StoredFile {
  client_id: string | null;
  created_at: Timestamp;
  created_by: string;
  finding: string | null;
  id: string;
  link_id: string | null;
  name: string;
  pages: number | null;
  practice_id: string;
  scan: string;
  scanned_at: Timestamp | null;
  sha256: string;
  size: number;
  type: string;
}

export interface Superbill {
  charged_minor: number;
  client_id: string;
  content: Json;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  from_on: string;
  id: string;
  locale: string;
  month_on: string | null;
  paid_minor: number;
  practice_id: string;
  sent_at: Timestamp | null;
  to_on: string;
}

export interface SuperbillRule {
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  from_month: string;
  practice_id: string;
}

export interface Task {
  appointment_id: string | null;
  checklist: Generated<Json>;
  client_id: string | null;
  created_at: Timestamp;
  created_by: string;
  done_at: Timestamp | null;
  done_by: string | null;
  due_days_after_visit: number | null;
  due_on: string | null;
  id: string;
  key: string | null;
  notes: string | null;
  owner_id: string | null;
  practice_id: string;
  priority: Generated<string>;
  queue: string | null;
  row_version: Generated<number>;
  rule_id: string | null;
  rule_name: string | null;
  subject_id: string | null;
  subject_type: string | null;
  title: string;
}

export interface TaskComment {
  at: Timestamp;
  by: string;
  id: string;
  practice_id: string;
  task_id: string;
  text: string;
}

export interface Tax {
  code: string;
  id: string;
  kinds: string[];
  location_id: string | null;
  name: string;
  practice_id: string;
  rate_ppm: number;
  row_version: Generated<number>;
  valid_from: string;
  valid_until: string | null;
}

export interface TaxExemption {
  client_id: string | null;
  created_at: Timestamp;
  created_by: string;
  id: string;
  practice_id: string;
  reason: string;
  service_id: string | null;
  tax_code: string | null;
  valid_from: string;
  valid_until: string | null;
}

export interface TestGatewayRefund {
  amount_minor: number;
  at: Timestamp;
  idempotency_key: string;
  practice_id: string;
  session_id: string;
}

export interface TestGatewaySession {
  amount_minor: number;
  checkout_id: string;
  created_at: Timestamp;
  currency: string;
  decided_at: Timestamp | null;
  description: string;
  id: string;
  practice_id: string;
  state: string;
}

export interface TillSale {
  change_minor: number;
  given_minor: number | null;
  id: string;
  invoice_id: string;
  location_id: string;
  practice_id: string;
  sold_at: Timestamp;
  sold_by: string;
}

export interface TimeEntry {
  billed_minutes: number;
  charge_id: string | null;
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  episode_id: string | null;
  id: string;
  is_billable: boolean;
  minutes: number;
  narrative: string;
  practice_id: string;
  rate_by_hand: Generated<boolean>;
  rate_minor: number | null;
  removed_at: Timestamp | null;
  row_version: Generated<number>;
  staff_id: string;
  worked_on: string;
  write_down_reason: string | null;
  written_down_by: string | null;
  written_down_minor: number | null;
}

export interface TimeOff {
  approved: boolean | null;
  blocks: Generated<string>;
  cancelled_at: Timestamp | null;
  client_note: string | null;
  decided_at: Timestamp | null;
  decided_by: string | null;
  decision_note: string | null;
  ends_at: Timestamp;
  id: string;
  kind: string;
  meeting_id: string | null;
  note: string | null;
  practice_id: string;
  practitioner_id: string;
  requested_at: Timestamp | null;
  requested_by: string | null;
  starts_at: Timestamp;
  substitute_id: string | null;
}

export interface TimeRate {
  client_id: string | null;
  created_at: Timestamp;
  created_by: string;
  episode_id: string | null;
  id: string;
  practice_id: string;
  rate_minor: number;
  role: string | null;
  staff_id: string | null;
  valid_from: string;
  valid_until: string | null;
}

export interface TimeRule {
  practice_id: string;
  round_how: string;
  round_to_minutes: number;
  row_version: Generated<number>;
}

export interface TreatmentPlan {
  client_id: string;
  conditions: Json;
  created_at: Timestamp;
  created_by: string;
  episode_id: string | null;
  id: string;
  practice_id: string;
  service_id: string;
  visits: number;
}

export interface VisitCheck {
  appointment_id: string;
  done_at: Timestamp;
  done_by: string;
  item: string;
  practice_id: string;
}

export interface VisitDiagnosis {
  appointment_id: string;
  code: string;
  label: string | null;
  position: number;
  practice_id: string;
}

export interface VisitFee {
  amount_minor: number;
  appointment_id: string;
  charge_id: string | null;
  client_id: string;
  created_at: Timestamp;
  currency: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  id: string;
  invoice_id: string | null;
  kind: string;
  minutes_before: number | null;
  practice_id: string;
  reason: string | null;
  row_version: Generated<number>;
  state: string;
}

export interface VisitsChange {
  changed_at: Timestamp;
  changed_by: string;
  id: string;
  kind: string;
  nth: Generated<number>;
  practice_id: string;
  subject_id: string;
  undone_at: Timestamp | null;
  visits: Json;
}

export interface WaitlistEntry {
  appointment_id: string | null;
  client_id: string;
  created_at: Timestamp;
  created_by: string;
  duration_minutes: number | null;
  ended_at: Timestamp | null;
  ended_because: string | null;
  expires_on: string | null;
  from_day: string | null;
  id: string;
  min_notice_minutes: Generated<number>;
  mode: Generated<string>;
  note: string | null;
  practice_id: string;
  replaces_id: string | null;
  row_version: Generated<number>;
  service_id: string;
  state: Generated<string>;
  to_day: string | null;
  urgency: Generated<string>;
  waiting_since: Timestamp;
  wanted_times: Generated<Json>;
}

export interface WaitlistEntryLocation {
  entry_id: string;
  location_id: string;
  practice_id: string;
}

export interface WaitlistEntryPractitioner {
  entry_id: string;
  practice_id: string;
  practitioner_id: string;
}

export interface WaitlistOffer {
  answered_at: Timestamp | null;
  appointment_id: string | null;
  client_id: string;
  ends_at: Timestamp;
  entry_id: string;
  expires_at: Timestamp;
  id: string;
  location_id: string;
  never_again: Generated<boolean>;
  offered_at: Timestamp;
  offered_by: string;
  practice_id: string;
  practitioner_id: string;
  round: number;
  score: Json;
  service_id: string;
  slot_id: string;
  starts_at: Timestamp;
  state: Generated<string>;
  zone: string;
}

export interface WaitlistSlot {
  appointment_id: string | null;
  cause: string;
  closed_at: Timestamp | null;
  closed_because: string | null;
  depth: Generated<number>;
  ends_at: Timestamp;
  filled_at: Timestamp | null;
  filled_by: string | null;
  filled_how: string | null;
  freed_at: Timestamp;
  hold_id: string | null;
  id: string;
  key: string;
  location_id: string;
  next_at: Timestamp | null;
  parent_id: string | null;
  practice_id: string;
  practitioner_id: string;
  price_minor: number | null;
  rounds: Generated<number>;
  service_id: string | null;
  starts_at: Timestamp;
  zone: string;
}

export interface WalkIn {
  client_id: string;
  practice_id: string;
}

export interface Webhook {
  created_at: Timestamp;
  created_by: string;
  id: string;
  name: string;
  practice_id: string;
  removed_at: Timestamp | null;
  sealed_secret: string;
  url: string;
}

export interface WebhookDelivery {
  answer: string | null;
  body: string;
  created_at: Timestamp;
  event_name: string;
  id: string;
  key: string;
  next_try_at: Timestamp | null;
  practice_id: string;
  state: string;
  status: number | null;
  tried_at: Timestamp | null;
  tries: Generated<number>;
  webhook_id: string;
}

export interface WebhookReceipt {
  event_id: string;
  practice_id: string;
  provider: string;
  received_at: Timestamp;
  type: string;
}

export interface WorkingHours {
  cycle_anchor: string | null;
  cycle_length: Generated<number>;
  cycle_week: Generated<number>;
  ends: string;
  id: string;
  location_id: string;
  next_day: Generated<boolean>;
  practice_id: string;
  practitioner_id: string;
  starts: string;
  valid_from: string;
  valid_to: string | null;
  weekday: number;
}

export interface WriteOff {
  amount_minor: number;
  approved_by: string | null;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  id: string;
  invoice_id: string;
  practice_id: string;
  reason: string;
  reason_code: string;
  reversed_at: Timestamp | null;
  reversed_by: string | null;
  written_off_on: string;
}

export interface WriteOffRequest {
  amount_minor: number;
  currency: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  decided_by_id: string | null;
  decision: string | null;
  decline_reason: string | null;
  id: string;
  invoice_id: string;
  practice_id: string;
  reason: string;
  reason_code: string;
  requested_at: Timestamp;
  requested_by: string;
  requested_by_id: string;
  write_off_id: string | null;
}

export interface WriteOffSettings {
  limits: Json;
  practice_id: string;
  row_version: Generated<number>;
  small_after_days: number;
  small_minor: number;
}

export interface X12Inbound {
  content: string;
  faults: Json;
  id: string;
  matched: number;
  name: string;
  practice_id: string;
  received_at: Timestamp;
  settled_at: Timestamp | null;
  settled_by: string | null;
  sha256: string;
  unmatched: number;
}

export interface DB {
  accepted_holiday: AcceptedHoliday;
  api_key: ApiKey;
  appointment: Appointment;
  audit_entry: AuditEntry;
  audit_seal: AuditSeal;
  "auth.account": AuthAccount;
  "auth.guess": AuthGuess;
  "auth.known_device": AuthKnownDevice;
  "auth.session": AuthSession;
  "auth.two_factor": AuthTwoFactor;
  "auth.user": AuthUser;
  "auth.verification": AuthVerification;
  automation: Automation;
  automation_run: AutomationRun;
  automation_step: AutomationStep;
  automation_version: AutomationVersion;
  autopay: Autopay;
  autopay_run: AutopayRun;
  bank_account: BankAccount;
  bank_import: BankImport;
  bank_line: BankLine;
  bank_match: BankMatch;
  bill_payer: BillPayer;
  billing_code: BillingCode;
  billing_policy: BillingPolicy;
  billing_settings: BillingSettings;
  blocked_address: BlockedAddress;
  booking_invitation: BookingInvitation;
  booking_profile: BookingProfile;
  booking_to_confirm: BookingToConfirm;
  calendar_feed: CalendarFeed;
  campaign: Campaign;
  campaign_run: CampaignRun;
  card_charge: CardCharge;
  card_request: CardRequest;
  card_setup: CardSetup;
  cash_drawer: CashDrawer;
  cash_session: CashSession;
  charge: Charge;
  chart_fact: ChartFact;
  check_in: CheckIn;
  checkout: Checkout;
  clearinghouse: Clearinghouse;
  client: Client;
  client_counter: ClientCounter;
  client_package: ClientPackage;
  client_payer: ClientPayer;
  client_practitioner: ClientPractitioner;
  client_tag: ClientTag;
  closure: Closure;
  consent_act: ConsentAct;
  consent_purpose: ConsentPurpose;
  consent_request: ConsentRequest;
  consent_text: ConsentText;
  contact_consent: ContactConsent;
  contact_point: ContactPoint;
  contact_preference: ContactPreference;
  conversation: Conversation;
  conversation_answer: ConversationAnswer;
  conversation_note: ConversationNote;
  cover_check: CoverCheck;
  credit_note: CreditNote;
  credit_note_line: CreditNoteLine;
  day_close: DayClose;
  deposit: Deposit;
  document_counter: DocumentCounter;
  dunning_letter: DunningLetter;
  dunning_letter_invoice: DunningLetterInvoice;
  dunning_pause: DunningPause;
  dunning_sequence: DunningSequence;
  dunning_settings: DunningSettings;
  episode: Episode;
  equipment_pool: EquipmentPool;
  equipment_unit: EquipmentUnit;
  estimate: Estimate;
  estimate_line: EstimateLine;
  estimate_visit: EstimateVisit;
  event: Event;
  extra_charge: ExtraCharge;
  fee_schedule: FeeSchedule;
  fee_schedule_price: FeeSchedulePrice;
  form: Form;
  form_alert: FormAlert;
  form_chart_change: FormChartChange;
  form_draft: FormDraft;
  form_file: FormFile;
  form_request: FormRequest;
  gateway_connection: GatewayConnection;
  gateway_customer: GatewayCustomer;
  gift_card: GiftCard;
  holiday_region: HolidayRegion;
  hours_exception: HoursException;
  id_photo: IdPhoto;
  idempotency: Idempotency;
  import_batch: ImportBatch;
  import_item: ImportItem;
  import_problem: ImportProblem;
  inbound_message: InboundMessage;
  invoice: Invoice;
  invoice_line: InvoiceLine;
  job: Job;
  kiosk: Kiosk;
  lead: Lead;
  ledger_account: LedgerAccount;
  ledger_entry: LedgerEntry;
  ledger_transfer: LedgerTransfer;
  location: Location;
  location_travel: LocationTravel;
  membership: Membership;
  membership_period: MembershipPeriod;
  membership_plan: MembershipPlan;
  membership_use: MembershipUse;
  message: Message;
  message_report: MessageReport;
  message_settings: MessageSettings;
  message_snippet: MessageSnippet;
  message_template: MessageTemplate;
  migration: Migration;
  no_show_model: NoShowModel;
  note: Note;
  note_amendment: NoteAmendment;
  note_draft: NoteDraft;
  note_template: NoteTemplate;
  occupancy: Occupancy;
  opening_hours: OpeningHours;
  overbooking: Overbooking;
  overbooking_limit: OverbookingLimit;
  package_type: PackageType;
  package_use: PackageUse;
  packet_rule: PacketRule;
  payer: Payer;
  payment: Payment;
  payment_dispute: PaymentDispute;
  payment_plan: PaymentPlan;
  payment_plan_part: PaymentPlanPart;
  payout: Payout;
  payout_line: PayoutLine;
  policy: Policy;
  policy_version: PolicyVersion;
  practice: Practice;
  practitioner_limit: PractitionerLimit;
  product: Product;
  quiet_hours: QuietHours;
  recall: Recall;
  recall_contact: RecallContact;
  recall_trigger: RecallTrigger;
  recall_type: RecallType;
  recurring_charge: RecurringCharge;
  recurring_run: RecurringRun;
  refund: Refund;
  relationship: Relationship;
  reminder_pin: ReminderPin;
  replanning: Replanning;
  replanning_row: ReplanningRow;
  reserved_hours: ReservedHours;
  reserved_hours_service: ReservedHoursService;
  room: Room;
  running_timer: RunningTimer;
  saved_card: SavedCard;
  sealed_document: SealedDocument;
  secret_link: SecretLink;
  series: Series;
  service: Service;
  service_assistant: ServiceAssistant;
  service_coding: ServiceCoding;
  service_equipment: ServiceEquipment;
  service_location: ServiceLocation;
  service_practitioner: ServicePractitioner;
  service_room: ServiceRoom;
  session: Session;
  session_waiting: SessionWaiting;
  signature: Signature;
  spent_puzzle: SpentPuzzle;
  staff: Staff;
  stock: Stock;
  stock_movement: StockMovement;
  stored_file: StoredFile;
  superbill: Superbill;
  superbill_rule: SuperbillRule;
  task: Task;
  task_comment: TaskComment;
  tax: Tax;
  tax_exemption: TaxExemption;
  test_gateway_refund: TestGatewayRefund;
  test_gateway_session: TestGatewaySession;
  till_sale: TillSale;
  time_entry: TimeEntry;
  time_off: TimeOff;
  time_rate: TimeRate;
  time_rule: TimeRule;
  treatment_plan: TreatmentPlan;
  visit_check: VisitCheck;
  visit_diagnosis: VisitDiagnosis;
  visit_fee: VisitFee;
  visits_change: VisitsChange;
  waitlist_entry: WaitlistEntry;
  waitlist_entry_location: WaitlistEntryLocation;
  waitlist_entry_practitioner: WaitlistEntryPractitioner;
  waitlist_offer: WaitlistOffer;
  waitlist_slot: WaitlistSlot;
  walk_in: WalkIn;
  webhook: Webhook;
  webhook_delivery: WebhookDelivery;
  webhook_receipt: WebhookReceipt;
  working_hours: WorkingHours;
  write_off: WriteOff;
  write_off_request: WriteOffRequest;
  write_off_settings: WriteOffSettings;
  x12_inbound: X12Inbound;
}
