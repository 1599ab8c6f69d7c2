import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, line, text } from '../../platform/operation/shapes.ts'
import { isValidZone } from '../../platform/time/index.ts'
import type { Client } from '../client.ts'
import { clientName } from '../client.ts'
import { ContactIn, ContactView, listContacts } from '../contact-points.ts'
import type { ClientOnList } from '../list.ts'

const Sex = z.enum(['female', 'male', 'other', 'unknown'])

/** One of the two names may be empty: many people have a single name. */
const NamePart = z.union([z.literal(''), line(120)])

const BornOn = Day.refine(
  (day) => day >= '1890-01-01' && day <= '2200-12-31',
  'This birth date is not possible.',
)

/** Everything a person can say of a client; all optional but the names. */
export const clientFields = {
  givenName: NamePart,
  familyName: NamePart,
  preferredName: line(120).nullish(),
  pronouns: line(40).nullish(),
  bornOn: BornOn.nullish(),
  sex: Sex.nullish(),
  language: z.enum(['en', 'de']).nullish(),
  zone: z.string().max(60).refine(isValidZone, 'This is not a time zone, such as Europe/Berlin.').nullish(),
  addressLines: z.array(line(200)).max(6).optional(),
  notes: text(5_000).nullish(),
  usualPractitionerId: Id.nullish(),
  contacts: z.array(ContactIn).max(20).optional(),
}

export const ClientView = z.object({
  id: Id,
  number: z.number(),
  name: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  preferredName: z.string().nullable(),
  pronouns: z.string().nullable(),
  bornOn: Day.nullable(),
  sex: Sex.nullable(),
  language: z.string().nullable(),
  zone: z.string().nullable(),
  addressLines: z.array(z.string()),
  notes: z.string().nullable(),
  usualPractitionerId: Id.nullable(),
  facts: z.record(z.string(), z.unknown()),
  contacts: z.array(ContactView),
  createdAt: Instant,
  archivedAt: Instant.nullable(),
  rowVersion: z.number(),
  can: z.object({ edit: z.boolean(), archive: z.boolean() }),
})

/** A client as the screens and the API get it. */
export async function present(ctx: Context, client: Client) {
  return {
    ...client,
    name: clientName(client),
    contacts: await listContacts(ctx, client.id),
    can: { edit: ctx.can('clients.edit'), archive: ctx.can('clients.archive') },
  }
}

export const ClientRow = z.object({
  id: Id,
  number: z.number(),
  name: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  preferredName: z.string().nullable(),
  bornOn: Day.nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  usualPractitionerId: Id.nullable(),
  createdAt: Instant,
  archivedAt: Instant.nullable(),
})

export function presentRow(row: ClientOnList) {
  return { ...row, name: clientName(row) }
}

export const DuplicateView = z.object({
  id: Id,
  number: z.number(),
  name: z.string(),
  bornOn: Day.nullable(),
  because: z.array(z.enum(['name_and_birth_date', 'name_and_contact', 'contact'])),
})
