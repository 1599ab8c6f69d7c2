import { sql } from 'kysely'
import { createClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'

/** The client that stands for all who buy without giving a name; made when the first of them comes. */
export async function findWalkIn(ctx: Context): Promise<string> {
  const known = await readWalkIn(ctx)
  if (known) return known
  // Two tills may get here at once: one makes it, the other finds it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`walk in ${ctx.practiceId}`}, 0))`.execute(ctx.db)
  const meanwhile = await readWalkIn(ctx)
  if (meanwhile) return meanwhile
  const { locale } = await ctx.practice()
  const client = await createClient(ctx, {
    givenName: '',
    familyName: locale === 'de' ? 'Laufkundschaft' : 'Walk-in',
  })
  await sql`insert into walk_in (practice_id, client_id) values (${ctx.practiceId}, ${client.id})`.execute(
    ctx.db,
  )
  return client.id
}

async function readWalkIn(ctx: Context): Promise<string | undefined> {
  const { rows } = await sql<{
    client_id: string
  }>`select client_id from walk_in where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return rows[0]?.client_id
}
