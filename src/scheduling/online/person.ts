import { sql } from 'kysely'
import { createClient, foldText, insertRelationship } from '../../clients/index.ts'
import { createLink, hashOfToken } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { findInvitation, refuseEnded } from './invitation.ts'
import type { Typed } from './typed.ts'

/** Somebody for whom a proven person may book. */
export interface BookingPerson {
  id: string
  name: string
  /** null: reached by the very address that was proven; else what they are to one who is. */
  relation: string | null
}

export const PERSON_LINK = 'booking_person'
export const SESSION_LINK = 'booking_session'
const SESSION_MINUTES = 60

/** After the mailed link was opened: a secret for this tab, good for an hour. */
export async function openSession(
  ctx: Context,
  subject: readonly [kind: 'contact_point' | 'booking_link', id: string],
): Promise<string> {
  const { token } = await createLink(ctx, {
    purpose: SESSION_LINK,
    subject,
    clientId: null,
    validFor: SESSION_MINUTES * 60_000,
    page: '/book',
  })
  return token
}

/**
 * Everybody who is reached by this address, then everybody for whom one of them may book. Who reads that mailbox gets
 * these people's mails already, so their names tell nothing new.
 */
export async function peopleOf(ctx: Context, contactId: string): Promise<BookingPerson[]> {
  const { rows } = await sql<BookingPerson>`with
      own as (select distinct c.id, trim(c.given_name || ' ' || c.family_name) as name, c.created_at from contact_point mine
        join contact_point p on p.practice_id = mine.practice_id and p.kind = mine.kind and p.value = mine.value
        join client c on c.practice_id = p.practice_id and c.id = p.client_id and c.archived_at is null
        where mine.practice_id = ${ctx.practiceId} and mine.id = ${contactId} and mine.kind = 'email'),
      theirs as (select distinct on (c.id) c.id, trim(c.given_name || ' ' || c.family_name) as name, r.kind, c.created_at from relationship r
        join client c on c.practice_id = r.practice_id and c.id = r.related_client_id and c.archived_at is null
        where r.practice_id = ${ctx.practiceId} and r.may_book and r.client_id in (select id from own) and r.related_client_id not in (select id from own)
        order by c.id, r.created_at)
    select id, name, relation from (
      select id, name, null as relation, 0 as rank, created_at from own
      union all select id, name, kind, 1, created_at from theirs) x order by rank, created_at, id`.execute(
    ctx.db,
  )
  return rows
}

export interface ProvenClient {
  clientId: string
  /** Who books and what they are to the client, where that is somebody else. */
  bookedBy: { name: string; relation: string } | null
  /** The booking link that proved it, to be spent. */
  invitationId: string | null
}

/** The client for whom a proven person books; 410 proof_over when the hour is over. */
export async function clientByProof(
  ctx: Context,
  { token, clientId, relative }: NonNullable<Typed['person']>,
): Promise<ProvenClient> {
  const session = await sessionOf(ctx, token)
  if (session.kind === 'booking_link') return invitedBy(ctx, session.id)
  const contact = { id: session.id, value: session.value! }
  const people = await peopleOf(ctx, contact.id)
  const own = people.find((each) => each.relation === null)
  const bookedBy = (relation: string) => (own ? { name: own.name, relation } : null)
  if (relative && own) {
    const known = await sameAmong(ctx, people, relative)
    const id = known ?? (await addRelative(ctx, { actsId: own.id, email: contact.value, relative }))
    return { clientId: id, bookedBy: bookedBy(relative.relation), invitationId: null }
  }
  const chosen = people.find((each) => each.id === clientId)
  if (!chosen) throw invalid('person.clientId', 'Choose one of the people for whom you may book.')
  const { id: chosenId, relation } = chosen
  return { clientId: chosenId, bookedBy: relation ? bookedBy(relation) : null, invitationId: null }
}

/** A booking link is for one client. */
async function invitedBy(ctx: Context, id: string): Promise<ProvenClient> {
  const invitation = await findInvitation(ctx, id)
  refuseEnded(ctx, invitation)
  return { clientId: invitation.clientId, bookedBy: null, invitationId: id }
}

type Relative = NonNullable<NonNullable<Typed['person']>['relative']>

/** The new person is reached by the address of who books, who may book for them from now on, and nothing more. */
async function addRelative(
  ctx: Context,
  { actsId, email, relative }: { actsId: string; email: string; relative: Relative },
): Promise<string> {
  const { relation, ...who } = relative
  const { id } = await createClient(ctx, { ...who, email, language: ctx.locale })
  await insertRelationship(ctx, {
    clientId: actsId,
    relatedClientId: id,
    kind: relation,
    mayBook: true,
    maySeeRecords: false,
    maySign: false,
    mayPay: false,
  })
  return id
}

/** Who was added the last time is not added again. */
async function sameAmong(
  ctx: Context,
  people: readonly BookingPerson[],
  { givenName, familyName, bornOn }: Relative,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from client where practice_id = ${ctx.practiceId}
    and id = any(${people.map((each) => each.id)}) and last_key = ${foldText(`${familyName} ${givenName}`)} and born_on = ${bornOn}::date`.execute(
    ctx.db,
  )
  return rows[0]?.id
}

interface Session {
  kind: 'contact_point' | 'booking_link'
  id: string
  /** The address of a contact point. */
  value: string | null
}

async function sessionOf(ctx: Context, token: string): Promise<Session> {
  const { rows } =
    await sql<Session>`select l.subject_type as kind, l.subject_id as id, p.value from secret_link l
    left join contact_point p on p.practice_id = l.practice_id and p.id = l.subject_id
    where l.practice_id = ${ctx.practiceId} and l.token_hash = ${hashOfToken(token)} and l.purpose = ${SESSION_LINK}
      and l.revoked_at is null and l.expires_at > ${ctx.now} and (p.id is not null or l.subject_type = 'booking_link')`.execute(
      ctx.db,
    )
  if (!rows[0])
    throw problem(
      410,
      'proof_over',
      'The hour after your link is over. Type your details, or ask for a new link.',
    )
  return rows[0]
}
