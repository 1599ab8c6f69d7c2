import { sql } from 'kysely'
import { z } from 'zod'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { OFFER_STATES } from './offers.ts'
import { URGENCIES } from './ranking.ts'

/** Why somebody stands where they stand: out of 100, part by part, with the facts behind it. */
export const ScoreView = z.object({
  total: z.number(),
  parts: z.array(
    z.object({
      key: z.enum(['urgency', 'waiting', 'fit', 'chance']),
      value: z.number(),
      weight: z.number(),
      points: z.number(),
    }),
  ),
  facts: z.object({
    urgency: z.enum(URGENCIES),
    waitingDays: z.int(),
    usedPercent: z.number(),
    practitioner: z.enum(['wished', 'usual', 'any']),
    offersBefore: z.int(),
    acceptedBefore: z.int(),
  }),
})

const Named = z.object({ id: Id, name: z.string() })
const OfferView = z.object({
  id: Id,
  entryId: Id,
  client: Named,
  state: z.enum(OFFER_STATES),
  startsAt: Instant,
  endsAt: Instant,
  round: z.int().describe('0: by hand.'),
  score: ScoreView,
  offeredAt: Instant,
  offeredBy: z.string(),
  expiresAt: Instant,
  answeredAt: Instant.nullable(),
})

/** A freed time with whoever was asked about it. */
export const SlotView = z.object({
  id: Id,
  practitioner: Named.extend({ color: z.string().nullable() }),
  location: Named,
  service: Named.nullable(),
  startsAt: Instant,
  endsAt: Instant,
  zone: z.string(),
  cause: z.enum(['cancelled', 'moved', 'hours', 'by_hand']),
  depth: z.int().describe('Steps of a cascade: so many people moved up before this time came free.'),
  freedAt: Instant,
  rounds: z.int(),
  nextAt: Instant.nullable(),
  closedBecause: z
    .enum(['filled', 'taken', 'nobody', 'too_late', 'restored', 'stopped', 'not_automatic'])
    .nullable(),
  filledAt: Instant.nullable(),
  filledHow: z.enum(['waitlist', 'moved_up', 'other']).nullable(),
  isKept: z.boolean().describe('The time is kept from other bookings meanwhile.'),
  offers: z.array(OfferView),
})

interface SlotFacts extends Omit<z.input<typeof SlotView>, 'offers'> {
  offers: z.input<typeof OfferView>[]
}

/** Freed times, the next first: in flight (somebody is or will be asked), or those of the last seven days. */
export async function listSlots(
  ctx: Context,
  { show, limit }: { show: 'open' | 'recent'; limit: number },
): Promise<SlotFacts[]> {
  const inFlight = sql`(s.closed_at is null or exists (select from waitlist_offer o where o.practice_id = s.practice_id and o.slot_id = s.id and o.state = 'open'))
    and s.ends_at > ${ctx.now}`
  const recent = sql`s.freed_at > ${ctx.now}::timestamptz - interval '7 days'`
  const { rows } =
    await sql<SlotFacts>`select s.id, json_build_object('id', st.id, 'name', st.name, 'color', st.color) as practitioner,
      json_build_object('id', l.id, 'name', l.name) as location, case when v.id is null then null else json_build_object('id', v.id, 'name', v.name) end as service,
      s.starts_at as "startsAt", s.ends_at as "endsAt", s.zone, s.cause, s.depth, s.freed_at as "freedAt", s.rounds, s.next_at as "nextAt",
      s.closed_because as "closedBecause", s.filled_at as "filledAt", s.filled_how as "filledHow", coalesce(h.state = 'held', false) as "isKept",
      (select coalesce(json_agg(json_build_object('id', o.id, 'entryId', o.entry_id, 'client', json_build_object('id', c.id, 'name', c.given_name || ' ' || c.family_name),
          'state', o.state, 'startsAt', to_json(o.starts_at), 'endsAt', to_json(o.ends_at), 'round', o.round, 'score', o.score, 'offeredAt', to_json(o.offered_at),
          'offeredBy', o.offered_by, 'expiresAt', to_json(o.expires_at), 'answeredAt', to_json(o.answered_at))
          order by (o.score ->> 'total')::float8 desc, o.id), '[]')
        from waitlist_offer o join client c on c.practice_id = o.practice_id and c.id = o.client_id
        where o.practice_id = s.practice_id and o.slot_id = s.id and ${seesClient(ctx, sql.ref('o.client_id'))}) as offers
    from waitlist_slot s join staff st on st.practice_id = s.practice_id and st.id = s.practitioner_id
      join location l on l.practice_id = s.practice_id and l.id = s.location_id
      left join service v on v.practice_id = s.practice_id and v.id = s.service_id
      left join appointment h on h.practice_id = s.practice_id and h.id = s.hold_id
    where s.practice_id = ${ctx.practiceId} and s.closed_because is distinct from 'restored' and ${show === 'open' ? inFlight : recent}
    order by ${show === 'open' ? sql`s.starts_at` : sql`s.freed_at desc`}, s.id limit ${limit}`.execute(
      ctx.db,
    )
  return rows
}
