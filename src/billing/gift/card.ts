import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { problem } from '../../platform/problem.ts'
import { sealText } from '../../platform/sealed.ts'
import type { Charge } from '../charges/charge.ts'
import { createCharge } from '../charges/charge.ts'
import { todayOf } from '../invoices/invoice.ts'
import { GIFT_CARDS, revenueOf } from '../ledger/chart.ts'
import { post } from '../ledger/post.ts'
import { findBillingSettings } from '../settings/settings.ts'
import { drawCode, hashOfCode, readCode } from './code.ts'

/** A row of `gift_card` as the code of this slice reads it. */
export interface GiftCard {
  id: string
  code_hash: string
  sealed_code: string
  last4: string
  charge_id: string
  client_id: string
  recipient: string | null
  message: string | null
  value_minor: number
  balance_minor: number
  currency: string
  sold_on: string | null
  expires_on: string | null
  on_expiry: 'earn' | 'keep'
  valid_months: number | null
  ended_at: Date | null
  ended_because: 'expired' | 'void' | null
  created_by: string
}

export interface GiftSale {
  clientId: string
  /** The draft that it is put on. */
  invoiceId: string
  amountMinor: number
  description: string
  recipient?: string | null | undefined
  message?: string | null | undefined
  validMonths?: number | null | undefined
  onExpiry?: 'earn' | 'keep' | undefined
  locationId?: string | null | undefined
}

