import { subscriber } from '../../platform/events/subscribers.ts'
import { feeByRule, withdrawFee } from './fee.ts'

/** A visit that was cancelled late or missed has its fee by rule; the event may come twice. */
export const feesOfVisits = subscriber({
  name: 'billing.feesOfVisits',
  on: ['appointment.cancelled', 'appointment.no_show'],
  run: async (ctx, event) => void (await feeByRule(ctx, event.subjectId)),
})

/** A visit that is brought back owes no fee. */
export const withdrawFees = subscriber({
  name: 'billing.withdrawFees',
  on: ['appointment.restored', 'appointment.no_show_undone', 'appointment.arrived'],
  run: (ctx, event) => withdrawFee(ctx, event.subjectId),
})
