import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { findService } from './service.ts'
import type { Service } from './service.ts'

/** The secret at the end of a private link: 128 bits. */
export function newLinkKey(ctx: Context): string {
  return Buffer.from(ctx.services.random.bytes(16)).toString('base64url')
}

/** Gives a service another private link; the one before opens nothing any more. */
export async function renewLink(ctx: Context, id: string): Promise<Service> {
  await findService(ctx, id)
  await sql`update service set link_key = ${newLinkKey(ctx)} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('service.link_renewed', { subject: ['service', id] })
  return findService(ctx, id)
}
