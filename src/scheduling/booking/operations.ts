import { z } from 'zod'
import { convertLead, createClient, findLead } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { Day, Id, InstantIn, Minor, line, text } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import { requireOverlapRight } from '../appointment/change.ts'
import { Knowingly } from '../appointment/operations.ts'
import { MODES } from '../appointment/states.ts'
import { bookAppointment } from './book-appointment.ts'
import { BOOKING_FAILURES } from './refusals.ts'

export const NewClient = z.strictObject({
  givenName: line(100),
  familyName: line(100),
  email: z.email().max(254).nullish(),
  phone: line(60).nullish(),
  bornOn: Day.nullish(),
  language: z.enum(['en', 'de']).nullish(),
})

export const book = operation({
  path: 'POST /appointments',
  summary: 'Book an appointment for a client: known, or made in the same step',
  allow: 'appointments.book',
  takes: z.strictObject({
    serviceId: Id,
    startsAt: InstantIn,
    practitionerId: Id.nullish().describe(
      'Left out: any practitioner; the fairest choice is made and its reason kept.',
    ),
    locationId: Id.nullish(),
    roomId: Id.nullish().describe('Left out: a free room is picked, where the service needs one.'),
    clientId: Id.optional(),
    newClient: NewClient.optional(),
    leadId: Id.optional().describe('Book from an enquiry; the lead becomes this client.'),
    episodeId: Id.optional(),
    durationMinutes: z.int().min(1).max(1440).optional(),
    priceMinor: Minor.optional(),
    mode: z.enum(MODES).optional(),
    source: z.enum(['staff', 'phone', 'walk_in', 'api']).default('staff'),
    notes: text(4000).nullish(),
    knowingly: Knowingly,
  }),
  returns: AppointmentView,
  fails: [...BOOKING_FAILURES, 'already_converted', CHANGED_MEANWHILE],
  run: async (ctx, { clientId, newClient, ...wish }) => {
    requireOverlapRight(ctx, wish.knowingly)
    const who = await clientFor(ctx, { clientId, newClient, leadId: wish.leadId })
    const visit = await bookAppointment(ctx, { ...wish, clientId: who, by: 'staff' })
    if (wish.leadId) await convertLead(ctx, wish.leadId, who)
    return presentAppointment(ctx, visit)
  },
})

interface Who {
  clientId: string | undefined
  newClient: z.output<typeof NewClient> | undefined
  leadId: string | undefined
}

/** Who comes: a client, a new one, or whoever enquired, without retyping what the enquiry says. */
export async function clientFor(ctx: Context, { clientId, newClient, leadId }: Who): Promise<string> {
  if (clientId && newClient) throw invalid('newClient', 'Name a client or make a new one, not both.')
  if (clientId) return clientId
  const lead = leadId ? await findLead(ctx, leadId) : null
  if (lead?.clientId && !newClient) return lead.clientId
  const wish =
    newClient ??
    (lead && { ...namesOf(lead.name), email: lead.email, phone: lead.phone, language: lead.language })
  if (!wish) throw invalid('clientId', 'Say who comes: a client, or the name of a new one.')
  return (await createClient(ctx, wish)).id
}

/** An enquiry has one name; its last word is taken for the family's. The desk may mend it. */
function namesOf(name: string) {
  const words = name.trim().split(/\s+/)
  return {
    givenName: words.slice(0, -1).join(' ') || name,
    familyName: words.length > 1 ? words.at(-1)! : '',
  }
}
