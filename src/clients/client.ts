import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { changedMeanwhile } from '../platform/operation/row-version.ts'
import { notFound } from '../platform/problem.ts'
import { visibleClients } from './access.ts'
import type { ContactPoint, ContactWish } from './contact-points.ts'
import {
  onePreferredEach,
  insertContacts,
  listContacts,
  normalContact,
  replaceContacts,
} from './contact-points.ts'
import { lastKeyOf, searchKeyOf } from './search-key.ts'

/** A person the practice serves. */
export interface Client {
  id: string
  number: number
  givenName: string
  familyName: string
  preferredName: string | null
  pronouns: string | null
  bornOn: string | null
  sex: 'female' | 'male' | 'other' | 'unknown' | null
  language: string | null
  zone: string | null
  addressLines: string[]
  notes: string | null
  usualPractitionerId: string | null
  facts: Record<string, unknown>
  createdAt: Date
  archivedAt: Date | null
  rowVersion: number
}

/** What may be said of a client; `email` and `phone` are short for a contact point. */
export interface ClientWish {
  givenName: string
  familyName: string
  preferredName?: string | null | undefined
  pronouns?: string | null | undefined
  bornOn?: string | null | undefined
  sex?: Client['sex'] | undefined
  language?: string | null | undefined
  zone?: string | null | undefined
  addressLines?: string[] | undefined
  notes?: string | null | undefined
  usualPractitionerId?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  contacts?: readonly ContactWish[] | undefined
  /** Facts of an import that have no field of their own. */
  facts?: Record<string, unknown> | undefined
  importKey?: string | null | undefined
}

const COLUMNS =
  sql.raw(`client.id, client.number, client.given_name as "givenName", client.family_name as "familyName",
  client.preferred_name as "preferredName", client.pronouns, client.born_on as "bornOn", client.sex, client.language, client.zone,
  client.address_lines as "addressLines", client.notes, client.usual_practitioner_id as "usualPractitionerId", client.facts,
  client.created_at as "createdAt", client.archived_at as "archivedAt", client.row_version as "rowVersion"`)

/** The client, if this actor may see them; else 404. */
export async function findClient(ctx: Context, id: string): Promise<Client> {
  const { rows } =
    await sql<Client>`select ${COLUMNS} from ${visibleClients(ctx)} client where client.id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This client')
  return rows[0]
}

/** The client an import brought under this key, if any. */
export async function findImportedClientIfAny(ctx: Context, importKey: string): Promise<Client | undefined> {
  const { rows } = await sql<Client>`select ${COLUMNS} from client
    where practice_id = ${ctx.practiceId} and import_key = ${importKey}`.execute(ctx.db)
  return rows[0]
}

/** The name as it is shown and printed; takes rows in either spelling. */
export function clientName(
  row: { givenName: string; familyName: string } | { given_name: string; family_name: string },
): string {
  return ('givenName' in row ? [row.givenName, row.familyName] : [row.given_name, row.family_name])
    .filter(Boolean)
    .join(' ')
}

/** Makes a client and records it. Nobody is merged: `findPossibleDuplicates` tells who might be the same person. */
export async function createClient(ctx: Context, wish: ClientWish): Promise<Client> {
  const id = ctx.newId()
  const number = await nextNumber(ctx)
  const contacts = await contactsOf(ctx, wish)
  const facts = { ...wish, number, contacts }
  await sql`insert into client (practice_id, id, number, given_name, family_name, preferred_name, pronouns, born_on, sex, language, zone,
      address_lines, notes, usual_practitioner_id, search_key, last_key, facts, import_key, created_at)
    values (${ctx.practiceId}, ${id}, ${number}, ${wish.givenName}, ${wish.familyName}, ${wish.preferredName ?? null}, ${wish.pronouns ?? null},
      ${wish.bornOn ?? null}, ${wish.sex ?? null}, ${wish.language ?? null}, ${wish.zone ?? null}, ${wish.addressLines ?? []},
      ${wish.notes ?? null}, ${wish.usualPractitionerId ?? null}, ${searchKeyOf(facts)}, ${lastKeyOf(wish)},
      ${JSON.stringify(wish.facts ?? {})}::jsonb, ${wish.importKey ?? null}, ${ctx.now})`.execute(ctx.db)
  await insertContacts(ctx, id, contacts)
  ctx.record('client.created', {
    subject: ['client', id],
    clientId: id,
    data: { number },
    after: auditOf(wish, contacts),
  })
  // A practitioner limited to their own clients could not open the one they just made.
  if (ctx.actor.kind === 'staff' && ctx.actor.ownClientsOnly)
    await noteSeenBy(ctx, { clientId: id, practitionerId: ctx.actor.staffId })
  return findAnyClient(ctx, id)
}

export type ClientChange = Partial<Omit<ClientWish, 'email' | 'phone' | 'facts' | 'importKey'>>

/** Changes what is given; `rowVersion` is the one the person saw (409 changed_meanwhile when it is not the last). */
export async function updateClient(
  ctx: Context,
  id: string,
  change: ClientChange & { rowVersion: number },
): Promise<Client> {
  const before = await findClient(ctx, id)
  if (before.rowVersion !== change.rowVersion) throw changedMeanwhile(before.rowVersion)
  const contactsBefore = await listContacts(ctx, id)
  const contacts = change.contacts ? await replaceContacts(ctx, id, change.contacts) : contactsBefore
  const { contacts: _contacts, rowVersion: _rowVersion, ...given } = change
  const after = { ...before, ...stripUndefined(given) }
  await sql`update client set given_name = ${after.givenName}, family_name = ${after.familyName}, preferred_name = ${after.preferredName},
      pronouns = ${after.pronouns}, born_on = ${after.bornOn}, sex = ${after.sex}, language = ${after.language}, zone = ${after.zone},
      address_lines = ${after.addressLines}, notes = ${after.notes}, usual_practitioner_id = ${after.usualPractitionerId},
      search_key = ${searchKeyOf({ ...after, contacts })}, last_key = ${lastKeyOf(after)}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  await nextVersion(ctx, before)
  const fields = Object.keys(stripUndefined(given)).concat(change.contacts ? ['contacts'] : [])
  ctx.record('client.updated', {
    subject: ['client', id],
    clientId: id,
    data: { fields },
    before: auditOf(before, contactsBefore),
    after: auditOf(after, contacts),
  })
  return findClient(ctx, id)
}

