import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import { cancelUntil } from '../appointment/cancel-appointment.ts'
import { MODES, STATES, STEPS } from '../appointment/states.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { comingOf } from '../bundles/coming.ts'
import { isAhead, visitsOf } from '../together/visits-of.ts'
import { inLanguage } from './booking-page.ts'

const Practitioner = z.object({ id: Id, name: z.string(), title: z.string().nullable() })

/** A visit as its client sees it; several services in a row are one. */
export const ClientVisitView = z.object({
  id: Id,
  state: z.enum(STATES),
  service: z
    .object({ id: Id, name: z.string(), instructions: z.string().nullable() })
    .describe('Of several services: the first, with the names and instructions of all.'),
  practitioner: Practitioner.nullable().describe(
    'null, too, when several services are with different people.',
  ),
  parts: z
    .array(
      z.object({
        serviceId: Id,
        name: z.string(),
        practitioner: Practitioner.nullable(),
        startsAt: z.string(),
        endsAt: z.string(),
        priceMinor: Minor,
      }),
    )
    .describe('Each service of the coming, in its order.'),
  series: z
    .array(z.object({ startsAt: z.string(), endsAt: z.string() }))
    .describe('All dates of the series the visit belongs to, in order; empty: it stands alone.'),
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
  can: z.object({ confirm: z.boolean(), cancel: z.boolean(), move: z.boolean() }),
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
  const coming = await comingOf(ctx, visit)
  const around: Around[] = []
  for (const part of coming) around.push(await readAround(ctx, part))
  const parts = coming.map((part, nth) => presentPart(ctx, part, around[nth]!))
  const [first, last] = [coming[0], coming.at(-1)!]
  const { location, practice } = around[0]!
  const { currency, ...house } = practice
  const samePerson = coming.every((part) => part.practitioner_id === first.practitioner_id)
  const moveUntil = earliest(coming.map(movableUntil))
  const lastCancel = earliest(coming.map(cancelUntil))
  return {
    id: first.id,
    state: first.state,
    service: {
      id: first.service_id,
      name: parts.map(({ name }) => name).join(', '),
      instructions: joined(around.map(({ service }) => service.instructions)),
    },
    practitioner: samePerson ? parts[0]!.practitioner : null,
    parts,
    series: await datesOf(ctx, first),
    location,
    practice: house,
    clientName: first.client_name,
    startsAt: toOffsetIso(first.starts_at, first.zone),
    endsAt: toOffsetIso(last.ends_at, last.zone),
    zone: first.zone,
    mode: first.mode,
    priceMinor: coming.reduce((sum, part) => sum + part.price_minor, 0),
    currency,
    cancelUntil: lastCancel,
    moveUntil,
    answerBy: first.state === 'requested' ? first.held_until : null,
    cancelledLate: first.cancelled_late,
    can: {
      confirm: coming.some(({ state }) => state === 'booked') && coming.every((part) => isAhead(ctx, part)),
      cancel: coming.every(isOpenFor('cancel')) && (first.state === 'requested' || ctx.now <= lastCancel),
      move: coming.every(isOpenFor('move')) && ctx.now <= moveUntil,
    },
  }
}

/** A series that is held is told to whoever holds it; one that is booked, without the dates that are off. */
async function datesOf(ctx: Context, { series_id }: Visit) {
  if (!series_id) return []
  const visits = await visitsOf(ctx, ['series_id', series_id])
  return visits
    .filter(({ state }) => state !== 'cancelled' && state !== 'expired')
    .map(({ starts_at, ends_at, zone }) => ({
      startsAt: toOffsetIso(starts_at, zone),
      endsAt: toOffsetIso(ends_at, zone),
    }))
}

function presentPart(ctx: Context, part: Visit, { service, title }: Around) {
  return {
    serviceId: part.service_id,
    name: inLanguage(ctx.locale, service, service.translations).name,
    practitioner: part.practitioner_id
      ? { id: part.practitioner_id, name: part.practitioner_name!, title }
      : null,
    startsAt: toOffsetIso(part.starts_at, part.zone),
    endsAt: toOffsetIso(part.ends_at, part.zone),
    priceMinor: part.price_minor,
  }
}

function joined(texts: (string | null)[]): string | null {
  return [...new Set(texts.filter((text) => text !== null))].join('\n\n') || null
}

function isOpenFor(step: 'cancel' | 'move') {
  return ({ state }: Visit) =>
    state !== 'held' && state !== 'no_show' && (STEPS[step] as readonly string[]).includes(state)
}

/** Until when a client may move the visit online. */
function movableUntil({
  starts_at,
  reschedule_cutoff_minutes,
}: Pick<Visit, 'starts_at' | 'reschedule_cutoff_minutes'>): Date {
  return new Date(starts_at.getTime() - reschedule_cutoff_minutes * 60_000)
}

function earliest(dates: Date[]): Date {
  return new Date(Math.min(...dates.map((date) => date.getTime())))
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
