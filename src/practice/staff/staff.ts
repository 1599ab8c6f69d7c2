import { sql } from 'kysely'
import type { Role } from '../../platform/access/actor.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { forbidden, notFound, problem } from '../../platform/problem.ts'
import { refuseMoreThanOwn } from './roles.ts'

/** A person who works here. */
export interface Staff {
  id: string
  userId: string | null
  name: string
  email: string | null
  role: Role
  denies: string[]
  ownClientsOnly: boolean
  isPractitioner: boolean
  title: string | null
  color: string | null
  providerNumber: string | null
  bookableOnline: boolean
  createdAt: Date
  disabledAt: Date | null
  rowVersion: number
}

const COLUMNS =
  sql.raw(`id, user_id as "userId", name, email, role, denies, own_clients_only as "ownClientsOnly",
  is_practitioner as "isPractitioner", title, color, provider_number as "providerNumber", bookable_online as "bookableOnline",
  created_at as "createdAt", disabled_at as "disabledAt", row_version as "rowVersion"`)

/** Everybody who works here, practitioners first; with `all` those who left, too. */
export async function listStaff(ctx: Context, { all = false, practitioners = false } = {}): Promise<Staff[]> {
  const { rows } = await sql<Staff>`select ${COLUMNS} from staff where practice_id = ${ctx.practiceId}
      and (disabled_at is null or ${all}) and (is_practitioner or not ${practitioners})
    order by is_practitioner desc, name, id`.execute(ctx.db)
  return rows
}

export async function findStaff(ctx: Context, id: string): Promise<Staff> {
  const { rows } =
    await sql<Staff>`select ${COLUMNS} from staff where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This person')
  return rows[0]
}

export interface StaffWish {
  name: string
  email?: string | null | undefined
  role: Role
  ownClientsOnly?: boolean | undefined
  isPractitioner?: boolean | undefined
  title?: string | null | undefined
  color?: string | null | undefined
  providerNumber?: string | null | undefined
  bookableOnline?: boolean | undefined
}

/** Adds a person without a way to sign in; `inviteStaff` gives them one. */
export async function addStaff(ctx: Context, wish: StaffWish): Promise<Staff> {
  refuseMoreThanOwn(ctx, wish.role)
  const id = ctx.newId()
  await sql`insert into staff (practice_id, id, name, email, role, own_clients_only, is_practitioner, title, color, provider_number,
      bookable_online, created_at)
    values (${ctx.practiceId}, ${id}, ${wish.name}, ${wish.email?.toLowerCase() ?? null}, ${wish.role}, ${wish.ownClientsOnly ?? false},
      ${wish.isPractitioner ?? wish.role === 'practitioner'}, ${wish.title ?? null}, ${wish.color ?? null}, ${wish.providerNumber ?? null},
      ${wish.bookableOnline ?? true}, ${ctx.now})`.execute(ctx.db)
  ctx.record('staff.added', { subject: ['staff', id], data: { role: wish.role }, after: wish })
  return findStaff(ctx, id)
}

export type StaffChange = Partial<Omit<StaffWish, 'role' | 'email'>>

/** Changes what is shown and planned of a person; role, address and access have steps of their own. */
export async function updateStaff(
  ctx: Context,
  id: string,
  change: StaffChange & { rowVersion: number },
): Promise<Staff> {
  const { rowVersion, ...given } = change
  const before = await findStaff(ctx, id)
  refuseAboveOwn(ctx, before)
  const after: Staff = {
    ...before,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
  const { rows } =
    await sql`update staff set name = ${after.name}, own_clients_only = ${after.ownClientsOnly},
      is_practitioner = ${after.isPractitioner}, title = ${after.title}, color = ${after.color}, provider_number = ${after.providerNumber},
      bookable_online = ${after.bookableOnline}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('staff.updated', { subject: ['staff', id], data: { fields: Object.keys(given) }, before, after })
  return findStaff(ctx, id)
}

/** Role and denials; they act on the person's next request. Nobody changes their own, and an owner remains. */
export async function changeAccess(
  ctx: Context,
  id: string,
  wish: { role: Role; denies: string[] },
): Promise<Staff> {
  const before = await findStaff(ctx, id)
  refuseOwn(ctx, id)
  refuseAboveOwn(ctx, before)
  refuseMoreThanOwn(ctx, wish.role)
  if (before.role === 'owner' && wish.role !== 'owner') await requireAnotherOwner(ctx, id)
  await sql`update staff set role = ${wish.role}, denies = ${wish.denies}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('staff.access_changed', {
    subject: ['staff', id],
    data: { role: wish.role, denies: wish.denies },
    before: { role: before.role, denies: before.denies },
    after: wish,
  })
  return findStaff(ctx, id)
}

/** The person works here no more (or again): no access, no new visits; everything they did stays theirs. */
export async function setDisabled(ctx: Context, id: string, disabled: boolean): Promise<Staff> {
  const before = await findStaff(ctx, id)
  refuseOwn(ctx, id)
  refuseAboveOwn(ctx, before)
  if (disabled && before.role === 'owner') await requireAnotherOwner(ctx, id)
  await sql`update staff set disabled_at = ${disabled ? ctx.now : null}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record(disabled ? 'staff.disabled' : 'staff.restored', {
    subject: ['staff', id],
    data: { role: before.role },
  })
  return findStaff(ctx, id)
}

/** Remembers which user signs in as this person, and their address. */
export async function keepSignIn(
  ctx: Context,
  id: string,
  { userId, email }: { userId: string; email: string },
) {
  await sql`update staff set user_id = ${userId}, email = ${email}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}

/** Whoever has more rights than the actor can't be changed by them. */
export function refuseAboveOwn(ctx: Context, staff: Staff) {
  if (staff.role === 'owner') refuseMoreThanOwn(ctx, 'owner')
}

function refuseOwn(ctx: Context, id: string) {
  if (ctx.actor.kind === 'staff' && ctx.actor.staffId === id)
    throw forbidden('Nobody changes their own access. Ask another owner.')
}

async function requireAnotherOwner(ctx: Context, exceptId: string) {
  // Two owners who remove each other at once wait here for one another; the second finds none left.
  const { rows } = await sql<{
    id: string
  }>`select id from staff where practice_id = ${ctx.practiceId} and role = 'owner'
      and disabled_at is null and user_id is not null order by id for update`.execute(ctx.db)
  if (!rows.some((row) => row.id !== exceptId))
    throw problem(
      409,
      'last_owner',
      'A practice has at least one owner who can sign in. Make somebody else an owner first.',
    )
}