/** Takes a client out of lists and searches; the record stays. Restores with `archived: false`. */
export async function setArchived(
  ctx: Context,
  id: string,
  wish: { archived: boolean; rowVersion: number },
): Promise<Client> {
  const before = await findClient(ctx, id)
  if (before.rowVersion !== wish.rowVersion) throw changedMeanwhile(before.rowVersion)
  if ((before.archivedAt !== null) === wish.archived) return before
  await sql`update client set archived_at = ${wish.archived ? ctx.now : null}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  await nextVersion(ctx, before)
  ctx.record(wish.archived ? 'client.archived' : 'client.restored', { subject: ['client', id], clientId: id })
  return findClient(ctx, id)
}

/** From now on the practitioner sees this client, also when limited to their own. Twice is once. */
export async function noteSeenBy(
  ctx: Context,
  { clientId, practitionerId }: { clientId: string; practitionerId: string },
) {
  await sql`insert into client_practitioner (practice_id, client_id, practitioner_id, since)
    values (${ctx.practiceId}, ${clientId}, ${practitionerId}, ${ctx.now}) on conflict do nothing`.execute(
    ctx.db,
  )
}

async function findAnyClient(ctx: Context, id: string): Promise<Client> {
  const { rows } =
    await sql<Client>`select ${COLUMNS} from client where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  return rows[0]!
}

async function nextNumber(ctx: Context): Promise<number> {
  const { rows } = await sql<{
    number: number
  }>`insert into client_counter (practice_id, last_number) values (${ctx.practiceId}, 1)
    on conflict (practice_id) do update set last_number = client_counter.last_number + 1 returning last_number as number`.execute(
    ctx.db,
  )
  return rows[0]!.number
}

/** Two edits of one version: the second finds no row of that version any more. */
async function nextVersion(ctx: Context, { id, rowVersion }: Client) {
  const { rows } = await sql`update client set row_version = ${rowVersion + 1}
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw changedMeanwhile(rowVersion + 1)
}

async function contactsOf(ctx: Context, { email, phone, contacts = [] }: ClientWish): Promise<ContactWish[]> {
  const { country } = await ctx.practice()
  const short: ContactWish[] = []
  if (email) short.push({ kind: 'email', value: email, isPreferred: true })
  if (phone) short.push({ kind: 'phone', value: phone, isPreferred: true })
  return onePreferredEach([...short, ...contacts].map((wish) => normalContact(wish, country)))
}

function stripUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T
}

function auditOf(facts: ClientChange, contacts: readonly (ContactWish | ContactPoint)[]) {
  const {
    givenName,
    familyName,
    preferredName,
    pronouns,
    bornOn,
    sex,
    language,
    zone,
    addressLines,
    notes,
    usualPractitionerId,
  } = facts
  const own = {
    givenName,
    familyName,
    preferredName,
    pronouns,
    bornOn,
    sex,
    language,
    zone,
    addressLines,
    notes,
    usualPractitionerId,
  }
  return { ...stripUndefined(own), contacts: contacts.map(({ kind, value }) => ({ kind, value })) }
}
