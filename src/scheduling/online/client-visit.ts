import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, InstantIn, Minor, line } from '../../platform/operation/shapes.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import { findAppointment } from '../appointment/appointment.ts'
import { cancelAppointment, cancelUntil } from '../appointment/cancel-appointment.ts'
import { moveAppointment } from '../appointment/move-appointment.ts'
import { MODES, STATES, STEPS } from '../appointment/states.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { findFreeTimes } from '../times/free-times.ts'
import { FreeTimesView, presentTimes, searchFields, startOf } from '../times/operations.ts'
import { inLanguage } from './booking-page.ts'

/** A visit as its client sees it. */
export const ClientVisitView = z.object({
  id: Id,
  state: z.enum(STATES),
  service: z.object({ id: Id, name: z.string(), instructions: z.string().nullable() }),
  practitioner: z.object({ id: Id, name: z.string(), title: z.string().nullable() }).nullable(),
  location: z.object({
    id: Id,
    name: z.string(),
    addressLines: z.array(z.string()),
    phone: z.string().nullable(),
  }),
  practice: z.object({
    slug: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    locale: z.string(),
    country: z.string(),
  }),
  clientName: z.string().nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  mode: z.enum(MODES),
  priceMinor: Minor,
  currency: z.string(),
  cancelUntil: Instant,
  moveUntil: Instant,
  answerBy: Instant.nullable().describe('Of a request: until when the practice answers it.'),
  cancelledLate: z.boolean().nullable(),
  can: z.object({ cancel: z.boolean(), move: z.boolean() }),
})

interface Around {
  service: {
    name: string
    description: string | null
    translations: Record<string, { name?: string }>
    instructions: string | null
  }
  title: string | null
  location: { id: string; name: string; addressLines: string[]; phone: string | null }
  practice: {
    slug: string
    name: string
    phone: string | null
    email: string | null
    locale: string
    country: string
    currency: string
  }
}

/** The visit with all that a client needs to come, and what they may still do with it. */
export async function presentToClient(ctx: Context, visit: Visit): Promise<z.input<typeof ClientVisitView>> {
  const { service, title, location, practice } = await readAround(ctx, visit)
  const { currency, ...house } = practice
  const moveUntil = new Date(visit.starts_at.getTime() - visit.reschedule_cutoff_minutes * 60_000)
  const isOpen = (step: 'cancel' | 'move') =>
    visit.state !== 'held' &&
    visit.state !== 'no_show' &&
    (STEPS[step] as readonly string[]).includes(visit.state)
  return {
    id: visit.id,
    state: visit.state,
    service: {
      id: visit.service_id,
      name: inLanguage(ctx.locale, service, service.translations).name,
      instructions: service.instructions,
    },
    practitioner: visit.practitioner_id
      ? { id: visit.practitioner_id, name: visit.practitioner_name!, title }
      : null,
    location,
    practice: house,
    clientName: visit.client_name,
    startsAt: toOffsetIso(visit.starts_at, visit.zone),
    endsAt: toOffsetIso(visit.ends_at, visit.zone),
    zone: visit.zone,
    mode: visit.mode,
    priceMinor: visit.price_minor,
    currency,
    cancelUntil: cancelUntil(visit),
    moveUntil,
    answerBy: visit.state === 'requested' ? visit.held_until : null,
    cancelledLate: visit.cancelled_late,
    can: {
      cancel: isOpen('cancel') && (visit.state === 'requested' || ctx.now <= cancelUntil(visit)),
      move: isOpen('move') && ctx.now <= moveUntil,
    },
  }
}

async function readAround(ctx: Context, visit: Visit): Promise<Around> {
  const { rows } = await sql<Around>`select
    (select json_build_object('name', s.name, 'description', s.description, 'translations', s.translations, 'instructions', s.instructions)
      from service s where s.practice_id = ${ctx.practiceId} and s.id = ${visit.service_id}) as service,
    (select st.title from staff st where st.practice_id = ${ctx.practiceId} and st.id = ${visit.practitioner_id}) as title,
    (select json_build_object('id', l.id, 'name', l.name, 'addressLines', l.address_lines, 'phone', l.phone)
      from location l where l.practice_id = ${ctx.practiceId} and l.id = ${visit.location_id}) as location,
    (select json_build_object('slug', p.slug, 'name', p.name, 'phone', p.phone, 'email', p.email, 'locale', p.locale, 'country', p.country, 'currency', p.currency)
      from practice p where p.practice_id = ${ctx.practiceId}) as practice`.execute(ctx.db)
  return rows[0]!
}

export const get = operation({
  path: 'GET /visit',
  summary: 'The visit behind the link in the client’s mail',
  allow: 'link:visit',
  takes: z.strictObject({}),
  returns: ClientVisitView,
  run: async (ctx) => presentToClient(ctx, await findAppointment(ctx, subjectOf(ctx))),
})

export const cancel = operation({
  path: 'POST /visit/cancellation',
  summary: 'Cancel the visit, until the cutoff of its service',
  allow: 'link:visit',
  takes: z.strictObject({ reason: line(500).optional() }),
  returns: ClientVisitView,
  reason: 'optional',
  fails: ['wrong_state', 'cutoff_passed'],
  run: async (ctx, { reason }) =>
    presentToClient(
      ctx,
      await cancelAppointment(ctx, subjectOf(ctx), { by: 'client', reason: reason ?? null, online: true }),
    ),
})

export const availability = operation({
  path: 'GET /visit/availability',
  summary: 'Other times to which the visit could be moved, with the same practitioner',
  allow: 'link:visit',
  takes: z.strictObject({ from: searchFields.from, days: searchFields.days }),
  returns: FreeTimesView,
  run: async (ctx, { from, days }) => {
    const visit = await findAppointment(ctx, subjectOf(ctx))
    const start = await startOf(ctx, from)
    const ask = {
      serviceId: visit.service_id,
      practitionerId: visit.practitioner_id,
      clientId: visit.client_id,
      except: visit.id,
    }
    return presentTimes(
      await findFreeTimes(ctx, {
        ...ask,
        from: start < ctx.now ? ctx.now : start,
        days,
        limit: 500,
        by: 'client',
        mode: visit.mode,
      }),
    )
  },
})

export const move = operation({
  path: 'POST /visit/move',
  summary: 'Move the visit to another free time of the same practitioner, until the cutoff of its service',
  allow: 'link:visit',
  takes: z.strictObject({ startsAt: InstantIn }),
  returns: ClientVisitView,
  fails: [...BOOKING_FAILURES, 'wrong_state', 'cutoff_passed'],
  run: async (ctx, { startsAt }) =>
    presentToClient(ctx, await moveAppointment(ctx, subjectOf(ctx), { startsAt, by: 'client' })),
})

/** The appointment a link was made for. */
export function subjectOf({ actor }: Context): string {
  if (actor.kind !== 'link') throw new Error('Only a link opens this.')
  return actor.subjectId
}
