import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { clientName } from '../client.ts'
import { listLeads } from '../leads.ts'
import { searchClients } from '../list.ts'

const MOST = 8

const Found = z.object({
  kind: z.enum(['client', 'lead']),
  id: z.string(),
  title: z.string(),
  about: z.string().nullable(),
  /** The address of its screen. */
  path: z.string(),
})

export const search = operation({
  path: 'GET /search',
  summary: 'Find people from anywhere: clients and enquiries by any part of what is known',
  allow: 'signed_in',
  takes: z.strictObject({ q: z.string().max(400) }),
  returns: z.object({ results: z.array(Found) }),
  run: async (ctx, { q }) => {
    if (!isEnough(q)) return { results: [] }
    return { results: [...(await foundClients(ctx, q)), ...(await foundLeads(ctx, q))] }
  },
})

/** Two letters; in scripts where a sign is a word, one: 関 and 김 are whole family names. */
const isEnough = (q: string) =>
  q.trim().length >= 2 || /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hira}\p{sc=Kana}]/u.test(q)

async function foundClients(ctx: Context, q: string) {
  if (!ctx.can('clients.see')) return []
  return (await searchClients(ctx, q, MOST)).map((each) => ({
    kind: 'client' as const,
    id: each.id,
    title: clientName(each),
    about: [`#${each.number}`, each.bornOn, each.phone ?? each.email].filter(Boolean).join(' · '),
    path: `/clients/${each.id}`,
  }))
}

async function foundLeads(ctx: Context, q: string) {
  if (!ctx.can('leads.see')) return []
  const { items } = await listLeads(ctx, { limit: MOST, q })
  return items
    .filter((each) => !each.clientId)
    .map((each) => ({
      kind: 'lead' as const,
      id: each.id,
      title: each.name,
      about: each.email ?? each.phone,
      path: `/leads?lead=${each.id}`,
    }))
}
