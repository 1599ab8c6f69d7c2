import { z } from 'zod'
import { Day, Id, line, text } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import type { OnlineClient } from './recognise-client.ts'

export const RELATIONS = ['parent', 'guardian', 'partner', 'child', 'other'] as const

/** What a client sends to make a kept time theirs. */
export const Typed = z.strictObject({
  givenName: line(100).optional().describe('Needed unless `person` says who comes.'),
  familyName: line(100).optional(),
  email: z.email().max(254).optional(),
  phone: line(60).nullish(),
  bornOn: Day.nullish(),
  language: z.enum(['en', 'de']).optional(),
  notes: text(2000).nullish().describe('What the client would like the practice to know.'),
  bookedBy: z
    .strictObject({ name: line(150), relation: z.enum(RELATIONS) })
    .nullish()
    .describe(
      'Who books, when it is for somebody else. The desk sees it with the visit; it gives no right to a record.',
    ),
  person: z
    .strictObject({
      token: z.string().max(200).describe('What POST /booking-people answered.'),
      clientId: Id.optional().describe('Who comes: one of the people it named.'),
      relative: z
        .strictObject({
          givenName: line(100),
          familyName: line(100),
          bornOn: Day,
          relation: z.enum(RELATIONS).describe('What the person who books is to them.'),
        })
        .optional()
        .describe('Or somebody new, for whom the first of these people may then book.'),
    })
    .optional()
    .describe('Somebody who opened a mailed link need not type what is known of them.'),
  source: line(60).nullish().describe('How the client heard of the practice.'),
  website: z
    .string()
    .max(200)
    .optional()
    .describe('Not shown to people. Programs that fill every field fill this one, too, and are refused.'),
})
export type Typed = z.output<typeof Typed>

/** Name and contact, where they were typed; names the first field that is missing. */
export function namedIn(typed: Typed): OnlineClient {
  const { givenName, familyName, email, phone, bornOn, language } = typed
  if (!givenName) throw invalid('givenName', 'Give the first name of the person who comes.')
  if (!familyName) throw invalid('familyName', 'Give the last name of the person who comes.')
  if (!email) throw invalid('email', 'Give an e-mail address, so that the confirmation can reach you.')
  return { givenName, familyName, email, phone, bornOn, language }
}

/** The desk's words about who booked, before what they wrote. */
export function notesOf(
  notes: string | null | undefined,
  bookedBy: { name: string; relation: string } | null | undefined,
): string | null {
  const booker = bookedBy ? `Booked by ${bookedBy.name} (${bookedBy.relation}).` : null
  return [booker, notes].filter(Boolean).join('\n') || null
}
