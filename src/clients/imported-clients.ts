import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import type { ClientWish } from './client.ts'
import type { ContactWish } from './contact-points.ts'
import { normalContact, onePreferredEach } from './contact-points.ts'
import { lastKeyOf, searchKeyOf } from './search-key.ts'

/** A person of an import; the key names them in the file they come from. */
export type ImportedClient = Omit<ClientWish, 'contacts'> & {
  importKey: string
  archived?: boolean | undefined
}

/** Import key → client, for those who were imported before. */
export async function findImportedClients(
  ctx: Context,
  importKeys: readonly string[],
): Promise<Map<string, string>> {
  // A join and not "= any": a plan made while the table was small must not compare every row with every key.
  const { rows } = await sql<{
    import_key: string
    id: string
  }>`select c.import_key, c.id from unnest(${[...importKeys]}::text[]) wanted(key)
    join client c on c.practice_id = ${ctx.practiceId} and c.import_key = wanted.key`.execute(ctx.db)
  return new Map(rows.map((row) => [row.import_key, row.id]))
}

/**
 * Makes many clients in one statement; answers import key → id of those that were made (who was there already is left
 * as they are). Leaves no event of its own: an import says once what it did.
 */
export async function insertImportedClients(
  ctx: Context,
  people: readonly ImportedClient[],
): Promise<Map<string, string>> {
  if (people.length === 0) return new Map()
  const { country } = await ctx.practice()
  const first = await takeNumbers(ctx, people.length)
  const made = people.map((person, index) => {
    const contacts = contactsOf(person, country)
    return { row: rowOf(ctx, person, { number: first + index, contacts }), contacts }
  })
  const contacts = made.flatMap(({ row, contacts: wishes }) =>
    wishes.map((wish) => contactRow(ctx, row.id, wish)),
  )
  const { rows } = await sql<{ import_key: string; id: string }>`with
    made as (insert into client select * from jsonb_populate_recordset(null::client, ${JSON.stringify(made.map(({ row }) => row))}::jsonb)
      on conflict (practice_id, import_key) do nothing returning id, import_key),
    reached as (insert into contact_point select c.* from jsonb_populate_recordset(null::contact_point, ${JSON.stringify(contacts)}::jsonb) c
      where c.client_id in (select id from made))
    select id, import_key from made`.execute(ctx.db)
  return new Map(rows.map((row) => [row.import_key, row.id]))
}

/** Remembers who had visits with whom, for practitioners who see their own clients only. Twice is once. */
export async function noteSeenByMany(
  ctx: Context,
  pairs: readonly { clientId: string; practitionerId: string }[],
) {
  if (pairs.length === 0) return
  await sql`insert into client_practitioner (practice_id, client_id, practitioner_id, since)
    select distinct ${ctx.practiceId}::uuid, x."clientId", x."practitionerId", ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as x("clientId" uuid, "practitionerId" uuid) on conflict do nothing`.execute(
    ctx.db,
  )
}

/** Takes imported clients away again, with what came with them. Fails by foreign key where something was built on one. */
export async function removeImportedClients(ctx: Context, ids: readonly string[]) {
  const these = sql`any(${[...ids]}::uuid[])`
  await sql`delete from client_practitioner where practice_id = ${ctx.practiceId} and client_id = ${these}`.execute(
    ctx.db,
  )
  await sql`delete from contact_point where practice_id = ${ctx.practiceId} and client_id = ${these}`.execute(
    ctx.db,
  )
  await sql`delete from client where practice_id = ${ctx.practiceId} and id = ${these} and import_key is not null`.execute(
    ctx.db,
  )
}

async function takeNumbers(ctx: Context, count: number): Promise<number> {
  const { rows } = await sql<{
    last: number
  }>`insert into client_counter (practice_id, last_number) values (${ctx.practiceId}, ${count})
    on conflict (practice_id) do update set last_number = client_counter.last_number + ${count} returning last_number as last`.execute(
    ctx.db,
  )
  return rows[0]!.last - count + 1
}

function contactsOf({ email, phone }: ImportedClient, country: string): ContactWish[] {
  const wishes: ContactWish[] = []
  if (email) wishes.push({ kind: 'email', value: email, isPreferred: true })
  if (phone) wishes.push({ kind: 'phone', value: phone, isPreferred: true })
  return onePreferredEach(wishes.map((wish) => normalContact(wish, country)))
}

function rowOf(
  ctx: Context,
  person: ImportedClient,
  { number, contacts }: { number: number; contacts: ContactWish[] },
) {
  return {
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    number,
    given_name: person.givenName,
    family_name: person.familyName,
    preferred_name: person.preferredName ?? null,
    pronouns: person.pronouns ?? null,
    born_on: person.bornOn ?? null,
    sex: person.sex ?? null,
    language: person.language ?? null,
    zone: person.zone ?? null,
    address_lines: person.addressLines ?? [],
    notes: person.notes ?? null,
    usual_practitioner_id: person.usualPractitionerId ?? null,
    search_key: searchKeyOf({ ...person, preferredName: person.preferredName ?? null, number, contacts }),
    last_key: lastKeyOf(person),
    facts: person.facts ?? {},
    import_key: person.importKey,
    created_at: ctx.now,
    archived_at: person.archived ? ctx.now : null,
    row_version: 1,
  }
}

function contactRow(
  ctx: Context,
  clientId: string,
  { kind, value, label = null, isPreferred = false }: ContactWish,
) {
  return {
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    client_id: clientId,
    kind,
    value,
    label,
    is_preferred: isPreferred,
    created_at: ctx.now,
  }
}
