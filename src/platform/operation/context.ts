import type { Actor } from '../access/actor.ts'
import type { Clock, Random } from '../clock.ts'
import type { Db } from '../database/transaction.ts'
import type { Services } from '../services.ts'

/** What happened, as the operation says it. */
export interface Happening {
  name: string
  subjectType: string
  subjectId: string
  clientId: string | null
  data: Record<string, unknown>
  before?: unknown
  after?: unknown
}

export interface RecordDetails {
  subject: readonly [type: string, id: string]
  clientId?: string | null | undefined
  /** Goes to subscribers, webhooks and the timeline: ids and facts, no free text of a health record. */
  data?: Record<string, unknown>
  /** For the audit trail only. */
  before?: unknown
  after?: unknown
}

export interface JobWish {
  kind: string
  payload: Record<string, unknown>
  runAt: Date
  key: string | null
}

/** The tenant as every slice needs it. */
export interface PracticeFacts {
  id: string
  slug: string
  name: string
  pack: string
  locale: string
  currency: string
  country: string
  zone: string
}

/** What an operation works with: one transaction of one practice, who acts, and the time it is. */
export interface Context {
  db: Db
  practiceId: string
  actor: Actor
  now: Date
  locale: string
  services: Services
  /** Where the call came from, for the audit and signatures; null inside. */
  address: string | null
  /** The bytes sent to an operation with `upload`. */
  upload: Uint8Array | null
  practice(): Promise<PracticeFacts>
  can(permission: string): boolean
  /** Leaves an event in this transaction: subscribers, live screens, timeline and audit read it. */
  record(name: string, details: RecordDetails): void
  /** Names what a read opened, for the audit. */
  saw(type: string, id: string, clientId?: string | null): void
  /** Queues work in this transaction; the same key is queued once. */
  later(kind: string, payload: Record<string, unknown>, when?: { runAt?: Date; key?: string }): void
  /** A new id that sorts by time. */
  newId(): string
}

export type { Clock, Random }
