import { expect, expectAccessible } from '../story.ts'
import { letTheDayCome } from './let-the-day-come.ts'
import type { TheDay } from './the-day.ts'

/** 5: somebody walks in: booked and checked in at the desk by clicking; the practitioner's day shows who waits. */
export async function bookWalkIn({ desk, practitioner, walkIn }: TheDay): Promise<void> {
  await practitioner.goto('/today')
  await expect(practitioner.getByRole('heading', { name: 'My day' })).toBeVisible()
  await desk.goto('/today')
  await desk
    .getByRole('link', { name: 'New appointment' })
    .or(desk.getByRole('button', { name: 'New appointment' }))
    .click()
  const dialog = desk.getByRole('dialog', { name: 'New appointment' })
  await dialog.getByRole('combobox', { name: 'Who is coming?' }).fill(walkIn.name)
  await dialog.getByRole('option', { name: /New patient/ }).click()
  await dialog.getByLabel(/^E-mail/).fill(walkIn.email)
  await dialog.getByRole('combobox', { name: 'Service' }).click()
  await desk.getByRole('option', { name: /Physiotherapy treatment/ }).click()
  await dialog.getByRole('combobox', { name: 'Therapist' }).click()
  await desk.getByRole('option', { name: 'Petra Schmidt' }).click()
  await dialog.getByRole('checkbox', { name: /^Walk-in/ }).check()
  await expectAccessible(desk)
  await dialog.getByRole('button', { name: 'Book and check in' }).click()
  // At night and at weekends nobody works: then it is booked knowingly, with a reason.
  const insist = dialog.getByRole('button', { name: 'Book it all the same…' })
  const booked = desk.getByText(`${walkIn.name} is booked`)
  await expect(insist.or(booked).first()).toBeVisible()
  if (await insist.isVisible()) {
    await insist.click()
    await dialog.getByLabel(/^Why is this right/).fill('In pain; Petra stays for it.')
    await expectAccessible(desk)
    await dialog.getByRole('button', { name: 'Book knowingly' }).click()
  }
  await expect(dialog).toBeHidden()
  const waiting = practitioner.getByRole('region', { name: /^Waiting/ })
  await expect(waiting).toContainText(walkIn.name)
  await expectAccessible(practitioner)
}

/** 5: the desk checks in who booked online, while the practitioner has the visit open. */
export async function checkIn(day: TheDay): Promise<void> {
  const { desk, practitioner, client } = day
  const id = await letTheDayCome(day)
  for (const page of [desk, practitioner]) await page.goto(`/calendar?date=${day.visitDay}&visit=${id}`)
  const state = practitioner.getByRole('dialog', { name: 'Visit' }).getByText('Arrived', { exact: true })
  await expect(practitioner.getByRole('dialog', { name: 'Visit' })).toContainText(client.name)
  await expect(state).toHaveCount(0)
  const visit = desk.getByRole('dialog', { name: 'Visit' })
  await expect(visit).toContainText(client.name)
  const checkInButton = visit.getByRole('button', { name: 'Check in', exact: true })
  if (!(await checkInButton.isVisible())) await visit.getByRole('button', { name: 'More' }).click()
  await checkInButton
    .or(desk.getByRole('menuitem', { name: 'Check in' }))
    .first()
    .click()
  await expect(state.first()).toBeVisible()
}

/** 6: the note is written and signed; with that the visit is done, also on the open page of the desk. */
export async function writeTheNote({ desk, practitioner }: TheDay): Promise<void> {
  await practitioner
    .getByRole('dialog', { name: 'Visit' })
    .getByRole('button', { name: 'Open the note' })
    .click()
  await practitioner.waitForURL(/\/notes\//)
  await practitioner.getByLabel(/^Subjective/).fill('Knee pain after 5 km for six weeks.')
  await practitioner.getByLabel(/^Treatment/).fill('Manual therapy; exercises for the hip.')
  await expect(practitioner.getByText('Saved', { exact: true })).toBeVisible()
  await expectAccessible(practitioner)
  await practitioner.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(practitioner.getByText('Signed by Petra Schmidt')).toBeVisible()
  await expectAccessible(practitioner)
  await expect(
    desk.getByRole('dialog', { name: 'Visit' }).getByText('Done', { exact: true }).first(),
  ).toBeVisible()
}
