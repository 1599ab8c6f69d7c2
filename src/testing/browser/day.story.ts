import { fillTheForm, moveTheVisit } from './day/before-the-visit.ts'
import { bookOnline, enquire } from './day/booking.ts'
import { findInvoice, payAtDesk, payByLink } from './day/money.ts'
import { expectDashboard, openDashboard, readTheAudit } from './day/owner.ts'
import { openTheDay } from './day/the-day.ts'
import { bookWalkIn, checkIn, writeTheNote } from './day/visit.ts'
import { test } from './story.ts'

// Money and visits are counted exactly, so nobody else is in this house.
test.use({ house: 'elm-yard' })

test('one whole day: from the enquiry to the payment, live on every page, and in the audit', async ({
  as,
  phone,
  house,
}) => {
  test.setTimeout(15 * 60_000)
  const day = await openTheDay({ as, phone, slug: house })
  const { owner } = day
  await test.step('the owner opens the dashboard', () => openDashboard(day))

  await test.step('1 an enquiry', () => enquire(day))
  await expectDashboard(owner, { New: '1' })
  await test.step('2 a booking on the phone', () => bookOnline(day))
  await test.step('3 the form, signed with a finger', () => fillTheForm(day))
  await test.step('4 the reminder moves with the visit', () => moveTheVisit(day))
  await test.step('5 a walk-in', () => bookWalkIn(day))
  await expectDashboard(owner, { Waiting: '1' })
  await test.step('5 the check-in', () => checkIn(day))
  await test.step('6 the note', () => writeTheNote(day))
  await test.step('7 the invoice', () => findInvoice(day))
  await expectDashboard(owner, { 'Invoiced today': '$120.00', 'Received today': '$0.00' })
  await test.step('8 a payment by link', () => payByLink(day))
  await expectDashboard(owner, { 'Received today': '$120.00' })
  await test.step('8 a payment in cash', () => payAtDesk(day))
  await test.step('9 the dashboard has moved', () =>
    expectDashboard(owner, { Done: '2', 'Invoiced today': '$200.00', 'Received today': '$200.00' }))
  await test.step('10 the audit', () => readTheAudit(day))
})