/** Puts a gift card on a draft as a line; it holds its amount from the day on which the draft is approved. */
export async function sellGiftCard(ctx: Context, sale: GiftSale): Promise<Charge> {
  const [practice, settings] = [await ctx.practice(), await findBillingSettings(ctx)]
  const charge = (await createCharge(ctx, {
    clientId: sale.clientId,
    kind: 'gift_card',
    description: sale.description,
    servedOn: await todayOf(ctx),
    quantity: 1,
    unitPriceMinor: sale.amountMinor,
    // Nobody knows yet what it will be used for: it is taxed when it is.
    taxBasisPoints: 0,
    priceIncludesTax: settings.pricesIncludeTax,
    currency: practice.currency,
    invoiceId: sale.invoiceId,
    locationId: sale.locationId ?? null,
  }))!
  const code = drawCode(ctx.services.random)
  await sql`insert into gift_card (practice_id, id, code_hash, sealed_code, last4, charge_id, client_id, recipient, message, currency, on_expiry, valid_months,
      created_at, created_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${hashOfCode(code)}, ${sealText(ctx, code)}, ${code.slice(-4)}, ${charge.id}, ${sale.clientId},
      ${sale.recipient ?? null}, ${sale.message ?? null}, ${practice.currency}, ${sale.onExpiry ?? 'keep'}, ${sale.validMonths ?? null}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  return charge
}

/** Gift cards among the charges of an invoice that was just issued hold what was billed. */
export async function beginGiftCards(ctx: Context, charges: readonly Charge[], issuedOn: string) {
  for (const charge of charges.filter((each) => each.kind === 'gift_card')) {
    const { rows } =
      await sql<GiftCard>`update gift_card set value_minor = value_minor + ${charge.net_minor}, balance_minor = balance_minor + ${charge.net_minor}, sold_on = ${issuedOn}::date,
        expires_on = (${issuedOn}::date + make_interval(months => valid_months) - interval '1 day')::date, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and charge_id in (${charge.id}::uuid, ${charge.share_of ?? charge.id}::uuid) and ended_at is null
      returning *`.execute(ctx.db)
    for (const each of rows)
      ctx.record('gift_card.sold', {
        subject: ['gift_card', each.id],
        clientId: each.client_id,
        data: { valueMinor: charge.net_minor, currency: each.currency },
      })
  }
}

/** 409 `is_used`: somebody paid with a card that this invoice sold. Otherwise it holds nothing any more. */
export async function takeGiftCardsBack(ctx: Context, charges: readonly Charge[]) {
  for (const charge of charges.filter((each) => each.kind === 'gift_card')) {
    const { rows } = await sql<GiftCard>`select * from gift_card where practice_id = ${ctx.practiceId}
      and charge_id in (${charge.id}::uuid, ${charge.share_of ?? charge.id}::uuid) for update`.execute(ctx.db)
    for (const card of rows) {
      if (card.balance_minor < card.value_minor)
        throw problem(409, 'is_used', `Somebody paid with the gift card …${card.last4} already.`, {
          giftCardId: card.id,
        })
      await sql`update gift_card set value_minor = 0, balance_minor = 0, sold_on = null, expires_on = null, row_version = row_version + 1
        where practice_id = ${ctx.practiceId} and id = ${card.id}`.execute(ctx.db)
      ctx.record('gift_card.taken_back', { subject: ['gift_card', card.id], clientId: card.client_id })
    }
  }
}

/** The card of a code. 409 `unknown_code`: mistyped, or of no card that was sold here. */
export async function findByCode(ctx: Context, typed: string, { lock = false } = {}): Promise<GiftCard> {
  const code = readCode(typed)
  const { rows } = code
    ? await sql<GiftCard>`select * from gift_card where practice_id = ${ctx.practiceId} and code_hash = ${hashOfCode(code)}
        and sold_on is not null ${lock ? sql`for update` : sql``}`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0])
    throw problem(
      409,
      'unknown_code',
      code
        ? 'No gift card with this code was sold here.'
        : 'This is not a code of a gift card. Look for a letter or digit that was mistyped.',
    )
  return rows[0]
}

/** 409 `gift_card_over`: expired; `gift_card_short`: less is on it. */
export function refuseIfShort(ctx: Context, card: GiftCard, wish: { amountMinor: number; today: string }) {
  if (card.expires_on !== null && card.expires_on < wish.today)
    throw problem(409, 'gift_card_over', `This gift card expired on ${card.expires_on}.`, {
      expiresOn: card.expires_on,
    })
  if (card.balance_minor < wish.amountMinor || card.balance_minor === 0)
    throw problem(
      409,
      'gift_card_short',
      `Only ${formatMoney(card.balance_minor, card.currency, ctx.locale)} is left on this gift card.`,
      { balanceMinor: card.balance_minor },
    )
}

/** Takes an amount off a locked card; the database refuses what is not there. */
export async function takeOffCard(ctx: Context, card: GiftCard, amountMinor: number) {
  await sql`update gift_card set balance_minor = balance_minor - ${amountMinor}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${card.id}`.execute(ctx.db)
  ctx.record('gift_card.used', {
    subject: ['gift_card', card.id],
    data: { amountMinor, balanceMinor: card.balance_minor - amountMinor, currency: card.currency },
  })
}

const MOST_AT_ONCE = 200

/** What expired and may be earned becomes revenue; the rest stays owed. */
export async function expireGiftCards(ctx: Context) {
  const today = await todayOf(ctx)
  const { rows } =
    await sql<GiftCard>`select * from gift_card where practice_id = ${ctx.practiceId} and balance_minor > 0 and expires_on < ${today}
      and on_expiry = 'earn' order by id limit ${MOST_AT_ONCE} for update skip locked`.execute(ctx.db)
  for (const card of rows) {
    const transfer = {
      debit: GIFT_CARDS,
      credit: revenueOf('breakage'),
      amountMinor: card.balance_minor,
      clientId: card.client_id,
    }
    await post(ctx, {
      kind: 'expired',
      postedOn: today,
      currency: card.currency,
      subject: ['gift_card', card.id],
      transfers: [transfer],
    })
    await sql`update gift_card set balance_minor = 0, ended_at = ${ctx.now}, ended_because = 'expired', row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = ${card.id}`.execute(ctx.db)
    ctx.record('gift_card.expired', {
      subject: ['gift_card', card.id],
      clientId: card.client_id,
      data: { valueMinor: card.balance_minor, currency: card.currency },
    })
  }
}
