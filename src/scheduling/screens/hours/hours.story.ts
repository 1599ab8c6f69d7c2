import { expect, expectAccessible, test } from '../../../testing/browser/story.ts'

// Leave that is asked for is not offered online: nobody else's stories shall book there (and its manager's sessions are counted by another).
test.use({ house: 'ash-court' })

const ahead = new Date(Date.now() + 420 * 86_400_000).toISOString().slice(0, 7)

test('a day is made a day off and is as the week says again', async ({ as }) => {
  const page = await as('owner')
  await page.goto('/hours')
  await expect(page.getByRole('heading', { name: 'The week' })).toBeVisible()
  await expectAccessible(page)

  await page.goto(`/hours?tab=days&month=${ahead}`)
  const day = page.locator(`[data-day="${ahead}-12"]`)
  await day.click()
  await page.getByText('Day off', { exact: true }).last().click()
  await page.getByLabel('Note').fill('Congress')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(day).toContainText('Congress')
  await expectAccessible(page)

  await day.click()
  await page.getByRole('button', { name: 'As the week says again' }).click()
  await expect(day).not.toContainText('Congress')
})

test('leave is asked for by a therapist and declined by the owner with a reason', async ({ as }) => {
  const [therapist, owner] = [await as('practitioner'), await as('owner')]
  await therapist.goto('/hours?tab=off')
  await therapist.getByRole('button', { name: 'Add time off' }).click()
  await therapist.getByLabel('Note').fill('Sabbatical')
  await therapist.getByRole('button', { name: 'Ask for leave' }).click()
  await expect(therapist.getByText('The leave is asked for.')).toBeVisible()

  await owner.goto('/hours')
  await owner.getByRole('button', { name: 'Decline' }).first().click()
  await owner.getByRole('dialog').getByRole('textbox').fill('Too many are away.')
  await owner.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
  await expect(therapist.getByText(/Declined by/)).toBeVisible()
})
