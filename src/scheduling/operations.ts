import { operations } from '../platform/slice.ts'
import * as appointment from './appointment/operations.ts'
import * as booking from './booking/operations.ts'

/** What the API offers of the diary. */
export const all = operations(
  booking.book,
  appointment.get,
  appointment.move,
  appointment.cancel,
  appointment.restore,
  appointment.confirm,
  appointment.arrive,
  appointment.undoArrival,
  appointment.showToRoom,
  appointment.complete,
  appointment.noShow,
  appointment.undoNoShow,
  appointment.editNotes,
)
