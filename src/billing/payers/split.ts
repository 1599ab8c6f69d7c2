import { sql } from 'kysely'
import { allocate } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import { taxesIn } from '../charges/charge.ts'

/** Who pays what of a sum: a share in basis points or an amount; neither: what the others leave. */
export interface Part {
  payerId: string | null
  basisPoints?: number | null | undefined
  amountMinor?: number | null | undefined
}

/**
 * What each part comes to, in minor units; they add up to the whole. Shares that say 100 % together are shared out to
 * the minor unit (thirds, too). 422 when they are more than the whole, or less with nobody for the rest.
 */
export function amountsOf(parts: readonly Part[], wholeMinor: number): number[] {
  const rests = parts.filter((part) => isRest(part))
  if (rests.length > 1) throw invalid('parts', 'Only one part can take the rest.')
  const points = parts.reduce((sum, part) => sum + (part.basisPoints ?? 0), 0)
  const fixed = parts.reduce((sum, part) => sum + (part.amountMinor ?? 0), 0)
  if (points > 10_000) throw invalid('parts', 'The shares are more than 100 % together.')
  // What the shares leave of a hundred per cent is a part of its own, so that rounding is fair to it, too.
  const shares = allocate(wholeMinor, [...parts.map((part) => part.basisPoints ?? 0), 10_000 - points])
  const amounts = parts.map((part, index) => part.amountMinor ?? (isRest(part) ? 0 : shares[index]!))
  const left = wholeMinor - amounts.reduce((sum, each) => sum + each, 0)
  if (left < 0) throw invalid('parts', 'The parts are more than the whole.')
  if (rests.length === 0 && left > 0) {
    // 33.33 % three times means thirds: the cent that is missing belongs to the first.
    if (fixed > 0 || 10_000 - points >= parts.length)
      throw invalid('parts', 'The parts do not add up to the whole.')
    return allocate(
      wholeMinor,
      parts.map((part) => part.basisPoints ?? 0),
    )
  }
  return amounts.map((amount, index) => (isRest(parts[index]!) ? left : amount))
}

const isRest = (part: Part) => (part.basisPoints ?? null) === null && (part.amountMinor ?? null) === null

/**
 * Splits charges between parts: every charge becomes a share for each part, exact to the minor unit both for the charge
 * and for the part. The first share stays in the charge's own row. Answers the charges of each part; 409 `too_small`.
 */
export async function splitCharges(
  ctx: Context,
  charges: readonly Charge[],
  wish: { parts: readonly Part[]; amounts: readonly number[] },
): Promise<Charge[][]> {
  const left = charges.map((each) => each.total_minor)
  const shares = wish.amounts.map((amount, index) => {
    // What has been given away is gone; the last part takes what is left of each charge.
    const isLast = index === wish.amounts.length - 1
    const own = isLast || amount === 0 ? [] : allocate(amount, left)
    const taken = isLast ? [...left] : left.map((_, at) => own[at] ?? 0)
    for (const [at, minor] of taken.entries()) left[at]! -= minor
    return taken
  })
  const byPart: Charge[][] = wish.parts.map(() => [])
  for (const [at, charge] of charges.entries()) {
    const pieces = await splitCharge(
      ctx,
      charge,
      shares.map((part, index) => ({ payerId: wish.parts[index]!.payerId, totalMinor: part[at]! })),
    )
    for (const [index, piece] of pieces.entries()) if (piece) byPart[index]!.push(piece)
  }
  return byPart
}

interface Piece {
  payerId: string | null
  totalMinor: number
}

async function splitCharge(
  ctx: Context,
  charge: Charge,
  pieces: readonly Piece[],
): Promise<(Charge | null)[]> {
  const totals = pieces.map((each) => each.totalMinor)
  const taxes = charge.total_minor === 0 ? [] : taxesIn(charge)
  const taxShares = taxes.map((tax) => allocate(tax.taxMinor, totals))
  const answer: (Charge | null)[] = []
  let isFirst = true
  for (const [index, piece] of pieces.entries()) {
    // A part that pays nothing of this charge gets no line for it.
    if (piece.totalMinor === 0) {
      answer.push(null)
      continue
    }
    const own = taxes.map((tax, at) => ({ ...tax, taxMinor: taxShares[at]![index]! }))
    const taxMinor = own.reduce((sum, each) => sum + each.taxMinor, 0)
    const netMinor = piece.totalMinor - taxMinor
    if (netMinor < 0) throw problem(409, 'too_small', 'These amounts are too small to be split.')
    const isWhole = piece.totalMinor === charge.total_minor
    const share = isWhole ? {} : sharesOf(charge, { ...piece, netMinor, taxMinor, taxes: own })
    answer.push(await writePiece(ctx, { ...charge, payer_id: piece.payerId, ...share }, isFirst))
    isFirst = false
  }
  return answer
}

function sharesOf(
  charge: Charge,
  {
    totalMinor,
    netMinor,
    taxMinor,
    taxes,
  }: Piece & { netMinor: number; taxMinor: number; taxes: Charge['taxes'] },
) {
  return {
    quantity: '1.000',
    unit_price_minor: charge.price_includes_tax ? totalMinor : netMinor,
    net_minor: netMinor,
    tax_minor: taxMinor,
    total_minor: totalMinor,
    taxes,
    discount_minor: null,
    discount_basis_points: null,
    discount_reason: null,
    discounted_by: null,
    share_of: charge.share_of ?? charge.id,
    share_whole_minor: charge.share_whole_minor ?? charge.total_minor,
  }
}

async function writePiece(ctx: Context, piece: Charge, isFirst: boolean): Promise<Charge> {
  const row = isFirst
    ? { ...piece, practice_id: ctx.practiceId, row_version: piece.row_version + 1 }
    : {
        ...piece,
        practice_id: ctx.practiceId,
        id: ctx.newId(),
        source_key: null,
        invoice_id: null,
        row_version: 1,
        created_at: ctx.now,
        created_by: ctx.actor.name,
      }
  const { rows } = isFirst
    ? await sql<Charge>`update charge c set payer_id = n.payer_id, quantity = n.quantity, unit_price_minor = n.unit_price_minor, net_minor = n.net_minor,
        tax_minor = n.tax_minor, total_minor = n.total_minor, taxes = n.taxes, discount_minor = n.discount_minor, discount_basis_points = n.discount_basis_points,
        discount_reason = n.discount_reason, discounted_by = n.discounted_by, share_of = n.share_of, share_whole_minor = n.share_whole_minor, row_version = n.row_version
      from jsonb_populate_record(null::charge, ${JSON.stringify(row)}::jsonb) n
      where c.practice_id = ${ctx.practiceId} and c.id = ${piece.id} returning c.*`.execute(ctx.db)
    : await sql<Charge>`insert into charge select * from jsonb_populate_record(null::charge, ${JSON.stringify(row)}::jsonb) returning *`.execute(
        ctx.db,
      )
  return rows[0]!
}
