import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, InstantIn, Minor } from '../../platform/operation/shapes.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import { MODES } from '../appointment/states.ts'
import type { Mode } from '../appointment/states.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { inLanguage } from '../online/booking-page.ts'
import { subjectOf } from '../online/client-visit.ts'
import { ClientVisitView, presentToClient } from '../online/present-to-client.ts'
import { createVisitLink } from '../online/hold.ts'
import { CLAIM_FAILURES, claimOffer, declineOffer, findOffer, nextTimesFor, openOffer } from './claim.ts'
import { endEntry } from './change-entry.ts'
import { findEntry } from './entry.ts'
import type { OfferRow } from './offers.ts'
import { OFFER_STATES } from './offers.ts'
import { takeOtherTime } from './take-other-time.ts'

const Alternative = z.object({
  startsAt: z.string(),
  endsAt: z.string(),
  practitionerId: Id,
  locationId: Id,
  practitionerName: z.string(),
  locationName: z.string(),
})

/** An offer as the client sees it. */
export const ClientOfferView = z.object({
  state: z.enum(OFFER_STATES),
  expiresAt: Instant,
  service: z.object({ name: z.string(), instructions: z.string().nullable() }),
  practitioner: z.object({ id: Id, name: z.string(), title: z.string().nullable() }),
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
  clientName: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  mode: z.enum(MODES),
  priceMinor: Minor,
  currency: z.string(),
  cancelCutoffMinutes: z.int(),
  rescheduleCutoffMinutes: z.int(),
  replaces: z
    .object({ startsAt: z.string(), zone: z.string(), practitionerName: z.string().nullable() })
    .nullable()
    .describe('The later visit that would be moved.'),
  isWaiting: z.boolean().describe('They are still on the waitlist.'),
  bookableOnline: z.boolean(),
  alternatives: z.array(Alternative).describe('When it is gone or declined: the next free times.'),
})

export const get = operation({
  path: 'GET /offer',
  summary: 'The time behind the link in the client’s mail',
  allow: 'link:offer',
  takes: z.strictObject({}),
  returns: ClientOfferView,
  run: async (ctx) => present(ctx, await findOffer(ctx, subjectOf(ctx))),
})

export const accept = operation({
  path: 'POST /offer/acceptance',
  summary: 'Take the offered time; the first has it, everybody else stays on the list',
  allow: 'link:offer',
  takes: z.strictObject({}),
  returns: z.object({ visit: ClientVisitView, token: z.string(), manageUrl: z.string() }),
  fails: CLAIM_FAILURES,
  run: async (ctx) => {
    const visit = await claimOffer(ctx, subjectOf(ctx))
    const { token, url } = await createVisitLink(ctx, visit)
    return { visit: await presentToClient(ctx, visit), token, manageUrl: url }
  },
})

export const takeOther = operation({
  path: 'POST /offer/other-time',
  summary: 'Take one of the next free times instead, when the offered one is gone; as if booked online',
  allow: 'link:offer',
  takes: z.strictObject({ startsAt: InstantIn, practitionerId: Id, locationId: Id }),
  returns: z.object({ visit: ClientVisitView, token: z.string(), manageUrl: z.string() }),
  fails: [...CLAIM_FAILURES, ...BOOKING_FAILURES, 'wrong_state', 'cutoff_passed'],
  run: async (ctx, time) => {
    const visit = await takeOtherTime(ctx, subjectOf(ctx), time)
    const { token, url } = await createVisitLink(ctx, visit)
    return { visit: await presentToClient(ctx, visit), token, manageUrl: url }
  },
})

export const decline = operation({
  path: 'POST /offer/refusal',
  summary: 'No, thanks: the client stays on the list',
  allow: 'link:offer',
  takes: z.strictObject({
    never: z.boolean().default(false).describe('This very time is not offered again.'),
  }),
  returns: ClientOfferView,
  fails: CLAIM_FAILURES,
  run: async (ctx, { never }) => {
    await declineOffer(ctx, subjectOf(ctx), { never })
    return present(ctx, await findOffer(ctx, subjectOf(ctx)))
  },
})

