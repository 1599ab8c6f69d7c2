import { expect, expectAccessible, test } from '../../testing/browser/story.ts'

test('a client books two services in one visit on a phone, moves both and cancels both', async ({
  phone,
}) => {
  await phone.goto('/book/willow-lane')
  await phone.getByText('Physiotherapy treatment', { exact: true }).click()
  await phone.getByRole('button', { name: 'Add another service' }).click()
  await phone.getByRole('button', { name: /Gait analysis/ }).click()
  const visit = phone.locator('.card').filter({ hasText: 'Your visit' })
  await expect(visit.getByRole('listitem')).toHaveCount(2)
  await expectAccessible(phone)
  // Weeks ahead, where no other story books.
  const later = new URL(phone.url())
  later.searchParams.set('from', new Date(Date.now() + 47 * 86_400_000).toISOString().slice(0, 10))
  await phone.goto(later.href)
  await phone.locator('section.day:not(.first) .slot').first().click()
  await phone.getByLabel('First name').fill('Two')
  await phone.getByLabel('Last name').fill('Services')
  await phone.getByRole('textbox', { name: 'E-mail' }).last().fill('two@services.example')
  await phone.getByRole('button', { name: 'Check and book' }).click()
  await phone.getByRole('button', { name: 'Book now' }).click()
  await expect(phone.getByRole('heading', { name: 'Your visit is booked' })).toBeVisible()
  await expect(phone.locator('.parts > li')).toHaveText([/Physiotherapy treatment/, /Gait analysis/])

  await phone.getByRole('link', { name: 'See, move or cancel' }).click()
  await phone.getByRole('button', { name: 'Move it' }).click()
  await phone.locator('section.day:not(.first) .slot').last().click()
  await phone.getByRole('button', { name: 'Yes, move my visit' }).click()
  await expect(phone.getByText('Your visit has been moved.')).toBeVisible()
  await expect(phone.locator('.parts > li')).toHaveCount(2)
  await expectAccessible(phone)

  await phone.getByRole('button', { name: 'Cancel it' }).click()
  await phone.getByRole('button', { name: 'Yes, cancel my visit' }).click()
  await expect(phone.getByRole('heading', { name: 'Your visit is cancelled' })).toBeVisible()
})
