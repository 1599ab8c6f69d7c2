import { sql } from 'kysely'
import { subscriber } from '../platform/events/subscribers.ts'
import { pickLocale } from '../platform/i18n/i18n.ts'
import type { Context } from '../platform/operation/context.ts'
import { formatDateTime } from '../platform/time/index.ts'
import { cancelPlanned, sendMessage } from './send-message.ts'

const RULE = 'waitlist_offer'
/** The link outlives the offer, so that whoever is late is told so kindly. */
const LINK_DAYS = 30

/** A freed time is offered: by mail with a secret link, else it stands in the list of calls. */
export const waitlistMessages = subscriber({
  name: 'messages.offerFreedTime',
  on: ['waitlist.offered'],
  run: async (ctx, event) => {
    const offer = await findOpenOfferIfAny(ctx, event.subjectId)
    // Taken, answered or taken back before the mail was written: nobody hears of it.
    if (!offer) return
    await sendMessage(ctx, {
      clientId: offer.clientId,
      template: RULE,
      rule: RULE,
      why: 'A time came free that fits the wish on the waitlist.',
      data: await wordsOf(ctx, offer),
      subject: ['waitlist_offer', event.subjectId],
      key: `${RULE} ${event.subjectId}`,
      link: {
        purpose: 'offer',
        page: '/offer',
        subject: ['waitlist_offer', event.subjectId],
        validForDays: LINK_DAYS,
      },
    })
  },
})

/** What is no longer on offer is not mailed, and nobody has to be called about it. */
export const endWaitlistMessages = subscriber({
  name: 'messages.endOffers',
  on: ['waitlist.offer_ended', 'waitlist.claimed', 'waitlist.declined'],
  run: async (ctx, event) => {
    await cancelPlanned(ctx, {
      subjectId: event.subjectId,
      rules: [RULE],
      why: event.name === 'waitlist.offer_ended' ? 'The offer is over.' : 'The offer was answered.',
    })
  },
})

interface OfferFacts {
  clientId: string
  clientLanguage: string | null
  serviceName: string
  practitionerName: string
  locationName: string
  locationAddress: string
  startsAt: Date
  zone: string
  expiresAt: Date
  clientZone: string | null
  presentStartsAt: Date | null
  presentZone: string | null
}

async function findOpenOfferIfAny(ctx: Context, id: string): Promise<OfferFacts | undefined> {
  const { rows } =
    await sql<OfferFacts>`select o.client_id as "clientId", c.language as "clientLanguage", c.zone as "clientZone",
      coalesce(v.translations -> coalesce(c.language, p.locale) ->> 'name', v.name) as "serviceName", s.name as "practitionerName",
      l.name as "locationName", array_to_string(l.address_lines, ', ') as "locationAddress", o.starts_at as "startsAt", o.zone,
      o.expires_at as "expiresAt", r.starts_at as "presentStartsAt", r.zone as "presentZone"
    from waitlist_offer o
      join waitlist_entry e on e.practice_id = o.practice_id and e.id = o.entry_id
      join practice p on p.practice_id = o.practice_id
      join client c on c.practice_id = o.practice_id and c.id = o.client_id
      join service v on v.practice_id = o.practice_id and v.id = o.service_id
      join location l on l.practice_id = o.practice_id and l.id = o.location_id
      join staff s on s.practice_id = o.practice_id and s.id = o.practitioner_id
      left join appointment r on r.practice_id = e.practice_id and r.id = e.replaces_id
    where o.practice_id = ${ctx.practiceId} and o.id = ${id} and o.state = 'open' and o.expires_at > ${ctx.now}`.execute(
      ctx.db,
    )
  return rows[0]
}

async function wordsOf(ctx: Context, offer: OfferFacts) {
  const locale = pickLocale(offer.clientLanguage, (await ctx.practice()).locale)
  const at = (instant: Date, zone: string) => formatDateTime(instant, { locale, zone })
  return {
    service_name: offer.serviceName,
    starts: at(offer.startsAt, offer.zone),
    practitioner_name: offer.practitionerName,
    location_name: offer.locationName,
    location_address: offer.locationAddress,
    until: at(offer.expiresAt, offer.clientZone ?? offer.zone),
    present: offer.presentStartsAt ? at(offer.presentStartsAt, offer.presentZone ?? offer.zone) : null,
  }
}