export const leave = operation({
  path: 'POST /offer/withdrawal',
  summary: 'Leave the waitlist',
  allow: 'link:offer',
  takes: z.strictObject({}),
  returns: ClientOfferView,
  fails: CLAIM_FAILURES,
  run: async (ctx) => {
    const { entry_id } = await findOffer(ctx, subjectOf(ctx))
    const entry = await findEntry(ctx, entry_id)
    if (entry.state !== 'waiting') await openOffer(ctx, subjectOf(ctx))
    await endEntry(ctx, entry_id, { state: 'withdrawn', because: 'left_by_link' })
    return present(ctx, await findOffer(ctx, subjectOf(ctx)))
  },
})

interface Around {
  service: {
    name: string
    description: string | null
    translations: Record<string, { name?: string }>
    instructions: string | null
    cancel_cutoff_minutes: number
    reschedule_cutoff_minutes: number
    bookable_online: boolean
  }
  practitioner: { id: string; name: string; title: string | null }
  location: z.input<typeof ClientOfferView>['location']
  practice: z.input<typeof ClientOfferView>['practice'] & { currency: string }
  price_minor: number
}

async function present(ctx: Context, offer: OfferRow): Promise<z.input<typeof ClientOfferView>> {
  const entry = await findEntry(ctx, offer.entry_id)
  const { service, practitioner, location, practice, price_minor } = await readAround(
    ctx,
    offer,
    entry.replaces_id,
  )
  const { currency, ...house } = practice
  const state = offer.state === 'open' && offer.expires_at <= ctx.now ? 'expired' : offer.state
  return {
    state,
    expiresAt: offer.expires_at,
    service: {
      name: inLanguage(ctx.locale, service, service.translations).name,
      instructions: service.instructions,
    },
    practitioner,
    location,
    practice: house,
    clientName: entry.client_name,
    startsAt: toOffsetIso(offer.starts_at, offer.zone),
    endsAt: toOffsetIso(offer.ends_at, offer.zone),
    zone: offer.zone,
    mode: entry.mode as Mode,
    priceMinor: price_minor,
    currency,
    cancelCutoffMinutes: service.cancel_cutoff_minutes,
    rescheduleCutoffMinutes: service.reschedule_cutoff_minutes,
    replaces:
      entry.replaces_id && entry.state === 'waiting'
        ? {
            startsAt: toOffsetIso(entry.replaces_starts_at!, entry.replaces_zone!),
            zone: entry.replaces_zone!,
            practitionerName: entry.replaces_practitioner,
          }
        : null,
    isWaiting: entry.state === 'waiting',
    bookableOnline: service.bookable_online,
    alternatives: state !== 'open' && entry.state === 'waiting' ? await nextTimesFor(ctx, entry) : [],
  }
}

/** What the visit would cost: what the present one costs, the practitioner's own price, or the service's. */
async function readAround(ctx: Context, offer: OfferRow, replacesId: string | null): Promise<Around> {
  const { rows } = await sql<Around>`select
    (select json_build_object('name', s.name, 'description', s.description, 'translations', s.translations, 'instructions', s.instructions,
      'cancel_cutoff_minutes', s.cancel_cutoff_minutes, 'reschedule_cutoff_minutes', s.reschedule_cutoff_minutes, 'bookable_online', s.bookable_online and s.archived_at is null)
      from service s where s.practice_id = ${ctx.practiceId} and s.id = ${offer.service_id}) as service,
    (select json_build_object('id', st.id, 'name', st.name, 'title', st.title) from staff st
      where st.practice_id = ${ctx.practiceId} and st.id = ${offer.practitioner_id}) as practitioner,
    (select json_build_object('id', l.id, 'name', l.name, 'addressLines', l.address_lines, 'phone', l.phone)
      from location l where l.practice_id = ${ctx.practiceId} and l.id = ${offer.location_id}) as location,
    (select json_build_object('slug', p.slug, 'name', p.name, 'phone', p.phone, 'email', p.email, 'locale', p.locale, 'country', p.country, 'currency', p.currency)
      from practice p where p.practice_id = ${ctx.practiceId}) as practice,
    coalesce((select a.price_minor from appointment a where a.practice_id = ${ctx.practiceId} and a.id = ${replacesId}),
      (select sp.price_minor from service_practitioner sp where sp.practice_id = ${ctx.practiceId} and sp.service_id = ${offer.service_id}
        and sp.practitioner_id = ${offer.practitioner_id}),
      (select s.price_minor from service s where s.practice_id = ${ctx.practiceId} and s.id = ${offer.service_id})) as price_minor`.execute(
    ctx.db,
  )
  return rows[0]!
}
