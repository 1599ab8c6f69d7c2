import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor } from '../../platform/operation/shapes.ts'
import { todayOf } from '../invoices/invoice.ts'

export const PACKAGE_STATES = ['not_billed', 'running', 'used_up', 'expired', 'refunded', 'void'] as const

export const UseView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  appointmentId: Id.nullable(),
  description: z.string(),
  usedOn: Day,
  units: z.int(),
  valueMinor: Minor,
  undoneAt: Instant.nullable(),
})

export const PackageView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  name: z.string(),
  state: z.enum(PACKAGE_STATES),
  unit: z.enum(['visit', 'amount']),
  units: z.int(),
  unitsLeft: z.int(),
  serviceIds: z.array(Id),
  serviceNames: z.array(z.string()),
  forFamily: z.boolean(),
  valueMinor: Minor,
  valueLeftMinor: Minor,
  currency: z.string(),
  soldOn: Day.nullable(),
  expiresOn: Day.nullable(),
  invoiceId: Id.nullable(),
  invoiceNumber: z.int().nullable(),
  /** The invoice that sold it is not paid. */
  isUnpaid: z.boolean(),
  uses: z.array(UseView),
})
export type PackageView = z.input<typeof PackageView>

type Row = Omit<PackageView, 'clientName' | 'state' | 'uses'> & {
  given_name: string
  family_name: string
  ended: 'expired' | 'refunded' | 'void' | null
  voided: boolean
}

interface PackageQuestion {
  id?: string
  /** Theirs, and those of relatives that they may use. */
  clientId?: string
  /** Only those that a visit could still be taken off. */
  running?: boolean
}

/** Packages with what is left of them, those that expire first at the top. */
export async function viewPackages(ctx: Context, question: PackageQuestion): Promise<PackageView[]> {
  const { id, clientId } = question
  const today = await todayOf(ctx)
  const { rows } =
    await sql<Row>`select p.id, p.client_id as "clientId", c.given_name, c.family_name, p.name, p.unit, p.units, p.units_left as "unitsLeft",
      p.service_ids as "serviceIds", coalesce((select array_agg(s.name order by s.name) from service s where s.practice_id = p.practice_id and s.id = any(p.service_ids)), '{}') as "serviceNames",
      p.for_family as "forFamily", p.value_minor as "valueMinor", p.value_left_minor as "valueLeftMinor", p.currency, p.sold_on as "soldOn",
      p.expires_on as "expiresOn", i.id as "invoiceId", i.number as "invoiceNumber", coalesce(i.open_minor > 0, false) as "isUnpaid",
      p.ended_because as ended, h.voided_at is not null as voided
    from client_package p join client c on c.practice_id = p.practice_id and c.id = p.client_id
    join charge h on h.practice_id = p.practice_id and h.id = p.charge_id
    left join invoice i on i.practice_id = h.practice_id and i.id = h.invoice_id
    where p.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('p.client_id'))}
      ${id ? sql`and p.id = ${id}` : sql``}
      ${
        clientId
          ? sql`and (p.client_id = ${clientId} or (p.for_family and exists (select from relationship r where r.practice_id = p.practice_id
          and ((r.client_id = p.client_id and r.related_client_id = ${clientId}) or (r.related_client_id = p.client_id and r.client_id = ${clientId})))))`
          : sql``
      }
    order by p.expires_on nulls last, p.created_at, p.id limit 200`.execute(ctx.db)
  const found = rows.map((row) => present(row, today))
  const uses = await usesOf(
    ctx,
    found.map((each) => each.id),
  )
  return found
    .map((each) => ({ ...each, uses: uses.get(each.id) ?? [] }))
    .filter((each) => !question.running || each.state === 'running')
}

function present(row: Row, today: string): PackageView {
  const { given_name, family_name, ended: _ended, voided: _voided, ...rest } = row
  return {
    ...rest,
    clientName: clientName({ given_name, family_name }),
    state: stateOf(row, today),
    uses: [],
  }
}

function stateOf(row: Row, today: string): PackageView['state'] {
  if (row.voided) return 'void'
  if (row.ended)
    return row.ended === 'expired' && row.unitsLeft === 0 && row.valueLeftMinor === 0 ? 'expired' : row.ended
  if (row.soldOn === null) return 'not_billed'
  if (row.unitsLeft === 0) return 'used_up'
  return row.expiresOn !== null && row.expiresOn < today ? 'expired' : 'running'
}

type UseRow = z.input<typeof UseView> & { packageId: string; given_name: string; family_name: string }

async function usesOf(ctx: Context, ids: readonly string[]) {
  const { rows } =
    await sql<UseRow>`select u.id, u.package_id as "packageId", u.client_id as "clientId", c.given_name, c.family_name, h.appointment_id as "appointmentId",
      h.description, u.used_on as "usedOn", u.units, u.value_minor as "valueMinor", u.undone_at as "undoneAt"
    from package_use u join client c on c.practice_id = u.practice_id and c.id = u.client_id
    join charge h on h.practice_id = u.practice_id and h.id = u.charge_id
    where u.practice_id = ${ctx.practiceId} and u.package_id = any(${[...ids]}) order by u.used_on desc, u.id desc`.execute(
      ctx.db,
    )
  const byPackage = new Map<string, z.input<typeof UseView>[]>()
  for (const { packageId, given_name, family_name, ...use } of rows) {
    const own = byPackage.get(packageId) ?? []
    own.push({ ...use, clientName: clientName({ given_name, family_name }) })
    byPackage.set(packageId, own)
  }
  return byPackage
}
