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

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

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
  booked_at: Timestamp | null;
  buffer_after_minutes: number;
  buffer_before_minutes: number;
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
  held_until: Timestamp | null;
  hour_known: Generated<boolean>;
  id: string;
  import_key: string | null;
  in_room_at: Timestamp | null;
  lead_id: string | null;
  location_id: string;
  mode: Generated<string>;
  no_show_at: Timestamp | null;
  notes: string | null;
  overlap_reason: string | null;
  practice_id: string;
  practitioner_id: string | null;
  price_minor: number;
  room_id: string | null;
  row_version: Generated<number>;
  sequence: Generated<number>;
  service_id: string;
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

export interface Closure {
  ends_on: string;
  id: string;
  location_id: string | null;
  name: string;
  practice_id: string;
  starts_on: string;
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
  practice_id: string;
}

export interface EquipmentUnit {
  archived_at: Timestamp | null;
  id: string;
  name: string;
  pool_id: string;
  practice_id: string;
}

export interface Event {
  actor_id: string | null;
  actor_kind: string;
  actor_name: string;
  at: Timestamp;
  client_id: string | null;
  data: Generated<Json>;
  id: string;
  name: string;
  operation: string;
  practice_id: string;
  subject_id: string;
  subject_type: string;
}

export interface HoursException {
  ends: string | null;
  id: string;
  location_id: string | null;
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

export interface Migration {
  applied_at: Generated<Timestamp>;
  checksum: string;
  name: string;
}

export interface Occupancy {
  appointment_id: string;
  ends_at: Timestamp;
  lead: string;
  practice_id: string;
  resource_id: string;
  resource_kind: string;
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

export interface Room {
  archived_at: Timestamp | null;
  id: string;
  location_id: string;
  name: string;
  position: Generated<number>;
  practice_id: string;
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

export interface Service {
  archived_at: Timestamp | null;
  billing_code: string | null;
  bookable_online: Generated<boolean>;
  buffer_after_minutes: Generated<number>;
  buffer_before_minutes: Generated<number>;
  cancel_cutoff_minutes: Generated<number>;
  category: string | null;
  clients_only: string | null;
  color: string | null;
  description: string | null;
  duration_minutes: number;
  form_keys: Generated<string[]>;
  horizon_days: Generated<number>;
  id: string;
  instructions: string | null;
  min_notice_minutes: Generated<number>;
  modes: Generated<string[]>;
  name: string;
  needs_room: Generated<boolean>;
  note_template_key: string | null;
  position: Generated<number>;
  practice_id: string;
  price_minor: Generated<number>;
  reminder_minutes: Generated<number[]>;
  reschedule_cutoff_minutes: Generated<number>;
  row_version: Generated<number>;
  slot_interval_minutes: Generated<number>;
  tax_basis_points: Generated<number>;
  translations: Generated<Json>;
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
  duration_minutes: number | null;
  practice_id: string;
  practitioner_id: string;
  price_minor: number | null;
  service_id: string;
}

export interface ServiceRoom {
  practice_id: string;
  room_id: string;
  service_id: string;
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

export interface StoredFile {
  client_id: string | null;
  created_at: Timestamp;
  created_by: string;
  id: string;
  name: string;
  practice_id: string;
  scan: string;
  sha256: string;
  size: number;
  type: string;
}

export interface TimeOff {
  cancelled_at: Timestamp | null;
  ends_at: Timestamp;
  id: string;
  kind: string;
  note: string | null;
  practice_id: string;
  practitioner_id: string;
  starts_at: Timestamp;
}

export interface WorkingHours {
  cycle_length: Generated<number>;
  cycle_week: Generated<number>;
  ends: string;
  id: string;
  location_id: string;
  practice_id: string;
  practitioner_id: string;
  starts: string;
  valid_from: string;
  valid_to: string | null;
  weekday: number;
}

export interface DB {
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
  client: Client;
  client_counter: ClientCounter;
  closure: Closure;
  contact_point: ContactPoint;
  episode: Episode;
  equipment_pool: EquipmentPool;
  equipment_unit: EquipmentUnit;
  event: Event;
  hours_exception: HoursException;
  idempotency: Idempotency;
  job: Job;
  lead: Lead;
  location: Location;
  migration: Migration;
  occupancy: Occupancy;
  opening_hours: OpeningHours;
  practice: Practice;
  relationship: Relationship;
  room: Room;
  secret_link: SecretLink;
  service: Service;
  service_equipment: ServiceEquipment;
  service_location: ServiceLocation;
  service_practitioner: ServicePractitioner;
  service_room: ServiceRoom;
  staff: Staff;
  stored_file: StoredFile;
  time_off: TimeOff;
  working_hours: WorkingHours;
}
