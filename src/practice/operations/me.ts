import { sql } from 'kysely'
import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { findPack } from '../pack.ts'

const Place = z.object({ id: Id, name: z.string(), zone: z.string() })

/** What every screen needs first: who is here, in which practice, and what they may. */
export const me = operation({
  path: 'GET /me',
  summary: 'Who calls, in which practice, with which permissions',
  allow: 'signed_in',
  takes: z.strictObject({}),
  returns: z.object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string(), secondFactor: z.boolean() }),
    staffId: Id.nullable(),
    role: z.string(),
    permissions: z.array(z.string()),
    ownClientsOnly: z.boolean(),
    practice: z.object({
      id: Id,
      slug: z.string(),
      name: z.string(),
      locale: z.string(),
      currency: z.string(),
      country: z.string(),
      zone: z.string(),
      pack: z.string(),
    }),
    /** The profession's words in the language of the call: client, clients, practitioner, … */
    words: z.record(z.string(), z.string()),
    practices: z.array(z.object({ slug: z.string(), name: z.string() })),
    locations: z.array(Place),
  }),
  run: async (ctx) => {
    const practice = await ctx.practice()
    return {
      ...callerFacts(ctx),
      practice,
      words: findPack(practice.pack).words[ctx.locale === 'de' ? 'de' : 'en'],
      practices: await practicesOf(ctx),
      locations: await openLocations(ctx),
    }
  },
})

function callerFacts({ actor }: Context) {
  if (actor.kind !== 'staff' && actor.kind !== 'key') throw new Error('Only people and keys call this.')
  const shared = { role: actor.role, permissions: [...actor.permissions].sort() }
  if (actor.kind === 'key') {
    const user = { id: actor.keyId, name: actor.name, email: '', secondFactor: false }
    return { ...shared, user, staffId: null, ownClientsOnly: false }
  }
  const { session } = actor
  const user = {
    id: actor.userId,
    name: actor.name,
    email: session?.email ?? '',
    secondFactor: session?.secondFactor ?? false,
  }
  return { ...shared, user, staffId: actor.staffId, ownClientsOnly: actor.ownClientsOnly }
}

async function practicesOf(ctx: Context) {
  const { slug, name } = await ctx.practice()
  if (ctx.actor.kind !== 'staff') return [{ slug, name }]
  const { rows } = await sql<{ slug: string; name: string }>`select slug, practice_name as name
    from memberships_of(${ctx.actor.userId})`.execute(ctx.db)
  return rows
}

async function openLocations(ctx: Context) {
  const { rows } = await sql<z.output<typeof Place>>`select id, name, zone from location
    where practice_id = ${ctx.practiceId} and archived_at is null order by position, name`.execute(ctx.db)
  return rows
}
