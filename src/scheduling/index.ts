import type { Slice } from '../platform/slice.ts'
import { permissions } from './access.ts'
import { mailLeaveDecision, tellAboutLeave } from './hours/leave-mails.ts'
import { expireHolds } from './online/hold.ts'
import { mailConfirmation } from './online/mail-confirmation.ts'
import { mailInvitation } from './online/invitation-mail.ts'
import { mailPersonLink } from './online/person-link.ts'
import { expireRequests } from './requests/request.ts'
import { all } from './operations.ts'
import { learnJob, learnNightly } from './noshow/learn.ts'
import { carryOutJob } from './replanning/carry-out.ts'
import { endOffers } from './replanning/client-answer.ts'
import { installPack } from './services/install-pack.ts'
import { events } from './rules/events.ts'
import { facts } from './rules/facts.ts'
import { promoteWaiting } from './sessions/waiting.ts'
import { verifyBookings } from './verify-bookings.ts'
import { noteAddedHours } from './waitlist/added-hours.ts'
import { askGroup } from './waitlist/ask-group.ts'
import { alreadyWaiting } from './waitlist/check-wish.ts'
import { noteFreedTime } from './waitlist/freed-time.ts'
import { keepUp } from './waitlist/keep-up.ts'

export { connectArrivalGate } from './appointment/arrival-gate.ts'
export { connectSettledVisits } from './together/settled-visits.ts'
export { findAppointment, presentAppointment, seesAppointment } from './appointment/appointment.ts'
export { cancelAppointment, restoreAppointment } from './appointment/cancel-appointment.ts'
export { moveAppointment } from './appointment/move-appointment.ts'
export type { MoveWish } from './appointment/move-appointment.ts'
export { STATES } from './appointment/states.ts'
export type { Mode, Source, State } from './appointment/states.ts'
export { checkIn, completeVisit, confirmVisit, noteNoShow, showToRoom } from './appointment/visit-flow.ts'
export type { AppointmentRow, Visit } from './appointment/visit-row.ts'
export { bookAppointment } from './booking/book-appointment.ts'
export { insertPastAppointment, insertPastAppointments } from './booking/past-visits.ts'
export type { PastOutcome, PastVisit } from './booking/past-visits.ts'
export type { BookingWish } from './booking/wish.ts'
export { removeImportedAppointments, removeImportedServices } from './booking/remove-imported.ts'
export { backgroundQuery } from './calendar/background.ts'
export { calendarQuery, readCalendar } from './calendar/calendar.ts'
export { replaceHours } from './hours/hours.ts'
export { addTimeOff } from './hours/time-off.ts'
export { backTest, testOn } from './noshow/model/back-test.ts'
export type { BackTest } from './noshow/model/back-test.ts'
export type { Scores } from './noshow/model/scores.ts'
export { casesOf, foldOf, foretell, isTelling, trainModel } from './noshow/model/train.ts'
export type { Case, NoShowModel } from './noshow/model/train.ts'
export type { NoShowVisit } from './noshow/model/visit.ts'
export { riskOf } from './noshow/risk.ts'
export type { Risk } from './noshow/risk.ts'
export { createVisitLink } from './online/hold.ts'
export { PERSON_LINK } from './online/person.ts'
export { scheduleSessions } from './sessions/schedule-sessions.ts'
export { addAttendee } from './sessions/attendees.ts'
export { createService, updateService } from './services/change-service.ts'
export type { ServiceWish } from './services/service-wish.ts'
export { findService, listServices } from './services/service.ts'
export type { Service } from './services/service.ts'
export { readDiary } from './times/diary.ts'
export { DIARY } from './times/diary-queries.ts'
export { readDiaryAt } from './together/diary-at.ts'
export { bookedQuery } from './capacity/read-capacity.ts'
export { findFreeTimes } from './times/free-times.ts'
export { addEntry as addToWaitlist } from './waitlist/change-entry.ts'
export type { NewWish as WaitlistWish } from './waitlist/change-entry.ts'

export const slice: Slice = {
  name: 'scheduling',
  permissions,
  operations: all,
  events,
  facts,
  subscribers: [installPack, promoteWaiting, noteFreedTime, noteAddedHours, tellAboutLeave],
  jobs: [
    mailConfirmation,
    mailPersonLink,
    mailInvitation,
    mailLeaveDecision,
    carryOutJob,
    askGroup,
    learnJob,
  ],
  sweeps: [expireHolds, expireRequests, endOffers, keepUp, learnNightly],
  constraints: {
    waitlist_entry_once: () => alreadyWaiting(),
    waitlist_entry_once_a_visit: () => alreadyWaiting(),
  },
  verifications: verifyBookings,
  topics: {
    appointment: 'calendar.see',
    hours: 'calendar.see',
    time_off: 'calendar.see',
    service: 'services.see',
    replanning: 'replanning.see',
    no_show_model: 'no_shows.see',
    calendar_feed: 'feeds.manage_own',
    booking_link: 'appointments.book',
    waitlist_entry: 'waitlist.see',
    waitlist_offer: 'waitlist.see',
    waitlist_slot: 'waitlist.see',
    session: 'calendar.see',
  },
}
