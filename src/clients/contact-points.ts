import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../platform/operation/context.ts'
import { Id, line } from '../platform/operation/shapes.ts'
import { readPhone } from './phone.ts'

export type ContactKind = 'email' | 'phone'

export interface ContactWish {
  kind: ContactKind
  value: string
  label?: string | null | undefined
  isPreferred?: boolean | undefined
}

export interface ContactPoint {
  id: string
  kind: ContactKind
  value: string
  label: string | null
  isPreferred: boolean
}

export const ContactIn = z
  .strictObject({
    kind: z.enum(['email', 'phone']),
    value: line(254),
    label: line(60).nullish(),
    isPreferred: z.boolean().optional(),
  })
  .refine(({ kind, value }) => kind === 'phone' || isEmail(value), {
    path: ['value'],
    message: 'This is not an e-mail address.',
  })

export const ContactView = z.object({
  id: Id,
  kind: z.enum(['email', 'phone']),
  value: z.string(),
  label: z.string().nullable(),
  isPreferred: z.boolean(),
})

export function isEmail(text: string): boolean {
  return z.email().safeParse(text.trim().toLowerCase()).success
}

/** A contact point as it is kept: addresses in lower case, phones in E.164 where they can be read. */
export function normalContact(wish: ContactWish, country: string): ContactWish {
  const value = wish.kind === 'email' ? wish.value.trim().toLowerCase() : readPhone(wish.value, country)
  return { ...wish, value }
}

/** A client's contact points, addresses before phones, of each kind the preferred one first. */
export async function listContacts(ctx: Context, clientId: string): Promise<ContactPoint[]> {
  const { rows } =
    await sql<ContactPoint>`select id, kind, value, label, is_preferred as "isPreferred" from contact_point
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} order by kind, is_preferred desc, created_at, id`.execute(
      ctx.db,
    )
  return rows
}

/** Makes the contact points exactly these: unchanged ones keep their id. */
export async function replaceContacts(ctx: Context, clientId: string, wishes: readonly ContactWish[]) {
  const { country } = await ctx.practice()
  const wanted = onePreferredEach(wishes.map((wish) => normalContact(wish, country)))
  const known = await listContacts(ctx, clientId)
  for (const gone of known.filter((each) => !wanted.some((wish) => isSame(wish, each)))) {
    await sql`delete from contact_point where practice_id = ${ctx.practiceId} and id = ${gone.id}`.execute(
      ctx.db,
    )
  }
  for (const wish of wanted) {
    const before = known.find((each) => isSame(wish, each))
    if (before) await changeContact(ctx, before, wish)
    else await insertContact(ctx, clientId, wish)
  }
  return wanted
}

/** Adds contact points to a client who has none yet. */
export async function insertContacts(ctx: Context, clientId: string, wishes: readonly ContactWish[]) {
  for (const wish of wishes) await insertContact(ctx, clientId, wish)
}

async function insertContact(
  ctx: Context,
  clientId: string,
  { kind, value, label = null, isPreferred = false }: ContactWish,
) {
  await sql`insert into contact_point (practice_id, id, client_id, kind, value, label, is_preferred, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${clientId}, ${kind}, ${value}, ${label}, ${isPreferred}, ${ctx.now})`.execute(
    ctx.db,
  )
}

async function changeContact(
  ctx: Context,
  before: ContactPoint,
  { label = null, isPreferred = false }: ContactWish,
) {
  if (before.label === label && before.isPreferred === isPreferred) return
  await sql`update contact_point set label = ${label}, is_preferred = ${isPreferred}
    where practice_id = ${ctx.practiceId} and id = ${before.id}`.execute(ctx.db)
}

/** The address mail goes to: the preferred one, else the oldest. */
export async function primaryEmailIfAny(ctx: Context, clientId: string): Promise<string | null> {
  return (await listContacts(ctx, clientId)).find((each) => each.kind === 'email')?.value ?? null
}

/** The number to call: the preferred one, else the oldest. */
export async function primaryPhoneIfAny(ctx: Context, clientId: string): Promise<string | null> {
  return (await listContacts(ctx, clientId)).find((each) => each.kind === 'phone')?.value ?? null
}

/** Without repetitions, and exactly one preferred of each kind: the first that says so, else the first. */
export function onePreferredEach(wishes: readonly ContactWish[]): ContactWish[] {
  const distinct = wishes.filter((wish, index) => wishes.findIndex((other) => isSame(other, wish)) === index)
  const preferred = (kind: ContactKind) => {
    const ofKind = distinct.filter((each) => each.kind === kind)
    return ofKind.find((each) => each.isPreferred) ?? ofKind[0]
  }
  return distinct.map((wish) => ({ ...wish, isPreferred: wish === preferred(wish.kind) }))
}

function isSame(a: { kind: string; value: string }, b: { kind: string; value: string }): boolean {
  return a.kind === b.kind && a.value === b.value
}
