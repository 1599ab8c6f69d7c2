import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import type { Proposal, WaitingLine } from './propose.ts'
import { propose } from './propose.ts'
import { settleAsKnown, settleAsPayment } from './settle.ts'
import { readWorld } from './world.ts'

/**
 * Settles lines one after the other, each by its only sure proposal; what one takes is gone for the next, so that two
 * lines never pay one invoice twice. Lines without one stay.
 */
export async function confirmSure(
  ctx: Context,
  ids: readonly string[],
): Promise<{ settled: number; totalMinor: number; left: string[] }> {
  const lines = await lockLines(ctx, ids)
  const world = await readWorld(ctx, lines)
  const done = new Set<string>()
  let totalMinor = 0
  for (const line of lines) {
    const sure = propose(line, world).filter(({ sureness }) => sureness === 'sure')
    if (sure.length !== 1) continue
    const [best] = sure as [Proposal]
    if (best.kind === 'invoices') await settleAsPayment(ctx, line.id, { parts: best.parts })
    else await settleAsKnown(ctx, line.id, { kind: best.kind, id: best.id! })
    take(world, best)
    done.add(line.id)
    totalMinor += line.amountMinor
  }
  return { settled: done.size, totalMinor, left: ids.filter((id) => !done.has(id)) }
}

function take(world: Awaited<ReturnType<typeof readWorld>>, { id, parts }: Proposal) {
  const taken = new Map(parts.map((part) => [part.invoiceId, part.amountMinor]))
  world.invoices = world.invoices
    .map((each) => ({ ...each, openMinor: each.openMinor - (taken.get(each.id) ?? 0) }))
    .filter((each) => each.openMinor > 0)
  for (const kind of ['payments', 'payouts', 'refunds'] as const)
    world[kind] = world[kind].filter((each) => each.id !== id)
}

async function lockLines(ctx: Context, ids: readonly string[]): Promise<WaitingLine[]> {
  const { rows } =
    await sql<WaitingLine>`select id, booked_on as "bookedOn", amount_minor as "amountMinor", counterparty, purpose, reference
    from bank_line where practice_id = ${ctx.practiceId} and id = any(${[...ids]}) and settled_as is null order by booked_on, id`.execute(
      ctx.db,
    )
  return rows
}
