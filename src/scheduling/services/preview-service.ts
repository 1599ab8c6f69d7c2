import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { FreeTimes } from '../times/free-times.ts'
import { findFreeTimes } from '../times/free-times.ts'
import { createService, updateService } from './change-service.ts'
import type { ServiceWish } from './service-wish.ts'
import { findService } from './service.ts'

export interface PreviewAsk {
  /** Left out: a new service. */
  id?: string | undefined
  wish: ServiceWish & { durationMinutes: number }
  from: Date
  days: number
}

/**
 * The free times that clients would be offered if the service had these rules. The rules are written and taken back in
 * the same transaction: so the very same code answers as later, and nobody else ever sees the trial.
 */
export async function previewService(ctx: Context, { id, wish, from, days }: PreviewAsk): Promise<FreeTimes> {
  await sql`savepoint preview`.execute(ctx.db)
  const trial: Context = { ...ctx, record: () => undefined, later: () => undefined }
  const service = id
    ? await updateService(trial, id, { ...wish, rowVersion: (await findService(ctx, id)).row_version })
    : await createService(trial, { ...wish, name: wish.name ?? 'Preview' })
  const times = await findFreeTimes(trial, {
    serviceId: service.id,
    from: from > ctx.now ? from : ctx.now,
    days,
    by: 'client',
    onePerStart: true,
  })
  await sql`rollback to savepoint preview`.execute(ctx.db)
  return times
}
