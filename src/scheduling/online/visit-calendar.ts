import { calendarInvite } from '../../platform/ical/ical.ts'
import { operation } from '../../platform/operation/operation.ts'
import { fileAnswer } from '../../platform/operation/shapes.ts'
import { z } from 'zod'
import { findAppointment } from '../appointment/appointment.ts'
import { subjectOf } from './client-visit.ts'
import { presentToClient } from './present-to-client.ts'

export const calendarFile = operation({
  path: 'GET /visit/calendar',
  summary: 'The visit as a calendar file (iCalendar), the same event as in the mails',
  allow: 'link:visit',
  takes: z.strictObject({}),
  returns: fileAnswer('text/calendar'),
  run: async (ctx) => {
    const visit = await findAppointment(ctx, subjectOf(ctx))
    const { location, practice } = await presentToClient(ctx, visit)
    const host = new URL(ctx.services.settings.publicUrl).hostname
    const content = calendarInvite({
      uid: `appointment-${visit.id}@${host}`,
      sequence: visit.sequence,
      method: 'PUBLISH',
      now: ctx.now,
      startsAt: visit.starts_at,
      endsAt: visit.ends_at,
      zone: visit.zone,
      // No service name: calendars are shared with families and employers.
      summary: practice.name,
      location: [location.name, ...location.addressLines].join(', '),
      organizer: { name: practice.name, email: `no-reply@${host.includes('.') ? host : `${host}.invalid`}` },
    })
    return { bytes: Buffer.from(content), type: 'text/calendar; charset=utf-8', name: 'appointment.ics' }
  },
})
