import { operations } from '../platform/slice.ts'
import * as appointment from './appointment/operations.ts'
import * as booking from './booking/operations.ts'
import * as calendar from './calendar/operations.ts'
import * as capacity from './capacity/operations.ts'
import * as holidays from './holidays/operations.ts'
import * as blocked from './hours/block-time.ts'
import * as leave from './hours/leave-operations.ts'
import * as feeds from './feeds/operations.ts'
import * as checklist from './checklist/operations.ts'
import * as equipment from './equipment/operations.ts'
import * as hours from './hours/operations.ts'
import * as reserved from './hours/reserved-operations.ts'
import * as page from './online/booking-page.ts'
import * as visit from './online/client-visit.ts'
import { calendarFile } from './online/visit-calendar.ts'
import * as repeats from './online/repeat-operations.ts'
import * as invitation from './online/invitation-operations.ts'
import * as online from './online/operations.ts'
import * as seriesChanges from './series/change-operations.ts'
import * as bundles from './bundles/operations.ts'
import * as overbooking from './overbooking/operations.ts'
import * as plans from './plans/operations.ts'
import * as series from './series/operations.ts'
import * as noShows from './noshow/operations.ts'
import { affected } from './replanning/affected-by-time-off.ts'
import * as replanOffer from './replanning/client-operations.ts'
import * as replanning from './replanning/operations.ts'
import * as person from './online/person-operations.ts'
import * as photo from './online/photo.ts'
import { join as joinWaitlist } from './online/waitlist-operations.ts'
import * as onlineRules from './online/rules-operations.ts'
import * as requests from './requests/operations.ts'
import * as replanningRow from './replanning/row-operations.ts'
import * as services from './services/operations.ts'
import { getLimits, setLimits } from './services/practitioner-limits.ts'
import * as sessions from './sessions/operations.ts'
import * as times from './times/operations.ts'
import * as travel from './travel/operations.ts'
import * as offerPage from './waitlist/offer-page.ts'
import * as offers from './waitlist/offer-operations.ts'
import * as waitlist from './waitlist/operations.ts'

/** What the API offers of the diary. */
export const all = operations(
  services.list,
  services.get,
  services.create,
  services.edit,
  services.preview,
  services.archive,
  services.restore,
  services.renew,
  hours.get,
  hours.replace,
  hours.days,
  hours.setDay,
  hours.setRange,
  hours.clearDay,
  hours.preview,
  reserved.get,
  reserved.replace,
  leave.timeOff,
  leave.addOff,
  leave.cancelOff,
  blocked.block,
  blocked.unblock,
  leave.requests,
  leave.approve,
  leave.decline,
  leave.rules,
  leave.setRules,
  leave.meet,
  leave.cancelMeeting,
  holidays.regions,
  holidays.chooseRegion,
  holidays.list,
  holidays.accept,
  travel.list,
  travel.replace,
  times.list,
  times.whyNot,
  calendar.calendar,
  calendar.days,
  calendar.sheet,
  booking.book,
  appointment.list,
  appointment.get,
  appointment.move,
  equipment.list,
  equipment.choose,
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
  series.preview,
  series.book,
  series.get,
  seriesChanges.previewChange,
  seriesChanges.change,
  seriesChanges.cancel,
  seriesChanges.undo,
  getLimits,
  setLimits,
  checklist.get,
  checklist.tick,
  plans.preview,
  plans.book,
  plans.list,
  plans.get,
  plans.cancel,
  plans.undo,
  bundles.times,
  bundles.book,
  bundles.get,
  bundles.move,
  bundles.cancel,
  bundles.undo,
  sessions.list,
  sessions.get,
  sessions.schedule,
  sessions.edit,
  sessions.move,
  sessions.cancel,
  sessions.join,
  sessions.wait,
  sessions.giveUp,
  sessions.seat,
  page.page,
  online.availability,
  online.hold,
  online.current,
  online.release,
  repeats.look,
  repeats.keep,
  online.confirm,
  online.puzzle,
  online.toConfirm,
  online.confirmMailed,
  person.ask,
  joinWaitlist,
  person.open,
  person.list,
  invitation.create,
  invitation.list,
  invitation.end,
  invitation.open,
  onlineRules.get,
  onlineRules.replace,
  onlineRules.profile,
  photo.replace,
  photo.remove,
  photo.show,
  requests.list,
  requests.count,
  requests.approve,
  requests.decline,
  feeds.list,
  feeds.create,
  feeds.renew,
  feeds.revoke,
  feeds.read,
  visit.get,
  calendarFile,
  visit.confirm,
  visit.cancel,
  visit.availability,
  visit.move,
  affected,
  capacity.read,
  capacity.level,
  capacity.gaps,
  noShows.model,
  noShows.learn,
  noShows.setUp,
  noShows.risk,
  noShows.risks,
  overbooking.read,
  overbooking.setLimit,
  overbooking.endLimit,
  overbooking.book,
  replanning.create,
  replanning.list,
  replanning.get,
  replanning.again,
  replanning.decideAll,
  replanningRow.decide,
  replanningRow.times,
  replanning.approve,
  replanning.undo,
  replanning.discard,
  replanningRow.call,
  replanOffer.get,
  replanOffer.times,
  replanOffer.accept,
  replanOffer.callMe,
  waitlist.list,
  waitlist.get,
  waitlist.add,
  waitlist.edit,
  waitlist.withdraw,
  waitlist.putBack,
  waitlist.book,
  waitlist.freeTimes,
  offers.matches,
  offers.offer,
  offers.slots,
  offers.accept,
  offers.decline,
  offers.takeBack,
  offers.stop,
  offers.report,
  offers.settings,
  offers.setUp,
  offerPage.get,
  offerPage.accept,
  offerPage.takeOther,
  offerPage.decline,
  offerPage.leave,
)
