import { subscriber } from '../platform/events/subscribers.ts'
import { noteSeenBy } from './client.ts'

/** A visit makes a client one of the practitioner's own: later slices book, this one only remembers. */
export const rememberWhoSawWhom = subscriber({
  name: 'clients.rememberWhoSawWhom',
  on: ['appointment.booked', 'appointment.moved', 'appointment.restored'],
  run: async (ctx, { clientId, data: { practitionerId } }) => {
    if (clientId && typeof practitionerId === 'string') await noteSeenBy(ctx, { clientId, practitionerId })
  },
})
