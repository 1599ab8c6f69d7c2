import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { problem } from '../../platform/problem.ts'
import type { Product } from './product.ts'

export const MOVEMENTS = ['received', 'sold', 'returned', 'counted', 'lost', 'used', 'moved'] as const
/** What somebody enters by hand; the rest comes from sales. */
export const ENTERED = ['received', 'counted', 'lost', 'used', 'moved'] as const

export const MovementView = z.object({
  id: Id,
  locationId: Id,
  locationName: z.string(),
  quantity: z.int(),
  kind: z.enum(MOVEMENTS),
  reason: z.string().nullable(),
  at: Instant,
  byName: z.string(),
})

export interface Movement {
  product: Pick<Product, 'id' | 'name' | 'mayGoNegative'>
  locationId: string
  quantity: number
  kind: (typeof MOVEMENTS)[number]
  reason?: string | null
  chargeId?: string | null
}

/**
 * Moves stock: the number and its movement together. Whoever moves several products does so in the order of their ids.
 * 409 `out_of_stock` (by the database) when more would leave than is there.
 */
export async function moveStock(ctx: Context, move: Movement): Promise<number> {
  // First a row with none, then the movement: an insert of fewer than none would be refused before it could add up.
  await sql`insert into stock (practice_id, product_id, location_id, on_hand, may_go_negative)
    values (${ctx.practiceId}, ${move.product.id}, ${move.locationId}, 0, ${move.product.mayGoNegative}) on conflict do nothing`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ on_hand: number }>`update stock set on_hand = on_hand + ${move.quantity}
    where practice_id = ${ctx.practiceId} and product_id = ${move.product.id} and location_id = ${move.locationId} returning on_hand`.execute(
    ctx.db,
  )
  await sql`insert into stock_movement (practice_id, id, product_id, location_id, quantity, kind, reason, charge_id, at, by_name)
    values (${ctx.practiceId}, ${ctx.newId()}, ${move.product.id}, ${move.locationId}, ${move.quantity}, ${move.kind}, ${move.reason ?? null},
      ${move.chargeId ?? null}, ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  ctx.record('product.stock_moved', {
    subject: ['product', move.product.id],
    data: { kind: move.kind, quantity: move.quantity, onHand: rows[0]!.on_hand, locationId: move.locationId },
  })
  return rows[0]!.on_hand
}

export const outOfStock = () =>
  problem(409, 'out_of_stock', 'There are not so many left here. Count what is there, or take fewer.')

/** Somebody counted: the difference to what the book says is a movement. 409 `no_difference`. */
export async function countStock(
  ctx: Context,
  product: Product,
  wish: { locationId: string; counted: number; reason: string | null },
) {
  await sql`insert into stock (practice_id, product_id, location_id, on_hand, may_go_negative)
    values (${ctx.practiceId}, ${product.id}, ${wish.locationId}, 0, ${product.mayGoNegative}) on conflict do nothing`.execute(
    ctx.db,
  )
  const { rows } = await sql<{
    on_hand: number
  }>`select on_hand from stock where practice_id = ${ctx.practiceId} and product_id = ${product.id}
    and location_id = ${wish.locationId} for update`.execute(ctx.db)
  const quantity = wish.counted - rows[0]!.on_hand
  if (quantity === 0)
    throw problem(409, 'no_difference', `The book says ${wish.counted}, too: there is nothing to change.`)
  await moveStock(ctx, {
    product,
    locationId: wish.locationId,
    quantity,
    kind: 'counted',
    reason: wish.reason,
  })
}

export async function listMovements(
  ctx: Context,
  productId: string,
): Promise<z.input<typeof MovementView>[]> {
  const { rows } = await sql<
    z.input<typeof MovementView>
  >`select m.id, m.location_id as "locationId", l.name as "locationName", m.quantity, m.kind, m.reason, m.at, m.by_name as "byName"
    from stock_movement m join location l on l.practice_id = m.practice_id and l.id = m.location_id
    where m.practice_id = ${ctx.practiceId} and m.product_id = ${productId} order by m.at desc, m.id desc limit 200`.execute(
    ctx.db,
  )
  return rows
}
