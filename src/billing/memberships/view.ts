import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import { PERIODS } from './plan.ts'

export const MEMBERSHIP_STATES = ['to_begin', 'running', 'paused', 'ending', 'over'] as const

export const MembershipView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  planId: Id,
  name: z.string(),
  state: z.enum(MEMBERSHIP_STATES),
  every: z.enum(PERIODS),
  priceMinor: Minor,
  currency: z.string(),
  visits: z.int(),
  /** Of the period that runs. */
  visitsLeft: z.int(),
  periodEndsOn: Day.nullable(),
  serviceNames: z.array(z.string()),
  discountBasisPoints: z.int(),
  noticeDays: z.int(),
  startedOn: Day,
  /** The day on which it is billed next; null when it is not. */
  nextOn: Day.nullable(),
  endsOn: Day.nullable(),
  pausedFrom: Day.nullable(),
  pausedUntil: Day.nullable(),
})
export type MembershipView = z.input<typeof MembershipView>

type Row = Omit<MembershipView, 'clientName' | 'state' | 'currency' | 'periodEndsOn'> & {
  given_name: string
  family_name: string
  endsBefore: string | null
}

interface MembershipQuestion {
  id?: string
  clientId?: string
  running?: boolean
}

/** Memberships with the visits of the period that runs, those that are over last. */
export async function viewMemberships(ctx: Context, question: MembershipQuestion): Promise<MembershipView[]> {
  const { id, clientId, running } = question
  const [today, { currency }] = [await todayOf(ctx), await ctx.practice()]
  const { rows } =
    await sql<Row>`select m.id, m.client_id as "clientId", c.given_name, c.family_name, m.plan_id as "planId", m.name, m.every,
      m.price_minor as "priceMinor", m.visits, coalesce(p.visits_left, 0) as "visitsLeft", p.ends_before as "endsBefore",
      coalesce((select array_agg(s.name order by s.name) from service s where s.practice_id = m.practice_id and s.id = any(m.service_ids)), '{}') as "serviceNames",
      m.discount_basis_points as "discountBasisPoints", m.notice_days as "noticeDays", m.started_on as "startedOn", m.next_on as "nextOn",
      m.ends_on as "endsOn", m.paused_from as "pausedFrom", m.paused_until as "pausedUntil"
    from membership m join client c on c.practice_id = m.practice_id and c.id = m.client_id
    left join membership_period p on p.practice_id = m.practice_id and p.membership_id = m.id and p.starts_on <= ${today} and p.ends_before > ${today}
    where m.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('m.client_id'))}
      ${id ? sql`and m.id = ${id}` : sql``} ${clientId ? sql`and m.client_id = ${clientId}` : sql``}
      ${running ? sql`and (m.ends_on is null or m.ends_on >= ${today})` : sql``}
    order by (m.ends_on is not null and m.ends_on < ${today}), c.family_name, c.given_name, m.started_on desc, m.id limit 500`.execute(
      ctx.db,
    )
  return rows.map((row) => present(row, { today, currency }))
}

function present(row: Row, { today, currency }: { today: string; currency: string }): MembershipView {
  const { given_name, family_name, endsBefore, ...rest } = row
  const goesOn = rest.endsOn === null || rest.nextOn! <= rest.endsOn
  return {
    ...rest,
    currency,
    clientName: clientName({ given_name, family_name }),
    state: stateOf(rest, today),
    periodEndsOn: endsBefore && addLocalDays(endsBefore, -1),
    nextOn: goesOn && rest.pausedFrom === null ? rest.nextOn : goesOn ? rest.pausedUntil : null,
  }
}

function stateOf(
  row: Pick<Row, 'endsOn' | 'pausedFrom' | 'startedOn'>,
  today: string,
): MembershipView['state'] {
  if (row.endsOn !== null && row.endsOn < today) return 'over'
  if (row.startedOn > today) return 'to_begin'
  if (row.endsOn !== null) return 'ending'
  return row.pausedFrom !== null ? 'paused' : 'running'
}
