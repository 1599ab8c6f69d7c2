import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, InstantIn } from '../../platform/operation/shapes.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import { inLanguage } from '../online/booking-page.ts'
import { subjectOf } from '../online/client-visit.ts'
import { acceptOffer, acceptOther, askForCall, readOffer } from './client-answer.ts'
import type { Outcome } from './client-answer.ts'
import { otherTimes } from './propose-again.ts'
import { findReplanning, findRow, lockRow } from './replanning-row.ts'
import type { ReplanningRow } from './replanning-row.ts'

const ClientTime = z.object({
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  practitioner: z.object({ id: Id, name: z.string() }).nullable(),
  standsIn: z.boolean().optional().describe('Stands in for who was to give the visit.'),
  location: z.object({ id: Id, name: z.string() }),
})

/** The offer as its client sees it: no name of anybody else, no reason of the practice. */
export const OfferView = z.object({
  /** `open`: to be answered; `call`: the practice will call. */
  state: z.enum(['open', 'accepted', 'call', 'over']),
  /** What this answer came to; null for a look. */
  outcome: z.enum(['accepted', 'taken', 'to_do', 'changed']).nullable(),
  practice: z.object({
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    locale: z.string(),
    country: z.string(),
  }),
  service: z.string(),
  old: ClientTime,
  proposal: ClientTime.nullable(),
  /** The time that was proposed first was taken meanwhile; this is another one. */
  isSecond: z.boolean(),
  answerBy: Instant.nullable(),
})

export const get = operation({
  path: 'GET /replan',
  summary: 'The new time that the practice offers, behind the link in the client’s mail',
  allow: 'link:replan',
  takes: z.strictObject({}),
  returns: OfferView,
  run: async (ctx) => present(ctx, null),
})

export const accept = operation({
  path: 'POST /replan/acceptance',
  summary: 'Take the offered time, or another free one; the visit moves at once',
  allow: 'link:replan',
  takes: z.strictObject({
    time: z.strictObject({ startsAt: InstantIn, practitionerId: Id }).optional(),
    seen: InstantIn.optional().describe(
      'The start the client was shown: another one meanwhile is shown first, not taken unseen.',
    ),
  }),
  returns: OfferView,
  fails: ['offer_over', 'slot_taken'],
  run: async (ctx, { time, seen }) => {
    const id = subjectOf(ctx)
    if (time) return present(ctx, await acceptOther(ctx, id, time))
    const row = await lockRow(ctx, id)
    const isOther = seen && row.state === 'offered' && row.new_starts_at?.getTime() !== seen.getTime()
    return present(ctx, isOther ? 'taken' : await acceptOffer(ctx, id))
  },
})

export const times = operation({
  path: 'GET /replan/times',
  summary: 'Other free times for the visit, earliest first',
  allow: 'link:replan',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(ClientTime) }),
  fails: ['offer_over'],
  run: async (ctx) => {
    const row = await readOffer(ctx, subjectOf(ctx))
    const found = await otherTimes(ctx, await findReplanning(ctx, row.replanning_id), row)
    const names = await namesOf(ctx)
    return {
      items: spreadOut(found).map((each) => {
        const place = names.locations.get(each.locationId)!
        return {
          startsAt: toOffsetIso(each.startsAt, place.zone),
          endsAt: toOffsetIso(each.endsAt, place.zone),
          zone: place.zone,
          practitioner: { id: each.practitionerId, name: names.staff.get(each.practitionerId) ?? '' },
          location: { id: each.locationId, name: place.name },
        }
      }),
    }
  },
})

export const callMe = operation({
  path: 'POST /replan/call',
  summary: 'None of the times will do: ask for a call',
  allow: 'link:replan',
  takes: z.strictObject({}),
  returns: OfferView,
  fails: ['offer_over'],
  run: async (ctx) => {
    await askForCall(ctx, subjectOf(ctx))
    return present(ctx, 'to_do')
  },
})

const MOST_TIMES = 120

/** The same start once, with whoever costs the client least; then so many that a phone can show them. */
function spreadOut<T extends { startsAt: Date; cost: number }>(found: readonly T[]): T[] {
  const best = new Map<number, T>()
  for (const each of found) {
    const known = best.get(each.startsAt.getTime())
    if (!known || each.cost < known.cost) best.set(each.startsAt.getTime(), each)
  }
  return [...best.values()].slice(0, MOST_TIMES)
}

async function present(ctx: Context, outcome: Outcome | null): Promise<z.input<typeof OfferView>> {
  const row = await findRow(ctx, subjectOf(ctx))
  const { service, translations, ...practice } = await readAround(ctx, row)
  const isPast = row.answer_by !== null && row.answer_by <= ctx.now
  return {
    state: stateOf(row, isPast),
    outcome,
    practice,
    service: inLanguage(ctx.locale, { name: service, description: null }, translations).name,
    old: {
      startsAt: toOffsetIso(row.old_starts_at, row.zone),
      endsAt: toOffsetIso(row.old_ends_at, row.zone),
      zone: row.zone,
      practitioner: row.old_practitioner_id
        ? { id: row.old_practitioner_id, name: row.old_practitioner_name ?? '' }
        : null,
      location: { id: row.old_location_id, name: row.old_location_name },
    },
    proposal: row.new_starts_at && {
      startsAt: toOffsetIso(row.new_starts_at, row.new_zone!),
      endsAt: toOffsetIso(row.new_ends_at!, row.new_zone!),
      zone: row.new_zone!,
      practitioner: { id: row.new_practitioner_id!, name: row.new_practitioner_name ?? '' },
      standsIn: row.terms.some(({ code }) => code === 'substitute'),
      location: { id: row.new_location_id!, name: row.new_location_name! },
    },
    isSecond: row.reproposed_at !== null,
    answerBy: row.answer_by,
  }
}

function stateOf({ state }: ReplanningRow, isPast: boolean) {
  if (state === 'accepted') return 'accepted'
  if (state === 'todo' || state === 'settled') return 'call'
  return state === 'offered' && !isPast ? 'open' : 'over'
}

interface Around {
  name: string
  phone: string | null
  email: string | null
  locale: string
  country: string
  service: string
  translations: Record<string, { name?: string }>
}

async function readAround(ctx: Context, { appointment_id }: ReplanningRow): Promise<Around> {
  const { rows } =
    await sql<Around>`select p.name, coalesce(l.phone, p.phone) as phone, p.email, p.locale, p.country, s.name as service, s.translations
    from appointment a join practice p on p.practice_id = a.practice_id join service s on s.practice_id = a.practice_id and s.id = a.service_id
    join location l on l.practice_id = a.practice_id and l.id = a.location_id
    where a.practice_id = ${ctx.practiceId} and a.id = ${appointment_id}`.execute(ctx.db)
  return rows[0]!
}

async function namesOf(ctx: Context) {
  const { rows } = await sql<{
    staff: [string, string][]
    locations: [string, { name: string; zone: string }][]
  }>`select
    (select json_agg(json_build_array(id, name)) from staff where practice_id = ${ctx.practiceId} and is_practitioner) as staff,
    (select json_agg(json_build_array(id, json_build_object('name', name, 'zone', zone))) from location where practice_id = ${ctx.practiceId}) as locations`.execute(
    ctx.db,
  )
  return { staff: new Map(rows[0]!.staff), locations: new Map(rows[0]!.locations) }
}
