import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant, InstantIn, Minor, line, text } from '../../platform/operation/shapes.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import { MODES } from '../appointment/states.ts'
import type { Looked } from '../together/look.ts'
import { nearestFree } from '../together/look.ts'
import type { LookedSeries, SeriesRow } from './look-at-series.ts'

const Wall = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
    'Give a date and time on the clock of the location, such as 2026-03-02T09:00.',
  )

/** What becomes of one row: as it is, left out, at another time, or against the rules with a reason. */
const choice = {
  choice: z.enum(['book', 'skip', 'move', 'force']),
  startsAt: InstantIn.optional().describe('For move: where to.'),
  reason: line(300)
    .optional()
    .describe('For force: why the rules may be broken; asks for appointments.overlap.'),
}

/** What a series takes, for the look and for the booking. */
export const seriesFields = {
  serviceId: Id,
  practitionerId: Id.nullish().describe('Left out: one for all, who is free most often.'),
  locationId: Id.nullish(),
  roomId: Id.nullish(),
  durationMinutes: z.int().min(1).max(1440).optional(),
  mode: z.enum(MODES).optional(),
  rule: z
    .string()
    .min(1)
    .max(2000)
    .describe('RFC 5545: FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10, also with RDATE and EXDATE lines.'),
  start: Wall.describe('On the clock of the location; it is a date of the series only if the rule says so.'),
  rows: z
    .array(z.strictObject({ wall: Wall, ...choice }))
    .max(400)
    .optional(),
}

/** The choices for visits that exist, by their id. */
export const visitChoices = z
  .array(z.strictObject({ id: Id, ...choice }))
  .max(400)
  .optional()

export const bookingFields = {
  priceMinor: Minor.min(0).optional(),
  notes: text(4000).nullish(),
  episodeId: Id.nullish(),
}

const Alternative = z.object({ startsAt: z.string(), endsAt: z.string(), practitionerId: Id, locationId: Id })
export const Rule = z.object({ code: z.string(), values: z.record(z.string(), z.unknown()) })

/** One time, looked at: free, or what stands against it and what is free nearby. */
export const LookView = {
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  state: z.enum(['free', 'conflict', 'no_such_time', 'left_out']),
  reasons: z.array(Rule),
  alternatives: z.array(Alternative),
}

export const SeriesPreview = z.object({
  zone: z.string(),
  practitioner: z.object({ id: Id, name: z.string() }).nullable(),
  chosenBecause: z.record(z.string(), z.unknown()).nullable(),
  rows: z.array(
    z.object({
      wall: z.string(),
      clock: z.enum(['skipped', 'twice', 'changed']).nullable().describe('What the clocks do at this date.'),
      ...LookView,
    }),
  ),
  totals: z.object({
    dates: z.int(),
    free: z.int(),
    conflicts: z.int(),
    noSuchTime: z.int(),
    priceMinor: Minor,
  }),
})

export const ChangeView = z.object({
  kind: z.enum(['booked', 'changed', 'cancelled']),
  at: Instant,
  by: z.string(),
  visits: z.int(),
})

/** The look at a whole series as the API answers it. */
export function presentSeriesLook(
  ctx: Context,
  { zone, rules, rows, practitionerId, chosenBecause }: LookedSeries,
) {
  const practitioner = rules.practitioners.find(({ id }) => id === practitionerId)
  const shown = rows.map((row) => ({
    wall: row.occurrence.wall,
    clock: row.occurrence.clock,
    ...presentLook(ctx, row.looked, zone),
    ...(row.looked ? {} : { state: emptyState(row) }),
  }))
  const count = (state: string) => shown.filter((row) => row.state === state).length
  const price = practitioner?.price_minor ?? rules.service.price_minor
  return {
    zone,
    practitioner: practitioner ? { id: practitioner.id, name: practitioner.name } : null,
    chosenBecause: chosenBecause && { ...chosenBecause },
    rows: shown,
    totals: {
      dates: shown.length,
      free: count('free'),
      conflicts: count('conflict'),
      noSuchTime: count('no_such_time'),
      priceMinor: price * count('free'),
    },
  }
}

function emptyState({ choice }: SeriesRow) {
  return choice?.choice === 'skip' ? ('left_out' as const) : ('no_such_time' as const)
}

/** A look at one time, with the nearest free times where it cannot be had. */
export function presentLook(ctx: Context, looked: Looked | null, zone: string) {
  const free = looked !== null && looked.reasons.length === 0 && looked.candidates.length > 0
  const candidate = looked?.candidates[0]
  return {
    startsAt: looked && toOffsetIso(looked.wish.startsAt, zone),
    endsAt: candidate ? toOffsetIso(candidate.endsAt, zone) : null,
    state: free ? ('free' as const) : ('conflict' as const),
    reasons: (looked?.reasons ?? []).map(({ code, values }) => ({ code, values })),
    alternatives: !looked || free ? [] : nearestFree(ctx, looked),
  }
}
