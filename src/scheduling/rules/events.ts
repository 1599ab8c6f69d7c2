import type { EventEntry } from '../../platform/rules/rules.ts'
import { eventsGiving, fixedChoices } from '../../platform/rules/rules.ts'

const OF_A_VISIT = ['appointment', 'client'] as const
const by = {
  key: 'by',
  words: { en: 'done by', de: 'veranlasst von' },
  kind: 'choice' as const,
  choices: fixedChoices({
    client: ['the client', 'der Person selbst'],
    practice: ['the practice', 'der Praxis'],
  }),
}

/** What rules may begin with here. */
export const events: EventEntry[] = [
  ...eventsGiving(OF_A_VISIT, ['appointment.requested', 'appointment.booked']),
  { name: 'appointment.moved', gives: OF_A_VISIT, fields: [by] },
  {
    name: 'appointment.cancelled',
    gives: OF_A_VISIT,
    fields: [by, { key: 'late', words: { en: 'late', de: 'zu spät' }, kind: 'yes_no' }],
  },
  ...eventsGiving(OF_A_VISIT, [
    'appointment.restored',
    'appointment.confirmed',
    'appointment.arrived',
    'appointment.in_room',
    'appointment.done',
    'appointment.no_show',
    'appointment.edited',
  ]),
  ...eventsGiving(['client'], ['series.booked', 'series.cancelled', 'plan.booked', 'plan.cancelled']),
  ...eventsGiving(['client'], ['waitlist.added', 'waitlist.withdrawn', 'waitlist.expired']),
  ...eventsGiving(OF_A_VISIT, ['waitlist.booked']),
]
