import type { Slice } from '../platform/slice.ts'
import { permissions } from './access.ts'
import { all } from './operations.ts'

export { findAppointment, seesAppointment } from './appointment/appointment.ts'
export { cancelAppointment, restoreAppointment } from './appointment/cancel-appointment.ts'
export { moveAppointment } from './appointment/move-appointment.ts'
export { checkIn, completeVisit, confirmVisit, noteNoShow, showToRoom } from './appointment/visit-flow.ts'
export type { AppointmentRow, Visit } from './appointment/visit-row.ts'
export { bookAppointment } from './booking/book-appointment.ts'
export type { BookingWish } from './booking/wish.ts'
export { findFreeTimes } from './times/free-times.ts'

export const slice: Slice = {
  name: 'scheduling',
  permissions,
  operations: all,
  topics: { appointment: 'calendar.see' },
}
