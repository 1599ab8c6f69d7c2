import { z } from 'zod'
import { Id, line, text } from '../../platform/operation/shapes.ts'
import { Condition } from '../segments/conditions.ts'

/** What begins a sequence for a client. */
export const StartsWith = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('visit_done'),
    serviceIds: z.array(Id).max(100).describe('Empty: any service.'),
    firstOnly: z.boolean().describe('Only after the very first visit.'),
  }),
  z.strictObject({ on: z.literal('no_visit'), days: z.int().min(14).max(3650) }),
  z.strictObject({ on: z.literal('birthday') }),
  z.strictObject({ on: z.literal('automation') }),
])
export type StartsWith = z.output<typeof StartsWith>

const Wording = z.strictObject({
  headline: line(120),
  text: text(5000).refine((value) => value.trim() !== '', 'Write something first.'),
  shortText: line(300).describe('What goes out by text message.'),
})
export type Wording = z.output<typeof Wording>

export const Step = z.strictObject({
  afterDays: z.int().min(0).max(365).describe('Days after it began.'),
  atTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day, such as 10:00.'),
  withLink: z.boolean().describe('A button that leads to booking.'),
  texts: z.strictObject({ en: Wording.optional(), de: Wording.optional() }),
})
export type Step = z.output<typeof Step>

export const campaignFields = {
  name: line(100),
  kind: z.enum(['broadcast', 'sequence']),
  purpose: z.enum(['care', 'review', 'marketing']),
  startsWith: StartsWith.nullable().describe('Null for a broadcast.'),
  segment: z.array(Condition).max(20),
  goal: z.enum(['none', 'booked']),
  again: z.enum(['once', 'yearly', 'each_visit']),
  steps: z.array(Step).min(1).max(10),
  perMinute: z.int().min(1).max(600),
}

export const CampaignWish = z.strictObject(campaignFields)
export type CampaignWish = z.output<typeof CampaignWish>

export const STATES = ['draft', 'active', 'paused', 'ended'] as const

export interface Campaign extends CampaignWish {
  id: string
  state: (typeof STATES)[number]
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
  rowVersion: number
}
