import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../operation/context.ts'

export interface LinkWish {
  /** What the holder may do: operations say `allow: 'link:<purpose>'`. */
  purpose: string
  subject: readonly [type: string, id: string]
  clientId: string | null
  /** Milliseconds. */
  validFor: number
  /** Path of the page, such as '/forms'; the token is added. */
  page: string
}

/**
 * Makes a secret link of 256 bits; only its hash is kept. Earlier links to the same subject with the same purpose
 * stay valid unless `supersede` is given: a client may still open yesterday's mail.
 */
export async function createLink(ctx: Context, wish: LinkWish, options: { supersede?: boolean } = {}) {
  const token = Buffer.from(ctx.services.random.bytes(32)).toString('base64url')
  if (options.supersede) await revokeLinks(ctx, wish)
  await sql`insert into secret_link (practice_id, id, purpose, token_hash, subject_type, subject_id, client_id, created_at, expires_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.purpose}, ${hashOfToken(token)}, ${wish.subject[0]}, ${wish.subject[1]},
      ${wish.clientId}, ${ctx.now}, ${new Date(ctx.now.getTime() + wish.validFor)})`.execute(ctx.db)
  return { token, url: `${ctx.services.settings.publicUrl}${wish.page}/${token}` }
}

/** Ends every link to a subject, for one purpose. */
export async function revokeLinks(ctx: Context, { purpose, subject }: Pick<LinkWish, 'purpose' | 'subject'>) {
  await sql`update secret_link set revoked_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and subject_id = ${subject[1]} and purpose = ${purpose} and revoked_at is null`.execute(
    ctx.db,
  )
}

/** Spends a single-use link; false when somebody was faster. Never done by a GET: mail scanners open links. */
export async function spendLink(ctx: Context, linkId: string): Promise<boolean> {
  const { rows } = await sql`update secret_link set used_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and id = ${linkId} and used_at is null returning 1`.execute(ctx.db)
  return rows.length > 0
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
