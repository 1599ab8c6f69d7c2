import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { createLink, revokeLinks, spendLink } from '../../platform/links/links.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { signInOf } from '../sign-in.ts'
import type { Staff } from './staff.ts'
import { findStaff, keepSignIn, refuseAboveOwn } from './staff.ts'

export const INVITATION = 'invitation'
const INVITATION_VALID_MS = 7 * 24 * 3_600_000
export const MAIL_INVITATION = 'practice.mailInvitation'

/**
 * Gives a person a way to sign in: a user with an unknowable password, and a link with which they choose their own.
 * Somebody who signs in elsewhere already keeps their password. The link is mailed, and answered once.
 */
export async function inviteStaff(ctx: Context, id: string, typed: string): Promise<{ link: string | null }> {
  const staff = await findStaff(ctx, id)
  refuseAboveOwn(ctx, staff)
  const email = typed.toLowerCase()
  if (!staff.userId) await keepSignIn(ctx, id, { userId: await userFor(ctx, staff, email), email })
  return renewInvitation(ctx, id)
}

/** A new link to choose a password; earlier ones end. Null when the person signs in elsewhere: that password is theirs. */
export async function renewInvitation(ctx: Context, id: string): Promise<{ link: string | null }> {
  const staff = await findStaff(ctx, id)
  refuseAboveOwn(ctx, staff)
  if (staff.disabledAt) throw problem(409, 'disabled', 'This person works here no more. Restore them first.')
  const userId = requireUser(staff)
  if (await worksElsewhere(ctx, userId)) return { link: null }
  const link = await createInvitationLink(ctx, id, true)
  ctx.record('staff.invited', { subject: ['staff', id] })
  ctx.later(MAIL_INVITATION, { staffId: id })
  return { link }
}

/** The mail brings a link of its own, so that no token lies in the queue. */
export async function createInvitationLink(
  ctx: Context,
  staffId: string,
  supersede = false,
): Promise<string> {
  const wish = {
    purpose: INVITATION,
    subject: ['staff', staffId] as const,
    clientId: null,
    validFor: INVITATION_VALID_MS,
    page: '/welcome',
  }
  return (await createLink(ctx, wish, { supersede })).url
}

/** The invited person chooses a password; the link is spent, and with it all others of the kind. */
export async function acceptInvitation(ctx: Context, password: string): Promise<Staff> {
  const { actor } = ctx
  if (actor.kind !== 'link') throw notFound('This invitation')
  const staff = await findStaff(ctx, actor.subjectId)
  const userId = requireUser(staff)
  if (staff.disabledAt || (await worksElsewhere(ctx, userId))) throw notFound('This invitation')
  if (!(await spendLink(ctx, actor.linkId)))
    throw problem(410, 'link_spent', 'This invitation was used before. Sign in, or ask for a new one.')
  await revokeLinks(ctx, { purpose: INVITATION, subject: ['staff', staff.id] })
  const { name } = await ctx.practice()
  ctx.record('staff.joined', { subject: ['staff', staff.id] })
  await signInOf(ctx).setPassword({ userId, password, ownWords: [name] })
  return staff
}

/** The address somebody signs in with. */
export async function changeStaffEmail(ctx: Context, id: string, email: string): Promise<Staff> {
  const before = await findStaff(ctx, id)
  refuseAboveOwn(ctx, before)
  await sql`update staff set email = ${email.toLowerCase()}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('staff.email_changed', {
    subject: ['staff', id],
    before: { email: before.email },
    after: { email },
  })
  if (before.userId) {
    await refuseElsewhere(ctx, before.userId)
    await signInOf(ctx).changeEmail(before.userId, email)
  }
  return findStaff(ctx, id)
}

/** Ends what is open in the browser of somebody who may not come in any more; lets them back in after a restoration. */
export async function followDisabled(ctx: Context, { userId, disabledAt }: Staff) {
  if (!userId || (await worksElsewhere(ctx, userId))) return
  await (disabledAt ? signInOf(ctx).disableUser(userId) : signInOf(ctx).enableUser(userId))
}

/** Where a person is signed in. */
export async function listStaffSessions(ctx: Context, id: string) {
  const { userId } = await findStaff(ctx, id)
  return userId ? signInOf(ctx).listSessions(userId) : []
}

/** Ends one session of a person, or all of them. Answers how many. */
export async function endStaffSessions(ctx: Context, id: string, sessionId?: string): Promise<number> {
  const staff = await findStaff(ctx, id)
  refuseAboveOwn(ctx, staff)
  const userId = requireUser(staff)
  const open = await signInOf(ctx).listSessions(userId)
  if (sessionId && !open.some((each) => each.sessionId === sessionId)) throw notFound('This session')
  ctx.record('staff.sessions_ended', { subject: ['staff', id], data: { count: sessionId ? 1 : open.length } })
  if (!sessionId) return signInOf(ctx).endSessionsOf(userId)
  await signInOf(ctx).endSession(userId, sessionId)
  return 1
}

/** For who lost their phone: the next sign-in asks for the password only. */
export async function removeSecondFactor(ctx: Context, id: string) {
  const staff = await findStaff(ctx, id)
  refuseAboveOwn(ctx, staff)
  const userId = requireUser(staff)
  await refuseElsewhere(ctx, userId)
  ctx.record('staff.second_factor_removed', { subject: ['staff', id] })
  await signInOf(ctx).removeSecondFactor(userId)
}

async function userFor(ctx: Context, staff: Staff, email: string): Promise<string> {
  const signIn = signInOf(ctx)
  const known = await signIn.findUserByEmailIfAny(email)
  if (!known) {
    const password = Buffer.from(ctx.services.random.bytes(32)).toString('base64url')
    return (await signIn.createUser({ email, name: staff.name, password })).userId
  }
  const { rows } =
    await sql`select 1 from staff where practice_id = ${ctx.practiceId} and user_id = ${known.userId}`.execute(
      ctx.db,
    )
  if (rows.length > 0) throw problem(409, 'email_taken', 'Somebody here signs in with this address already.')
  if (!(await worksElsewhere(ctx, known.userId))) await signIn.enableUser(known.userId)
  return known.userId
}

function requireUser({ userId }: Staff): string {
  if (!userId) throw invalid('id', 'This person does not sign in. Invite them first.')
  return userId
}

/** True when another practice relies on this person's sign-in, too. */
async function worksElsewhere(ctx: Context, userId: string): Promise<boolean> {
  const { rows } = await sql<{ elsewhere: boolean }>`select works_elsewhere(${userId}) as elsewhere`.execute(
    ctx.db,
  )
  return rows[0]!.elsewhere
}

async function refuseElsewhere(ctx: Context, userId: string) {
  if (await worksElsewhere(ctx, userId)) {
    throw problem(
      409,
      'works_elsewhere',
      'This person works in another practice, too, and changes this themselves under "My account".',
    )
  }
}
