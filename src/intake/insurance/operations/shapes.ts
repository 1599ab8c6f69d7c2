import { z } from 'zod'
import { Day, Id, Instant, line, Minor } from '../../../platform/operation/shapes.ts'
import { CoverLineShape, Figures, Rejection } from './cover-shapes.ts'
import { PHOTO_KINDS } from '../photos.ts'
import { RELATIONS } from '../policy.ts'

const optional = (max: number) => line(max).nullable().default(null)
const Copay = z.int().min(0).max(100_000_000).nullable().default(null)

export const HolderIn = z.strictObject({
  clientId: Id.nullable().default(null),
  givenName: optional(100),
  familyName: optional(100),
  bornOn: Day.nullable().default(null),
})

/** What stands on a card. */
export const policyFields = {
  payerId: Id.nullable().default(null),
  payerName: optional(120),
  memberId: line(80),
  groupNumber: optional(50),
  planName: optional(120),
  relation: z.enum(RELATIONS).default('self'),
  holder: HolderIn.nullable().default(null),
  priority: z.int().min(1).max(3).default(1),
  validFrom: Day.nullable().default(null),
  validTo: Day.nullable().default(null),
  copayMinor: Copay,
}

export const PolicyState = z.enum(['proposed', 'in_force', 'ended', 'declined'])

export const CoverSummary = z.object({
  checkId: Id,
  state: z.enum(['waiting', 'sent', 'answered', 'failed']),
  trouble: z.string().nullable(),
  verdict: z.enum(['active', 'inactive', 'not_found', 'refused', 'unclear']).nullable(),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
  isStale: z.boolean(),
  /** The practice's own clearinghouse said so: nobody was really asked. */
  isMadeUp: z.boolean(),
  plan: z.string().nullable(),
  coverFrom: z.string().nullable(),
  coverTo: z.string().nullable(),
  needsAuthorisation: z.boolean(),
  rejections: z.array(Rejection),
  figures: Figures,
})

export const PolicyView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  payerId: Id.nullable(),
  payerName: z.string(),
  payerCode: z.string().nullable(),
  memberId: z.string(),
  groupNumber: z.string().nullable(),
  planName: z.string().nullable(),
  relation: z.enum(RELATIONS),
  holder: z.object({
    clientId: Id.nullable(),
    givenName: z.string().nullable(),
    familyName: z.string().nullable(),
    bornOn: Day.nullable(),
  }),
  priority: z.int(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  copayMinor: Minor.nullable(),
  state: PolicyState,
  replacesId: Id.nullable(),
  enteredBy: z.enum(['client', 'staff']),
  createdAt: Instant,
  confirmedAt: Instant.nullable(),
  confirmedBy: z.string().nullable(),
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
  rowVersion: z.int(),
  cover: CoverSummary.nullable(),
  can: z.object({ change: z.boolean(), confirm: z.boolean(), end: z.boolean(), check: z.boolean() }),
})

export const CheckView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  policyId: Id,
  payerName: z.string(),
  memberId: z.string(),
  appointmentId: Id.nullable(),
  state: z.enum(['waiting', 'sent', 'answered', 'failed']),
  why: z.enum(['by_hand', 'before_visit']),
  serviceOn: Day,
  askedAt: Instant,
  askedBy: z.string(),
  sentAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  tries: z.int(),
  trouble: z.string().nullable(),
  troubleText: z.string().nullable(),
  verdict: z.enum(['active', 'inactive', 'not_found', 'refused', 'unclear']).nullable(),
  needsAuthorisation: z.boolean(),
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  settledNote: z.string().nullable(),
})

export const PhotoKindShape = z.enum(PHOTO_KINDS)

export const PhotoView = z.object({
  id: Id,
  kind: PhotoKindShape,
  width: z.int(),
  height: z.int(),
  hints: z.array(z.enum(['too_dark', 'too_bright', 'too_small', 'blurred'])),
  scan: z.enum(['not_scanned', 'clean', 'infected', 'failed']),
  takenBy: z.enum(['client', 'staff']),
  takenAt: Instant,
})

export const CardRequestView = z.object({
  id: Id,
  kinds: z.array(PhotoKindShape),
  asksPolicy: z.boolean(),
  state: z.enum(['asked', 'received', 'withdrawn']),
  askedAt: Instant,
  askedBy: z.string(),
  receivedAt: Instant.nullable(),
})

export const StatementShape = z.object({
  verdict: z.enum(['active', 'inactive', 'not_found', 'refused', 'unclear']),
  plan: z.string().nullable(),
  insuranceType: z.string().nullable(),
  groupNumber: z.string().nullable(),
  coverFrom: z.string().nullable(),
  coverTo: z.string().nullable(),
  member: z.object({ name: z.string(), id: z.string(), bornOn: z.string().nullable() }).nullable(),
  payerName: z.string().nullable(),
  covered: z.array(z.string()),
  needsAuthorisation: z.boolean(),
  lines: z.array(CoverLineShape),
  rejections: z.array(Rejection),
  otherPayers: z.array(z.string()),
  messages: z.array(z.string()),
})
