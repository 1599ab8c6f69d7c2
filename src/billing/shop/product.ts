import { sql } from 'kysely'
import { z } from 'zod'
import { foldText } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { Id, Minor, line } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { MOST_MINOR } from '../charges/price.ts'

export const productFields = {
  name: line(120),
  sku: line(60),
  /** As the scanner types it. */
  barcode: line(60).nullable().default(null),
  priceMinor: Minor.min(0).max(MOST_MINOR),
  /** Where the practice has no rules about taxes. */
  taxBasisPoints: z.int().min(0).max(10_000).default(0),
  keepsStock: z.boolean().default(true),
  /** May be sold although the book says that none is there. */
  mayGoNegative: z.boolean().default(false),
  /** At so many or fewer it is marked as low. */
  lowAt: z.int().min(0).max(100_000).default(0),
}
const Fields = z.object(productFields)

export const ProductView = z.object({
  ...productFields,
  id: Id,
  archived: z.boolean(),
  rowVersion: z.int(),
  stock: z.array(z.object({ locationId: Id, locationName: z.string(), onHand: z.int(), isLow: z.boolean() })),
})
export type Product = z.output<typeof ProductView>

const STOCK = sql`coalesce((select json_agg(json_build_object('locationId', l.id, 'locationName', l.name, 'onHand', s.on_hand, 'isLow', s.on_hand <= p.low_stock) order by l.name, l.id)
  from stock s join location l on l.practice_id = s.practice_id and l.id = s.location_id where s.practice_id = p.practice_id and s.product_id = p.id), '[]')`

/** Products by name, archived ones last; a word is looked for in name, SKU and barcode. */
export async function listProducts(
  ctx: Context,
  question: { q?: string | undefined; ids?: readonly string[]; low?: boolean } = {},
): Promise<Product[]> {
  const { rows } =
    await sql<Product>`select p.id, p.name, p.sku, p.barcode, p.price_minor as "priceMinor", p.tax_basis_points as "taxBasisPoints",
      p.keeps_stock as "keepsStock", p.may_go_negative as "mayGoNegative", p.low_stock as "lowAt", p.archived_at is not null as archived,
      p.row_version as "rowVersion", ${STOCK} as stock
    from product p where p.practice_id = ${ctx.practiceId} ${question.ids ? sql`and p.id = any(${[...question.ids]})` : sql``}
    order by p.archived_at is not null, p.name, p.id limit 2000`.execute(ctx.db)
  const words = foldText(question.q ?? '')
    .split(/\s+/)
    .filter(Boolean)
  return rows
    .filter((each) => {
      const text = foldText(`${each.name} ${each.sku} ${each.barcode ?? ''}`)
      return words.every((word) => text.includes(word))
    })
    .filter((each) => !question.low || each.stock.some((one) => one.isLow))
}

export async function findProduct(ctx: Context, id: string): Promise<Product> {
  const [product] = await listProducts(ctx, { ids: [id] })
  if (!product) throw notFound('This product')
  return product
}

/** Writes a product. 409 `sku_taken`, `barcode_taken`, `changed_meanwhile`. */
export async function saveProduct(
  ctx: Context,
  wish: z.output<typeof Fields> & { id?: string; archived?: boolean; rowVersion?: number },
): Promise<Product> {
  const id = wish.id ?? ctx.newId()
  const before = wish.id ? await findProduct(ctx, wish.id) : null
  const values = sql`${wish.name}, ${wish.sku}, ${wish.barcode}, ${wish.priceMinor}, ${wish.taxBasisPoints}, ${wish.keepsStock}, ${wish.mayGoNegative}, ${wish.lowAt},
    ${wish.archived ? ctx.now : null}`
  const columns = sql.raw(
    'name, sku, barcode, price_minor, tax_basis_points, keeps_stock, may_go_negative, low_stock, archived_at',
  )
  const { rows } = before
    ? await sql`update product set (${columns}) = (${values}), row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion ?? 0} returning 1`.execute(
        ctx.db,
      )
    : await sql`insert into product (practice_id, id, ${columns}) values (${ctx.practiceId}, ${id}, ${values}) returning 1`.execute(
        ctx.db,
      )
  if (rows.length === 0) throw changedMeanwhile(before!.rowVersion)
  await sql`update stock set may_go_negative = ${wish.mayGoNegative} or on_hand < 0 where practice_id = ${ctx.practiceId} and product_id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('product.saved', { subject: ['product', id], before, after: wish })
  return findProduct(ctx, id)
}
