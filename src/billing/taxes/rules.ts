import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { TaxRate } from '../charges/price.ts'
import type { ChargeKind } from '../ledger/chart.ts'

export interface Taxable {
  kind: ChargeKind
  clientId: string
  serviceId: string | null
  locationId: string | null
  /** The day of the service: its rates count, whenever the bill is written. */
  servedOn: string
}

export interface TaxesFound {
  /** Null: the practice has no rules for that day, and whatever rate the service has counts. */
  rates: TaxRate[] | null
  /** Why a tax that would apply does not: printed on the invoice. */
  note: string | null
}

interface RuleRow {
  code: string
  name: string
  ratePpm: number
  locationId: string | null
  kinds: string[]
  exempt: string | null
}

/**
 * The taxes on something by the practice's rules: those of the day, of its kind, of its location (a location's own rate
 * of a tax takes the place of the general one), less what the client or the service is exempt from.
 */
export async function findTaxes(ctx: Context, what: Taxable): Promise<TaxesFound> {
  const day = what.servedOn
  const { rows } =
    await sql<RuleRow>`select t.code, t.name, t.rate_ppm as "ratePpm", t.location_id as "locationId", t.kinds,
      (select e.reason from tax_exemption e where e.practice_id = t.practice_id and (e.tax_code is null or e.tax_code = t.code)
        and e.valid_from <= ${day} and (e.valid_until is null or e.valid_until >= ${day})
        and (e.client_id = ${what.clientId} or e.service_id = ${what.serviceId}::uuid) order by e.valid_from desc, e.id limit 1) as exempt
    from tax t where t.practice_id = ${ctx.practiceId} and t.valid_from <= ${day} and (t.valid_until is null or t.valid_until >= ${day})
    order by t.code`.execute(ctx.db)
  if (rows.length === 0) return { rates: null, note: null }
  const here = rows.filter((row) => applies(row, what, rows))
  const notes = new Set(here.flatMap((row) => (row.exempt ? [row.exempt] : [])))
  return {
    rates: here
      .filter((row) => row.exempt === null)
      .map(({ code, name, ratePpm }) => ({ code, name, ratePpm })),
    note: notes.size > 0 ? [...notes].join(' ') : null,
  }
}

function applies(row: RuleRow, what: Taxable, all: readonly RuleRow[]): boolean {
  if (row.kinds.length > 0 && !row.kinds.includes(what.kind)) return false
  if (row.locationId !== null) return row.locationId === what.locationId
  return !all.some(
    (other) => other.code === row.code && other.locationId !== null && other.locationId === what.locationId,
  )
}
