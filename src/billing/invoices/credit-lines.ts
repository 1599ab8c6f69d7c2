import { sql } from 'kysely'
import { allocate } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import type { LineTax } from '../charges/price.ts'
import { rateByHand } from '../charges/price.ts'
import type { ChargeKind } from '../ledger/chart.ts'

/** A printed line and what no credit note has taken back of it yet. */
export interface LineLeft {
  id: string
  kind: ChargeKind
  practitionerId: string | null
  locationId: string | null
  serviceId: string | null
  netMinor: number
  /** Each tax of the line with what is left of it. */
  taxes: LineTax[]
  leftMinor: number
}

/** What a credit note takes back of one line. */
export interface CreditedLine {
  line: LineLeft
  netMinor: number
  taxes: LineTax[]
  totalMinor: number
}

interface Row {
  id: string
  kind: ChargeKind
  practitionerId: string | null
  locationId: string | null
  serviceId: string | null
  net: number
  tax: number
  points: number
  taxes: LineTax[] | null
  backNet: number
  back: { code: string | null; ratePpm: number; taxMinor: number }[]
}

/** The lines of an issued invoice in their order, less what credit notes took back in parts. */
export async function linesLeft(ctx: Context, invoiceId: string): Promise<LineLeft[]> {
  const { rows } =
    await sql<Row>`select l.id, l.kind, l.practitioner_id as "practitionerId", l.location_id as "locationId", l.service_id as "serviceId",
      l.net_minor as net, l.tax_minor as tax, l.tax_basis_points as points, l.taxes,
      (select coalesce(sum(b.net_minor), 0)::bigint from credit_note_line b where b.practice_id = l.practice_id and b.line_id = l.id) as "backNet",
      (select coalesce(jsonb_agg(each), '[]') from credit_note_line b, jsonb_array_elements(b.taxes) each
        where b.practice_id = l.practice_id and b.line_id = l.id) as back
    from invoice_line l where l.practice_id = ${ctx.practiceId} and l.invoice_id = ${invoiceId} order by l.position`.execute(
      ctx.db,
    )
  return rows.map(leftOf)
}

function leftOf({ net, tax, points, taxes, backNet, back, ...line }: Row): LineLeft {
  const whole = taxes ?? rateByHand(points).map((rate) => ({ ...rate, taxMinor: tax }))
  const left = whole.map((each) => ({
    ...each,
    taxMinor: back
      .filter((one) => one.code === each.code && one.ratePpm === each.ratePpm)
      .reduce((minor, one) => minor - one.taxMinor, each.taxMinor),
  }))
  const netMinor = net - backNet
  return {
    ...line,
    netMinor,
    taxes: left,
    leftMinor: left.reduce((sum, each) => sum + each.taxMinor, netMinor),
  }
}

/** An amount of a line, tax included, split over net and taxes by what is left of each: the last part takes the rest. */
export function takeOf(line: LineLeft, amountMinor: number): CreditedLine {
  const [netMinor = 0, ...taxMinors] = allocate(amountMinor, [
    line.netMinor,
    ...line.taxes.map((each) => each.taxMinor),
  ])
  const taxes = line.taxes.map((each, index) => ({ ...each, taxMinor: taxMinors[index]! }))
  return { line, netMinor, taxes, totalMinor: amountMinor }
}

export interface CreditWish {
  /** Chosen lines; without an amount all that is left of the line. */
  lines?: readonly { lineId: string; amountMinor?: number | undefined }[] | undefined
  /** So much of the whole invoice, shared by what is left of each line. */
  amountMinor?: number | undefined
}

/** What is wished of each line. 409 `more_than_line`, `all_credited`; 422 for a line of another invoice. */
export function chooseLines(lines: readonly LineLeft[], wish: CreditWish): CreditedLine[] {
  const left = lines.reduce((sum, each) => sum + each.leftMinor, 0)
  if (left === 0) throw problem(409, 'all_credited', 'All of this invoice was taken back already.')
  if ((wish.lines === undefined) === (wish.amountMinor === undefined))
    throw invalid('lines', 'Choose either lines or an amount of the whole invoice.')
  if (wish.amountMinor !== undefined) {
    refuseIfMore(wish.amountMinor, left)
    const shares = allocate(
      wish.amountMinor,
      lines.map((each) => each.leftMinor),
    )
    return lines.map((line, index) => takeOf(line, shares[index]!)).filter((each) => each.totalMinor > 0)
  }
  if (new Set(wish.lines!.map((each) => each.lineId)).size !== wish.lines!.length)
    throw invalid('lines', 'Name each line once.')
  return wish.lines!.map(({ lineId, amountMinor }) => {
    const line = lines.find((each) => each.id === lineId)
    if (!line) throw invalid('lines', 'One of these lines is not on this invoice.')
    refuseIfMore(amountMinor ?? 1, line.leftMinor)
    return takeOf(line, amountMinor ?? line.leftMinor)
  })
}

function refuseIfMore(amountMinor: number, leftMinor: number) {
  if (amountMinor > leftMinor)
    throw problem(409, 'more_than_line', 'That is more than is left to take back.', { leftMinor })
}
